// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDateTime>
#include <memory>

namespace muster {

/// A run as the journal knows it. Written before the first request; the truth about what can be resumed.
struct JournalRun {
    QString id;
    QString kind; ///< "segment_export"
    QString title;
    QString profileId, profileName;
    QString target; ///< File, list, ...; what `--resume` looks up.
    QByteArray order; ///< Canonical JSON of the frozen order.
    QString orderDigest;
    QDateTime startedAt, changedAt; ///< UTC.
    QString state; ///< "running", "paused", "halted", "failed", "cancelled", "complete", "discarded"
    QString reasonKey; ///< Why it stopped; empty when it needs no reason.
    QByteArray progress; ///< JSON of the run's own making, at most 64 KiB.
};

/// SQLite in the data folder: one connection, WAL, synchronous=FULL, numbered migrations by user_version. A failed
/// statement stops the work: every call says so. GUI thread; calls take a few milliseconds, none per record.
class Journal
{
public:
    ~Journal();
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const QString &file, bool readOnly);

    [[nodiscard]] Result<void> insert(const JournalRun &run);
    [[nodiscard]] Result<void> update(const QString &id, const QString &state, const QString &reasonKey,
                                      const QByteArray &progress);
    [[nodiscard]] Result<std::optional<JournalRun>> find(const QString &id) const;
    /// Every run that is neither complete nor discarded, newest first.
    [[nodiscard]] Result<QList<JournalRun>> open() const;
    [[nodiscard]] Result<QList<JournalRun>> recent(int count) const;

private:
    friend class Outbox; // shares the connection: one thread, one connection
    Journal();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace muster
