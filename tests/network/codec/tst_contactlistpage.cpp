// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/contactlistscodec.h"
#include "network/codec/recordpagedecoder.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;

namespace tst_contactlistpage {

namespace {

Result<RecordPage> decode(const QByteArray &body)
{
    RawPage page;
    page.body = body;
    return ContractContactListsCodec().decoder()->decode(page);
}

QByteArray bytes(std::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

QByteArray pageOf(const QByteArray &contacts, const QByteArray &rest = {})
{
    return "{\"contacts\":[" + contacts + "]" + rest + "}";
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

QByteArray phone(const RecordPage &page, std::size_t row)
{
    return bytes(page.text(page.cell(row, 0)));
}

} // namespace

class TestContactListPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACapturedPage();
    void phonesOfAnyKind_data();
    void phonesOfAnyKind();
    void lastPages_data();
    void lastPages();
    void linksAreCutFromTheTailSafely_data();
    void linksAreCutFromTheTailSafely();
    void F47_everyCutIsBroken();
    void F60_broken_data();
    void F60_broken();
    void F61_wrongTypes_data();
    void F61_wrongTypes();
    void F62_ids_data();
    void F62_ids();
    void F63_F64_membersNobodyAskedForAreKept();
    void F65_manyTimesTheContactsAskedFor();
    void F75_contactsAreToldApartByIdOnly();
    void S16_limits_data();
    void S16_limits();
};

void TestContactListPage::readsACapturedPage()
{
    const QByteArray body = dataBytes(QStringLiteral("contactlists/page.json"));
    const auto page = decode(body);
    QVERIFY(page);
    QCOMPARE(page->rowCount(), std::size_t(4));
    QCOMPARE(page->columnCount, std::size_t(1));
    QCOMPARE(page->receivedCount, std::size_t(4));
    QVERIFY(!page->declaredCount);
    QCOMPARE(bytes(page->id(0)), QByteArray("5f0a7a52-6e1c-4c3b-9d55-0c8f0f6f1a01"));
    QCOMPARE(phone(*page, 0), QByteArray("+12015550101"));
    QCOMPARE(bytes(page->extras(0)),
             QByteArray(R"("firstName":"Ada","country":"US","updatedAt":"2026-02-27T08:11:00Z")"));
    QCOMPARE(phone(*page, 1), QByteArray("(201) 555-0102 ext. 7"));
    QCOMPARE(bytes(page->extras(1)), QByteArray(R"("firstName":"Zo\u00eb","updatedAt":"2026-02-27T08:11:01Z")"));
    QCOMPARE(phone(*page, 2), QByteArray("4.42079E+11"));
    QCOMPARE(phone(*page, 3), QByteArray("\xD9\xA0\xD9\xA1"));
    QCOMPARE(page->nextCursor,
             QByteArray("https://api.example.test/api/v2/campaigns/contactlists/list_1?limit=4&cursor=AAQ%3D"));
    QCOMPARE(ContractContactListsCodec().nextCursor(body), std::optional(page->nextCursor));
}

void TestContactListPage::phonesOfAnyKind_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("text");
    using Kind = RecordCell::Kind;
    const auto row = [](const char *name, const QByteArray &member, Kind kind, const QByteArray &text) {
        QTest::newRow(name) << member << int(kind) << text;
    };
    row("text", R"(,"phone":"+1 201\t555")", Kind::Text, "+1 201\t555");
    row("escaped name", R"(,"\u0070hone":"x")", Kind::Text, "x");
    row("empty", R"(,"phone":"")", Kind::Text, "");
    row("absent", "", Kind::Absent, "");
    row("null", R"(,"phone":null)", Kind::Json, "null");
    row("number", R"(,"phone":12015550123)", Kind::Json, "12015550123");
    row("number of a spreadsheet", R"(,"phone":4.42079E+11)", Kind::Json, "4.42079E+11");
    row("huge number", R"(,"phone":123456789012345678901234567890)", Kind::Json, "123456789012345678901234567890");
    row("array", R"(,"phone":["a", "b"])", Kind::Json, R"(["a", "b"])");
}

void TestContactListPage::phonesOfAnyKind()
{
    QFETCH(QByteArray, member);
    QFETCH(int, kind);
    QFETCH(QByteArray, text);
    const auto page = decode(pageOf(R"({"id":"a")" + member + R"(,"z":1})"));
    QVERIFY(page);
    QCOMPARE(int(page->cell(0, 0).kind), kind);
    QCOMPARE(phone(*page, 0), text);
    QCOMPARE(bytes(page->extras(0)), QByteArray(R"("z":1)"));
}

void TestContactListPage::lastPages_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("absent") << QByteArray();
    QTest::newRow("null") << QByteArray(R"(,"nextPageUri":null)");
    QTest::newRow("empty") << QByteArray(R"(,"nextPageUri":"")");
    QTest::newRow("other members behind") << QByteArray(R"(,"nextPageUri":null,"total":{"nextPageUri":"/x"})");
}

