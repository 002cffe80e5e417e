// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contacttable.h"
#include "models/lists/membercells.h"
#include "models/rules/lists/sanitizationplan.h"
#include "tests/support/contactpages.h"
#include "tests/support/recordpages.h"
#include "tests/support/testprogram.h"

#include <atomic>
#include <map>
#include <thread>

using namespace muster;
using namespace muster::test;

namespace tst_contacttable {

class TestContactTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatWasRead();
    void keepsTheFirstOfAnIdMetTwice_F70_F71();
    void countsQuarantined_F62();
    void findsRowsById();
    void tellsContactsByIdNeverByNumber_F75();
    void readsMembers_data();
    void readsMembers();
    void namesAtMostThirtyTwoMembers();
    void takesMembersThatComeLate();
    void takesOtherColumns();
    void leavesSnapshotsAlone();
    void isReadWhileItGrows();
    void staysWithinItsBytes();
};

namespace {

void compare(const ContactTable::Snapshot &table, const std::vector<PlainContact> &contacts)
{
    QCOMPARE(table.rowCount(), ContactTable::Row(contacts.size()));
    std::map<QString, int> numbers;
    for (int i = 0; i < table.members().size(); ++i)
        numbers[table.members()[i]] = i;
    const auto member = [&](ContactTable::Row row, const char *name) {
        const auto found = numbers.find(QLatin1String(name));
        return found == numbers.end() ? std::string_view() : table.member(row, found->second);
    };
    for (ContactTable::Row row = 0; row < table.rowCount(); ++row) {
        const PlainContact &contact = contacts[row];
        QVERIFY2(table.id(row) == contact.id && table.phone(row) == contact.phone
                     && member(row, "firstName") == contact.firstName && member(row, "country") == contact.country
                     && member(row, "updatedAt") == contact.updatedAt
                     && table.content(row) == contentHash(contact.extras()),
                 qPrintable(QStringLiteral("row %1").arg(row)));
        QCOMPARE(table.filledMembers(row),
                 int(!contact.firstName.empty()) + int(!contact.country.empty()) + int(!contact.updatedAt.empty()));
    }
}

RecordPage onePage(const QByteArray &id, const QByteArray &phone, const QByteArray &extras)
{
    return makePage({{id, {text(phone)}, extras}}, {});
}

} // namespace

