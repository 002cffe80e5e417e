// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/criteria/criteriarules.h"

#include "models/rules/criteria/conditionlogic.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <numeric>

namespace muster {

namespace {

using Code = CriteriaFinding::Code;
using Severity = CriteriaFinding::Severity;

QString memberSuffix(CriteriaFinding::Member member)
{
    switch (member) {
    case CriteriaFinding::Member::Whole:
        return {};
    case CriteriaFinding::Member::Field:
        return QStringLiteral("field");
    case CriteriaFinding::Member::Operator:
        return QStringLiteral("operator");
    case CriteriaFinding::Member::Value:
        return QStringLiteral("value");
    }
    Q_UNREACHABLE();
}

} // namespace

Severity severityOf(Code code)
{
    if (code <= Code::IdNoUuid)
        return Severity::Error;
    return code >= Code::NumberAsText ? Severity::Remark : Severity::Warning;
}

bool isRefused(const CriteriaFindings &findings)
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [](const CriteriaFinding &finding) { return severityOf(finding.code) == Severity::Error; });
}

QString findingJsonPath(const CriteriaFinding &finding, const QString &outer)
{
    switch (finding.part) {
    case CriteriaFinding::Part::Name:
        return QStringLiteral("name");
    case CriteriaFinding::Part::Description:
        return QStringLiteral("description");
    case CriteriaFinding::Part::Exclusion:
        return QStringLiteral("exclusions[%1]").arg(finding.index);
    case CriteriaFinding::Part::Id:
        return QStringLiteral("id");
    case CriteriaFinding::Part::Criteria:
        break;
    }
    const QString path = criteriaJsonPath(finding.path, outer);
    const QString suffix = memberSuffix(finding.member);
    return path.isEmpty() || suffix.isEmpty() ? path + suffix : QString(path + u'.' + suffix);
}

namespace {

using Code = CriteriaFinding::Code;
using Member = CriteriaFinding::Member;
using Op = CriteriaOperator;

/// A member that counts for a group: its own, or one of a group within it that joins the same way.
struct Placed
{
    CriteriaPath path;
    const CriteriaNode *node = nullptr;
    const CriteriaCondition *condition() const { return std::get_if<CriteriaCondition>(&node->content); }
};

void flatten(const CriteriaGroup &group, const CriteriaPath &path, QList<Placed> &members)
{
    int index = 0;
    for (const CriteriaNode &member : group.members) {
        CriteriaPath place = path;
        place.append(index++);
        const auto *inner = std::get_if<CriteriaGroup>(&member.content);
        if (inner != nullptr && inner->join == group.join && !inner->members.empty())
            flatten(*inner, place, members);
        else
            members.append({place, &member});
    }
}

/// `path` leads to a condition.
const CriteriaCondition &conditionAt(const CriteriaGroup &criteria, const CriteriaPath &path)
{
    const CriteriaGroup *group = &criteria;
    for (const int place : path.first(path.size() - 1))
        group = &std::get<CriteriaGroup>(group->members[std::size_t(place)].content);
    return std::get<CriteriaCondition>(group->members[std::size_t(path.last())].content);
}

class CriteriaJudge
{
public:
    explicit CriteriaJudge(const CriteriaFields &fields)
        : m_fields(fields)
    {
    }

    CriteriaFindings judge(const CriteriaGroup &criteria);

private:
    void addViolation(const CriteriaViolation &violation, const CriteriaGroup &criteria);
    void judgeGroup(const CriteriaGroup &group, const CriteriaPath &path, const CriteriaGroup *outer);
    void judgeCondition(const CriteriaCondition &condition, const CriteriaPath &path);
    void judgeValue(const CriteriaCondition &condition, const CriteriaField &field, const CriteriaPath &path);
    void judgeTogether(const CriteriaGroup &group, const CriteriaPath &path);
    void judgePair(CriteriaJoin join, const Placed &earlier, const Placed &later);
    CriteriaFinding &add(Code code, const CriteriaPath &path, Member member = Member::Whole);

