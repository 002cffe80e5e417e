// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/criteriawriter.h"

namespace muster {

void writeCriteriaValue(JsonLayout &out, const CriteriaValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        out.text(*text);
    else if (const auto *number = std::get_if<CriteriaNumber>(&value))
        out.raw(isJsonNumber(number->spelling) ? QByteArrayView(number->spelling) : QByteArrayView("null"));
    else
        out.raw(std::get<bool>(value) ? "true" : "false");
}

void writeCriteriaNode(JsonLayout &out, const CriteriaNode &node)
{
    if (const auto *group = std::get_if<CriteriaGroup>(&node.content))
        return writeCriteriaGroup(out, *group);
    const auto &condition = std::get<CriteriaCondition>(node.content);
    out.begin('{');
    out.name("field");
    out.text(condition.field);
    out.name("operator");
    out.text(criteriaOperatorKey(condition.op));
    out.name("value");
    writeCriteriaValue(out, condition.value);
    out.end('}');
}

void writeCriteriaGroup(JsonLayout &out, const CriteriaGroup &group)
{
    out.begin('{');
    out.name("operator");
    out.text(criteriaJoinKey(group.join));
    out.name("conditions");
    out.begin('[');
    for (const CriteriaNode &member : group.members)
        writeCriteriaNode(out, member);
    out.end(']');
    out.end('}');
}

} // namespace muster
