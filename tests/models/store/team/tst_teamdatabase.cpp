// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamdatabase.h"

#include "models/store/auditlog.h"
#include "models/store/team/teamschema.h"
#include "tests/support/postgresserver.h"
#include "tests/support/testprogram.h"

#include <QUuid>

#include <thread>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace tst_teamdatabase {

namespace {

const QString machine = u"6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0001"_s;
const QString otherMachine = u"6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0002"_s;

Secret password()
{
    return Secret(QByteArrayView(PostgresServer::musterPassword));
}

TeamTeller teller(const QString &of = machine)
{
    return {of, of == machine ? u"Front desk"_s : u"Back office"_s, u"alex"_s};
}

RunRecord runNamed(const QString &id, const QString &state)
{
    RunRecord record{.run = {.id = id,
                             .kind = u"segment_export"_s,
                             .title = u"Ünïcode \u0001 title"_s,
                             .profileId = u"local-profile-id"_s,
                             .profileName = u"First"_s,
                             .target = u"/data/out.csv"_s,
                             .order = R"({"number":"+4915112345678"})",
                             .orderDigest = u"d1"_s,
                             .startedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC),
                             .changedAt = QDateTime::fromMSecsSinceEpoch(1'700'000'001'000, Qt::UTC),
                             .state = state,
                             .progress = R"({"at":"+4915112345678"})"},
                     .lives = 1};
    if (state == u"complete"_s) {
        record.ending = RunEnding{.at = record.run.changedAt, .outcome = state, .findings = {u"duplicates:2"_s}};
        record.measures = RunMeasures{.lives = 1, .wall = 10s, .records = 5000, .recordsDone = 5000};
    }
    return record;
}

/// Lines of an audit file as Muster writes them. Two calls never share a moment: entries are dated to the millisecond, and
/// computers that say the same one are told in the order of their ids, which is no order that a test could expect.
QList<TeamLine> linesOf(const QTemporaryDir &folder, int count)
{
    auto log = AuditLog::open(folder.filePath(u"audit.jsonl"_s), folder.path(), false);
    QList<AuditDraft> drafts;
    for (int i = 0; i < count; ++i)
        drafts.append({u"export.page"_s, u"run-1"_s, {{u"page"_s, i}, {u"file"_s, u"Grüße \u0000\n\"?:x"_s}}});
    if (!log || !(*log)->appendAll(drafts))
        return {};
    QList<TeamLine> lines;
    const auto read = (*log)->readLines(1, count);
    if (!read)
        return {};
    for (const QByteArray &line : *read)
        lines.append({lines.size() + 1, line});
    const qint64 last = QDateTime::currentMSecsSinceEpoch();
    while (QDateTime::currentMSecsSinceEpoch() == last)
        std::this_thread::yield();
    return lines;
}

} // namespace

class TestTeamDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.begin(), m_server.why()); }
    void init()
    {
        QVERIFY2(m_server.forgetTables(), m_server.why());
        QVERIFY2(m_server.prepare(), m_server.why());
    }

    void keepsLinesAsTheyStand();
    void tellingTwiceDoesNoHarm();
    void anotherLineUnderTheSameNumberIsAnAlarm();
    void keepsEveryVersionOfARun();
    void tellsTextsOfAnyKind();
    void tellsNothingOfOrderAndProgress();
    void showsEverybodysNewestFirst();
    void findsWhatIsAskedFor();
    void passesOverWhatNoMusterTold();
    void verifiesTheChain();
    void theRoleCanOnlyReadAndAppend();
    void saysWhichRightsAreTooMany();
    void saysWhichRightIsMissing();
    void refusesOtherVersions();
    void preparingAgainChangesNothing();
    void aFailedPreparationLeavesNothing();
    void theScriptDoesTheSame();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void neverSaysThePassword();
    void goesByASocketWithoutTls();
    void aFullDatabaseKeepsNothingOfABatch();
    void aReadOnlyDatabaseSaysSo();
    void aKilledServerLosesNothing();

