// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxcursor.h"
#include "network/sandbox/sandboxlist.h"
#include "network/sandbox/sandboxscript.h"
#include "network/wire/contactlist.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMutex>
#include <QString>
#include <string>
#include <string_view>

namespace muster {

/// An attribute that the contacts of a list may have besides those they are made with.
struct SandboxListAttribute
{
    enum class Type { String, Integer, Decimal, Boolean, Date, Picklist };
    QString name;
    Type type = Type::String;

    /// As the schema spells the type. "picklist" is none of the contract's, as services have them; nothing can be
    /// written to it.
    [[nodiscard]] QString typeName() const;
};

/// The schema of a list; "Nobody yet" has an empty one. No name twice, and none of those that a list page has anyway.
[[nodiscard]] const QList<SandboxListAttribute> &sandboxListSchema(const SandboxList &list);

/// What is to be merged into one contact: positions in its list's schema and JSON texts, numbers digit for digit.
struct SandboxEnrichedContact
{
    QString contactId;
    QList<QPair<int, QByteArray>> values;
};

/// Values that were merged into one contact, packed, so that a million enriched contacts stay cheap: position in the
/// schema and JSON text. A value.
class SandboxEnrichedValues
{
public:
    /// In place of the value that the attribute has, or behind all others.
    void set(int attribute, std::string_view json);
    [[nodiscard]] bool isEmpty() const { return m_packed.isEmpty(); }
    /// In the order in which the attributes were first set.
    [[nodiscard]] QList<QPair<int, QByteArray>> all() const;

private:
    QByteArray m_packed; ///< Per value: attribute (2 bytes), length (4 bytes), JSON.
};

/// What became of the contact lists since the start: a sparse layer of corrections, merged values and removals over
/// computed contacts, in memory. A batch is applied under one lock, so whoever looks sees all of it or nothing. Any
/// thread.
class SandboxListStore
{
public:
    enum class Presence { Present, Removed, Never };

    explicit SandboxListStore(SandboxData data);

    [[nodiscard]] const SandboxData &data() const { return m_data; }
    /// Contacts that are in the list now.
    [[nodiscard]] qint64 count(const SandboxList &list) const;
    [[nodiscard]] Presence presence(const SandboxList &list, const QString &contactId) const;
    /// Nothing when it was removed. `place` in [0, size).
    [[nodiscard]] std::optional<SandboxListContact> at(const SandboxList &list, qint64 place) const;
    /// All that are in the list, in its order.
    [[nodiscard]] QList<SandboxListContact> contents(const SandboxList &list) const;

    /// Gives each contact its number and `now` as updatedAt; removed ones come back at their old places. No id Never.
    void write(const QList<ContactPhone> &contacts, const QDateTime &now);
    /// Merges the values into each contact, with `now` as updatedAt; what it has besides stays. No id Never.
    void merge(const QList<SandboxEnrichedContact> &contacts, const QDateTime &now);
    /// False when it is not there (any more).
    bool remove(const QString &contactId);

private:
    struct Change
    {
        bool removed = false;
        std::optional<QByteArray> phone; ///< Nothing: as at the start.
        SandboxEnrichedValues values;
        QByteArray updatedAt; ///< Empty: as at the start.
    };
    using Changes = QHash<qint64, Change>; ///< By place.

    [[nodiscard]] std::optional<SandboxListContact> present(const SandboxList &list, qint64 place) const;

    const SandboxData m_data;
    mutable QMutex m_mutex; ///< Guards what follows.
    QHash<const SandboxList *, Changes> m_changes;
    QHash<const SandboxList *, qint64> m_removed;
};

/// Renders one page of a contact list as JSON, by hand. Used once. A cursor is a place in the list's seeded order, not
/// a count of what is left: removals while a client reads move nothing.
class SandboxListPage
{
public:
    /// All references must outlive the page. `base`: what nextPageUri begins with, up to and including "cursor=".
    SandboxListPage(const SandboxListStore &store, const SandboxList &list, const SandboxCursor &cursor,
                    QByteArray base, int limit);

    /// The page that begins at `place`, in [0, size], as it was asked for by `asked` (an absolute address).
    [[nodiscard]] QByteArray render(qint64 place, const QByteArray &askedCursor, const QByteArray &asked,
                                    SandboxFault::Mutation mutation);

    /// What binds a cursor to this list.
    [[nodiscard]] static QByteArray digest();

private:
    void appendContacts(qint64 limit);
    void appendContact(const SandboxListContact &contact, bool extraMembers);
    void appendMembers(const SandboxListContact &contact);
    void appendBefore(qint64 place, bool conflicting);
    void appendBad(const SandboxListContact &contact);
    void beginContact();
    [[nodiscard]] QByteArray link(qint64 place, quint32 salt) const;

    const SandboxListStore &m_store;
    const SandboxList &m_list;
    const SandboxCursor &m_cursor;
    const QByteArray m_base;
    const int m_limit;
    const qint64 m_size;
    qint64 m_place = 0; ///< The next one to be looked at.
    qint64 m_contacts = 0;
    bool m_extraMembers = false;
    std::string m_out;
};

} // namespace muster
