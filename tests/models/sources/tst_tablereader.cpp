// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/tablereader.h"

#include "models/runs/lists/read/contactcsvreader.h"
#include "models/sources/tableformat.h"
#include "models/transcripts/interactionids.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <sys/stat.h>

using namespace muster;

namespace tst_tablereader {

namespace {

struct Read
{
    QStringList columns, late;
    QStringList rows; ///< "number: a|b"
    QString code, where, digest;
};

/// Gives at most a few bytes at a time, as a pipe may.
class Trickle : public QBuffer
{
public:
    using QBuffer::QBuffer;

protected:
    qint64 readData(char *data, qint64 size) override { return QBuffer::readData(data, std::min<qint64>(size, 7)); }
};

Read read(const QByteArray &bytes, const TableFormat &format = {}, bool trickle = false)
{
    auto buffer = trickle ? std::make_unique<Trickle>() : std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    Read result;
    auto reader = TableReader::open(std::unique_ptr<QIODevice>(std::move(buffer)), format);
    if (!reader) {
        result.code = reader.error().code;
        result.where = reader.error().subject;
        return result;
    }
    result.columns = (*reader)->columns();
    std::vector<std::shared_ptr<const RowBlock>> blocks; // cells must outlive the reading
    for (;;) {
        auto block = (*reader)->next();
        if (!block) {
            result.code = block.error().code;
            result.where = block.error().subject;
            break;
        }
        if (!*block)
            break;
        blocks.push_back(*block);
    }
    for (const auto &block : blocks) {
        for (std::size_t row = 0; row < block->rowCount(); ++row) {
            QStringList cells;
            for (const std::string_view cell : block->row(row))
                cells.append(QString::fromUtf8(cell.data(), qsizetype(cell.size())));
            result.rows.append(QStringLiteral("%1: %2").arg(block->number(row)).arg(cells.join(u'|')));
        }
    }
    if (result.rows.size() != (*reader)->rows())
        result.rows.append(QStringLiteral("miscounted"));
    result.late = (*reader)->lateColumns();
    result.digest = (*reader)->digest();
    return result;
}

TableFormat lines()
{
    return {.kind = TableFormat::Kind::JsonLines};
}

} // namespace

class TestTableReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTables_data();
    void readsTables();
    void readsEncodings_data();
    void readsEncodings();
    void S23_refusesWithRowAndColumn_data();
    void S23_refusesWithRowAndColumn();
    void S23_rowsBeforeAFaultAreGiven();
    void manyBlocksKeepTheirOrder();
    void tellsTheFilesDigest();
    void namesMembersThatComeLate();
    void S23_aFileThatIsNotThere();
    void S40_whatIsNoFileKeepsNobodyWaiting();
};

void TestTableReader::readsTables_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TableFormat>("format");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QStringList>("rows");
    const auto row
        = [](const char *name, const char *bytes, const TableFormat &format, const char *columns, const char *rows) {
              QTest::newRow(name) << QByteArray(bytes) << format << QString::fromUtf8(columns).split(u'|')
                                  << QString::fromUtf8(rows).split(u'/', Qt::SkipEmptyParts);
          };
    row("header", "id, name \na,Zo\xC3\xAB\n", {}, "id|name", "2: a|Zo\xC3\xAB");
    row("tabs", "id\tname\na\tb,c\n", {.separator = '\t'}, "id|name", "2: a|b,c");
    row("no header", "a,\"b\"\"c\"\nd,e\n", {.hasHeader = false}, "Column 1|Column 2", "1: a|b\"c/2: d|e");
    row("nameless column", "id,,x,\na,b,c\n", {}, "id|Column 2|x", "2: a|b|c");
    row("short and long rows", "a,b,c\n1\n1,2\n1,2,3,,\n", {}, "a|b|c", "2: 1||/3: 1|2|/4: 1|2|3");
    row("empty lines are counted", "a\n\n1\n\n\n2\n", {}, "a", "3: 1/6: 2");
    row("only a header", "a,b", {}, "a|b", "");
    row("JSON Lines", "{\"a\":1,\"b\":\"x\\ny\"}\n\n{\"b\":null,\"c\":true}", lines(), "a|b|c", "1: 1|x\ny|/3: ||true");
    row("JSON values", "{\"a\":12345678901234567890123.50,\"b\":{\"c\":[1]},\"d\":[\"e\"]}\r\n", lines(), "a|b|d",
        "1: 12345678901234567890123.50|{\"c\":[1]}|[\"e\"]");
}

