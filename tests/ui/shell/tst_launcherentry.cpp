// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "tests/support/fakerun.h"
#include "tests/support/testprogram.h"
#include "ui/shell/runnotifier.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_launcherentry {

/// A dock that listens.
class Dock : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void update(const QDBusMessage &signal)
    {
        entries << signal.arguments().value(0).toString();
        QVariantMap facts;
        signal.arguments().value(1).value<QDBusArgument>() >> facts;
        told << facts;
    }

public:
    QStringList entries;
    QList<QVariantMap> told;
};

/// What the task bar is told, on a bus of its own.
class TestLauncherEntry : public QObject
{
    Q_OBJECT

private:
    static RunMetrics metrics(qint64 done, qint64 all)
    {
        RunMetrics metrics;
        metrics.records = done;
        metrics.total = all;
        return metrics;
    }
    QVariantMap last() { return m_dock.told.isEmpty() ? QVariantMap() : m_dock.told.last(); }

private Q_SLOTS:
    void initTestCase()
    {
        QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<busconfig><type>session</type><listen>unix:tmpdir=" + m_folder.path().toUtf8()
                     + "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow "
                       "eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--nofork"),
                        QStringLiteral("--print-address")});
        QVERIFY2(m_daemon.waitForStarted(), "dbus-daemon is not installed");
        QVERIFY(m_daemon.waitForReadyRead());
        const QByteArray address = m_daemon.readLine().trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        QDBusConnection dock = QDBusConnection::connectToBus(QString::fromLatin1(address), QStringLiteral("dock"));
        QVERIFY(dock.connect(QString(), QString(), QStringLiteral("com.canonical.Unity.LauncherEntry"),
                             QStringLiteral("Update"), &m_dock, SLOT(update(QDBusMessage))));
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("dock"));
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    void init()
    {
        m_dock.told.clear();
        m_dock.entries.clear();
    }

    void progressIsToldWhileARunGoes()
    {
        RunListModel runs;
        const LauncherEntry entry(runs, QStringLiteral("org.example.Muster"));
        FakeRun run(QStringLiteral("All customers"));
        runs.add(&run);
        run.putState(RunState::Running);
        run.putMetrics(metrics(250, 1000));
        QTRY_COMPARE(last().value(QStringLiteral("progress")).toDouble(), 0.25);
        QCOMPARE(m_dock.entries.last(), QStringLiteral("application://org.example.Muster.desktop"));
        QCOMPARE(last().value(QStringLiteral("progress-visible")).toBool(), true);
        QCOMPARE(last().value(QStringLiteral("count-visible")).toBool(), false);
        const auto before = m_dock.told.size();
        run.putMetrics(metrics(252, 1000)); // not a percent more
        run.putMetrics(metrics(510, 1000));
        QTRY_COMPARE(last().value(QStringLiteral("progress")).toDouble(), 0.51);
        QCOMPARE(m_dock.told.size(), before + 1);
        FakeRun second(QStringLiteral("Gold tier"));
        runs.add(&second);
        second.putState(RunState::Running);
        second.putMetrics(metrics(0, 100));
        QTRY_COMPARE(last().value(QStringLiteral("progress")).toDouble(), 0.25); // of both
        run.putEnd({.kind = RunOutcome::Kind::Complete});
        QTRY_COMPARE(last().value(QStringLiteral("progress")).toDouble(), 0.0);
        second.putEnd({.kind = RunOutcome::Kind::Complete});
        QTRY_COMPARE(last().value(QStringLiteral("progress-visible")).toBool(), false);
    }

    void whatWantsToBeLookedAtIsCounted()
    {
        RunListModel runs;
        const LauncherEntry entry(runs, QStringLiteral("org.example.Muster"));
        FakeRun run(QStringLiteral("All customers"));
        runs.add(&run);
        run.putEnd({.kind = RunOutcome::Kind::Failed});
        QTRY_COMPARE(last().value(QStringLiteral("count")).toLongLong(), 1);
        QCOMPARE(last().value(QStringLiteral("count-visible")).toBool(), true);
        QCOMPARE(last().value(QStringLiteral("progress-visible")).toBool(), false);
        runs.remove(&run);
        QTRY_COMPARE(last().value(QStringLiteral("count-visible")).toBool(), false);
    }

    void withoutADesktopEntryNothingIsTold()
    {
        RunListModel runs;
        const LauncherEntry entry(runs, {});
        FakeRun run(QStringLiteral("All customers"));
        runs.add(&run);
        run.putState(RunState::Running);
        run.putMetrics(metrics(250, 1000));
        QTest::qWait(100);
        QVERIFY(m_dock.told.isEmpty());
    }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    Dock m_dock;
};

MUSTER_TEST(TestLauncherEntry, QCoreApplication)

} // namespace tst_launcherentry
#include "tst_launcherentry.moc"
