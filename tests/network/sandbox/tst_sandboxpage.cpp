// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxsegments.h"
#include "sandboxdoor.h"
#include "tests/support/sandboxtruth.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxpage {

namespace {

constexpr quint64 seed = 7;

SandboxSettings world(qint64 contacts)
{
    SandboxSettings settings;
    settings.contacts = contacts;
    settings.seed = seed;
    return settings;
}

/// All pages of a query, read to the end.
struct Reading
{
    QList<QJsonObject> items;
    QList<QByteArray> tokens; ///< As handed out, the last (empty) one included.
    int status = 200;
};

Reading readAll(SandboxDoor &door, int segment, const QByteArray &filters, const QList<int> &limits,
                const QByteArray &attributes)
{
    Reading reading;
    QByteArray token;
    for (qsizetype page = 0; page < 10'000; ++page) {
        const int limit = limits[page % limits.size()];
        const SandboxAnswer answer = door.post(queryPath(segment), queryBody(filters, limit, attributes, token));
        reading.status = answer.status;
        if (answer.status != 200)
            break;
        const QJsonObject body = bodyOf(answer);
        const QJsonArray items = body.value("items"_L1).toArray();
        if (items.size() > limit || body.value("count"_L1).toInteger(-1) != items.size())
            qFatal("a page breaks the contract");
        for (const QJsonValue &item : items)
            reading.items.append(item.toObject());
        token = body.value("continuationToken"_L1).toString().toLatin1();
        reading.tokens.append(token);
        if (token.isEmpty())
            break;
    }
    return reading;
}

QList<SegmentFilter> filtersOf(const QByteArray &json)
{
    QList<SegmentFilter> filters;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : array) {
        filters.append({value["attribute"_L1].toString(), *filterOperatorFromKey(value["operator"_L1].toString()),
                        value["value"_L1].toString()});
    }
    return filters;
}

QStringList namesOf(const QByteArray &json)
{
    QStringList names;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : array)
        names.append(value.toString());
    return names;
}

const QByteArray everything = R"(["first_name","last_name","email","phone","city","country","tier","loyalty_points",)"
                              R"("revenue","birth_date","last_purchase","notes"])";

} // namespace

class TestSandboxPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesEqualTheTruth_data();
    void pagesEqualTheTruth();
    void givesTheSamePageTwice();
    void refusesForeignTokens_data();
    void refusesForeignTokens();
    void tokensOutliveARestart();
    void looksThroughMillionsInBoundedPages();
    void mutatesPages_data();
    void mutatesPages();
    void F67_repeatsTheToken();
    void F68_emptyPageLosesNothing();
    void F71_conflictHasOtherContent();
};

