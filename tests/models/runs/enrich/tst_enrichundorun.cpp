// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undo/enrichundorun.h"

#include "tests/support/testprogram.h"

#include "enrichbench.h"
#include "models/runs/enrich/undo/enrichundocheckrun.h"
#include "network/api/contactlistsclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>
#include <QDir>

using namespace muster;
using namespace muster::test;

namespace tst_enrichundorun {

/// Undoes an enrichment of the sandbox's leads, over loopback, one fault each; what is there afterwards is compared
/// with what was there before.
class TestEnrichUndoRun : public QObject, protected EnrichBench
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }

    void everyValueComesBack();
    void whatChangedSinceIsLeftAlone();
    void thePreviewSaysWhatTheRunDoes();
    void whatWasEmptyStays();
    void undoneTwiceNothingIsSent();
    void contactsThatAreGoneAreNamed();
    void F13_aListThatIsNotThereProvesNothing();
    void S07_noValueIsInTheAudit();
    void F20_troubleIsRepeatedWithTheSameBody();
    void F21_theBreakerHaltsTheUndo();
    void F24_whatWasOnlySaidToBeDoneIsFoundOut();
    void F26_anotherCountIsSettledByAReading();
    void F27_theRefreshAloneIsRepeated();
    void F45_aLostAnswerIsSettledOnce();
    void F67_halfAListProvesNothing();
    void F92_aStoppedUndoGoesOnWhereNothingIsProved();
    void anotherRunOfTheListIsNotDisturbed();
    void whatCannotBeUndoneIsRefused();
    void onlyWhoWasChosenComesBack_data();
    void onlyWhoWasChosenComesBack();
    void aStrangerAmongTheChosenRefusesTheUndo();
    void moreThanWasConfirmedIsNotSent();
    void soManyContactsAskForTheirNumber();

private:
    /// The sources that the first enrichment gave, and no scores: what the second one writes over.
    static QByteArray oldCsv(const QList<SandboxListContact> &contacts)
    {
        QByteArray csv = "id,source,score\n";
        for (int i = 0; i < rows; ++i)
            csv += contacts[i].id + ",Old " + QByteArray::number(i) + "," + (i % 2 ? "0" : "") + "\n";
        return csv;
    }
    [[nodiscard]] QString backupOf(const QString &runId) const
    {
        for (const BackupInfo &info : m_workspace->backups().list()) {
            if (info.runId == runId)
                return info.file;
        }
        return {};
    }
    [[nodiscard]] EnrichUndoOrder undoing() const { return {backupOf(m_enrichment), followUp}; }
    RunOutcome undo() { return ended(m_workspace->runs().startEnrichUndo(*m_session, undoing())); }
    UndoCounts preview()
    {
        const auto check = m_workspace->runs().startEnrichUndoCheck(*m_session, backupOf(m_enrichment));
        if (ended(check).kind != Kind::Complete)
            return {};
        return qobject_cast<EnrichUndoCheckRun *>(*check)->preview()->counts();
    }
    /// How many of the first `rows` contacts hold what they did before; a score that was empty stays as it was written.
    [[nodiscard]] int asBefore() const
    {
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        int count = 0;
        for (int i = 0; i < rows; ++i) {
            const QByteArray n = QByteArray::number(i);
            const QList<QPair<QString, QByteArray>> wanted{{QStringLiteral("lead_source"), "\"Old " + n + '"'},
                                                           {QStringLiteral("lead_score"), i % 2 ? "0" : n}};
            count += now[i].enriched == wanted;
        }
        for (int i = rows; i < now.size(); ++i)
            count -= now[i].enriched.isEmpty() ? 0 : 1'000; // nobody else was touched
        return count;
    }
    [[nodiscard]] bool sumOfUndoAddsUp() const
    {
        return figure("undone") + figure("skipped") + figure("absent") + figure("rejected") + figure("unknown")
            + figure("not_sent")
            == rows;
    }

    QString m_enrichment; ///< Run that is undone.
    int m_batchesBefore = 0;
};

void TestEnrichUndoRun::init()
{
    open();
    const QByteArray csv = csvOf(m_before, rows);
    write(oldCsv(m_before));
    QCOMPARE(run(order()).kind, Kind::Complete);
    write(csv);
    QCOMPARE(run(order()).kind, Kind::Complete);
    m_enrichment = m_run->id();
    QCOMPARE(enriched(), rows);
    m_batchesBefore = batches();
}

