// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialer.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QSet>
#include <QStringList>
#include <optional>

namespace muster {

// Files that are uploaded to NICE CXone's calling lists, the jobs that take them, and the skills that dial from a list.
// Bytes <-> values, as the published specifications say. Pure, safe on any thread. No error holds anything of a record
// but its external id.

/// What a file may be at most; as published.
struct CxoneFileLimits
{
    qsizetype rows = 500'000; ///< Without the one with the names.
    qsizetype bytes = 256'000'000; ///< "256 MB", by the smaller of its two meanings.
    qsizetype rowCharacters = 512; ///< UTF-16 units, quotes and commas included.
};

/// Builds the file of an upload row by row: CSV (RFC 4180) with commas, UTF-8. What the platform might take for another
/// text than was meant is not written: it tells of no row why it was left out, so all of it is judged here.
class CxoneUploadFile
{
public:
    /// `columns` as the list knows them from its first file; the first is that of the external id. Fails with BadInput
    /// "upload_columns" for one that is empty or not plain, or is there twice.
    [[nodiscard]] static Result<CxoneUploadFile> of(const QStringList &columns, const CxoneFileLimits &limits = {});

    /// A cell per column, the external id first. nullopt: it was added. Else it was not, and the subject is the id.
    /// BadInput, and only this record is at fault: "upload_cells" for another number of cells, "upload_no_id",
    /// "upload_repeated_id", "upload_row_long", "upload_characters" for a control character, a blank at an end, which
    /// the platform cuts off, or half a surrogate pair (`details` names the column). LimitExceeded "upload_rows" or
    /// "upload_bytes": the file is full.
    [[nodiscard]] std::optional<ApiError> add(const QStringList &cells);

    [[nodiscard]] qsizetype rows() const { return m_ids.size(); }
    [[nodiscard]] const QByteArray &csv() const { return m_csv; }

private:
    CxoneUploadFile(const QStringList &columns, const CxoneFileLimits &limits);

    QStringList m_columns;
    CxoneFileLimits m_limits;
    QSet<QString> m_ids;
    QByteArray m_csv;
};

/// What becomes of a record that the list has already.
enum class CxoneExisting { Overwritten, Kept };
/// Whether the skill of the list is started by the file, so that it calls people.
enum class CxoneSkillStart { No, Yes };
/// The body of an upload. Never sends mail.
[[nodiscard]] QByteArray cxoneUploadBody(const QByteArray &csv, const QDateTime &expires,
                                         CxoneExisting existing = CxoneExisting::Overwritten,
                                         CxoneSkillStart start = CxoneSkillStart::No);
/// The id of the job that takes the file.
[[nodiscard]] Result<QString> readCxoneUploadAnswer(const QByteArray &body);

/// How far a file was taken. The API tells no more: no counts, no rows that it left out.
struct CxoneUploadJob
{
    QString id;
    QString listId;
    bool isComplete = false;
    bool isCancelled = false;
    [[nodiscard]] bool isUnderWay() const { return !isComplete && !isCancelled; }
};
/// Of one job or of many; an empty body has none.
[[nodiscard]] Result<QList<CxoneUploadJob>> readCxoneUploadJobs(const QByteArray &body);

/// What a calling list says of itself.
struct CxoneListFacts
{
    QString name;
    QString status;
    QDateTime expires; ///< UTC; null: never, or not said.
    QList<Dialer> skills; ///< Whether they run it does not say.
};
/// UnexpectedShape where it does not say which skills it has: that they are none would have to be guessed.
[[nodiscard]] Result<CxoneListFacts> readCxoneListFacts(const QByteArray &body);
/// A skill's own answer. Its state is Unknown where it does not say.
[[nodiscard]] Result<Dialer> readCxoneSkill(const QByteArray &body);

} // namespace muster
