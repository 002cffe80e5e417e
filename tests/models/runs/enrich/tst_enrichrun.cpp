// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/enrichrun.h"

#include "tests/support/testprogram.h"

#include "enrichbench.h"

#include <QDir>
#include <algorithm>

using namespace muster;
using namespace muster::test;

namespace tst_enrichrun {
using Kind = RunOutcome::Kind;
using Fault = SandboxFault;

/// Enriches the sandbox's leads, over loopback, one fault each; what is there afterwards is compared with the file.
class TestEnrichRun : public QObject, protected EnrichBench
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyRowArrives();
    void everyBatchHasItsEntry();
    void aBatchThatIsRefusedSaysSo();
    void S07_noValueIsInTheAudit();
    void aChangedFileIsRefused();
    void campaignsThatCannotTakeUpdatesAreRefused_data();
    void campaignsThatCannotTakeUpdatesAreRefused();
    void refusedContactsStandAlone();
    void refusedContactsAreListedWithTheirRow();
    void refusedContactsAreListedWithoutCopies();
    void contactsThatAreNotInTheListAreNamedBefore();
    void valuesAreCopiedBeforeTheyAreWrittenOver();
    void onlyEmptyAttributesAreFilled();
    void whereNothingIsShownNothingIsCalledEmpty();
    void aListThatMayNotBeReadIsEnrichedWithoutCopies();
    void moreThanWasAgreedIsNotWrittenOver();
    void F90_whatWasCopiedIsWhatIsSent();
    void copiesThatAreGoneEndTheRun();
    void F20_troubleIsRepeatedWithTheSameBody();
    void F21_theBreakerHaltsTheRun();
    void F26_anotherCountIsNotComplete_data();
    void F26_anotherCountIsNotComplete();
    void F27_theRefreshAloneIsRepeated();
    void F45_aLostAnswerIsRepeatedAndCountedOnce();
    void F05_throttlingPausesAndResumes();
    void F53_aPausedRunGoesOnWithWhatIsNotProved();
    void F102_afterASleepItGoesOnWithANewSignIn();

private:
    [[nodiscard]] QList<QJsonObject> batchEntries() const; ///< Of the run.
    [[nodiscard]] QByteArray refusedRows() const; ///< Its lines where twoUnknown was answered.
};

/// Of the third batch, whose first contact is the 251st of the file.
const QByteArray twoUnknown = R"({"error":"invalid_enrichment","message":"Nothing was changed.","details":[)"
                              R"({"field":"contacts[3].contactId","issue":"unknown contact"},)"
                              R"({"field":"contacts[7].contactId","issue":"unknown contact"}]})";

QList<QJsonObject> TestEnrichRun::batchEntries() const
{
    QList<QJsonObject> facts;
    for (const AuditEntry &entry : m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>())) {
        if (entry.event == QLatin1String("enrich.batch") && entry.runId == m_run->id())
            facts.append(entry.facts);
    }
    return facts;
}

/// With the names of the columns in row 1, as a person counts.
QByteArray TestEnrichRun::refusedRows() const
{
    return "contactId,action,state,reason,row\n" + m_before[253].id + ",enrich,rejected,refused,255\n"
        + m_before[257].id + ",enrich,rejected,refused,259\n";
}

void TestEnrichRun::init()
{
    open();
}

void TestEnrichRun::cleanup()
{
    if (m_run != nullptr && m_run->outcome()->kind != Kind::Refused)
        QVERIFY(figure("rows") < 0 || sumAddsUp());
    close();
}