private:
    [[nodiscard]] std::unique_ptr<TeamDatabase> opened(const TeamSettings &settings)
    {
        auto database = TeamDatabase::open(settings, password());
        if (!database)
            qWarning("%s: %s", qPrintable(database.error().code), qPrintable(database.error().detail));
        return database ? *std::move(database) : nullptr;
    }
    [[nodiscard]] QString refusal(const TeamSettings &settings, const Secret &secret = password())
    {
        const auto database = TeamDatabase::open(settings, secret);
        return database ? QString() : database.error().code;
    }

    PostgresServer m_server;
};

void TestTeamDatabase::keepsLinesAsTheyStand()
{
    const QTemporaryDir folder;
    const QList<TeamLine> lines = linesOf(folder, 150);
    QCOMPARE(lines.size(), 150);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QCOMPARE(database->excessRights(), QStringList());
    QCOMPARE(database->lastLine(machine)->sequence, 0);
    QVERIFY(database->introduce(teller()));
    QVERIFY(database->addLines(machine, lines));
    const auto last = database->lastLine(machine);
    QVERIFY(last);
    QCOMPARE(last->sequence, 150);
    QCOMPARE(last->line, lines.last().line);
    const auto page = database->entries({.limit = 500});
    QVERIFY(page);
    QCOMPARE(page->told.size(), 150);
    QCOMPARE(page->unreadable, 0);
    for (qsizetype i = 0; i < 150; ++i)
        QCOMPARE(encodeAuditEntry(page->told[149 - i].entry), lines[i].line);
    QCOMPARE(page->told.first().source.computer, u"Front desk"_s);
    QCOMPARE(page->told.first().source.role, u"muster"_s);
}

void TestTeamDatabase::tellingTwiceDoesNoHarm()
{
    const QTemporaryDir folder;
    const QList<TeamLine> lines = linesOf(folder, 20);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addLines(machine, lines.first(12)));
    QVERIFY(database->addLines(machine, lines)); // twelve of them once more
    QVERIFY(database->addLines(machine, lines));
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "20");
    QVERIFY(database->addLines(otherMachine, lines.first(3)));
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "23");
}

void TestTeamDatabase::anotherLineUnderTheSameNumberIsAnAlarm()
{
    const QTemporaryDir folder, otherFolder;
    const QList<TeamLine> lines = linesOf(folder, 5), others = linesOf(otherFolder, 8);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addLines(machine, lines));
    const auto told = database->addLines(machine, others);
    QVERIFY(!told);
    QCOMPARE(told.error().code, u"team_differs"_s);
    QCOMPARE(told.error().subject, u"1"_s);
    // Neither over what was there, nor behind it.
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "5");
    QCOMPARE(database->lastLine(machine)->line, lines.last().line);
}

void TestTeamDatabase::keepsEveryVersionOfARun()
{
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->introduce(teller()));
    QVERIFY(database->addRuns(teller(), {runNamed(u"r1"_s, u"running"_s), runNamed(u"r2"_s, u"running"_s)}));
    QVERIFY(database->addRuns(teller(), {runNamed(u"r1"_s, u"complete"_s)}));
    QCOMPARE(m_server.sql("SELECT run_id, version, state FROM muster.run_versions ORDER BY 1, 2"),
             "r1|1|running\nr1|2|complete\nr2|1|running");
    const auto digests = database->runDigests(machine);
    QVERIFY(digests);
    QCOMPARE(digests->value(u"r1"_s), TeamDatabase::digestOf(runNamed(u"r1"_s, u"complete"_s)));
    QVERIFY(digests->value(u"r2"_s) != TeamDatabase::digestOf(runNamed(u"r2"_s, u"complete"_s)));
    const auto page = database->runs({.state = u"complete"_s});
    QVERIFY(page);
    QCOMPARE(page->told.size(), 1);
    const TeamRun &run = page->told.first();
    const RunRecord expected = runNamed(u"r1"_s, u"complete"_s);
    QCOMPARE(run.record.run.title, expected.run.title);
    QCOMPARE(run.record.run.startedAt, expected.run.startedAt);
    QCOMPARE(run.record.run.changedAt, expected.run.changedAt);
    QCOMPARE(run.record.ending, expected.ending);
    QCOMPARE(run.record.measures, expected.measures);
    QCOMPARE(run.record.lives, 1);
    QCOMPARE(run.actor, u"alex"_s);
    QCOMPARE(run.source.computer, u"Front desk"_s);
}

