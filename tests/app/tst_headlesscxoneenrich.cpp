// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneuploadcodec.h"
#include "tests/app/support/cxonestation.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesscxoneenrich {

namespace {

constexpr qint64 renewals = 4101;
constexpr int rows = 60; // two uploads: 25 and the rest

CxoneSandboxSettings world()
{
    return {.tenant = {.contacts = 80, .seed = 7, .jobTime = std::chrono::milliseconds(200)}};
}

QByteArray csvOf(const QList<CxoneSandboxRecord> &records, const QByteArray &word)
{
    QByteArray csv = "Customer,Level\n";
    for (int at = 0; at < rows; ++at)
        csv += records[at].externalId.toUtf8() + ',' + word + ' ' + QByteArray::number(at) + '\n';
    return csv;
}

QStringList enriching(const CxoneStation &station, const QStringList &more = {})
{
    return QStringList{u"lists"_s,           u"enrich"_s,
                       u"Spring renewals"_s, u"--plain-backup"_s,
                       u"--input"_s,         station.file(u"in.csv"_s),
                       u"--id-column"_s,     u"Customer"_s,
                       u"--map"_s,           u"Level=otherFields.tier"_s}
    + more;
}

/// What is wrong with the list: of the first `rows` the tier is WORD n, and nothing else has changed.
QString faultOf(CxoneStation &station, const QList<CxoneSandboxRecord> &before, const QString &word)
{
    const QList<CxoneSandboxRecord> after = station.sandbox().listTruth(renewals);
    if (after.size() != before.size())
        return u"%1 records"_s.arg(after.size());
    for (qsizetype at = 0; at < after.size(); ++at) {
        CxoneSandboxRecord wanted = before[at];
        if (at < rows)
            wanted.others[u"tier"_s] = word + u' ' + QString::number(at);
        wanted.modified = after[at].modified;
        if (after[at] != wanted)
            return u"record %1"_s.arg(at);
    }
    return station.sandbox().dialled().isEmpty() ? QString() : u"phones have rung"_s;
}

} // namespace

/// `muster lists enrich` over CXone's API as a scheduler calls it: the real program, the simulator's ground truth.
class HeadlessCxoneEnrichTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enrichesAndUndoes();
    void aSkillThatMayCallIsAskedFor();
    void aSkillIsStartedByItsNameAlone();
    void whatCxoneLacksIsSaid();
    void S07_noNumberIsLeftInTheDataFolder();
    void F90_F91_killedAgainAndAgainEveryContactIsEnrichedOnce();
};

void HeadlessCxoneEnrichTest::enrichesAndUndoes()
{
    CxoneStation station(world());
    const QList<CxoneSandboxRecord> before = station.sandbox().listTruth(renewals);
    station.write(u"in.csv"_s, csvOf(before, "Opal") + "no-such-contact,Opal\n");
    const CommandResult looked = station.run(enriching(station, {u"--check"_s}));
    QCOMPARE(looked.exitCode, 2); // a row names nobody
    QCOMPARE(looked.json["to_send"_L1].toInteger(), rows);
    QCOMPARE(looked.json["rejected"_L1].toInteger(), 1);
    QCOMPARE(station.uploads(), 0);
    const CommandResult result = station.run(enriching(station, {u"--send-valid"_s}));
    QVERIFY2(result.exitCode == 3 || result.exitCode == 0, result.err.constData());
    QCOMPARE(result.json["figures"_L1]["enriched"_L1].toInteger(), rows);
    QCOMPARE(faultOf(station, before, u"Opal"_s), QString());
    QCOMPARE(station.uploads(), 2);
    QVERIFY(!result.err.contains("refresh"));

    const CommandResult undone = station.run({u"lists"_s, u"enrich-undo"_s, result.json["run_id"_L1].toString(),
                                              u"--confirm-count"_s, QString::number(rows)});
    QVERIFY2(undone.exitCode == 0, undone.err.constData());
    QList<CxoneSandboxRecord> after = station.sandbox().listTruth(renewals);
    for (qsizetype at = 0; at < after.size(); ++at)
        after[at].modified = before[at].modified;
    QCOMPARE(after, before);
    QVERIFY(station.sandbox().dialled().isEmpty());
}

void HeadlessCxoneEnrichTest::aSkillThatMayCallIsAskedFor()
{
    CxoneStation station(world());
    const QList<CxoneSandboxRecord> before = station.sandbox().listTruth(renewals);
    station.write(u"in.csv"_s, csvOf(before, "Opal"));
    // Whether it runs cannot be read: it counts as running.
    station.sandbox().addFault({.path = u"/skills"_s, .times = -1, .status = 403});
    for (const QStringList &more : {QStringList{}, QStringList{u"--dial-consent"_s, u"outbound renewals"_s}}) {
        const CommandResult refused = station.run(enriching(station, more));
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"skill_running"_s);
        QVERIFY(refused.err.contains("Outbound renewals"));
    }
    QCOMPARE(station.uploads(), 0);
    QVERIFY(station.sandbox().dialled().isEmpty());
    const CommandResult allowed = station.run(enriching(station, {u"--dial-consent"_s, u"Outbound renewals"_s}));
    QVERIFY2(allowed.exitCode == 0, allowed.err.constData());
    QCOMPARE(faultOf(station, before, u"Opal"_s), QString()); // it was stopped after all

    // What is written back may ring as well, and is agreed to by itself.
    const QStringList undoing{u"lists"_s, u"enrich-undo"_s, allowed.json["run_id"_L1].toString(), u"--confirm-count"_s,
                              QString::number(rows)};
    const int uploads = station.uploads();
    const CommandResult refused = station.run(undoing);
    QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"skill_running"_s);
    QCOMPARE(station.uploads(), uploads);
    const CommandResult undone = station.run(undoing + QStringList{u"--dial-consent"_s, u"Outbound renewals"_s});
    QVERIFY2(undone.exitCode == 0, undone.err.constData());
    QVERIFY(station.uploads() > uploads);
    QVERIFY(station.sandbox().dialled().isEmpty());
}