void TestEnrichRun::everyRowArrives()
{
    const RunOutcome outcome = run(order());
    QVERIFY2(outcome.kind == Kind::Complete, outcome.error ? qPrintable(outcome.error->code) : "");
    QCOMPARE(enriched(), rows);
    QCOMPARE(batches(), 3); // 125, 125, 50
    QCOMPARE(posts("/actions/refresh"), 1);
    QCOMPARE(figure("enriched"), rows);
    const QList<RunMetrics::FieldFill> fill = m_run->metrics().fill;
    QCOMPARE(fill.size(), 2);
    QCOMPARE(fill[0].filled, rows);
    QCOMPARE(fill[0].total, rows);
    // Contract, section 6.4: both fields of every row.
    const auto entries = m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>());
    const auto end = std::ranges::find(entries, QStringLiteral("enrich.complete"), &AuditEntry::event);
    QVERIFY(end != entries.end());
    QCOMPARE(end->facts[u"contactListId"].toString(), order().listId);
    QCOMPARE(end->facts[u"campaignId"].toString(), order().campaignId);
    QCOMPARE(end->facts[u"totalFields"].toInteger(), 2 * rows);
    QCOMPARE(end->facts[u"filledFields"].toInteger(), fill[0].filled + fill[1].filled);
    QCOMPARE(end->facts[u"fillRate"].toDouble(), double(fill[0].filled + fill[1].filled) / double(2 * rows) * 100);
    QVERIFY(m_workspace->runs().resumable().isEmpty());
}

// Contract, section 6.4.
void TestEnrichRun::everyBatchHasItsEntry()
{
    // Every fourth contact of the first batch has no score.
    QByteArray csv = "id,source,score\n";
    for (int i = 0; i < rows; ++i)
        csv += m_before[i].id + ",Fair," + (i < 124 && i % 4 == 0 ? QByteArray() : QByteArray::number(i)) + "\n";
    write(csv);
    m_server->addFault(onBatches({.kind = Fault::Kind::Delay, .times = 1, .delay = std::chrono::milliseconds(120)}));
    QCOMPARE(run(order()).kind, Kind::Complete);
    const QList<QJsonObject> batches = batchEntries();
    QCOMPARE(batches.size(), 3);
    const std::array<qint64, 3> sizes{125, 125, 50}, blanks{31, 0, 0};
    for (qsizetype at = 0; at < 3; ++at) {
        const QJsonObject &facts = batches[at];
        QCOMPARE(facts[u"contactListId"].toString(), order().listId);
        QCOMPARE(facts[u"campaignId"].toString(), order().campaignId);
        QVERIFY(QDateTime::fromString(facts[u"timestamp"].toString(), Qt::ISODateWithMs).isValid());
        QCOMPARE(facts[u"batch"].toInteger(), at + 1);
        QCOMPARE(facts[u"batchSize"].toInteger(), sizes[at]);
        QCOMPARE(facts[u"status"].toString(), QStringLiteral("applied"));
        QVERIFY(facts[u"latencyMs"].toInteger(-1) >= (at == 0 ? 120 : 0));
        QCOMPARE(facts[u"totalFields"].toInteger(), 2 * sizes[at]);
        QCOMPARE(facts[u"filledFields"].toInteger(), 2 * sizes[at] - blanks[at]);
        QCOMPARE(facts[u"fillRate"].toDouble(), double(2 * sizes[at] - blanks[at]) * 100 / double(2 * sizes[at]));
    }
}

void TestEnrichRun::aBatchThatIsRefusedSaysSo()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .times = 1, .status = 503}));
    m_server->addFault(onBatches({.kind = Fault::Kind::RawBody,
                                  .skip = 1, // the one that met the other fault is not counted
                                  .times = 1,
                                  .status = 400,
                                  .body = twoUnknown,
                                  .contentType = QByteArrayLiteral("application/json")}));
    const RunOutcome outcome = run(order());
    QVERIFY2(outcome.kind == Kind::CompleteWithFindings, outcome.error ? qPrintable(outcome.error->code) : "");
    QStringList told;
    for (const QJsonObject &facts : batchEntries())
        told << QStringLiteral("%1 %2").arg(facts[u"status"].toString()).arg(facts[u"batchSize"].toInteger());
    // The second was answered by a server in trouble, then refused for two of its contacts, then taken without them.
    QCOMPARE(told,
             QStringList({QStringLiteral("applied 125"), QStringLiteral("in_doubt 125"), QStringLiteral("refused 125"),
                          QStringLiteral("applied 123"), QStringLiteral("applied 50")}));
}

