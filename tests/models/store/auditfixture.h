// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"

#include <QFile>
#include <QTemporaryDir>

namespace muster::test {

/// An audit file and its head in a folder of their own.
class AuditFixture
{
public:
    [[nodiscard]] std::unique_ptr<AuditLog> open(bool readOnly = false, DiskAccess &disk = DiskAccess::system()) const
    {
        auto log = AuditLog::open(file, folder.path(), readOnly, disk);
        if (log && fileLimit > 0)
            (*log)->setFileLimit(fileLimit);
        return log ? *std::move(log) : nullptr;
    }
    [[nodiscard]] QString head() const { return folder.filePath(QStringLiteral("audit.head")); }
    [[nodiscard]] QString key() const { return folder.filePath(QStringLiteral("audit.key")); }

    [[nodiscard]] static QByteArray bytesOf(const QString &path)
    {
        QFile content(path);
        return content.open(QIODevice::ReadOnly) ? content.readAll() : QByteArray();
    }
    static void setBytes(const QString &path, const QByteArray &bytes)
    {
        QFile content(path);
        if (!content.open(QIODevice::WriteOnly | QIODevice::Truncate) || content.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    QTemporaryDir folder;
    QTemporaryDir data;
    qint64 fileLimit = 0; ///< Bytes; 0: as in daily use.
    QString file = data.filePath(QStringLiteral("audit.jsonl"));
};

} // namespace muster::test
