// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/listrestorerun.h"

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "models/store/unitlog.h"
#include "network/api/contactlistsclient.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QTemporaryDir>

using namespace muster;

namespace tst_listrestorerun {

namespace {

const QString leads = QStringLiteral("11570002-7c1e-4b52-9d3a-000000000002"); // 2,400 contacts
constexpr int removed = 250; // three calls
constexpr int corrected = 30;
const QByteArray corrections = "+442079460999";

} // namespace

/// Restores against the sandbox: contacts are removed and corrected there first, as a run would have done it.
class TestListRestoreRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bringsEverythingBack();
    void theSecondTimeChangesNothing();
    void onlyWhatWasChosen();
    void F112_newerThingsAreLeftAlone();
    void oldNumbersThatAreNoE164AreTold();
    void F12_aBadRecordStandsAlone();
    void F24_whatWasOnlyAcceptedIsSentAgainAfterAReading();
    void F44_aLostAnswerIsSettledByAReading();
    void F53_resumesAfterAPause();
    void F91_intentsWithoutResultAreReadBeforeTheyAreSentAgain();
    void F110_anIncompleteReadSendsNothing();
    void F115_anAlteredBackupIsRefused();
    void anIdThatIsNotInTheBackupIsRefused();
    void anotherConnectionIsRefused();
    void S07_nothingPersonalIsLeftInAuditAndJournal();

private:
    void makeBackup();
    [[nodiscard]] static QList<QByteArray> leftovers(const RunOutcome &outcome);
    [[nodiscard]] QList<SandboxListContact> truth() const { return m_server->listTruth(leads); }
    /// The list in the order of its ids: what came back may stand elsewhere.
    [[nodiscard]] static QMap<QByteArray, QByteArray> phones(const QList<SandboxListContact> &contacts)
    {
        QMap<QByteArray, QByteArray> phones;
        for (const SandboxListContact &contact : contacts)
            phones.insert(contact.id, contact.phone);
        return phones;
    }
    [[nodiscard]] Run *start(const QStringList &only = {})
    {
        const auto run = m_workspace->runs().startListRestore(*m_session, {m_backup.file, only});
        return run ? *run : nullptr;
    }
    RunOutcome finish(Run *run)
    {
        if (run == nullptr || !muster::tests::waitFor([run] { return run->outcome().has_value(); }, 30'000))
            qFatal("the run did not end");
        return *run->outcome();
    }
    [[nodiscard]] int posts() const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(), [](const SandboxRequest &request) {
            return request.method == QByteArray("POST") && request.path.contains("/contacts");
        }));
    }
    [[nodiscard]] static QString finding(const RunOutcome &outcome, const QString &key)
    {
        for (const QString &one : outcome.findings) {
            if (one.startsWith(key + u':'))
                return one.section(u':', 1);
        }
        return QStringLiteral("none");
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    QList<SandboxListContact> m_before;
    std::vector<BackupRecord> m_records;
    BackupInfo m_backup;
};

/// The rows of the file that lists who was not brought back.
QList<QByteArray> TestListRestoreRun::leftovers(const RunOutcome &outcome)
{
    QFile file(outcome.resultFile);
    if (!file.open(QIODevice::ReadOnly) || file.readLine() != "contactId,action,state,reason\r\n")
        return {};
    QList<QByteArray> rows;
    while (!file.atEnd())
        rows << file.readLine().trimmed();
    return rows;
}

void TestListRestoreRun::init()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    m_folder = std::make_unique<QTemporaryDir>();
    SandboxSettings settings;
    settings.contacts = 500;
    m_server = std::make_unique<SandboxServer>(settings);
    QVERIFY(m_server->start());
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock);
    QVERIFY(workspace);
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
    m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
    m_session = m_workspace->connectTo(profile);
    m_backup = {};
    m_before = truth();
    QCOMPARE(m_before.size(), 2400);
    m_records.clear();
    ContactListsClient &client = m_session->connection()->contactLists();
    QList<ContactPhone> batch;
    for (int i = 0; i < removed + corrected; ++i) {
        const SandboxListContact &contact = m_before[i];
        const bool purge = i < removed;
        m_records.push_back({purge ? BackupRecord::Why::Purged : BackupRecord::Why::Corrected, contact.id.toStdString(),
                             contact.phone.toStdString(), purge ? std::string() : corrections.toStdString(), ""});
        if (purge) {
            const auto fate = QCoro::waitFor(client.purge(leads, {QString::fromUtf8(contact.id)}, nullptr, {}));
            QVERIFY(!fate.error);
        } else {
            batch.append({QString::fromUtf8(contact.id), QString::fromUtf8(corrections)});
        }
    }
    const auto answer = QCoro::waitFor(client.correct(leads, batch, {}, nullptr, {}));
    QVERIFY(!answer.error);
    makeBackup();
}

