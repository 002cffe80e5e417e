// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichmentmapping.h"
#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessundo {

namespace {

const QString leads = SandboxList::all()[1].id; // 2,400 contacts; batches of 125
const QString campaign = u"camp_20b1"_s;

} // namespace

/// `muster lists enrich-undo` as a scheduler calls it: the real program, the sandbox's ground truth.
class HeadlessUndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkSaysWhatComesBackAndSendsNothing();
    void everyValueComesBack();
    void whatDoesNotComeBackIsListed();
    void onlyIfEmptyKeepsWhatIsThere();
    void onlyChosenContactsComeBack();
    void F111_manyContactsAskForTheirNumber();
    void refusesWhatCannotBeUndone();
    void S42_lookOnlySendsNothing();

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    static QByteArray csvOf(const QList<SandboxListContact> &contacts, int count, const QByteArray &word)
    {
        QByteArray csv = "Customer,Source\r\n";
        for (int i = 0; i < count; ++i)
            csv += contacts[i].id + ',' + word + ' ' + QByteArray::number(i) + "\r\n";
        return csv;
    }
    /// Enriches the first contacts with "WORD n"; the run's id.
    static QString enrich(MusterStation &station, int count, const QByteArray &word)
    {
        const QString file = station.file(QString::fromLatin1(word) + u".csv"_s);
        write(file, csvOf(station.sandbox().listTruth(leads), count, word));
        const CommandResult result
            = station.run({u"lists"_s, u"enrich"_s, leads, u"--plain-backup"_s, u"--campaign"_s, campaign, u"--input"_s,
                           file, u"--id-column"_s, u"Customer"_s, u"--map"_s, u"Source=lead_source"_s});
        if (result.exitCode != 0)
            qFatal("%s", result.err.constData());
        return result.json["run_id"_L1].toString();
    }
    static QStringList undo(const QString &run, const QStringList &more = {})
    {
        return QStringList{u"lists"_s, u"enrich-undo"_s, run} + more;
    }
    /// How many of the first contacts hold "WORD n".
    static int holding(MusterStation &station, int count, const QByteArray &word)
    {
        const QList<SandboxListContact> now = station.sandbox().listTruth(leads);
        int good = 0;
        for (int i = 0; i < count; ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {u"lead_source"_s, '"' + word + ' ' + QByteArray::number(i) + '"'}};
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

void HeadlessUndoTest::checkSaysWhatComesBackAndSendsNothing()
{
    MusterStation station;
    enrich(station, 200, "Old");
    const QString run = enrich(station, 300, "New");
    const int before = posts(station);
    const CommandResult result = station.run(undo(run, {u"--check"_s}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.json["contacts"_L1].toInteger(), 300);
    QCOMPARE(result.json["contacts_to_send"_L1].toInteger(), 200);
    QCOMPARE(result.json["values"_L1]["comes_back"_L1].toInteger(), 200);
    QCOMPARE(result.json["values"_L1]["was_empty"_L1].toInteger(), 100);
    QCOMPARE(posts(station), before);
    QCOMPARE(holding(station, 300, "New"), 300);
    QVERIFY(!result.out.contains("Old ") && !result.err.contains("Old ")); // a person's data is in files only
}

void HeadlessUndoTest::everyValueComesBack()
{
    MusterStation station;
    enrich(station, 300, "Old");
    const QString run = enrich(station, 300, "New");
    QCOMPARE(holding(station, 300, "New"), 300);
    const int before = posts(station);
    const CommandResult result = station.run(undo(run));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(holding(station, 300, "Old"), 300);
    QCOMPARE(posts(station) - before, 3);
    QCOMPARE(result.json["outcome"_L1].toString(), u"complete"_s);
    QCOMPARE(result.json["figures"_L1]["undone"_L1].toInteger(), 300);
    const CommandResult again = station.run(undo(run)); // nothing is left
    QCOMPARE(again.exitCode, 0);
    QCOMPARE(again.json["contacts_to_send"_L1].toInteger(), 0);
    QCOMPARE(posts(station) - before, 3);
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
}

void HeadlessUndoTest::whatDoesNotComeBackIsListed()
{
    MusterStation station;
    enrich(station, 20, "Old");
    const QString run = enrich(station, 30, "New");
    enrich(station, 10, "Newer");
    const QString left = station.file(u"left.csv"_s);
    const CommandResult result = station.run(undo(run, {u"--left"_s, left, u"--no-refresh"_s}));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(holding(station, 10, "Newer"), 10); // newer than the run: left alone
    const QByteArray csv = readFile(left);
    QCOMPARE(csv.count("\r\n"), 1 + 10 + 10);
    QCOMPARE(csv.count(",changed_since\r\n"), 10);
    QCOMPARE(csv.count(",was_empty\r\n"), 10);
    const QByteArray contact = station.sandbox().listTruth(leads)[3].id;
    QVERIFY(csv.contains(QByteArray(contact + ",lead_source,Old 3,New 3,changed_since\r\n")));
    QCOMPARE(station.run(undo(run, {u"--left"_s, left})).exitCode, 2); // never over an older one
    const QList<SandboxRequest> requests = station.sandbox().requests();
    QVERIFY(requests.last().path.contains("refresh") == false);
}

void HeadlessUndoTest::onlyIfEmptyKeepsWhatIsThere()
{
    MusterStation station;
    enrich(station, 100, "Old");
    EnrichmentMapping mapping;
    mapping.name = u"fill"_s;
    mapping.idColumn = u"Customer"_s;
    FieldMapping source;
    source.attribute = u"lead_source"_s;
    source.source.columns = QStringList(u"Source"_s);
    source.policy.write = FieldWrite::OnlyIfEmpty;
    mapping.fields = {source};
    write(station.file(u"map.json"_s), mappingFile(mapping));
    write(station.file(u"fill.csv"_s), csvOf(station.sandbox().listTruth(leads), 300, "New"));
    const QStringList fill{u"lists"_s,     u"enrich"_s,
                           leads,          u"--plain-backup"_s,
                           u"--input"_s,   station.file(u"fill.csv"_s),
                           u"--mapping"_s, station.file(u"map.json"_s)};
    const CommandResult check = station.run(fill + QStringList(u"--check"_s));
    QVERIFY2(check.exitCode == 0, check.err.constData());
    QCOMPARE(check.json["values"_L1]["filled"_L1].toInteger(), 200);
    QCOMPARE(check.json["values"_L1]["kept"_L1].toInteger(), 100);
    QCOMPARE(check.json["nothing_to_send"_L1].toInteger(), 100);
    const CommandResult result = station.run(fill + QStringList{u"--campaign"_s, campaign});
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(holding(station, 300, "Old"), 100);
    QCOMPARE(holding(station, 300, "New"), 200);
}

void HeadlessUndoTest::onlyChosenContactsComeBack()
{
    MusterStation station;
    enrich(station, 30, "Old");
    const QString run = enrich(station, 30, "New");
    const QList<SandboxListContact> contacts = station.sandbox().listTruth(leads);
    const QString ids = station.file(u"ids.txt"_s);
    write(ids, contacts[3].id + "\r\n\r\n" + contacts[4].id + "\r\n");
    const CommandResult check = station.run(undo(run, {u"--check"_s, u"--except"_s, ids}));
    QVERIFY2(check.exitCode == 0, check.err.constData());
    QCOMPARE(check.json["contacts_to_send"_L1].toInteger(), 28);
    QCOMPARE(check.json["values"_L1]["left_out"_L1].toInteger(), 2);
    const QString left = station.file(u"left.csv"_s);
    const CommandResult only = station.run(undo(run, {u"--only"_s, ids, u"--left"_s, left}));
    QVERIFY2(only.exitCode == 0, only.err.constData());
    QCOMPARE(holding(station, 30, "Old"), 2);
    QCOMPARE(holding(station, 30, "New"), 28);
    QCOMPARE(readFile(left).count(",left_out\r\n"), 28);
    const CommandResult rest = station.run(undo(run, {u"--except"_s, ids}));
    QCOMPARE(rest.exitCode, 0);
    QCOMPARE(holding(station, 30, "Old"), 30);
    // What cannot be meant is refused before anything is sent.
    const int before = posts(station);
    QCOMPARE(station.run(undo(run, {u"--except"_s, ids, u"--only"_s, ids})).exitCode, 2);
    write(ids, contacts[30].id); // not of this run
    const CommandResult stranger = station.run(undo(run, {u"--only"_s, ids}));
    QCOMPARE(stranger.exitCode, 2);
    QCOMPARE(stranger.json["error"_L1]["code"_L1].toString(), u"not_in_backup"_s);
    write(ids, " \n");
    const CommandResult none = station.run(undo(run, {u"--only"_s, ids}));
    QCOMPARE(none.exitCode, 2);
    QCOMPARE(none.json["error"_L1]["code"_L1].toString(), u"contact_ids_missing"_s);
    QVERIFY(none.err.contains("ids.txt"));
    QCOMPARE(station.run(undo(run, {u"--only"_s, station.file(u"nowhere"_s)})).exitCode, 2);
    QCOMPARE(posts(station), before);
}

void HeadlessUndoTest::F111_manyContactsAskForTheirNumber()
{
    MusterStation station;
    enrich(station, 481, "Old"); // 20 % of the list are 480
    const QString run = enrich(station, 481, "New");
    const int before = posts(station);
    const CommandResult check = station.run(undo(run, {u"--check"_s}));
    QCOMPARE(check.exitCode, 0);
    QVERIFY(check.json["asks_for_count"_L1].toBool());
    const CommandResult missing = station.run(undo(run));
    QCOMPARE(missing.exitCode, 2);
    QCOMPARE(missing.json["error"_L1]["code"_L1].toString(), u"undo_count_missing"_s);
    const CommandResult wrong = station.run(undo(run, {u"--confirm-count"_s, u"480"_s}));
    QCOMPARE(wrong.exitCode, 2);
    QCOMPARE(wrong.json["error"_L1]["code"_L1].toString(), u"undo_count_wrong"_s);
    QCOMPARE(posts(station), before);
    const CommandResult right = station.run(undo(run, {u"--confirm-count"_s, u"481"_s}));
    QVERIFY2(right.exitCode == 0, right.err.constData());
    QCOMPARE(holding(station, 481, "Old"), 481);
}

void HeadlessUndoTest::refusesWhatCannotBeUndone()
{
    MusterStation station;
    const CommandResult unknown = station.run(undo(u"no-such-run"_s));
    QCOMPARE(unknown.exitCode, 2);
    QCOMPARE(unknown.json["error"_L1]["code"_L1].toString(), u"nothing_to_undo"_s);
    const QString run = enrich(station, 10, "Old");
    QDirIterator found(station.folder(), {run + u".backup"_s}, QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(found.hasNext());
    const QString file = found.next();
    const CommandResult restored = station.run({u"lists"_s, u"restore"_s, file});
    QCOMPARE(restored.exitCode, 2);
    QCOMPARE(restored.json["error"_L1]["code"_L1].toString(), u"backup_of_enrichment"_s);
    QVERIFY(QFile::remove(file));
    QCOMPARE(station.run(undo(run)).json["error"_L1]["code"_L1].toString(), u"nothing_to_undo"_s);
}

void HeadlessUndoTest::S42_lookOnlySendsNothing()
{
    MusterStation station;
    const QString file = station.file(u"in.csv"_s);
    QString run;
    for (const QByteArray &word : {QByteArray("Old"), QByteArray("New")}) {
        write(file, csvOf(station.sandbox().listTruth(leads), 10, word));
        const CommandResult result = station.runOnProduction(
            {u"lists"_s, u"enrich"_s, leads, u"--plain-backup"_s, u"--campaign"_s, campaign, u"--input"_s, file,
             u"--id-column"_s, u"Customer"_s, u"--map"_s, u"Source=lead_source"_s, u"--arm"_s});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        run = result.json["run_id"_L1].toString();
    }
    const int before = posts(station);
    QCOMPARE(station.runOnProduction(undo(run)).exitCode, 2);
    QCOMPARE(station.runOnProduction(undo(run, {u"--check"_s})).exitCode, 0); // looking is allowed
    QCOMPARE(posts(station), before);
    QCOMPARE(station.runOnProduction(undo(run, {u"--arm"_s})).exitCode, 0);
    QCOMPARE(holding(station, 10, "Old"), 10);
}

MUSTER_TEST(HeadlessUndoTest, QCoreApplication)

} // namespace tst_headlessundo
#include "tst_headlessundo.moc"
