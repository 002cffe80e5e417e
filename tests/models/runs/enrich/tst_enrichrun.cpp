// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichrun.h"

#include "enrichsamples.h"
#include "models/runs/enrich/enrichcheckrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantopener.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using Kind = RunOutcome::Kind;
using Fault = SandboxFault;

namespace {

const QString leads = QStringLiteral("11570002-7c1e-4b52-9d3a-000000000002"); // 2,400 contacts
const QString followUp = QStringLiteral("camp_20b1"); // 1,255 ms: batches of 125
constexpr int rows = 300; // three batches

/// The machine's clocks, for a machine that has slept.
class SleptClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return m_clock.now(); }
    [[nodiscard]] QDateTime wallNow() const override { return m_clock.wallNow().addMSecs(asleep.count()); }
    [[nodiscard]] std::chrono::milliseconds slept() const override { return asleep; }
    [[nodiscard]] QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override
    {
        return m_clock.sleep(duration, std::move(stop));
    }

    std::chrono::milliseconds asleep{0};

private:
    SystemClock m_clock;
};

} // namespace

/// Enriches the sandbox's leads, over loopback, one fault each; what is there afterwards is compared with the file.
class TestEnrichRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyRowArrives();
    void S07_noValueIsInTheAudit();
    void rowsThatDoNotFitRefuseTheRun();
    void rowsThatDoNotFitCanBeLeftOut();
    void aChangedFileIsRefused();
    void campaignsThatCannotTakeUpdatesAreRefused_data();
    void campaignsThatCannotTakeUpdatesAreRefused();
    void refusedContactsStandAlone();
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
    [[nodiscard]] static QByteArray csvOf(const QList<SandboxListContact> &contacts, int count)
    {
        QByteArray csv = "id,source,score\n";
        for (int i = 0; i < count; ++i)
            csv += contacts[i].id + ",Fair " + QByteArray::number(i) + "," + QByteArray::number(i) + "\n";
        return csv;
    }
    void write(const QByteArray &csv) { writeFile(m_file, csv); }
    [[nodiscard]] EnrichOrder order()
    {
        EnrichOrder order;
        order.listId = leads;
        order.listName = QStringLiteral("Imported leads");
        order.campaignId = followUp;
        order.source = {m_file, {}};
        order.mapping = leadMapping();
        return order;
    }
    RunOutcome ended(const Result<Run *> &run)
    {
        if (!run)
            return {.kind = Kind::Refused, .error = run.error()};
        m_run = *run;
        if (!QTest::qWaitFor([this] { return m_run->outcome().has_value(); }, 60'000))
            qFatal("the run did not end");
        return *m_run->outcome();
    }
    RunOutcome run(const EnrichOrder &order) { return ended(m_workspace->runs().startEnrichment(*m_session, order)); }
    RunOutcome resume() { return ended(m_workspace->runs().resume(*m_session, m_run->id())); }
    [[nodiscard]] qint64 figure(const char *key) const
    {
        for (const RunMetrics::Figure &figure : m_run->metrics().figures) {
            if (figure.key == QLatin1String(key))
                return figure.value;
        }
        return -1;
    }
    [[nodiscard]] int posts(const char *ending) const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(), [ending](const SandboxRequest &request) {
            return request.method == QByteArray("POST") && request.path.endsWith(ending);
        }));
    }
    [[nodiscard]] int batches() const { return posts("/contacts"); }
    /// How many of the first `rows` contacts have exactly what the file says.
    [[nodiscard]] int enriched() const
    {
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        int count = 0;
        for (int i = 0; i < rows; ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {QStringLiteral("lead_source"), "\"Fair " + QByteArray::number(i) + '"'},
                {QStringLiteral("lead_score"), QByteArray::number(i)}};
            count += now[i].enriched == wanted;
        }
        for (int i = rows; i < now.size(); ++i)
            count -= now[i].enriched.isEmpty() ? 0 : 1'000; // nobody else was touched
        return count;
    }
    [[nodiscard]] static Fault onBatches(Fault fault)
    {
        fault.method = QStringLiteral("POST");
        fault.path = QStringLiteral("/contacts");
        return fault;
    }
    [[nodiscard]] bool sumAddsUp() const
    {
        return figure("enriched") + figure("rejected") + figure("unknown") + figure("not_sent") + figure("left_out")
            + figure("nothing_to_send")
            == figure("rows");
    }

    SleptClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    QList<SandboxListContact> m_before;
    QString m_file;
    Run *m_run = nullptr;
};

void TestEnrichRun::init()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("crm.csv"));
    SandboxSettings settings;
    settings.contacts = 500;
    settings.contactsPerSecond = 0;
    m_server = std::make_unique<SandboxServer>(settings);
    QVERIFY(m_server->start());
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
    QVERIFY(workspace);
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
    m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
    m_session = m_workspace->connectTo(profile);
    m_before = m_server->listTruth(leads);
    write(csvOf(m_before, rows));
}

void TestEnrichRun::cleanup()
{
    if (m_run != nullptr && m_run->outcome()->kind != Kind::Refused)
        QVERIFY(figure("rows") < 0 || sumAddsUp());
    m_run = nullptr;
    m_clock.asleep = {};
    m_session.reset();
    m_workspace.reset();
    m_server.reset();
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
    QVERIFY(m_workspace->runs().resumable().isEmpty());
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

void TestEnrichRun::rowsThatDoNotFitRefuseTheRun()
{
    write(csvOf(m_before, rows) + m_before[rows].id + ",Fair,many\n");
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("rows_do_not_fit"));
    QCOMPARE(batches(), 0);
}

void TestEnrichRun::rowsThatDoNotFitCanBeLeftOut()
{
    write(csvOf(m_before, rows) + m_before[rows].id + ",Fair,many\n");
    EnrichOrder valid = order();
    valid.sendValid = true;
    const RunOutcome outcome = run(valid);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("rows_left_out:1")));
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("left_out"), 1);
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
    // Contacts that the list does not have: the service names them, and nothing of their batch is done at first.
    write(csvOf(m_before, rows) + "unknown-1,Fair,1\nunknown-2,Fair,2\n");
    const RunOutcome outcome = run(order());
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QVERIFY(outcome.findings.contains(QStringLiteral("enrich_rejected:2")));
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("rejected"), 2);
    QCOMPARE(batches(), 4); // the last one comes again without them
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
        m_clock.asleep += std::chrono::hours(8);
    });
    QCOMPARE(ended(started).kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
    QCOMPARE(signIns, 1);
    QCOMPARE(posts("/token"), 2); // before the next batch
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
    m_server->addFault(onBatches({.kind = Fault::Kind::Hang, .skip = 1}));
    const auto started = m_workspace->runs().startEnrichment(*m_session, order());
    QVERIFY(started);
    QTRY_COMPARE_WITH_TIMEOUT(batches(), 2, 20'000);
    m_server->clearFaults();
    (*started)->cancel(); // the answer on its way is awaited for up to ten seconds (F105), then given up
    QCOMPARE(ended(started).kind, Kind::Cancelled);
    QCOMPARE(figure("enriched") + figure("unknown"), 250);
    QCOMPARE(resume().kind, Kind::Complete);
    QCOMPARE(enriched(), rows);
    QCOMPARE(figure("enriched"), rows);
}

QTEST_GUILESS_MAIN(TestEnrichRun)
#include "tst_enrichrun.moc"
