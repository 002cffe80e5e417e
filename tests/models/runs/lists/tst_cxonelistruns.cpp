// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationplan.h"
#include "models/runs/lists/apply/applyrules.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "network/api/contactlistsclient.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = RunOutcome::Kind;

namespace tst_cxonelistruns {

namespace {

const QString leads = u"4102"_s, nobodyYet = u"4104"_s;
const QString running = u"Outbound welcome"_s;
const QString stopped = u"Outbound renewals"_s;

struct Contact
{
    std::string id, phone, extras;
};

/// A data folder and CXone's simulator on loopback; what is waited for passes at once.
struct Bench
{
    explicit Bench(CxoneSandboxSettings settings = {}, QMap<QString, QString> profileOptions = {})
        : options(std::move(profileOptions))
        , sandbox([&settings] {
            settings.tenant.jobTime = 20ms;
            settings.tenant.seed = 7;
            return settings;
        }())
    {
        clock.setWall(QDateTime::currentDateTimeUtc());
        const auto started = sandbox.start();
        Q_ASSERT(started);
        open();
    }
    ~Bench() { close(); }

    void open()
    {
        auto opened = Workspace::open(Workspace::Paths::under(folder.filePath(u"home"_s)), clock,
                                      std::make_unique<BorrowedVault>(vault));
        Q_ASSERT(opened);
        workspace = *std::move(opened);
        ConnectionProfile profile = profileOf(sandbox);
        profile.options.insert(options);
        workspace->secrets().keepForThisRun(profile, sandbox.accessKeySecret());
        session = workspace->connectTo(profile);
    }
    void close()
    {
        workspace->runs().pauseAll();
        QTRY_VERIFY(workspace->runs().isIdle());
        workspace->outboxRunner()->stop();
        QTRY_VERIFY(workspace->outboxRunner()->isIdle());
        session.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        workspace.reset();
    }
    ContactListsClient &client() { return session->connection()->contactLists(); }

