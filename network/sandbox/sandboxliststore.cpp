// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxliststore.h"

#include <utility>

namespace muster {

SandboxListStore::SandboxListStore(SandboxData data)
    : m_data(std::move(data))
{
}

qint64 SandboxListStore::count(const SandboxList &list) const
{
    const QMutexLocker lock(&m_mutex);
    return list.size(m_data) - m_removed.value(&list);
}

SandboxListStore::Presence SandboxListStore::presence(const SandboxList &list, const QString &contactId) const
{
    const auto found = sandboxListPlace(m_data, contactId);
    if (!found || found->list != &list)
        return Presence::Never;
    const QMutexLocker lock(&m_mutex);
    return m_changes.value(&list).value(found->place).removed ? Presence::Removed : Presence::Present;
}

std::optional<SandboxListContact> SandboxListStore::present(const SandboxList &list, qint64 place) const
{
    const auto changes = m_changes.constFind(&list);
    if (changes == m_changes.cend())
        return list.contact(m_data, place);
    const auto change = changes->constFind(place);
    if (change == changes->cend())
        return list.contact(m_data, place);
    if (change->removed)
        return std::nullopt;
    SandboxListContact contact = list.contact(m_data, place);
    if (change->phone)
        contact.phone = *change->phone;
    if (!change->updatedAt.isEmpty())
        contact.updatedAt = change->updatedAt;
    const auto values = change->values.all();
    for (const auto &[attribute, json] : values)
        contact.enriched.append({sandboxListSchema(list)[attribute].name, json});
    return contact;
}

std::optional<SandboxListContact> SandboxListStore::at(const SandboxList &list, qint64 place) const
{
    const QMutexLocker lock(&m_mutex);
    return present(list, place);
}

QList<SandboxListContact> SandboxListStore::contents(const SandboxList &list) const
{
    const QMutexLocker lock(&m_mutex);
    QList<SandboxListContact> contacts;
    const qint64 size = list.size(m_data);
    for (qint64 place = 0; place < size; ++place) {
        if (auto contact = present(list, place))
            contacts.append(*std::move(contact));
    }
    return contacts;
}

void SandboxListStore::write(const QList<ContactPhone> &contacts, const QDateTime &now)
{
    const QByteArray time = now.toUTC().toString(Qt::ISODateWithMs).toLatin1();
    const QMutexLocker lock(&m_mutex);
    for (const ContactPhone &contact : contacts) {
        const auto found = sandboxListPlace(m_data, contact.contactId);
        Q_ASSERT(found);
        Change &change = m_changes[found->list][found->place];
        if (std::exchange(change.removed, false))
            --m_removed[found->list];
        change.phone = contact.phone.isEmpty() ? QByteArray("") : contact.phone.toUtf8();
        change.updatedAt = time;
    }
}

void SandboxListStore::merge(const QList<SandboxEnrichedContact> &contacts, const QDateTime &now)
{
    const QByteArray time = now.toUTC().toString(Qt::ISODateWithMs).toLatin1();
    const QMutexLocker lock(&m_mutex);
    for (const SandboxEnrichedContact &contact : contacts) {
        const auto found = sandboxListPlace(m_data, contact.contactId);
        Q_ASSERT(found);
        Change &change = m_changes[found->list][found->place];
        for (const auto &[attribute, json] : contact.values)
            change.values.set(attribute, {json.constData(), static_cast<std::size_t>(json.size())});
        change.updatedAt = time;
    }
}

bool SandboxListStore::remove(const QString &contactId)
{
    const auto found = sandboxListPlace(m_data, contactId);
    if (!found)
        return false;
    const QMutexLocker lock(&m_mutex);
    Change &change = m_changes[found->list][found->place];
    if (std::exchange(change.removed, true))
        return false;
    ++m_removed[found->list];
    return true;
}

} // namespace muster
