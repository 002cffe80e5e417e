// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/exportdiff/exportfile.h"
#include "tests/support/exportfiles.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_exportfile {

namespace {

void ignore(double) { }

struct Given
{
    qint64 number;
    QByteArrayList cells;
    bool operator==(const Given &) const = default;
};

QList<Given> rowsOf(const ExportFile &file)
{
    QList<Given> rows;
    const auto visit = [&rows](const ExportRow &row) -> Result<void> {
        Given given{row.number, {}};
        for (const std::string_view cell : row.cells)
            given.cells.append(QByteArray(cell.data(), qsizetype(cell.size())));
        rows.append(given);
        return {};
    };
    return forEachRow(file, visit, ignore, {}) ? rows : QList<Given>();
}

} // namespace

class TestExportFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatAnExportWrote_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<TextProfile>("profile");
        QTest::newRow("CSV") << u"a.csv"_qs << TextProfile::Machines;
        QTest::newRow("CSV for spreadsheets") << u"a.csv"_qs << TextProfile::Spreadsheets;
        QTest::newRow("JSON Lines") << u"a.jsonl"_qs << TextProfile::Machines;
    }
    void readsWhatAnExportWrote()
    {
        QFETCH(QString, name);
        QFETCH(TextProfile, profile);
        const QTemporaryDir folder;
        const QString path = writeExport(folder.filePath(name), {u"=name"_qs, u"phone"_qs},
                                         {{"a", {text("Ann \"the\", first"), text("+15550100")}, "\"more\":1"},
                                          {"b", {text("'quoted"), absent()}, {}},
                                          {"c", {json("null"), json("{\"x\":[1,2]}")}, {}}},
                                         profile);
        const auto file = ExportFile::open(path, ignore, {});
        QVERIFY(file);
        QVERIFY(file->hasManifest);
        QCOMPARE(file->segmentName, u"Customers"_qs);
        QCOMPARE(file->textProfile, profile);
        QCOMPARE(file->columns, (QStringList{u"contactId"_qs, u"=name"_qs, u"phone"_qs}));
        const QList<Given> rows = rowsOf(*file);
        if (file->format == FileFormat::Csv) {
            QCOMPARE(rows,
                     (QList<Given>{{2, {"a", "Ann \"the\", first", "+15550100"}},
                                   {3, {"b", "'quoted", ""}},
                                   {4, {"c", "", "{\"x\":[1,2]}"}}}));
        } else {
            QCOMPARE(rows,
                     (QList<Given>{{1, {"\"a\"", "\"Ann \\\"the\\\", first\"", "\"+15550100\""}},
                                   {2, {"\"b\"", "\"'quoted\"", ""}},
                                   {3, {"\"c\"", "", "{\"x\":[1,2]}"}}}));
        }
        QCOMPARE(cellText(file->format, rows[0].cells[1].toStdString()), u"Ann \"the\", first"_qs);
    }

    void findsTheColumnsOfLinesWithoutManifest()
    {
        const QTemporaryDir folder;
        const QString path = writeText(folder.filePath(u"x.jsonl"_qs),
                                       "{\"contactId\":\"a\",\"attributes\":{\"n\":1}}\n"
                                       "\n"
                                       "{\"contactId\":\"b\",\"attributes\":{\"late\":\"\\u00e9\"},\"extras\":{}}\n");
        const auto file = ExportFile::open(path, ignore, {});
        QVERIFY(file);
        QVERIFY(!file->hasManifest);
        QCOMPARE(file->format, FileFormat::JsonLines);
        QCOMPARE(file->columns, (QStringList{u"contactId"_qs, u"n"_qs, u"late"_qs}));
        QCOMPARE(rowsOf(*file), (QList<Given>{{1, {"\"a\"", "1", ""}}, {3, {"\"b\"", "", "\"\\u00e9\""}}}));
        QCOMPARE(cellText(FileFormat::JsonLines, "\"\\u00e9\""), u"é"_qs);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<QString>("code");
        const QByteArray csv = "contactId,n\r\na,1\r\n", none;
        const QByteArray sha(64, '0');
        const auto manifest = [&](int bytes) {
            return QByteArray("{\"format\":\"csv\",\"textProfile\":\"machines\",\"columns\":[\"contactId\"],\"bytes\":"
                              + QByteArray::number(bytes) + ",\"sha256\":\"" + sha + "\"}");
        };
        QTest::newRow("unfinished") << u"a.csv.partial"_qs << csv << none << u"export_unfinished"_qs;
        QTest::newRow("torn CSV") << u"a.csv"_qs << csv.chopped(2) << none << u"export_torn"_qs;
        QTest::newRow("torn line") << u"a.jsonl"_qs << QByteArray("{\"contactId\":\"a\",\"attributes\":{}}") << none
                                   << u"export_torn"_qs;
        QTest::newRow("empty") << u"a.csv"_qs << none << none << u"csv_empty"_qs;
        QTest::newRow("workbook") << u"a.csv"_qs << QByteArray("PK\3\4 something\n") << none << u"file_workbook"_qs;
        QTest::newRow("other lines") << u"a.jsonl"_qs << QByteArray("{\"id\":\"a\"}\n") << none
                                     << u"export_other_lines"_qs;
        QTest::newRow("broken line") << u"a.jsonl"_qs << QByteArray("{\"contactId\":\"a\",\"attributes\":{\"n\":}}\n")
                                     << none << u"export_other_lines"_qs;
        QTest::newRow("shorter than its manifest")
            << u"a.csv"_qs << csv << manifest(int(csv.size()) + 1) << u"export_incomplete"_qs;
        QTest::newRow("longer than its manifest")
            << u"a.csv"_qs << csv << manifest(int(csv.size()) - 1) << u"export_changed"_qs;
        QTest::newRow("other bytes than its manifest")
            << u"a.csv"_qs << csv << manifest(int(csv.size())) << u"export_changed"_qs;
        QTest::newRow("manifest of nothing")
            << u"a.csv"_qs << csv << QByteArray("{}") << u"export_manifest_unreadable"_qs;
        QTest::newRow("manifest is no JSON")
            << u"a.csv"_qs << csv << QByteArray("\xff") << u"export_manifest_unreadable"_qs;
    }
    void refuses()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, manifest);
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const QString path = writeText(folder.filePath(name), bytes);
        if (!manifest.isEmpty())
            writeText(path + u".manifest.json"_qs, manifest);
        const auto file = ExportFile::open(path, ignore, {});
        QVERIFY(!file);
        QCOMPARE(file.error().code, code);
        QVERIFY(file.error().subject.startsWith(folder.path()) || file.error().detail.startsWith(folder.path()));
    }

    void noticesThatItWasWrittenToMeanwhile()
    {
        const QTemporaryDir folder;
        const QString path = writeExport(folder.filePath(u"a.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        const auto file = ExportFile::open(path, ignore, {});
        QVERIFY(file);
        writeText(path, readText(path).replace("a,1", "a,2"));
        const auto read = forEachRow(*file, [](const ExportRow &) { return Result<void>(); }, ignore, {});
        QVERIFY(!read);
        QCOMPARE(read.error().code, u"export_changed"_qs);
    }

    void stops()
    {
        const QTemporaryDir folder;
        const QString path = writeExport(folder.filePath(u"a.csv"_qs), {u"n"_qs}, {{"a", {text("1")}, {}}});
        std::stop_source stop;
        stop.request_stop();
        const auto file = ExportFile::open(path, ignore, stop.get_token());
        QVERIFY(!file);
        QCOMPARE(file.error().kind, ErrorKind::Cancelled);
    }
};

MUSTER_TEST(TestExportFile, QCoreApplication)

} // namespace tst_exportfile
#include "tst_exportfile.moc"