void TestTeamDatabase::tellsTextsOfAnyKind()
{
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    RunRecord record = runNamed(u"r'1"_s, u"running"_s);
    record.run.title = u"a'b\\'c?::d $1 \u2028 \U0001F600"_s;
    record.run.target = QString(u"a"_s + QChar(0) + u"b"_s);
    QVERIFY(database->addRuns(teller(), {record}));
    const auto page = database->runs({});
    QVERIFY(page && page->told.size() == 1);
    QCOMPARE(page->told.first().record.run.id, record.run.id);
    QCOMPARE(page->told.first().record.run.title, record.run.title);
    QCOMPARE(page->told.first().record.run.target, u"a\uFFFDb"_s); // PostgreSQL has no text with a zero
}

void TestTeamDatabase::tellsNothingOfOrderAndProgress()
{
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addRuns(teller(), {runNamed(u"r1"_s, u"complete"_s)}));
    QVERIFY(m_server.sql("SELECT count(*) FROM muster.run_versions AS v WHERE v::text LIKE '%out.csv%'") == "1");
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.run_versions AS v WHERE v::text LIKE '%4915112345678%' "
                          "OR v::text LIKE '%local-profile-id%'"),
             "0");
    // A checkpoint alone is no news: a run of many pages does not fill the table.
    RunRecord moved = runNamed(u"r1"_s, u"complete"_s);
    moved.run.changedAt = moved.run.changedAt.addSecs(9);
    moved.run.progress = "{}";
    QCOMPARE(TeamDatabase::digestOf(moved), TeamDatabase::digestOf(runNamed(u"r1"_s, u"complete"_s)));
}

void TestTeamDatabase::showsEverybodysNewestFirst()
{
    const QTemporaryDir folder, otherFolder;
    const QList<TeamLine> lines = linesOf(folder, 3);
    const QList<TeamLine> later = linesOf(otherFolder, 2);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->introduce(teller()) && database->introduce(teller(otherMachine)));
    QVERIFY(database->addLines(otherMachine, later) && database->addLines(machine, lines));
    const auto page = database->entries({.limit = 4});
    QVERIFY(page);
    QCOMPARE(page->told.size(), 4);
    QVERIFY(page->more);
    for (qsizetype i = 1; i < page->told.size(); ++i)
        QVERIFY(page->told[i - 1].entry.at >= page->told[i].entry.at);
    QCOMPARE(page->told.first().source.computer, u"Back office"_s);
    QCOMPARE(page->told.last().source.computer, u"Front desk"_s);
    const auto computers = database->computers();
    QVERIFY(computers);
    QCOMPARE(computers->size(), 2);
    QCOMPARE(computers->first().computer, u"Back office"_s);
    // A new name is the one that is shown from then on.
    TeamTeller renamed = teller();
    renamed.computer = u"Archive"_s;
    QVERIFY(database->introduce(renamed));
    QCOMPARE(database->computers()->first().computer, u"Archive"_s);
}

