// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriafieldchange.h"

#include "models/text/exactnumber.h"

namespace muster {

namespace {

CriteriaValue fitting(const CriteriaValue &value, CriteriaFieldType type)
{
    if (type == CriteriaFieldType::Boolean)
        return value;
    if (type == CriteriaFieldType::Number) {
        const auto *text = std::get_if<QString>(&value);
        const auto number = text ? exactNumber(*text, QLocale::c()) : std::nullopt;
        return number && QString::fromLatin1(*number) == *text ? CriteriaValue(CriteriaNumber{*number}) : value;
    }
    const auto *number = std::get_if<CriteriaNumber>(&value);
    return number ? CriteriaValue(QString::fromLatin1(number->spelling)) : value;
}

} // namespace

CriteriaEditResult changeCriteriaField(const CriteriaTree &tree, CriteriaNodeId condition, const QString &field,
                                       const CriteriaFields &fields)
{
    CriteriaEditResult result = CriteriaEdits(tree).setField(condition, field);
    const CriteriaField *known = fields.find(field);
    if (!result || !known)
        return result;
    const auto follow = [&result](const CriteriaEditResult &next) {
        if (next)
            result->tree = next->tree; // refused: it fits already
    };
    const CriteriaCondition changed = result->tree.node(condition).condition;
    if (!operatorsFor(known->type).contains(changed.op))
        follow(CriteriaEdits(result->tree).setOperator(condition, CriteriaOperator::Equals));
    follow(CriteriaEdits(result->tree).setValue(condition, fitting(changed.value, known->type)));
    return result;
}

CriteriaEditResult changeCriteriaValueType(const CriteriaTree &tree, CriteriaNodeId condition, CriteriaFieldType type)
{
    const CriteriaTreeNode node = tree.contains(condition) ? tree.node(condition) : CriteriaTreeNode();
    CriteriaValue value = fitting(node.condition.value, type);
    if (type == CriteriaFieldType::Number && !std::holds_alternative<CriteriaNumber>(value))
        value = CriteriaNumber();
    else if (type == CriteriaFieldType::Boolean && !std::holds_alternative<bool>(value))
        value = false;
    else if (type == CriteriaFieldType::Text && std::holds_alternative<bool>(value))
        value = QString();
    CriteriaEditResult result = CriteriaEdits(tree).setValue(condition, value);
    if (result && !operatorsFor(type).contains(node.condition.op)) {
        if (const auto next = CriteriaEdits(result->tree).setOperator(condition, CriteriaOperator::Equals))
            result->tree = next->tree;
    }
    return result;
}

} // namespace muster
