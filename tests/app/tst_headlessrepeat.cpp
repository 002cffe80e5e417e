// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/exportorder.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/store/journal.h"
#include "tests/app/support/cxonestation.h"
#include "tests/app/support/liststation.h"
#include "tests/app/support/transcriptworld.h"
#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessrepeat {

namespace {

const QString campaign = u"camp_20b1"_s;
const QString newAudience = u"b7c00001-0000-4000-8000-000000000001"_s;

JournalRun entryOf(const ProgramStation &station, const QString &runId)
{
    const auto journal = Journal::open(station.file(u"data/data/journal.sqlite"_s), true);
    const auto found = journal ? (*journal)->find(runId) : Result<std::optional<JournalRun>>();
    return found && *found ? **found : JournalRun();
}

/// The lines as they were printed, given to a shell.
CommandResult inShell(MusterStation &station, const QString &line, const QStringList &more = {})
{
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s,
                       QFileInfo(QStringLiteral(MUSTER_PROGRAM)).absolutePath() + u':' + environment.value(u"PATH"_s));
    environment.insert(u"CXONE_CLIENT_ID"_s, station.sandbox().clientId());
    environment.insert(u"CXONE_CLIENT_SECRET"_s, QString::fromUtf8(station.sandbox().clientSecret().bytes()));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(station.folder());
    QString command = line + u" --json"_s;
    for (const QString &word : more)
        command += u' ' + word;
    shell.start(u"/bin/sh"_s, {u"-c"_s, command});
    return ProgramStation::finish(shell);
}

QStringList linesOf(const CommandResult &printed)
{
    QStringList lines;
    for (const QJsonValue command : printed.json["commands"_L1].toArray())
        lines << command["line"_L1].toString();
    return lines;
}

QString idOf(const CommandResult &run)
{
    return run.json["run_id"_L1].toString();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

/// `muster runs repeat` as a person at a terminal meets it: what is printed goes through a shell and does the same.
class HeadlessRepeatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anExportIsCarriedOutAgain();
    void aPrintedExportHasTheSameOptions();
    void transcriptsAreFetchedIntoAnotherFolder();
    void aListIsSanitizedByTheSameDirective();
    void anEnrichmentIsPrintedWithItsMapping();
    void aRegistrationIsLikeItsRun();
    void aPublishedAudienceIsPrinted();
    void whatCannotBeRepeatedSaysWhy();
    void aRenamedConnectionIsNamedAsItIsNow();
};

void HeadlessRepeatTest::anExportIsCarriedOutAgain()
{
    MusterStation station;
    const CommandResult first = station.run(station.exportEveryone(u"all.csv"_s));
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const CommandResult again = station.run({u"runs"_s, u"repeat"_s, idOf(first).left(10)});
    QVERIFY2(again.exitCode == 0, again.err.constData());
    QCOMPARE(again.json["outcome"_L1].toString(), u"complete"_s);
    QVERIFY(idOf(again) != idOf(first));
    QCOMPARE(again.json["output_file"_L1].toString(), station.file(u"all (2).csv"_s)); // nothing is replaced
    QCOMPARE(readFile(station.file(u"all (2).csv"_s)), readFile(station.file(u"all.csv"_s)));
}

void HeadlessRepeatTest::aPrintedExportHasTheSameOptions()
{
    MusterStation station;
    const QString attribute = station.everyone().attributes.first();
    const QString secret = u"http://127.0.0.1:9/hook/secret-token"_s;
    const CommandResult first = station.run(station.exportEveryone(
        u"it's “all”.csv"_s,
        {u"--attributes"_s, station.everyone().attributes.mid(0, 2).join(u','), u"--filter"_s,
         attribute + u" starts_with \"L \\\" $(touch pwned) 'x\""_s, u"--page-size"_s, u"50"_s, u"--max-age"_s, u"7d"_s,
         u"--spreadsheet-safe"_s, u"--strict"_s, u"--webhook"_s, secret}));
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const int before = station.sent("POST");
    const CommandResult printed = station.run({u"runs"_s, u"repeat"_s, u"--print"_s, idOf(first)});
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    QCOMPARE(station.sent("POST"), before); // it is only said
    const QStringList lines = linesOf(printed);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().startsWith(u"muster segments export "), qPrintable(lines.first()));
    QVERIFY(!printed.out.contains("secret-token") && !printed.err.contains("secret-token"));
    QVERIFY(printed.err.contains("--webhook"));
    const CommandResult again = inShell(station, lines.first());
    QVERIFY2(again.exitCode == 0, again.err.constData());
    QVERIFY(!QFile::exists(station.file(u"pwned"_s)));
    const JournalRun one = entryOf(station, idOf(first)), other = entryOf(station, idOf(again));
    const auto then = thaw(one.order, one.orderDigest), now = thaw(other.order, other.orderDigest);
    QVERIFY(then && now);
    ExportOrder expected = then->order;
    expected.targetFile = station.file(u"it's “all” (2).csv"_s);
    expected.webhook = {};
    QVERIFY(now->order == expected);
}

