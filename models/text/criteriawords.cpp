// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/criteriawords.h"

#include "models/text/amounttext.h"
#include "models/text/plaintext.h"
#include "models/text/typedvalues.h"
#include "models/text/wordtable.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

constexpr qsizetype longestName = 100;

struct CriteriaWords
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaWords)
};

QString ordered(CriteriaOperator op, CriteriaFieldType type)
{
    const bool isGreater = op == CriteriaOperator::GreaterThan;
    if (type == CriteriaFieldType::Date)
        return isGreater ? CriteriaWords::tr("is after") : CriteriaWords::tr("is before");
    if (type == CriteriaFieldType::Number)
        return isGreater ? CriteriaWords::tr("is over") : CriteriaWords::tr("is under");
    return isGreater ? CriteriaWords::tr("is greater than") : CriteriaWords::tr("is less than");
}

} // namespace

QString criteriaJoinText(CriteriaJoin join)
{
    return join == CriteriaJoin::And ? CriteriaWords::tr("ALL of") : CriteriaWords::tr("ANY of");
}

QString criteriaOperatorText(CriteriaOperator op, CriteriaFieldType type)
{
    switch (op) {
    case CriteriaOperator::Equals:
        return CriteriaWords::tr("is");
    case CriteriaOperator::NotEquals:
        return CriteriaWords::tr("is not");
    case CriteriaOperator::GreaterThan:
    case CriteriaOperator::LessThan:
        return ordered(op, type);
    case CriteriaOperator::Contains:
        return CriteriaWords::tr("contains");
    case CriteriaOperator::StartsWith:
        return CriteriaWords::tr("starts with");
    }
    return {};
}

QString criteriaFieldText(const QString &field, const CriteriaFields &fields)
{
    return field.isEmpty() ? CriteriaWords::tr("(no field chosen)")
                           : visibleText(fieldLabel(fields, field), longestName);
}

QString criteriaValueText(const CriteriaValue &value, CriteriaFieldType type)
{
    if (const bool *is = std::get_if<bool>(&value))
        return *is ? CriteriaWords::tr("yes") : CriteriaWords::tr("no");
    if (const auto *number = std::get_if<CriteriaNumber>(&value))
        return visibleText(exactNumberText(number->spelling, QLocale()), longestName);
    const QString &text = std::get<QString>(value);
    if (text.isEmpty())
        return type == CriteriaFieldType::Text ? CriteriaWords::tr("(empty text)") : CriteriaWords::tr("(no value)");
    return visibleText(text);
}

CriteriaFieldType criteriaTypeOf(const CriteriaCondition &condition, const CriteriaFields &fields)
{
    if (const CriteriaField *known = fields.find(condition.field))
        return known->type;
    if (std::holds_alternative<CriteriaNumber>(condition.value))
        return CriteriaFieldType::Number;
    return std::holds_alternative<bool>(condition.value) ? CriteriaFieldType::Boolean : CriteriaFieldType::Text;
}

QString criteriaConditionText(const CriteriaCondition &condition, const CriteriaFields &fields)
{
    const CriteriaFieldType type = criteriaTypeOf(condition, fields);
    //: A condition: field, comparison, value. "annual revenue is over 500,000"
    return CriteriaWords::tr("%1 %2 %3")
        .arg(criteriaFieldText(condition.field, fields), criteriaOperatorText(condition.op, type),
             criteriaValueText(condition.value, type));
}

int criteriaGroupNumber(const CriteriaTree &tree, CriteriaNodeId group)
{
    int number = 0;
    for (const CriteriaNodeId id : tree.inReadingOrder()) {
        number += tree.node(id).group ? 1 : 0;
        if (id == group)
            break;
    }
    return number;
}

QString criteriaNodeName(const CriteriaTree &tree, CriteriaNodeId id)
{
    if (!tree.contains(id))
        return {};
    const QLocale locale;
    if (tree.node(id).group)
        return CriteriaWords::tr("Group %1").arg(locale.toString(criteriaGroupNumber(tree, id)));
    return CriteriaWords::tr("Condition %1 of group %2")
        .arg(locale.toString(tree.indexOf(id) + 1), locale.toString(criteriaGroupNumber(tree, tree.node(id).parent)));
}

