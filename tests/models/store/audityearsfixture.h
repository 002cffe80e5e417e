// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auditfilesfixture.h"
#include "models/store/auditretention.h"
#include "tests/support/yearsofhistory.h"

namespace muster::test {

/// What writeYears() writes, and of today the file that is written.
class AuditYearsFixture : public AuditFilesFixture
{
public:
    AuditYearsFixture()
    {
        fileLimit = 0;
        writeYears(file, folder.path());
        const auto log = open();
        if (!log || log->notice() || !appendOne(*log))
            qFatal("no history");
    }

    [[nodiscard]] QString pathOf(qint64 first) const { return ClosedAuditFile::pathFor(file, first); }
    /// Before it, the files of all years before `year` are.
    [[nodiscard]] static QDateTime newYear(int year) { return {QDate(year, 1, 1), QTime(0, 0), Qt::UTC}; }
    [[nodiscard]] static Result<AuditRemoval> removeBefore(AuditLog &log, int year, const QString &copies = {},
                                                           DiskAccess &disk = DiskAccess::system())
    {
        const AuditRetention retention(log, disk);
        const auto planned = retention.plan(newYear(year));
        return planned ? retention.carryOut(*planned, copies) : planned;
    }
};

} // namespace muster::test
