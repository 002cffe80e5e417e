// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/diskaccess.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <atomic>

namespace muster {

class AuditLog;

/// For a history that another process writes and this one only shows: notices when the retention has removed closed
/// files, and has the log leave what went. A file that is gone without a record of it stays missed, as it must be (S31).
///
/// GUI thread; files are read on a thread of its own, which it waits for when it goes. `log` outlives it.
class AuditRemovalWatch : public QObject
{
    Q_OBJECT

public:
    AuditRemovalWatch(AuditLog &log, QString headFolder, DiskAccess &disk = DiskAccess::system());
    ~AuditRemovalWatch() override;

private:
    void look();
    void lookNow() const;

    AuditLog &m_log;
    const QString m_headFolder;
    DiskAccess &m_disk;
    QFileSystemWatcher m_folder;
    std::atomic_bool m_isDue = false; ///< A look waits to be taken.
    QThreadPool m_worker; ///< One thread. The last one: it waits for it.
};

} // namespace muster
