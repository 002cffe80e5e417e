// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runtrend.h"
#include "tests/support/samples.h"

namespace muster::test {

/// A complete export of "Spring visitors" that began `week` weeks after sampleNow.
inline RunRecord sampleExport(int week, qint64 records, int latency, const QList<RunMeasures::FieldFill> &fill)
{
    RunRecord record;
    record.run.id = QStringLiteral("a%1").arg(week, 31, 16, QLatin1Char('0'));
    record.run.kind = QStringLiteral("segment_export");
    record.run.title = QStringLiteral("Spring visitors");
    record.run.profileId = QString(32, u'a');
    record.run.profileName = QStringLiteral("Acme");
    record.run.state = QStringLiteral("complete");
    record.run.startedAt = sampleNow.addDays(7 * week);
    record.subject = QStringLiteral("s3");
    RunMeasures measures;
    measures.lives = 1;
    measures.wall = std::chrono::seconds(90);
    measures.records = measures.recordsDone = records;
    measures.fill = fill;
    if (latency > 0)
        measures.latency.add(std::chrono::milliseconds(latency));
    record.measures = measures;
    return record;
}

/// Exports of half a year, newest first: e-mail stays full, the city empties, the fax number barely moves.
inline QList<RunRecord> sampleExports(int weeks = 26)
{
    QList<RunRecord> runs;
    for (int week = weeks - 1; week >= 0; --week) {
        const qint64 all = 46'000 + 90 * week;
        runs.append(sampleExport(week, all, 40 + week % 5 * 12,
                                 {{QStringLiteral("email"), all, all},
                                  {QStringLiteral("phone"), all * (96 - week % 3) / 100, all},
                                  {QStringLiteral("city"), all * (80 - week) / 100, all},
                                  {QStringLiteral("fax_number"), all * 4 / 100, all}}));
    }
    return runs;
}

inline RunTrend sampleTrend()
{
    return RunTrend::of(RunKind::SegmentExport, sampleExports());
}

} // namespace muster::test