void TestEnrichUndoRun::everyValueComesBack()
{
    const RunOutcome outcome = undo();
    QVERIFY2(outcome.kind == Kind::CompleteWithFindings, outcome.error ? qPrintable(outcome.error->code) : "");
    QCOMPARE(outcome.findings, QStringList(QStringLiteral("undo_was_empty:150"))); // the even scores
    QCOMPARE(asBefore(), rows);
    QCOMPARE(batches() - m_batchesBefore, 3); // 125, 125, 50: within the campaign's time
    QCOMPARE(posts("/actions/refresh"), 3);
    QCOMPARE(figure("undone"), rows);
    QVERIFY(sumOfUndoAddsUp());
    QVERIFY(m_workspace->runs().resumable().isEmpty());
    QVERIFY(!QFile::exists(m_workspace->runFile(m_run->id(), "units")));
}

void TestEnrichUndoRun::whatChangedSinceIsLeftAlone()
{
    // Somebody gives ten contacts another source, and one of them the old score as well.
    QByteArray csv = "id,source,score\n";
    for (int i = 0; i < 10; ++i)
        csv += m_before[i].id + ",Newer," + (i == 3 ? "0" : "") + "\n";
    write(csv);
    QCOMPARE(run(order()).kind, Kind::Complete);
    const RunOutcome outcome = undo();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("undo_changed_since:10")));
    QCOMPARE(asBefore(), rows - 10);
    const QList<SandboxListContact> now = m_server->listTruth(leads);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(now[i].enriched.first().second, "\"Newer\"");
        QCOMPARE(now[i].enriched.last().second, i % 2 ? "0" : QByteArray::number(i)); // the rest of it came back
    }
    QCOMPARE(figure("undone"), rows - 6); // of five nothing was left to bring back, of one it was there
    QCOMPARE(figure("skipped"), 6);
    QVERIFY(sumOfUndoAddsUp());
}

void TestEnrichUndoRun::thePreviewSaysWhatTheRunDoes()
{
    write("id,source,score\n" + m_before[0].id + ",Newer,\n" + m_before[1].id + ",Newer,\n");
    QCOMPARE(run(order()).kind, Kind::Complete);
    const int before = batches();
    const UndoCounts counts = preview();
    QCOMPARE(batches(), before);
    QCOMPARE(counts.contacts, rows);
    QCOMPARE(counts.contactsBack, rows - 1);
    QCOMPARE(counts.count(UndoFate::ComesBack), rows - 2 + 150);
    QCOMPARE(counts.count(UndoFate::WasEmpty), 150);
    QCOMPARE(counts.count(UndoFate::ChangedSince), 2);
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    QCOMPARE(figure("undone"), counts.contactsBack);
    QCOMPARE(figure("values_changed_since"), 2);
    const UndoCounts after = preview();
    QCOMPARE(after.contactsBack, 0);
    QCOMPARE(after.count(UndoFate::AsBefore), counts.count(UndoFate::ComesBack));
}

void TestEnrichUndoRun::whatWasEmptyStays()
{
    // The first enrichment filled empty attributes alone: there is nothing that the service would take back.
    const QList<BackupInfo> backups = m_workspace->backups().list();
    const auto first = std::find_if(backups.cbegin(), backups.cend(),
                                    [this](const BackupInfo &info) { return info.runId != m_enrichment; });
    m_enrichment = first->runId;
    const RunOutcome outcome = undo();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("undo_changed_since:450"))); // by the second one
    QCOMPARE(batches(), m_batchesBefore);
    QCOMPARE(posts("/actions/refresh"), 2);
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("skipped"), rows);
}

void TestEnrichUndoRun::undoneTwiceNothingIsSent()
{
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    const int before = batches();
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    QCOMPARE(batches(), before);
    QCOMPARE(figure("skipped"), rows);
    QCOMPARE(asBefore(), rows);
}