void TestSandboxPage::pagesEqualTheTruth_data()
{
    QTest::addColumn<int>("segment");
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<QList<int>>("limits");
    QTest::addColumn<QByteArray>("attributes");

    const auto one = [](const char *attribute, const char *op, const char *value) -> QByteArray {
        return QByteArray("[{\"attribute\":\"") + attribute + "\",\"operator\":\"" + op + "\",\"value\":\"" + value
            + "\"}]";
    };
    QTest::newRow("all") << 0 << "[]"_ba << QList<int>{500} << everything;
    QTest::newRow("all, changing limits") << 0 << "[]"_ba << QList<int>{1000, 1, 250, 7} << everything;
    QTest::newRow("all, exact pages") << 0 << "[]"_ba << QList<int>{1000} << "[\"notes\"]"_ba;
    QTest::newRow("gold") << 1 << "[]"_ba << QList<int>{100} << everything;
    QTest::newRow("newsletter") << 2 << "[]"_ba << QList<int>{333} << "[\"notes\",\"email\"]"_ba;
    QTest::newRow("stale") << 3 << "[]"_ba << QList<int>{50} << "[\"tier\"]"_ba;
    QTest::newRow("empty") << 5 << "[]"_ba << QList<int>{50} << "[\"tier\"]"_ba;
    QTest::newRow("equals") << 0 << one("city", "equals", "Montréal") << QList<int>{10} << everything;
    QTest::newRow("equals, other case") << 0 << one("city", "equals", "montréal") << QList<int>{10} << everything;
    QTest::newRow("equals, a line break")
        << 0 << one("notes", "equals", "First line\\nsecond line") << QList<int>{10} << everything;
    QTest::newRow("equals, empty") << 0 << one("notes", "equals", "") << QList<int>{10} << everything;
    QTest::newRow("not equals, absent counts")
        << 0 << one("notes", "not_equals", "1E5") << QList<int>{500} << everything;
    QTest::newRow("contains") << 0 << one("first_name", "contains", "o") << QList<int>{99} << everything;
    QTest::newRow("starts with") << 0 << one("phone", "starts_with", "+44") << QList<int>{99} << everything;
    QTest::newRow("integer above") << 0 << one("loyalty_points", "greater_than", "9000") << QList<int>{400}
                                   << everything;
    QTest::newRow("decimal below zero") << 0 << one("revenue", "less_than", "0") << QList<int>{5} << everything;
    QTest::newRow("date") << 0 << one("birth_date", "less_than", "1950-01-01") << QList<int>{40} << everything;
    QTest::newRow("datetime") << 0 << one("last_purchase", "greater_than", "2025-06-01T00:00:00Z") << QList<int>{40}
                              << everything;
    QTest::newRow("two filters") << 1
                                 << R"([{"attribute":"country","operator":"equals","value":"US"},)"
                                    R"({"attribute":"revenue","operator":"greater_than","value":"1000"}])"_ba
                                 << QList<int>{20} << everything;
    QTest::newRow("nothing fits") << 1 << one("tier", "equals", "silver") << QList<int>{20} << everything;
}

void TestSandboxPage::pagesEqualTheTruth()
{
    QFETCH(int, segment);
    QFETCH(QByteArray, filters);
    QFETCH(QList<int>, limits);
    QFETCH(QByteArray, attributes);
    constexpr qint64 contacts = 3000;
    SandboxDoor door(world(contacts));
    const Reading reading = readAll(door, segment, filters, limits, attributes);
    QCOMPARE(reading.status, 200);
    QCOMPARE(reading.tokens.last(), QByteArray());
    QCOMPARE(QSet<QByteArray>(reading.tokens.cbegin(), reading.tokens.cend()).size(), reading.tokens.size());

    const QStringList names = namesOf(attributes);
    qsizetype at = 0;
    const SegmentQuery query{sandboxSegments().at(segment).id, filtersOf(filters), names};
    const qint64 count = forEachSandboxRecord(seed, contacts, query, [&](const SandboxRecord &record) {
        const QJsonObject item = reading.items.value(at++);
        bool same = item.value("contactId"_L1).toString().toUtf8() == record.contactId && item.size() == 2;
        const QJsonObject values = item.value("attributes"_L1).toObject();
        qsizetype present = 0;
        for (std::size_t column = 0; column < record.values.size(); ++column) {
            const QJsonValue value = values.value(names[static_cast<qsizetype>(column)]);
            present += record.values[column] ? 1 : 0;
            same &= record.values[column] ? value.isString() && value.toString().toUtf8() == *record.values[column]
                                          : value.isUndefined();
        }
        return same && values.size() == present;
    });
    QCOMPARE(at, reading.items.size());
    QCOMPARE(count, reading.items.size());
}

void TestSandboxPage::givesTheSamePageTwice()
{
    SandboxDoor door(world(100));
    const QByteArray token = bodyOf(door.post(queryPath(0), queryBody("[]", 10, everything)))
                                 .value("continuationToken"_L1)
                                 .toString()
                                 .toLatin1();
    const QByteArray body = queryBody("[]", 10, everything, token);
    const SandboxAnswer once = door.post(queryPath(0), body);
    QCOMPARE(once.status, 200);
    QCOMPARE(door.post(queryPath(0), body).body, once.body);
}

