// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/connectionties.h"

#include "models/runs/runkinds.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/journal.h"
#include "models/store/profilestore.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_connectionties {
using test::FakeClock;
using test::MemoryVault;

class TestConnectionTies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void F118_whatHangsOnAConnectionKeepsIt_data();
    void F118_whatHangsOnAConnectionKeepsIt();
    void F118_aConnectionOfTheSameTenantTakesOver();
    void F118_anotherTenantTakesNothingOver_data();
    void F118_anotherTenantTakesNothingOver();

private:
    void addRun()
    {
        JournalRun run;
        run.id = QString(32, u'1');
        run.kind = runKindKey(RunKind::ListApply);
        run.title = QStringLiteral("Spring leads");
        run.profileId = m_profile.id;
        run.target = QStringLiteral("list-1");
        run.state = QStringLiteral("paused");
        run.startedAt = run.changedAt = m_clock->wallNow();
        QVERIFY(m_workspace->journal().insert(run));
    }
    void addBackup()
    {
        BackupInfo info;
        info.runId = QString(32, u'2');
        info.profileId = m_profile.id;
        info.listName = QStringLiteral("Old customers");
        info.createdAt = m_clock->wallNow();
        info.expiresAt = info.createdAt.addDays(30);
        auto writer = QCoro::waitFor(m_workspace->backups().begin(info, BackupStore::Cleartext::Refused, {}));
        QVERIFY(writer);
        QVERIFY((*writer)->append({{BackupRecord::Why::Purged, "c1", "x", "", ""}}));
        QVERIFY((*writer)->finish());
    }
    [[nodiscard]] bool isStored(const QString &id) const { return m_workspace->profiles().byId(id).has_value(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<ConnectionKeeper> m_keeper;
    ConnectionProfile m_profile;
};

void TestConnectionTies::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<FakeClock>();
    auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), *m_clock, std::make_unique<MemoryVault>());
    QVERIFY(opened);
    m_workspace = *std::move(opened);
    m_keeper = std::make_unique<ConnectionKeeper>(*m_workspace);
    m_profile = contractProfile(QStringLiteral("Live"), QUrl(QStringLiteral("https://api.example.com/base")));
    m_profile.clientId = QStringLiteral("client");
    QVERIFY(m_workspace->profiles().save(m_profile));
    (void)m_workspace->connectTo(m_profile); // as whoever worked with it did
}

void TestConnectionTies::cleanup()
{
    m_keeper.reset();
    if (m_workspace)
        (void)endDeliveries(*m_workspace);
    m_workspace.reset();
}

void TestConnectionTies::F118_whatHangsOnAConnectionKeepsIt_data()
{
    QTest::addColumn<bool>("run");
    QTest::addColumn<bool>("backup");
    QTest::newRow("a run") << true << false;
    QTest::newRow("a backup") << false << true;
    QTest::newRow("both") << true << true;
    QTest::newRow("nothing") << false << false;
}

void TestConnectionTies::F118_whatHangsOnAConnectionKeepsIt()
{
    QFETCH(bool, run);
    QFETCH(bool, backup);
    if (run)
        addRun();
    if (backup)
        addBackup();
    QSignalSpy removed(m_keeper.get(), &ConnectionKeeper::removed);
    QString titles, lists;
    connect(m_keeper.get(), &ConnectionKeeper::refused, this, [&](const QString &, const ConnectionTies &ties) {
        titles = ties.runs.join(u',');
        for (const BackupInfo &info : ties.backups)
            lists += info.listName;
    });
    m_keeper->remove(m_profile.id);
    QTRY_VERIFY(!removed.isEmpty() || !titles.isEmpty() || !lists.isEmpty());
    QCOMPARE(isStored(m_profile.id), run || backup);
    QCOMPARE(titles, run ? QStringLiteral("Spring leads") : QString());
    QCOMPARE(lists, backup ? QStringLiteral("Old customers") : QString());
}

void TestConnectionTies::F118_aConnectionOfTheSameTenantTakesOver()
{
    addRun();
    addBackup();
    QVERIFY(m_workspace->profiles().remove(m_profile.id)); // by an earlier version, or with a lost profiles.json
    ConnectionProfile anew = m_profile;
    anew.id = QString(32, u'9');
    anew.name = QStringLiteral("Imported");
    QVERIFY(m_keeper->maySucceed(anew));
    std::optional<ConnectionProfile> heir;
    connect(m_keeper.get(), &ConnectionKeeper::predecessorFound, this,
            [&](const ConnectionProfile &profile, const QString &predecessor, const ConnectionTies &ties) {
                QCOMPARE(ties.runs.size(), 1);
                QCOMPARE(ties.backups.size(), 1);
                m_keeper->takeOver(profile, predecessor, ties);
            });
    connect(m_keeper.get(), &ConnectionKeeper::takenOver, this,
            [&](const ConnectionProfile &profile) { heir = profile; });
    m_keeper->findPredecessor(anew);
    QTRY_VERIFY(heir.has_value());
    QCOMPARE(heir->id, m_profile.id);
    QCOMPARE(heir->name, anew.name);
    const auto entries = m_workspace->audit().read(m_workspace->audit().count(), 1);
    QCOMPARE(entries->first().event, QStringLiteral("connection.taken_over"));
    QCOMPARE(entries->first().facts.value(QLatin1String("profile")).toString(), m_profile.id);
}

void TestConnectionTies::F118_anotherTenantTakesNothingOver_data()
{
    QTest::addColumn<std::function<void(ConnectionProfile &)>>("change");
    using Change = std::function<void(ConnectionProfile &)>;
    QTest::newRow("another address") << Change(
        [](ConnectionProfile &p) { p.baseUrl = QUrl(QStringLiteral("https://other.example.com/base")); });
    QTest::newRow("another path") << Change(
        [](ConnectionProfile &p) { p.baseUrl = QUrl(QStringLiteral("https://api.example.com/next")); });
    QTest::newRow("one service elsewhere") << Change([](ConnectionProfile &p) {
        p.services[Service::ContactLists].baseUrl = QUrl(QStringLiteral("https://lists.example.com"));
    });
    QTest::newRow("another client id") << Change([](ConnectionProfile &p) { p.clientId = QStringLiteral("someone"); });
    QTest::newRow("another flavour") << Change([](ConnectionProfile &p) { p.dialect = QStringLiteral("other"); });
}

void TestConnectionTies::F118_anotherTenantTakesNothingOver()
{
    using Change = std::function<void(ConnectionProfile &)>;
    QFETCH(Change, change);
    addBackup();
    QVERIFY(m_workspace->profiles().remove(m_profile.id));
    ConnectionProfile anew = m_profile;
    anew.id = QString(32, u'9');
    QVERIFY(m_keeper->maySucceed(anew));
    change(anew);
    QVERIFY(!m_keeper->maySucceed(anew));
    QSignalSpy taken(m_keeper.get(), &ConnectionKeeper::takenOver);
    ApiError error;
    connect(m_keeper.get(), &ConnectionKeeper::failed, this, [&](const ApiError &why) { error = why; });
    m_keeper->takeOver(anew, m_profile.id, {});
    QTRY_COMPARE(error.code, QStringLiteral("other_tenant"));
    QCOMPARE(taken.count(), 0);
}

MUSTER_TEST(TestConnectionTies, QCoreApplication)

} // namespace tst_connectionties
#include "tst_connectionties.moc"
