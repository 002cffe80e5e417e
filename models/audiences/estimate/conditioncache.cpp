// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/conditioncache.h"

#include <algorithm>

namespace muster {

namespace {

/// The condition's content, told apart from every other's.
QByteArray keyOf(const CriteriaCondition &condition)
{
    const QByteArray field = condition.field.toUtf8();
    QByteArray key = QByteArray::number(field.size()) + ':' + field;
    key += char('0' + int(condition.op));
    key += char('0' + int(condition.value.index()));
    if (const auto *text = std::get_if<QString>(&condition.value))
        key += text->toUtf8();
    else if (const auto *number = std::get_if<CriteriaNumber>(&condition.value))
        key += number->spelling;
    else
        key += std::get<bool>(condition.value) ? '1' : '0';
    return key;
}

} // namespace

ConditionCache::ConditionCache(SharedContactColumns contacts)
    : m_contacts(std::move(contacts))
{
}

std::vector<SharedConditionBits> ConditionCache::answers(const CriteriaOutline &outline, const std::stop_token &stop)
{
    ++m_now;
    std::vector<SharedConditionBits> answers(outline.nodes.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const CriteriaOutline::Node &node = outline.nodes[i];
        if (node.isGroup)
            continue;
        Entry &entry = m_entries[keyOf(node.condition)];
        if (!entry.bits) {
            entry.bits = testContacts(*m_contacts, node.condition, stop);
            m_asked += entry.bits ? 1 : 0;
        }
        if (!entry.bits)
            return {};
        entry.used = m_now;
        answers[i] = entry.bits;
    }
    makeRoom();
    return answers;
}

void ConditionCache::makeRoom()
{
    m_entries.removeIf([](const auto &entry) { return !entry->bits; });
    std::vector<std::pair<quint64, QByteArray>> old;
    std::size_t bytes = 0;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry) {
        if (entry->used != m_now) {
            old.emplace_back(entry->used, entry.key());
            bytes += entry->bits->bytes();
        }
    }
    std::ranges::sort(old);
    for (const auto &[used, key] : old) {
        if (bytes <= roomLimit)
            break;
        bytes -= m_entries.value(key).bits->bytes();
        m_entries.remove(key);
    }
}

} // namespace muster
