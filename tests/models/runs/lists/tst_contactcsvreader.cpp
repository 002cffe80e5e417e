// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/read/contactcsvreader.h"

#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QStringEncoder>

using namespace muster;

namespace tst_contactcsvreader {

namespace {

struct Read
{
    QStringList contacts; ///< "id|phone|extras"
    QString code, where;
    qsizetype quarantined = 0;
};

Read read(const QByteArray &bytes, const ContactCsvReader::Columns &columns = {})
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    Read result;
    auto reader = ContactCsvReader::open(std::move(buffer), columns);
    if (!reader) {
        result.code = reader.error().code;
        result.where = reader.error().subject;
        return result;
    }
    for (;;) {
        const auto page = (*reader)->next();
        if (!page) {
            result.code = page.error().code;
            result.where = page.error().subject;
            return result;
        }
        if (!*page)
            return result;
        const auto text = [](std::string_view view) { return QString::fromUtf8(view.data(), qsizetype(view.size())); };
        for (std::size_t row = 0; row < (*page)->rowCount(); ++row) {
            result.contacts.append(text((*page)->id(row)) + u'|' + text((*page)->text((*page)->cell(row, 0))) + u'|'
                                   + text((*page)->extras(row)));
        }
        result.quarantined += qsizetype((*page)->quarantined.size());
    }
}

} // namespace

class TestContactCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsContacts_data();
    void readsContacts();
    void S23_utf16IsReadByItsMark();
    void S23_refusesInsteadOfGuessing_data();
    void S23_refusesInsteadOfGuessing();
    void manyPagesKeepTheirOrder();
    void F62_aContactWithoutAnIdIsSetAside();
    void rowsAreNumberedOnWish();
    void previewGuessesTheColumns_data();
    void previewGuessesTheColumns();
    void S23_previewSaysWhereAFileIsBroken();
};

void TestContactCsvReader::readsContacts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("contacts");
    const QStringList two{QStringLiteral("a|020 1|\"name\":\"Zo\u00eb\""), QStringLiteral("b|+44|")};
    QTest::newRow("commas") << QByteArray("id,phone,name\na,020 1,Zo\xc3\xab\nb,+44,\n") << two;
    QTest::newRow("semicolons, CRLF") << QByteArray("id;phone;name\r\na;020 1;Zo\xc3\xab\r\nb;+44;") << two;
    QTest::newRow("tabs, CR") << QByteArray("id\tphone\tname\ra\t020 1\tZo\xc3\xab\rb\t+44\r") << two;
    QTest::newRow("bars, mark") << QByteArray("\xef\xbb\xbfid|phone|name\na|020 1|Zo\xc3\xab\n\nb|+44\n") << two;
    QTest::newRow("other names") << QByteArray("Contact ID,Phone Number,name\na,020 1,Zo\xc3\xab\nb,+44,\n") << two;
    QTest::newRow("quotes") << QByteArray("\"id\",\"phone\",\"na,me\"\n\"a\",\"0\"\"1\n2\",\"\"\n")
                            << QStringList{QStringLiteral("a|0\"1\n2|")};
    QTest::newRow("Latin-1") << QByteArray("id,phone,name\na,020 1,Zo\xeb\nb,+44,\n") << two;
    QTest::newRow("JSON Lines") << QByteArray("{\"id\":\"a\",\"phone\":\"020 1\",\"name\":\"Zo\xc3\xab\"}\n"
                                              "{\"id\":\"b\",\"phone\":\"+44\"}\n")
                                << two;
    QTest::newRow("without ids") << QByteArray("mobile\n1\n\n2\n")
                                 << QStringList{QStringLiteral("row 1|1|"), QStringLiteral("row 2|2|")};
    QTest::newRow("only a header") << QByteArray("id,phone") << QStringList();
}

void TestContactCsvReader::readsContacts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, contacts);
    const Read result = read(bytes);
    QCOMPARE(result.code, QString());
    QCOMPARE(result.contacts, contacts);
}

void TestContactCsvReader::S23_utf16IsReadByItsMark()
{
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
        const QByteArray bytes = encoder(QStringLiteral("id,phone\na,\u0661\u0662\n"));
        QCOMPARE(read(bytes).contacts, QStringList(QStringLiteral("a|\u0661\u0662|")));
    }
}

