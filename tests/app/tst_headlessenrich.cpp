// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/rules/enrich/mappingtext.h"
#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessenrich {

namespace {

const QString leads = SandboxList::all()[1].id; // 2,400 contacts; batches of 125
const QString campaign = QStringLiteral("camp_20b1");

} // namespace

/// `muster lists enrich` and its neighbours as a scheduler calls them: the real program, the sandbox's ground truth.
class HeadlessEnrichTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatAListCanHold();
    void showsCampaignsAndTheirBudgets();
    void registersAWebhookOnce();
    void webhooksAreInTheAuditAndSeenWithoutATenant();
    void checkSendsNothing();
    void aFixIsTakenAsItIsOffered();
    void enrichesEveryRow();
    void whoWasRefusedIsWrittenToAFile();
    void aMappingFileDoesTheSame();
    void contactsAreMatchedAndTheNewestRowIsSent();
    void whatIsLikeAnEarlierRunMatchesAsItDid();
    void rowsThatDoNotFitRefuseTheFile();
    void refusesBeforeAnythingIsSent_data();
    void refusesBeforeAnythingIsSent();
    void S23_hostileFilesAreRefused_data();
    void S23_hostileFilesAreRefused();
    void S42_lookOnlySendsNothing();

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    /// id;source;score;since, in the habits of a German spreadsheet.
    static QByteArray csvOf(const QList<SandboxListContact> &contacts, int count)
    {
        QByteArray csv = "Kunde;Quelle;Punkte;Budget\r\n";
        for (int i = 0; i < count; ++i)
            csv += contacts[i].id + ";Messe " + QByteArray::number(i) + ";" + QByteArray::number(i) + ";1."
                + QByteArray::number(100 + i % 900) + ",50\r\n";
        return csv;
    }
    static QStringList enrich(const QString &input, const QStringList &more)
    {
        return QStringList{u"lists"_s, u"enrich"_s, leads, u"--plain-backup"_s, u"--input"_s, input} + more;
    }
    static QStringList maps()
    {
        return {u"--id-column"_s, u"Kunde"_s,
                u"--map"_s,       u"Quelle=lead_source"_s,
                u"--map"_s,       u"Punkte=lead_score"_s,
                u"--map"_s,       u"Budget=budget:number(\",\",.)"_s};
    }
    static int enriched(MusterStation &station, int count)
    {
        const QList<SandboxListContact> now = station.sandbox().listTruth(leads);
        int good = 0;
        for (int i = 0; i < count; ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {u"lead_source"_s, "\"Messe " + QByteArray::number(i) + '"'},
                {u"lead_score"_s, QByteArray::number(i)},
                {u"budget"_s, "1" + QByteArray::number(100 + i % 900) + ".50"}};
            good += now[i].enriched == wanted;
        }
        return good;
    }
    static int posts(MusterStation &station)
    {
        int count = 0;
        for (const SandboxRequest &request : station.sandbox().requests())
            count += request.method == "POST" && request.path.endsWith("/contacts");
        return count;
    }
};

void HeadlessEnrichTest::showsWhatAListCanHold()
{
    MusterStation station;
    const CommandResult result = station.run({u"lists"_s, u"schema"_s, u"Imported leads"_s});
    QCOMPARE(result.exitCode, 0);
    QStringList names;
    for (const QJsonValue &attribute : result.json["attributes"_L1].toArray())
        names << attribute["name"_L1].toString() + u' ' + attribute["type"_L1].toString();
    QCOMPARE(names,
             (QStringList{u"lead_source string"_s, u"lead_score integer"_s, u"budget decimal"_s, u"consent boolean"_s,
                          u"call_back_on date"_s}));
    QCOMPARE(station.run({u"lists"_s, u"schema"_s, u"no such list"_s}).exitCode, 1);
}