void TestEnrichUndoRun::contactsThatAreGoneAreNamed()
{
    const WriteAnswer gone = QCoro::waitFor(m_session->connection()->contactLists().purge(
        leads, {QString::fromLatin1(m_before[5].id)}, nullptr, std::stop_token()));
    QCOMPARE(gone.fates.value(0).fate, WriteFate::Applied);
    QCOMPARE(preview().contactsGone, 1);
    const RunOutcome outcome = undo();
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("absent:1")));
    QCOMPARE(figure("undone"), rows - 1);
    QCOMPARE(figure("rejected"), 0);
    QVERIFY(sumOfUndoAddsUp());
}

void TestEnrichUndoRun::F13_aListThatIsNotThereProvesNothing()
{
    m_server->addFault({.kind = Fault::Kind::Status, .path = QStringLiteral("/contactlists/"), .status = 404});
    QCOMPARE(undo().kind, Kind::Refused);
    QCOMPARE(batches(), m_batchesBefore);
}

void TestEnrichUndoRun::S07_noValueIsInTheAudit()
{
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    QByteArray left;
    const QDir data(m_folder->filePath(QStringLiteral("data")));
    for (const QFileInfo &file : data.entryInfoList(QDir::Files)) {
        QFile bytes(file.filePath());
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        left += bytes.readAll();
    }
    for (const char *event : {"enrich_undo.started", "enrich_undo.compared", "enrich_undo.sent",
                              "enrich_undo.refreshed", "enrich_undo.complete"})
        QVERIFY2(left.contains(event), event);
    QVERIFY(left.contains(m_enrichment.toUtf8()));
    QVERIFY(!left.contains("Old 7") && !left.contains("Fair 7"));
    QVERIFY(!left.contains(m_before[7].id));
}

void TestEnrichUndoRun::F20_troubleIsRepeatedWithTheSameBody()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .status = 503}));
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    QCOMPARE(asBefore(), rows);
    QCOMPARE(batches() - m_batchesBefore, 4);
    QCOMPARE(figure("undone"), rows); // counted once
}

void TestEnrichUndoRun::F21_theBreakerHaltsTheUndo()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .times = -1, .status = 500}));
    QCOMPARE(undo().kind, Kind::Halted);
    QCOMPARE(batches() - m_batchesBefore, 5);
    m_server->clearFaults();
    QCOMPARE(resume().kind, Kind::Halted); // nobody has said that it may
    QCOMPARE(batches() - m_batchesBefore, 5);
    QVERIFY(m_workspace->runs().rearm(*m_session, m_run->id()));
    QCOMPARE(resume().kind, Kind::CompleteWithFindings);
    QCOMPARE(asBefore(), rows);
    QCOMPARE(figure("undone"), rows);
}

void TestEnrichUndoRun::F24_whatWasOnlySaidToBeDoneIsFoundOut()
{
    m_server->addFault(
        onBatches({.kind = Fault::Kind::Mutate, .skip = 1, .mutation = Fault::Mutation::AcceptWithoutDoing}));
    const RunOutcome outcome = undo();
    QCOMPARE(outcome.kind, Kind::Paused);
    QVERIFY(outcome.findings.contains(QStringLiteral("not_restored:125")));
    QCOMPARE(figure("undone"), rows - 125);
    QCOMPARE(resume().kind, Kind::CompleteWithFindings); // those alone once more
    QCOMPARE(posts("/actions/refresh"), 4); // two enrichments, and after the last batch of each life
    QCOMPARE(batches() - m_batchesBefore, 4);
    QCOMPARE(asBefore(), rows);
}

void TestEnrichUndoRun::F26_anotherCountIsSettledByAReading()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Mutate, .skip = 1, .mutation = Fault::Mutation::WrongCount}));
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    QCOMPARE(batches() - m_batchesBefore, 3); // the reading shows that they came through
    QCOMPARE(asBefore(), rows);
    QCOMPARE(figure("undone"), rows);
}

void TestEnrichUndoRun::F27_theRefreshAloneIsRepeated()
{
    m_server->addFault({.kind = Fault::Kind::Status, .path = QStringLiteral("/actions/refresh"), .status = 403});
    const RunOutcome outcome = undo();
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, QStringLiteral("refresh_failed"));
    QCOMPARE(asBefore(), rows);
    QCOMPARE(resume().kind, Kind::CompleteWithFindings);
    QCOMPARE(batches() - m_batchesBefore, 3);
}