void HeadlessRepeatTest::transcriptsAreFetchedIntoAnotherFolder()
{
    MusterStation station(transcriptWorld());
    const QStringList ids = plainIds(3);
    const CommandResult first = station.run(
        fetch(station.file(u"out"_s),
              ids + QStringList{u"--format"_s, u"text"_s, u"--redaction"_s, u"full"_s, u"--concurrency"_s, u"7"_s}));
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const CommandResult printed = station.run({u"runs"_s, u"repeat"_s, idOf(first), u"--print"_s});
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    const CommandResult again = inShell(station, linesOf(printed).value(0));
    QVERIFY2(again.exitCode == 0, again.err.constData());
    const JournalRun one = entryOf(station, idOf(first)), other = entryOf(station, idOf(again));
    const auto then = thawTranscripts(one.order, one.orderDigest),
               now = thawTranscripts(other.order, other.orderDigest);
    QVERIFY(then && now);
    QCOMPARE(now->order.interactionIds, ids);
    QCOMPARE(now->order.redaction, RedactionPolicy::Full);
    QCOMPARE(now->order.format, TranscriptFormat::Text);
    QCOMPARE(now->order.mediaTypes, then->order.mediaTypes);
    QCOMPARE(now->order.concurrentDownloads, 7);
    QVERIFY(now->policy == then->policy);
    QCOMPARE(now->order.folder, station.file(u"out (2)"_s));
    // And at once.
    const CommandResult third = station.run({u"runs"_s, u"repeat"_s, idOf(first)});
    QVERIFY2(third.exitCode == 0, third.err.constData());
    QVERIFY(manifestIn(station.file(u"out (3)"_s))["complete"_L1].toBool());
}

void HeadlessRepeatTest::aListIsSanitizedByTheSameDirective()
{
    ListStation station;
    write(station.file(u"blocked.csv"_s), "+12025550143\n");
    QVERIFY(station.makePlan({u"--regions"_s, u"US,FR"_s, u"--dedupe"_s, u"keep-first"_s, u"--no-number"_s, u"keep"_s,
                              u"--suppress"_s, station.file(u"blocked.csv"_s)}));
    const CommandResult applied = station.run(station.applying({u"--no-purge"_s}));
    QVERIFY2(applied.exitCode == 0, applied.err.constData());
    const int before = station.sent("PATCH") + station.sent("DELETE");
    // Whatever is asked for: what writes is only printed.
    // The plan is to be written where the command is given.
    const CommandResult printed = inShell(station,
                                          u"muster runs repeat %1 --data-dir data --base-url %2"_s.arg(
                                              idOf(applied), station.sandbox().url().toString()));
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    QCOMPARE(station.sent("PATCH") + station.sent("DELETE"), before);
    const QStringList lines = linesOf(printed);
    QCOMPARE(lines.size(), 2);
    QVERIFY(!lines.join(u'\n').contains(u"confirm"));
    QVERIFY2(lines[0].contains(u"--default-region US"), qPrintable(lines[0]));
    QVERIFY(lines[1].contains(u"--no-purge"));
    const CommandResult sanitized = inShell(station, lines[0]);
    QVERIFY2(sanitized.exitCode == 0, sanitized.err.constData());
    const CommandResult again = inShell(station, lines[1], {u"--plain-backup"_s});
    QVERIFY2(again.exitCode == 0 || again.json["error"_L1]["code"_L1] == u"nothing_to_apply"_s, again.err.constData());
    const JournalRun one = entryOf(station, idOf(applied));
    const auto then = thawListApply(one.order, one.orderDigest);
    QVERIFY(then);
    const auto plan = readPlan(station.file(u"plan-%1.jsonl"_s.arg(idOf(applied).left(8))));
    QVERIFY(plan);
    QCOMPARE((*plan)->header.directive, then->directive);
    QCOMPARE((*plan)->header.directiveDigest.size(), 64);
    // By the run itself, where options cannot say a directive.
    const CommandResult like = station.run({u"lists"_s, u"sanitize"_s, ListStation::leads(), u"--like"_s,
                                            idOf(applied).left(9), u"--plan"_s, station.file(u"like.plan"_s)});
    QVERIFY2(like.exitCode == 0, like.err.constData());
    const auto liked = readPlan(station.file(u"like.plan"_s));
    QVERIFY(liked);
    QCOMPARE((*liked)->header.directive, then->directive);
    QCOMPARE(station
                 .run({u"lists"_s, u"enrich"_s, ListStation::leads(), u"--input"_s, station.file(u"blocked.csv"_s),
                       u"--like"_s, idOf(applied), u"--check"_s})
                 .json["error"_L1]["code"_L1]
                 .toString(),
             u"repeat_other_run"_s);
}

