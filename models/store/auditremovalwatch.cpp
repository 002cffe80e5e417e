// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/auditremovalwatch.h"

#include "models/store/auditfile.h"
#include "models/store/audithead.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace muster {

AuditRemovalWatch::AuditRemovalWatch(AuditLog &log, QString headFolder, DiskAccess &disk)
    : m_log(log)
    , m_headFolder(std::move(headFolder))
    , m_disk(disk)
{
    m_worker.setMaxThreadCount(1);
    m_folder.addPath(folderOf(log.file()));
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, this, &AuditRemovalWatch::look);
    look(); // what went between the opening of the log and now
}

AuditRemovalWatch::~AuditRemovalWatch()
{
    m_worker.waitForDone();
}

void AuditRemovalWatch::look()
{
    if (m_isDue.exchange(true))
        return; // the one that waits will see it, too
    m_worker.start([this] {
        m_isDue = false;
        lookNow();
    });
}

// The entry is on the disk before the first file goes, so where one is missing the newest file tells of it.
void AuditRemovalWatch::lookNow() const
{
    const QList<ClosedAuditFile> known = m_log.closedFiles();
    if (known.isEmpty() || QFileInfo::exists(known.constFirst().path))
        return;
    const auto head = AuditHead::open(m_headFolder, true, m_disk);
    if (!head)
        return;
    QStringList newestFirst;
    for (const ClosedAuditFile &closed : ClosedAuditFile::of(m_log.file()))
        newestFirst.prepend(closed.path);
    newestFirst.prepend(m_log.file());
    for (const QString &path : std::as_const(newestFirst)) {
        const AuditFile file(path, m_disk);
        if (!file.index() || file.lines() == 0)
            continue;
        const auto told = file.removalTold(head->key());
        if (told && told->last > m_log.removal().last)
            m_log.leave(*told);
        return;
    }
}

} // namespace muster
