// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/team/teampublisher.h"

#include "models/runs/detach.h"
#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "models/store/runhistory.h"
#include "models/store/storethread.h"
#include "tests/support/fakeclock.h"
#include "tests/support/teamcomputer.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <filesystem>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace tst_teampublisher {

namespace {

using State = TeamStatus::State;

Secret password()
{
    return Secret(QByteArrayView(PostgresServer::musterPassword));
}

/// What a task has answered.
template <typename Value>
Result<Value> waited(QCoro::Task<Result<Value>> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace

class TestTeamPublisher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.begin(), m_server.why()); }
    void init()
    {
        QVERIFY2(m_server.forgetTables(), m_server.why());
        QVERIFY2(m_server.prepare(), m_server.why());
        m_home = std::make_unique<QTemporaryDir>();
    }

    void withoutADatabaseNothingIsTold();
    void tellsWhatThereIsAndWhatComes();
    void tellsRunsWithTheirMeasures();
    void severalPeopleSeeOneList();
    void whatHappensMeanwhileIsToldLater();
    void goesOnAfterAKillInTheMiddle();
    void aFullDatabaseIsTriedAgain();
    void aNewPasswordIsTriedAtOnce();
    void aCopiedFolderIsFoundOut();
    void aFolderOfBeforeIsFoundOut();
    void someoneElsesChangeIsFoundOut();
    void anotherDatabaseGetsEverything();
    void leavingEndsIt();
    void theGuiThreadDoesNotWait();
    void leavingDoesNotWaitForASilentServer();
    void aWindowThatOnlyLooksTellsNothing();

private:
    [[nodiscard]] QString home(const char *name) const { return m_home->filePath(QLatin1String(name)); }
    [[nodiscard]] qint64 lines() { return m_server.sql("SELECT count(*) FROM muster.audit_lines").toLongLong(); }

    PostgresServer m_server;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestTeamPublisher::withoutADatabaseNothingIsTold()
{
    const TeamComputer one(home("one"));
    one.team().start();
    QVERIFY(one.note(3));
    QCOMPARE(one.status().state, State::Off);
    QCOMPARE(waited(one.team().publish({})).error().code, u"team_off"_s);
    QCOMPARE(waited(one.team().entries({}, {})).error().code, u"team_off"_s);
    TeamSettings plain = m_server.settings();
    plain.host = u"db.example.com"_s;
    plain.tls = TeamTls::Off;
    QCOMPARE(one.team().setSettings(plain, std::nullopt).error().code, u"team_plain"_s);
    QCOMPARE(one.status().state, State::Off);
}

void TestTeamPublisher::tellsWhatThereIsAndWhatComes()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.note(450)); // more than two batches
    one.team().start();
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    QTRY_VERIFY(one.isUpToDate());
    // The choice is an entry itself, without the password.
    QCOMPARE(lines(), one.workspace->audit().count());
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines WHERE event = 'team.database_chosen'"), "1");
    QVERIFY(one.note(5));
    QTRY_COMPARE(lines(), one.workspace->audit().count());
    QTRY_VERIFY(one.isUpToDate());
    const auto whole = waited(one.team().verify({}));
    QVERIFY(whole);
    QCOMPARE(whole->size(), 1);
    QVERIFY(whole->first().verdict.intact && whole->first().isThis);
    QCOMPARE(whole->first().verdict.headDigest, one.workspace->audit().checkpoint().digest);
}

void TestTeamPublisher::tellsRunsWithTheirMeasures()
{
    TeamComputer one(home("one"));
    one.runOnce(u"before"_s);
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    one.runOnce(u"after"_s);
    const auto measured = [&] {
        return m_server.sql("SELECT run_id FROM muster.runs WHERE measures LIKE '%\"records\":7%' ORDER BY 1");
    };
    QTRY_COMPARE(measured(), "after\nbefore");
    QVERIFY(m_server.sql("SELECT max(version) FROM muster.run_versions").toInt() <= 2);
}

