// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxlist.h"

#include <QHash>
#include <map>

namespace muster {

/// One row of an uploaded file, for a list: its external id and a text for each of the list's columns; null: the file
/// has no such column.
struct CxoneSandboxRow
{
    QString externalId;
    QStringList values;
};

/// The calling lists and what became of them since the start: a sparse layer of merged rows and removals over computed
/// records, in memory. Used under the tenant's lock. All functions but find() want an id that it knows.
class CxoneSandboxListStore
{
public:
    struct Counts
    {
        qint64 records = 0; ///< That are there, whether they can be called or not.
        qint64 valid = 0;
        qint64 finalized = 0;
        qint64 prospective = 0; ///< Valid and not finalized.
        qint64 retried = 0; ///< Prospective and called before.
        qint64 rejected = 0; ///< Rows of uploads that became no record.
        [[nodiscard]] qint64 invalid() const { return records - valid + rejected; }
        [[nodiscard]] qint64 total() const { return valid + invalid(); }
    };
    enum class Merged { Added, Changed, Kept, Rejected };

    CxoneSandboxListStore(const SandboxData &data, qint64 contacts, int oldLists, const QDateTime &started);

    [[nodiscard]] QList<qint64> ids() const; ///< In the order of the index.
    [[nodiscard]] const CxoneSandboxList *find(qint64 id) const; ///< nullptr: there is none.
    [[nodiscard]] const CxoneSandboxList *findByName(const QString &name) const;
    [[nodiscard]] Counts counts(qint64 id) const;
    [[nodiscard]] QDateTime updated(qint64 id) const; ///< Of its latest change.
    [[nodiscard]] QDateTime uploaded(qint64 id) const; ///< Of its latest upload.

    /// Places of records are [0, places()), in the order in which they came; nothing at those of removed ones.
    [[nodiscard]] qint64 places(qint64 id) const;
    [[nodiscard]] std::optional<CxoneSandboxRecord> at(qint64 id, qint64 place) const;
    [[nodiscard]] bool isThere(qint64 id, qint64 place) const;
    // Of a record that is there, without the rest of it:
    [[nodiscard]] QString externalId(qint64 id, qint64 place) const;
    [[nodiscard]] bool isFinalized(qint64 id, qint64 place) const;
    [[nodiscard]] QDateTime modified(qint64 id, qint64 place) const;
    [[nodiscard]] int attempts(qint64 id, qint64 place) const; ///< Those that came later: 0.

    /// Gives it an id of its own.
    qint64 add(CxoneSandboxList list);
    void drop(qint64 id);
    /// Merges the row by its external id: its values in place of those that the record has, empty ones included;
    /// columns that the row does not have stay. Without `overwrite` a record that is there is left as it is. A row
    /// without an id, or one that would leave a record without a number, is rejected and counted.
    Merged merge(qint64 id, const CxoneSandboxRow &row, bool overwrite, const QDateTime &now);
    void noteUpload(qint64 id, const QDateTime &now);
    /// False when it is not there (any more).
    bool remove(qint64 id, const QString &externalId, const QDateTime &now);

private:
    struct Change
    {
        bool removed = false;
        QByteArray packed; ///< All values by column.
        QString externalId; ///< Of a record that came later.
        QDateTime created, modified;
    };
    struct Kept
    {
        CxoneSandboxList list;
        QHash<qint64, Change> changes; ///< By place.
        QHash<QString, qint64> later; ///< Places of records that came later.
        qint64 end = 0;
        qint64 rejected = 0;
        QDateTime updated, uploaded;
        mutable std::optional<Counts> counts; ///< Counted when first asked for, and kept up from then on.
    };

    [[nodiscard]] static std::optional<qint64> placeOf(const Kept &kept, const QString &externalId);
    [[nodiscard]] static QStringList valuesOf(const Kept &kept, const CxoneSandboxRecord &record);
    [[nodiscard]] std::optional<CxoneSandboxRecord> recordAt(const Kept &kept, qint64 place) const;

    const SandboxData m_data;
    std::map<qint64, Kept> m_lists; ///< By id, which is the order in which they were made.
    qint64 m_lastId = 0;
};

} // namespace muster