void TestTeamDatabase::findsWhatIsAskedFor()
{
    const QTemporaryDir folder;
    const QList<TeamLine> lines = linesOf(folder, 3);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->introduce(teller()) && database->introduce(teller(otherMachine)));
    QVERIFY(database->addLines(machine, lines) && database->addLines(otherMachine, lines.first(1)));
    QVERIFY(database->addRuns(teller(), {runNamed(u"r1"_s, u"complete"_s), runNamed(u"r2"_s, u"paused"_s)}));
    const auto entries = [&](const TeamFilter &filter) { return database->entries(filter)->told.size(); };
    const auto runs = [&](const TeamFilter &filter) { return database->runs(filter)->told.size(); };
    QCOMPARE(entries({.computer = u"Front desk"_s}), 3);
    QCOMPARE(entries({.computer = otherMachine}), 1);
    QCOMPARE(entries({.computer = u"' OR true --"_s}), 0);
    QCOMPARE(entries({.event = u"export.page"_s}), 4);
    QCOMPARE(entries({.event = u"export"_s}), 0);
    QCOMPARE(entries({.runId = u"run-1"_s}), 4);
    QCOMPARE(entries({.text = u"\"page\":2"_s}), 1);
    QCOMPARE(entries({.text = u"%"_s}), 0); // itself, not anything
    QCOMPARE(entries({.since = QDateTime::currentDateTimeUtc().addDays(1)}), 0);
    QCOMPARE(entries({.until = QDateTime::currentDateTimeUtc().addDays(1)}), 4);
    QCOMPARE(entries({.actor = u"nobody else"_s}), 0);
    QCOMPARE(runs({.kind = u"segment_export"_s}), 2);
    QCOMPARE(runs({.state = u"paused"_s}), 1);
    QCOMPARE(runs({.connection = u"Second"_s}), 0);
    QCOMPARE(runs({.text = u"OUT.csv"_s}), 2);
    QCOMPARE(runs({.actor = u"alex"_s, .limit = 1}), 1);
}

void TestTeamDatabase::passesOverWhatNoMusterTold()
{
    const QTemporaryDir folder;
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addLines(machine, linesOf(folder, 2)));
    QVERIFY(database->addRuns(teller(), {runNamed(u"r1"_s, u"complete"_s)}));
    m_server.sql("ALTER TABLE muster.audit_lines DROP CONSTRAINT audit_lines_line_check;"
                 "ALTER TABLE muster.run_versions DROP CONSTRAINT run_versions_measures_check;"
                 "INSERT INTO muster.audit_lines (machine, sequence, at, event, run_id, actor, line) VALUES "
                 "('6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0001', 3, 'infinity', 'x', '', '', 'no json'), "
                 "('6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0001', 4, now(), 'x', '', '', '{\"sequence\":4}'), "
                 "('6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0001', 5, now(), 'x', '', '', repeat('x', 90000000)), "
                 "('6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0001', 6, now(), 'x', '', '', '');"
                 "INSERT INTO muster.run_versions SELECT machine, 'r2', 1, digest, actor, kind, repeat('t', 9000000), "
                 "connection, target, order_digest, '-infinity', 'infinity', state, reason, -5, '{', "
                 "repeat('x', 90000000) FROM muster.run_versions;"
                 "INSERT INTO muster.run_versions SELECT machine, 'r3', 1, digest, actor, kind, title, connection, "
                 "target, order_digest, started_at, changed_at, state, reason, lives, ending, '{\"version\":1}' "
                 "FROM muster.run_versions WHERE run_id = 'r1';");
    QCOMPARE(m_server.fault(), QByteArray());
    const auto entries = database->entries({.limit = 500});
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().detail));
    QCOMPARE(entries->told.size(), 2);
    QCOMPARE(entries->unreadable, 4);
    const auto runs = database->runs({.limit = 500});
    QVERIFY2(runs, runs ? "" : qPrintable(runs.error().detail));
    QCOMPARE(runs->told.size(), 3);
    QCOMPARE(runs->unreadable, 2);
    for (const TeamRun &run : runs->told) {
        QVERIFY(run.record.run.title.size() <= 2000);
        QCOMPARE(run.record.measures.has_value(), run.record.run.id == u"r1"_s);
        QVERIFY(run.record.lives >= 0);
    }
}