void TestContactListPage::lastPages()
{
    QFETCH(QByteArray, rest);
    const QByteArray body = pageOf({}, rest);
    const auto page = decode(body);
    QVERIFY(page);
    QVERIFY(page->nextCursor.isEmpty());
    const auto cut = ContractContactListsCodec().nextCursor(body);
    QVERIFY(!cut || cut->isEmpty());
}

void TestContactListPage::linksAreCutFromTheTailSafely_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("cut"); // Otherwise only decoding tells.
    const auto row = [](const char *name, const QByteArray &body, bool cut) { QTest::newRow(name) << body << cut; };
    row("plain", pageOf({}, R"(,"nextPageUri":"/x?a=1")"), true);
    row("spaced", pageOf({}, " , \"nextPageUri\" : \"/x\"\r\n") + "\n", true);
    row("first", R"({"nextPageUri":"/x","contacts":[]})", false);
    row("a number behind", pageOf({}, R"(,"nextPageUri":"/x","count":3)"), false);
    row("escaped", pageOf({}, R"(,"nextPageUri":"\/x")"), false);
    row("escaped name", pageOf({}, R"(,"nextPage\u0055ri":"/x")"), false);
    row("end of a longer name", pageOf({}, R"(,"a\"nextPageUri":"/x")"), false);
    row("of a nested object", pageOf({}, R"(,"more":{"nextPageUri":"/x"})"), false);
    row("of a contact", pageOf(R"({"id":"1","nextPageUri":"/x"})"), false);
    row("inside a text", pageOf({}, R"(,"note":"\"nextPageUri\":\"/x")"), false);
    row("long", pageOf({}, ",\"nextPageUri\":\"/" + QByteArray(1500, 'a') + '"'), true);
    row("very long", pageOf({}, ",\"nextPageUri\":\"/" + QByteArray(3000, 'a') + '"'), false);
}

void TestContactListPage::linksAreCutFromTheTailSafely()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, cut);
    const auto page = decode(body);
    QVERIFY(page);
    const auto link = ContractContactListsCodec().nextCursor(body);
    QCOMPARE(link.has_value(), cut);
    if (link)
        QCOMPARE(*link, page->nextCursor);
}

void TestContactListPage::F47_everyCutIsBroken()
{
    const QByteArray whole = dataBytes(QStringLiteral("contactlists/page.json")).trimmed();
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY2(!decode(whole.left(length)), qPrintable(QString::number(length)));
    QVERIFY(decode(whole));
}