void TestTeamPublisher::severalPeopleSeeOneList()
{
    TeamComputer one(home("one")), two(home("two"));
    one.runOnce(u"r1"_s);
    two.runOnce(u"r2"_s);
    for (const TeamComputer *computer : {&one, &two}) {
        QVERIFY(computer->join(m_server.settings(), computer == &one ? u"One"_s : u"Two"_s));
        computer->team().start();
        QTRY_VERIFY(computer->isUpToDate());
    }
    const auto runs = waited(one.team().runs({}, {}));
    QVERIFY(runs);
    QStringList seen;
    for (const TeamRun &run : runs->told)
        seen.append(run.source.computer + u' ' + run.record.run.id);
    seen.sort();
    QCOMPARE(seen, QStringList({u"One r1"_s, u"Two r2"_s}));
    const auto entries = waited(two.team().entries({.event = u"export.completed"_s}, {}));
    QVERIFY(entries);
    QCOMPARE(entries->told.size(), 2);
    QCOMPARE(waited(two.team().computers({}))->size(), 2);
}

void TestTeamPublisher::whatHappensMeanwhileIsToldLater()
{
    QVERIFY2(m_server.kill(), m_server.why());
    {
        TeamComputer one(home("one"));
        QVERIFY(one.join(m_server.settings(), u"One"_s));
        one.team().start();
        QTRY_COMPARE(one.refusal(), u"team_unreachable"_s);
        QVERIFY(one.note(20));
        one.runOnce(u"r1"_s);
        QVERIFY(one.workspace->settings().save());
    }
    QVERIFY2(m_server.start(), m_server.why());
    TeamComputer one(home("one")); // after a new start of the program
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    QCOMPARE(lines(), one.workspace->audit().count());
    QCOMPARE(m_server.sql("SELECT run_id FROM muster.runs"), "r1");
    // While it runs.
    QVERIFY2(m_server.kill(), m_server.why());
    QVERIFY(one.note(7));
    QTRY_COMPARE(one.refusal(), u"team_unreachable"_s);
    QTRY_COMPARE(one.status().behind, std::optional<qint64>(7));
    QVERIFY2(m_server.start(), m_server.why());
    QTRY_VERIFY(one.isUpToDate());
    QCOMPARE(lines(), one.workspace->audit().count());
}

void TestTeamPublisher::goesOnAfterAKillInTheMiddle()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.note(5000));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_VERIFY(one.status().behind && *one.status().behind > 0 && *one.status().behind < 4500);
    QVERIFY2(m_server.kill(), m_server.why());
    QTRY_COMPARE(one.status().state, State::Refused);
    QVERIFY2(m_server.start(), m_server.why());
    QTRY_VERIFY(one.isUpToDate());
    QCOMPARE(lines(), one.workspace->audit().count());
    QVERIFY(waited(one.team().verify({}))->first().verdict.intact);
}

void TestTeamPublisher::aFullDatabaseIsTriedAgain()
{
    const TeamComputer one(home("one"));
    m_server.sql(
        "CREATE FUNCTION muster.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE 'could not extend file' USING ERRCODE = '53100'; END $$;"
        "CREATE TRIGGER no_room BEFORE INSERT ON muster.audit_lines FOR EACH ROW EXECUTE FUNCTION muster.no_room()");
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_COMPARE(one.refusal(), u"team_full"_s);
    QVERIFY(one.note(3)); // work goes on
    m_server.sql("DROP TRIGGER no_room ON muster.audit_lines");
    QTRY_VERIFY(one.isUpToDate());
    QCOMPARE(lines(), one.workspace->audit().count());
}

void TestTeamPublisher::aNewPasswordIsTriedAtOnce()
{
    const TeamComputer one(home("one"));
    one.team().setPace({.gather = 10ms, .firstRetry = 1h, .longestRetry = 1h});
    one.team().usePassword(Secret(QByteArrayView("wrong")));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_COMPARE(one.refusal(), u"team_sign_in"_s);
    one.team().usePassword(password());
    one.team().retry();
    QTRY_VERIFY(one.isUpToDate());
}

void TestTeamPublisher::aCopiedFolderIsFoundOut()
{
    {
        const TeamComputer one(home("one"));
        QVERIFY(one.join(m_server.settings(), u"One"_s));
        one.team().start();
        QTRY_VERIFY(one.isUpToDate());
        QVERIFY(one.workspace->settings().save());
    }
    std::filesystem::copy(home("one").toStdString(), home("copy").toStdString(),
                          std::filesystem::copy_options::recursive);
    const TeamComputer one(home("one"));
    QVERIFY(one.note(3));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    const qint64 told = lines();
    const TeamComputer copy(home("copy"));
    QVERIFY(copy.note(9));
    copy.team().start();
    QTRY_COMPARE(copy.refusal(), u"team_differs"_s);
    QCOMPARE(lines(), told);
    QVERIFY(copy.team().renewMachine());
    QTRY_VERIFY(copy.isUpToDate());
    QCOMPARE(lines(), told + copy.workspace->audit().count());
}

