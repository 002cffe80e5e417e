// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditlog.h"
#include "models/uploadcheck/uploadcheck.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace muster::test {

/// Files to be checked, a history, and a folder for what is made of them.
struct UploadFixture
{
    QTemporaryDir folder, spill, history;
    std::unique_ptr<AuditLog> audit
        = AuditLog::open(history.filePath(QStringLiteral("audit.jsonl")), history.path(), false).value();

    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    [[nodiscard]] QString write(const QByteArray &text, const QString &name = QStringLiteral("contacts.csv")) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    [[nodiscard]] UploadCheckOrder order(const QString &file) const { return {.file = file, .folder = spill.path()}; }
    [[nodiscard]] std::shared_ptr<const UploadCheck> checkFile(const QString &file) const
    {
        return UploadCheck::run(order(file), {}, {}).value();
    }
    [[nodiscard]] std::shared_ptr<const UploadCheck> check(const QByteArray &text) const
    {
        return checkFile(write(text));
    }
};

} // namespace muster::test
