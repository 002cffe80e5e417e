// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditchain.h"
#include "models/store/auditfile.h"
#include "models/store/audithead.h"

#include <QFile>
#include <QFileInfo>

namespace muster::test {

/// Years that are over, as writeYears() writes them.
inline constexpr int firstYear = 2018, closedYears = 4, entriesAYear = 5;

/// A history as it stands after some years, of each of them a closed file; `file` itself is not there yet.
inline void writeYears(const QString &file, const QString &headFolder)
{
    auto head = AuditHead::open(headFolder, false, DiskAccess::system());
    if (!head)
        qFatal("no head");
    AuditHead::Position last{0, auditGenesis()};
    for (int year = firstYear; year < firstYear + closedYears; ++year) {
        QByteArray bytes;
        const qint64 first = last.sequence + 1;
        for (int number = 0; number < entriesAYear; ++number) {
            AuditEntry entry{.sequence = last.sequence + 1,
                             .at = QDateTime(QDate(year, 3 + number, 1), QTime(12, 0), Qt::UTC),
                             .event = QStringLiteral("export.page"),
                             .runId = QStringLiteral("run-of-%1").arg(year),
                             .actor = QStringLiteral("somebody"),
                             .facts = {{QStringLiteral("records"), number}},
                             .previous = last.digest};
            if (number == 0 && year > firstYear) {
                const QString before = ClosedAuditFile::pathFor(file, first - entriesAYear);
                entry.event = QString(auditContinued);
                entry.runId.clear();
                entry.facts = {{QStringLiteral("file"), QFileInfo(before).fileName()},
                               {QStringLiteral("first"), first - entriesAYear},
                               {QStringLiteral("last"), last.sequence},
                               {QStringLiteral("digest"), last.digest}};
            }
            sealAuditEntry(entry, head->key());
            last = {entry.sequence, entry.digest};
            bytes += encodeAuditEntry(entry) + '\n';
        }
        QFile closed(ClosedAuditFile::pathFor(file, first));
        if (!closed.open(QIODevice::WriteOnly) || closed.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(closed.fileName()));
    }
    if (!head->begin(last))
        qFatal("no head");
}

} // namespace muster::test
