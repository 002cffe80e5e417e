// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/recordpagedecoder.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;

namespace tst_recordpagedecoder {

namespace {

const QStringList columns = {QStringLiteral("city"), QStringLiteral("age"), QStringLiteral("note")};

Result<RecordPage> decode(const QByteArray &body, const QStringList &attributes = columns)
{
    RawPage page;
    page.body = body;
    return RecordPageDecoder(attributes).decode(page);
}

QByteArray record(const QByteArray &id, const QByteArray &attributes = "{}", const QByteArray &more = {})
{
    return "{\"contactId\":" + id + ",\"attributes\":" + attributes + more + "}";
}

QByteArray pageOf(const QList<QByteArray> &records, const QByteArray &rest = R"(,"continuationToken":"n","count":1)")
{
    return "{\"items\":[" + records.join(',') + "]" + rest + "}";
}

QByteArray cellText(const RecordPage &page, std::size_t row, std::size_t column)
{
    const RecordCell &cell = page.cell(row, column);
    return QByteArray(page.text(cell).data(), static_cast<qsizetype>(cell.length));
}

QByteArray bytes(std::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

class TestRecordPageDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAPage();
    void memberOrderDoesNotMatter();
    void lastPages_data();
    void lastPages();
    void F47_everyCutIsBroken();
    void F60_broken_data();
    void F60_broken();
    void F61_wrongTypes_data();
    void F61_wrongTypes();
    void F62_ids_data();
    void F62_ids();
    void F63_unknownMembersAndNestedValuesAreKept();
    void F64_hugeNumbersAreKeptDigitForDigit();
    void F65_tenTimesTheRowsAskedFor();
    void F66_tooManyRows();
    void F66_tooManyBytes();
    void F28_notFromApi_data();
    void F28_notFromApi();
    void S16_limits_data();
    void S16_limits();
    void bodyWithoutRoomBehindIsReadAsWell();
    void blanksBeforeAPageAreNoEmptyBody_data();
    void blanksBeforeAPageAreNoEmptyBody();
};

void TestRecordPageDecoder::readsAPage()
{
    const auto page
        = decode(pageOf({record("\"c1\"", R"({"city":"Basel","age":"7","note":"a\"b\\c\u00e4\ud83d\ude00"})"),
                         record("\"c2\"", R"x({"note":"","city":"=SUM(A1)"})x")},
                        R"(,"continuationToken":"tok\/1","count":2)"));
    QVERIFY(page);
    QCOMPARE(page->rowCount(), std::size_t(2));
    QCOMPARE(bytes(page->id(0)), QByteArray("c1"));
    QCOMPARE(cellText(*page, 0, 0), QByteArray("Basel"));
    QCOMPARE(cellText(*page, 0, 1), QByteArray("7"));
    QCOMPARE(cellText(*page, 0, 2), QByteArray("a\"b\\c\xC3\xA4\xF0\x9F\x98\x80"));
    QCOMPARE(cellText(*page, 1, 0), QByteArray("=SUM(A1)"));
    QVERIFY(page->cell(1, 1).kind == RecordCell::Kind::Absent);
    QVERIFY(page->cell(1, 2).kind == RecordCell::Kind::Text);
    QCOMPARE(page->cell(1, 2).length, 0U);
    QCOMPARE(page->nextCursor, QByteArray("tok/1"));
    QCOMPARE(page->declaredCount, std::optional<qint64>(2));
    QCOMPARE(page->receivedCount, std::size_t(2));
    QVERIFY(page->extra.empty());
}

void TestRecordPageDecoder::blanksBeforeAPageAreNoEmptyBody_data()
{
    QTest::addColumn<int>("blanks");
    QTest::addColumn<QString>("code"); // empty: it is read
    for (const int blanks : {1, 63, 64, 100, 255})
        QTest::addRow("%d", blanks) << blanks << QString();
    QTest::addRow("256") << 256 << QStringLiteral("empty_body"); // who sends so many sends no page
}

void TestRecordPageDecoder::blanksBeforeAPageAreNoEmptyBody()
{
    QFETCH(int, blanks);
    QFETCH(QString, code);
    const QByteArray before(blanks, ' ');
    const auto page = decode(before + pageOf({record("\"1\"", R"({"city":"a"})")}));
    QCOMPARE(page ? QString() : page.error().code, code);
    QCOMPARE(page.has_value(), code.isEmpty());
    const auto markup = decode(before + "<html></html>");
    QVERIFY(!markup);
    QCOMPARE(markup.error().code, code.isEmpty() ? QStringLiteral("markup") : code);
    const auto marked = decode(before + "\xEF\xBB\xBF{}");
    QVERIFY(!marked);
    QCOMPARE(marked.error().code, code.isEmpty() ? QStringLiteral("byte_order_mark") : code);
}

void TestRecordPageDecoder::memberOrderDoesNotMatter()
{
    const auto page = decode(R"( { "count" : 1 , "continuationToken" : "x" , "items" : [ { "attributes" :
        { "note" : "n" , "c\u0069ty" : "c" , "age" : "a" } , "contactId" : "1" } ] } )");
    QVERIFY(page);
    QCOMPARE(bytes(page->id(0)), QByteArray("1"));
    QCOMPARE(cellText(*page, 0, 0), QByteArray("c"));
    QCOMPARE(cellText(*page, 0, 1), QByteArray("a"));
    QCOMPARE(cellText(*page, 0, 2), QByteArray("n"));
    QCOMPARE(page->nextCursor, QByteArray("x"));
    // Names that must be escaped on the wire.
    const auto odd = decode(pageOf({record("\"1\"", R"({"a\"b":"v"})")}), {QStringLiteral("a\"b")});
    QVERIFY(odd);
    QCOMPARE(cellText(*odd, 0, 0), QByteArray("v"));
    // A name that ends where another goes on.
    const auto prefix = decode(pageOf({record("\"1\"", R"({"cityname":"long","city":"short"})")}));
    QVERIFY(prefix);
    QCOMPARE(cellText(*prefix, 0, 0), QByteArray("short"));
    QCOMPARE(bytes(prefix->extras(0)), QByteArray(R"("cityname":"long")"));
}