void TestEnrichRun::S07_noValueIsInTheAudit()
{
    QCOMPARE(run(order()).kind, Kind::Complete);
    QByteArray left;
    QDir data(m_folder->filePath(QStringLiteral("data")));
    for (const QFileInfo &file : data.entryInfoList(QDir::Files)) {
        QFile bytes(file.filePath());
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        left += bytes.readAll();
    }
    QVERIFY(left.contains("enrich.started"));
    QVERIFY(left.contains(followUp.toUtf8()));
    QVERIFY(!left.contains("Fair 7"));
    QVERIFY(!left.contains(m_before[7].id));
}

void TestEnrichRun::aChangedFileIsRefused()
{
    EnrichOrder checked = order();
    const auto check = m_workspace->runs().startEnrichCheck({checked.source, checked.mapping, leadSchema(), {}},
                                                            TextProfile::Machines);
    QCOMPARE(ended(check).kind, Kind::Complete);
    checked.sourceDigest = qobject_cast<EnrichCheckRun *>(*check)->report()->sourceDigest;
    write(csvOf(m_before, rows - 1));
    const RunOutcome outcome = run(checked);
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("source_changed"));
    QCOMPARE(batches(), 0);
}

void TestEnrichRun::campaignsThatCannotTakeUpdatesAreRefused_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("campaign");
    QTest::addColumn<QString>("code");
    QTest::newRow("9 ms") << QStringLiteral("11570004-7c1e-4b52-9d3a-000000000004") << QStringLiteral("camp_40d1")
                          << QStringLiteral("budget_no_time");
    QTest::newRow("0 ms") << QStringLiteral("11570005-7c1e-4b52-9d3a-000000000005") << QStringLiteral("camp_50e1")
                          << QStringLiteral("budget_no_time");
    QTest::newRow("completed") << QStringLiteral("11570001-7c1e-4b52-9d3a-000000000001") << QStringLiteral("camp_10a3")
                               << QStringLiteral("campaign_closed");
    QTest::newRow("of another list") << leads << QStringLiteral("camp_30c1") << QStringLiteral("campaign_other_list");
}

void TestEnrichRun::campaignsThatCannotTakeUpdatesAreRefused()
{
    EnrichOrder refused = order();
    QFETCH(QString, list);
    QFETCH(QString, campaign);
    refused.listId = list;
    refused.campaignId = campaign;
    const RunOutcome outcome = run(refused);
    QCOMPARE(outcome.kind, Kind::Refused);
    QTEST(outcome.error->code, "code");
    QCOMPARE(batches(), 0);
}

void TestEnrichRun::refusedContactsStandAlone()
{
    // The service names two contacts of the last batch, gone since the list was read, say; nothing of it is done.
    m_server->addFault(onBatches({.kind = Fault::Kind::RawBody,
                                  .skip = 2,
                                  .status = 400,
                                  .body = twoUnknown,
                                  .contentType = QByteArrayLiteral("application/json")}));
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("enrich_rejected:2")));
    QCOMPARE(enriched(), rows - 2);
    QCOMPARE(figure("rejected"), 2);
    QCOMPARE(batches(), 4); // the last one comes again without them
}

void TestEnrichRun::refusedContactsAreListedWithTheirRow()
{
    write("id,source,score\n" + m_before[0].id + ",Fair 0,0\n" + m_before[1].id + ",Web,\n");
    QCOMPARE(run(order()).kind, Kind::Complete);
    write(csvOf(m_before, rows));
    m_server->addFault(onBatches({.kind = Fault::Kind::RawBody,
                                  .skip = 2,
                                  .status = 400,
                                  .body = twoUnknown,
                                  .contentType = QByteArrayLiteral("application/json")}));
    // A field that may only fill: for its rows nobody has to know what contacts hold.
    const RunOutcome outcome = run(fillingScores(order()));
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(listed(outcome), refusedRows());
}