void TestContactListPage::F60_broken_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray good = pageOf(R"({"id":"1","phone":"x"})");
    QTest::newRow("trailing rubbish") << good + "x";
    QTest::newRow("two documents") << good + good;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + good;
    QTest::newRow("not UTF-8") << pageOf("{\"id\":\"1\",\"phone\":\"\xff\"}");
    QTest::newRow("half a surrogate pair") << pageOf(R"({"id":"1","phone":"\ud800"})");
    QTest::newRow("half a surrogate pair in an extra") << pageOf(R"({"id":"1","x":"\udc00"})");
    QTest::newRow("NaN") << pageOf(R"({"id":"1","phone":NaN})");
    QTest::newRow("word like null") << pageOf({}, R"(,"nextPageUri":nullx)");
    QTest::newRow("control character") << pageOf("{\"id\":\"1\",\"phone\":\"\n\"}");
    QTest::newRow("comma at the end") << pageOf(R"({"id":"1"},)");
}

void TestContactListPage::F60_broken()
{
    QFETCH(QByteArray, body);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::BrokenBody);
}

void TestContactListPage::F61_wrongTypes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("issue");
    const auto row = [](const char *name, const QByteArray &body, const char *field, const char *issue) {
        QTest::newRow(name) << body << QString::fromLatin1(field) << QString::fromLatin1(issue);
    };
    row("array", "[]", "", "not_object");
    row("no contacts", "{}", "contacts", "missing");
    row("segment page", R"({"items":[]})", "contacts", "missing");
    row("contacts is an object", R"({"contacts":{}})", "contacts", "not_array");
    row("a contact is text", pageOf(R"({"id":"1"},"x")"), "contacts[1]", "not_object");
    row("link is a number", pageOf({}, R"(,"nextPageUri":7)"), "nextPageUri", "not_text");
    row("phone twice", pageOf(R"({"id":"1","phone":"a","phone":"b"})"), "contacts[0]", "repeated_key");
    row("id twice", pageOf(R"({"id":"1","\u0069d":"2"})"), "contacts[0].id", "repeated_key");
    row("extra twice", pageOf(R"({"id":"1"},{"x":1,"\u0078":2})"), "contacts[1]", "repeated_key");
    row("contacts twice", R"({"contacts":[],"contacts":[]})", "contacts", "repeated_key");
    row("link twice", pageOf({}, R"(,"nextPageUri":"a","nextPageUri":"b")"), "nextPageUri", "repeated_key");
}

void TestContactListPage::F61_wrongTypes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    QFETCH(QString, issue);
    const auto page = decode(body);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(page.error().details, QList<FieldFault>({{field, issue}}));
}

void TestContactListPage::F62_ids_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("reason"); // Empty: usable.
    const auto row = [](const char *name, const QByteArray &id, const char *reason) {
        QTest::newRow(name) << id << QString::fromLatin1(reason);
    };
    row("text", R"("id":"a b")", "");
    row("number", R"("id":90071992547409931234)", "");
    row("negative number", R"("id":-7)", "");
    row("absent", R"("Id":"a")", "missing");
    row("empty", R"("id":"")", "empty");
    row("null", R"("id":null)", "null");
    row("fraction", R"("id":1.5)", "not_text");
    row("exponent", R"("id":1e5)", "not_text");
    row("object", R"("id":{})", "not_text");
    row("true", R"("id":true)", "not_text");
    row("long", "\"id\":\"" + QByteArray(257, 'x') + '"', "too_long");
    row("slash", R"("id":"a/b")", "path_characters");
    row("escaped slash", R"("id":"a\/b")", "path_characters");
    row("dot", R"("id":".")", "path_characters");
    row("dots", R"("id":"a..b")", "path_characters");
    row("control character", R"("id":"a\u0000b")", "control_characters");
}

