// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/listreport.h"
#include "tests/app/support/musterprocess.h"
#include "tests/support/sandboxtruth.h"
#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesslists {

namespace {

const QString leads = SandboxList::all()[1].id;

QStringList sanitize(const QString &list, const QStringList &more = {})
{
    return QStringList{u"lists"_s, u"sanitize"_s, list} + more;
}

QStringList apply(const QString &plan, const QStringList &more = {})
{
    return QStringList{u"lists"_s, u"apply"_s, u"--plain-backup"_s, u"--plan"_s, plan} + more;
}

} // namespace

/// `muster lists ...` as a scheduler calls it: the real program, the sandbox's ground truth.
class HeadlessListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheLists();
    void previewChangesNothing();
    void reportAgreesWithTheLibrary();
    void readsNationalNumbersByTheContactsOwnRegion();
    void F74_withoutARegionNothingNationalIsPurged();
    void optionsChangeTheVerdicts();
    void F113_whoMayStillBeCalledIsReviewed_data();
    void F113_whoMayStillBeCalledIsReviewed();
    void F75_duplicatesAreTreatedById();
    void suppressedAndDisposableNumbersArePurged();
    void F113_listsThatCannotBeReadEndThePreview();
    void dryRunOfAFileAsksNoTenant();
    void rowsOfANumberFileThatCannotBeReadAreSaid();
    void takesAListByName();
    void planHoldsWhatTheReportSays();
    void previewRefuses_data();
    void previewRefuses();
    void F111_largePurgeNeedsTheRightCount();
    void F115_alteredPlanIsRefused();
    void S42_lookOnlySendsNothing();
    void planOfAnotherConnectionIsRefused();
};

void HeadlessListsTest::listsTheLists()
{
    MusterStation station;
    const CommandResult result = station.run({u"lists"_s, u"list"_s});
    QCOMPARE(result.exitCode, 0);
    const QJsonArray lists = result.json["lists"_L1].toArray();
    QCOMPARE(lists.size(), SandboxList::all().size());
    for (qsizetype at = 0; at < lists.size(); ++at) {
        QCOMPARE(lists[at]["id"_L1].toString(), SandboxList::all()[at].id);
        QCOMPARE(lists[at]["name"_L1].toString(), SandboxList::all()[at].name);
        QCOMPARE(lists[at]["contacts"_L1].toInteger(-1), station.sandbox().listTruth(SandboxList::all()[at].id).size());
    }
}

