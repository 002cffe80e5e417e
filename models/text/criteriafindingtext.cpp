// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/criteriafindingtext.h"

#include "models/text/criteriawords.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

using Code = CriteriaFinding::Code;

struct CriteriaFindingText
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaFindingText)
};

constexpr qsizetype longestId = 60;

/// Null: there is no such place, or it is the outer group.
const CriteriaNode *nodeAt(const CriteriaGroup &criteria, const CriteriaPath &path)
{
    const CriteriaGroup *group = &criteria;
    const CriteriaNode *node = nullptr;
    for (const int index : path) {
        if (group == nullptr || index < 0 || std::size_t(index) >= group->members.size())
            return nullptr;
        node = &group->members[std::size_t(index)];
        group = std::get_if<CriteriaGroup>(&node->content);
    }
    return node;
}

/// Groups up to and with the one at `path`, in reading order.
int groupNumber(const CriteriaGroup &group, const CriteriaPath &path, qsizetype at, bool &found)
{
    int number = 1;
    found = at == path.size();
    for (std::size_t i = 0; i < group.members.size() && !found; ++i) {
        const auto *inner = std::get_if<CriteriaGroup>(&group.members[i].content);
        if (inner == nullptr)
            continue;
        const bool isWay = at < path.size() && std::size_t(path[at]) == i;
        number += groupNumber(*inner, path, isWay ? at + 1 : path.size() + 1, found);
    }
    return number;
}

int groupNumber(const CriteriaGroup &criteria, const CriteriaPath &path)
{
    bool found = false;
    return groupNumber(criteria, path, 0, found);
}

const CriteriaCondition *conditionAt(const CriteriaGroup &criteria, const CriteriaPath &path)
{
    const CriteriaNode *node = nodeAt(criteria, path);
    return node != nullptr ? std::get_if<CriteriaCondition>(&node->content) : nullptr;
}

QString typeText(CriteriaFieldType type)
{
    static constexpr WordRow<CriteriaFieldType> rows[]{
        {CriteriaFieldType::Text, QT_TRANSLATE_NOOP("CriteriaFindingText", "text")},
        {CriteriaFieldType::Number, QT_TRANSLATE_NOOP("CriteriaFindingText", "numbers")},
        {CriteriaFieldType::Date, QT_TRANSLATE_NOOP("CriteriaFindingText", "dates")},
        {CriteriaFieldType::Boolean, QT_TRANSLATE_NOOP("CriteriaFindingText", "yes or no")},
    };
    return wordIn("CriteriaFindingText", rows, type);
}

/// Of a definition's parts besides its criteria.
QString definitionText(const CriteriaFinding &finding)
{
    const QLocale locale;
    const QString id = visibleText(finding.word, longestId);
    switch (finding.code) {
    case Code::NameMissing:
        return CriteriaFindingText::tr("The audience has no name.");
    case Code::NameTooLong:
        return CriteriaFindingText::tr("The name is too long: %1 of at most %2 characters.")
            .arg(locale.toString(finding.number), locale.toString(audienceNameLimit));
    case Code::DescriptionTooLong:
        return CriteriaFindingText::tr("The description is too long: %1 of at most %2 characters.")
            .arg(locale.toString(finding.number), locale.toString(audienceDescriptionLimit));
    case Code::ExclusionNoUuid:
        return CriteriaFindingText::tr("“%1” isn’t an audience ID. An ID has 32 hexadecimal digits in groups of 8, 4, "
                                       "4, 4 and 12, separated by hyphens.")
            .arg(id);
    case Code::ExclusionTwice:
        return CriteriaFindingText::tr("The audience %1 is excluded twice.").arg(id);
    case Code::ExclusionSelf:
        return CriteriaFindingText::tr("The audience cannot exclude itself.");
    case Code::IdNoUuid:
        return CriteriaFindingText::tr("“%1” can’t be this audience’s ID. An ID has 32 hexadecimal digits in groups of "
                                       "8, 4, 4, 4 and 12, separated by hyphens.")
            .arg(id);
    default:
        return {};
    }
}

QString groupText(const CriteriaFinding &finding)
{
    const QLocale locale;
    if (finding.code == Code::TooDeep)
        return CriteriaFindingText::tr("This group is at level %1; groups can be nested up to %2 levels. Move it "
                                       "further out, or ungroup a group that contains it.")
            .arg(locale.toString(finding.number), locale.toString(criteriaDepthLimit));
    return finding.path.isEmpty() ? CriteriaFindingText::tr("There are no conditions yet. Add at least one.")
                                  : CriteriaFindingText::tr("This group has no conditions. Add one, or remove the "
                                                            "group.");
}