void TestEnrichUndoRun::F45_aLostAnswerIsSettledOnce()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::CloseWithoutAnswer, .skip = 1}));
    QCOMPARE(undo().kind, Kind::CompleteWithFindings);
    QCOMPARE(asBefore(), rows);
    QCOMPARE(figure("undone"), rows);
    QVERIFY(sumOfUndoAddsUp());
}

void TestEnrichUndoRun::F67_halfAListProvesNothing()
{
    m_server->addFault({.kind = Fault::Kind::Mutate,
                        .path = QStringLiteral("/contactlists/"),
                        .skip = 1,
                        .times = -1,
                        .mutation = Fault::Mutation::RepeatToken});
    QCOMPARE(undo().kind, Kind::Refused);
    QCOMPARE(batches(), m_batchesBefore);
    QCOMPARE(enriched(), rows);
}

void TestEnrichUndoRun::F92_aStoppedUndoGoesOnWhereNothingIsProved()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Delay, .skip = 1, .delay = std::chrono::milliseconds(500)}));
    const auto started = m_workspace->runs().startEnrichUndo(*m_session, undoing());
    QVERIFY(started);
    QTRY_COMPARE_WITH_TIMEOUT(batches() - m_batchesBefore, 2, 60'000);
    (*started)->cancel();
    QCOMPARE(ended(started).kind, Kind::Cancelled);
    QCOMPARE(batches() - m_batchesBefore, 2);
    const QString undoing = m_run->id();
    // Somebody changes one that has come back and one that has not.
    write("id,source,score\n" + m_before[0].id + ",Newer,\n" + m_before[299].id + ",Newer,9\n");
    QCOMPARE(run(order()).kind, Kind::Complete);
    const int before = batches();
    const RunOutcome outcome = ended(m_workspace->runs().resume(*m_session, undoing));
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("undo_changed_since:3")));
    QCOMPARE(batches() - before, 1); // the 49 that were left
    QCOMPARE(asBefore(), rows - 2);
    QCOMPARE(figure("undone"), rows - 1);
    QCOMPARE(figure("skipped"), 1);
    QVERIFY(sumOfUndoAddsUp());
}

void TestEnrichUndoRun::anotherRunOfTheListIsNotDisturbed()
{
    const auto first = m_workspace->runs().startEnrichUndo(*m_session, undoing());
    QVERIFY(first);
    const auto second = m_workspace->runs().startEnrichUndo(*m_session, undoing());
    QVERIFY(!second);
    QCOMPARE(second.error().code, QStringLiteral("list_in_use"));
    const auto third = m_workspace->runs().startEnrichment(*m_session, order());
    QCOMPARE(third.error().code, QStringLiteral("list_in_use"));
    QCOMPARE(ended(first).kind, Kind::CompleteWithFindings);
}

void TestEnrichUndoRun::whatCannotBeUndoneIsRefused()
{
    // An enrichment that may still go on would write again what was brought back.
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .status = 403}));
    write(oldCsv(m_before));
    QCOMPARE(run(order()).kind, Kind::Failed);
    const QString open = m_run->id();
    const auto early = m_workspace->runs().startEnrichUndo(*m_session, {backupOf(open), followUp});
    QCOMPARE(early.error().code, QStringLiteral("enrichment_open"));
    QVERIFY(m_workspace->runs().discard(open));
    QTRY_VERIFY(m_workspace->runs().isIdle());
    QVERIFY(!backupOf(open).isEmpty()); // what was sent can still be undone
    m_enrichment = open;
    QCOMPARE(undo().kind, Kind::Complete);
    QCOMPARE(enriched(), rows);

    const auto restored = m_workspace->runs().startListRestore(*m_session, {.backupFile = backupOf(open), .only = {}});
    QCOMPARE(restored.error().code, QStringLiteral("backup_of_enrichment"));
    m_clock.advance(std::chrono::hours(24 * 31));
    QCOMPARE(m_workspace->runs().startEnrichUndo(*m_session, undoing()).error().code, QStringLiteral("backup_expired"));
}

