// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/storethread.h"

#include "models/store/auditlog.h"
#include "models/store/database.h"
#include "models/store/journal.h"
#include "network/wire/thrown.h"

#include <QtConcurrent>

namespace muster {

StoreThread::StoreThread(Journal &journal)
    : m_journal(journal)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setExpiryTimeout(-1);
    // Where it cannot be had every later write says so.
    run([&journal] { return journal.database().openHere(); });
}

StoreThread::~StoreThread()
{
    run([this]() -> Result<void> {
        m_journal.database().closeHere();
        return {};
    });
    m_worker.waitForDone();
}

QFuture<Result<void>> StoreThread::run(Work work)
{
    return QtConcurrent::run(&m_worker, [work = std::move(work)] { return withoutThrowing(work); });
}

QFuture<Result<void>> StoreThread::append(AuditLog &log, const QString &event, const QString &runId,
                                          const QJsonObject &facts)
{
    return run([&log, event, runId, facts]() -> Result<void> {
        TRY_VOID(log.append(event, runId, facts));
        return {};
    });
}

} // namespace muster