void TestRecordPageDecoder::lastPages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty token") << QByteArray(R"({"items":[],"continuationToken":"","count":0})");
    QTest::newRow("null token") << QByteArray(R"({"items":[],"continuationToken":null,"count":0})");
    QTest::newRow("no token") << QByteArray(R"({"items":[]})");
}

void TestRecordPageDecoder::lastPages()
{
    QFETCH(QByteArray, body);
    const auto page = decode(body);
    QVERIFY(page);
    QVERIFY(page->nextCursor.isEmpty());
    QCOMPARE(page->rowCount(), std::size_t(0));
}

void TestRecordPageDecoder::F47_everyCutIsBroken()
{
    const QByteArray whole = pageOf({record("\"c1\"", R"({"city":"Basel","age":12.5,"x":[1,{"y":null}]})"),
                                     record("\"c2\"", R"({"note":"\u00e4"})")});
    QVERIFY(decode(whole));
    for (qsizetype size = 1; size < whole.size(); ++size) {
        const auto page = decode(whole.left(size));
        QVERIFY2(!page, whole.left(size).constData());
        QVERIFY2(page.error().kind == ErrorKind::BrokenBody, whole.left(size).constData());
    }
}

void TestRecordPageDecoder::F60_broken_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray good = pageOf({record("\"c1\"", R"({"city":"Basel"})")});
    QTest::newRow("trailing rubbish") << good + "x";
    QTest::newRow("second document") << good + good;
    QTest::newRow("trailing brace") << good + "}";
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + good;
    QTest::newRow("invalid UTF-8") << pageOf({record("\"c1\"", "{\"city\":\"\xC3\"}")});
    QTest::newRow("surrogates in UTF-8") << pageOf({record("\"c1\"", "{\"city\":\"\xED\xA0\x80\"}")});
    QTest::newRow("control character") << pageOf({record("\"c1\"", "{\"city\":\"a\nb\"}")});
    QTest::newRow("unknown escape") << pageOf({record("\"c1\"", R"({"city":"\x41"})")});
    QTest::newRow("missing comma") << pageOf({record("\"c1\"", R"({"city":"a" "age":"b"})")});
    QTest::newRow("trailing comma") << pageOf({record("\"c1\"", R"({"city":"a",})")});
    QTest::newRow("missing colon") << pageOf({record("\"c1\"", R"({"city" "a"})")});
    QTest::newRow("bad nested") << pageOf({record("\"c1\"", R"({"city":[1,,2]})")});
    QTest::newRow("bad skipped member") << pageOf({}, R"(,"more":{"a":01})");
    QTest::newRow("bad number") << pageOf({record("\"c1\"", R"({"city":1.})")});
    QTest::newRow("NaN") << pageOf({record("\"c1\"", R"({"city":NaN})")});
    QTest::newRow("bad word") << pageOf({record("\"c1\"", R"({"city":nul})")});
    QTest::newRow("bad word for the token") << QByteArray(R"({"items":[],"continuationToken":nul})");
    QTest::newRow("word joined to the token's null")
        << QByteArray(R"({"items":[],"continuationToken":nullx,"count":0})");
    QTest::newRow("bad word in an unknown member") << pageOf({record("\"c1\"", R"({"x":truth})")});
    QTest::newRow("S16 lone high surrogate") << pageOf({record("\"c1\"", R"({"city":"\ud83d"})")});
    QTest::newRow("S16 lone low surrogate") << pageOf({record("\"c1\"", R"({"city":"\ude00"})")});
    QTest::newRow("S16 high twice") << pageOf({record("\"c1\"", R"({"city":"\ud83d\ud83d"})")});
    QTest::newRow("S16 lone surrogate in an unknown member") << pageOf({record("\"c1\"", R"({"x":"\ud83d"})")});
    QTest::newRow("S16 lone surrogate in a key") << pageOf({record("\"c1\"", R"({"\ud83d":"x"})")});
}

