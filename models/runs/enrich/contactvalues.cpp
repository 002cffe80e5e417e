// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/contactvalues.h"

#include "models/lists/membercells.h"
#include "models/rules/texthash.h"

#include <QRandomGenerator>
#include <algorithm>
#include <cstring>

namespace muster {

namespace {

constexpr std::size_t idHeadBytes = 2; // its length
constexpr std::size_t lengthBytes = 4;

template <typename Number>
Number numberAt(const std::string &arena, std::size_t at)
{
    Number number;
    std::memcpy(&number, arena.data() + at, sizeof number);
    return number;
}

template <typename Number>
void appendNumber(std::string &arena, Number number)
{
    arena.append(reinterpret_cast<const char *>(&number), sizeof number);
}

} // namespace

ContactValues::ContactValues(ListSchema schema, const QStringList &attributes)
    : m_seed(QRandomGenerator::system()->generate64())
{
    for (const QString &name : attributes) {
        const auto at = schema.indexOf(name);
        Q_ASSERT(at);
        m_attributes.append(schema.attributes[qsizetype(*at)]);
        m_names.push_back(name.toStdString());
    }
    for (const ListAttribute &attribute : std::as_const(schema.attributes)) {
        if (!attributes.contains(attribute.name))
            m_names.push_back(attribute.name.toStdString());
    }
    m_cells.resize(std::size_t(m_attributes.size()));
}

void ContactValues::add(std::string_view id, std::string_view members)
{
    if (id.size() > 0xFFFF)
        return; // no contact id is that long (F62)
    for (Cell &cell : m_cells)
        cell = {};
    for (MemberCells member(members); member.next();) {
        const auto name = std::find(m_names.begin(), m_names.end(), member.name());
        m_shown = m_shown || name != m_names.end();
        const auto place = std::size_t(name - m_names.begin());
        if (place >= m_cells.size())
            continue;
        const bool isNothing = member.value().empty(); // null too
        m_cells[place] = {isNothing             ? HeldValue::Form::Nothing
                              : member.isText() ? HeldValue::Form::Text
                                                : HeldValue::Form::Json,
                          std::string(member.value())};
    }
    if ((std::size_t(m_contacts) + 1) * 4 > m_slots.size() * 3)
        grow();
    std::uint64_t &slot = m_slots[slotOf(id, m_slots)];
    m_contacts += slot == 0 ? 1 : 0;
    slot = m_arena.size() + 1;
    appendNumber(m_arena, std::uint16_t(id.size()));
    m_arena += id;
    for (const Cell &cell : m_cells) {
        m_arena += char(cell.form);
        if (cell.form == HeldValue::Form::Nothing)
            continue;
        appendNumber(m_arena, std::uint32_t(cell.text.size()));
        m_arena += cell.text;
    }
}

std::string_view ContactValues::idAt(std::uint64_t offset) const
{
    return std::string_view(m_arena).substr(offset + idHeadBytes, numberAt<std::uint16_t>(m_arena, offset));
}

std::size_t ContactValues::slotOf(std::string_view id, const std::vector<std::uint64_t> &slots) const
{
    const std::size_t last = slots.size() - 1; // sizes are powers of two
    std::size_t at = textHash(id, m_seed) & last;
    while (slots[at] != 0 && idAt(slots[at] - 1) != id)
        at = (at + 1) & last;
    return at;
}

void ContactValues::grow()
{
    std::vector<std::uint64_t> larger(m_slots.empty() ? 1024 : m_slots.size() * 2);
    for (const std::uint64_t slot : m_slots) {
        if (slot != 0)
            larger[slotOf(idAt(slot - 1), larger)] = slot;
    }
    m_slots = std::move(larger);
}

std::optional<ContactValues::Contact> ContactValues::find(std::string_view id) const
{
    const std::uint64_t slot = m_slots.empty() ? 0 : m_slots[slotOf(id, m_slots)];
    if (slot == 0)
        return std::nullopt;
    Contact contact;
    contact.m_at = slot - 1;
    return contact;
}

std::optional<std::size_t> ContactValues::placeOf(const QString &attribute) const
{
    const auto found = std::ranges::find(m_attributes, attribute, &ListAttribute::name);
    return found == m_attributes.cend() ? std::nullopt : std::optional(std::size_t(found - m_attributes.cbegin()));
}

HeldValue ContactValues::value(Contact contact, std::size_t attribute) const
{
    std::size_t at = contact.m_at + idHeadBytes + idAt(contact.m_at).size();
    for (;; --attribute) {
        const auto form = HeldValue::Form(m_arena[at++]);
        if (form == HeldValue::Form::Nothing) {
            if (attribute == 0)
                return {};
            continue;
        }
        const std::size_t length = numberAt<std::uint32_t>(m_arena, at);
        at += lengthBytes;
        if (attribute == 0)
            return {form, std::string_view(m_arena).substr(at, length)};
        at += length;
    }
}

std::size_t ContactValues::bytes() const
{
    return m_arena.capacity() + m_slots.capacity() * sizeof m_slots[0];
}

} // namespace muster
