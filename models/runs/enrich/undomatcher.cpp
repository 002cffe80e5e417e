// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undomatcher.h"

#include "models/lists/membercells.h"

#include <algorithm>

namespace muster {

UndoMatcher::UndoMatcher(SharedUndoValues values, const ListSchema &schema, std::vector<bool> leftOut)
    : m_values(std::move(values))
    , m_leftOut(std::move(leftOut))
    , m_fates(m_values->firstValue(m_values->units()))
{
    for (const QString &name : m_values->attributes()) {
        const auto at = schema.indexOf(name);
        m_types.push_back(at ? schema.attributes[qsizetype(*at)].type : std::nullopt);
    }
}

void UndoMatcher::begin()
{
    std::fill(m_fates.begin(), m_fates.end(), std::uint8_t(UndoFate::Gone));
    m_contactsInList = 0;
}

void UndoMatcher::take(const RecordPage &page)
{
    m_contactsInList += qint64(page.rowCount());
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const auto unit = m_values->find(page.id(row));
        if (!unit)
            continue;
        m_values->values(*unit, m_room);
        std::uint8_t *fates = m_fates.data() + m_values->firstValue(*unit);
        for (std::size_t place = 0; place < m_room.size(); ++place) {
            const UndoValues::Value &value = m_room[place];
            const std::string name = m_values->attributes()[qsizetype(value.attribute)].toStdString();
            MemberCells member(page.extras(row));
            HeldValue now;
            while (member.next()) {
                if (member.name() != name)
                    continue;
                if (!member.value().empty())
                    now = {member.isText() ? HeldValue::Form::Text : HeldValue::Form::Json, member.value()};
                break;
            }
            UndoFate fate = UndoRules::fateOf(m_types[value.attribute], value.before, value.written, now);
            if (fate == UndoFate::ComesBack && !m_leftOut.empty() && m_leftOut[*unit])
                fate = UndoFate::LeftOut;
            fates[place] = std::uint8_t(fate);
        }
    }
}

UndoSighting UndoMatcher::sighting(std::uint32_t unit) const
{
    UndoSighting seen{};
    for (std::size_t at = m_values->firstValue(unit); at < m_values->firstValue(unit + 1); ++at)
        ++seen[m_fates[at]];
    return seen;
}

UndoCounts UndoMatcher::counts() const
{
    UndoCounts counts;
    counts.contacts = m_values->units();
    counts.contactsInList = m_contactsInList;
    for (std::uint32_t unit = 0; unit < m_values->units(); ++unit) {
        const UndoSighting seen = sighting(unit);
        for (std::size_t fate = 0; fate < seen.size(); ++fate)
            counts.values[fate] += seen[fate];
        counts.contactsBack += seen[std::size_t(UndoFate::ComesBack)] > 0;
        counts.contactsGone += seen[std::size_t(UndoFate::Gone)] > 0;
    }
    return counts;
}

} // namespace muster