void TestSandboxPage::refusesForeignTokens_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"none", "attributes in another order", "other segment", "other filters",
                               "other attributes", "one bit", "cut", "padded", "empty", "rubbish", "other seed"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TestSandboxPage::refusesForeignTokens()
{
    QFETCH(QString, change);
    SandboxSettings settings = world(100);
    SandboxDoor door(settings);
    settings.seed += change == "other seed"_L1 ? 1 : 0;
    SandboxDoor asked(settings);
    const QByteArray names = "[\"email\",\"tier\"]";
    QByteArray token = bodyOf(door.post(queryPath(0), queryBody("[]", 10, names)))
                           .value("continuationToken"_L1)
                           .toString()
                           .toLatin1();
    QVERIFY(token.size() > 20);
    int segment = 0;
    QByteArray filters = "[]";
    QByteArray attributes = names;
    if (change == "attributes in another order"_L1)
        attributes = "[\"tier\",\"email\"]";
    else if (change == "other segment"_L1)
        segment = 1;
    else if (change == "other filters"_L1)
        filters = R"([{"attribute":"tier","operator":"equals","value":"gold"}])";
    else if (change == "other attributes"_L1)
        attributes = "[\"email\"]";
    else if (change == "one bit"_L1)
        token[3] = token[3] == 'A' ? 'B' : 'A';
    else if (change == "cut"_L1)
        token.chop(1);
    else if (change == "padded"_L1)
        token += "A";
    else if (change == "rubbish"_L1)
        token = "\\u0000 %%";
    QByteArray body = queryBody(filters, 10, attributes, token);
    if (change == "empty"_L1)
        body.replace(token, "");
    const bool valid = change == "none"_L1 || change == "attributes in another order"_L1;
    const SandboxAnswer answer = asked.post(queryPath(segment), body);
    QCOMPARE(answer.status, valid ? 200 : 400);
    QCOMPARE(errorOf(answer), valid ? QString() : u"invalid_continuation_token"_s);
}

void TestSandboxPage::tokensOutliveARestart()
{
    SandboxDoor before(world(100));
    SandboxDoor after(world(100));
    const QByteArray token = bodyOf(before.post(queryPath(0), queryBody("[]", 10, everything)))
                                 .value("continuationToken"_L1)
                                 .toString()
                                 .toLatin1();
    const QByteArray body = queryBody("[]", 10, everything, token);
    QCOMPARE(after.post(queryPath(0), body).body, before.post(queryPath(0), body).body);
}

void TestSandboxPage::looksThroughMillionsInBoundedPages()
{
    SandboxDoor door(world(4'000'000));
    // Nobody is called so: every page is empty, but there are fewer than the 20 after which a client gives up (F68).
    const Reading reading
        = readAll(door, 0, R"([{"attribute":"tier","operator":"equals","value":"none"}])", {500}, "[\"tier\"]");
    QVERIFY(reading.items.isEmpty());
    QVERIFY(reading.tokens.size() > 10 && reading.tokens.size() < 20);
    QCOMPARE(reading.tokens.last(), QByteArray());
}

void TestSandboxPage::mutatesPages_data()
{
    using enum SandboxFault::Mutation;
    QTest::addColumn<SandboxFault::Mutation>("mutation");
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("declared");
    QTest::addColumn<int>("firstIsLastOfBefore");
    QTest::newRow("none") << None << 20 << 20 << 0;
    QTest::newRow("F72 wrong count") << WrongCount << 20 << 21 << 0;
    QTest::newRow("F70 duplicate") << DuplicateRecord << 20 << 20 << 1;
    QTest::newRow("F71 conflict") << ConflictingRecord << 20 << 20 << 1;
    QTest::newRow("F62 bad ids") << BadIds << 20 << 20 << 0;
    QTest::newRow("F63 F64 extra members") << ExtraMembers << 20 << 20 << 0;
    QTest::newRow("F68 empty page") << EmptyPage << 0 << 0 << 0;
}