void TestListRestoreRun::cleanup()
{
    m_session.reset();
    m_workspace.reset();
    m_server.reset();
}

void TestListRestoreRun::makeBackup()
{
    BackupInfo info;
    info.runId = QString(32, u'b');
    info.profileId = m_session->profile().id;
    info.profileName = m_session->profile().name;
    info.listId = leads;
    info.listName = QStringLiteral("Imported leads");
    info.createdAt = m_clock.wallNow();
    info.expiresAt = info.createdAt.addDays(30);
    if (!m_backup.file.isEmpty())
        QFile::remove(m_backup.file);
    auto writer = QCoro::waitFor(m_workspace->backups().begin(info, BackupStore::Cleartext::Allowed, {}));
    QVERIFY(writer);
    QVERIFY((*writer)->append(m_records));
    const auto done = (*writer)->finish();
    QVERIFY(done);
    m_backup = *done;
    QVERIFY(QCoro::waitFor(m_workspace->backups().keep(m_backup)));
}

namespace {

bool isE164(const QByteArray &phone)
{
    return phone.startsWith('+') && phone.size() > 4 && phone.mid(1).toULongLong() > 0 && phone.at(1) != '0';
}

} // namespace

void TestListRestoreRun::bringsEverythingBack()
{
    QCOMPARE(truth().size(), 2400 - removed);
    Run *run = start();
    const RunOutcome outcome = finish(run);
    QVERIFY(outcome.succeeded());
    QMap<QByteArray, QByteArray> wanted = phones(m_before);
    int notWritable = 0;
    for (int i = removed; i < removed + corrected; ++i) {
        if (!isE164(m_before[i].phone)) {
            wanted[m_before[i].id] = corrections;
            ++notWritable;
        }
    }
    QCOMPARE(phones(truth()), wanted);
    QCOMPARE(finding(outcome, QStringLiteral("not_writable")), QString::number(notWritable));
    QVERIFY(notWritable > 0 && notWritable < corrected);
    const RunMetrics metrics = run->metrics();
    QCOMPARE(metrics.records, removed + corrected);
    QCOMPARE(metrics.figures[0], (RunMetrics::Figure{QStringLiteral("restored"), removed}));
    QCOMPARE(metrics.figures[1], (RunMetrics::Figure{QStringLiteral("numbers_restored"), corrected - notWritable}));
    QCOMPARE(posts(), 3);
    QVERIFY(m_workspace->runs().resumable().isEmpty());
    QVERIFY(!QFileInfo::exists(m_workspace->runFile(run->id(), "units")));
}

void TestListRestoreRun::theSecondTimeChangesNothing()
{
    QVERIFY(finish(start()).succeeded());
    const auto before = phones(truth());
    const int sent = posts();
    const RunOutcome outcome = finish(start());
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(finding(outcome, QStringLiteral("present")), QString::number(removed));
    QCOMPARE(phones(truth()), before);
    QCOMPARE(posts(), sent);
}