void TestEnrichRun::refusedContactsAreListedWithoutCopies()
{
    m_server->addFault(
        {.kind = Fault::Kind::Status, .path = QStringLiteral("/contactlists"), .times = -1, .status = 403});
    m_server->addFault(onBatches({.kind = Fault::Kind::RawBody,
                                  .skip = 2,
                                  .status = 400,
                                  .body = twoUnknown,
                                  .contentType = QByteArrayLiteral("application/json")}));
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(copies().isEmpty());
    QCOMPARE(listed(outcome), refusedRows());
    m_server->clearFaults();
    // Where everybody was taken there is no list.
    const RunOutcome whole = run(order());
    QCOMPARE(whole.kind, Kind::Complete);
    QCOMPARE(whole.resultFile, QString());
}

void TestEnrichRun::contactsThatAreNotInTheListAreNamedBefore()
{
    write(csvOf(m_before, rows) + "unknown-1,Fair,1\nunknown-2,Fair,2\n");
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("rows_do_not_fit"));
    QCOMPARE(batches(), 0);
    QVERIFY(copies().isEmpty()); // of what is not sent
    EnrichOrder valid = order();
    valid.sendValid = true;
    QCOMPARE(run(valid).kind, Kind::CompleteWithFindings);
    QCOMPARE(figure("left_out"), 2);
    QCOMPARE(enriched(), rows);
    QCOMPARE(batches(), 3);
}

void TestEnrichRun::valuesAreCopiedBeforeTheyAreWrittenOver()
{
    write("id,source,score\n" + m_before[1].id + ",Web,0\n");
    QCOMPARE(run(order()).kind, Kind::Complete);
    write(csvOf(m_before, rows));
    bool isThere = false;
    m_server->setWatcher([this, &isThere](const SandboxRequest &request) {
        if (request.method == "POST" && request.path.endsWith("/contacts")) // before anything comes of it
            isThere = QDir(m_folder->path() + QStringLiteral("/data/backups"))
                          .entryList({QStringLiteral("*.backup")})
                          .size()
                == 2;
    });
    QCOMPARE(run(order()).kind, Kind::Complete);
    m_server->setWatcher({});
    QVERIFY(isThere);
    const QList<BackupRecord> all = copies();
    QCOMPARE(all.size(), rows);
    for (int i = 0; i < rows; ++i) {
        const std::string n = std::to_string(i);
        QCOMPARE(all[i].contactId, m_before[i].id.toStdString());
        QCOMPARE(all[i].extras, i == 1 ? std::string(R"("lead_source":"Web","lead_score":0)") : std::string());
        QCOMPARE(all[i].newMembers, "\"lead_source\":\"Fair " + n + "\",\"lead_score\":" + n);
    }
    const QList<BackupInfo> backups = m_workspace->backups().list();
    const BackupInfo info = *std::find_if(backups.cbegin(), backups.cend(),
                                          [this](const BackupInfo &one) { return one.runId == m_run->id(); });
    QCOMPARE(info.enriched, rows);
    QVERIFY(isOfEnrichment(info));
    QCOMPARE(info.createdAt.daysTo(info.expiresAt), 30);
    QVERIFY((QFile::permissions(info.file) & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    QVERIFY(QCoro::waitFor(m_workspace->backups().remove(info, QStringLiteral("person"))));
    QVERIFY(!QFile::exists(info.file));
    QCOMPARE(m_workspace->backups().erased().first().backup.enriched, rows);
}

void TestEnrichRun::onlyEmptyAttributesAreFilled()
{
    // 0 is a value; a contact that has a source alone gets its score.
    write("id,source,score\n" + m_before[0].id + ",Fair 0,0\n" + m_before[1].id + ",Web,7\n" + m_before[2].id
          + ",Web,\n");
    QCOMPARE(run(order()).kind, Kind::Complete);
    write(csvOf(m_before, rows));
    QCOMPARE(run(fillingScores(order())).kind, Kind::Complete);
    QCOMPARE(enriched(), rows - 1); // all but the second one, who has a 7
    const auto contact = m_server->listTruth(leads)[1].enriched;
    const QList<QPair<QString, QByteArray>> wanted{{QStringLiteral("lead_source"), "\"Fair 1\""},
                                                   {QStringLiteral("lead_score"), "7"}};
    QCOMPARE(contact, wanted);
}

void TestEnrichRun::whereNothingIsShownNothingIsCalledEmpty()
{
    const RunOutcome outcome = run(fillingScores(order())); // nobody has been enriched yet
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("values_not_shown"));
    QCOMPARE(batches(), 0);
}

void TestEnrichRun::aListThatMayNotBeReadIsEnrichedWithoutCopies()
{
    const Fault forbidden{
        .kind = Fault::Kind::Status, .path = QStringLiteral("/contactlists"), .times = -1, .status = 403};
    m_server->addFault(forbidden);
    const RunOutcome refused = run(fillingScores(order()));
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(refused.error->code, QStringLiteral("only_if_empty"));
    EnrichOrder agreed = order();
    agreed.agreed = AgreedValues{rows, 0}; // the check could read them
    QCOMPARE(run(agreed).error->code, QStringLiteral("values_not_read"));
    QCOMPARE(batches(), 0);
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .times = 1, .status = 403}));
    QCOMPARE(run(order()).kind, Kind::Failed);
    m_server->clearFaults(); // it began without values, and goes on without
    const RunOutcome outcome = resume();
    QCOMPARE(outcome.kind, Kind::Complete);
    QVERIFY(outcome.findings.contains(QStringLiteral("not_undoable:300")));
    QVERIFY(copies().isEmpty());
    QCOMPARE(enriched(), rows);
}

