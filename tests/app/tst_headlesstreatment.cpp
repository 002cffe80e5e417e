// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "models/runs/workspace.h"
#include "models/sinks/csvrows.h"
#include "models/store/exportpresetstore.h"
#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesstreatment {

namespace {

/// The whole program in a session with a key store that is its own, see keyring.sh.
bool hasKeyStore()
{
    return qEnvironmentVariable("MUSTER_TEST_KEYRING") == u"unlocked";
}

QStringList column(const QByteArray &csv, const std::string &name)
{
    CsvReader reader(csv, TextProfile::Machines);
    const auto header = *reader.next();
    std::size_t place = 0;
    while (place + 1 < header->size() && *(*header)[place] != name)
        ++place;
    QStringList cells;
    for (auto row = reader.next(); row && *row; row = reader.next())
        cells.append(QString::fromStdString((**row)[place].value_or(std::string())));
    return cells;
}

QString codeOf(const CommandResult &result)
{
    return result.json["error"_L1]["code"_L1].toString();
}

} // namespace

/// `muster segments export` with --mask, --pseudonym and --bom, and the key behind it.
class HeadlessTreatmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasKeyStore())
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    }

    void masksColumns()
    {
        MusterStation station;
        const CommandResult result = station.run(station.exportEveryone(
            u"all.csv"_s, {u"--mask"_s, u"email"_s, u"--mask"_s, u"email"_s, u"--mask"_s, u"phone"_s}));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json["masked"_L1].toArray(), (QJsonArray{u"email"_s, u"phone"_s}));
        QCOMPARE(result.json["pseudonyms"_L1].toArray(), QJsonArray());
        QVERIFY(!result.json.contains("pseudonym_key"_L1));
        const QByteArray csv = readFile(station.file(u"all.csv"_s));
        const QByteArray truth = station.expectedCsv(station.everyone());
        const QStringList emails = column(csv, "email");
        QCOMPARE(QSet<QString>(emails.begin(), emails.end()), (QSet<QString>{u"[EMAIL_MASKED]"_s, QString()}));
        QCOMPARE(column(csv, "city"), column(truth, "city"));
        QVERIFY(column(csv, "phone") != column(truth, "phone"));
        QCOMPARE(station.auditEntries(u"export.started"_s).first()["facts"_L1]["masked"_L1].toArray(),
                 (QJsonArray{u"email"_s, u"phone"_s}));
        const QJsonObject manifest
            = QJsonDocument::fromJson(readFile(station.file(u"all.csv.manifest.json"_s))).object();
        QCOMPARE(manifest["treated"_L1]["email"_L1]["treatment"_L1].toString(), u"masked"_s);
        // An export that is not masked cannot be compared with it.
        QCOMPARE(station.run(station.exportEveryone(u"plain.csv"_s)).exitCode, 0);
        const CommandResult compared
            = station.run({u"segments"_s, u"diff"_s, station.file(u"all.csv"_s), station.file(u"plain.csv"_s)});
        QCOMPARE(compared.exitCode, 2);
        QCOMPARE(codeOf(compared), u"export_treatment_differs"_s);
        // And a run that is repeated is masked as well.
        const CommandResult repeated = station.run({u"runs"_s, u"repeat"_s, result.json["run_id"_L1].toString()});
        QVERIFY2(repeated.exitCode == 0, repeated.err.constData());
        QCOMPARE(repeated.json["masked"_L1].toArray(), (QJsonArray{u"email"_s, u"phone"_s}));
    }

    void writesAByteOrderMark()
    {
        MusterStation station;
        QCOMPARE(station.run(station.exportEveryone(u"all.csv"_s, {u"--bom"_s})).exitCode, 0);
        QCOMPARE(readFile(station.file(u"all.csv"_s)), "\xEF\xBB\xBF" + station.expectedCsv(station.everyone()));
    }

    void refusesWhatMakesNoSense_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown") << QStringList{u"--mask"_s, u"shoe_size"_s} << u"columns_treated"_s;
        QTest::newRow("not chosen") << QStringList{u"--attributes"_s, u"city"_s, u"--mask"_s, u"email"_s}
                                    << u"columns_treated"_s;
        QTest::newRow("both") << QStringList{u"--mask"_s, u"email"_s, u"--pseudonym"_s, u"email"_s}
                              << u"column_treated_twice"_s;
        QTest::newRow("contact id") << QStringList{u"--mask"_s, u"contactId"_s} << u"columns_treated"_s;
        QTest::newRow("mark") << QStringList{u"--format"_s, u"jsonl"_s, u"--bom"_s} << u"columns_treated"_s;
    }
    void refusesWhatMakesNoSense()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, code);
        MusterStation station;
        const CommandResult result = station.run(station.exportEveryone(u"all.csv"_s, options));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(codeOf(result), code);
        QVERIFY(!QFileInfo::exists(station.file(u"all.csv"_s)));
        QVERIFY(!QFileInfo::exists(station.file(u"all.csv.partial"_s)));
    }

    void aPresetKeepsItsProtection()
    {
        MusterStation station;
        ExportPresetStore store(Workspace::Paths::under(station.file(u"data"_s)).config);
        QVERIFY(store.save({.name = u"Safe"_s,
                            .attributes = {u"email"_s, u"city"_s, u"phone"_s},
                            .filters = {},
                            .byteOrderMark = true,
                            .treated = {{u"phone"_s, ColumnTreatment::Masked}}}));
        const CommandResult result
            = station.run({u"segments"_s, u"export"_s, station.everyone().segmentId, u"--preset"_s, u"Safe"_s,
                           u"--out"_s, station.file(u"safe.csv"_s), u"--mask"_s, u"email"_s});
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json["masked"_L1].toArray(), (QJsonArray{u"email"_s, u"phone"_s}));
        QVERIFY(readFile(station.file(u"safe.csv"_s))
                    .startsWith("\xEF\xBB\xBF"
                                "contactId,email,city,phone\r\n"));
        // A column that is left out needs no protection.
        const CommandResult less
            = station.run({u"segments"_s, u"export"_s, station.everyone().segmentId, u"--preset"_s, u"Safe"_s,
                           u"--out"_s, station.file(u"less.csv"_s), u"--attributes"_s, u"city"_s});
        QVERIFY2(less.exitCode == 0, less.err.constData());
    }

    void anInterruptedOneGoesOnAsItWasBegun()
    {
        MusterStation station;
        SandboxFault fault;
        fault.path = pageRoute;
        fault.skip = 2;
        fault.times = 100;
        fault.status = 400;
        station.sandbox().addFault(fault);
        const QStringList masked{u"--mask"_s, u"email"_s, u"--resume"_s};
        QVERIFY(station.run(station.exportEveryone(u"all.csv"_s, masked)).exitCode != 0);
        station.sandbox().clearFaults();
        const CommandResult other
            = station.run(station.exportEveryone(u"all.csv"_s, {u"--mask"_s, u"phone"_s, u"--resume"_s}));
        QCOMPARE(other.exitCode, 2);
        QCOMPARE(codeOf(other), u"resume_differs"_s);
        const CommandResult result = station.run(station.exportEveryone(u"all.csv"_s, {u"--resume"_s}));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json["masked"_L1].toArray(), QJsonArray{u"email"_s});
        const QStringList emails = column(readFile(station.file(u"all.csv"_s)), "email");
        QCOMPARE(QSet<QString>(emails.begin(), emails.end()), (QSet<QString>{u"[EMAIL_MASKED]"_s, QString()}));
    }

    /// With a key store, and where there is none.
    void S02_pseudonymsNeedAKeyStore()
    {
        MusterStation station;
        const auto exporting = [&station](const QString &name) {
            return station.run(
                station.exportEveryone(name, {u"--pseudonym"_s, u"phone"_s, u"--pseudonym"_s, u"contactId"_s}));
        };
        const CommandResult none = station.run({u"segments"_s, u"show-pseudonyms"_s});
        QVERIFY(none.json["key_id"_L1].isNull());
        const CommandResult first = exporting(u"one.csv"_s);
        if (!hasKeyStore()) {
            QCOMPARE(first.exitCode, 2);
            QCOMPARE(codeOf(first), u"export_key_not_kept"_s);
            QVERIFY(!QFileInfo::exists(station.file(u"one.csv.partial"_s)));
            return;
        }
        QVERIFY2(first.exitCode == 0, first.err.constData());
        QCOMPARE(exporting(u"two.csv"_s).exitCode, 0);
        const QByteArray one = readFile(station.file(u"one.csv"_s));
        QCOMPARE(readFile(station.file(u"two.csv"_s)), one);
        QVERIFY(column(one, "contactId").first().startsWith(u"ps_"_s));
        const CommandResult shown = station.run({u"segments"_s, u"show-pseudonyms"_s});
        const QString key = shown.json["key_id"_L1].toString();
        QCOMPARE(first.json["pseudonym_key"_L1].toString(), key);
        // Another word than its id replaces nothing.
        const CommandResult unsure = station.run({u"segments"_s, u"renew-pseudonyms"_s, u"yes"_s});
        QCOMPARE(unsure.exitCode, 2);
        QCOMPARE(codeOf(unsure), u"export_key_other"_s);
        const CommandResult renewed = station.run({u"segments"_s, u"renew-pseudonyms"_s, key});
        QVERIFY2(renewed.exitCode == 0, renewed.err.constData());
        QVERIFY(renewed.json["key_id"_L1].toString() != key);
        QCOMPARE(exporting(u"three.csv"_s).exitCode, 0);
        QVERIFY(column(readFile(station.file(u"three.csv"_s)), "phone") != column(one, "phone"));
        QCOMPARE(
            codeOf(station.run({u"segments"_s, u"diff"_s, station.file(u"one.csv"_s), station.file(u"three.csv"_s)})),
            u"export_treatment_differs"_s);
        QCOMPARE(station.auditEntries(u"export_key.replaced"_s).size(), 1);
    }
};

MUSTER_TEST(HeadlessTreatmentTest, QCoreApplication)

} // namespace tst_headlesstreatment
#include "tst_headlesstreatment.moc"