    QList<Contact> read(const QString &list)
    {
        QList<Contact> all;
        QByteArray cursor;
        do {
            const auto raw = QCoro::waitFor(client().page(list, cursor, 1000, nullptr, {}));
            const auto page = client().decoder()->decode(*raw);
            for (std::size_t row = 0; row < page->rowCount(); ++row)
                all.append({std::string(page->id(row)), std::string(page->text(page->cell(row, 0))),
                            std::string(page->extras(row))});
            cursor = page->nextCursor;
        } while (!cursor.isEmpty());
        // By the number that the id is, so that those with zeros in front stand among the others.
        std::ranges::sort(all, {}, [](const Contact &contact) { return std::stoll(contact.id); });
        return all;
    }
    /// New numbers for `fixes` of the list's first contacts, and the removal of `purges` behind them.
    ListApplyOrder orderFor(const QString &list, int fixes, int purges)
    {
        PlanHeader header{.profileId = session->profile().id,
                          .profileName = session->profile().name,
                          .environment = session->profile().environment,
                          .listId = list,
                          .listName = u"Imported leads"_s,
                          .directiveName = u"D"_s,
                          .createdAt = clock.wallNow(),
                          .createdBy = u"me"_s,
                          .readComplete = true,
                          .numberForm = NumberForm::Digits,
                          .scope = u"all"_s,
                          .fixes = fixes,
                          .purges = purges};
        const QList<Contact> contacts = read(list);
        header.contactsInList = header.scopeCount = contacts.size();
        header.unchanged = contacts.size() - fixes - purges;
        std::vector<PlannedChange> changes;
        for (int at = 0; at < fixes + purges; ++at) {
            const Contact &contact = contacts.at(at);
            PlannedChange change{.action = at < fixes ? PlannedChange::Action::Fix : PlannedChange::Action::Purge,
                                 .contactId = contact.id,
                                 .from = contact.phone,
                                 .content = contentHash(contact.extras),
                                 .reasons = reasonBit(at < fixes ? ListReason::Reformatted : ListReason::NotANumber)};
            if (at < fixes)
                change.to = "+1212556" + QByteArray::number(at).rightJustified(4, '0').toStdString();
            changes.push_back(std::move(change));
        }
        const auto plan = freezePlan(header, std::move(changes));
        if (!plan)
            qFatal("%s", qPrintable(plan.error().code));
        return {.plan = *plan, .typedCount = purges, .typedName = header.listName};
    }
    RunOutcome ended()
    {
        const auto over = [this] { return workspace->runs().isIdle(); };
        if (!QTest::qWaitFor(over, 60'000))
            return {};
        Run *run = workspace->runs().runs().last();
        runId = run->id();
        return *run->outcome();
    }
    RunOutcome applied(const ListApplyOrder &order)
    {
        return workspace->runs().startListApply(*session, order) ? ended() : RunOutcome{};
    }
    RunOutcome resumed() { return workspace->runs().resume(*session, runId) ? ended() : RunOutcome{}; }
    QString backupFile()
    {
        const QList<BackupInfo> backups = workspace->backups().list();
        return backups.isEmpty() ? QString() : backups.first().file;
    }
    RunOutcome restored(const DialConsent &consent = {})
    {
        const ListRestoreOrder order{.backupFile = backupFile(), .dialConsent = consent};
        return workspace->runs().startListRestore(*session, order) ? ended() : RunOutcome{};
    }
    QByteArray leftovers() const
    {
        QFile file(workspace->runFile(runId, "leftovers.csv"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QList<CxoneSandboxRecord> truth(const QString &list) { return sandbox.listTruth(list.toLongLong()); }
    qsizetype sent(const QByteArray &path)
    {
        const auto all = sandbox.requests();
        return std::ranges::count_if(
            all, [&path](const auto &one) { return one.method != "GET" && one.path.contains(path); });
    }
    void fail(SandboxFault fault, const QString &method, const QString &path)
    {
        fault.method = method;
        fault.path = path;
        sandbox.addFault(fault);
    }

    QTemporaryDir folder;
    const QMap<QString, QString> options;
    FakeClock clock;
    MemoryVault vault;
    CxoneSandbox sandbox;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<TenantSession> session;
    QString runId;
};

QString said(const RunOutcome &outcome)
{
    const bool found = outcome.kind == Kind::CompleteWithFindings;
    return (found ? u"findings"_s : outcomeKey(outcome.kind))
        + (outcome.error ? u' ' + outcome.error->code : QString());
}

/// Digits of the planned numbers, by contact.
QMap<QString, QString> wanted(const ListApplyOrder &order)
{
    QMap<QString, QString> numbers;
    for (const PlannedChange &change : order.plan->changes) {
        if (change.action == PlannedChange::Action::Fix)
            numbers.insert(QString::fromStdString(change.contactId), QString::fromStdString(digitsOf(change.to)));
    }
    return numbers;
}

} // namespace

class TestCxoneListRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlanIsCarriedOutAndBroughtBack();
    void F44_aLostFileIsReadBeforeAnythingElse();
    void F12_aRefusedFileIsNotSentInPieces();
    void F24_aFileThatDoesNothingIsNoSuccess();
    void valuesThatChangeBesidesEndTheRun();
    void aCancelledFileEndsTheRunUntilItIsResumed();
    void nothingIsSentToARunningSkill();
    void aSkillThatStartsAfterTheFirstLookRefusesTheRun();
    void correctionsStartTheSkillThatWasNamed();
    void nothingIsStartedBesideAPurge();
    void bringingBackStartsNothing();
    void S07_noNumberIsInTheAudit();
};

void TestCxoneListRuns::aPlanIsCarriedOutAndBroughtBack()
{
    Bench bench;
    const auto before = bench.truth(leads);
    const ListApplyOrder order = bench.orderFor(leads, 40, 30);
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"findings"_s);
    const QMap<QString, QString> numbers = wanted(order);
    QSet<QString> purged, kept;
    for (const PlannedChange &change : order.plan->changes) {
        const QString id = QString::fromStdString(change.contactId);
        if (change.action == PlannedChange::Action::Purge)
            (id.startsWith(u'0') ? kept : purged).insert(id);
    }
    QVERIFY(!kept.isEmpty() && purged.size() > 20);
    // Ids with zeros in front would name somebody else: they stay, and a person hears of it.
    QVERIFY2(outcome.findings.contains(u"not_removable:%1"_s.arg(kept.size())),
             qPrintable(outcome.findings.join(u' ')));
    QCOMPARE(bench.leftovers().count("not_removable"), kept.size());
    QList<CxoneSandboxRecord> expected;
    for (CxoneSandboxRecord record : before) {
        if (purged.contains(record.externalId))
            continue;
        if (numbers.contains(record.externalId))
            record.destinations[0] = numbers.value(record.externalId);
        expected.append(record);
    }
    const auto after = bench.truth(leads);
    QCOMPARE(after.size(), expected.size());
    for (qsizetype at = 0; at < after.size(); ++at) {
        QCOMPARE(after.at(at).externalId, expected.at(at).externalId);
        QCOMPARE(after.at(at).destinations, expected.at(at).destinations);
        QCOMPARE(after.at(at).members, expected.at(at).members);
        QCOMPARE(after.at(at).others, expected.at(at).others);
    }
    QCOMPARE(bench.sent("/upload"), 2); // a few ahead, then the others

    // And back again, from the copy. The platform takes no record without a number, nor one number away: these are
    // listed, and the run does not call itself complete.
    const RunOutcome back = bench.restored();
    QCOMPARE(said(back), u"paused"_s);
    QMap<QString, CxoneSandboxRecord> now;
    for (const CxoneSandboxRecord &record : bench.truth(leads))
        now.insert(record.externalId, record);
    const QByteArray notBack = bench.leftovers();
    int cameBack = 0;
    for (const CxoneSandboxRecord &record : before) {
        const CxoneSandboxRecord found = now.value(record.externalId);
        const bool isAsBefore = found.destinations == record.destinations && found.members == record.members
            && found.others == record.others;
        const bool wasTouched = purged.contains(record.externalId) || numbers.contains(record.externalId);
        cameBack += wasTouched && isAsBefore ? 1 : 0;
        QVERIFY2(isAsBefore || (wasTouched && notBack.contains(record.externalId.toLatin1())),
                 qPrintable(record.externalId));
        if (wasTouched && isCxoneSandboxNumber(record.destinations.first()))
            QVERIFY2(isAsBefore, qPrintable(record.externalId));
    }
    QVERIFY(cameBack > 40);
    QCOMPARE(bench.sandbox.dialled(), QStringList());
}

void TestCxoneListRuns::F44_aLostFileIsReadBeforeAnythingElse()
{
    Bench bench;
    bench.fail({.kind = SandboxFault::Kind::CloseWithoutAnswer}, u"POST"_s, u"/upload"_s);
    const ListApplyOrder order = bench.orderFor(leads, 25, 0);
    QCOMPARE(said(bench.applied(order)), u"complete"_s);
    QCOMPARE(bench.sent("/upload"), 1);
    const QMap<QString, QString> numbers = wanted(order);
    for (const CxoneSandboxRecord &record : bench.truth(leads)) {
        if (numbers.contains(record.externalId))
            QCOMPARE(record.destinations.first(), numbers.value(record.externalId));
    }
    // Between the file and the next reading it asked whether any file was still being taken.
    const auto requests = bench.sandbox.requests();
    const auto upload = std::ranges::find_if(requests, [](const auto &one) { return one.path.contains("/upload"); });
    const auto jobs = std::find_if(upload, requests.end(), [](const auto &one) { return one.path.contains("/jobs?"); });
    const auto records = std::find_if(upload, requests.end(),
                                      [](const auto &one) { return one.path.contains("includeRecords=true"); });
    QVERIFY(jobs != requests.end() && records != requests.end() && jobs < records);
}

void TestCxoneListRuns::F12_aRefusedFileIsNotSentInPieces()
{
    Bench bench;
    bench.fail({.times = -1, .status = 400}, u"POST"_s, u"/upload"_s);
    const auto before = bench.truth(leads);
    const RunOutcome outcome = bench.applied(bench.orderFor(leads, 25, 0));
    QVERIFY(!outcome.succeeded());
    QCOMPARE(bench.sent("/upload"), 1);
    QCOMPARE(bench.truth(leads), before);
    // Nothing has changed: it is all still to be done.
    QCOMPARE(bench.leftovers().count(",planned,"), 25);
}

void TestCxoneListRuns::F24_aFileThatDoesNothingIsNoSuccess()
{
    Bench bench;
    SandboxFault nothing;
    nothing.kind = SandboxFault::Kind::Mutate;
    nothing.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    bench.fail(nothing, u"POST"_s, u"/upload"_s);
    const auto before = bench.truth(leads);
    const RunOutcome outcome = bench.applied(bench.orderFor(leads, 10, 0));
    QCOMPARE(said(outcome), u"findings"_s);
    QVERIFY(outcome.findings.contains(u"unknown:10"_s));
    QCOMPARE(bench.leftovers().count("not_done"), 10);
    QCOMPARE(bench.truth(leads), before);
    QCOMPARE(bench.sent("/upload"), 1);
}

void TestCxoneListRuns::valuesThatChangeBesidesEndTheRun()
{
    // The connection says a wrong column, so that the file empties what it was to repeat.
    Bench bench({}, {{u"member_columns"_s, u"customer1=city"_s}});
    const auto before = bench.truth(leads);
    const ListApplyOrder order = bench.orderFor(leads, 40, 5);
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"failed other_values_changed"_s);
    QCOMPARE(outcome.error->subject, u"city"_s);
    QCOMPARE(bench.sent("/upload"), 1);
    QCOMPARE(bench.sent("removeProspects"), 0);
    QCOMPARE(bench.leftovers().count(",planned,"), 15 + 5);
    const QMap<QString, QString> numbers = wanted(order);
    int corrected = 0;
    for (const CxoneSandboxRecord &record : bench.truth(leads)) {
        const bool isNew
            = numbers.contains(record.externalId) && numbers.value(record.externalId) == record.destinations.first();
        corrected += isNew ? 1 : 0;
        const auto old = std::ranges::find(before, record.externalId, &CxoneSandboxRecord::externalId);
        QVERIFY(isNew || record == *old);
    }
    QCOMPARE(corrected, 25);
}

void TestCxoneListRuns::aCancelledFileEndsTheRunUntilItIsResumed()
{
    Bench bench;
    const QJsonObject job{
        {u"jobId"_s, 770'001}, {u"listId"_s, leads.toLongLong()}, {u"isComplete"_s, false}, {u"isCancelled"_s, true}};
    bench.fail({.kind = SandboxFault::Kind::RawBody,
                .status = 200,
                .body = QJsonDocument(QJsonObject{{u"uploadJobs"_s, QJsonArray{job}}}).toJson(),
                .contentType = "application/json"},
               u"GET"_s, u"/call-lists/jobs/"_s);
    const ListApplyOrder order = bench.orderFor(leads, 40, 0);
    QCOMPARE(said(bench.applied(order)), u"paused upload_cancelled"_s);
    QCOMPARE(bench.sent("/upload"), 1);
    QCOMPARE(bench.leftovers().count(",planned,"), 15); // what was taken counts
    QCOMPARE(said(bench.resumed()), u"complete"_s);
    QCOMPARE(bench.sent("/upload"), 2);
    const QMap<QString, QString> numbers = wanted(order);
    for (const CxoneSandboxRecord &record : bench.truth(leads)) {
        if (numbers.contains(record.externalId))
            QCOMPARE(record.destinations.first(), numbers.value(record.externalId));
    }
}

void TestCxoneListRuns::nothingIsSentToARunningSkill()
{
    Bench bench;
    // Somebody is in the list that a running skill calls from.
    QVERIFY(
        !QCoro::waitFor(bench.client().restore(nobodyYet, {{u"1"_s, u"2125550101"_s, {}}}, {{running}}, nullptr, {}))
             .error);
    const QStringList before = bench.sandbox.dialled();
    ListApplyOrder order = bench.orderFor(nobodyYet, 1, 0);
    const qsizetype uploads = bench.sent("/upload");
    for (const QStringList &names : {QStringList(), QStringList{u"Outbound renewals"_s}}) {
        order.dialConsent = {names};
        const RunOutcome refused = bench.applied(order);
        QCOMPARE(said(refused), u"refused skill_running"_s);
        QCOMPARE(refused.error->subject, running);
    }
    QCOMPARE(bench.sent("/upload"), uploads);
    QCOMPARE(bench.sandbox.dialled(), before);
    order.dialConsent = {{running}};
    QCOMPARE(said(bench.applied(order)), u"complete"_s);
    QCOMPARE(bench.sandbox.dialled(), before + QStringList{u"12125560000"_s});
    QFile audit(bench.folder.filePath(u"home/data/audit.jsonl"_s));
    QVERIFY(audit.open(QIODevice::ReadOnly));
    QVERIFY(audit.readAll().contains("\"dial_consent\":[\"Outbound welcome\"]"));
    // Bringing the number back rings, too.
    QCOMPARE(said(bench.restored()), u"refused skill_running"_s);
    QCOMPARE(bench.sandbox.dialled().size(), before.size() + 1);
    QCOMPARE(said(bench.restored({{running}})), u"complete"_s);
    QCOMPARE(bench.sandbox.dialled().last(), u"2125550101"_s);
}

void TestCxoneListRuns::aSkillThatStartsAfterTheFirstLookRefusesTheRun()
{
    Bench bench;
    const ListApplyOrder order = bench.orderFor(leads, 3, 0);
    bench.fail({.skip = 1, .status = 403}, u"GET"_s, u"/skills/"_s); // the first look still sees it stopped
    const RunOutcome refused = bench.applied(order);
    QCOMPARE(said(refused), u"refused skill_running"_s);
    QCOMPARE(refused.error->subject, stopped);
    QCOMPARE(bench.sent("/upload"), 0);
    // A copy of the plan holds numbers, and nobody goes on from it.
    QVERIFY(!QFile::exists(bench.workspace->runFile(bench.runId, "plan")));
    QCOMPARE(said(bench.applied(bench.orderFor(leads, 3, 0))), u"complete"_s);
    const qsizetype sent = bench.sent("/upload");
    bench.fail({.skip = 1, .status = 403}, u"GET"_s, u"/skills/"_s);
    QCOMPARE(said(bench.restored()), u"refused skill_running"_s);
    QCOMPARE(bench.sent("/upload"), sent);
}

void TestCxoneListRuns::correctionsStartTheSkillThatWasNamed()
{
    Bench bench;
    ListApplyOrder order = bench.orderFor(leads, 30, 0);
    order.dialConsent.starts = u"Outbound welcome"_s; // of another list
    QCOMPARE(said(bench.applied(order)), u"refused skill_to_start_unknown"_s);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList());
    order.dialConsent.starts = stopped;
    const RunOutcome outcome = bench.applied(order);
    QCOMPARE(said(outcome), u"findings"_s);
    QCOMPARE(outcome.findings, QStringList{u"skill_started:1"_s});
    QCOMPARE(bench.sandbox.startedSkills(), QStringList{stopped});
    QCOMPARE(bench.sandbox.dialled().size(), 5); // those of the last file
    QFile audit(bench.folder.filePath(u"home/data/audit.jsonl"_s));
    QVERIFY(audit.open(QIODevice::ReadOnly));
    const QByteArray told = audit.readAll();
    QVERIFY(told.contains("\"skill_to_start\":\"Outbound renewals\""));
    QVERIFY(told.contains("apply.skill_started"));
    // It runs by now: the next change has to be agreed to, and starts nothing.
    QCOMPARE(said(bench.restored()), u"refused skill_running"_s);
    const qsizetype sent = bench.sent("/upload");
    QVERIFY(bench.restored({{stopped}}).kind != Kind::Refused);
    QVERIFY(bench.sent("/upload") > sent);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList{stopped});
}

void TestCxoneListRuns::nothingIsStartedBesideAPurge()
{
    Bench bench;
    ListApplyOrder order = bench.orderFor(leads, 3, 2);
    order.dialConsent.starts = stopped;
    QCOMPARE(said(bench.applied(order)), u"refused start_with_purge"_s);
    QCOMPARE(bench.sent("/upload"), 0);
    order.withholdPurge = true;
    order.typedCount.reset();
    QVERIFY(bench.applied(order).succeeded());
    QCOMPARE(bench.sandbox.startedSkills(), QStringList{stopped});
}

void TestCxoneListRuns::bringingBackStartsNothing()
{
    Bench bench;
    QCOMPARE(said(bench.applied(bench.orderFor(leads, 3, 0))), u"complete"_s);
    const qsizetype sent = bench.sent("/upload");
    // Nothing asks for it, and nothing is sent if something did.
    QCOMPARE(bench.restored({{}, stopped}).error->code, u"start_not_here"_s);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList());
    QCOMPARE(bench.sent("/upload"), sent);
    const WriteAnswer answer = QCoro::waitFor(
        bench.client().restore(nobodyYet, {{u"1"_s, u"2125550101"_s, {}}}, {{running}, running}, nullptr, {}));
    QCOMPARE(answer.error->code, u"start_not_here"_s);
    QCOMPARE(bench.sandbox.startedSkills(), QStringList());
}

void TestCxoneListRuns::S07_noNumberIsInTheAudit()
{
    Bench bench;
    const ListApplyOrder order = bench.orderFor(leads, 12, 8);
    QVERIFY(bench.applied(order).succeeded());
    QFile audit(bench.folder.filePath(u"home/data/audit.jsonl"_s));
    QVERIFY(audit.open(QIODevice::ReadOnly));
    const QByteArray bytes = audit.readAll();
    QVERIFY(bytes.contains("apply.complete"));
    for (const PlannedChange &change : order.plan->changes) {
        QVERIFY(!bytes.contains(change.contactId.c_str()));
        QVERIFY(change.to.empty() || !bytes.contains(digitsOf(change.to).c_str()));
        QVERIFY(digitsOf(change.from).size() < 7 || !bytes.contains(digitsOf(change.from).c_str()));
    }
}

MUSTER_TEST(TestCxoneListRuns, QCoreApplication)

} // namespace tst_cxonelistruns
#include "tst_cxonelistruns.moc"
