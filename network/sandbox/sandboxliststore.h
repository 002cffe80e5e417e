// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxlist.h"
#include "network/wire/contactlist.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMutex>
#include <QString>
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

} // namespace muster