void HeadlessEnrichTest::showsCampaignsAndTheirBudgets()
{
    MusterStation station;
    const CommandResult all = station.run({u"campaigns"_s, u"list"_s});
    QCOMPARE(all.exitCode, 0);
    const CommandResult one = station.run({u"campaigns"_s, u"show"_s, campaign});
    QCOMPARE(one.exitCode, 0);
    QCOMPARE(one.json["time_ms"_L1].toInteger(), 1255);
    QCOMPARE(one.json["batch_size"_L1].toInteger(), 125); // one contact per 10 ms
    QVERIFY(all.json["campaigns"_L1].toArray().contains(one.json));
    QCOMPARE(station.run({u"campaigns"_s, u"show"_s, u"camp_50e1"_s}).json["refused"_L1].toString(),
             u"budget_no_time"_s);
    QCOMPARE(station.run({u"campaigns"_s, u"show"_s, u"nobody's"_s}).exitCode, 1);
}

void HeadlessEnrichTest::registersAWebhookOnce()
{
    MusterStation station;
    const auto add = [&station](const QString &name, const QString &url) {
        return station.run({u"webhooks"_s, u"register"_s, u"--name"_s, name, u"--url"_s, url, u"--events"_s,
                            u"contact.enriched,contact.updated"_s});
    };
    const CommandResult first = add(u"crm"_s, u"https://crm.example.org/told"_s);
    QVERIFY2(first.exitCode == 0, first.err.constData());
    QVERIFY(first.json["new"_L1].toBool());
    const CommandResult again = add(u"crm"_s, u"https://crm.example.org/told"_s);
    QCOMPARE(again.exitCode, 0);
    QVERIFY(!again.json["new"_L1].toBool(true));
    QCOMPARE(add(u"crm"_s, u"https://crm.example.org/other"_s).exitCode, 1);
    const int before = station.sent("POST");
    QCOMPARE(add(u"plain"_s, u"http://crm.example.org/told"_s).exitCode, 2); // https only
    QCOMPARE(station.sent("POST"), before);
}

void HeadlessEnrichTest::webhooksAreInTheAuditAndSeenWithoutATenant()
{
    MusterStation station;
    const CommandResult added
        = station.run({u"webhooks"_s, u"register"_s, u"--name"_s, u"crm"_s, u"--url"_s,
                       u"https://crm.example.org:8443/told?key=hush"_s, u"--events"_s, u"contact.enriched"_s});
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QProcess asking; // no tenant is named
    asking.start(QStringLiteral(MUSTER_PROGRAM),
                 {u"webhooks"_s, u"list"_s, u"--json"_s, u"--data-dir"_s, station.file(u"data"_s)});
    const CommandResult listed = MusterStation::finish(asking);
    QVERIFY2(listed.exitCode == 0, listed.err.constData());
    const QJsonArray webhooks = listed.json["webhooks"_L1].toArray();
    QCOMPARE(webhooks.size(), 1);
    QCOMPARE(webhooks[0]["name"_L1].toString(), u"crm"_s);
    QCOMPARE(webhooks[0]["origin"_L1].toString(), u"https://crm.example.org:8443"_s);
    QCOMPARE(webhooks[0]["state"_L1].toString(), u"registered"_s);
    const QByteArray audit = readFile(station.file(u"data/data/audit.jsonl"_s));
    QCOMPARE(audit.count("\"crm_webhook.asked\""), 1);
    QCOMPARE(audit.count("\"crm_webhook.registered\""), 1);
    QCOMPARE(audit.count("\"host\":\"crm.example.org\""), 2);
    for (const QByteArray &written : {audit, readFile(station.file(u"data/data/webhooks.json"_s))})
        QVERIFY(!written.isEmpty() && !written.contains("told") && !written.contains("hush"));
}

void HeadlessEnrichTest::checkSendsNothing()
{
    MusterStation station;
    const auto contacts = station.sandbox().listTruth(leads);
    write(station.file(u"in.csv"_s), csvOf(contacts, 50) + contacts[60].id + ";Web;many;1,00\r\n");
    const CommandResult result = station.run(enrich(
        station.file(u"in.csv"_s), maps() + QStringList{u"--check"_s, u"--rejects"_s, station.file(u"bad.csv"_s)}));
    QCOMPARE(result.exitCode, 2); // a run would be refused
    QCOMPARE(result.json["rows"_L1].toInteger(), 51);
    QCOMPARE(result.json["to_send"_L1].toInteger(), 50);
    QCOMPARE(result.json["rejected"_L1].toInteger(), 1);
    QCOMPARE(result.json["findings"_L1][0]["rule"_L1].toString(), u"not_integer"_s);
    QVERIFY(readFile(station.file(u"bad.csv"_s)).contains(QByteArray("52,Punkte: not_integer," + contacts[60].id)));
    QCOMPARE(posts(station), 0);
    // A row's cells are in the file only.
    QVERIFY(!result.out.contains("many") && !result.err.contains("many"));
}