void HeadlessListsTest::previewChangesNothing()
{
    MusterStation station;
    const auto before = station.sandbox().listTruth(leads);
    const CommandResult result
        = station.run(sanitize(leads,
                               {u"--default-region"_s, u"US"_s, u"--report"_s, station.file(u"r.csv"_s), u"--plan"_s,
                                station.file(u"p.plan"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(station.sandbox().listTruth(leads), before);
    for (const SandboxRequest &request : station.sandbox().requests())
        QVERIFY2(request.method == "GET" || request.path.endsWith("/token"), request.method.constData());
    QCOMPARE(result.json["contacts"_L1].toInteger(), before.size());
    // A preview names no number and no contact anywhere but in its files.
    for (const SandboxListContact &contact : before.mid(0, 200)) {
        QVERIFY(!result.out.contains(contact.id) && !result.err.contains(contact.id));
        QVERIFY(contact.phone.size() < 8
                || (!result.out.contains(contact.phone) && !result.err.contains(contact.phone)));
    }
    for (const char *name : {"r.csv", "p.plan"}) {
        QCOMPARE(QFileInfo(station.file(QString::fromLatin1(name))).permissions()
                     & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
    }
}

void HeadlessListsTest::reportAgreesWithTheLibrary()
{
    MusterStation station;
    QCOMPARE(station.run({u"numbers"_s, u"plans"_s, u"use"_s, u"installed"_s}).exitCode, 0);
    const CommandResult result
        = station.run(sanitize(leads,
                               {u"--default-region"_s, u"US"_s, u"--other-regions"_s, u"purge"_s, u"--no-number"_s,
                                u"purge"_s, u"--not-in-plan"_s, u"purge"_s, u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const auto rows = readReport(readFile(station.file(u"r.csv"_s)));
    const auto contacts = station.sandbox().listTruth(leads);
    QCOMPARE(rows.size(), contacts.size());
    int compared = 0;
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const ReportRow &row = rows[at];
        QCOMPARE(row.contactId, contacts[at].id); // In the list's own order.
        QCOMPARE(row.original, contacts[at].phone);
        // Spreadsheet damage is Muster's own knowledge; of the rest the library is the judge.
        if (row.reasons.contains("spreadsheet_damage") || row.reasons.contains("spreadsheet_repaired")) {
            QCOMPARE(row.verdict, "review"_ba);
            continue;
        }
        // So is what a contact's own country says: it settles what the default region cannot read, and contradicts
        // what the default region reads otherwise.
        if (row.reasons.contains("country_disagrees")) {
            QVERIFY(contacts[at].country && *contacts[at].country != "US");
            QCOMPARE(row.verdict, "review"_ba);
            continue;
        }
        ++compared;
        LibraryTruth truth = libraryTruth(row.original, "US");
        if (!truth.valid && contacts[at].country) {
            if (const LibraryTruth own = libraryTruth(row.original, *contacts[at].country); own.valid)
                truth = own;
        }
        const QByteArray context = row.original + " is " + row.verdict + " for " + row.reasons.join(' ');
        QVERIFY2(row.region == truth.region, context.constData());
        QVERIFY2(row.lineType == (truth.valid ? truth.lineType : "unknown"_ba), context.constData());
        QVERIFY2(!truth.valid || row.e164 == truth.e164, context.constData());
        const bool flagged = row.reasons.contains("extension") || row.reasons.contains("text_around_number")
            || row.reasons.contains("letters_as_digits");
        // What has to be looked at is never purged without need, nor changed; an invalid number may wait for review.
        if (flagged && truth.verdict != "purge")
            QVERIFY2(row.verdict == "review", context.constData());
        else if (flagged)
            QVERIFY2(row.verdict == "review" || row.verdict == "purge", context.constData());
        else
            QVERIFY2(row.verdict == truth.verdict, context.constData());
    }
    QVERIFY(compared > 2000);
    const auto counts = verdictsOf(rows);
    for (const char *verdict : {"unchanged", "fix", "purge", "review", "not_checked"}) {
        QCOMPARE(result.json["verdicts"_L1][QLatin1String(verdict)].toInt(-1), counts.value(verdict));
        QVERIFY(QByteArray(verdict) == "not_checked" || counts.value(verdict) > 0);
    }
}

void HeadlessListsTest::readsNationalNumbersByTheContactsOwnRegion()
{
    MusterStation station;
    const CommandResult result
        = station.run(sanitize(leads, {u"--region-column"_s, u"country"_s, u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const auto rows = readReport(readFile(station.file(u"r.csv"_s)));
    const auto contacts = station.sandbox().listTruth(leads);
    int british = 0, unread = 0;
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const QByteArray &phone = contacts[at].phone;
        if (!phone.startsWith("0") && !phone.startsWith("("))
            continue;
        if (!contacts[at].country) {
            QCOMPARE(rows[at].verdict, "not_checked"_ba); // F74
            ++unread;
        } else if (phone.startsWith("0") && !phone.startsWith("08")) {
            const LibraryTruth truth = libraryTruth(phone, *contacts[at].country);
            QVERIFY(truth.valid);
            QCOMPARE(rows[at].e164, truth.e164);
            QCOMPARE(rows[at].verdict, "fix"_ba);
            ++british;
        }
    }
    QVERIFY(british > 50 && unread > 10);
}

void HeadlessListsTest::F74_withoutARegionNothingNationalIsPurged()
{
    MusterStation station;
    const CommandResult result = station.run(sanitize(leads, {u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    int national = 0;
    for (const ReportRow &row : readReport(readFile(station.file(u"r.csv"_s)))) {
        if (!row.original.startsWith('0') && !row.original.startsWith('('))
            continue;
        ++national;
        QCOMPARE(row.verdict, "not_checked"_ba);
        QVERIFY(row.reasons.contains("no_default_region"));
    }
    QVERIFY(national > 200);
    QVERIFY(result.json["verdicts"_L1]["not_checked"_L1].toInt() >= national);
}

void HeadlessListsTest::optionsChangeTheVerdicts()
{
    MusterStation station;
    const auto purged = [&station](const QStringList &options) {
        const QString report = station.file(u"r%1.csv"_s.arg(station.sandbox().requests().size()));
        const CommandResult result = station.run(
            sanitize(leads, QStringList{u"--default-region"_s, u"US"_s, u"--report"_s, report} + options));
        QHash<QByteArray, int> kinds; // Purged contacts by region, and by line type.
        for (const ReportRow &row : readReport(readFile(report))) {
            if (row.verdict != "purge")
                continue;
            ++kinds[row.region];
            ++kinds[row.lineType];
        }
        kinds["exit"] = result.exitCode;
        return kinds;
    };
    // Whoever lives elsewhere or has no number yet is reviewed, unless somebody says otherwise.
    const auto untold = purged({});
    QVERIFY(untold["exit"] == 0 && untold["JM"] == 0 && untold["voip"] > 0);
    const QStringList strict{u"--other-regions"_s, u"purge"_s, u"--no-number"_s, u"purge"_s};
    const auto usual = purged(strict);
    QVERIFY(usual["exit"] == 0 && usual["JM"] > 0 && usual["voip"] > 0 && usual["premium_rate"] == 0);
    QCOMPARE(usual["CA"], 0);
    const auto everywhere = purged(strict + QStringList{u"--regions"_s, u"all"_s, u"--block"_s, u"none"_s});
    QVERIFY(everywhere["JM"] == 0 && everywhere["voip"] == 0 && everywhere["toll_free"] == 0);
    const auto narrow = purged(strict + QStringList{u"--regions"_s, u"us,gb"_s, u"--block"_s, u"premium"_s});
    QVERIFY(narrow["CA"] > 0 && narrow["premium_rate"] > 0 && narrow["JM"] > 0);
}

void HeadlessListsTest::F113_whoMayStillBeCalledIsReviewed_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("option");
    QTest::newRow("no number yet") << "empty"_ba << u"--no-number"_s;
    QTest::newRow("a number that newer plans may hold") << "not_in_plan"_ba << u"--not-in-plan"_s;
}

void HeadlessListsTest::F113_whoMayStillBeCalledIsReviewed()
{
    QFETCH(QByteArray, reason);
    QFETCH(QString, option);
    MusterStation station;
    QSet<QByteArray> found;
    for (const QStringList &options : {QStringList(), QStringList{option, u"purge"_s}}) {
        const QString report = station.file(u"r%1.csv"_s.arg(options.size()));
        const QStringList usual{u"--default-region"_s, u"US"_s, u"--report"_s, report};
        QCOMPARE(station.run(sanitize(SandboxList::all()[0].id, usual + options)).exitCode, 0);
        found.clear();
        for (const ReportRow &row : readReport(readFile(report)))
            found += row.reasons == QList<QByteArray>{reason} ? QSet{row.verdict} : QSet<QByteArray>();
        QCOMPARE(found, QSet<QByteArray>{options.isEmpty() ? "review" : "purge"});
    }
}

void HeadlessListsTest::F75_duplicatesAreTreatedById()
{
    MusterStation station;
    const CommandResult result = station.run(sanitize(
        leads,
        {u"--default-region"_s, u"US"_s, u"--dedupe"_s, u"keep-first"_s, u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QHash<QByteArray, QList<ReportRow>> byNumber;
    for (const ReportRow &row : readReport(readFile(station.file(u"r.csv"_s)))) {
        if (row.reasons.contains("duplicate") || row.reasons.contains("duplicate_kept"))
            byNumber[row.e164].append(row);
    }
    QVERIFY(byNumber.size() >= 40); // The twins; the list's own order says who is first.
    for (const auto &group : std::as_const(byNumber)) {
        QVERIFY(group.size() >= 2);
        QVERIFY(group.first().reasons.contains("duplicate_kept"));
        for (const ReportRow &later : group.mid(1)) {
            QVERIFY(later.reasons.contains("duplicate"));
            QCOMPARE(later.verdict, "purge"_ba);
        }
    }
}

void HeadlessListsTest::suppressedAndDisposableNumbersArePurged()
{
    MusterStation station;
    const QString plain = SandboxList::all()[4].id; // 150 different clean numbers.
    const auto contacts = station.sandbox().listTruth(plain);
    const auto write = [&station](const QString &name, const QByteArray &text) {
        QFile file(station.file(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write(u"stop.txt"_s, "# do not call\n" + contacts[3].phone + '\n' + contacts[7].phone.mid(2) + '\n'));
    QVERIFY(write(u"throwaway.csv"_s, "phone,last_seen\r\n" + contacts[9].phone + ",2026-01-02\r\n"));
    const CommandResult result = station.run(
        sanitize(plain,
                 {u"--default-region"_s, u"US"_s, u"--suppress"_s, station.file(u"stop.txt"_s), u"--disposable"_s,
                  station.file(u"throwaway.csv"_s), u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    const auto rows = readReport(readFile(station.file(u"r.csv"_s)));
    QCOMPARE(rows.size(), 150);
    for (qsizetype at = 0; at < rows.size(); ++at) {
        const bool suppressed = at == 3 || at == 7;
        QCOMPARE(rows[at].verdict, suppressed || at == 9 ? "purge"_ba : "unchanged"_ba);
        QCOMPARE(rows[at].reasons.contains("suppressed"), suppressed);
        QCOMPARE(rows[at].reasons.contains("disposable"), at == 9);
    }
}

void HeadlessListsTest::F113_listsThatCannotBeReadEndThePreview()
{
    MusterStation station;
    const CommandResult missing = station.run(sanitize(leads, {u"--suppress"_s, station.file(u"no.txt"_s)}));
    QCOMPARE(missing.exitCode, 2);
    QCOMPARE(station.sandbox().requests().size(), 0);
    QFile garbage(station.file(u"garbage.txt"_s));
    QVERIFY(garbage.open(QIODevice::WriteOnly) && garbage.write(QByteArray(100, '\0')) == 100);
    garbage.close();
    const CommandResult unreadable = station.run(
        sanitize(leads, {u"--suppress"_s, station.file(u"garbage.txt"_s), u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(unreadable.exitCode == 1, unreadable.err.constData());
    QVERIFY(!QFileInfo::exists(station.file(u"r.csv"_s)));
}

void HeadlessListsTest::dryRunOfAFileAsksNoTenant()
{
    MusterStation station;
    QFile file(station.file(u"in.csv"_s));
    const QByteArray text = "contactId;Phone;country\r\na-1;(312) 555-0142;US\r\nb-2;+1212555;US\r\n";
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const CommandResult result = station.run(sanitize(
        u"leads of the fair"_s,
        {u"--input"_s, file.fileName(), u"--default-region"_s, u"US"_s, u"--report"_s, station.file(u"r.csv"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(station.sandbox().requests().size(), 0);
    const auto rows = readReport(readFile(station.file(u"r.csv"_s)));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].verdict, "fix"_ba);
    QCOMPARE(rows[1].verdict, "purge"_ba);
    QCOMPARE(result.json["contacts"_L1].toInt(), 2);
    const CommandResult missing = station.run(sanitize(u"x"_s, {u"--input"_s, station.file(u"none.csv"_s)}));
    QCOMPARE(missing.exitCode, 2);
}

void HeadlessListsTest::rowsOfANumberFileThatCannotBeReadAreSaid()
{
    MusterStation station;
    QFile file(station.file(u"stop.txt"_s));
    const QByteArray text = "+13125550142\nnobody knows\n+13125550143\n";
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const CommandResult result = station.run(sanitize(leads, {u"--suppress"_s, file.fileName()}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY2(result.err.contains("stop.txt"), result.err.constData());
    QVERIFY2(result.err.contains("Row numbers in the file: 2."), result.err.constData());
}

void HeadlessListsTest::takesAListByName()
{
    MusterStation station;
    const CommandResult result = station.run(sanitize(u"Q3, \"warm\"; <b>Grüße</b> & Öl"_s));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.json["list_id"_L1].toString(), SandboxList::all()[4].id);
    QCOMPARE(result.json["verdicts"_L1]["unchanged"_L1].toInt(), 150);
    const CommandResult empty = station.run(sanitize(u"Nobody yet"_s));
    QVERIFY2(empty.exitCode == 0, empty.err.constData());
    QCOMPARE(empty.json["contacts"_L1].toInt(-1), 0);
}

void HeadlessListsTest::planHoldsWhatTheReportSays()
{
    MusterStation station;
    const CommandResult result
        = station.run(sanitize(leads,
                               {u"--default-region"_s, u"US"_s, u"--report"_s, station.file(u"r.csv"_s), u"--plan"_s,
                                station.file(u"p.plan"_s)}));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QHash<QByteArray, QByteArray> planned;
    for (const QByteArray &line : readFile(station.file(u"p.plan"_s)).split('\n')) {
        const QJsonObject change = QJsonDocument::fromJson(line).object();
        if (change.contains("action"_L1))
            planned.insert(change["id"_L1].toString().toLatin1(),
                           change["action"_L1].toString().toLatin1() + ' ' + change["to"_L1].toString().toLatin1());
    }
    int expected = 0;
    for (const ReportRow &row : readReport(readFile(station.file(u"r.csv"_s)))) {
        const QByteArray change = row.verdict == "fix" ? "fix " + row.e164
            : row.verdict == "purge"                   ? "purge "_ba
                                                       : QByteArray();
        QCOMPARE(planned.value(row.contactId), change);
        expected += change.isEmpty() ? 0 : 1;
    }
    QCOMPARE(planned.size(), expected);
    QCOMPARE(result.json["fixes"_L1].toInt() + result.json["purges"_L1].toInt(), expected);
}

void HeadlessListsTest::previewRefuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("code");
    QTest::newRow("region") << QStringList{u"--default-region"_s, u"XX"_s} << u"region_unknown"_s;
    QTest::newRow("regions") << QStringList{u"--regions"_s, u"US,Narnia"_s} << u"region_unknown"_s;
    QTest::newRow("line type") << QStringList{u"--block"_s, u"voip,fax"_s} << u"line_type_unknown"_s;
    QTest::newRow("report exists") << QStringList{u"--report"_s, u"EXISTING"_s} << u"target_exists"_s;
    QTest::newRow("plan exists") << QStringList{u"--plan"_s, u"EXISTING"_s} << u"target_exists"_s;
    QTest::newRow("plan of a dry run") << QStringList{u"--input"_s, u"x.csv"_s, u"--plan"_s, u"p"_s} << QString();
    QTest::newRow("two regions") << QStringList{u"--default-region"_s, u"US"_s, u"--region-column"_s, u"c"_s}
                                 << QString();
    QTest::newRow("dedupe") << QStringList{u"--dedupe"_s, u"keep-last"_s} << QString();
}

void HeadlessListsTest::previewRefuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, code);
    MusterStation station;
    QFile existing(station.file(u"here"_s));
    QVERIFY(existing.open(QIODevice::WriteOnly));
    options.replaceInStrings(u"EXISTING"_s, station.file(u"here"_s));
    const CommandResult result = station.run(sanitize(leads, options));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json["error"_L1]["code"_L1].toString(), code);
    QCOMPARE(station.sandbox().requests().size(), 0);
}

void HeadlessListsTest::F111_largePurgeNeedsTheRightCount()
{
    MusterStation station;
    const QString plan = station.file(u"p.plan"_s);
    const CommandResult preview = station.run(
        sanitize(leads, {u"--default-region"_s, u"US"_s, u"--other-regions"_s, u"purge"_s, u"--plan"_s, plan}));
    QCOMPARE(preview.json["confirmation"_L1].toString(), u"count"_s);
    const qint64 purges = preview.json["purges"_L1].toInteger();
    QVERIFY(purges > 2400 / 5);
    const auto before = station.sandbox().listTruth(leads);
    const auto requests = station.sandbox().requests().size();
    const auto refused = [&](const QStringList &options, const QString &code) {
        const CommandResult result = station.run(apply(plan, options));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json["error"_L1]["code"_L1].toString(), code);
        QVERIFY(result.err.contains("confirm"));
    };
    refused({}, u"confirm_count_missing"_s);
    refused({u"--confirm-count"_s, QString::number(purges - 1)}, u"confirm_count_wrong"_s);
    refused({u"--confirm-count"_s, u"0"_s}, u"confirm_count_wrong"_s);
    // A wrong count is refused also where none was needed.
    refused({u"--no-purge"_s, u"--confirm-count"_s, QString::number(purges + 1)}, u"confirm_count_wrong"_s);
    QCOMPARE(station.sandbox().requests().size(), requests);
    QCOMPARE(station.sandbox().listTruth(leads), before);
}

void HeadlessListsTest::F115_alteredPlanIsRefused()
{
    MusterStation station;
    const QString plan = station.file(u"p.plan"_s);
    const CommandResult preview = station.run(sanitize(leads, {u"--default-region"_s, u"US"_s, u"--plan"_s, plan}));
    const QByteArray whole = readFile(plan);
    const auto requests = station.sandbox().requests().size();
    const QByteArray id = station.sandbox().listTruth(leads).first().id;
    QByteArray other = whole;
    other.replace(other.indexOf("\"id\":\"") + 6, 36, id); // Another contact in the first change's place.
    QByteArray shorter = whole;
    shorter.remove(shorter.indexOf('\n') + 1, shorter.indexOf('\n', shorter.indexOf('\n') + 1) - shorter.indexOf('\n'));
    for (const QByteArray &bytes :
         {other, shorter, whole.chopped(20), QByteArray(whole + "\n{}\n"), QByteArray("{}\n"), QByteArray()}) {
        QFile file(plan);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        const CommandResult result
            = station.run(apply(plan, {u"--confirm-count"_s, QString::number(preview.json["purges"_L1].toInteger())}));
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.json["error"_L1]["code"_L1].toString().startsWith("plan_"_L1));
        QVERIFY(!result.out.contains(id) && !result.err.contains(id));
    }
    QCOMPARE(station.sandbox().requests().size(), requests);
}

void HeadlessListsTest::S42_lookOnlySendsNothing()
{
    MusterStation station;
    const QString plan = station.file(u"p.plan"_s);
    // Reading is allowed.
    const CommandResult preview = station.runOnProduction(
        sanitize(SandboxList::all()[2].id, {u"--default-region"_s, u"US"_s, u"--plan"_s, plan}));
    QVERIFY2(preview.exitCode == 0, preview.err.constData());
    const auto requests = station.sandbox().requests().size();
    const CommandResult result = station.runOnProduction(
        apply(plan, {u"--confirm-count"_s, QString::number(preview.json["purges"_L1].toInteger())}));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json["error"_L1]["kind"_L1].toString(), u"look_only"_s);
    QCOMPARE(station.sandbox().requests().size(), requests);
}

void HeadlessListsTest::planOfAnotherConnectionIsRefused()
{
    MusterStation station;
    const QString plan = station.file(u"p.plan"_s);
    const CommandResult preview = station.run(sanitize(leads, {u"--plan"_s, plan}));
    QCOMPARE(preview.exitCode, 0);
    const auto requests = station.sandbox().requests().size();
    const CommandResult result = station.runOnProduction(
        apply(plan, {u"--confirm-count"_s, QString::number(preview.json["purges"_L1].toInteger()), u"--arm"_s}));
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.json["error"_L1]["code"_L1].toString(), u"plan_other_profile"_s);
    QCOMPARE(station.sandbox().requests().size(), requests);
}

MUSTER_TEST(HeadlessListsTest, QCoreApplication)

} // namespace tst_headlesslists
#include "tst_headlesslists.moc"