void TestRecordPageDecoder::F60_broken()
{
    QFETCH(QByteArray, body);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(errorKindKey(page.error().kind), errorKindKey(ErrorKind::BrokenBody));
    QVERIFY2(!page.error().detail.contains(QLatin1String("Basel")), "no value in an error (S07)");
}

void TestRecordPageDecoder::F61_wrongTypes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, const char *field) {
        QTest::newRow(name) << body << QString::fromLatin1(field);
    };
    row("items is an object", R"({"items":{}})", "items");
    row("items is missing", R"({"count":0})", "items");
    row("items is null", R"({"items":null})", "items");
    row("a record is text", pageOf({record("\"1\""), "\"x\""}), "items[1]");
    row("attributes is a list", pageOf({record("\"1\"", "[]")}), "items[0].attributes");
    row("attributes is missing", R"({"items":[{"contactId":"1"}]})", "items[0].attributes");
    row("attributes is null", pageOf({record("\"1\"", "null")}), "items[0].attributes");
    row("token is a number", R"({"items":[],"continuationToken":5})", "continuationToken");
    row("count is text", R"({"items":[],"count":"5"})", "count");
    row("count has a fraction", R"({"items":[],"count":5.5})", "count");
    row("S16 requested attribute twice", pageOf({record("\"1\"", R"({"city":"a","city":"b"})")}),
        "items[0].attributes");
    row("S16 the same key escaped", pageOf({record("\"1\"", R"({"city":"a","c\u0069ty":"b"})")}),
        "items[0].attributes");
    row("S16 null and then text", pageOf({record("\"1\"", R"({"city":null,"city":"b"})")}), "items[0].attributes");
    row("S16 unknown attribute twice", pageOf({record("\"1\"", R"({"x":"a","x":"b"})")}), "items[0]");
    row("S16 id twice", R"({"items":[{"contactId":"1","contactId":"2","attributes":{}}]})", "items[0].contactId");
    row("S16 items twice", R"({"items":[],"items":[]})", "items");
    row("S16 token twice", R"({"items":[],"continuationToken":"a","continuationToken":"b"})", "continuationToken");
}

void TestRecordPageDecoder::F61_wrongTypes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(errorKindKey(page.error().kind), errorKindKey(ErrorKind::UnexpectedShape));
    QCOMPARE(page.error().details.value(0).field, field);
}