/// Of a condition and its field.
QString conditionText(Code code, const CriteriaCondition &condition, const CriteriaFields &fields)
{
    const QString field = criteriaFieldText(condition.field, fields);
    const QString said = criteriaConditionText(condition, fields);
    const CriteriaField *known = fields.find(condition.field);
    const CriteriaFieldType type = criteriaTypeOf(condition, fields);
    switch (code) {
    case Code::NoField:
        return CriteriaFindingText::tr("No field is chosen.");
    case Code::NoNumber:
        return CriteriaFindingText::tr("The value of %1 isn’t a number.").arg(field);
    case Code::UnknownField:
        return CriteriaFindingText::tr("“%1” isn’t a known field of this source. Check its spelling; the server may "
                                       "refuse to evaluate the audience.")
            .arg(visibleText(condition.field, longestId));
    case Code::OperatorDoesNotFit:
        if (known == nullptr)
            return CriteriaFindingText::tr("“%1”: the comparison doesn’t fit the value.").arg(said);
        return CriteriaFindingText::tr("“%1”: the comparison doesn’t fit the field, which holds %2.")
            .arg(said, typeText(type));
    case Code::ValueDoesNotFit:
        return CriteriaFindingText::tr("“%1”: the value doesn’t fit the field, which holds %2.")
            .arg(said, typeText(type));
    case Code::NeverTrue:
        return CriteriaFindingText::tr("No one matches “%1”: a contact without the field only matches “is not”.")
            .arg(said);
    case Code::NumberAsText:
        return CriteriaFindingText::tr("“%1”: the number is sent as text, which the server may not treat as a number.")
            .arg(said);
    case Code::UnknownValue:
        return CriteriaFindingText::tr("“%1”: not one of the field’s known values.").arg(said);
    case Code::TrueWhenPresent:
        return CriteriaFindingText::tr("“%1” matches everyone with a known %2.").arg(said, field);
    default:
        return {};
    }
}

/// Of a condition that has to do with another one.
QString pairText(Code code, const CriteriaCondition &earlier, const CriteriaCondition &later,
                 const CriteriaFields &fields)
{
    const QString first = criteriaConditionText(earlier, fields), second = criteriaConditionText(later, fields);
    switch (code) {
    case Code::Contradiction:
        return CriteriaFindingText::tr("“%1” and “%2” contradict each other: no one matches.").arg(first, second);
    case Code::Duplicate:
        return CriteriaFindingText::tr("“%1” appears twice.").arg(second);
    case Code::AlwaysTrue:
        return CriteriaFindingText::tr("“%1” or “%2” matches everyone: the group lets all contacts in.")
            .arg(first, second);
    case Code::TrueWhenPresent:
        return CriteriaFindingText::tr("“%1” or “%2” matches everyone with a known %3.")
            .arg(first, second, criteriaFieldText(later.field, fields));
    default:
        return {};
    }
}

} // namespace

QString criteriaFindingText(const CriteriaFinding &finding, const CriteriaGroup &criteria, const CriteriaFields &fields)
{
    if (finding.part != CriteriaFinding::Part::Criteria)
        return definitionText(finding);
    if (finding.code == Code::EmptyGroup || finding.code == Code::TooDeep)
        return groupText(finding);
    const CriteriaCondition *condition = conditionAt(criteria, finding.path);
    if (condition == nullptr)
        return CriteriaFindingText::tr("This group is the same as another one next to it.");
    const CriteriaCondition *earlier = finding.other.isEmpty() ? nullptr : conditionAt(criteria, finding.other);
    return earlier != nullptr ? pairText(finding.code, *earlier, *condition, fields)
                              : conditionText(finding.code, *condition, fields);
}

QString severityText(CriteriaFinding::Severity severity)
{
    static constexpr WordRow<CriteriaFinding::Severity> rows[]{
        {CriteriaFinding::Severity::Error, QT_TRANSLATE_NOOP("CriteriaFindingText", "Error")},
        {CriteriaFinding::Severity::Warning, QT_TRANSLATE_NOOP("CriteriaFindingText", "Warning")},
        {CriteriaFinding::Severity::Remark, QT_TRANSLATE_NOOP("CriteriaFindingText", "Note")},
    };
    return wordIn("CriteriaFindingText", rows, severity);
}

QString criteriaPlaceText(const CriteriaGroup &criteria, const CriteriaPath &path)
{
    if (path.isEmpty())
        return CriteriaFindingText::tr("The criteria");
    const QLocale locale;
    if (conditionAt(criteria, path) == nullptr)
        return CriteriaFindingText::tr("Group %1").arg(locale.toString(groupNumber(criteria, path)));
    return CriteriaFindingText::tr("Condition %1 of group %2")
        .arg(locale.toString(path.last() + 1), locale.toString(groupNumber(criteria, path.first(path.size() - 1))));
}

} // namespace muster