void TestTeamPublisher::aFolderOfBeforeIsFoundOut()
{
    {
        const TeamComputer one(home("one"));
        QVERIFY(one.join(m_server.settings(), u"One"_s));
        QVERIFY(one.workspace->settings().save());
    }
    std::filesystem::copy(home("one").toStdString(), home("copy").toStdString(),
                          std::filesystem::copy_options::recursive);
    TeamComputer one(home("one"));
    QVERIFY(one.note(30));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    const auto id = TeamMachine::idOf(home("one") + u"/data"_s, true);
    QVERIFY(id);
    const TeamComputer older(home("copy"));
    QFile file(home("copy") + u"/data/team-machine"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(id->toLatin1()) > 0);
    file.close();
    older.team().start();
    QTRY_COMPARE(older.refusal(), u"team_ahead"_s);
}

void TestTeamPublisher::someoneElsesChangeIsFoundOut()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.note(3));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    m_server.sql("UPDATE muster.audit_lines SET line = replace(line, 'chosen', 'chosem')");
    QVERIFY(one.note(1));
    QTRY_COMPARE(one.refusal(), u"team_differs"_s);
}

void TestTeamPublisher::anotherDatabaseGetsEverything()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.note(3));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    QVERIFY2(m_server.forgetTables() && m_server.prepare(), m_server.why());
    TeamSettings other = m_server.settings();
    other.tls = TeamTls::VerifyCa;
    QVERIFY(one.join(other, u"Uno"_s));
    QTRY_VERIFY(one.isUpToDate());
    QCOMPARE(lines(), one.workspace->audit().count());
    QCOMPARE(m_server.sql("SELECT name FROM muster.computer_names"), "Uno");
}

void TestTeamPublisher::leavingEndsIt()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    const qint64 told = lines();
    QVERIFY(one.team().setSettings({}, std::nullopt));
    QCOMPARE(one.status().state, State::Off);
    QVERIFY(one.note(4));
    QTRY_COMPARE(m_server.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'muster'"), "0");
    QCOMPARE(lines(), told);
    QCOMPARE(one.workspace->audit().read(one.workspace->audit().count() - 4, 1)->first().event,
             u"team.database_left"_s);
}

void TestTeamPublisher::theGuiThreadDoesNotWait()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    QVERIFY(m_server.freeze(true));
    QVERIFY(one.note(1));
    QElapsedTimer longest, each;
    longest.start();
    qint64 most = 0;
    while (longest.elapsed() < 1500) { // while the worker waits for the server
        each.start();
        QCoreApplication::processEvents();
        most = std::max(most, each.elapsed());
    }
    const State meanwhile = one.status().state;
    QVERIFY(m_server.freeze(false));
    QVERIFY2(most < 200,
             QByteArray::number(most).constData()); // a busy machine's; the worker waited for more than a second
    QVERIFY(meanwhile != State::Off);
    QTRY_VERIFY(one.isUpToDate());
}

void TestTeamPublisher::leavingDoesNotWaitForASilentServer()
{
    QElapsedTimer timer;
    {
        const TeamComputer one(home("one"));
        QVERIFY(one.join(m_server.settings(), u"One"_s));
        one.team().start();
        QTRY_VERIFY(one.isUpToDate());
        QVERIFY(m_server.freeze(true));
        QVERIFY(one.note(1));
        QTest::qWait(100); // it has begun to tell
        timer.start();
    }
    const qint64 took = timer.elapsed();
    QVERIFY(m_server.freeze(false));
    QVERIFY2(took < 4000, QByteArray::number(took).constData());
}

void TestTeamPublisher::aWindowThatOnlyLooksTellsNothing()
{
    const TeamComputer one(home("one"));
    QVERIFY(one.join(m_server.settings(), u"One"_s));
    QVERIFY(one.workspace->settings().save());
    one.team().start();
    QTRY_VERIFY(one.isUpToDate());
    const TeamComputer looking(home("one"));
    QVERIFY(looking.workspace->isReadOnly());
    looking.team().start();
    const auto entries = waited(looking.team().entries({}, {}));
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().code + entries.error().detail));
    QCOMPARE(entries->told.size(), lines());
    QVERIFY(waited(looking.team().look({})));
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.computers"), "1");
}

MUSTER_TEST(TestTeamPublisher, QCoreApplication)

} // namespace tst_teampublisher
#include "tst_teampublisher.moc"
