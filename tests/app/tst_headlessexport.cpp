// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include "models/runs/workspace.h"
#include "models/store/exportpresetstore.h"
#include "network/sandbox/sandboxdata.h"
#include "tests/support/testprogram.h"
#include "tests/support/workbookcells.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

using namespace muster;
using namespace muster::test;

namespace tst_headlessexport {

/// The headless export as a scheduler meets it: files, figures and exit codes.
class HeadlessExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportsExactlyTheGroundTruth()
    {
        MusterStation station;
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(readFile(station.file(QStringLiteral("all.csv"))), station.expectedCsv(station.everyone()));
        QCOMPARE(result.json[QLatin1String("outcome")].toString(), QStringLiteral("complete"));
        QCOMPARE(result.json[QLatin1String("records")].toInt(), 5000);
        QCOMPARE(result.json[QLatin1String("pages")].toInt(), 10);
        QCOMPARE(result.json[QLatin1String("retries")].toInt(), 0);
        QCOMPARE(result.json[QLatin1String("output_file")].toString(), station.file(QStringLiteral("all.csv")));
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
    }

    // Cell by cell the CSV export of the same segment, to a reader that knows nothing of Muster.
    void exportsAWorkbook()
    {
        MusterStation station;
        const QString file = station.file(QStringLiteral("all.xlsx"));
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.xlsx")));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json[QLatin1String("records")].toInt(), 5000);
        QCOMPARE(result.json[QLatin1String("output_file")].toString(), file);
        const QJsonArray sheets = workbookSheets(file);
        QCOMPARE(sheets.size(), 1);
        QCOMPARE(sheets[0][QLatin1String("types")].toArray(), QJsonArray{QStringLiteral("inlineStr")});
        const QJsonArray rows = sheets[0][QLatin1String("rows")].toArray();
        const QJsonArray wanted = workbookRowsOf(station.expectedCsv(station.everyone()));
        QCOMPARE(rows.size(), 5001);
        for (qsizetype row = 0; row < rows.size(); ++row)
            QCOMPARE(rows[row].toArray(), wanted[row].toArray());
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.xlsx.partial"))));
        const QJsonObject manifest
            = QJsonDocument::fromJson(readFile(station.file(QStringLiteral("all.xlsx.manifest.json")))).object();
        QCOMPARE(manifest[QLatin1String("sha256")].toString().toLatin1(),
                 QCryptographicHash::hash(readFile(file), QCryptographicHash::Sha256).toHex());
        // Not to be compared, and it says so.
        const CommandResult compared
            = station.run({QStringLiteral("segments"), QStringLiteral("diff"), file, file, QStringLiteral("--json")});
        QCOMPARE(compared.json[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("file_workbook"));
        QVERIFY(compared.exitCode != 0);
    }

    void refusesWhatAWorkbookCannotBe_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        QTest::newRow("mark") << QStringList{QStringLiteral("--bom")} << QStringLiteral("columns_treated");
        QTest::newRow("guarded") << QStringList{QStringLiteral("--spreadsheet-safe")}
                                 << QStringLiteral("workbook_fits");
        QTest::newRow("records") << QStringList{QStringLiteral("--webhook"), QStringLiteral("http://127.0.0.1:9/x"),
                                                QStringLiteral("--notify-records"), QStringLiteral("127.0.0.1")}
                                 << QStringLiteral("workbook_fits");
    }
    void refusesWhatAWorkbookCannotBe()
    {
        QFETCH(QStringList, more);
        QFETCH(QString, code);
        MusterStation station;
        const CommandResult result = station.run(station.exportEveryone(
            QStringLiteral("all"), QStringList{QStringLiteral("--format"), QStringLiteral("xlsx")} + more));
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json[QLatin1String("error")][QLatin1String("code")].toString(), code);
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all"))));
    }

    void exportsByAPreset()
    {
        MusterStation station;
        const QString date = QDate::currentDate().toString(Qt::ISODate);
        ExportPresetStore store(Workspace::Paths::under(station.file(QStringLiteral("data"))).config);
        const QStringList attributes = station.everyone().attributes.mid(1, 2);
        ExportPreset preset{.name = QStringLiteral("Weekly"),
                            .attributes = attributes,
                            .filters = {},
                            .format = FileFormat::JsonLines,
                            .textProfile = TextProfile::Machines,
                            .target = station.file(QStringLiteral("{segment}-{date}.jsonl"))};
        QVERIFY(store.save(preset));
        preset.name = QStringLiteral("Other");
        preset.attributes = {QStringLiteral("no_such_thing")};
        QVERIFY(store.save(preset));
        const CommandResult listed
            = station.run({QStringLiteral("segments"), QStringLiteral("presets"), QStringLiteral("--json")});
        QCOMPARE(listed.json[QLatin1String("presets")].toArray().size(), 2);

        const auto by = [&station](const QString &name, const QStringList &more = {}) {
            return station.run(QStringList{QStringLiteral("segments"), QStringLiteral("export"),
                                           station.everyone().segmentId, QStringLiteral("--preset"), name}
                               + more);
        };
        const CommandResult result = by(QStringLiteral("weekly"));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QString file
            = station.file(safeFileName(sandboxSegments().first().name) + u'-' + date + QStringLiteral(".jsonl"));
        QCOMPARE(result.json[QLatin1String("output_file")].toString(), file);
        const QJsonObject first = QJsonDocument::fromJson(readFile(file).split('\n').first()).object();
        for (const QString &name : first[u"attributes"].toObject().keys())
            QVERIFY(attributes.contains(name));
        // What is given goes before what the preset says.
        const CommandResult other = by(QStringLiteral("weekly"),
                                       {QStringLiteral("--out"), station.file(QStringLiteral("own.csv")),
                                        QStringLiteral("--format"), QStringLiteral("csv")});
        QVERIFY2(other.exitCode == 0, other.err.constData());
        QVERIFY(readFile(station.file(QStringLiteral("own.csv")))
                    .startsWith(QByteArray("contactId," + attributes.join(u',').toUtf8() + "\r\n")));
        // Unknown attributes are told by name, and so is an unknown preset.
        const CommandResult unknown = by(QStringLiteral("Other"));
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY2(unknown.err.contains("no_such_thing"), unknown.err.constData());
        const CommandResult missing = by(QStringLiteral("none"));
        QCOMPARE(missing.exitCode, 2);
        QCOMPARE(missing.json[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("unknown_export_preset"));
        const CommandResult nowhere
            = station.run({QStringLiteral("segments"), QStringLiteral("export"), station.everyone().segmentId});
        QCOMPARE(nowhere.exitCode, 2);
        QCOMPARE(nowhere.json[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("export_out_missing"));
    }

    void manifestNamesTheFilesOwnDigest()
    {
        MusterStation station;
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        const QByteArray file = readFile(station.file(QStringLiteral("all.csv")));
        const QJsonObject manifest
            = QJsonDocument::fromJson(readFile(station.file(QStringLiteral("all.csv.manifest.json")))).object();
        const QByteArray text = QJsonDocument(manifest).toJson();
        QVERIFY2(text.contains(QCryptographicHash::hash(file, QCryptographicHash::Sha256).toHex()), text.constData());
        QVERIFY2(text.contains(result.json[QLatin1String("order_digest")].toString().toUtf8()), text.constData());
        QVERIFY2(text.contains("5000"), text.constData());
    }

    void fillRatesAreThoseOfTheFile()
    {
        MusterStation station;
        const SegmentQuery query = station.everyone();
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        const QJsonObject rates = result.json[QLatin1String("fill_rate")][QLatin1String("attributes")].toObject();
        QCOMPARE(rates.size(), query.attributes.size());
        double sum = 0;
        for (const QString &name : query.attributes) {
            SegmentQuery one = query;
            one.attributes = {name};
            // Lines that end in a comma lack the attribute, those that end in an empty pair of quotes hold empty text;
            // no value of the sandbox ends so by itself.
            const QByteArray column = station.expectedCsv(one);
            const double missing = double(column.count(",\r\n") + column.count(",\"\"\r\n"));
            QCOMPARE(rates[name].toDouble(), (5000 - missing) / 5000);
            sum += (5000 - missing) / 5000;
        }
        const double overall = result.json[QLatin1String("fill_rate")][QLatin1String("overall")].toDouble();
        QVERIFY(qAbs(overall - sum / double(query.attributes.size())) < 1e-9);
    }

    void attributesKeepTheirOrderAndFiltersHold()
    {
        MusterStation station;
        SegmentQuery query = station.everyone();
        query.attributes = {query.attributes[4], query.attributes[0]};
        query.filters = {{query.attributes[0], FilterOperator::StartsWith, QStringLiteral("L")}};
        const CommandResult result = station.run(
            station.exportEveryone(QStringLiteral("some.csv"),
                                   {QStringLiteral("--attributes"), query.attributes.join(u','),
                                    QStringLiteral("--filter"), query.attributes[0] + QStringLiteral(" starts_with L"),
                                    QStringLiteral("--page-size"), QStringLiteral("7")}));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(readFile(station.file(QStringLiteral("some.csv"))), station.expectedCsv(query));
        QVERIFY(result.json[QLatin1String("records")].toInt() > 0);
    }

    void jsonLinesHoldOneContactALine()
    {
        MusterStation station;
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.jsonl")));
        QVERIFY2(result.exitCode == 0, result.err.constData());
        const QList<QByteArray> lines = readFile(station.file(QStringLiteral("all.jsonl"))).trimmed().split('\n');
        QCOMPARE(lines.size(), 5000);
        for (const QByteArray &line : lines)
            QVERIFY(QJsonDocument::fromJson(line).object().contains(QLatin1String("contactId")));
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        const auto segment = [](const char *name) {
            for (const SandboxSegment &segment : sandboxSegments()) {
                if (segment.name == QLatin1String(name))
                    return segment.id;
            }
            qFatal("no such segment");
        };
        const QString everyone = sandboxSegments().first().id;
        QTest::newRow("inactive") << QStringList{segment("Paused promo")} << QStringLiteral("segment_active");
        QTest::newRow("stale") << QStringList{segment("Spring visitors")} << QStringLiteral("segment_fresh");
        QTest::newRow("filter on a deprecated attribute")
            << QStringList{everyone, QStringLiteral("--filter"), QStringLiteral("fax_number equals 1")}
            << QStringLiteral("filters_fit");
        QTest::newRow("unknown attribute")
            << QStringList{everyone, QStringLiteral("--attributes"), QStringLiteral("shoe_size")}
            << QStringLiteral("attributes_known");
        QTest::newRow("operator that does not fit")
            << QStringList{everyone, QStringLiteral("--filter"), QStringLiteral("city greater_than L")}
            << QStringLiteral("filters_fit");
        QTest::newRow("plain http webhook")
            << QStringList{everyone, QStringLiteral("--webhook"), QStringLiteral("http://hooks.example.com/x")}
            << QStringLiteral("webhook_allowed");
        QTest::newRow("records for another host than the webhook's")
            << QStringList{everyone, QStringLiteral("--webhook"), QStringLiteral("https://hooks.example.com/x"),
                           QStringLiteral("--notify-records"), QStringLiteral("hooks.example.org")}
            << QStringLiteral("records_confirmed");
    }

    void refusals()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, code);
        MusterStation station;
        const CommandResult result
            = station.run(QStringList{QStringLiteral("segments"), QStringLiteral("export")} + arguments
                          + QStringList{QStringLiteral("--out"), station.file(QStringLiteral("x.csv"))});
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(result.json[QLatin1String("error")][QLatin1String("code")].toString(), code);
        for (const SandboxRequest &request : station.sandbox().requests())
            QVERIFY(!request.path.contains("query"));
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("x.csv"))));
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("x.csv.partial"))));
    }

    void staleSegmentNeedsAnOverrideThatIsAudited()
    {
        MusterStation station;
        const QString stale = sandboxSegments()[3].id;
        QCOMPARE(sandboxSegments()[3].name, QStringLiteral("Spring visitors"));
        const QStringList arguments{QStringLiteral("segments"), QStringLiteral("export"), stale,
                                    QStringLiteral("--out"), station.file(QStringLiteral("s.csv"))};
        QCOMPARE(station.run(arguments + QStringList{QStringLiteral("--max-age"), QStringLiteral("71h")}).exitCode, 2);
        QCOMPARE(station.run(arguments + QStringList{QStringLiteral("--ignore-age")}).exitCode, 0);
        const CommandResult audit = station.run({QStringLiteral("audit"), QStringLiteral("list")});
        QVERIFY(audit.out.contains("export.freshness_waived"));
        QVERIFY(audit.out.contains("export.complete"));
        const CommandResult verified = station.run({QStringLiteral("audit"), QStringLiteral("verify")});
        QCOMPARE(verified.exitCode, 0);
    }

    void F96_existingFileIsNotReplacedWithoutConsent()
    {
        MusterStation station;
        QFile existing(station.file(QStringLiteral("all.csv")));
        QVERIFY(existing.open(QIODevice::WriteOnly));
        existing.write("mine");
        existing.close();
        const CommandResult refused = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QCOMPARE(refused.exitCode, 2);
        QCOMPARE(readFile(station.file(QStringLiteral("all.csv"))), QByteArray("mine"));
        const CommandResult agreed
            = station.run(station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--overwrite")}));
        QVERIFY2(agreed.exitCode == 0, agreed.err.constData());
        QCOMPARE(readFile(station.file(QStringLiteral("all.csv"))), station.expectedCsv(station.everyone()));
    }

    void S01_S06_noSecretOrTokenAnywhereAfterASession()
    {
        MusterStation station;
        const QByteArray secret = station.sandbox().clientSecret().bytes().toByteArray();
        const CommandResult result = station.run(station.exportEveryone(QStringLiteral("all.csv")));
        QCOMPARE(result.exitCode, 0);
        QVERIFY(!result.out.contains(secret) && !result.err.contains(secret));
        const CommandResult found = [&] {
            QProcess grep;
            grep.start(QStringLiteral("grep"),
                       {QStringLiteral("-rlE"), QStringLiteral("-e"), QString::fromUtf8(secret), QStringLiteral("-e"),
                        QStringLiteral("Bearer"), station.folder()});
            return MusterStation::finish(grep);
        }();
        QCOMPARE(found.exitCode, 1); // grep: nothing found
        QVERIFY2(found.out.isEmpty(), found.out.constData());
    }

    void S03_everyFileIsForThisUserOnly()
    {
        MusterStation station;
        QCOMPARE(station.run(station.exportEveryone(QStringLiteral("all.csv"))).exitCode, 0);
        QProcess find;
        find.start(QStringLiteral("find"),
                   {station.folder(), QStringLiteral("-mindepth"), QStringLiteral("1"), QStringLiteral("-perm"),
                    QStringLiteral("/077")});
        QCOMPARE(MusterStation::finish(find).out, QByteArray());
    }

    void wrongSecretEndsWithAClearError()
    {
        MusterStation station;
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("CXONE_CLIENT_ID"), station.sandbox().clientId());
        environment.insert(QStringLiteral("CXONE_CLIENT_SECRET"), QStringLiteral("not-the-secret"));
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(MUSTER_PROGRAM),
                       {QStringLiteral("segments"), QStringLiteral("list"), QStringLiteral("--json"),
                        QStringLiteral("--data-dir"), station.file(QStringLiteral("data")),
                        QStringLiteral("--base-url"), station.sandbox().url().toString()});
        const CommandResult result = MusterStation::finish(*process);
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(result.json[QLatin1String("error")][QLatin1String("kind")].toString(),
                 QStringLiteral("sign_in_needed"));
        QCOMPARE(station.sandbox().tokenRequests(), 1);
    }

    void wrongCallsAreRefusedWithTwo()
    {
        MusterStation station;
        QCOMPARE(station.run({QStringLiteral("segments"), QStringLiteral("export")}).exitCode, 2);
        QCOMPARE(station.run({QStringLiteral("no-such-command")}).exitCode, 2);
        QCOMPARE(station
                     .run(station.exportEveryone(QStringLiteral("x.csv"),
                                                 {QStringLiteral("--page-size"), QStringLiteral("1001")}))
                     .exitCode,
                 2);
        QCOMPARE(station.sandbox().requests().size(), 0);
    }
};

MUSTER_TEST(HeadlessExportTest, QCoreApplication)

} // namespace tst_headlessexport
#include "tst_headlessexport.moc"