void TestListRestoreRun::onlyWhatWasChosen()
{
    const QString id = QString::fromUtf8(m_before[7].id);
    const RunOutcome outcome = finish(start({id}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Complete);
    QCOMPARE(truth().size(), 2400 - removed + 1);
    QCOMPARE(phones(truth()).value(m_before[7].id), m_before[7].phone);
}

void TestListRestoreRun::F112_newerThingsAreLeftAlone()
{
    ContactListsClient &client = m_session->connection()->contactLists();
    const QString other = QStringLiteral("+442079460111");
    // Somebody has corrected one since, and brought another back under a new number.
    QVERIFY(!QCoro::waitFor(client.correct(leads, {{QString::fromUtf8(m_before[removed].id), other}}, {}, nullptr, {}))
                 .error);
    QVERIFY(
        !QCoro::waitFor(client.restore(leads, {{QString::fromUtf8(m_before[3].id), other}}, {}, nullptr, {})).error);
    const RunOutcome outcome = finish(start());
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(finding(outcome, QStringLiteral("number_changed")), QStringLiteral("1"));
    QCOMPARE(finding(outcome, QStringLiteral("present")), QStringLiteral("1"));
    const auto now = phones(truth());
    QCOMPARE(now.value(m_before[removed].id), other.toUtf8());
    QCOMPARE(now.value(m_before[3].id), other.toUtf8());
    QCOMPARE(now.size(), 2400);
    const QList<QByteArray> left = leftovers(outcome);
    QCOMPARE(left.count(m_before[removed].id + ",number,skipped,other_number"), 1);
    QCOMPARE(left.count(m_before[3].id + ",restore,skipped,present"), 1);
}

void TestListRestoreRun::oldNumbersThatAreNoE164AreTold()
{
    const auto found = std::find_if(m_before.begin() + removed, m_before.begin() + removed + corrected,
                                    [](const SandboxListContact &contact) { return !isE164(contact.phone); });
    const RunOutcome outcome = finish(start({QString::fromUtf8(found->id)}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList(QStringLiteral("not_writable:1")));
    QCOMPARE(leftovers(outcome), QList<QByteArray>{found->id + ",number,skipped,not_writable"});
    QCOMPARE(phones(truth()).value(found->id), corrections);
}

void TestListRestoreRun::F12_aBadRecordStandsAlone()
{
    // A contact that never was.
    m_records[100].contactId = "99999999-9999-4999-8999-999999999999";
    makeBackup();
    const RunOutcome outcome = finish(start());
    QCOMPARE(outcome.kind, RunOutcome::Kind::CompleteWithFindings);
    QCOMPARE(finding(outcome, QStringLiteral("rejected")), QStringLiteral("1"));
    QCOMPARE(truth().size(), 2400 - 1);
    QCOMPARE(leftovers(outcome).count("99999999-9999-4999-8999-999999999999,restore,rejected,refused"), 1);
}

void TestListRestoreRun::F24_whatWasOnlyAcceptedIsSentAgainAfterAReading()
{
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::Mutate;
    fault.mutation = SandboxFault::Mutation::AcceptWithoutDoing;
    fault.method = QStringLiteral("POST");
    fault.path = QStringLiteral("/contacts");
    m_server->addFault(fault);
    Run *run = start();
    QVERIFY(run != nullptr);
    const QString id = run->id();
    const RunOutcome outcome = finish(run);
    // Said to be done, not done, and found by the reading that follows.
    QCOMPARE(outcome.kind, RunOutcome::Kind::Paused);
    QCOMPARE(outcome.findings.contains(QStringLiteral("not_restored:100")), true);
    QCOMPARE(truth().size(), 2400 - 100);
    const auto resumed = m_workspace->runs().resume(*m_session, id);
    QVERIFY(resumed);
    QVERIFY(finish(*resumed).succeeded());
    QCOMPARE(truth().size(), 2400);
}

void TestListRestoreRun::F44_aLostAnswerIsSettledByAReading()
{
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::CloseWithoutAnswer;
    fault.method = QStringLiteral("POST");
    fault.path = QStringLiteral("/contacts");
    m_server->addFault(fault);
    const RunOutcome outcome = finish(start());
    QVERIFY(outcome.succeeded());
    QCOMPARE(truth().size(), 2400);
    QCOMPARE(posts(), 3); // none was sent twice
}

void TestListRestoreRun::F53_resumesAfterAPause()
{
    SandboxFault slow;
    slow.kind = SandboxFault::Kind::Delay;
    slow.method = QStringLiteral("POST");
    slow.path = QStringLiteral("/contacts");
    slow.skip = 1;
    slow.delay = std::chrono::milliseconds(300);
    m_server->addFault(slow);
    Run *run = start();
    QVERIFY(run != nullptr);
    const QString id = run->id();
    QTRY_COMPARE_WITH_TIMEOUT(posts(), 2, 60'000);
    run->pause();
    const RunOutcome paused = finish(run);
    QCOMPARE(paused.kind, RunOutcome::Kind::Paused);
    QCOMPARE(truth().size(), 2400 - 50); // F105: the one that was on its way is awaited
    const QList<ResumableRun> waiting = m_workspace->runs().resumable();
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting[0].kind, RunKind::ListRestore);
    QCOMPARE(waiting[0].target, leads);
    const auto resumed = m_workspace->runs().resume(*m_session, id);
    QVERIFY(resumed);
    QVERIFY(finish(*resumed).succeeded());
    QCOMPARE(truth().size(), 2400);
    QCOMPARE(posts(), 3);
}

void TestListRestoreRun::F91_intentsWithoutResultAreReadBeforeTheyAreSentAgain()
{
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::Status;
    fault.status = 403;
    fault.path = QStringLiteral("contactlists");
    m_server->addFault(fault); // the first reading's index is borne; so refuse the page as well
    fault.skip = 0;
    m_server->addFault(fault);
    Run *run = start();
    QVERIFY(run != nullptr);
    const QString id = run->id();
    QVERIFY(!finish(run).succeeded());
    QCOMPARE(posts(), 0);
    m_server->clearFaults();
    // As a kill leaves it: ten intents on the disk, five of which had arrived.
    const UnitLogBinding binding{id, run->orderDigest(), removed + corrected};
    {
        auto log = QCoro::waitFor(UnitLog::open(m_workspace->runFile(id, "units"), binding));
        QVERIFY(log);
        QList<UnitChange> intents;
        for (std::uint32_t unit = 0; unit < 10; ++unit)
            intents.append({unit, UnitState::Intent, 0});
        QVERIFY(QCoro::waitFor((*log)->record(intents)));
    }
    QList<ContactPhone> arrived;
    for (int i = 0; i < 5; ++i)
        arrived.append({QString::fromUtf8(m_before[i].id), QString::fromUtf8(m_before[i].phone)});
    QVERIFY(!QCoro::waitFor(m_session->connection()->contactLists().restore(leads, arrived, {}, nullptr, {})).error);
    const auto resumed = m_workspace->runs().resume(*m_session, id);
    QVERIFY(resumed);
    const RunOutcome outcome = finish(*resumed);
    QVERIFY(outcome.succeeded());
    QCOMPARE(truth().size(), 2400);
    QCOMPARE(finding(outcome, QStringLiteral("present")), QStringLiteral("none")); // they count as this run's own
}

void TestListRestoreRun::F110_anIncompleteReadSendsNothing()
{
    SandboxFault fault;
    fault.kind = SandboxFault::Kind::Mutate;
    fault.mutation = SandboxFault::Mutation::RepeatToken;
    fault.path = QStringLiteral("contactlists/");
    fault.method = QStringLiteral("GET");
    fault.skip = 1;
    m_server->addFault(fault);
    const RunOutcome outcome = finish(start());
    QVERIFY(!outcome.succeeded());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, QStringLiteral("cursor_repeated"));
    QCOMPARE(posts(), 0);
}

void TestListRestoreRun::F115_anAlteredBackupIsRefused()
{
    Run *run = start();
    QVERIFY(run != nullptr);
    QFile file(m_backup.file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.putChar('~'));
    file.close();
    const RunOutcome outcome = finish(run);
    QCOMPARE(outcome.kind, RunOutcome::Kind::Refused);
    QCOMPARE(outcome.error->kind, ErrorKind::Damaged);
    QCOMPARE(posts(), 0);
}

void TestListRestoreRun::anIdThatIsNotInTheBackupIsRefused()
{
    const RunOutcome outcome = finish(start({QStringLiteral("nobody")}));
    QCOMPARE(outcome.kind, RunOutcome::Kind::Refused);
    QCOMPARE(outcome.error->code, QStringLiteral("not_in_backup"));
}

void TestListRestoreRun::anotherConnectionIsRefused()
{
    ConnectionProfile other = m_session->profile();
    other.id = QStringLiteral("another");
    const auto session = m_workspace->connectTo(other);
    const auto refused = m_workspace->runs().startListRestore(*session, {m_backup.file, {}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("other_profile"));
    ConnectionProfile production = m_session->profile();
    production.environment = Environment::Production;
    const auto looking = m_workspace->connectTo(production);
    const auto lookOnly = m_workspace->runs().startListRestore(*looking, {m_backup.file, {}});
    QVERIFY(!lookOnly);
    QCOMPARE(lookOnly.error().kind, ErrorKind::LookOnly);
    // One run at a time changes a list.
    Run *first = start();
    const auto second = m_workspace->runs().startListRestore(*m_session, {m_backup.file, {}});
    QVERIFY(!second);
    QCOMPARE(second.error().code, QStringLiteral("list_in_use"));
    finish(first);
}

void TestListRestoreRun::S07_nothingPersonalIsLeftInAuditAndJournal()
{
    Run *run = start();
    QVERIFY(finish(run).succeeded());
    QFile audit(m_workspace->audit().file());
    QVERIFY(audit.open(QIODevice::ReadOnly));
    const QByteArray bytes = audit.readAll();
    QVERIFY(bytes.contains("restore.started") && bytes.contains("restore.complete"));
    for (const BackupRecord &record : m_records) {
        QVERIFY(!bytes.contains(record.contactId.c_str()));
        const auto digits
            = std::count_if(record.phone.begin(), record.phone.end(), [](char c) { return c >= '0' && c <= '9'; });
        QVERIFY(digits < 6 || !bytes.contains(record.phone.c_str())); // some "numbers" are words
    }
}

MUSTER_TEST(TestListRestoreRun, QCoreApplication)

} // namespace tst_listrestorerun
#include "tst_listrestorerun.moc"