void TestTableReader::readsTables()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TableFormat, format);
    for (const bool trickle : {false, true}) {
        const Read result = read(bytes, format, trickle);
        QCOMPARE(result.code, QString());
        QTEST(result.columns, "columns");
        QTEST(result.rows, "rows");
    }
}

void TestTableReader::readsEncodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<SourceEncoding>("encoding");
    const QString text = QStringLiteral("n\u00e4me\n\u20acu\U0001F600\n");
    const auto encoded = [&text](QStringConverter::Encoding encoding, bool mark) {
        QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
        return QByteArray(encoder(text));
    };
    QTest::newRow("UTF-8") << encoded(QStringConverter::Utf8, false) << SourceEncoding::Utf8;
    QTest::newRow("UTF-8, mark") << encoded(QStringConverter::Utf8, true) << SourceEncoding::Utf8;
    for (const bool mark : {false, true}) {
        QTest::addRow("UTF-16LE, mark %d", mark)
            << encoded(QStringConverter::Utf16LE, mark) << SourceEncoding::Utf16LittleEndian;
        QTest::addRow("UTF-16BE, mark %d", mark)
            << encoded(QStringConverter::Utf16BE, mark) << SourceEncoding::Utf16BigEndian;
    }
}

void TestTableReader::readsEncodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(SourceEncoding, encoding);
    for (const bool trickle : {false, true}) {
        const Read result = read(bytes, {.encoding = encoding}, trickle);
        QCOMPARE(result.code, QString());
        QCOMPARE(result.columns, QStringList(QStringLiteral("n\u00e4me")));
        QCOMPARE(result.rows, QStringList(QStringLiteral("2: \u20acu\U0001F600")));
    }
    // The byte of the euro sign, of a letter, and one that windows-1252 leaves to the controls.
    QCOMPARE(read("a\n\x80\xE4\x81\n", {.encoding = SourceEncoding::Windows1252}).rows,
             QStringList(QStringLiteral("2: \u20ac\u00e4\u0081")));
}

