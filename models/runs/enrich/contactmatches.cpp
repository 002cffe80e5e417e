// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/contactmatches.h"

#include "models/rules/texthash.h"

#include <QRandomGenerator>

namespace muster {

namespace {

/// For comparison only. Simple case folding (Unicode, section 5.18), letter for letter: "ß" is not "ss".
std::string folded(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size())).toCaseFolded().toStdString();
}

} // namespace

ContactMatches::ContactMatches(SharedContactValues values, std::size_t attribute, bool ignoresCase)
    : m_values(std::move(values))
    , m_attribute(attribute)
    , m_type(m_values->attribute(attribute).type.value_or(ListAttributeType::Text))
    , m_ignoresCase(ignoresCase && m_type == ListAttributeType::Text)
    , m_seed(QRandomGenerator::system()->generate64())
    , m_slots(1024)
{
    m_values->forEach([this](ContactValues::Contact contact) { insert(contact); });
}

std::string ContactMatches::keyOf(std::string_view value) const
{
    const std::string key = comparableText(m_type, value);
    return m_ignoresCase ? folded(key) : key;
}

std::string ContactMatches::keyOf(ContactValues::Contact contact) const
{
    const HeldValue held = m_values->value(contact, m_attribute);
    return held.isNothing() ? std::string() : keyOf(held.text);
}

std::uint32_t ContactMatches::hashOf(std::string_view key) const
{
    return std::uint32_t(textHash(key, m_seed));
}

std::size_t ContactMatches::slotOf(std::string_view key, std::uint32_t hash) const
{
    const std::size_t last = m_slots.size() - 1;
    std::size_t at = hash & last;
    while (m_slots[at].isUsed && (m_slots[at].hash != hash || keyOf(m_slots[at].contact) != key))
        at = (at + 1) & last;
    return at;
}

void ContactMatches::insert(ContactValues::Contact contact)
{
    const std::string key = keyOf(contact);
    if (key.empty())
        return;
    if ((m_used + 1) * 4 > m_slots.size() * 3)
        grow();
    const std::uint32_t hash = hashOf(key);
    Slot &slot = m_slots[slotOf(key, hash)];
    if (slot.isUsed) {
        slot.hasSeveral = true;
        return;
    }
    slot = {contact, hash, true, false};
    ++m_used;
}

void ContactMatches::grow()
{
    std::vector<Slot> larger(m_slots.size() * 2);
    const std::size_t last = larger.size() - 1;
    for (const Slot &slot : m_slots) {
        std::size_t at = slot.hash & last;
        while (slot.isUsed && larger[at].isUsed) // all of them differ
            at = (at + 1) & last;
        if (slot.isUsed)
            larger[at] = slot;
    }
    m_slots = std::move(larger);
}

ContactMatches::Found ContactMatches::find(std::string_view canonical) const
{
    const std::string key = keyOf(canonical);
    const Slot &slot = m_slots[slotOf(key, hashOf(key))];
    if (!slot.isUsed)
        return {};
    return slot.hasSeveral ? Found{std::nullopt, true} : Found{slot.contact, false};
}

} // namespace muster