void TestContactCsvReader::S23_refusesInsteadOfGuessing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &bytes, const char *code, const char *where) {
        QTest::newRow(name) << bytes << QString::fromLatin1(code) << QString::fromLatin1(where);
    };
    row("empty", "", "csv_empty", "");
    row("no number", "id,name\na,b\n", "csv_no_phone_column", "");
    row("twice", "id,phone,Phone\n", "csv_repeated_column", "Phone");
    row("open quote", "id,phone\na,\"1\nb,2\n", "csv_quote_open", "2:2");
    row("text behind", "id,phone\na,\"1\"x\n", "csv_text_behind_quote", "2:2");
    row("NUL", QByteArray("id,phone\na,1\0\n", 14), "csv_nul", "2:2");
    // Where the encoding shows only behind what it is guessed from.
    row("no text", "id,phone,n\n" + QByteArray("a,1," + QByteArray(990, 'x') + '\n').repeated(400) + "b,2,Zo\xeb \n",
        "csv_not_text", "402:3");
    row("too many cells", "id,phone\na,1\nb,2,3\n", "csv_too_many_cells", "3:3");
    row("long cell", "id,phone\na," + QByteArray(70'000, '1'), "csv_cell_too_long", "2:2");
    row("100,000 columns", "phone" + QByteArray(100'000, ','), "csv_too_many_cells", "1:1000");
    QByteArray wide = "phone";
    for (int i = 0; i < 30; ++i)
        wide += ",c" + QByteArray::number(i);
    wide += "\n1";
    for (int i = 0; i < 30; ++i)
        wide += "," + QByteArray(60'000, 'x');
    row("long row", wide, "csv_row_too_long", "2:19");
}

void TestContactCsvReader::S23_refusesInsteadOfGuessing()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QString, where);
    const Read result = read(bytes);
    QCOMPARE(result.code, code);
    QCOMPARE(result.where, where);
    QCOMPARE(read("id,phone\na,1\n", {QStringLiteral("nope"), {}}).code, QStringLiteral("csv_no_such_column"));
    QCOMPARE(read("key,fax\na,1\n", {QStringLiteral("KEY"), QStringLiteral("Fax")}).contacts,
             QStringList(QStringLiteral("a|1|")));
}

void TestContactCsvReader::manyPagesKeepTheirOrder()
{
    QByteArray bytes = "id,phone\n";
    for (int i = 0; i < 25'000; ++i)
        bytes += "c" + QByteArray::number(i) + ",\"+1 201 " + QByteArray::number(i) + "\"\r\n";
    const Read result = read(bytes);
    QCOMPARE(result.code, QString());
    QCOMPARE(result.contacts.size(), 25'000);
    for (int i = 0; i < 25'000; ++i)
        QCOMPARE(result.contacts[i], QStringLiteral("c%1|+1 201 %1|").arg(i));
}

void TestContactCsvReader::F62_aContactWithoutAnIdIsSetAside()
{
    const Read result = read("id,phone\na,1\n,2\nb,3\n");
    QCOMPARE(result.contacts.size(), 2);
    QCOMPARE(result.quarantined, 1);
}

void TestContactCsvReader::rowsAreNumberedOnWish()
{
    const Read found = read("id,phone\na,1\nb,2\n", {.numbersRows = true});
    QCOMPARE(found.contacts,
             (QStringList{QStringLiteral("row 1|1|\"id\":\"a\""), QStringLiteral("row 2|2|\"id\":\"b\"")}));
}

namespace {

Result<ContactCsvReader::Preview> preview(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return ContactCsvReader::preview(std::move(buffer));
}

} // namespace

void TestContactCsvReader::previewGuessesTheColumns_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("columns"); // id, number, country
    const auto row = [](const char *name, const QByteArray &bytes, const QList<int> &columns) {
        QTest::newRow(name) << bytes << columns;
    };
    row("by their names", "Country;Mobile;Contact ID\nUS;1;a\n", {2, 1, 0});
    row("the number by its looks", "who,reach,when\nAnn,+1 201 555 0123,2026-01-01\nBo,020 7946 0018,2026\n",
        {-1, 1, -1});
    row("no column looks like it", "who,when\nAnn,2026-01-01\nBo,today\n", {-1, -1, -1});
    row("no rows", "id,phone\n", {0, 1, -1});
}

void TestContactCsvReader::previewGuessesTheColumns()
{
    QFETCH(QByteArray, bytes);
    const auto found = preview(bytes);
    QVERIFY(found.has_value());
    QTEST((QList<int>{found->idColumn, found->phoneColumn, found->countryColumn}), "columns");
}

void TestContactCsvReader::S23_previewSaysWhereAFileIsBroken()
{
    const auto place = [](const QByteArray &bytes) {
        const auto found = preview(bytes);
        return found ? QStringLiteral("none") : QString(found.error().code % u' ' % found.error().subject);
    };
    QCOMPARE(place("id,phone\na,1\nb,\"2\n"), QStringLiteral("csv_quote_open 3:2"));
    QCOMPARE(place("id,phone\na,1,2\n"), QStringLiteral("csv_too_many_cells 2:3"));
    QCOMPARE(place(""), QStringLiteral("csv_empty "));
    QCOMPARE(place("a,A\n"), QStringLiteral("csv_repeated_column A"));
    QByteArray many("id,phone\n");
    for (int i = 0; i < 2 * ContactCsvReader::Preview::rowLimit; ++i)
        many += "a,1\n";
    QCOMPARE(preview(many)->rows.size(), ContactCsvReader::Preview::rowLimit);
    QCOMPARE(preview("id,phone,name\na\n")->rows.first().size(), 3);
}

MUSTER_TEST(TestContactCsvReader, QCoreApplication)

} // namespace tst_contactcsvreader
#include "tst_contactcsvreader.moc"