void TestRecordPageDecoder::F62_ids_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("kept"); // Empty: quarantined.
    QTest::addColumn<QString>("reason");
    const auto kept = [](const char *name, const QByteArray &id, const QByteArray &text) {
        QTest::newRow(name) << id << text << QString();
    };
    const auto refused = [](const char *name, const QByteArray &id, const char *reason) {
        QTest::newRow(name) << id << QByteArray() << QString::fromLatin1(reason);
    };
    kept("text", "\"abc-1\"", "abc-1");
    kept("whole number", "42", "42");
    kept("whole number above 2^53", "9007199254740993", "9007199254740993");
    kept("whole number of 30 digits", "123456789012345678901234567890", "123456789012345678901234567890");
    kept("negative", "-7", "-7");
    kept("escaped", R"("a\u00e4")", "a\xC3\xA4");
    refused("empty", "\"\"", "empty");
    refused("null", "null", "null");
    refused("fraction", "1.5", "not_text");
    refused("exponent", "1e3", "not_text");
    refused("flag", "true", "not_text");
    refused("object", "{}", "not_text");
    refused("10 kB", "\"" + QByteArray(10240, 'x') + "\"", "too_long");
    refused("slash", R"("a\/b")", "path_characters");
    refused("two dots", "\"a..b\"", "path_characters");
    refused("dot", "\".\"", "path_characters");
    refused("line break", R"("a\nb")", "control_characters");
    refused("NUL", R"("a\u0000b")", "control_characters");
}

void TestRecordPageDecoder::F62_ids()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, kept);
    QFETCH(QString, reason);
    const auto page = decode(pageOf({record("\"before\"", R"({"city":"b"})"), record(id, R"({"city":"x"})"),
                                     record("\"after\"", R"({"age":"1"})")}));
    QVERIFY(page);
    QCOMPARE(page->receivedCount, std::size_t(3));
    if (reason.isEmpty()) {
        QCOMPARE(page->rowCount(), std::size_t(3));
        QCOMPARE(bytes(page->id(1)), kept);
        QVERIFY(page->quarantined.empty());
        return;
    }
    QCOMPARE(page->rowCount(), std::size_t(2));
    QCOMPARE(bytes(page->id(1)), QByteArray("after"));
    QVERIFY(page->cell(1, 0).kind == RecordCell::Kind::Absent);
    QCOMPARE(cellText(*page, 1, 1), QByteArray("1"));
    QCOMPARE(page->quarantined.size(), std::size_t(1));
    QCOMPARE(page->quarantined[0].index, 1U);
    QCOMPARE(page->quarantined[0].reason, reason);
}

void TestRecordPageDecoder::F63_unknownMembersAndNestedValuesAreKept()
{
    const auto page = decode(
        pageOf({record("\"1\"", R"({"city":null,"age":{"a":[1, 2]},"note":false})"),
                record("\"2\"", R"({"extra":"e\u0041","city":"c"})", R"(,"score": -1.50 ,"tags":["x", {"y":1}])")},
               R"(,"more":{"a":[]},"continuationToken":"n")"));
    QVERIFY(page);
    QVERIFY(page->cell(0, 0).kind == RecordCell::Kind::Json);
    QCOMPARE(cellText(*page, 0, 0), QByteArray("null"));
    QCOMPARE(cellText(*page, 0, 1), QByteArray(R"({"a":[1, 2]})"));
    QCOMPARE(cellText(*page, 0, 2), QByteArray("false"));
    QCOMPARE(bytes(page->extras(0)), QByteArray());
    QCOMPARE(bytes(page->extras(1)), QByteArray(R"("extra":"e\u0041","score":-1.50,"tags":["x", {"y":1}])"));
    QCOMPARE(page->nextCursor, QByteArray("n"));
    // A record without an id at all.
    const auto missing = decode(R"({"items":[{"attributes":{}}]})");
    QVERIFY(missing);
    QCOMPARE(missing->quarantined.at(0).reason, QStringLiteral("missing"));
}

void TestRecordPageDecoder::F64_hugeNumbersAreKeptDigitForDigit()
{
    const QByteArray decimal = "0.123456789012345678901234567890";
    const auto page
        = decode(pageOf({record("\"1\"", R"({"city":9007199254740993,"age":)" + decimal + R"(,"note":-1E+400})")}));
    QVERIFY(page);
    QCOMPARE(cellText(*page, 0, 0), QByteArray("9007199254740993"));
    QCOMPARE(cellText(*page, 0, 1), decimal);
    QCOMPARE(cellText(*page, 0, 2), QByteArray("-1E+400"));
}

