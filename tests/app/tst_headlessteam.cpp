// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QScopeGuard>
#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessteam {

/// `muster team`, and `--team` of what lists.
class HeadlessTeamTest : public QObject
{
    Q_OBJECT

    [[nodiscard]] QStringList setArguments(const QStringList &more = {}) const
    {
        const TeamSettings settings = m_server.settings();
        return QStringList{u"team"_s,       u"set"_s,          u"--host"_s,
                           settings.host,   u"--port"_s,       QString::number(settings.port),
                           u"--database"_s, settings.database, u"--user"_s,
                           settings.user,   u"--ca-file"_s,    settings.caFile,
                           u"--computer"_s, u"Front desk"_s}
        + more;
    }

    /// The team's database is ready, and this computer tells it.
    void join()
    {
        QVERIFY2(m_server.prepare(), m_server.why());
        const CommandResult set = m_station->run(setArguments());
        QVERIFY2(set.exitCode == 0, set.err.constData());
    }
    /// Of the history here.
    [[nodiscard]] int lines() const { return int(readFile(m_station->file(u"data/data/audit.jsonl"_s)).count('\n')); }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // no key store: passwords come from the environment
        QVERIFY2(m_server.begin(), m_server.why());
    }
    void init()
    {
        QVERIFY2(m_server.forgetTables(), m_server.why());
        m_station = std::make_unique<MusterStation>(SandboxSettings{.contacts = 300, .seed = 7});
        qputenv("TEAM_DATABASE_PASSWORD", PostgresServer::musterPassword);
    }
    void cleanup()
    {
        m_station.reset();
        qunsetenv("TEAM_DATABASE_PASSWORD");
    }

    void fromNothingToOneList()
    {
        QCOMPARE(m_station->run({u"team"_s, u"status"_s}).json["state"_L1].toString(), u"off"_s);
        QCOMPARE(m_station->run(m_station->exportEveryone(u"a.csv"_s)).exitCode, 0);
        const CommandResult set = m_station->run(setArguments());
        QVERIFY2(set.exitCode == 0, set.err.constData());
        const CommandResult early = m_station->run({u"team"_s, u"sync"_s});
        QCOMPARE(early.exitCode, 1);
        QCOMPARE(early.json["error"_L1]["code"_L1].toString(), u"team_not_prepared"_s);

        qputenv("TEAM_DATABASE_PASSWORD", PostgresServer::ownerPassword);
        const CommandResult prepared
            = m_station->run({u"team"_s, u"prepare"_s, u"--owner"_s, u"owner"_s, u"--role"_s, u"muster"_s});
        QVERIFY2(prepared.exitCode == 0, prepared.err.constData());
        qputenv("TEAM_DATABASE_PASSWORD", PostgresServer::musterPassword);

        const CommandResult before = m_station->run({u"team"_s, u"status"_s});
        QCOMPARE(before.json["state"_L1].toString(), u"behind"_s);
        const int behind = before.json["behind"_L1].toInt();
        QVERIFY(behind > 3);
        const CommandResult synced = m_station->run({u"team"_s, u"sync"_s});
        QVERIFY2(synced.exitCode == 0, synced.err.constData());
        QCOMPARE(synced.json["state"_L1].toString(), u"up_to_date"_s);
        QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines").toInt(), behind);
        QCOMPARE(m_station->run({u"team"_s, u"status"_s}).json["state"_L1].toString(), u"up_to_date"_s);

        const CommandResult runs = m_station->run({u"runs"_s, u"list"_s, u"--team"_s});
        QCOMPARE(runs.exitCode, 0);
        QCOMPARE(runs.json["runs"_L1].toArray().size(), 1);
        const QJsonValue run = runs.json["runs"_L1].toArray().first();
        QCOMPARE(run["state"_L1].toString(), u"complete"_s);
        QCOMPARE(run["computer"_L1]["name"_L1].toString(), u"Front desk"_s);
        QCOMPARE(run["measures"_L1]["records"_L1].toInt(), 300);
        const CommandResult entries
            = m_station->run({u"audit"_s, u"list"_s, u"--team"_s, u"--action"_s, u"export.started"_s});
        QCOMPARE(entries.json["entries"_L1].toArray().size(), 1);
        QCOMPARE(m_station->run({u"audit"_s, u"list"_s, u"--team"_s, u"--computer"_s, u"Back office"_s})
                     .json["entries"_L1]
                     .toArray()
                     .size(),
                 0);
        const CommandResult verified = m_station->run({u"audit"_s, u"verify"_s, u"--team"_s});
        QCOMPARE(verified.exitCode, 0);
        QCOMPARE(verified.json["computers"_L1].toArray().first()["is_this"_L1].toBool(), true);
        m_server.sql("UPDATE muster.audit_lines SET line = replace(line, 'export.started', 'export.failed') "
                     "WHERE event = 'export.started'");
        const CommandResult broken = m_station->run({u"audit"_s, u"verify"_s, u"--team"_s});
        QCOMPARE(broken.exitCode, 1);
        QCOMPARE(broken.json["intact"_L1].toBool(true), false);

        QCOMPARE(m_station->run({u"team"_s, u"leave"_s}).exitCode, 0);
        QCOMPARE(m_station->run({u"team"_s, u"sync"_s}).json["error"_L1]["code"_L1].toString(), u"team_off"_s);
    }

    void noPasswordReachesAFileOrTheScreen()
    {
        const CommandResult set = m_station->run(setArguments());
        qputenv("TEAM_DATABASE_PASSWORD", "a wrong password");
        const CommandResult wrong = m_station->run({u"team"_s, u"sync"_s});
        QCOMPARE(wrong.json["error"_L1]["code"_L1].toString(), u"team_sign_in"_s);
        qunsetenv("TEAM_DATABASE_PASSWORD");
        QCOMPARE(m_station->run({u"team"_s, u"sync"_s}).json["error"_L1]["code"_L1].toString(), u"no_team_password"_s);
        for (const CommandResult &result : {set, wrong}) {
            for (const QByteArray &said : {result.out, result.err})
                QVERIFY(!said.contains("wrong password") && !said.contains(PostgresServer::musterPassword));
        }
        for (const char *name : {"data/config/settings.json", "data/data/audit.jsonl"}) {
            const QByteArray bytes = readFile(m_station->file(QLatin1String(name)));
            QVERIFY2(bytes.contains("localhost"), name);
            QVERIFY2(!bytes.contains("secret"), name);
        }
    }

    void theEnvironmentChangesNothing()
    {
        QVERIFY2(m_server.prepare(), m_server.why());
        QCOMPARE(m_station->run(setArguments()).exitCode, 0);
        const QList<std::pair<const char *, QByteArray>> elsewhere{{"PGSERVICE", "elsewhere"},
                                                                   {"PGHOSTADDR", "192.0.2.1"},
                                                                   {"PGSSLMODE", "disable"},
                                                                   {"PGUSER", "owner"},
                                                                   {"PGOPTIONS", "-c default_transaction_read_only=on"},
                                                                   {"PGDATABASE", "postgres"},
                                                                   {"PGSSLROOTCERT", "/nowhere"},
                                                                   {"PGREQUIREPEER", "nobody"},
                                                                   {"PGTARGETSESSIONATTRS", "standby"}};
        for (const auto &[name, value] : elsewhere)
            qputenv(name, value);
        const CommandResult synced = m_station->run({u"team"_s, u"sync"_s});
        for (const auto &[name, value] : elsewhere)
            qunsetenv(name);
        QVERIFY2(synced.exitCode == 0, synced.err.constData());
        QCOMPARE(m_server.sql("SELECT DISTINCT told_by FROM muster.audit_lines"), "muster");
    }

    void aCommandTellsTheTeamAtItsEnd()
    {
        join();
        const CommandResult result = m_station->run(m_station->exportEveryone(u"a.csv"_s));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json["team"_L1]["told"_L1].toBool(), true);
        QCOMPARE(result.json["team"_L1]["waiting"_L1].toInt(-1), 0);
        QVERIFY(!result.json["team"_L1].toObject().contains(u"error"_s));
        QVERIFY(!result.err.contains("team database"));
        QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines").toInt(), lines());
        const QJsonArray runs = m_station->run({u"runs"_s, u"list"_s, u"--team"_s}).json["runs"_L1].toArray();
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs[0]["state"_L1].toString(), u"complete"_s);
        QCOMPARE(runs[0]["measures"_L1]["records"_L1].toInt(), 300); // of its end, too
        // What adds nothing tells nothing; what is refused is history all the same.
        QVERIFY(!m_station->run({u"segments"_s, u"list"_s}).json.contains(u"team"_s));
        const CommandResult shown = m_station->run({u"runs"_s, u"list"_s, u"--all"_s});
        QVERIFY(!shown.json.contains(u"team"_s));
    }

    void aServerThatIsAwayChangesNothing()
    {
        join();
        QVERIFY(m_server.kill());
        const int before = lines();
        const CommandResult away = m_station->run(m_station->exportEveryone(u"a.csv"_s, {u"--quiet"_s}));
        QCOMPARE(away.exitCode, 0);
        QCOMPARE(away.json["outcome"_L1].toString(), u"complete"_s);
        QCOMPARE(readFile(m_station->file(u"a.csv"_s)), m_station->expectedCsv(m_station->everyone()));
        const QJsonObject team = away.json["team"_L1].toObject();
        QCOMPARE(team["told"_L1].toBool(true), false);
        QCOMPARE(team["waiting"_L1].toInt(), lines() - before);
        QCOMPARE(team["error"_L1]["code"_L1].toString(), u"team_unreachable"_s);
        QCOMPARE(away.err.count('\n'), 1);
        QVERIFY2(away.err.contains("will be sent later"), away.err.constData());
        // A command that fails ends as it would have.
        const CommandResult failed = m_station->run(m_station->exportEveryone(u"no/such/folder/a.csv"_s));
        QVERIFY(failed.exitCode == 1 || failed.exitCode == 2);
        QVERIFY(m_server.start());
        const CommandResult next = m_station->run(m_station->exportEveryone(u"b.csv"_s));
        QCOMPARE(next.json["team"_L1]["told"_L1].toBool(), true);
        QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines").toInt(), lines());
        QCOMPARE(m_station->run({u"runs"_s, u"list"_s, u"--team"_s}).json["runs"_L1].toArray().size(),
                 m_station->run({u"runs"_s, u"list"_s, u"--all"_s}).json["runs"_L1].toArray().size());
    }

    void aServerThatDoesNotAnswerIsLeftAlone()
    {
        join();
        QVERIFY(m_server.freeze(true));
        const auto thaw = qScopeGuard([this] { QVERIFY(m_server.freeze(false)); });
        QElapsedTimer clock;
        clock.start();
        const CommandResult held = m_station->run(m_station->exportEveryone(u"a.csv"_s));
        const qint64 took = clock.elapsed();
        QCOMPARE(held.exitCode, 0);
        QCOMPARE(held.json["team"_L1]["told"_L1].toBool(true), false);
        QCOMPARE(held.json["team"_L1]["error"_L1]["code"_L1].toString(), u"team_late"_s);
        QVERIFY(held.json["team"_L1]["waiting"_L1].toInt() > 0);
        const qint64 ran = held.json["duration_ms"_L1].toInteger();
        QVERIFY2(took - ran < 15'000, qPrintable(QString::number(took - ran))); // it waits 4 s, and 1.5 s at the exit

        // Whoever presses Ctrl+C then has not to wait for it, and the run has ended as it has.
        const auto process = m_station->start(m_station->exportEveryone(u"b.csv"_s));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_station->file(u"b.csv"_s)), 60'000);
        ::kill(pid_t(process->processId()), SIGINT);
        const CommandResult left = MusterStation::finish(*process);
        QCOMPARE(left.exitCode, 0);
        QCOMPARE(left.json["outcome"_L1].toString(), u"complete"_s);
        QVERIFY(!left.json["team"_L1]["told"_L1].toBool());
    }

    void anInterruptedCommandDoesNotStayForIt()
    {
        join();
        MusterStation slow({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(200)});
        QVERIFY(QDir().rename(m_station->file(u"data"_s), slow.file(u"data"_s)));
        const auto process = slow.start(slow.exportEveryone(u"a.csv"_s, {u"--page-size"_s, u"50"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(slow.sandbox().requests().size() > 6, 60'000);
        ::kill(pid_t(process->processId()), SIGINT);
        const CommandResult cancelled = MusterStation::finish(*process);
        QCOMPARE(cancelled.exitCode, 130);
        QVERIFY(!cancelled.json.contains(u"team"_s));
        QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines").toInt(), 0);
    }

    void withoutATeamNoLibraryOfItsIsLoaded()
    {
        const auto loads = [this](const QString &name) {
            qputenv("LD_DEBUG", "files");
            qputenv("LD_DEBUG_OUTPUT", m_station->file(name).toUtf8());
            const CommandResult result = m_station->run(m_station->exportEveryone(name + u".csv"_s));
            qunsetenv("LD_DEBUG");
            qunsetenv("LD_DEBUG_OUTPUT");
            QByteArray loaded;
            for (const QString &file : QDir(m_station->folder()).entryList({name + u".[0-9]*"_s}, QDir::Files))
                loaded += readFile(m_station->file(file));
            return result.exitCode == 0 ? loaded : QByteArray();
        };
        const QByteArray alone = loads(u"alone"_s);
        QVERIFY(alone.contains("libQt6Sql"));
        QVERIFY(!alone.contains("libpq") && !alone.contains("qsqlpsql"));
        join();
        QVERIFY(loads(u"told"_s).contains("libpq"));
    }

    void theScriptIsPrinted()
    {
        const CommandResult printed = m_station->run({u"team"_s, u"prepare"_s, u"--print"_s, u"--role"_s, u"muster"_s});
        QCOMPARE(printed.exitCode, 0);
        m_server.sql(printed.out);
        QCOMPARE(m_server.fault(), QByteArray());
        QCOMPARE(m_station->run(setArguments()).exitCode, 0);
        QCOMPARE(m_station->run({u"team"_s, u"sync"_s}).exitCode, 0);
    }

    void wrongCallsAreRefused()
    {
        QCOMPARE(m_station->run(setArguments({u"--tls"_s, u"require"_s})).exitCode, 2);
        QCOMPARE(m_station->run({u"team"_s, u"prepare"_s, u"--role"_s, u"muster"_s}).exitCode, 2);
        QCOMPARE(m_station->run({u"audit"_s, u"list"_s, u"--computer"_s, u"x"_s}).exitCode, 2);
        const CommandResult plain
            = m_station->run({u"team"_s, u"set"_s, u"--host"_s, u"db.example.com"_s, u"--database"_s, u"d"_s,
                              u"--user"_s, u"u"_s, u"--tls"_s, u"off"_s});
        QCOMPARE(plain.exitCode, 2);
        QCOMPARE(plain.json["error"_L1]["code"_L1].toString(), u"team_plain"_s);
        QCOMPARE(m_station->run(setArguments()).exitCode, 0);
        const CommandResult filter = m_station->run({u"audit"_s, u"list"_s, u"--team"_s, u"--object"_s, u"seg-1"_s});
        QCOMPARE(filter.exitCode, 2);
        QCOMPARE(filter.json["error"_L1]["code"_L1].toString(), u"team_filter"_s);
    }

private:
    PostgresServer m_server;
    std::unique_ptr<MusterStation> m_station;
};

MUSTER_TEST(HeadlessTeamTest, QCoreApplication)

} // namespace tst_headlessteam
#include "tst_headlessteam.moc"
