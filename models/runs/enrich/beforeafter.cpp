// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/beforeafter.h"

#include "models/rules/enrich/valueform.h"

#include <numeric>

namespace muster {

namespace {

QString shown(std::string_view text)
{
    const std::string_view part = shortenedText(text, CheckedRow::maxShown);
    return QString::fromUtf8(part.data(), qsizetype(part.size()));
}

} // namespace

BeforeAfter::Field BeforeAfter::overall() const
{
    return std::accumulate(fields.cbegin(), fields.cend(), Field(), [](Field sum, const Field &field) {
        return Field{sum.fills + field.fills, sum.changes + field.changes, sum.same + field.same,
                     sum.held + field.held};
    });
}

void BeforeAfter::add(const CheckedRow &row, const ContactValues &values,
                      const std::optional<ContactValues::Contact> &contact)
{
    fields.resize(qsizetype(values.attributeCount()));
    if (!contact) {
        notInList += row.hasUsableId() ? 1 : 0;
        return;
    }
    for (std::size_t field = 0; field < row.fates().size(); ++field)
        fields[qsizetype(field)].held += row.fates()[field] == CellFate::Held && row.verdict() != RowVerdict::Rejected;
    if (row.verdict() != RowVerdict::Send)
        return;
    for (const CheckedValue &value : row.values()) {
        Field &field = fields[qsizetype(value.field)];
        const ListAttribute &attribute = values.attribute(value.field);
        const ListAttributeType type = attribute.type.value_or(ListAttributeType::Text);
        const std::string_view after = row.text(value);
        const HeldValue before = values.value(*contact, value.field);
        if (isSame(type, before, heldValue(type, after))) {
            ++field.same;
            continue;
        }
        ++(before.isNothing() ? field.fills : field.changes);
        sample(row, attribute.name, before, after);
    }
}

void BeforeAfter::sample(const CheckedRow &row, const QString &attribute, const HeldValue &before,
                         std::string_view after)
{
    if (samples.size() < maxSamples)
        samples.append({row.number(), shown(row.id()), attribute, shown(before.text), shown(after)});
}

} // namespace muster