void TestSandboxPage::mutatesPages()
{
    QFETCH(SandboxFault::Mutation, mutation);
    QFETCH(int, items);
    QFETCH(int, declared);
    QFETCH(int, firstIsLastOfBefore);
    SandboxDoor door(world(60));
    const QJsonObject before = bodyOf(door.post(queryPath(0), queryBody("[]", 20, everything)));
    const QByteArray token = before.value("continuationToken"_L1).toString().toLatin1();
    const SandboxAnswer answer = door.post(queryPath(0), queryBody("[]", 20, everything, token), mutation);
    QCOMPARE(answer.status, 200);
    const QJsonObject body = bodyOf(answer);
    const QJsonArray got = body.value("items"_L1).toArray();
    QCOMPARE(got.size(), items);
    QCOMPARE(body.value("count"_L1).toInteger(), declared);
    QVERIFY(body.value("continuationToken"_L1).toString().size() > 20);
    const QString last = before.value("items"_L1).toArray().last()["contactId"_L1].toString();
    QCOMPARE(items > 0 && got[0]["contactId"_L1].toString() == last, firstIsLastOfBefore == 1);
    QSet<QString> good;
    for (const QJsonValue &item : got)
        good.insert(item["contactId"_L1].toString());
    QCOMPARE(good.size(), mutation == SandboxFault::Mutation::BadIds ? 15 + 2 : items);
    QCOMPARE(answer.body.contains("123456789012345678901234567890"), mutation == SandboxFault::Mutation::ExtraMembers);
    QCOMPARE(answer.body.contains("\"contactId\":null") && answer.body.contains("\"contactId\":9007199254740993"),
             mutation == SandboxFault::Mutation::BadIds);
}

void TestSandboxPage::F67_repeatsTheToken()
{
    SandboxDoor door(world(60));
    const QByteArray token = bodyOf(door.post(queryPath(0), queryBody("[]", 20, everything)))
                                 .value("continuationToken"_L1)
                                 .toString()
                                 .toLatin1();
    const SandboxAnswer answer
        = door.post(queryPath(0), queryBody("[]", 20, everything, token), SandboxFault::Mutation::RepeatToken);
    QCOMPARE(bodyOf(answer).value("continuationToken"_L1).toString().toLatin1(), token);
    QCOMPARE(bodyOf(answer).value("items"_L1).toArray().size(), 20);
}

void TestSandboxPage::F68_emptyPageLosesNothing()
{
    SandboxDoor door(world(60));
    const QJsonArray whole
        = bodyOf(door.post(queryPath(0), queryBody("[]", 60, everything))).value("items"_L1).toArray();
    QByteArray token;
    QSet<QByteArray> tokens;
    for (int empty = 0; empty < 25; ++empty) {
        const SandboxAnswer answer
            = door.post(queryPath(0), queryBody("[]", 60, everything, token), SandboxFault::Mutation::EmptyPage);
        QCOMPARE(bodyOf(answer).value("items"_L1).toArray().size(), 0);
        token = bodyOf(answer).value("continuationToken"_L1).toString().toLatin1();
        tokens.insert(token);
    }
    QCOMPARE(tokens.size(), 25);
    const SandboxAnswer answer = door.post(queryPath(0), queryBody("[]", 60, everything, token));
    QCOMPARE(bodyOf(answer).value("items"_L1).toArray(), whole);
}

void TestSandboxPage::F71_conflictHasOtherContent()
{
    SandboxDoor door(world(60));
    const QByteArray names = "[\"tier\"]"; // Few values, so the next contact often has the same one.
    for (int limit = 1; limit < 20; ++limit) {
        const QJsonObject before = bodyOf(door.post(queryPath(0), queryBody("[]", limit, names)));
        const QByteArray token = before.value("continuationToken"_L1).toString().toLatin1();
        const SandboxAnswer answer
            = door.post(queryPath(0), queryBody("[]", limit, names, token), SandboxFault::Mutation::ConflictingRecord);
        const QJsonObject last = before.value("items"_L1).toArray().last().toObject();
        const QJsonObject first = bodyOf(answer).value("items"_L1).toArray().first().toObject();
        QCOMPARE(first.value("contactId"_L1), last.value("contactId"_L1));
        QVERIFY(first.value("attributes"_L1) != last.value("attributes"_L1));
    }
}

MUSTER_TEST(TestSandboxPage, QCoreApplication)

} // namespace tst_sandboxpage
#include "tst_sandboxpage.moc"