void TestTeamDatabase::verifiesTheChain()
{
    const QTemporaryDir folder;
    const QList<TeamLine> lines = linesOf(folder, 40);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addLines(machine, lines));
    const auto whole = database->verify(machine, {});
    QVERIFY(whole && whole->intact);
    QCOMPARE(whole->entries, 40);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(database->verify(machine, stop.get_token()).error().kind, ErrorKind::Cancelled);
    m_server.sql("UPDATE muster.audit_lines SET line = replace(line, '\"page\":10', '\"page\":11')");
    const auto changed = database->verify(machine, {});
    QVERIFY(changed && !changed->intact);
    QCOMPARE(changed->firstBad, 11);
    QCOMPARE(changed->reasonKey, u"changed"_s);
    m_server.sql("DELETE FROM muster.audit_lines WHERE sequence = 5");
    QCOMPARE(database->verify(machine, {})->reasonKey, u"missing"_s);
}

void TestTeamDatabase::theRoleCanOnlyReadAndAppend()
{
    const QTemporaryDir folder;
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addLines(machine, linesOf(folder, 2)));
    for (const char *statement :
         {"UPDATE muster.audit_lines SET line = ''", "DELETE FROM muster.audit_lines", "TRUNCATE muster.run_versions",
          "UPDATE muster.schema_version SET version = 9", "INSERT INTO muster.schema_version VALUES (9)",
          "DROP TABLE muster.audit_lines", "CREATE TABLE muster.x (y int)",
          "INSERT INTO muster.computers (machine, name, told_by) VALUES "
          "('6b1f4a10-0b6e-4a6f-8a53-2f0f3f1d0001', 'x', 'somebody else')"}) {
        QCOMPARE(m_server.sql(QByteArray("SET ROLE muster; DO $$ BEGIN ") + statement
                              + "; RAISE 'it was allowed'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$; "
                                "SELECT 'refused'"),
                 "refused");
    }
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "2");
}

void TestTeamDatabase::saysWhichRightsAreTooMany()
{
    m_server.sql("GRANT DELETE ON muster.audit_lines TO muster; GRANT UPDATE (state) ON muster.run_versions TO muster");
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QCOMPARE(database->excessRights(), QStringList({u"DELETE muster.audit_lines"_s, u"UPDATE muster.run_versions"_s}));
    const auto owner
        = TeamDatabase::open(m_server.ownerSettings(), Secret(QByteArrayView(PostgresServer::ownerPassword)));
    QVERIFY(owner);
    QCOMPARE((*owner)->excessRights().size(), 9);
}

void TestTeamDatabase::saysWhichRightIsMissing()
{
    m_server.sql("REVOKE ALL ON muster.run_versions FROM muster;"
                 "GRANT SELECT ON muster.run_versions TO muster");
    m_server.sql("REVOKE INSERT (measures) ON muster.run_versions FROM muster");
    const auto database = TeamDatabase::open(m_server.settings(), password());
    QVERIFY(!database);
    QCOMPARE(database.error().kind, ErrorKind::Forbidden);
    QCOMPARE(database.error().code, u"team_no_right"_s);
    QCOMPARE(database.error().detail, u"muster.run_versions"_s);
    m_server.sql("REVOKE USAGE ON SCHEMA muster FROM muster");
    QCOMPARE(refusal(m_server.settings()), u"team_no_right"_s);
}

void TestTeamDatabase::refusesOtherVersions()
{
    m_server.sql("INSERT INTO muster.schema_version (version) VALUES (7)");
    QCOMPARE(refusal(m_server.settings()), u"team_schema_newer"_s);
    QVERIFY(!m_server.prepare());
    QVERIFY2(m_server.fault().startsWith("team_schema_newer"), m_server.why());
    QVERIFY(m_server.forgetTables());
    QCOMPARE(refusal(m_server.settings()), u"team_not_prepared"_s);
}

