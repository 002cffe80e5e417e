// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QFuture>
#include <QThreadPool>
#include <functional>

class QJsonObject;

namespace muster {

class AuditLog;
class Journal;

/// The thread that waits for the disk in the GUI thread's stead: audit, journal and outbox may be written to from it.
/// Pieces of work are done one at a time in the order in which they were given, so that what was told first is on the
/// disk first. Everything given is done before it ends.
class StoreThread
{
public:
    using Work = std::function<Result<void>()>;

    /// Gives the thread a connection of its own to the journal's database; `journal` outlives it.
    explicit StoreThread(Journal &journal);
    ~StoreThread();
    StoreThread(const StoreThread &) = delete;
    StoreThread &operator=(const StoreThread &) = delete;

    /// Of GUI thread. `work` owns what it uses, or that outlives this. The future (to be awaited or dropped, never
    /// cancelled) has its result when the work is done, and all that was given before.
    QFuture<Result<void>> run(Work work);
    /// The same for an entry of the history, see AuditLog::append(); `log` outlives this.
    QFuture<Result<void>> append(AuditLog &log, const QString &event, const QString &runId, const QJsonObject &facts);

private:
    Journal &m_journal;
    QThreadPool m_worker; ///< One thread, always the same.
};

} // namespace muster
