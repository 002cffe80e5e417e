// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run leaves in the history of runs, however it ends.

#include "models/store/runhistory.h"

#include "exportbench.h"
#include "models/runs/run.h"
#include "tests/support/sandboxtruth.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>
#include <stdexcept>

using namespace muster;
using namespace muster::test;

namespace tst_runrecords {

using Bench = ExportBench;

class TestRunRecords : public QObject
{
    Q_OBJECT

private:
    static RunRecord recordOf(Bench &bench, const QString &id)
    {
        const auto record = bench.workspace->runHistory().readRecord(id);
        return record && *record ? **record : RunRecord();
    }
    /// How often the sandbox was asked for anything but a token.
    static qsizetype calls(const Bench &bench)
    {
        const QList<SandboxRequest> all = bench.sandbox.requests();
        return std::count_if(all.cbegin(), all.cend(),
                             [](const SandboxRequest &request) { return !request.path.endsWith("/token"); });
    }

private Q_SLOTS:
    void aCompleteRunIsThereBeforeAnybodyHearsOfItsEnd()
    {
        Bench bench;
        Run *run = bench.startExport();
        QVERIFY(run);
        std::optional<RunRecord> heard;
        connect(run, &Run::finished, this, [&] { heard = recordOf(bench, run->id()); });
        QVERIFY(bench.ended().succeeded());
        QVERIFY(heard && heard->measures && heard->ending);
        const RunMeasures &measures = *heard->measures;

        // What the file must hold, counted by code of its own.
        const SegmentQuery query = bench.orderFor(QStringLiteral("all.csv"), {}).query;
        std::vector<qint64> filled(std::size_t(query.attributes.size()));
        qint64 records = 0;
        (void)forEachSandboxRecord(7, contactCount, query, [&](const SandboxRecord &record) {
            ++records;
            for (std::size_t i = 0; i < record.values.size(); ++i)
                filled[i] += record.values[i] && !record.values[i]->isEmpty() ? 1 : 0;
            return true;
        });
        QCOMPARE(measures.records, records);
        QCOMPARE(measures.recordsDone, records);
        QCOMPARE(measures.fill.size(), query.attributes.size());
        for (qsizetype i = 0; i < measures.fill.size(); ++i) {
            QCOMPARE(measures.fill[i].name, query.attributes[i]);
            QCOMPARE(measures.fill[i].filled, filled[std::size_t(i)]);
            QCOMPARE(measures.fill[i].total, records);
        }
        QCOMPARE(*measures.pages, bench.queries());
        QCOMPARE(*measures.bytes, bench.content(QStringLiteral("all.csv")).size());
        QCOMPARE(qsizetype(measures.latency.count()), calls(bench));
        QCOMPARE(measures.retries, 0);
        QVERIFY(measures.time.server && measures.time.decoding && measures.time.writing && measures.time.idle);
        QCOMPARE(measures.time.sum(), measures.wall);
        QCOMPARE(heard->lives, 1);
        QCOMPARE(heard->livesWithoutMeasures(), 0);
        QCOMPARE(heard->run.state, QStringLiteral("complete"));
        QCOMPARE(heard->ending->outcome, QStringLiteral("complete"));
        QCOMPARE(heard->ending->resultFile, bench.folder.filePath(QStringLiteral("all.csv")));
    }

