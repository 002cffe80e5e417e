// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/segmentexportrun.h"

#include "tests/support/testprogram.h"

#include "exportbench.h"

#include <stdexcept>
#include <utility>

using namespace muster;
using namespace muster::test;

namespace tst_segmentexportrun {

using Bench = ExportBench;

class TestSegmentExportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F109_anExportThatThrowsWhileItReadsKeepsWhatItHas()
    {
        Bench bench;
        Run *run = bench.startExport();
        QVERIFY(run);
        const QString id = run->id();
        bool thrown = false;
        connect(run, &Run::eventAdded, this, [&thrown](const RunEvent &event) {
            if (event.code == QLatin1String("retry") && !std::exchange(thrown, true))
                throw std::runtime_error("a listener's fault");
        });
        SandboxFault fault;
        fault.path = QStringLiteral("/contacts/query");
        fault.skip = 1;
        bench.sandbox.addFault(fault);
        const RunOutcome failed = bench.ended();
        QVERIFY(thrown);
        QCOMPARE(failed.kind, RunOutcome::Kind::Failed);
        QCOMPARE(failed.error.value_or(ApiError()).code, QStringLiteral("unexpected_fault"));
        QCOMPARE(failed.error.value_or(ApiError()).detail, QStringLiteral("a listener's fault"));
        QCOMPARE(bench.events(id).last(), QStringLiteral("export.failed")); // by the run's own hand
        const QList<ResumableRun> open = bench.workspace->runs().resumable();
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().records, 500);
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QVERIFY(bench.ended().succeeded());
        QVERIFY(bench.isWhole());
    }

    void F119_aRecalculatedSegmentIsAskedAbout()
    {
        Bench bench;
        const QString id = bench.pausedExport();
        QVERIFY(!id.isEmpty());
        const qsizetype pages = bench.queries();
        bench.recalculate();
        RunManager &runs = bench.workspace->runs();
        QVERIFY(runs.resume(*bench.session, id));
        const RunOutcome asking = bench.ended();
        QCOMPARE(asking.kind, RunOutcome::Kind::Paused);
        QCOMPARE(asking.error.value_or(ApiError()).code, QStringLiteral("segment_recalculated"));
        QCOMPARE(bench.queries(), pages); // nothing was read
        QCOMPARE(runs.resumable().size(), 1);
        QVERIFY(runs.resumable().first().awaitsChoice);
        QCOMPARE(runs.resumable().first().records, 500); // and nothing is lost
        QVERIFY(bench.content(QStringLiteral("all.csv")).isEmpty());
        bench.close();
        bench.open(); // it asks after a restart as well
        QVERIFY(bench.workspace->runs().resumable().first().awaitsChoice);
    }

    void F119_goingOnIsSaidInManifestAndResult()
    {
        Bench bench;
        const QString id = bench.pausedExport();
        QVERIFY(!id.isEmpty());
        bench.recalculate();
        QVERIFY(bench.workspace->runs().resume(*bench.session, id, IfRecalculated::GoOn));
        const RunOutcome outcome = bench.ended();
        QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(outcome.findings, QStringList{QStringLiteral("recalculated:1")});
        QCOMPARE(bench.manifestFacts().value(QLatin1String("recalculatedWhileRead")).toInt(), 1);
        QCOMPARE(bench.manifestFacts().value(QLatin1String("segmentUpdated")).toString(),
                 QStringLiteral("2026-05-05T05:05:05.000Z"));
        QCOMPARE(bench.queries(), 3 + 1); // the page that was throttled, and no other twice
        QVERIFY(bench.events(id).contains(QStringLiteral("export.went_on_recalculated")));
    }

    void F119_beginningAgainGivesOneState()
    {
        Bench bench;
        const QString id = bench.pausedExport();
        QVERIFY(!id.isEmpty());
        const qsizetype pages = bench.queries();
        bench.recalculate();
        QVERIFY(bench.workspace->runs().resume(*bench.session, id, IfRecalculated::BeginAgain));
        const RunOutcome outcome = bench.ended();
        QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
        QCOMPARE(bench.queries(), pages + 3); // all of them anew
        QCOMPARE(bench.manifestFacts().value(QLatin1String("recalculatedWhileRead")).toInt(-1), 0);
        QVERIFY(bench.events(id).contains(QStringLiteral("export.begun_again")));
        bench.sandbox.clearFaults();
        QVERIFY(bench.isWhole());
    }

    void F119_anUnchangedSegmentIsNotAskedAbout()
    {
        Bench bench;
        const QString id = bench.pausedExport();
        QVERIFY(!id.isEmpty());
        QVERIFY(bench.workspace->runs().resume(*bench.session, id));
        QCOMPARE(bench.ended().kind, RunOutcome::Kind::Complete);
        QCOMPARE(bench.queries(), 3 + 1);
    }

    void F73_aSegmentThatIsRecalculatedWhileItIsReadIsSaidToBe()
    {
        Bench bench;
        bench.recalculate(1); // between the first look and the last
        Run *run = bench.startExport();
        QVERIFY(run);
        const QString id = run->id();
        const RunOutcome outcome = bench.ended();
        QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(outcome.findings, QStringList{QStringLiteral("recalculated:1")});
        QCOMPARE(bench.manifestFacts().value(QLatin1String("recalculatedWhileRead")).toInt(), 1);
        QVERIFY(bench.events(id).contains(QStringLiteral("export.recalculated")));
        QVERIFY(bench.hasEachContactOnce());
    }

    void F73_contactsThatMoveToALaterPageAreWrittenOnce()
    {
        Bench bench;
        SandboxFault moved;
        moved.kind = SandboxFault::Kind::Mutate;
        moved.mutation = SandboxFault::Mutation::DuplicateRecord;
        moved.path = QStringLiteral("/contacts/query");
        moved.skip = 1;
        bench.sandbox.addFault(moved);
        bench.recalculate(1);
        QVERIFY(bench.startExport());
        const RunOutcome outcome = bench.ended();
        QVERIFY(outcome.findings.contains(QStringLiteral("duplicates:1")));
        QVERIFY(outcome.findings.contains(QStringLiteral("recalculated:1")));
        QVERIFY(bench.hasEachContactOnce());
    }

    void F73_whatCannotBeAskedIsSaid()
    {
        Bench bench;
        SandboxFault gone;
        gone.path = QStringLiteral("/segments/") + sandboxSegments().first().id;
        gone.method = QStringLiteral("GET");
        gone.skip = 1;
        gone.status = 403;
        bench.sandbox.addFault(gone);
        QVERIFY(bench.startExport());
        const RunOutcome outcome = bench.ended();
        QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(outcome.findings, QStringList{QStringLiteral("recalculation_unknown:1")});
    }

    void F11_anInvalidAttributeEndsTheExportAndIsNamed()
    {
        Bench bench;
        SandboxFault refusal;
        refusal.kind = SandboxFault::Kind::RawBody;
        refusal.path = QStringLiteral("/contacts/query");
        refusal.skip = 1;
        refusal.times = -1;
        refusal.status = 400;
        refusal.contentType = QByteArrayLiteral("application/json");
        refusal.body = R"({"error":"invalid_query","message":"unknown attribute",)"
                       R"("details":[{"field":"requestedAttributes[0]","issue":"unknown attribute"}]})";
        bench.sandbox.addFault(refusal);
        const Run *run = bench.startExport();
        QVERIFY(run);
        const RunOutcome outcome = bench.ended();
        QCOMPARE(outcome.kind, RunOutcome::Kind::Failed);
        QCOMPARE(outcome.error.value_or(ApiError()).kind, ErrorKind::Invalid);
        QCOMPARE(outcome.error->details,
                 QList<FieldFault>({{QStringLiteral("requestedAttributes[0]"), QStringLiteral("unknown attribute")}}));
        QCOMPARE(outcome.error->code, QStringLiteral("attribute_refused"));
        QCOMPARE(outcome.error->subject, bench.orderFor({}, {}).query.attributes.first());
        QCOMPARE(bench.queries(), 2); // the good page and the refused one: no retry
        QVERIFY(outcome.resultFile.isEmpty());
        QVERIFY(bench.content(QStringLiteral("all.csv")).isEmpty());
        QVERIFY(QFile::exists(bench.folder.filePath(QStringLiteral("all.csv.partial"))));
        QVERIFY(!QFile::exists(bench.folder.filePath(QStringLiteral("all.csv.manifest.json"))));
        QCOMPARE(bench.events(run->id()).last(), QStringLiteral("export.failed"));
    }
};

MUSTER_TEST(TestSegmentExportRun, QCoreApplication)

} // namespace tst_segmentexportrun
#include "tst_segmentexportrun.moc"