    const CriteriaFields &m_fields;
    CriteriaFindings m_findings;
    QSet<CriteriaPath> m_paired; ///< Told as the later one of a pair: once is enough.
};

CriteriaFinding &CriteriaJudge::add(Code code, const CriteriaPath &path, Member member)
{
    CriteriaFinding finding{.code = code, .path = path, .member = member};
    m_findings.append(std::move(finding));
    return m_findings.last();
}

CriteriaFindings CriteriaJudge::judge(const CriteriaGroup &criteria)
{
    for (const CriteriaViolation &violation : criteriaViolations(criteria))
        addViolation(violation, criteria);
    judgeGroup(criteria, {}, nullptr);
    // A path is before what is below it, and members are in their order: that is reading order. Findings of one place
    // stay in theirs.
    QList<int> order(m_findings.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [this](int a, int b) {
        const CriteriaPath &one = m_findings[a].path, &other = m_findings[b].path;
        if (one == other)
            return a < b;
        return std::lexicographical_compare(one.cbegin(), one.cend(), other.cbegin(), other.cend());
    });
    CriteriaFindings sorted;
    for (const int place : order)
        sorted.append(m_findings[place]);
    return sorted;
}

void CriteriaJudge::addViolation(const CriteriaViolation &violation, const CriteriaGroup &criteria)
{
    switch (violation.code) {
    case CriteriaViolation::Code::EmptyGroup:
        add(Code::EmptyGroup, violation.path);
        break;
    case CriteriaViolation::Code::TooDeep:
        add(Code::TooDeep, violation.path).number = violation.path.size() + 1;
        break;
    case CriteriaViolation::Code::NoField:
        add(Code::NoField, violation.path, Member::Field);
        break;
    case CriteriaViolation::Code::NoNumber:
        add(Code::NoNumber, violation.path, Member::Value).word = conditionAt(criteria, violation.path).field;
        break;
    }
}

void CriteriaJudge::judgeGroup(const CriteriaGroup &group, const CriteriaPath &path, const CriteriaGroup *outer)
{
    if (outer == nullptr || outer->join != group.join)
        judgeTogether(group, path);
    int index = 0;
    for (const CriteriaNode &member : group.members) {
        CriteriaPath place = path;
        place.append(index++);
        if (const auto *condition = std::get_if<CriteriaCondition>(&member.content))
            judgeCondition(*condition, place);
        else
            judgeGroup(std::get<CriteriaGroup>(member.content), place, &group);
    }
}

void CriteriaJudge::judgeCondition(const CriteriaCondition &condition, const CriteriaPath &path)
{
    if (condition.field.isEmpty())
        return; // told already, and there is nothing to be said of no field
    const auto *text = std::get_if<QString>(&condition.value);
    if (condition.op == Op::Equals && text != nullptr && text->isEmpty())
        add(Code::NeverTrue, path, Member::Value).word = condition.field;
    if (coverageOf(condition) == Coverage::WhenPresent)
        add(Code::TrueWhenPresent, path, Member::Value).word = condition.field;
    if (const CriteriaField *field = m_fields.find(condition.field); field != nullptr) {
        if (!operatorsFor(field->type).contains(condition.op))
            add(Code::OperatorDoesNotFit, path, Member::Operator).word = condition.field;
        else
            judgeValue(condition, *field, path);
        return;
    }
    if (!m_fields.isEmpty())
        add(Code::UnknownField, path, Member::Field).word = condition.field;
    // Of a field that is not known the value tells: yes and no have no order, and only texts have parts.
    const bool isPart = condition.op == Op::Contains || condition.op == Op::StartsWith;
    const bool isOrdering = condition.op == Op::GreaterThan || condition.op == Op::LessThan;
    const bool isWord = text != nullptr && !isNumberText(*text) && !isDayText(*text);
    if ((isPart && text == nullptr) || (isOrdering && (isWord || std::holds_alternative<bool>(condition.value))))
        add(Code::OperatorDoesNotFit, path, Member::Operator).word = condition.field;
}

void CriteriaJudge::judgeValue(const CriteriaCondition &condition, const CriteriaField &field, const CriteriaPath &path)
{
    const auto *text = std::get_if<QString>(&condition.value);
    bool fits = false;
    switch (field.type) {
    case CriteriaFieldType::Text:
        fits = text != nullptr;
        break;
    case CriteriaFieldType::Number:
        fits = std::holds_alternative<CriteriaNumber>(condition.value) || (text != nullptr && isNumberText(*text));
        break;
    case CriteriaFieldType::Date:
        fits = text != nullptr && isDayText(*text);
        break;
    case CriteriaFieldType::Boolean:
        fits = std::holds_alternative<bool>(condition.value);
        break;
    }
    if (!fits) {
        // That nobody has the empty text is said already.
        const bool isEmpty = text != nullptr && text->isEmpty() && condition.op == Op::Equals;
        if (!isEmpty)
            add(Code::ValueDoesNotFit, path, Member::Value).word = condition.field;
        return;
    }
    if (field.type == CriteriaFieldType::Number && text != nullptr)
        add(Code::NumberAsText, path, Member::Value).word = condition.field;
    const bool isWhole = condition.op == Op::Equals || condition.op == Op::NotEquals;
    if (isWhole && text != nullptr && !text->isEmpty() && !field.values.isEmpty() && !field.values.contains(*text))
        add(Code::UnknownValue, path, Member::Value).word = condition.field;
}

void CriteriaJudge::judgePair(CriteriaJoin join, const Placed &earlier, const Placed &later)
{
    if (m_paired.contains(later.path))
        return;
    const auto tell = [&](Code code, const QString &field) {
        CriteriaFinding &finding = add(code, later.path);
        finding.other = earlier.path;
        finding.word = field;
        m_paired.insert(later.path);
    };
    const CriteriaCondition *one = earlier.condition(), *other = later.condition();
    if (one == nullptr || other == nullptr) {
        // Of empty groups each is told for itself.
        const bool areGroups = one == other;
        if (areGroups && *earlier.node == *later.node && !std::get<CriteriaGroup>(later.node->content).members.empty())
            tell(Code::Duplicate, {});
        return;
    }
    if (one->field.isEmpty())
        return;
    const CriteriaField *field = m_fields.find(one->field);
    if (saySame(*one, *other))
        tell(Code::Duplicate, one->field);
    else if (join == CriteriaJoin::And && excludeEachOther(*one, *other, field))
        tell(Code::Contradiction, one->field);
    else if (const Coverage covers = join == CriteriaJoin::Or ? coverageOf(*one, *other, field) : Coverage::None;
             covers != Coverage::None)
        tell(covers == Coverage::Everybody ? Code::AlwaysTrue : Code::TrueWhenPresent, one->field);
}

// Only conditions on one field, and groups, can have something to do with each other.
void CriteriaJudge::judgeTogether(const CriteriaGroup &group, const CriteriaPath &path)
{
    QList<Placed> members;
    flatten(group, path, members);
    QHash<QString, QList<Placed>> byField;
    for (const Placed &member : members) {
        const CriteriaCondition *condition = member.condition();
        QList<Placed> &others = byField[condition != nullptr ? QString(u'f' + condition->field) : QString()];
        for (const Placed &earlier : others)
            judgePair(group.join, earlier, member);
        others.append(member);
    }
}

CriteriaFinding findingOf(Code code, CriteriaFinding::Part part, qint64 number, const QString &word = {})
{
    return CriteriaFinding{.code = code, .part = part, .number = number, .word = word};
}

void judgeExclusions(const AudienceDefinition &definition, const QString &ownId, CriteriaFindings &findings)
{
    // Ids are the same in upper and lower case (RFC 9562 section 4).
    QHash<QString, int> seen;
    int index = 0;
    for (const QString &id : definition.exclusions) {
        const QString folded = id.toLower();
        std::optional<Code> code;
        if (!isUuid(id))
            code = Code::ExclusionNoUuid;
        else if (seen.contains(folded))
            code = Code::ExclusionTwice;
        else if (!ownId.isEmpty() && folded == ownId.toLower())
            code = Code::ExclusionSelf;
        if (code) {
            findings.append(findingOf(*code, CriteriaFinding::Part::Exclusion, seen.value(folded), id));
            findings.last().index = index;
        }
        if (!seen.contains(folded))
            seen.insert(folded, index);
        ++index;
    }
}

} // namespace

CriteriaFindings judgeCriteria(const CriteriaGroup &criteria, const CriteriaFields &fields)
{
    return CriteriaJudge(fields).judge(criteria);
}

CriteriaFindings judgeAudience(const AudienceDefinition &definition, const QString &ownId, const CriteriaFields &fields)
{
    using Part = CriteriaFinding::Part;
    CriteriaFindings findings;
    if (!ownId.isEmpty() && !isUuid(ownId))
        findings.append(findingOf(Code::IdNoUuid, Part::Id, 0, ownId));
    // Characters as Unicode counts them, not as our text does.
    const qsizetype name = definition.name.toUcs4().size(), description = definition.description.toUcs4().size();
    if (definition.name.trimmed().isEmpty())
        findings.append(findingOf(Code::NameMissing, Part::Name, 0));
    else if (name > audienceNameLimit)
        findings.append(findingOf(Code::NameTooLong, Part::Name, name));
    if (description > audienceDescriptionLimit)
        findings.append(findingOf(Code::DescriptionTooLong, Part::Description, description));
    findings += judgeCriteria(definition.criteria, fields);
    judgeExclusions(definition, ownId, findings);
    return findings;
}

} // namespace muster