void TestContactListPage::F62_ids()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, reason);
    const auto page = decode(pageOf(R"({"id":"first","phone":"1","x":1},{)" + id
                                    + R"(,"phone":"2","y":2},{"phone":"3","id":"last","z":3})"));
    QVERIFY(page);
    QCOMPARE(page->receivedCount, std::size_t(3));
    QCOMPARE(page->rowCount(), std::size_t(reason.isEmpty() ? 3 : 2));
    const std::size_t last = page->rowCount() - 1;
    QCOMPARE(bytes(page->id(0)), QByteArray("first"));
    QCOMPARE(bytes(page->id(last)), QByteArray("last"));
    QCOMPARE(phone(*page, last), QByteArray("3"));
    QCOMPARE(bytes(page->extras(last)), QByteArray(R"("z":3)"));
    if (reason.isEmpty()) {
        QVERIFY(id.contains(bytes(page->id(1))));
        QVERIFY(page->quarantined.empty());
    } else {
        QCOMPARE(page->quarantined.size(), std::size_t(1));
        QCOMPARE(page->quarantined[0].index, 1U);
        QCOMPARE(page->quarantined[0].reason, reason);
    }
}

void TestContactListPage::F63_F64_membersNobodyAskedForAreKept()
{
    const QByteArray extras = R"("n":null,"o":{"a":[1, 2,{"b":"\u00e4"}]},"big":12345678901234567890.123456789,)"
                              R"("attributes":{},"k\"ey":true)";
    const auto page = decode(R"({"contacts":[{"id":"1",)" + extras + R"(,"phone":"x"}],"total":1,"more":{"a":1}})");
    QVERIFY(page);
    QCOMPARE(bytes(page->extras(0)), extras);
}

void TestContactListPage::F65_manyTimesTheContactsAskedFor()
{
    QByteArrayList contacts;
    for (int i = 0; i < 20'000; ++i)
        contacts.append("{\"id\":\"" + QByteArray::number(i) + "\",\"phone\":\"+1" + QByteArray::number(i) + "\"}");
    const auto page = decode(pageOf(contacts.join(',')));
    QVERIFY(page);
    QCOMPARE(page->rowCount(), std::size_t(20'000));
    QCOMPARE(bytes(page->id(19'999)), QByteArray("19999"));
    QCOMPARE(phone(*page, 19'999), QByteArray("+119999"));
}

void TestContactListPage::F75_contactsAreToldApartByIdOnly()
{
    const auto page = decode(pageOf(R"({"id":"a","phone":"+1"},{"id":"b","phone":"+1"},{"id":"b","phone":"+2"})"));
    QVERIFY(page);
    QCOMPARE(page->rowCount(), std::size_t(3)); // Repeated ids are the reader's business (F70, F71).
    QCOMPARE(phone(*page, 2), QByteArray("+2"));
}

void TestContactListPage::S16_limits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("64 deep in a contact") << pageOf(R"({"id":"1","x":)" + nested(61) + "}") << true;
    QTest::newRow("65 deep in a contact") << pageOf(R"({"id":"1","x":)" + nested(62) + "}") << false;
    QTest::newRow("65 deep as phone") << pageOf(R"({"id":"1","phone":)" + nested(62) + "}") << false;
    QTest::newRow("64 deep in the page") << pageOf({}, ",\"x\":" + nested(63)) << true;
    QTest::newRow("65 deep in the page") << pageOf({}, ",\"x\":" + nested(64)) << false;
    QTest::newRow("100,000 deep") << pageOf(R"({"id":"1","x":)" + nested(100'000) + "}") << false;
    QByteArray members;
    for (int i = 0; i < 5000; ++i)
        members += ",\"m" + QByteArray::number(i) + "\":1";
    QTest::newRow("5,000 members of a contact") << pageOf("{\"id\":\"1\"" + members + "}") << false;
    QTest::newRow("5,000 members of the page") << pageOf({}, members) << false;
}

void TestContactListPage::S16_limits()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, accepted);
    const auto page = decode(body);
    QCOMPARE(page.has_value(), accepted);
    if (!accepted)
        QCOMPARE(page.error().kind, ErrorKind::LimitExceeded);
}

MUSTER_TEST(TestContactListPage, QCoreApplication)

} // namespace tst_contactlistpage
#include "tst_contactlistpage.moc"
