// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/csvrows.h"
#include "tests/support/sinkfixture.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <array>

using namespace muster;
using namespace muster::test;

namespace tst_reimport {

namespace {

QByteArray randomText(QRandomGenerator &random)
{
    static constexpr std::array<const char *, 26> pieces = {"=",
                                                            "+",
                                                            "-",
                                                            "@",
                                                            "\t",
                                                            "\r",
                                                            "\n",
                                                            "\r\n",
                                                            "'",
                                                            "\"",
                                                            "\"\"",
                                                            ";",
                                                            ",",
                                                            "|",
                                                            " ",
                                                            "a",
                                                            "0",
                                                            "123456789012",
                                                            "E",
                                                            "\xEF\xBC\x9D",
                                                            "\xC2\xA0",
                                                            "\xC3\xA9",
                                                            "\xF0\x9F\x98\x80",
                                                            "\\",
                                                            "plain words",
                                                            "x"};
    QByteArray text;
    for (int length = int(random.bounded(8)); length > 0; --length)
        text += pieces[std::size_t(random.bounded(int(pieces.size())))];
    return text;
}

QList<PlainRecord> randomRecords(QRandomGenerator &random, int count, int columns)
{
    QList<PlainRecord> records;
    for (int i = 0; i < count; ++i) {
        PlainRecord record{randomText(random) + QByteArray::number(i), {}, {}};
        for (int column = 0; column < columns; ++column) {
            switch (random.bounded(6)) {
            case 0:
                record.cells.append(absent());
                break;
            case 1:
                record.cells.append(json("{\"k\":[1,\"a,b\"]}"));
                break;
            default:
                record.cells.append(text(randomText(random)));
            }
        }
        records.append(record);
    }
    return records;
}

} // namespace

class TestReimport : public QObject
{
    Q_OBJECT

private:
    static void profiles()
    {
        QTest::addColumn<int>("profile");
        QTest::newRow("machines") << int(TextProfile::Machines);
        QTest::newRow("spreadsheets") << int(TextProfile::Spreadsheets);
    }
    static QStringList names() { return {u"=name"_qs, u"a,\"b\""_qs, u"'c"_qs}; }

private Q_SLOTS:
    void S22_everyValueComesBack_data() { profiles(); }
    void S22_everyValueComesBack()
    {
        QFETCH(int, profile);
        const quint32 seed = QRandomGenerator::system()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        SinkFixture fix(FileFormat::Csv, names());
        fix.order.textProfile = TextProfile(profile);
        auto sink = fix.create();
        QVERIFY(sink);
        const QList<PlainRecord> records = randomRecords(random, 5000, 3);
        for (qsizetype from = 0; from < records.size(); from += 500)
            QVERIFY((*sink)->append(makePage(records.mid(from, 500), from + 500 < records.size() ? "n" : "")));
        QVERIFY((*sink)->complete({}));

        const QByteArray bytes = fix.bytes();
        CsvReader reader(bytes, TextProfile(profile));
        auto header = reader.next();
        QVERIFY(header && header->has_value());
        QCOMPARE((*header)->size(), std::size_t(4));
        for (qsizetype i = 0; i < 3; ++i)
            QCOMPARE(QString::fromStdString(*(**header)[std::size_t(i) + 1]), names()[i]);
        for (const PlainRecord &record : records) {
            const auto row = reader.next();
            QVERIFY(row && row->has_value());
            QCOMPARE((*row)->size(), std::size_t(4));
            QCOMPARE(QByteArray::fromStdString(*(**row)[0]), record.id);
            for (qsizetype i = 0; i < 3; ++i) {
                const CsvReader::Cell &cell = (**row)[std::size_t(i) + 1];
                QCOMPARE(cell.has_value(), record.cells[i].kind != RecordCell::Kind::Absent);
                if (cell)
                    QCOMPARE(QByteArray::fromStdString(*cell), record.cells[i].bytes);
            }
        }
        QVERIFY(!reader.next()->has_value());
    }

    // The same hazards are counted, whatever is done about them.
    void S21_bothProfilesCountTheSame()
    {
        QRandomGenerator random(7);
        const QList<PlainRecord> records = randomRecords(random, 500, 3);
        QList<qint64> counts;
        for (const FileFormat format : {FileFormat::Csv, FileFormat::JsonLines}) {
            for (const TextProfile profile : {TextProfile::Machines, TextProfile::Spreadsheets}) {
                SinkFixture fix(format, names());
                fix.order.textProfile = profile;
                auto sink = fix.create();
                QVERIFY((*sink)->append(makePage(records, {})));
                counts.append((*sink)->checkpoint().formulaCells);
            }
        }
        QVERIFY(counts[0] > 0);
        QCOMPARE(counts[1], counts[0]);
        QCOMPARE(counts[2], counts[0]);
        QCOMPARE(counts[3], counts[0]);
    }

    // Another program's reader agrees with ours about cells and rows.
    void interoperatesWithPython()
    {
        const QString python = QStandardPaths::findExecutable(u"python3"_qs);
        QVERIFY2(!python.isEmpty(), "python3 is one of the packages for tests");
        QRandomGenerator random(11);
        SinkFixture fix(FileFormat::Csv, names());
        auto sink = fix.create();
        const QList<PlainRecord> records = randomRecords(random, 500, 3);
        QVERIFY((*sink)->append(makePage(records, {})));
        QVERIFY((*sink)->complete({}));
        QProcess process;
        process.start(python,
                      {u"-c"_qs,
                       u"import csv,json,sys\n"
                       "rows=list(csv.reader(open(sys.argv[1],encoding='utf-8',newline=''),strict=True))\n"
                       "print(json.dumps(rows))"_qs,
                       fix.target()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        const QJsonArray rows = QJsonDocument::fromJson(process.readAllStandardOutput()).array();
        QCOMPARE(rows.size(), records.size() + 1);
        for (qsizetype i = 0; i < records.size(); ++i) {
            const QJsonArray row = rows[i + 1].toArray();
            QCOMPARE(row[0].toString().toUtf8(), records[i].id);
            for (qsizetype column = 0; column < 3; ++column)
                QCOMPARE(row[column + 1].toString().toUtf8(), records[i].cells[column].bytes);
        }
    }

    void S23_badFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("place");
        QTest::newRow("open quote") << QByteArray("a,b\nc,\"d") << u"quote_open"_qs << u"2:2"_qs;
        QTest::newRow("text behind") << QByteArray("\"a\"b") << u"text_behind_quote"_qs << u"1:1"_qs;
        QTest::newRow("quote inside") << QByteArray("a,b\"c\"") << u"quote_in_text"_qs << u"1:2"_qs;
        QTest::newRow("columns") << QByteArray(100'000, ',') << u"too_many_columns"_qs << u"1:16384"_qs;
        QTest::newRow("long cell") << QByteArray(17 * 1024 * 1024, 'x') << u"cell_too_long"_qs << u"1:1"_qs;
        QTest::newRow("long quoted") << QByteArray("\"" + QByteArray(17 * 1024 * 1024, 'x')) << u"cell_too_long"_qs
                                     << u"1:1"_qs;
    }
    void S23_badFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        CsvReader reader(bytes, TextProfile::Machines);
        for (;;) {
            const auto row = reader.next();
            if (row) {
                QVERIFY(row->has_value());
                continue;
            }
            QTEST(row.error().code, "code");
            QTEST(row.error().subject, "place");
            return;
        }
    }
};

MUSTER_TEST(TestReimport, QCoreApplication)

} // namespace tst_reimport
#include "tst_reimport.moc"
