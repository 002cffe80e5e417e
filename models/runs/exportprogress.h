// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/recordsink.h"

#include <QDateTime>

namespace muster {

/// What the journal keeps as the progress of an export.
struct ExportProgress
{
    SinkCheckpoint counts; ///< Records and pages, not bytes and cursor: those are the sink's.
    QDateTime resumeAt; ///< UTC; of a pause that the server asked for.
    /// The state of the segment that the pages are of: when it was calculated, UTC, and how many people it had then.
    /// Null and -1: not known.
    QDateTime segmentUpdated;
    qint64 segmentSize = -1;
    int recalculations = 0; ///< How often it was calculated anew while it was read; the file holds rows of each state.
    int begunAgain = 0; ///< How often a resume gave up the pages that were there.
    bool awaitsChoice = false; ///< It was recalculated before a resume, and nobody has said what to do (F119).

    /// Whether a segment of that state is another one than the pages are of. A size that is not known tells nothing.
    [[nodiscard]] bool isOtherState(const QDateTime &updated, qint64 size) const;

    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] static ExportProgress parse(const QByteArray &json);
};

} // namespace muster
