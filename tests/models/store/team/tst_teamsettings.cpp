// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamsettings.h"

#include "models/store/appsettings.h"
#include "models/store/team/teamschema.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_teamsettings {

namespace {

TeamSettings sound()
{
    return {.host = u"db.example.com"_s, .database = u"team"_s, .user = u"muster"_s};
}

} // namespace

class TestTeamSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void goesWithoutTlsOnlyToThisComputer_data();
    void goesWithoutTlsOnlyToThisComputer();
    void leavesNothingToTheEnvironment();
    void areKeptWithoutAPassword();
    void knowsAFolderByAnIdOfItsOwn();
    void theScriptGrantsNothingButReadingAndAppending();
};

void TestTeamSettings::refusesWhatCannotBe_data()
{
    QTest::addColumn<TeamSettings>("settings");
    QTest::addColumn<QString>("code");
    const auto with = [](auto change) {
        TeamSettings settings = sound();
        change(settings);
        return settings;
    };
    QTest::newRow("sound") << sound() << QString();
    QTest::newRow("no host") << with([](TeamSettings &s) { s.host.clear(); }) << u"team_host"_s;
    QTest::newRow("two hosts") << with([](TeamSettings &s) { s.host = u"a,b"_s; }) << u"team_host"_s;
    QTest::newRow("line break") << with([](TeamSettings &s) { s.host = u"a\nb"_s; }) << u"team_host"_s;
    QTest::newRow("socket with options") << with([](TeamSettings &s) { s.host = u"/run;x"_s; }) << u"team_host"_s;
    QTest::newRow("socket") << with([](TeamSettings &s) { s.host = u"/run/postgresql"_s; }) << QString();
    QTest::newRow("port 0") << with([](TeamSettings &s) { s.port = 0; }) << u"team_port"_s;
    QTest::newRow("port 65536") << with([](TeamSettings &s) { s.port = 65536; }) << u"team_port"_s;
    QTest::newRow("no database") << with([](TeamSettings &s) { s.database = u"  "_s; }) << u"team_database"_s;
    QTest::newRow("no user") << with([](TeamSettings &s) { s.user.clear(); }) << u"team_user"_s;
    QTest::newRow("long user") << with([](TeamSettings &s) { s.user = QString(201, u'x'); }) << u"team_user"_s;
    QTest::newRow("computer") << with([](TeamSettings &s) { s.computer = QString(201, u'x'); }) << u"team_computer"_s;
    QTest::newRow("relative file") << with([](TeamSettings &s) { s.caFile = u"ca.pem"_s; }) << u"team_ca_file"_s;
    QTest::newRow("file with options") << with([](TeamSettings &s) { s.caFile = u"/ca.pem;sslmode=disable"_s; })
                                       << u"team_ca_file"_s;
}

void TestTeamSettings::refusesWhatCannotBe()
{
    QFETCH(TeamSettings, settings);
    QFETCH(QString, code);
    const auto checked = settings.check();
    QCOMPARE(checked ? QString() : checked.error().code, code);
}

void TestTeamSettings::goesWithoutTlsOnlyToThisComputer_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("goes");
    QTest::newRow("localhost") << u"LocalHost"_s << true;
    QTest::newRow("IPv4") << u"127.0.0.1"_s << true;
    QTest::newRow("IPv6") << u"::1"_s << true;
    QTest::newRow("socket") << u"/run/postgresql"_s << true;
    QTest::newRow("another") << u"db.example.com"_s << false;
    QTest::newRow("looks like it") << u"localhost.example.com"_s << false;
    QTest::newRow("private") << u"192.168.1.1"_s << false;
}

void TestTeamSettings::goesWithoutTlsOnlyToThisComputer()
{
    QFETCH(QString, host);
    QFETCH(bool, goes);
    TeamSettings settings = sound();
    settings.host = host;
    settings.tls = TeamTls::Off;
    QCOMPARE(settings.check().has_value(), goes);
}

void TestTeamSettings::leavesNothingToTheEnvironment()
{
    const QStringList options = sound().connectOptions().split(u';');
    QVERIFY(options.contains(u"sslmode=verify-full"_s));
    QVERIFY(options.contains(u"passfile=/dev/null"_s));
    QVERIFY(options.contains(u"connect_timeout=5"_s));
    for (const char *name : {"hostaddr", "sslrootcert", "sslcert", "sslkey", "sslcrl", "options", "gssencmode",
                             "target_session_attrs", "application_name"}) {
        QVERIFY2(std::any_of(options.begin(), options.end(),
                             [&](const QString &option) { return option.startsWith(QLatin1String(name) + u'='); }),
                 name);
    }
    TeamSettings quoted = sound();
    quoted.caFile = u"/a'b\\c.pem"_s;
    QVERIFY(quoted.connectOptions().contains(u"sslrootcert='/a\\'b\\\\c.pem'"_s));
}

void TestTeamSettings::areKeptWithoutAPassword()
{
    const QTemporaryDir folder;
    TeamSettings settings = sound();
    settings.tls = TeamTls::VerifyCa;
    settings.caFile = u"/etc/ca.pem"_s;
    settings.computer = u"Front desk"_s;
    settings.port = 6000;
    {
        AppSettings kept(folder.path());
        QVERIFY(!kept.load());
        settings.keep(kept);
        QVERIFY(kept.save());
    }
    AppSettings kept(folder.path());
    QVERIFY(!kept.load());
    QCOMPARE(TeamSettings::of(kept), settings);
    TeamSettings().keep(kept);
    QVERIFY(!TeamSettings::of(kept).isOn());
    // What somebody wrote there by hand is not taken for no protection.
    kept.setValue(u"team/tls"_s, u"none"_s);
    QCOMPARE(TeamSettings::of(kept).tls, TeamTls::VerifyFull);
}

void TestTeamSettings::knowsAFolderByAnIdOfItsOwn()
{
    const QTemporaryDir folder;
    QCOMPARE(TeamMachine::idOf(folder.path(), true).error().code, u"team_machine"_s);
    const auto made = TeamMachine::idOf(folder.path(), false);
    QVERIFY(made);
    QCOMPARE(*TeamMachine::idOf(folder.path(), true), *made);
    const auto renewed = TeamMachine::renew(folder.path());
    QVERIFY(renewed && *renewed != *made);
    QCOMPARE(*TeamMachine::idOf(folder.path(), false), *renewed);
    QFile file(folder.filePath(u"team-machine"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("nonsense\n") > 0);
    file.close();
    QCOMPARE(TeamMachine::idOf(folder.path(), false).error().code, u"team_machine_damaged"_s);
}

void TestTeamSettings::theScriptGrantsNothingButReadingAndAppending()
{
    const QString script = TeamSchema::script(u"a\"b; DROP"_s);
    QVERIFY(script.contains(u"TO \"a\"\"b; DROP\";"_s));
    for (const QString &line : script.split(u'\n')) {
        if (line.startsWith(u"GRANT"_s))
            QVERIFY2(line.startsWith(u"GRANT USAGE"_s) || line.startsWith(u"GRANT SELECT"_s)
                         || line.startsWith(u"GRANT INSERT ("_s),
                     qPrintable(line));
    }
    QVERIFY(script.contains(u"BEGIN;\n"_s) && script.endsWith(u"COMMIT;\n"_s));
    QVERIFY(TeamSchema::steps(TeamSchema::version).isEmpty());
}

MUSTER_TEST(TestTeamSettings, QCoreApplication)

} // namespace tst_teamsettings
#include "tst_teamsettings.moc"
