// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sinks/workbookproof.h"
#include "models/sinks/workbookwriter.h"
#include "tests/support/testprogram.h"
#include "tests/support/workbookcells.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_workbook {

namespace {

using Cells = std::vector<std::optional<std::string>>;

const std::string emoji = "\xF0\x9F\x98\x80", rightToLeft = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D";

/// Everything that a spreadsheet, XML or the library could spoil.
std::vector<Cells> nastyRows()
{
    return {{"=cmd|' /C calc'!A0", "+49 170 0012345"},
            {"0012", "12345678901234567890"},
            {"-1", "@SUM(A1)"},
            {"tab\there", "line\nbreak\r\nand \"quotes\" <b>&amp;</b>"},
            {emoji, rightToLeft},
            {"\xEF\xBF\xBF|\xEF\xBF\xBE", "\x01\x1F"},
            {"_x0041_", "_x0041\x01"},
            {"  blanks around  ", "http://example.test/?a=1&b=2"},
            {std::nullopt, "TRUE"},
            {"", "1E5"},
            {std::string(32'767, 'x'), "]]>"}};
}

} // namespace

class TestWorkbook : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path() const { return m_folder.filePath(u"a.xlsx"_s); }
    [[nodiscard]] WorkbookWriter::Target target() const
    {
        return {QFile::encodeName(path()), QFile::encodeName(m_folder.path()), path()};
    }
    [[nodiscard]] Result<WorkbookContent> write(const std::vector<Cells> &rows, qint64 sheetRows = maxWorkbookRows)
    {
        TRY(writer,
            WorkbookWriter::begin(target(), {"contactId", "=name"}, {.isLarge = false, .sheetRows = sheetRows}));
        for (const Cells &row : rows) {
            TRY_VOID(writer->row(row));
        }
        return writer->finish();
    }
    [[nodiscard]] Result<WorkbookContent> read() const { return readWorkbook(QFile::encodeName(path()), path()); }

private Q_SLOTS:
    void init() { QFile::remove(path()); }

    void holdsEveryTextAsText()
    {
        const auto written = write(nastyRows());
        QVERIFY(written);
        const QJsonArray sheets = workbookSheets(path());
        QCOMPARE(sheets.size(), 1);
        const QJsonObject sheet = sheets[0].toObject();
        QCOMPARE(sheet["name"_L1].toString(), u"Contacts"_s);
        QCOMPARE(sheet["types"_L1].toArray(), QJsonArray{u"inlineStr"_s});
        QCOMPARE(sheet["filter"_L1].toString(), u"A1:B12"_s);
        QCOMPARE(sheet["ignored"_L1].toString(), u"A1:B12"_s);
        QCOMPARE(sheet["frozen"_L1].toString(), u"1"_s);
        const QJsonArray rows = sheet["rows"_L1].toArray();
        QCOMPARE(rows.size(), qsizetype(nastyRows().size()) + 1);
        QCOMPARE(rows[0].toArray(), (QJsonArray{u"contactId"_s, u"=name"_s}));
        for (qsizetype row = 1; row < rows.size(); ++row) {
            const Cells wanted = nastyRows()[std::size_t(row) - 1];
            for (qsizetype column = 0; column < 2; ++column) {
                const QString text = QString::fromStdString(wanted[std::size_t(column)].value_or(std::string()));
                QCOMPARE(rows[row].toArray()[column].toString(), text);
            }
        }
    }

    void namesNobody()
    {
        QVERIFY(write(nastyRows()));
        QProcess unzip;
        unzip.start(u"python3"_s,
                    {u"-c"_s,
                     u"import sys, zipfile\n"
                     "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('docProps/core.xml'))"_s,
                     path()});
        QVERIFY(unzip.waitForFinished());
        const QByteArray properties = unzip.readAllStandardOutput();
        QVERIFY2(properties.contains("<dc:creator></dc:creator>"), properties.constData());
        QVERIFY2(properties.contains(">1980-01-01T00:00:00Z</dcterms:created>"), properties.constData());
        QVERIFY2(properties.contains("<cp:lastModifiedBy></cp:lastModifiedBy>"), properties.constData());
    }

    void provesWhatItWrote_data()
    {
        QTest::addColumn<qint64>("sheetRows");
        QTest::addColumn<QList<qint64>>("rows");
        QTest::newRow("one sheet") << maxWorkbookRows << QList<qint64>{12};
        QTest::newRow("just one sheet") << qint64(12) << QList<qint64>{12};
        QTest::newRow("a second sheet") << qint64(11) << QList<qint64>{11, 2};
        QTest::newRow("many sheets") << qint64(3) << QList<qint64>{3, 3, 3, 3, 3, 2};
    }
    void provesWhatItWrote()
    {
        QFETCH(qint64, sheetRows);
        QFETCH(QList<qint64>, rows);
        const auto written = write(nastyRows(), sheetRows);
        QVERIFY(written);
        QCOMPARE(written->rows, rows);
        const auto found = read();
        QVERIFY2(found, qPrintable(found ? QString() : found.error().detail));
        QCOMPARE(found->rows, rows);
        QCOMPARE(found->digest, written->digest);
        const QJsonArray sheets = workbookSheets(path());
        QCOMPARE(sheets.size(), rows.size());
        for (qsizetype i = 0; i < sheets.size(); ++i) {
            QCOMPARE(sheets[i].toObject()["name"_L1].toString(), i == 0 ? u"Contacts"_s : u"Contacts %1"_s.arg(i + 1));
            QCOMPARE(sheets[i].toObject()["rows"_L1].toArray()[0].toArray(), (QJsonArray{u"contactId"_s, u"=name"_s}));
        }
        QCOMPARE(sheets.last().toObject()["rows"_L1].toArray().last().toArray()[1].toString(), u"]]>"_s);
    }

    void aTextThatIsTooLongEndsIt()
    {
        const auto written = write({{"a", std::string(32'768, 'x')}});
        QCOMPARE(written.error().code, u"cell_too_long_for_workbook"_s);
        QCOMPARE(written.error().subject, u"=name"_s);
        QVERIFY(!QFile::exists(path()));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void whatIsGivenUpLeavesNoFileOpen()
    {
        const auto open = [] { return QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System).size(); };
        const qsizetype before = open();
        for (int i = 0; i < 5; ++i) {
            auto writer = WorkbookWriter::begin(target(), {"contactId"}, {.isLarge = false, .sheetRows = 2});
            QVERIFY(writer && writer->row(Cells{"a"}) && writer->row(Cells{"b"}));
        }
        QCOMPARE(open(), before);
        QVERIFY(!QFile::exists(path()));
    }

    void F94_aFullDiskIsToldAsSuch()
    {
        auto writer = WorkbookWriter::begin({"/dev/full", QFile::encodeName(m_folder.path()), path()}, {"contactId"},
                                            {.isLarge = false});
        QVERIFY(writer && writer->row(Cells{"a"}));
        const auto written = writer->finish();
        QVERIFY(!written);
        QCOMPARE(written.error().code, u"disk_full"_s);
        QCOMPARE(written.error().subject, path());
    }

    void anotherFolderForItsFilesIsRefused()
    {
        const auto writer = WorkbookWriter::begin({QFile::encodeName(path()), "/no/such/folder", path()}, {"contactId"},
                                                  {.isLarge = false});
        QVERIFY(!writer);
        QCOMPARE(writer.error().kind, ErrorKind::File);
    }

    /// Whatever bit is another one: what is read is an error, or not what was written, or the cells are the same to
    /// another reader as well (bits behind the end of a stream).
    void F95_everyChangeIsFound()
    {
        const auto written = write({{"id-1", "+15550100"}, {"id-2", "text"}});
        QVERIFY(written);
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray good = file.readAll();
        const QJsonArray sheets = workbookSheets(path());
        int harmless = 0;
        // The sheet's compressed bytes, and every way to be cut off.
        const qsizetype name = good.indexOf("xl/worksheets/sheet1.xml");
        const qsizetype end = good.indexOf("PK\3\4", name);
        QVERIFY(name > 0 && end > name + 24);
        for (qsizetype at = name + 24; at < end; ++at) {
            QByteArray bad = good;
            bad[at] = char(bad[at] ^ 0x10);
            QVERIFY(file.resize(0) && file.seek(0) && file.write(bad) == bad.size() && file.flush());
            const auto found = read();
            if (found && *found == *written) {
                ++harmless;
                QCOMPARE(workbookSheets(path()), sheets);
            }
        }
        QVERIFY2(harmless <= 2, qPrintable(QString::number(harmless)));
        for (qsizetype size = 0; size < good.size(); size += 97) {
            QVERIFY(file.resize(0) && file.seek(0) && file.write(good.first(size)) == size && file.flush());
            QCOMPARE(read().error().code, u"workbook_not_proved"_s);
        }
        QVERIFY(file.resize(0) && file.seek(0) && file.write(good) == good.size() && file.flush());
        QCOMPARE(read()->digest, written->digest);
    }

    /// Sheets that WorkbookWriter does not write, zipped by another program.
    void refusesOtherSheets_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("as it was") << QByteArray("id-1") << QByteArray("id-1") << true;
        QTest::newRow("another text") << QByteArray("id-1") << QByteArray("id-2") << true;
        QTest::newRow("a number") << QByteArray("<c r=\"A2\" s=\"2\" t=\"inlineStr\"><is><t>id-1</t></is></c>")
                                  << QByteArray("<c r=\"A2\"><v>1</v></c>") << false;
        QTest::newRow("a formula") << QByteArray("<is><t>id-1") << QByteArray("<f>1+1</f><is><t>id-1") << false;
        QTest::newRow("a row less") << QByteArray("<row r=\"2\"") << QByteArray("<row r=\"1\"") << false;
        QTest::newRow("another place") << QByteArray("r=\"A2\"") << QByteArray("r=\"A3\"") << false;
        QTest::newRow("no place") << QByteArray("r=\"A2\"") << QByteArray("r=\"ZZZZ2\"") << false;
        QTest::newRow("cut XML") << QByteArray("</sheetData>") << QByteArray() << false;
        QTest::newRow("more than text") << QByteArray("</t></is>") << QByteArray("</t><r/></is>") << false;
    }
    void refusesOtherSheets()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(bool, isRead);
        const auto written = write({{"id-1", "+15550100"}});
        QVERIFY(written);
        QProcess python;
        python.start(u"python3"_s,
                     {u"-c"_s,
                      u"import sys, zipfile\n"
                      "old = zipfile.ZipFile(sys.argv[1])\n"
                      "parts = [(one.filename, old.read(one)) for one in old.infolist()]\n"
                      "new = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                      "for name, content in parts:\n"
                      "    if name == 'xl/worksheets/sheet1.xml':\n"
                      "        assert sys.argv[2].encode() in content\n"
                      "        content = content.replace(sys.argv[2].encode(), sys.argv[3].encode())\n"
                      "    new.writestr(name, content)\n"
                      "new.close()\n"_s,
                      path(), QString::fromLatin1(from), QString::fromLatin1(to)});
        QVERIFY(python.waitForFinished());
        QCOMPARE(python.exitCode(), 0);
        const auto found = read();
        QCOMPARE(bool(found), isRead);
        if (found)
            QCOMPARE(*found == *written, from == to);
        else
            QCOMPARE(found.error().code, u"workbook_not_proved"_s);
    }

    void stopsWhenAsked()
    {
        QVERIFY(write({{"id-1", "x"}}));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(readWorkbook(QFile::encodeName(path()), path(), stop.get_token()).error().kind, ErrorKind::Cancelled);
    }
};

MUSTER_TEST(TestWorkbook, QCoreApplication)

} // namespace tst_workbook
#include "tst_workbook.moc"
