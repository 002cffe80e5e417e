// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auditfixture.h"

#include <QStringList>
#include <QTest>

namespace muster::test {

/// A history over several small files.
class AuditFilesFixture : public AuditFixture
{
public:
    static constexpr int entriesAFile = 5; ///< Or some more.

    AuditFilesFixture() { fileLimit = 1700; }

    [[nodiscard]] QStringList closedPaths() const
    {
        QStringList paths;
        for (const ClosedAuditFile &closed : ClosedAuditFile::of(file))
            paths.append(closed.path);
        return paths;
    }
    /// Of all files, the oldest first.
    [[nodiscard]] QStringList allPaths() const { return closedPaths() + QStringList{file}; }
    [[nodiscard]] QByteArray wholeHistory() const
    {
        QByteArray bytes;
        for (const QString &path : allPaths())
            bytes += bytesOf(path);
        return bytes;
    }
    /// Whether the next entry closes the file that is being written.
    [[nodiscard]] bool isFull() const { return bytesOf(file).size() >= fileLimit; }
    /// Appends until there are so many closed files and some entries in the one behind them.
    void fill(int closed) const
    {
        const auto log = open();
        QVERIFY(log);
        while (closedPaths().size() < closed || linesOf(bytesOf(file)).size() < 3)
            QVERIFY(appendOne(*log));
    }

    [[nodiscard]] static bool appendOne(AuditLog &log)
    {
        return log.append(QStringLiteral("export.page"), QStringLiteral("r1"), {{QStringLiteral("records"), 500}})
            .has_value();
    }
    [[nodiscard]] static QList<QByteArray> linesOf(const QByteArray &bytes)
    {
        QList<QByteArray> lines = bytes.split('\n');
        lines.removeLast();
        return lines;
    }
    [[nodiscard]] static QByteArray joined(const QList<QByteArray> &lines)
    {
        return lines.isEmpty() ? QByteArray() : lines.join('\n') + '\n';
    }
    /// Closed ones are read-only.
    static void replaceFile(const QString &path, const QByteArray &bytes)
    {
        (void)QFile::remove(path);
        setBytes(path, bytes);
    }
};

} // namespace muster::test
