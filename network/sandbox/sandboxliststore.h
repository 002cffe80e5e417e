// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxlist.h"
#include "network/sandbox/sandboxschema.h"
#include "network/wire/contactlist.h"

#include <QDateTime>
#include <QHash>
#include <QMutex>

namespace muster {

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