void HeadlessRepeatTest::anEnrichmentIsPrintedWithItsMapping()
{
    MusterStation station;
    const QString leads = ListStation::leads();
    const auto contacts = station.sandbox().listTruth(leads);
    QByteArray csv = "Kunde;Quelle;Budget\r\n";
    for (int at = 0; at < 30; ++at)
        csv += contacts[at].id + ";Messe " + QByteArray::number(at) + ";1." + QByteArray::number(100 + at) + ",50\r\n";
    const QString input = station.file(u"crm daten.csv"_s);
    write(input, csv);
    const CommandResult first
        = station.run({u"lists"_s, u"enrich"_s, leads, u"--plain-backup"_s, u"--input"_s, input, u"--campaign"_s,
                       campaign, u"--id-column"_s, u"Kunde"_s, u"--map"_s, u"Quelle=lead_source:upper"_s, u"--map"_s,
                       u"Budget=budget:number(\",\",.)"_s, u"--no-refresh"_s});
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const int before = station.sent("POST");
    const CommandResult printed = station.run({u"runs"_s, u"repeat"_s, idOf(first)});
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    QCOMPARE(station.sent("POST"), before);
    const QString line = linesOf(printed).value(0);
    QVERIFY2(line.contains(u"--map"), qPrintable(line));
    QVERIFY(!line.contains(u"--plain-backup")); // a person's word, to be given anew
    const CommandResult again = inShell(station, line, {u"--plain-backup"_s});
    QVERIFY2(again.exitCode == 0, again.err.constData());
    const JournalRun one = entryOf(station, idOf(first)), other = entryOf(station, idOf(again));
    const auto then = thawEnrich(one.order, one.orderDigest), now = thawEnrich(other.order, other.orderDigest);
    QVERIFY(then && now);
    QVERIFY(now->order.mapping == then->order.mapping);
    QVERIFY(now->order.source == then->order.source);
    QCOMPARE(now->order.campaignId, campaign);
    QCOMPARE(now->order.refresh, false);

    write(input, csv + "x");
    QVERIFY(station.run({u"runs"_s, u"repeat"_s, idOf(first)}).err.contains("has changed since that run"));
    QVERIFY(QFile::remove(input));
    QVERIFY(station.run({u"runs"_s, u"repeat"_s, idOf(first)}).err.contains("no longer exists"));
}

void HeadlessRepeatTest::aRegistrationIsLikeItsRun()
{
    SandboxSettings settings;
    settings.contacts = 500;
    settings.evaluationTime = std::chrono::milliseconds(50);
    MusterStation station(settings);
    const auto definition = [](const QByteArray &tier) {
        return QByteArray(R"({"name":"Tier","criteria":{"operator":"AND","conditions":[{"field":"tier",)"
                          R"("operator":"equals","value":")"
                          + tier + R"("}]},"data_source":"customer_360"})");
    };
    write(station.file(u"a.json"_s), definition("gold"));
    write(station.file(u"b.json"_s), definition("ash"));
    const CommandResult first
        = station.run({u"audiences"_s, u"put"_s, newAudience, station.file(u"a.json"_s), u"--wait"_s});
    QVERIFY2(first.exitCode == 0, first.err.constData());
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, newAudience, station.file(u"b.json"_s)}).exitCode, 0);
    const CommandResult printed = station.run({u"runs"_s, u"repeat"_s, idOf(first)});
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    const QString line = linesOf(printed).value(0);
    QVERIFY2(line.contains(u"--wait"), qPrintable(line));
    QCOMPARE(station.sent("PUT"), 2);
    const CommandResult again = inShell(station, line);
    QVERIFY2(again.exitCode == 0, again.err.constData());
    QCOMPARE(again.json["audience"_L1]["version"_L1].toInt(), 3);
    const JournalRun one = entryOf(station, idOf(first)), other = entryOf(station, idOf(again));
    const auto then = thawAudiencePut(one.order, one.orderDigest),
               now = thawAudiencePut(other.order, other.orderDigest);
    QVERIFY(then && now);
    QVERIFY(now->order.definition == then->order.definition);
    QVERIFY(now->order.awaitEvaluation);
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, newAudience}).exitCode, 2);
}