void TestRecordPageDecoder::F65_tenTimesTheRowsAskedFor()
{
    QList<QByteArray> records;
    for (int i = 0; i < 5000; ++i)
        records.append(record('"' + QByteArray::number(i) + '"', R"({"city":")" + QByteArray::number(i * 3) + "\"}"));
    const auto page = decode(pageOf(records));
    QVERIFY(page);
    QCOMPARE(page->rowCount(), std::size_t(5000));
    QCOMPARE(cellText(*page, 4999, 0), QByteArray("14997"));
}

void TestRecordPageDecoder::F66_tooManyRows()
{
    QByteArray body = "{\"items\":[";
    body.reserve(40'000'000);
    for (std::size_t i = 0; i <= RecordPageDecoder::maxRows; ++i)
        body += (i == 0 ? "" : ",") + QByteArray(R"({"contactId":1,"attributes":{}})");
    body += "]}";
    const auto page = decode(body, {QStringLiteral("a")});
    QVERIFY(!page);
    QCOMPARE(errorKindKey(page.error().kind), errorKindKey(ErrorKind::LimitExceeded));
}

void TestRecordPageDecoder::F66_tooManyBytes()
{
    const QByteArray body = "{\"items\":[],\"x\":\"" + QByteArray(RecordPageDecoder::maxBytes, 'x') + "\"}";
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(errorKindKey(page.error().kind), errorKindKey(ErrorKind::LimitExceeded));
}

void TestRecordPageDecoder::F28_notFromApi_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \r\n");
    QTest::newRow("login page") << QByteArray("\n<!doctype html><html></html>");
}

void TestRecordPageDecoder::F28_notFromApi()
{
    QFETCH(QByteArray, body);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(errorKindKey(page.error().kind), errorKindKey(ErrorKind::NotFromApi));
}

void TestRecordPageDecoder::S16_limits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("fine");
    QByteArray members = "{";
    for (int i = 0; i < 5000; ++i)
        members += (i == 0 ? "\"k" : ",\"k") + QByteArray::number(i) + "\":1";
    members += '}';
    // The page, the list, the record and the attributes are four levels.
    QTest::newRow("depth 64") << pageOf({record("\"1\"", "{\"city\":" + nested(60) + "}")}) << true;
    QTest::newRow("depth 65") << pageOf({record("\"1\"", "{\"city\":" + nested(61) + "}")}) << false;
    QTest::newRow("depth 65 of an unknown attribute")
        << pageOf({record("\"1\"", "{\"x\":" + nested(61) + "}")}) << false;
    QTest::newRow("depth 64 beside the items") << pageOf({}, ",\"x\":" + nested(63)) << true;
    QTest::newRow("depth 65 beside the items") << pageOf({}, ",\"x\":" + nested(64)) << false;
    QTest::newRow("depth 100,000") << pageOf({record("\"1\"", "{\"x\":" + nested(100'000) + "}")}) << false;
    QTest::newRow("5,000 unknown attributes") << pageOf({record("\"1\"", members)}) << false;
    QTest::newRow("5,000 members in a nested value")
        << pageOf({record("\"1\"", "{\"city\":" + members + "}")}) << false;
}

void TestRecordPageDecoder::S16_limits()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, fine);
    const auto page = decode(body);
    QCOMPARE(page.has_value(), fine);
    if (!fine)
        QCOMPARE(errorKindKey(page.error().kind), errorKindKey(ErrorKind::LimitExceeded));
}

void TestRecordPageDecoder::bodyWithoutRoomBehindIsReadAsWell()
{
    const QByteArray body = pageOf({record("\"1\"", R"({"city":"exact"})")});
    QByteArray exact = QByteArray::fromRawData(body.constData(), body.size());
    const auto page = decode(exact);
    QVERIFY(page);
    QCOMPARE(cellText(*page, 0, 0), QByteArray("exact"));
}

MUSTER_TEST(TestRecordPageDecoder, QCoreApplication)

} // namespace tst_recordpagedecoder
#include "tst_recordpagedecoder.moc"
