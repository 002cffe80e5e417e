// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/workspace.h"

#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/tenantsession.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroTask>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_workspaceclock {
using test::BorrowedVault;
using test::FakeClock;
using test::MemoryVault;

/// Starts of Muster with a clock that is off.
class TestWorkspaceClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void F107_oneStartWithAWrongClockErasesNoBackup_data();
    void F107_oneStartWithAWrongClockErasesNoBackup();
    void F107_aBackupMadeByAClockThatIsBehindLastsAsLong();
    void F107_S37_expiryGoesOnWhenATenantBearsTheTimeOut();
    void F107_whatWasLookedUpOutlivesAWrongClock();
    void S37_theHistoryIsKeptForFiveYearsAndLonger();

private:
    void open()
    {
        close();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->path()), *m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
    }
    void close()
    {
        if (!m_workspace)
            return;
        (void)endDeliveries(*m_workspace);
        m_workspace.reset();
    }
    /// As a run does.
    void makeBackup(char run)
    {
        BackupInfo info;
        info.runId = QString(32, QLatin1Char(run));
        info.createdAt = m_workspace->believableNow().latest;
        info.expiresAt = info.createdAt.addDays(30);
        auto writer = QCoro::waitFor(m_workspace->backups().begin(info, BackupStore::Cleartext::Refused, {}));
        QVERIFY(writer);
        QVERIFY((*writer)->append({{BackupRecord::Why::Purged, "c1", "x", "", ""}}));
        const auto done = (*writer)->finish();
        QVERIFY(done);
        QVERIFY(QCoro::waitFor(m_workspace->backups().keep(*done)));
    }
    [[nodiscard]] bool saysDoubt() const
    {
        const QList<ApiError> &notices = m_workspace->notices();
        return std::any_of(notices.begin(), notices.end(), [](const ApiError &notice) {
            return notice.code == QLatin1String("clock_doubtful") && notice.subject == QLatin1String("1");
        });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeClock> m_clock;
    MemoryVault m_vault;
    std::unique_ptr<Workspace> m_workspace;
};

void TestWorkspaceClock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<FakeClock>(FakeClock::Mode::ByHand);
    m_clock->setWall(QDateTime::currentDateTimeUtc()); // the audit's own
    m_vault.keys.clear();
    open();
}

void TestWorkspaceClock::F107_oneStartWithAWrongClockErasesNoBackup_data()
{
    QTest::addColumn<bool>("upgraded");
    QTest::newRow("a folder that knows when it was believed last") << false;
    QTest::newRow("one of an earlier version, which has its audit alone") << true;
}

void TestWorkspaceClock::F107_oneStartWithAWrongClockErasesNoBackup()
{
    QFETCH(bool, upgraded);
    const QDateTime right = m_clock->wallNow();
    makeBackup('a');
    QVERIFY(m_workspace->audit().append(QStringLiteral("run.started"), {}, {}));
    close();
    if (upgraded)
        QVERIFY(QFile::remove(QDir(Workspace::Paths::under(m_folder->path()).data).filePath(QStringLiteral("clock"))));
    for (int start = 0; start < 2; ++start) {
        m_clock->setWall(right.addDays(31));
        open();
        QCOMPARE(m_workspace->backups().list().size(), 1);
        QCOMPARE(m_vault.keys.size(), 1);
        QVERIFY(saysDoubt());
    }
    m_clock->setWall(right);
    open();
    QCOMPARE(m_workspace->backups().list().size(), 1);
    QVERIFY(!saysDoubt());
}

void TestWorkspaceClock::F107_aBackupMadeByAClockThatIsBehindLastsAsLong()
{
    const QDateTime right = m_clock->wallNow();
    m_clock->setWall(right.addDays(-31));
    open();
    makeBackup('a');
    m_clock->setWall(right);
    open();
    QCOMPARE(m_workspace->backups().list().size(), 1);
    QVERIFY(m_workspace->backups().list().first().expiresAt > right.addDays(29));
}

void TestWorkspaceClock::F107_S37_expiryGoesOnWhenATenantBearsTheTimeOut()
{
    makeBackup('a');
    m_clock->setWall(m_clock->wallNow().addDays(31)); // nobody worked for a month
    open();
    QCOMPARE(m_workspace->backups().list().size(), 1);
    const auto session = m_workspace->connectTo(
        contractProfile(QStringLiteral("Tenant"), QUrl(QStringLiteral("https://a.example.com"))));
    Q_EMIT session->connection()->dated(m_clock->wallNow().addDays(-31)); // one that says otherwise settles nothing
    QVERIFY(m_workspace->believableNow().isDoubtful());
    Q_EMIT session->connection()->dated(m_clock->wallNow());
    QTRY_VERIFY(m_workspace->backups().list().isEmpty());
    QTRY_VERIFY(m_vault.keys.isEmpty());
}

void TestWorkspaceClock::F107_whatWasLookedUpOutlivesAWrongClock()
{
    const auto openTypes = [this] {
        QSignalSpy ready(&m_workspace->lookups(), &LookupService::typesReady);
        m_workspace->lookups().requestTypes();
        return muster::tests::waitFor([&ready] { return ready.size() == 1; }, 60'000);
    };
    QVERIFY(openTypes());
    QVERIFY(QCoro::waitFor(m_workspace->lineTypes().prepare({})));
    LineTypeEntry entry;
    entry.e164 = 12'025'550'123;
    entry.known.at = std::uint32_t(m_clock->wallNow().toSecsSinceEpoch());
    QVERIFY(QCoro::waitFor(m_workspace->lineTypes().keep(entry)));
    const QDateTime right = m_clock->wallNow();
    for (const int days : {4'000, 0}) { // longer than anything is kept
        m_clock->setWall(right.addDays(days));
        open();
        QVERIFY(openTypes());
        QCOMPARE(m_workspace->lineTypes().size(), std::size_t(1));
    }
}

void TestWorkspaceClock::S37_theHistoryIsKeptForFiveYearsAndLonger()
{
    const QDateTime start = m_clock->wallNow();
    for (int i = 0; i < 50; ++i)
        QVERIFY(
            m_workspace->audit().append(QStringLiteral("run.started"), QString(32, u'a'), {{QStringLiteral("n"), i}}));
    const QList<AuditEntry> first = *m_workspace->audit().read(1, 50);
    const QString file = m_workspace->audit().file();
    for (const int years : {1, 4, 5, 6}) {
        makeBackup(char('0' + years));
        m_clock->setWall(start.addYears(years));
        open();
        const auto session = m_workspace->connectTo(
            contractProfile(QStringLiteral("Tenant"), QUrl(QStringLiteral("https://a.example.com"))));
        Q_EMIT session->connection()->dated(m_clock->wallNow()); // nobody doubts the date
        QTRY_VERIFY(m_workspace->backups().list().isEmpty()); // what is past its time goes at once
        QCOMPARE(m_workspace->audit().file(), file);
        QCOMPARE(*m_workspace->audit().read(1, 50), first);
        QVERIFY(m_workspace->audit().verify().intact);
    }
}

MUSTER_TEST(TestWorkspaceClock, QCoreApplication)

} // namespace tst_workspaceclock
#include "tst_workspaceclock.moc"
