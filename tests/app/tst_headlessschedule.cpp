// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/folderlock.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <csignal>
#include <memory>
#include <sys/stat.h>

namespace tst_headlessschedule {

using namespace Qt::StringLiterals;

/// `muster schedule` as processes of their own, with a program in the place of systemctl.
class TestHeadlessSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QDir(m_folder.path()).removeRecursively();
        QVERIFY(QDir().mkpath(path(u"bin"_s)) && QDir().mkpath(path(u"config"_s)) && QDir().mkpath(path(u"home"_s)));
        script("systemctl", "[ -e " + path(u"refuse"_s).toUtf8() + " ] && { echo 'Failed to connect to bus' >&2; exit 1; }\nexit 0\n");
        script("loginctl", "echo Linger=no\n");
    }

    void addsListsAndRemoves()
    {
        const QJsonObject added = object(run({u"add"_s, u"Check"_s, u"--step"_s, u"audit verify"_s, u"--every"_s, u"weekday"_s,
                                              u"--time-zone"_s, u"UTC"_s, u"--allowed"_s, u"2h"_s},
                                             0));
        const QString id = added[u"id"].toString();
        QVERIFY(!id.isEmpty());
        const QJsonObject one = object(run({u"list"_s}, 0))[u"schedules"][0].toObject();
        QCOMPARE(one[u"name"].toString(), u"Check"_s);
        QCOMPARE(one[u"times"].toString(), u"Mon..Fri *-*-* 06:00:00 UTC"_s);
        QCOMPARE(one[u"steps"][0].toString(), u"audit verify"_s);
        QVERIFY(one[u"crontab"].toString().startsWith(u"0 6 * * 1-5 "_s));
        QCOMPARE(units().size(), 2);
        (void)run({u"disable"_s, u"check"_s}, 0);
        QVERIFY(units().isEmpty());
        (void)run({u"enable"_s, id}, 0);
        QCOMPARE(units().size(), 2);
        (void)run({u"remove"_s, u"Check"_s}, 0);
        QVERIFY(units().isEmpty());
        QCOMPARE(object(run({u"list"_s}, 0))[u"schedules"].toArray().size(), 0);
        (void)runAll({u"audit"_s, u"verify"_s}, 0);
    }

    void refusesStepsByTheProgramsOwnDefinitions_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("code");
        QTest::newRow("no such command") << u"segments exprot x"_s << u"schedule_step"_s;
        QTest::newRow("an argument is missing") << u"segments export"_s << u"schedule_step"_s;
        QTest::newRow("no such option") << u"audit verify --frobnicate"_s << u"schedule_step"_s;
        QTest::newRow("a value out of range") << u"segments export x --page-size 5000"_s << u"schedule_step"_s;
        QTest::newRow("help") << u"audit verify --help"_s << u"schedule_step_option"_s;
        QTest::newRow("another folder") << u"audit verify --data-dir=/x"_s << u"schedule_step_option"_s;
        QTest::newRow("the window") << u"--quiet"_s << u"schedule_step_kind"_s;
        QTest::newRow("a server") << u"sandbox"_s << u"schedule_step_kind"_s;
        QTest::newRow("itself") << u"schedule digest"_s << u"schedule_step_kind"_s;
        QTest::newRow("what deletes") << u"lists delete 1"_s << u"schedule_step_kind"_s;
        QTest::newRow("a quotation") << u"audit 'verify"_s << u"schedule_step_quotes"_s;
        QTest::newRow("a secret") << u"audit verify --token x"_s << u"schedule_secret"_s;
    }
    void refusesStepsByTheProgramsOwnDefinitions()
    {
        QFETCH(const QString, step);
        const Ended ended = run({u"add"_s, u"Wrong"_s, u"--step"_s, step}, 2);
        QTEST(object(ended)[u"error"][u"code"].toString(), "code");
        QVERIFY(units().isEmpty());
    }

    /// Where nobody answers for timers nothing is half done, and the line for a crontab is told.
    void withoutASchedulerItIsKeptWithoutATimer()
    {
        (void)write("refuse", "");
        const Ended ended = run({u"add"_s, u"Check"_s, u"--step"_s, u"audit verify"_s}, 1);
        QCOMPARE(object(ended)[u"error"][u"code"].toString(), u"no_user_scheduler"_s);
        QVERIFY2(ended.err.contains("0 6 * * *"), ended.err.constData());
        QVERIFY(units().isEmpty());
        QCOMPARE(object(run({u"list"_s}, 0))[u"schedules"][0][u"timer"].toString(), u"off"_s);
    }

    void runsItsStepsAndStopsAtTheFirstThatFails()
    {
        const QString out = path(u"out.csv"_s);
        add({u"segments export 5a0d0001-7c1e-4b52-9d3a-000000000001 --sandbox --out "_s + out, u"audit verify"_s});
        const Ended ended = run({u"run"_s, u"Work"_s}, 0);
        QCOMPARE(object(ended)[u"outcome"].toString(), u"complete"_s);
        QCOMPARE(object(ended)[u"steps"].toArray().size(), 2);
        QVERIFY(QFile::exists(out));
        // The file is there now: the export is refused, and nothing after it begins.
        const QJsonObject again = object(run({u"run"_s, u"Work"_s}, 1));
        QCOMPARE(again[u"outcome"].toString(), u"failed"_s);
        QCOMPARE(again[u"steps"].toArray().size(), 1);
        const QJsonArray works = object(run({u"show"_s, u"Work"_s}, 0))[u"works"].toArray();
        QCOMPARE(works.size(), 2);
        QCOMPARE(works[1][u"state"].toString(), u"complete"_s);
        QCOMPARE(object(run({u"run"_s, u"Nobody"_s}, 2))[u"error"][u"code"].toString(), u"unknown_schedule"_s);
    }

    void alarmsReachTheCommandAndTheOutbox()
    {
        script("alarm", "echo \"$MUSTER_ALARM_EVENT $MUSTER_ALARM_STATE\" > " + path(u"alarm.out"_s).toUtf8() + "\n");
        QTcpServer closed; // somebody who answers nobody
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 port = closed.serverPort();
        closed.close();
        add({u"segments diff /nowhere/a /nowhere/b"_s},
            {u"--no-desktop"_s, u"--alarm-command"_s, path(u"bin/alarm"_s), u"--alarm-webhook"_s,
             u"http://127.0.0.1:%1/secret-path"_s.arg(port), u"--digest"_s});
        QCOMPARE(object(run({u"run"_s, u"Work"_s}, 1))[u"alarms"].toInt(), 2);
        QCOMPARE(read("alarm.out"), QByteArray("schedule.failed failed\n"));
        {
            const auto journal = muster::Journal::open(path(u"data/data/journal.sqlite"_s), true);
            QVERIFY(journal);
            const auto waiting = muster::Outbox(**journal).waitingFor(QUrl(u"http://127.0.0.1:%1/secret-path"_s.arg(port)), 10);
            QVERIFY(waiting && waiting->size() == 1);
            QVERIFY2(waiting->first().body.contains("schedule.failed"), waiting->first().body.constData());
        }
        for (const QString &unit : units())
            QVERIFY(!read(QByteArray("config/systemd/user/" + unit.toUtf8()).constData()).contains("secret"));
        (void)run({u"digest"_s}, 1); // the webhook is still closed
        QCOMPARE(read("alarm.out"), QByteArray("schedule.digest \n"));
    }

    void aWebhookGetsNothingPersonalAndIsToldAtOnce()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray received;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&received, socket] {
                received += socket->readAll();
                if (received.endsWith('}')) {
                    socket->write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                    socket->disconnectFromHost();
                }
            });
        });
        add({u"segments diff /nowhere/a /nowhere/b"_s},
            {u"--no-desktop"_s, u"--alarm-webhook"_s, u"http://127.0.0.1:%1/hook"_s.arg(server.serverPort())});
        const auto muster = start({u"schedule"_s, u"run"_s, u"Work"_s});
        QTRY_COMPARE(muster->state(), QProcess::NotRunning);
        QCOMPARE(muster->exitCode(), 1);
        QVERIFY2(received.contains("\"event\":\"schedule.failed\""), received.constData());
        QVERIFY(received.toLower().contains("webhook-id: "));
        QVERIFY(!received.contains("/nowhere"));
    }

    /// Killed in the midst of its work: the next one says so.
    void aKilledOneIsToldByTheNext()
    {
        add({u"audit verify"_s});
        // Another Muster has the folder, so that the work waits for it.
        auto other = std::make_unique<muster::Result<muster::FolderLock>>(muster::FolderLock::acquire(path(u"data/data"_s)));
        QVERIFY(*other);
        const auto muster = start({u"schedule"_s, u"run"_s, u"Work"_s});
        const auto isWaiting = [this] { return object(run({u"show"_s, u"Work"_s}, 0))[u"works"][0][u"state"] == u"waiting"_s; };
        QTRY_VERIFY(isWaiting());
        QCOMPARE(object(run({u"run"_s, u"Work"_s}, 2))[u"error"][u"code"].toString(), u"schedule_running"_s);
        muster->kill();
        QVERIFY(muster->waitForFinished(60'000));
        const auto isCut = [this] { return object(run({u"show"_s, u"Work"_s}, 0))[u"works"][0][u"state"] == u"cut_off"_s; };
        QTRY_VERIFY(isCut());
        other.reset();
        const Ended ended = run({u"run"_s, u"Work"_s}, 0);
        QVERIFY2(ended.err.contains("cut off"), ended.err.constData());
        const QJsonArray works = object(run({u"show"_s, u"Work"_s}, 0))[u"works"].toArray();
        QCOMPARE(works.size(), 2);
        QCOMPARE(works[1][u"state"].toString(), u"cut_off"_s);
    }

private:
    struct Ended
    {
        QByteArray out, err;
    };
    [[nodiscard]] static QJsonObject object(const Ended &ended)
    {
        return QJsonDocument::fromJson(ended.out.trimmed().split('\n').last()).object();
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QStringList units() const
    {
        return QDir(path(u"config/systemd/user"_s)).entryList({u"muster-*"_s}, QDir::Files | QDir::Hidden);
    }
    [[nodiscard]] QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName();
    }
    void script(const char *name, const QByteArray &body) const
    {
        const QString file = write(QByteArray(QByteArray("bin/") + name).constData(), "#!/bin/sh\n" + body);
        if (!QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("cannot make it a program");
    }
    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(path(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<unreadable>");
    }
    void add(const QStringList &steps, const QStringList &more = {}) const
    {
        QStringList words{u"add"_s, u"Work"_s};
        for (const QString &step : steps)
            words += {u"--step"_s, step};
        (void)run(words + more, 0);
    }
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
        environment.insert(u"XDG_CONFIG_HOME"_s, path(u"config"_s));
        environment.insert(u"HOME"_s, path(u"home"_s));
        environment.insert(u"PATH"_s, QString(path(u"bin"_s) + u':' + environment.value(u"PATH"_s)));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(MUSTER_PROGRAM),
                       QStringList{u"--data-dir"_s, path(u"data"_s), u"--json"_s} + arguments);
        return process;
    }
    /// Ends the test where it does not end as it should.
    Ended runAll(const QStringList &arguments, int exitCode) const
    {
        const auto muster = start(arguments);
        const bool ended = muster->waitForFinished(60'000);
        Ended result{muster->readAllStandardOutput(), muster->readAllStandardError()};
        if (!ended || muster->exitStatus() != QProcess::NormalExit || muster->exitCode() != exitCode) {
            QTest::qFail(qPrintable(u"%1: %2 %3"_s.arg(arguments.join(u' '), QString::number(muster->exitCode()),
                                                       QString::fromUtf8(result.err + result.out))),
                         __FILE__, __LINE__);
        }
        return result;
    }
    Ended run(const QStringList &arguments, int exitCode) const
    {
        return runAll(QStringList{u"schedule"_s} + arguments, exitCode);
    }

    QTemporaryDir m_folder;
};

MUSTER_TEST(TestHeadlessSchedule, QCoreApplication)

} // namespace tst_headlessschedule
#include "tst_headlessschedule.moc"