void HeadlessCxoneEnrichTest::aSkillIsStartedByItsNameAlone()
{
    CxoneStation station(world());
    const QList<CxoneSandboxRecord> before = station.sandbox().listTruth(renewals);
    station.write(u"in.csv"_s, csvOf(before, "Opal"));
    const CommandResult refused = station.run(enriching(station, {u"--start-skill"_s, u"outbound renewals"_s}));
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"skill_to_start_unknown"_s);
    QCOMPARE(station.uploads(), 0);
    const CommandResult started = station.run(enriching(station, {u"--start-skill"_s, u"Outbound renewals"_s}));
    QVERIFY2(started.exitCode == 0, started.err.constData());
    QVERIFY(started.json["findings"_L1].toArray().contains(u"skill_started:1"_s));
    QCOMPARE(station.sandbox().startedSkills(), QStringList{u"Outbound renewals"_s});
    QVERIFY(!station.sandbox().dialled().isEmpty());
    // What ran once starts nothing the next time: it has to be agreed to, as it runs.
    station.write(u"in.csv"_s, csvOf(before, "Ruby"));
    QCOMPARE(station.run(enriching(station)).json["error"_L1]["code"_L1].toString(), u"skill_running"_s);
    QCOMPARE(station.sandbox().startedSkills().size(), 1);
}

void HeadlessCxoneEnrichTest::whatCxoneLacksIsSaid()
{
    CxoneStation station(world());
    const CommandResult hook = station.run({u"webhooks"_s, u"register"_s, u"--name"_s, u"CRM"_s, u"--url"_s,
                                            u"https://crm.example.test/x"_s, u"--events"_s, u"contact.enriched"_s});
    QCOMPARE(hook.exitCode, 2);
    QCOMPARE(hook.json["error"_L1]["code"_L1].toString(), u"webhooks_unavailable"_s);
    const CommandResult campaigns = station.run({u"campaigns"_s, u"show"_s, u"4104"_s});
    QCOMPARE(campaigns.exitCode, 0);
    QCOMPARE(campaigns.json["skills"_L1][0]["may_call"_L1].toBool(), true);
    QCOMPARE(station.run({u"lists"_s, u"schema"_s, u"Nobody yet"_s}).json["error"_L1]["code"_L1].toString(),
             u"no_writable_columns"_s);
}

void HeadlessCxoneEnrichTest::S07_noNumberIsLeftInTheDataFolder()
{
    CxoneStation station(world());
    const QList<CxoneSandboxRecord> before = station.sandbox().listTruth(renewals);
    station.write(u"in.csv"_s, csvOf(before, "Opal"));
    QCOMPARE(station.run(enriching(station)).exitCode, 0);
    QByteArray left;
    for (const QFileInfo &file : QDir(station.file(u"data/data"_s)).entryInfoList(QDir::Files))
        left += readFile(file.filePath());
    QVERIFY(left.contains("enrich.complete"));
    for (const CxoneSandboxRecord &record : before) {
        QVERIFY(!left.contains(record.destinations.constFirst().toUtf8()));
        QVERIFY(!left.contains("Opal 7"));
    }
}

void HeadlessCxoneEnrichTest::F90_F91_killedAgainAndAgainEveryContactIsEnrichedOnce()
{
    CxoneStation station(world());
    const QList<CxoneSandboxRecord> before = station.sandbox().listTruth(renewals);
    const QStringList arguments = enriching(station, {u"--resume"_s, u"--quiet"_s});
    station.write(u"in.csv"_s, csvOf(before, "Whole"));
    const CommandResult whole = station.run(arguments);
    QVERIFY2(whole.exitCode == 0, whole.err.constData());
    const auto requests = int(station.sandbox().requests().size());
    const int undisturbed = station.uploads();
    QCOMPARE(undisturbed, 2);
    int kills = 0;
    const int wanted = std::max(8, qEnvironmentVariableIntValue("MUSTER_KILLS") / 4);
    for (int round = 0; round < wanted; ++round) {
        const QByteArray word = "Round" + QByteArray::number(round);
        station.write(u"in.csv"_s, csvOf(before, word));
        const int at = 4 + round * (requests - 5) / std::max(1, wanted - 1);
        const int uploadsBefore = station.uploads();
        std::optional<CommandResult> last = station.killedAt(at, arguments);
        if (!last) {
            ++kills;
            last = station.run(arguments);
        }
        QVERIFY2(last->exitCode == 0, last->err.constData());
        QCOMPARE(last->json["figures"_L1]["enriched"_L1].toInteger(), rows);
        QCOMPARE(faultOf(station, before, QString::fromLatin1(word)), QString());
        // What an upload had done is not uploaded again; the one that was on its way may be.
        QVERIFY(station.uploads() - uploadsBefore <= undisturbed + 1);
    }
    QVERIFY(kills >= wanted - 1);
    QVERIFY(station.sandbox().dialled().isEmpty());
}

MUSTER_TEST(HeadlessCxoneEnrichTest, QCoreApplication)

} // namespace tst_headlesscxoneenrich
#include "tst_headlesscxoneenrich.moc"
