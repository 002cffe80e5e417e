// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runtrend.h"

#include "models/text/trendtexts.h"
#include "tests/support/testprogram.h"
#include "tests/support/trendsamples.h"

using namespace muster;
using namespace muster::test;

namespace tst_runtrend {

class TestRunTrend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isInTheOrderOfTime()
    {
        const RunTrend trend
            = RunTrend::of(RunKind::SegmentExport,
                           {sampleExport(3, 300, 60, {}), sampleExport(2, 200, 50, {}), sampleExport(1, 100, 40, {})});
        QCOMPARE(trend.title, QStringLiteral("Spring visitors"));
        QCOMPARE(trend.points.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(trend.points[i].startedAt, sampleNow.addDays(7 * (i + 1)));
            QCOMPARE(trend.points[i].records, qint64(100 * (i + 1)));
            QCOMPARE(trend.points[i].p95->count(), 40 + 10 * i);
        }
        QVERIFY(trend.isEnough());
    }

    void leavesOutWhatWasNotMeasured()
    {
        RunRecord killed = sampleExport(2, 200, 50, {});
        killed.measures.reset();
        const RunTrend trend = RunTrend::of(RunKind::SegmentExport, {killed, sampleExport(1, 100, 0, {})});
        QCOMPARE(trend.points.size(), 1);
        QVERIFY(!trend.points.first().p50 && !trend.points.first().p95); // nothing was answered: not known, not zero
        QVERIFY(!trend.points.first().overall);
        QVERIFY(!trend.isEnough());
        QVERIFY(!RunTrend::of(RunKind::SegmentExport, {}).isEnough());
    }

    void aNewAttributeHasNoShareBefore()
    {
        const RunTrend trend = RunTrend::of(
            RunKind::SegmentExport,
            {sampleExport(2, 10, 1, {{QStringLiteral("phone"), 5, 10}, {QStringLiteral("email"), 10, 10}}),
             sampleExport(1, 10, 1, {{QStringLiteral("email"), 8, 10}, {QStringLiteral("fax"), 1, 10}})});
        // Those of the newest run first, as it has them.
        QCOMPARE(trend.shareNames,
                 (QStringList{QStringLiteral("phone"), QStringLiteral("email"), QStringLiteral("fax")}));
        QCOMPARE(trend.points[0].share(QStringLiteral("phone")), std::nullopt);
        QCOMPARE(trend.points[0].share(QStringLiteral("email")), std::optional(0.8));
        QCOMPARE(trend.points[1].share(QStringLiteral("phone")), std::optional(0.5));
        QCOMPARE(trend.points[0].overall, std::optional(9.0 / 20));
    }

    void findsWhatMovedMost()
    {
        const RunTrend trend = sampleTrend();
        // The city lost a quarter, phones two in a hundred; the others stand still but for rounding.
        QCOMPARE(trend.mostMoved(2), (QStringList{QStringLiteral("phone"), QStringLiteral("city")}));
        QCOMPARE(trend.mostMoved(1), QStringList{QStringLiteral("city")});
        QCOMPARE(trend.mostMoved(100), trend.shareNames);
        QCOMPARE(trend.mostMoved(0), QStringList());
    }

    void runsOfAListHaveTheirOwnShare()
    {
        RunRecord applied = sampleExport(1, 100, 40, {});
        applied.run.kind = QStringLiteral("list_apply");
        applied.measures->figures = {{QStringLiteral("format_success_permille"), 970}};
        const RunTrend trend = RunTrend::of(RunKind::ListApply, {applied});
        QCOMPARE(trend.shareNames, QStringList{QStringLiteral("valid")});
        QCOMPARE(trend.points.first().overall, std::optional(0.97));
    }

    void onlyRunsOfTheSameAreSetBesideEachOther()
    {
        const RunFilter filter = RunTrend::filterFor(sampleExport(1, 10, 1, {}));
        QCOMPARE(filter.kind, QStringLiteral("segment_export"));
        QCOMPARE(filter.state, QStringLiteral("complete"));
        QCOMPARE(filter.profileId, QString(32, u'a'));
        QCOMPARE(filter.subject, QStringLiteral("s3"));
    }

    void S21_isWrittenAsCsv()
    {
        RunRecord first = sampleExport(1, 100, 0, {});
        RunRecord second = sampleExport(2, 120, 40, {{QStringLiteral("=email"), 90, 120}});
        second.run.profileName = QStringLiteral("=cmd|x");
        const QList<QByteArray> lines = trendCsv({RunTrend::of(RunKind::SegmentExport, {second, first})}).split('\n');
        QCOMPARE(lines[0].trimmed(),
                 QByteArray("kind,run,started_at,connection,records,duration_ms,p50_ms,p95_ms,share,share.=email"));
        QCOMPARE(
            lines[1].trimmed(),
            QByteArray("segment_export,a0000000000000000000000000000001,2026-03-09T14:00:00.000Z,Acme,100,90000,,,,"));
        QVERIFY2(lines[2].contains(",\"'=cmd|x\",120,90000,40,40,0.7500,0.7500"), lines[2].constData());
    }
};

MUSTER_TEST(TestRunTrend, QCoreApplication)

} // namespace tst_runtrend
#include "tst_runtrend.moc"