void HeadlessEnrichTest::aFixIsTakenAsItIsOffered()
{
    MusterStation station;
    QByteArray csv = csvOf(station.sandbox().listTruth(leads), 50);
    QCOMPARE(csv.count(";1.107,50"), 1);
    csv.replace(";1.107,50", ";\u20AC 1.107,50");
    QCOMPARE(csv.count(";9;"), 1);
    csv.replace(";9;", ";many;");
    write(station.file(u"in.csv"_s), csv);
    const CommandResult checked = station.run(enrich(station.file(u"in.csv"_s), maps() + QStringList{u"--check"_s}));
    QCOMPARE(checked.exitCode, 2);
    QCOMPARE(checked.json["rejected"_L1].toInteger(), 2);
    const QJsonArray fixes = checked.json["fixes"_L1].toArray();
    QCOMPARE(fixes.size(), 1);
    QCOMPARE(fixes[0]["kind"_L1].toString(), u"currency"_s);
    QCOMPARE(fixes[0]["cells"_L1].toInteger(), 1);
    const QString map = fixes[0]["map"_L1].toString();
    QVERIFY(checked.err.contains(QByteArray("Possible fix for 1 cells: --map '" + map.toUtf8())));
    QVERIFY(!checked.out.contains("1.107") && !checked.err.contains("1.107"));
    // Two rows fewer were rejected: one cell is fixed, the other left out.
    const QStringList fixed{u"--id-column"_s, u"Kunde"_s,
                            u"--map"_s,       u"Quelle=lead_source"_s,
                            u"--map"_s,       u"Punkte=lead_score:invalid(leave_out)"_s,
                            u"--map"_s,       map};
    const CommandResult result
        = station.run(enrich(station.file(u"in.csv"_s), fixed + QStringList{u"--campaign"_s, campaign}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(enriched(station, 50), 49);
    const QList<QPair<QString, QByteArray>> withoutScore{{u"lead_source"_s, "\"Messe 9\""}, {u"budget"_s, "1109.50"}};
    QCOMPARE(station.sandbox().listTruth(leads)[9].enriched, withoutScore);
}

void HeadlessEnrichTest::enrichesEveryRow()
{
    MusterStation station;
    write(station.file(u"in.csv"_s), csvOf(station.sandbox().listTruth(leads), 300));
    const CommandResult result
        = station.run(enrich(station.file(u"in.csv"_s), maps() + QStringList{u"--campaign"_s, campaign}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(enriched(station, 300), 300);
    QCOMPARE(posts(station), 3);
    QCOMPARE(result.json["outcome"_L1].toString(), u"complete"_s);
    QCOMPARE(result.json["figures"_L1]["enriched"_L1].toInteger(), 300);
    QCOMPARE(result.json["fill_rate"_L1]["overall"_L1].toDouble(), 1.0);
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
}

void HeadlessEnrichTest::whoWasRefusedIsWrittenToAFile()
{
    MusterStation station;
    const QList<SandboxListContact> contacts = station.sandbox().listTruth(leads);
    write(station.file(u"in.csv"_s), csvOf(contacts, 20));
    SandboxFault refused;
    refused.kind = SandboxFault::Kind::RawBody;
    refused.method = u"POST"_s;
    refused.path = u"/contacts"_s;
    refused.times = 1;
    refused.status = 400;
    refused.contentType = QByteArrayLiteral("application/json");
    refused.body = R"({"error":"invalid_enrichment","message":"m","details":[)"
                   R"({"field":"contacts[4].contactId","issue":"unknown contact"}]})";
    station.sandbox().addFault(refused);
    const QString left = station.file(u"left.csv"_s);
    const QStringList command
        = enrich(station.file(u"in.csv"_s), maps() + QStringList{u"--campaign"_s, campaign, u"--unchanged"_s, left});
    const CommandResult result = station.run(command);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QFile file(left);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().replace("\r\n", "\n"),
             QByteArray("contactId,action,state,reason,row\n" + contacts[4].id + ",enrich,rejected,refused,6\n"));
    QCOMPARE(posts(station), 2);
    QCOMPARE(station.run(command).exitCode, 2); // there is one
    QCOMPARE(posts(station), 2);
    QVERIFY(QFile::remove(left));
    QCOMPARE(station.run(command).exitCode, 0);
    QVERIFY(!QFile::exists(left)); // of nobody
}

void HeadlessEnrichTest::aMappingFileDoesTheSame()
{
    MusterStation station;
    write(station.file(u"in.csv"_s), csvOf(station.sandbox().listTruth(leads), 10));
    const auto byFile = [&station](const QByteArray &mapping) {
        write(station.file(u"map.json"_s), mapping);
        return station.run(enrich(station.file(u"in.csv"_s),
                                  {u"--campaign"_s, campaign, u"--mapping"_s, station.file(u"map.json"_s)}));
    };
    QCOMPARE(byFile("{}").exitCode, 2);
    QCOMPARE(posts(station), 0);
    EnrichmentMapping mapping;
    mapping.name = u"From the fair"_s;
    mapping.idColumn = u"Kunde"_s;
    for (const QString &field : maps().filter(u"="_s))
        mapping.fields.append(*parseFieldText(field));
    const CommandResult result = byFile(mappingFile(mapping));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(enriched(station, 10), 10);
}

void HeadlessEnrichTest::contactsAreMatchedAndTheNewestRowIsSent()
{
    MusterStation station;
    write(station.file(u"in.csv"_s),
          "Account,Visits,Changed\n"
          "ac-1001,3,31.10.2026\n"
          "AC-1001,4,01.11.2026 08:30\n"
          "AC-1002,5,01.11.2026\n"
          "AC-1011,6,01.11.2026\n"); // two contacts have it
    const auto run = [&station](const QStringList &more) {
        return station.run(QStringList{u"lists"_s, u"enrich"_s, u"A dozen to try"_s, u"--plain-backup"_s, u"--input"_s,
                                       station.file(u"in.csv"_s), u"--id-column"_s, u"Account"_s, u"--map"_s,
                                       u"Visits=visits"_s}
                           + more);
    };
    const QStringList matching{u"--match-by"_s, u"account_reference"_s, u"--ignore-case"_s, u"--newest-by"_s,
                               u"Changed"_s,    u"--date-format"_s,     u"dd.MM.yyyy"_s};
    const CommandResult checked = run(matching + QStringList{u"--check"_s, u"--send-valid"_s});
    QVERIFY2(checked.exitCode == 0, checked.err.constData());
    QCOMPARE(checked.json["rows"_L1].toInteger(), 4);
    QCOMPARE(checked.json["to_send"_L1].toInteger(), 2);
    QCOMPARE(checked.json["older_rows"_L1].toInteger(), 1);
    QCOMPARE(checked.json["rejected"_L1].toInteger(), 1);
    QCOMPARE(checked.json["findings"_L1][0]["rule"_L1].toString(), u"several_matches"_s);
    const CommandResult refused = run(matching + QStringList{u"--campaign"_s, u"camp_30c1"_s});
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(posts(station), 0);
    const CommandResult sent = run(matching + QStringList{u"--campaign"_s, u"camp_30c1"_s, u"--send-valid"_s});
    QVERIFY2(sent.exitCode == 0, sent.err.constData());
    const QList<SandboxListContact> now = station.sandbox().listTruth(u"11570003-7c1e-4b52-9d3a-000000000003"_s);
    QList<QByteArray> visits;
    for (const SandboxListContact &contact : now) {
        for (const auto &[name, json] : contact.enriched)
            visits << (name == u"visits" ? json : QByteArray());
    }
    visits.removeAll(QByteArray());
    QCOMPARE(visits, (QList<QByteArray>{"4", "5"}));
    // What goes with another option does not stand alone.
    QCOMPARE(run({u"--ignore-case"_s}).exitCode, 2);
    QCOMPARE(run({u"--date-format"_s, u"dd.MM.yyyy"_s}).exitCode, 2);
    QCOMPARE(run({u"--newer-than"_s, u"last_purchase"_s}).exitCode, 2);
    const CommandResult unknown = run({u"--check"_s, u"--match-by"_s, u"shoe_size"_s});
    QCOMPARE(unknown.exitCode, 2);
    QCOMPARE(unknown.json["error"_L1]["code"_L1].toString(), u"mapping_does_not_fit"_s);
}

void HeadlessEnrichTest::whatIsLikeAnEarlierRunMatchesAsItDid()
{
    MusterStation station;
    write(station.file(u"in.csv"_s), "Account,Visits\nac-1001,3\n");
    const QStringList command{u"lists"_s,          u"enrich"_s,   u"A dozen to try"_s,
                              u"--plain-backup"_s, u"--input"_s,  station.file(u"in.csv"_s),
                              u"--campaign"_s,     u"camp_30c1"_s};
    const CommandResult first
        = station.run(command
                      + QStringList{u"--id-column"_s, u"Account"_s, u"--map"_s, u"Visits=visits:only_if_greater"_s,
                                    u"--match-by"_s, u"account_reference"_s, u"--ignore-case"_s});
    QVERIFY2(first.exitCode == 0, first.err.constData());
    const CommandResult repeat = station.run({u"runs"_s, u"repeat"_s, first.json["run_id"_L1].toString()});
    QVERIFY2(repeat.out.contains("--match-by account_reference") && repeat.out.contains("--ignore-case")
                 && repeat.out.contains("only_if_greater"),
             repeat.out.constData());
    write(station.file(u"in.csv"_s), "Account,Visits\nac-1001,2\nAC-1002,2\n");
    const CommandResult like = station.run(command + QStringList{u"--like"_s, first.json["run_id"_L1].toString()});
    QVERIFY2(like.exitCode == 0, like.err.constData());
    const QList<SandboxListContact> now = station.sandbox().listTruth(u"11570003-7c1e-4b52-9d3a-000000000003"_s);
    QVERIFY(now[0].enriched.contains({u"visits"_s, "3"})); // the greater one
    QVERIFY(now[1].enriched.contains({u"visits"_s, "2"}));
}

void HeadlessEnrichTest::rowsThatDoNotFitRefuseTheFile()
{
    MusterStation station;
    const auto contacts = station.sandbox().listTruth(leads);
    write(station.file(u"in.csv"_s), csvOf(contacts, 50) + contacts[60].id + ";Web;many;1,00\r\n");
    const QStringList order = maps() + QStringList{u"--campaign"_s, campaign};
    const CommandResult refused = station.run(enrich(station.file(u"in.csv"_s), order));
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"rows_do_not_fit"_s);
    QCOMPARE(posts(station), 0);
    const CommandResult valid = station.run(enrich(station.file(u"in.csv"_s), order + QStringList(u"--send-valid"_s)));
    QCOMPARE(valid.exitCode, 0);
    QCOMPARE(enriched(station, 50), 50);
    QVERIFY(station.sandbox().listTruth(leads)[60].enriched.isEmpty());
}

void HeadlessEnrichTest::refusesBeforeAnythingIsSent_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("code");
    const QStringList good = maps() + QStringList{u"--campaign"_s, campaign};
    QTest::newRow("no mapping") << QStringList{u"--campaign"_s, campaign} << u"mapping_missing"_s;
    QTest::newRow("no id column") << QStringList{u"--campaign"_s, campaign, u"--map"_s, u"Quelle=lead_source"_s}
                                  << u"id_column_missing"_s;
    QTest::newRow("unknown step") << good + QStringList{u"--map"_s, u"Quelle=consent:shout"_s} << u"map_unknown_step"_s;
    QTest::newRow("unknown column") << good + QStringList{u"--map"_s, u"Nope=consent"_s} << u"mapping_does_not_fit"_s;
    QTest::newRow("unknown attribute") << good + QStringList{u"--map"_s, u"Quelle=nope"_s} << u"mapping_does_not_fit"_s;
    QTest::newRow("attribute twice") << good + QStringList{u"--map"_s, u"Punkte=lead_source"_s}
                                     << u"mapping_does_not_fit"_s;
    QTest::newRow("unknown mapping") << QStringList{u"--campaign"_s, campaign, u"--mapping"_s, u"no such"_s}
                                     << u"unknown_mapping"_s;
    QTest::newRow("campaign without time")
        << maps() + QStringList{u"--campaign"_s, u"camp_30c1"_s} << u"campaign_other_list"_s;
}

void HeadlessEnrichTest::refusesBeforeAnythingIsSent()
{
    QFETCH(QStringList, more);
    MusterStation station;
    write(station.file(u"in.csv"_s), csvOf(station.sandbox().listTruth(leads), 10));
    const CommandResult result = station.run(enrich(station.file(u"in.csv"_s), more));
    QCOMPARE(result.exitCode, 2);
    QTEST(result.json["error"_L1]["code"_L1].toString(), "code");
    QVERIFY(!result.err.trimmed().isEmpty());
    QCOMPARE(posts(station), 0);
}

void HeadlessEnrichTest::S23_hostileFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const QByteArray head = "Kunde;Quelle;Punkte;Budget\r\n";
    QTest::newRow("empty") << QByteArray() << u"csv_empty"_s;
    QTest::newRow("open quote") << head + "a;\"b;1;2\r\n" << u"csv_quote_open"_s;
    QTest::newRow("NUL") << head + QByteArray("a;b\0;1;2\r\n", 10) << u"csv_nul"_s;
    QTest::newRow("huge cell") << head + "a;\"" + QByteArray(2'000'000, 'x') + "\";1;2\r\n" << u"csv_cell_too_long"_s;
    QTest::newRow("no rows") << QByteArray("Kunde;Quelle;Punkte;Budget\r\n") << u"source_no_rows"_s;
    QTest::newRow("S18 archive") << QByteArray("PK\x03\x04Kunde;Quelle\r\na;b\r\n") << u"file_workbook"_s;
    QTest::newRow("S17 XML") << QByteArray("<?xml version=\"1.0\"?><a>b</a>\r\n") << u"file_markup"_s;
    QTest::newRow("duplicate headers") << QByteArray("Kunde;Quelle;Quelle\r\na;b;c\r\n") << u"csv_repeated_column"_s;
    QTest::newRow("100,000 columns") << QByteArray("Kunde") + QByteArray(100'000, ';') << u"csv_too_many_cells"_s;
}

void HeadlessEnrichTest::S23_hostileFilesAreRefused()
{
    QFETCH(QByteArray, bytes);
    MusterStation station;
    write(station.file(u"in.csv"_s), bytes);
    const CommandResult result
        = station.run(enrich(station.file(u"in.csv"_s), maps() + QStringList{u"--campaign"_s, campaign}));
    QCOMPARE(result.exitCode, 2);
    QTEST(result.json["error"_L1]["code"_L1].toString(), "code");
    QCOMPARE(posts(station), 0);
}

void HeadlessEnrichTest::S42_lookOnlySendsNothing()
{
    MusterStation station;
    write(station.file(u"in.csv"_s), csvOf(station.sandbox().listTruth(leads), 10));
    const QStringList order = enrich(station.file(u"in.csv"_s), maps() + QStringList{u"--campaign"_s, campaign});
    QCOMPARE(station.runOnProduction(order).exitCode, 2);
    QCOMPARE(posts(station), 0);
    QCOMPARE(station.runOnProduction(order + QStringList(u"--arm"_s)).exitCode, 0);
    QCOMPARE(enriched(station, 10), 10);
}

MUSTER_TEST(HeadlessEnrichTest, QCoreApplication)

} // namespace tst_headlessenrich
#include "tst_headlessenrich.moc"