void TestTeamDatabase::preparingAgainChangesNothing()
{
    const QTemporaryDir folder;
    QVERIFY(opened(m_server.settings())->addLines(machine, linesOf(folder, 2)));
    QVERIFY2(m_server.prepare(), m_server.why());
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "2");
    QCOMPARE(m_server.sql("SELECT version, made_by FROM muster.schema_version"), "1|owner");
}

void TestTeamDatabase::aFailedPreparationLeavesNothing()
{
    QVERIFY(m_server.forgetTables());
    const auto made = TeamDatabase::prepare(m_server.ownerSettings(),
                                            Secret(QByteArrayView(PostgresServer::ownerPassword)), u"no such role"_s);
    QVERIFY(!made);
    QVERIFY2(made.error().detail.contains(u"no such role"_s), qPrintable(made.error().detail));
    QCOMPARE(m_server.sql("SELECT to_regnamespace('muster') IS NULL"), "t");
    QCOMPARE(TeamDatabase::prepare(m_server.settings(), password(), u"muster"_s).error().code, u"team_no_right"_s);
}

void TestTeamDatabase::theScriptDoesTheSame()
{
    const QByteArray question
        = "SELECT table_name, column_name, data_type, column_default FROM information_schema.columns WHERE "
          "table_schema = 'muster' ORDER BY 1, 2; SELECT table_name, column_name, privilege_type FROM "
          "information_schema.column_privileges WHERE table_schema = 'muster' AND grantee = 'muster' ORDER BY 1, 2, 3";
    const QByteArray prepared = m_server.sql(question);
    QVERIFY(prepared.contains("audit_lines|line|INSERT") && !prepared.contains("told_by|INSERT"));
    QVERIFY(m_server.forgetTables());
    m_server.sql("SET SESSION AUTHORIZATION owner;\n" + TeamSchema::script(u"muster"_s).toUtf8());
    QCOMPARE(m_server.fault(), QByteArray());
    QCOMPARE(m_server.sql(question), prepared);
    QVERIFY(opened(m_server.settings()));
}

void TestTeamDatabase::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    QTest::newRow("wrong password") << u"password"_s << u"team_sign_in"_s;
    QTest::newRow("no such role") << u"role"_s << u"team_sign_in"_s;
    QTest::newRow("no such database") << u"database"_s << u"team_no_database"_s;
    QTest::newRow("nobody there") << u"port"_s << u"team_unreachable"_s;
    QTest::newRow("another authority") << u"authority"_s << u"team_tls"_s;
    QTest::newRow("authorities of the system") << u"system"_s << u"team_tls"_s;
    QTest::newRow("no file of authorities") << u"missing"_s << u"team_tls"_s;
    QTest::newRow("a certificate for another name") << u"name"_s << u"team_tls"_s;
    QTest::newRow("the same, not asked for") << u"any name"_s << QString();
    QTest::newRow("too many connections") << u"limit"_s << u"team_busy"_s;
    QTest::newRow("another encoding") << u"encoding"_s << u"team_server"_s;
}

void TestTeamDatabase::saysWhatIsWrong()
{
    QFETCH(QString, what);
    QFETCH(QString, code);
    TeamSettings settings = m_server.settings();
    Secret secret = password();
    if (what == u"password"_s)
        secret = Secret(QByteArrayView("wrong"));
    else if (what == u"role"_s)
        settings.user = u"nobody"_s;
    else if (what == u"database"_s)
        settings.database = u"none"_s;
    else if (what == u"port"_s)
        settings.port = 1;
    else if (what == u"authority"_s)
        settings.caFile = m_server.otherAuthority();
    else if (what == u"system"_s)
        settings.caFile.clear();
    else if (what == u"missing"_s)
        settings.caFile = u"/nowhere/ca.pem"_s;
    else if (what == u"name"_s || what == u"any name"_s)
        settings.host = u"127.0.0.1"_s;
    else if (what == u"limit"_s)
        m_server.sql("ALTER ROLE muster CONNECTION LIMIT 0");
    if (what == u"any name"_s)
        settings.tls = TeamTls::VerifyCa;
    if (what == u"encoding"_s) {
        m_server.sql("DROP DATABASE IF EXISTS latin", "postgres");
        m_server.sql("CREATE DATABASE latin ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
                     "postgres");
        settings.database = u"latin"_s;
    }
    const auto database = TeamDatabase::open(settings, secret);
    QVERIFY2((database ? QString() : database.error().code) == code,
             qPrintable(database ? u"opened"_s : database.error().code + u": " + database.error().detail));
    if (!database) {
        QCOMPARE(database.error().subject, settings.place());
        QVERIFY(!database.error().detail.isEmpty());
    }
}