void TestEnrichUndoRun::onlyWhoWasChosenComesBack_data()
{
    QTest::addColumn<bool>("only");
    QTest::newRow("only the first hundred") << true;
    QTest::newRow("all but the first hundred") << false;
}

void TestEnrichUndoRun::onlyWhoWasChosenComesBack()
{
    QFETCH(bool, only);
    QStringList first;
    for (int i = 0; i < 100; ++i)
        first << QString::fromLatin1(m_before[i].id);
    EnrichUndoOrder order = undoing();
    order.choice = {only ? UndoChoice::Kind::Only : UndoChoice::Kind::Except, first};
    const auto check = m_workspace->runs().startEnrichUndoCheck(*m_session, order.backupFile, order.choice);
    QCOMPARE(ended(check).kind, Kind::Complete);
    const UndoCounts counts = qobject_cast<EnrichUndoCheckRun *>(*check)->preview()->counts();
    QCOMPARE(counts.contactsBack, only ? 100 : 200);
    // A source each, and of every second contact a score that was 0; the other scores were empty.
    QCOMPARE(counts.count(UndoFate::ComesBack), only ? 150 : 300);
    QCOMPARE(counts.count(UndoFate::LeftOut), only ? 300 : 150);
    order.typedCount = counts.contactsBack;
    const auto started = m_workspace->runs().startEnrichUndo(*m_session, order);
    const RunOutcome outcome = ended(started);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(
        outcome.findings.contains(only ? QStringLiteral("undo_left_out:300") : QStringLiteral("undo_left_out:150")));
    const QList<SandboxListContact> now = m_server->listTruth(leads);
    for (int i = 0; i < rows; ++i) {
        const QByteArray source = ((i < 100) == only ? "\"Old " : "\"Fair ") + QByteArray::number(i) + '"';
        QCOMPARE(now[i].enriched.first().second, source);
    }
    QCOMPARE(figure("undone"), only ? 100 : 200);
    QCOMPARE(figure("skipped"), only ? 200 : 100);
    QVERIFY(sumOfUndoAddsUp());
}

void TestEnrichUndoRun::aStrangerAmongTheChosenRefusesTheUndo()
{
    EnrichUndoOrder order = undoing();
    order.choice = {UndoChoice::Kind::Except, {QString::fromLatin1(m_before[rows].id)}}; // was not enriched
    const RunOutcome outcome = ended(m_workspace->runs().startEnrichUndo(*m_session, order));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("not_in_backup"));
    QCOMPARE(batches(), m_batchesBefore);
}

void TestEnrichUndoRun::moreThanWasConfirmedIsNotSent()
{
    EnrichUndoOrder order = undoing();
    order.typedCount = rows - 1;
    const RunOutcome outcome = ended(m_workspace->runs().startEnrichUndo(*m_session, order));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("undo_grew"));
    QCOMPARE(outcome.error->subject, QStringLiteral("1"));
    QCOMPARE(batches(), m_batchesBefore);
    order.typedCount = rows + 1; // fewer than were confirmed
    QCOMPARE(ended(m_workspace->runs().startEnrichUndo(*m_session, order)).kind, Kind::CompleteWithFindings);
    QCOMPARE(asBefore(), rows);
}

void TestEnrichUndoRun::soManyContactsAskForTheirNumber()
{
    // More than 20 % of the list's 2,400 contacts.
    const int many = 481;
    QByteArray csv = "id,source,score\n";
    for (int i = 0; i < many; ++i)
        csv += m_before[i].id + ",Oldest," + QByteArray::number(i) + "\n";
    write(csv);
    QCOMPARE(run(order()).kind, Kind::Complete);
    csv.replace("Oldest", "Newest");
    write(csv);
    QCOMPARE(run(order()).kind, Kind::Complete);
    m_enrichment = m_run->id();
    const int before = batches();
    const RunOutcome outcome = undo();
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("undo_count_missing"));
    QCOMPARE(batches(), before);
    EnrichUndoOrder typed = undoing();
    typed.typedCount = many;
    QVERIFY(ended(m_workspace->runs().startEnrichUndo(*m_session, typed)).succeeded());
    QCOMPARE(figure("undone"), many);
}

MUSTER_TEST(TestEnrichUndoRun, QCoreApplication)

} // namespace tst_enrichundorun
#include "tst_enrichundorun.moc"