void TestContactTable::holdsWhatWasRead()
{
    // Over two full chunks and an open one, so that dictionaries, plain texts and the growing form are all asked.
    const std::vector<PlainContact> contacts = ContactMaker(1).many(40'000);
    ContactTable table;
    for (std::size_t first = 0; first < contacts.size(); first += 1'000)
        table.append(*contactPage(contacts, first, 1'000));
    compare(*table.snapshot(), contacts);
    table.clear();
    QCOMPARE(table.snapshot()->rowCount(), 0u);
    QVERIFY(table.snapshot()->members().isEmpty());
}

void TestContactTable::keepsTheFirstOfAnIdMetTwice_F70_F71()
{
    ContactTable table;
    table.append(makePage({{"a", {text("1")}, "\"x\":1"},
                           {"b", {text("2")}, "\"x\":1"},
                           {"a", {text("1")}, "\"x\":1"}, // the same
                           {"a", {text("9")}, "\"x\":1"}, // another number
                           {"b", {text("2")}, "\"x\":2"}}, // another member
                          {}));
    QCOMPARE(table.rowCount(), 2u);
    QCOMPARE(table.duplicateIds(), 1);
    QCOMPARE(table.conflictingIds(), 2);
    QCOMPARE(table.snapshot()->phone(0), "1");
    QCOMPARE(table.snapshot()->member(1, 0), "1");
    // The same across a full chunk.
    const std::vector<PlainContact> contacts = ContactMaker(2).many(20'000);
    table.append(*contactPage(contacts, 0, contacts.size()));
    table.append(*contactPage(contacts, 0, contacts.size()));
    QCOMPARE(table.rowCount(), 20'002u);
    QCOMPARE(table.duplicateIds(), 20'001);
    QCOMPARE(table.conflictingIds(), 2);
}

void TestContactTable::countsQuarantined_F62()
{
    RecordPage page = onePage("a", "1", {});
    page.quarantined = {{1, QStringLiteral("missing")}, {2, QStringLiteral("empty")}};
    ContactTable table;
    table.append(page);
    QCOMPARE(table.quarantined(), 2);
    table.append(onePage("b", QByteArray(70'000, '1'), {})); // no number is that long
    QCOMPARE(table.quarantined(), 3);
    QCOMPARE(table.rowCount(), 1u);
}

void TestContactTable::findsRowsById()
{
    const std::vector<PlainContact> contacts = ContactMaker(3).many(30'000);
    ContactTable table;
    table.append(*contactPage(contacts, 0, contacts.size()));
    for (std::size_t i = 0; i < contacts.size(); i += 7)
        QCOMPARE(table.rowOf(contacts[i].id), std::optional<ContactTable::Row>(ContactTable::Row(i)));
    QVERIFY(!table.rowOf("nobody"));
    QVERIFY(!table.rowOf(""));
    QVERIFY(!table.rowOf(contacts[0].phone));
}

void TestContactTable::tellsContactsByIdNeverByNumber_F75()
{
    ContactTable table;
    table.append(makePage({{"a", {text("+12015550100")}}, {"b", {text("+12015550100")}}}, {}));
    QCOMPARE(table.rowCount(), 2u);
    QCOMPARE(table.duplicateIds() + table.conflictingIds(), 0);
}

void TestContactTable::readsMembers_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QStringList>("expected"); // name, value, name, value
    const auto add = [](const char *name, const QByteArray &inside, const QStringList &expected) {
        QTest::newRow(name) << inside << expected;
    };
    const auto u = [](const char *utf8) { return QString::fromUtf8(utf8); };
    add("nothing", "", {});
    add("spaces", " \"a\" : \"b\" , \"c\":1 ", {u("a"), u("b"), u("c"), u("1")});
    add("escapes", R"("a\"b":"\\ \/ \b\f\n\r\t é")", {u("a\"b"), u("\\ / \b\f\n\r\t é")});
    add("surrogates", R"("a":"😀 \ud83d x \ude00")", {u("a"), u("😀 \uFFFD x \uFFFD")});
    add("escaped surrogates", "\"\\u0061\":\"\\ud83d\\uDE00\\u00e9\"", {u("a"), u("\xF0\x9F\x98\x80\xC3\xA9")});
    add("quotes in nested", R"("a":{"b":"},\"]","c":[1,{"d":2}]},"e":[])",
        {u("a"), u(R"({"b":"},\"]","c":[1,{"d":2}]})"), u("e"), u("[]")});
    add("null is empty", R"("a":null,"b":"null","c":false)", {u("a"), u(""), u("b"), u("null"), u("c"), u("false")});
    add("numbers as they are", R"("a":1.50,"b":12345678901234567890)",
        {u("a"), u("1.50"), u("b"), u("12345678901234567890")});
    add("cut text", R"("a":"b","c":"d)", {u("a"), u("b")});
    add("cut escape", R"("a":"\u12")", {});
    add("bad escape", R"("a":"\x")", {});
    add("closed too often", R"("a":1},"b":2)", {});
    add("no value", R"("a":,"b":2)", {});
    add("no colon", R"("a" "b")", {});
    add("rubbish behind text", R"("a":"b"c)", {});
}

void TestContactTable::readsMembers()
{
    QFETCH(QByteArray, inside);
    QFETCH(QStringList, expected);
    QStringList found;
    for (MemberCells cells(std::string_view(inside.constData(), std::size_t(inside.size()))); cells.next();) {
        found << QString::fromUtf8(cells.name().data(), qsizetype(cells.name().size()));
        found << QString::fromUtf8(cells.value().data(), qsizetype(cells.value().size()));
    }
    QCOMPARE(found, expected);
}

void TestContactTable::namesAtMostThirtyTwoMembers()
{
    QByteArray extras;
    for (int i = 0; i < 40; ++i)
        extras += (i == 0 ? "" : ",") + QByteArray("\"m") + QByteArray::number(i) + "\":" + QByteArray::number(i);
    ContactTable table;
    table.append(onePage("a", "1", extras));
    table.append(onePage("b", "1", "\"m39\":1,\"m31\":7"));
    const auto snapshot = table.snapshot();
    QCOMPARE(snapshot->members().size(), ContactTable::memberLimit);
    QCOMPARE(snapshot->member(0, 31), "31");
    QCOMPARE(snapshot->member(1, 31), "7");
    QCOMPARE(snapshot->content(0), contentHash(extras.toStdString())); // what is not shown still counts
}

void TestContactTable::takesMembersThatComeLate()
{
    std::vector<PlainContact> contacts = ContactMaker(4).many(20'000);
    for (std::size_t i = 0; i < 17'000; ++i)
        contacts[i].updatedAt.clear();
    ContactTable table;
    table.append(*contactPage(contacts, 0, contacts.size()));
    compare(*table.snapshot(), contacts);
}

void TestContactTable::takesOtherColumns()
{
    ContactTable table;
    table.append(makePage({{"a", {text("x"), text("1"), json("null"), absent()}}}, {}), 1);
    const auto snapshot = table.snapshot();
    QCOMPARE(snapshot->phone(0), "1");
    QCOMPARE(snapshot->members(), QStringList{QStringLiteral("column 1")});
    QCOMPARE(snapshot->member(0, 0), "x");
}

void TestContactTable::leavesSnapshotsAlone()
{
    const std::vector<PlainContact> contacts = ContactMaker(5).many(18'000);
    ContactTable table;
    std::vector<std::shared_ptr<const ContactTable::Snapshot>> snapshots;
    for (std::size_t first = 0; first < contacts.size(); first += 250) {
        table.append(*contactPage(contacts, first, 250));
        snapshots.push_back(table.snapshot());
    }
    for (std::size_t i = 0; i < snapshots.size(); i += 9)
        compare(*snapshots[i], {contacts.begin(), contacts.begin() + qsizetype(250 * (i + 1))});
    const auto last = table.snapshot();
    QCOMPARE(last, table.snapshot()); // the same until something is added
    table.clear();
    compare(*last, contacts);
}

void TestContactTable::isReadWhileItGrows()
{
    // For ThreadSanitizer, and for whoever breaks the rule that bytes are only written behind what a snapshot shows.
    const std::vector<PlainContact> contacts = ContactMaker(6).many(20'000);
    ContactTable table;
    table.append(*contactPage(contacts, 0, 100));
    const std::shared_ptr<const ContactTable::Snapshot> early = table.snapshot();
    std::atomic<bool> isGrown = false;
    std::atomic<std::size_t> wrong = 0;
    std::thread reader([&] {
        do {
            for (ContactTable::Row row = 0; row < early->rowCount(); ++row)
                wrong += early->id(row) != contacts[row].id || early->member(row, 0) != contacts[row].firstName;
        } while (!isGrown);
    });
    for (std::size_t first = 100; first < contacts.size(); first += 100)
        table.append(*contactPage(contacts, first, 100));
    isGrown = true;
    reader.join();
    QCOMPARE(wrong.load(), 0u);
}

void TestContactTable::staysWithinItsBytes()
{
    const std::vector<PlainContact> contacts = ContactMaker(7).many(100'000);
    ContactTable table;
    table.append(*contactPage(contacts, 0, contacts.size()));
    const double each = double(table.bytes()) / double(table.rowCount());
    QVERIFY2(each < 135, qPrintable(QStringLiteral("%1 bytes a contact").arg(each)));
}

MUSTER_TEST(TestContactTable, muster::tests::NoApplication)

} // namespace tst_contacttable
#include "tst_contacttable.moc"