void TestTeamDatabase::neverSaysThePassword()
{
    for (const QByteArray &secret :
         {QByteArray("hunter2 host=evil.example.com"), QByteArray("a' b"), QByteArray("x\\")}) {
        const auto database = TeamDatabase::open(m_server.settings(), Secret(QByteArrayView(secret)));
        QVERIFY(!database);
        QCOMPARE(database.error().code, u"team_sign_in"_s);
        QVERIFY(!database.error().detail.contains(QString::fromUtf8(secret)));
    }
}

void TestTeamDatabase::goesByASocketWithoutTls()
{
    TeamSettings settings = m_server.settings();
    settings.host = m_server.socketFolder();
    QVERIFY(opened(settings));
    settings = m_server.settings();
    settings.tls = TeamTls::Off;
    QVERIFY(opened(settings));
}

void TestTeamDatabase::aFullDatabaseKeepsNothingOfABatch()
{
    const QTemporaryDir folder;
    const QList<TeamLine> lines = linesOf(folder, 10);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    m_server.sql(
        "CREATE FUNCTION muster.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.sequence > 6 THEN "
        "RAISE 'could not extend file' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$;"
        "CREATE TRIGGER no_room BEFORE INSERT ON muster.audit_lines FOR EACH ROW EXECUTE FUNCTION muster.no_room()");
    const auto told = database->addLines(machine, lines);
    QVERIFY(!told);
    QCOMPARE(told.error().code, u"team_full"_s);
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "0");
    m_server.sql("DROP TRIGGER no_room ON muster.audit_lines");
    QVERIFY(database->addLines(machine, lines)); // over the same connection
    QCOMPARE(m_server.sql("SELECT count(*) FROM muster.audit_lines"), "10");
}

void TestTeamDatabase::aReadOnlyDatabaseSaysSo()
{
    const QTemporaryDir folder;
    m_server.sql("ALTER DATABASE team SET default_transaction_read_only = on");
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->entries({}));
    QCOMPARE(database->addLines(machine, linesOf(folder, 2)).error().code, u"team_read_only"_s);
}

void TestTeamDatabase::aKilledServerLosesNothing()
{
    const QTemporaryDir folder;
    const QList<TeamLine> lines = linesOf(folder, 10);
    const auto database = opened(m_server.settings());
    QVERIFY(database);
    QVERIFY(database->addLines(machine, lines.first(4)));
    QVERIFY2(m_server.kill(), m_server.why());
    const auto told = database->addLines(machine, lines);
    QVERIFY(!told);
    QCOMPARE(told.error().kind, ErrorKind::ConnectionLost);
    QCOMPARE(refusal(m_server.settings()), u"team_unreachable"_s);
    QVERIFY2(m_server.start(), m_server.why());
    const auto again = opened(m_server.settings());
    QVERIFY(again);
    QCOMPARE(again->lastLine(machine)->sequence, 4);
    QVERIFY(again->addLines(machine, lines));
    QCOMPARE(again->lastLine(machine)->sequence, 10);
}

MUSTER_TEST(TestTeamDatabase, QCoreApplication)

} // namespace tst_teamdatabase
#include "tst_teamdatabase.moc"