QString criteriaNodeSentence(const CriteriaTree &tree, CriteriaNodeId id, const CriteriaFields &fields)
{
    if (!tree.contains(id))
        return {};
    const CriteriaTreeNode &node = tree.node(id);
    if (!node.group)
        //: %1 is "Condition 3 of group 2", %2 what it says.
        return CriteriaWords::tr("%1: %2").arg(criteriaNodeName(tree, id),
                                               criteriaConditionText(node.condition, fields));
    const auto members = int(node.members.size());
    const QString name = criteriaNodeName(tree, id);
    return node.join == CriteriaJoin::And ? CriteriaWords::tr("%1: ALL of %n member(s)", nullptr, members).arg(name)
                                          : CriteriaWords::tr("%1: ANY of %n member(s)", nullptr, members).arg(name);
}

QString criteriaRefusalText(const CriteriaRefusal &refusal, const CriteriaTree &tree)
{
    const QString name = criteriaNodeName(tree, refusal.node);
    const QLocale locale;
    switch (refusal.code) {
    case CriteriaRefusal::Code::NothingChosen:
        return CriteriaWords::tr("Nothing is selected. Select a condition or group first.");
    case CriteriaRefusal::Code::UnknownNode:
        return CriteriaWords::tr("The selected item no longer exists.");
    case CriteriaRefusal::Code::NotAGroup:
        return CriteriaWords::tr("%1 is not a group.").arg(name);
    case CriteriaRefusal::Code::NotACondition:
        return CriteriaWords::tr("%1 is not a condition.").arg(name);
    case CriteriaRefusal::Code::RootStays:
        return CriteriaWords::tr(
            "The outer group always stays: it can’t be moved, copied, muted or removed. Select something inside it.");
    case CriteriaRefusal::Code::Locked:
        return CriteriaWords::tr("%1 is locked. Unlock it first.").arg(name);
    case CriteriaRefusal::Code::HoldsLocked:
        return CriteriaWords::tr("%1, which is inside it, is locked and would be displaced. Unlock it first.")
            .arg(name);
    case CriteriaRefusal::Code::TargetLocked:
        return CriteriaWords::tr("%1 is locked, so nothing can be added to it. Unlock it first.").arg(name);
    case CriteriaRefusal::Code::TooDeep:
        if (!refusal.place.isEmpty())
            return CriteriaWords::tr("Groups can be nested up to %1 levels, and this has one on level %2, at %3.")
                .arg(locale.toString(criteriaDepthLimit), locale.toString(refusal.level),
                     visibleText(refusal.place, longestName));
        return CriteriaWords::tr("Groups can be nested up to %1 levels, and this would need level %2.")
            .arg(locale.toString(criteriaDepthLimit), locale.toString(refusal.level));
    case CriteriaRefusal::Code::IntoItself:
        return CriteriaWords::tr("%1 can’t go into itself.").arg(name);
    case CriteriaRefusal::Code::NotTogether:
        return CriteriaWords::tr("Only members of the same group can be grouped together.");
    case CriteriaRefusal::Code::NothingChanges:
        return CriteriaWords::tr("It’s already set that way.");
    case CriteriaRefusal::Code::TooMany:
        return CriteriaWords::tr("A draft holds up to %1 conditions and groups. This would exceed the limit.")
            .arg(locale.toString(criteriaNodeLimit));
    }
    return {};
}

namespace {

struct CriteriaStepWords
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaStepWords)
};

/// Steps that are about one thing, or about one at a time.
QString single(CriteriaStep step)
{
    switch (step) {
    case CriteriaStep::AddCondition:
        return CriteriaStepWords::tr("Add a condition");
    case CriteriaStep::AddGroup:
        return CriteriaStepWords::tr("Add a group");
    case CriteriaStep::Remove:
        return CriteriaStepWords::tr("Remove");
    case CriteriaStep::SetJoin:
        return CriteriaStepWords::tr("Switch between ALL and ANY");
    case CriteriaStep::SetField:
        return CriteriaStepWords::tr("Change the field");
    case CriteriaStep::SetOperator:
        return CriteriaStepWords::tr("Change the comparison");
    case CriteriaStep::SetValue:
        return CriteriaStepWords::tr("Change the value");
    case CriteriaStep::SetValues:
        return CriteriaStepWords::tr("Choose multiple values");
    case CriteriaStep::Ungroup:
        return CriteriaStepWords::tr("Ungroup");
    case CriteriaStep::Wrap:
        return CriteriaStepWords::tr("Move into a new group");
    case CriteriaStep::GroupWith:
        return CriteriaStepWords::tr("Group two items");
    case CriteriaStep::Replace:
        return CriteriaStepWords::tr("Replace the criteria");
    default:
        return {};
    }
}

} // namespace

