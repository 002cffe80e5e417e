// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"

#include <QDateTime>
#include <optional>

namespace muster {

/// A job as the table shows it.
struct TranscriptJobRow
{
    QString runId;
    QString name; ///< What the person calls it: the folder's name.
    QString jobId; ///< The tenant's; empty: none yet.
    QString state; ///< In words.
    Tone tone = Tone::Neutral;
    std::optional<double> progress; ///< 0 to 1; nullopt: not known.
    qint64 asked = -1; ///< -1: not known yet, of a job that was submitted elsewhere.
    qint64 written = 0, held = 0, missing = 0; ///< missing: with what failed.
    QDateTime started; ///< UTC.
    bool operator==(const TranscriptJobRow &) const = default;
};

/// Jobs that fetch transcripts, newest first: those that run, those that ended, and those that can be resumed.
class TranscriptJobsModel : public RowsModel<TranscriptJobRow>
{
    Q_OBJECT

public:
    enum Column { Name, State, Progress, Asked, Written, Held, Missing, Started, ColumnCount };

    explicit TranscriptJobsModel(QObject *parent = nullptr);
    /// Puts `row` in the place of the one with its run's id, or in front of all that did not start later.
    void put(const TranscriptJobRow &row);
    void remove(const QString &runId);
    void refreshTimes() { columnsChanged(Started, Started); } ///< Call now and then.
    [[nodiscard]] int rowOf(const QString &runId) const; ///< -1: not there.
};

} // namespace muster