void TestEnrichRun::moreThanWasAgreedIsNotWrittenOver()
{
    EnrichOrder agreed = order();
    agreed.agreed = AgreedValues{2 * rows, 0};
    const QByteArray csv = csvOf(m_before, rows);
    write("id,source,score\n" + m_before[1].id + ",Somebody's,0\n");
    QCOMPARE(run(order()).kind, Kind::Complete); // somebody else, since the check
    write(csv);
    const RunOutcome outcome = run(agreed);
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("values_changed"));
    QCOMPARE(outcome.error->subject, QStringLiteral("2"));
    QCOMPARE(batches(), 1);
    agreed.agreed = AgreedValues{2 * rows - 2, 2};
    QCOMPARE(run(agreed).kind, Kind::Complete);
}

void TestEnrichRun::F90_whatWasCopiedIsWhatIsSent()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .times = 1, .status = 403}));
    QCOMPARE(run(order()).kind, Kind::Failed);
    QCOMPARE(figure("enriched"), 125);
    // The file is gone, and somebody has changed the list: neither changes what goes on.
    QVERIFY(QFile::remove(m_file));
    const auto reads = [this] {
        const QList<SandboxRequest> requests = m_server->requests();
        return std::count_if(requests.cbegin(), requests.cend(),
                             [](const SandboxRequest &request) { return request.path.contains("/contactlists/"); });
    };
    const auto before = reads();
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(reads(), before);
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("rows"), rows);
    QCOMPARE(copies().size(), rows);
}

void TestEnrichRun::copiesThatAreGoneEndTheRun()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .times = 1, .status = 403}));
    QCOMPARE(run(order()).kind, Kind::Failed);
    QVERIFY(
        QCoro::waitFor(m_workspace->backups().remove(m_workspace->backups().list().first(), QStringLiteral("person"))));
    const RunOutcome outcome = resume();
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(outcome.error->code, QStringLiteral("backup_gone"));
    QCOMPARE(batches(), 2);
}

void TestEnrichRun::F20_troubleIsRepeatedWithTheSameBody()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .status = 503}));
    QCOMPARE(run(order()).kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
    QCOMPARE(batches(), 4);
    QCOMPARE(figure("enriched"), rows); // counted once
}

void TestEnrichRun::F21_theBreakerHaltsTheRun()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .times = -1, .status = 500}));
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Halted);
    QCOMPARE(batches(), 5);
    m_server->clearFaults();
    QCOMPARE(resume().kind, Kind::Halted); // nobody has said that it may
    QCOMPARE(batches(), 5);
    QVERIFY(m_workspace->runs().rearm(*m_session, m_run->id()));
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
}

void TestEnrichRun::F26_anotherCountIsNotComplete_data()
{
    QTest::addColumn<SandboxFault::Mutation>("mutation");
    QTest::newRow("smaller") << Fault::Mutation::WrongCount;
    QTest::newRow("larger") << Fault::Mutation::LargerCount;
    QTest::newRow("missing") << Fault::Mutation::NoCount;
}