void HeadlessRepeatTest::aPublishedAudienceIsPrinted()
{
    CxoneSandboxSettings settings;
    settings.tenant.contacts = 50;
    settings.tenant.jobTime = std::chrono::milliseconds(0);
    CxoneStation station(settings);
    station.write(u"gold.json"_s,
                  R"({"name":"Gold","criteria":{"operator":"AND","conditions":[{"field":"tier",)"
                  R"("operator":"equals","value":"gold"}]},"data_source":"customer_360"})");
    station.write(u"people.csv"_s, "customerId,mobile,tier,town\nA,(201) 200-1000,gold,Lyon\n");
    QCOMPARE(station.run({u"audiences"_s, u"put"_s, newAudience, station.file(u"gold.json"_s)}).exitCode, 0);
    const QStringList options{u"--contacts"_s,       station.file(u"people.csv"_s),
                              u"--expires"_s,        u"2099-01-31"_s,
                              u"--list-name"_s,      u"Gold, spring"_s,
                              u"--id-column"_s,      u"customerId"_s,
                              u"--number-column"_s,  u"mobile"_s,
                              u"--columns"_s,        u"town"_s,
                              u"--default-region"_s, u"US"_s};
    const CommandResult done = station.run(QStringList{u"audiences"_s, u"publish"_s} + options
                                           + QStringList{newAudience, u"--confirm-count"_s, u"1"_s});
    QVERIFY2(done.exitCode == 0, done.err.constData());
    const int uploads = station.uploads();
    const CommandResult printed = station.run({u"runs"_s, u"repeat"_s, idOf(done)});
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    QCOMPARE(station.uploads(), uploads);
    QStringList words;
    for (const QJsonValue word : printed.json["commands"_L1][0]["words"_L1].toArray())
        words << word.toString();
    QCOMPARE(words.mid(0, 3), (QStringList{u"muster"_s, u"audiences"_s, u"publish"_s}));
    QCOMPARE(words.mid(3, options.size()), options);
    QCOMPARE(words.last(), newAudience);
    QVERIFY(!words.contains(u"--confirm-count"_s));
}

void HeadlessRepeatTest::whatCannotBeRepeatedSaysWhy()
{
    ListStation station;
    QVERIFY(station.makePlan());
    const CommandResult applied = station.run(station.applying());
    QVERIFY2(applied.exitCode == 0, applied.err.constData());
    const QString backup
        = applied.json["backup"_L1].toString(station.file(u"data/data/backups/%1.backup"_s.arg(idOf(applied))));
    const CommandResult restored = station.run({u"lists"_s, u"restore"_s, backup});
    QVERIFY2(restored.exitCode == 0, restored.err.constData());
    const CommandResult refused = station.run({u"runs"_s, u"repeat"_s, idOf(restored)});
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"repeat_restore"_s);
    QVERIFY2(refused.err.contains("A restore can’t be repeated"), refused.err.constData());
    QCOMPARE(station.run({u"runs"_s, u"repeat"_s, u"no-such-run"_s}).json["error"_L1]["code"_L1].toString(),
             u"run_not_found"_s);
}

void HeadlessRepeatTest::aRenamedConnectionIsNamedAsItIsNow()
{
    MusterStation station;
    const CommandResult first
        = ProgramStation::finish(*station.startOnProfile({}, station.exportEveryone(u"all.csv"_s)));
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const CommandResult printed = ProgramStation::finish(
        *station.startOnProfile({{u"name"_s, u"New name's"_s}}, {u"runs"_s, u"repeat"_s, u"--print"_s, idOf(first)}));
    QVERIFY2(printed.exitCode == 0, printed.err.constData());
    const CommandResult again = inShell(station, linesOf(printed).value(0));
    QVERIFY2(again.exitCode == 0, again.err.constData());
    QCOMPARE(again.json["records"_L1], first.json["records"_L1]);
    // One that is gone is said; nothing else takes its place.
    const CommandResult gone = ProgramStation::finish(*station.startOnProfile(
        {{u"id"_s, QString(32, u'c')}, {u"name"_s, u"Saved"_s}}, {u"runs"_s, u"repeat"_s, idOf(first)}));
    QCOMPARE(gone.exitCode, 2);
    QCOMPARE(gone.json["error"_L1]["code"_L1].toString(), u"repeat_connection_gone"_s);
}

MUSTER_TEST(HeadlessRepeatTest, QCoreApplication)

} // namespace tst_headlessrepeat
#include "tst_headlessrepeat.moc"