QString criteriaStepText(CriteriaStep step, int count)
{
    switch (step) {
    case CriteriaStep::Duplicate:
        return CriteriaStepWords::tr("Duplicate %n item(s)", nullptr, count);
    case CriteriaStep::Move:
        return CriteriaStepWords::tr("Move %n item(s)", nullptr, count);
    case CriteriaStep::Copy:
        return CriteriaStepWords::tr("Copy %n item(s)", nullptr, count);
    case CriteriaStep::Lock:
        return CriteriaStepWords::tr("Lock %n item(s)", nullptr, count);
    case CriteriaStep::Unlock:
        return CriteriaStepWords::tr("Unlock %n item(s)", nullptr, count);
    case CriteriaStep::Mute:
        return CriteriaStepWords::tr("Mute %n item(s)", nullptr, count);
    case CriteriaStep::Unmute:
        return CriteriaStepWords::tr("Unmute %n item(s)", nullptr, count);
    case CriteriaStep::Collapse:
        return CriteriaStepWords::tr("Collapse %n group(s)", nullptr, count);
    case CriteriaStep::Expand:
        return CriteriaStepWords::tr("Expand %n group(s)", nullptr, count);
    case CriteriaStep::Paste:
        return CriteriaStepWords::tr("Paste %n item(s)", nullptr, count);
    default:
        return single(step);
    }
}

namespace {

struct CriteriaFaultWords
{
    Q_DECLARE_TR_FUNCTIONS(CriteriaFaultWords)
};

QString wrongType(const QString &due)
{
    static constexpr KeyedWord rows[]{
        {"object", QT_TRANSLATE_NOOP("CriteriaFaultWords", "An object in braces is expected here.")},
        {"array", QT_TRANSLATE_NOOP("CriteriaFaultWords", "A list in square brackets is expected here.")},
        {"text", QT_TRANSLATE_NOOP("CriteriaFaultWords", "Text in quotation marks is expected here.")},
        {"boolean", QT_TRANSLATE_NOOP("CriteriaFaultWords", "Only true or false is allowed here.")},
        {"integer", QT_TRANSLATE_NOOP("CriteriaFaultWords", "A whole number is expected here.")},
    };
    const QString known = wordIn("CriteriaFaultWords", rows, due);
    return known.isEmpty() ? CriteriaFaultWords::tr("Text, a number, true or false is expected here.") : known;
}

QString sentence(const CriteriaFault &fault)
{
    using Code = CriteriaFault::Code;
    const QString word = visibleText(fault.word, 60);
    switch (fault.code) {
    case Code::TooBig:
        return CriteriaFaultWords::tr("The criteria text is too long.");
    case Code::InvalidUtf8:
        return CriteriaFaultWords::tr("This isn’t UTF-8 text.");
    case Code::InvalidJson:
        return CriteriaFaultWords::tr("This is not JSON.");
    case Code::CutShort:
        return CriteriaFaultWords::tr("The JSON ends too early.");
    case Code::TooDeepToRead:
        return CriteriaFaultWords::tr("Groups are nested too deeply to read.");
    case Code::TooManyMembers:
        return CriteriaFaultWords::tr("An object has too many members.");
    case Code::RepeatedMember:
        return CriteriaFaultWords::tr("“%1” appears twice, so it isn’t clear which one counts.").arg(word);
    case Code::WrongType:
        return wrongType(fault.word);
    case Code::MissingMember:
        return CriteriaFaultWords::tr("“%1” is missing.").arg(word);
    case Code::UnknownMember:
        return CriteriaFaultWords::tr("“%1” is unknown.").arg(word);
    case Code::NoNode:
        return CriteriaFaultWords::tr(
            "A condition needs a field, an operator and a value. A group needs an operator and conditions.");
    case Code::UnknownJoin:
        return CriteriaFaultWords::tr("A group’s operator is AND or OR, not “%1”.").arg(word);
    case Code::UnknownOperator:
        return CriteriaFaultWords::tr("“%1” isn’t an operator.").arg(word);
    case Code::UnknownSource:
        return CriteriaFaultWords::tr("“%1” isn’t a data source.").arg(word);
    case Code::NumberTooLong:
        return CriteriaFaultWords::tr("The number has more digits than Muster stores.");
    case Code::NotExpressible:
        return CriteriaFaultWords::tr("Criteria can’t express “%1”.").arg(word);
    }
    return {};
}

} // namespace

QString criteriaFaultText(const CriteriaFault &fault)
{
    if (fault.path.isEmpty())
        return sentence(fault);
    //: %1 is a place in JSON, as in "conditions[2].value", %2 a whole sentence.
    return CriteriaFaultWords::tr("At %1: %2").arg(visibleText(fault.path, 200), sentence(fault));
}

} // namespace muster