void TestEnrichRun::F26_anotherCountIsNotComplete()
{
    QFETCH(SandboxFault::Mutation, mutation);
    m_server->addFault(onBatches({.kind = Fault::Kind::Mutate, .skip = 1, .mutation = mutation}));
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, QStringLiteral("contacts_in_doubt"));
    QCOMPARE(figure("unknown"), 125);
    QCOMPARE(figure("enriched"), rows - 125);
    QCOMPARE(batches(), 3); // the others went on
    QCOMPARE(resume().kind, Kind::Complete); // those alone once more
    QCOMPARE(batches(), 4);
    QCOMPARE(posts("/actions/refresh"), 2); // after the last batch of each
    QCOMPARE(enriched(), rows);
}

void TestEnrichRun::F27_theRefreshAloneIsRepeated()
{
    m_server->addFault({.kind = Fault::Kind::Status, .path = QStringLiteral("/actions/refresh"), .status = 403});
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(outcome.error->code, QStringLiteral("refresh_failed"));
    QCOMPARE(figure("enriched"), rows);
    QCOMPARE(batches(), 3);
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(batches(), 3); // no contact is sent again
    QCOMPARE(posts("/actions/refresh"), 2);
}

void TestEnrichRun::F45_aLostAnswerIsRepeatedAndCountedOnce()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::CloseWithoutAnswer, .skip = 1}));
    QCOMPARE(run(order()).kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("enriched"), rows);
    QCOMPARE(batches(), 4); // attempts in the log: 1, 2, 1
}

void TestEnrichRun::F05_throttlingPausesAndResumes()
{
    m_server->addFault(onBatches(
        {.kind = Fault::Kind::Status, .skip = 1, .times = -1, .status = 429, .headers = {{"Retry-After", "0"}}}));
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Paused);
    QCOMPARE(figure("unknown"), 0);
    QCOMPARE(figure("not_sent"), rows - 125);
    m_server->clearFaults();
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
}

void TestEnrichRun::F102_afterASleepItGoesOnWithANewSignIn()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Status, .skip = 1, .status = 503}));
    const auto started = m_workspace->runs().startEnrichment(*m_session, order());
    QVERIFY(started);
    int signIns = -1;
    connect(*started, &Run::eventAdded, this, [&](const RunEvent &event) {
        if (event.code != QLatin1String("retry"))
            return;
        signIns = posts("/token");
        m_clock.sleepMachine(std::chrono::hours(8));
    });
    QCOMPARE(ended(started).kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
    QCOMPARE(signIns, 2); // for the list, for enrichment
    QCOMPARE(posts("/token"), 3); // before the next batch
    int told = 0;
    for (const AuditEntry &entry : m_workspace->audit().read(1, 1000).value_or(QList<AuditEntry>())) {
        if (entry.event == QLatin1String("enrich.machine_slept")) {
            ++told;
            QCOMPARE(entry.facts.value(QLatin1String("seconds")).toInteger(), 8 * 3600);
        }
    }
    QCOMPARE(told, 1);
}

void TestEnrichRun::F53_aPausedRunGoesOnWithWhatIsNotProved()
{
    m_server->addFault(onBatches({.kind = Fault::Kind::Delay, .skip = 1, .delay = std::chrono::milliseconds(500)}));
    const auto started = m_workspace->runs().startEnrichment(*m_session, order());
    QVERIFY(started);
    QTRY_COMPARE_WITH_TIMEOUT(batches(), 2, 60'000);
    (*started)->cancel(); // the answer on its way is awaited (F105), nothing more is sent
    QCOMPARE(ended(started).kind, Kind::Cancelled);
    QCOMPARE(figure("enriched"), 250);
    QCOMPARE(batches(), 2);
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(batches(), 3);
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("enriched"), rows);
}

MUSTER_TEST(TestEnrichRun, QCoreApplication)

} // namespace tst_enrichrun
#include "tst_enrichrun.moc"