    void aResumedRunHasTheMeasuresOfAllItsLives()
    {
        Bench bench;
        const QString id = bench.pausedExport();
        QVERIFY(!id.isEmpty());
        const RunRecord paused = recordOf(bench, id);
        QVERIFY(paused.measures);
        QCOMPARE(paused.ending->outcome, QStringLiteral("paused"));
        QCOMPARE(paused.ending->errorKind, QStringLiteral("throttled"));
        QCOMPARE(paused.measures->records, 500);
        bench.close();
        bench.open();
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        const RunRecord whole = recordOf(bench, id);
        QCOMPARE(whole.lives, 2);
        QCOMPARE(whole.measures->lives, 2);
        QCOMPARE(whole.measures->records, contactCount);
        QCOMPARE(whole.measures->recordsDone, contactCount); // 500 in the first life, the rest in the second
        QCOMPARE(*whole.measures->bytes, bench.content(QStringLiteral("all.csv")).size());
        QCOMPARE(qsizetype(whole.measures->latency.count()), calls(bench));
        QCOMPARE(*whole.measures->pages, bench.queries() - 1); // one was answered 429
        QVERIFY(whole.measures->wall >= paused.measures->wall);
        QVERIFY(whole.measures->time.sum() <= whole.measures->wall);
        // What lay between the two is a pause, from the end of the one to the beginning of the other.
        const QList<LatencyTrace::Stretch> all = whole.measures->trace.stretches();
        const auto isPause
            = [](const LatencyTrace::Stretch &stretch) { return stretch.why == LatencyTrace::Wait::Paused; };
        QCOMPARE(std::ranges::count_if(all, isPause), 1);
        const LatencyTrace::Stretch pause = *std::ranges::find_if(all, isPause);
        QCOMPARE(pause.from, paused.measures->trace.end());
        QVERIFY(pause.to - pause.from >= 20min && pause.to - pause.from <= 21min);
        QCOMPARE(whole.measures->trace.answers(), whole.measures->latency.count());
        QCOMPARE(whole.measures->trace.startedAt(), paused.measures->trace.startedAt());
    }

    void aRunThatThrowsLeavesWhatItMeasured()
    {
        Bench bench;
        Run *run = bench.startExport();
        QVERIFY(run);
        bool thrown = false;
        connect(run, &Run::eventAdded, this, [&thrown](const RunEvent &event) {
            if (event.code == QLatin1String("retry") && !std::exchange(thrown, true))
                throw std::runtime_error("a listener's fault");
        });
        SandboxFault fault;
        fault.path = QStringLiteral("/contacts/query");
        fault.skip = 1;
        bench.sandbox.addFault(fault);
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Failed);
        QVERIFY(thrown);
        const RunRecord record = recordOf(bench, run->id());
        QVERIFY(record.measures);
        QCOMPARE(record.measures->records, 500);
        QCOMPARE(record.ending->outcome, QStringLiteral("failed"));
        QCOMPARE(record.ending->errorCode, QStringLiteral("unexpected_fault"));
    }

    void aRefusedRunIsInTheHistoryToo()
    {
        Bench bench;
        ExportOrder order = bench.orderFor(QStringLiteral("all.csv"), {});
        order.query.segmentId = QStringLiteral("no-such-segment");
        const auto run = bench.workspace->runs().startExport(*bench.session, freeze(order));
        QVERIFY(run);
        const RunOutcome outcome = bench.ended();
        QVERIFY(!outcome.succeeded());
        const RunRecord record = recordOf(bench, (*run)->id());
        QVERIFY(record.measures && record.ending);
        QCOMPARE(record.ending->outcome, outcomeKey(outcome.kind));
        QCOMPARE(record.measures->records, 0);
        QVERIFY(!record.measures->pages && !record.measures->bytes);
        QCOMPARE(record.measures->latency.count(), 1U);
    }

    void theHistoryIsOfAllRunsAndIsReadBesideThem()
    {
        Bench bench;
        QVERIFY(bench.startExport(QStringLiteral("one.csv")));
        QVERIFY(bench.ended().succeeded());
        bench.clock.advance(1min);
        const Run *second = bench.startExport(QStringLiteral("two.csv"));
        QVERIFY(second);
        const auto reading = bench.workspace->runHistory().records({}, 10);
        QTRY_VERIFY(reading.isFinished());
        const auto records = reading.result();
        QVERIFY(records);
        QCOMPARE(records->size(), 2);
        QCOMPARE(records->at(0).run.id, second->id());
        QCOMPARE(records->at(0).run.state, QStringLiteral("running"));
        QCOMPARE(records->at(0).livesWithoutMeasures(), 0);
        QVERIFY(records->at(1).measures);
        QVERIFY(bench.ended().succeeded());
    }
};

MUSTER_TEST(TestRunRecords, QCoreApplication)

} // namespace tst_runrecords
#include "tst_runrecords.moc"