void TestTableReader::S23_refusesWithRowAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TableFormat>("format");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &bytes, const char *code, const char *where,
                        const TableFormat &format = {}) {
        QTest::newRow(name) << bytes << format << QString::fromLatin1(code) << QString::fromLatin1(where);
    };
    row("empty", "", "csv_empty", "");
    row("only blank lines", "\n\r\n\n", "csv_empty", "");
    row("duplicate headers", "id,Name,name\n", "csv_repeated_column", "name");
    row("open quote", "id,x\na,\"1\nb,2\n", "csv_quote_open", "2:2");
    row("1 MB in one cell", "id,x\na,\"" + QByteArray(1'000'000, 'y'), "csv_cell_too_long", "2:2");
    row("text behind", "id,x\na,\"1\"x\n", "csv_text_behind_quote", "2:2");
    row("NUL", QByteArray("id,x\na,1\0\n", 10), "csv_nul", "2:2");
    row("not UTF-8", "id,x\na,1\nb,Zo\xEB!\n", "csv_not_text", "3:2");
    row("UTF-8 cut at its end", "id,x\nb,Zo\xC3", "csv_not_text", "2:2");
    row("half a UTF-16 unit", QByteArray("i\0d\0\n\0a", 7), "csv_not_text", "2:1",
        {.encoding = SourceEncoding::Utf16LittleEndian});
    row("half a pair",
        QByteArray("i\0\n\0\x3D\xD8"
                   "a\0\n\0",
                   10),
        "csv_not_text", "2:1", {.encoding = SourceEncoding::Utf16LittleEndian});
    row("too many cells", "id,x\na,1\nb,2,3\n", "csv_too_many_cells", "3:3");
    row("100,000 columns", QByteArray(100'000, ','), "csv_too_many_cells", "1:1000");
    row("no object", "{\"a\":1}\n[1]\n", "json_not_object", "2:1", lines());
    row("not JSON", "{\"a\":1}\n{\"a\":1,\"b\":tru}\n", "json_invalid", "2:2", lines());
    row("cut", "{\"a\":1}\n{\"a\":\n", "json_invalid", "2:1", lines());
    row("rubbish behind", "{\"a\":1} 2\n", "json_invalid", "1:1", lines());
    row("repeated member", "{\"a\":1,\"b\":2,\"a\":3}\n", "json_repeated_member", "1:3", lines());
    row("nothing", "\n\n", "csv_empty", "", lines());
    row("no members", "{}\n", "csv_empty", "", lines());
    row("long line", "{\"a\":1}\n{\"a\":\"" + QByteArray(1'100'000, 'x') + "\"}\n", "csv_row_too_long", "2:1", lines());
    row("long text", "{\"a\":1}\n{\"b\":0,\"a\":\"" + QByteArray(70'000, 'x') + "\"}\n", "csv_cell_too_long", "2:2",
        lines());
    row("depth", "{\"a\":" + QByteArray(100'000, '[') + "\n", "json_invalid", "1:1", lines());
}

void TestTableReader::S23_refusesWithRowAndColumn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TableFormat, format);
    const Read result = read(bytes, format);
    QTEST(result.code, "code");
    QTEST(result.where, "where");
}

void TestTableReader::S23_rowsBeforeAFaultAreGiven()
{
    QCOMPARE(read("id\na\nb\n\"c\n").rows, QStringList({QStringLiteral("2: a"), QStringLiteral("3: b")}));
    QCOMPARE(read("{\"a\":1}\n{\"a\":2}\n{\n", lines()).rows,
             QStringList({QStringLiteral("1: 1"), QStringLiteral("2: 2")}));
}

void TestTableReader::manyBlocksKeepTheirOrder()
{
    constexpr int rows = 20'000;
    const QByteArray filling(150, 'x');
    QByteArray csv = "id,text\n", json;
    for (int i = 0; i < rows; ++i) {
        csv += QByteArray::number(i) + ",\"say \"\"" + QByteArray::number(i * 7) + "\"\"\nagain" + filling + "\"\r\n";
        json += "{\"id\":" + QByteArray::number(i) + ",\"text\":\"say \\\"" + QByteArray::number(i * 7) + "\\\"\\nagain"
            + filling + "\"}\n";
    }
    QVERIFY(csv.size() > qsizetype(3 * SourceText::pieceBytes));
    for (const auto &[bytes, format, first] : {std::tuple(csv, TableFormat(), 2), std::tuple(json, lines(), 1)}) {
        const Read result = read(bytes, format);
        QCOMPARE(result.code, QString());
        QCOMPARE(result.rows.size(), rows);
        for (int i = 0; i < rows; ++i)
            QCOMPARE(result.rows[i],
                     QStringLiteral("%1: %2|say \"%3\"\nagain%4")
                         .arg(i + first)
                         .arg(i)
                         .arg(i * 7)
                         .arg(QLatin1String(filling)));
    }
}

void TestTableReader::tellsTheFilesDigest()
{
    const QByteArray bytes = "\xEF\xBB\xBFid\na\nb\n";
    const auto sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(read(bytes).digest, sha256);
    QCOMPARE(read(bytes, {}, true).digest, sha256);
}

void TestTableReader::namesMembersThatComeLate()
{
    QByteArray bytes = "{\"a\":1}\n";
    while (bytes.size() < qsizetype(SourceText::pieceBytes))
        bytes += "{\"a\":2}\n";
    bytes += "{\"a\":3,\"late\":4}\n{\"late\":5,\"later\":6}\n";
    const Read result = read(bytes, lines());
    QCOMPARE(result.code, QString());
    QCOMPARE(result.columns, QStringList(QStringLiteral("a")));
    QCOMPARE(result.late, QStringList({QStringLiteral("late"), QStringLiteral("later")}));
}

void TestTableReader::S23_aFileThatIsNotThere()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("none.csv"));
    const auto reader = TableReader::open(file, TableFormat());
    QVERIFY(!reader);
    QCOMPARE(reader.error().code, QStringLiteral("not_found"));
    QCOMPARE(reader.error().subject, file);
}

void TestTableReader::S40_whatIsNoFileKeepsNobodyWaiting()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe.csv"));
    const QString link = folder.filePath(QStringLiteral("link.csv"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(QFile::link(pipe, link));
    for (const QString &file : {pipe, link, QStringLiteral("/dev/zero")}) {
        QCOMPARE(TableReader::open(file, TableFormat()).error().code, QStringLiteral("file_special"));
        QCOMPARE(guessTableFormat(file).error().code, QStringLiteral("file_special"));
        QCOMPARE(ContactCsvReader::preview(file).error().code, QStringLiteral("file_special"));
        QCOMPARE(ContactCsvReader::open(file, {}).error().subject, file);
        QCOMPARE(IdList::read(file).error().code, QStringLiteral("file_special"));
    }
    QCOMPARE(TableReader::open(folder.path(), TableFormat()).error().code, QStringLiteral("file_folder"));
}

MUSTER_TEST(TestTableReader, QCoreApplication)

} // namespace tst_tablereader
#include "tst_tablereader.moc"
