// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxlists {

namespace {

QByteArray listPathOf(qint64 id)
{
    return "/lists/call-lists/" + QByteArray::number(id);
}

QJsonObject resultSetOf(const SandboxAnswer &answer)
{
    return bodyOf(answer).value("resultSet"_L1).toObject();
}

QByteArray removalOf(const QJsonArray &ids)
{
    QJsonArray prospects;
    for (const QJsonValue &id : ids)
        prospects.append(QJsonObject{{u"externalId"_s, id}});
    return QJsonDocument(QJsonObject{{u"prospectsToRemove"_s, prospects}}).toJson(QJsonDocument::Compact);
}

QStringList idsOf(const QList<CxoneSandboxRecord> &records)
{
    QStringList ids;
    for (const CxoneSandboxRecord &record : records)
        ids.append(record.externalId);
    return ids;
}

} // namespace

class TestCxoneSandboxLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(CxoneSandboxSettings{.tenant = {.contacts = 1300}}); }
    void indexHasTheMembersOfTheDescription();
    void indexIsPaged();
    void countsAreThoseOfTheTruth();
    void downloadHasTheMembersOfTheDescription();
    void recordsAreThoseOfTheTruth_data();
    void recordsAreThoseOfTheTruth();
    void pagesLoseAndDoubleNothing_data();
    void pagesLoseAndDoubleNothing();
    void attemptsAreThoseOfTheTruth_data();
    void attemptsAreThoseOfTheTruth();
    void narrowsDown();
    void orders();
    void nothingLeftIsNoContent();
    void refusesParameters_data();
    void refusesParameters();
    void sameSeedSameLists();
    void holdsNobodyReal();
    void creates();
    void refusesToCreate_data();
    void refusesToCreate();
    void removesRecords();
    void leadingZerosCannotBeRemoved();
    void refusesRemovals_data();
    void refusesRemovals();
    void removesLists_data();
    void removesLists();
    void mutates();

private:
    [[nodiscard]] QJsonArray lists();
    [[nodiscard]] QJsonArray records(qint64 id, const QByteArray &query);
    /// External ids of all pages, by skip and top, until there is nothing more.
    [[nodiscard]] QStringList paged(qint64 id, int top, const QByteArray &query);

    std::unique_ptr<CxoneDoor> m_door;
};

QJsonArray TestCxoneSandboxLists::lists()
{
    return bodyOf(m_door->get("/lists/call-lists")).value("callingLists"_L1).toArray();
}

QJsonArray TestCxoneSandboxLists::records(qint64 id, const QByteArray &query)
{
    return resultSetOf(m_door->get(listPathOf(id) + "?includeRecords=true" + query))
        .value("contactRecords"_L1)
        .toArray();
}

QStringList TestCxoneSandboxLists::paged(qint64 id, int top, const QByteArray &query)
{
    QStringList ids;
    for (;;) {
        const SandboxAnswer answer
            = m_door->get(listPathOf(id) + "?includeRecords=true&skip=" + QByteArray::number(ids.size())
                          + "&top=" + QByteArray::number(top) + query);
        if (answer.status != 200)
            return ids;
        const QJsonArray page = resultSetOf(answer).value("contactRecords"_L1).toArray();
        if (page.isEmpty())
            return ids + QStringList{u"a page with nothing on it"_s};
        for (const QJsonValue &record : page)
            ids.append(record[u"externalId"].toString());
    }
}

void TestCxoneSandboxLists::indexHasTheMembersOfTheDescription()
{
    const SandboxAnswer answer = m_door->get("/lists/call-lists");
    QCOMPARE(answer.status, 200);
    QCOMPARE(headerOf(answer, "icStatusDescription"), "OK"_ba);
    QCOMPARE(membersOf(bodyOf(answer)), u"_links callingLists totalRecords"_s);
    QStringList names;
    for (const QJsonValue &list : lists()) {
        QCOMPARE(
            membersOf(list.toObject()),
            u"createDate finalizedRecords invalidRecords listId listName prospectiveContactCount removeDate skills "
            "status totalRecords updateDate uploadDate validRecords"_s);
        QVERIFY(list[u"listId"].isDouble());
        names.append(list[u"listName"].toString() + u' ' + list[u"status"].toString());
    }
    QCOMPARE(names,
             (QStringList{u"Spring renewals Active"_s, u"Imported leads Active"_s, u"A dozen to try Active"_s,
                          u"Nobody yet Active"_s, u"Winter returns Inactive"_s}));
    const QJsonObject skill = lists()[0][u"skills"][0].toObject();
    QCOMPARE(membersOf(skill), u"finalizedRecords freshRecords retriedRecords skillId skillName totalRecords"_s);
    QCOMPARE(skill.value("skillId"_L1).toString(), u"3301"_s); // text in the index,
    const QJsonObject same = resultSetOf(m_door->get(listPathOf(springList))).value("skills"_L1)[0].toObject();
    QCOMPARE(same.value("skillId"_L1).toInt(), 3301); // a number in the download
    QCOMPARE(same.value("totalRecords"_L1).toInt(), 1300);
}

void TestCxoneSandboxLists::indexIsPaged()
{
    QList<int> ids;
    QByteArray path = "/lists/call-lists?top=2";
    for (int pages = 0; !path.isEmpty(); ++pages) {
        QVERIFY(pages < 3);
        const QJsonObject body = bodyOf(m_door->get(path));
        QCOMPARE(body.value("totalRecords"_L1).toInt(), 5);
        for (const QJsonValue &list : body.value("callingLists"_L1).toArray())
            ids.append(list[u"listId"].toInt());
        QCOMPARE(body.value("_links"_L1)[u"previous"].isString(), pages > 0);
        path = acdPathOf(body.value("_links"_L1)[u"next"].toString());
    }
    QCOMPARE(ids, (QList<int>{4101, 4102, 4103, 4104, 4105}));
    QCOMPARE(m_door->get("/lists/call-lists?skip=5").status, 204);
}

void TestCxoneSandboxLists::countsAreThoseOfTheTruth()
{
    for (const QJsonValue &list : lists()) {
        const auto truth = m_door->tenant.listContents(list[u"listId"].toInteger());
        const auto valid = std::count_if(truth.begin(), truth.end(), [](const auto &record) { return record.isValid; });
        const auto finalized
            = std::count_if(truth.begin(), truth.end(), [](const auto &record) { return record.isFinalized; });
        const auto prospective = std::count_if(
            truth.begin(), truth.end(), [](const auto &record) { return record.isValid && !record.isFinalized; });
        QCOMPARE(list[u"totalRecords"].toInt(), truth.size());
        QCOMPARE(list[u"validRecords"].toInt(), valid);
        QCOMPARE(list[u"invalidRecords"].toInt(), truth.size() - valid);
        QCOMPARE(list[u"finalizedRecords"].toInt(), finalized);
        QCOMPARE(list[u"prospectiveContactCount"].toInt(), prospective);
    }
    const QJsonArray all = lists();
    QCOMPARE(all[0][u"invalidRecords"].toInt(), 0);
    QVERIFY(all[0][u"finalizedRecords"].toInt() > 0);
    QVERIFY(all[1][u"invalidRecords"].toInt() > 100);
    QCOMPARE(all[1][u"totalRecords"].toInt(), 2400);
    QCOMPARE(all[3][u"totalRecords"].toInt(), 0);
    CxoneDoor big({.tenant = {.contacts = 100'000}});
    QCOMPARE(resultSetOf(big.get(listPathOf(springList))).value("totalRecords"_L1).toInt(), 20'000);
}

void TestCxoneSandboxLists::downloadHasTheMembersOfTheDescription()
{
    const SandboxAnswer head = m_door->get(listPathOf(springList));
    QCOMPARE(membersOf(bodyOf(head)), u"resultSet"_s);
    const QString members
        = u"createDate finalizedRecords invalidRecords lastPollTime listExpirationDate listName "
          "prospectiveContactCount removeDate skills status totalRecords updateDate uploadDate validRecords"_s;
    QCOMPARE(membersOf(resultSetOf(head)), members);
    QCOMPARE(m_door->get(listPathOf(springList) + "?includeRecords=false").body, head.body);

    const QJsonObject record = records(springList, "&top=1")[0].toObject();
    QCOMPARE(membersOf(record),
             u"city destinations externalId firstName icAttempts icCreateDate icFinalStatus icModifiedDate "
             "icSourceActive icSourceRemoved lastName otherFields timeZone zip"_s);
    QVERIFY(record.value("icAttempts"_L1).isDouble());
    QVERIFY(record.value("icSourceActive"_L1).isBool());
    const QJsonObject destination = record.value("destinations"_L1)[0].toObject();
    QCOMPARE(membersOf(destination), u"compliance description formattedDestination maxAttempts"_s);
    QStringList fields;
    for (const QJsonValue &field : record.value("otherFields"_L1).toArray()) {
        QCOMPARE(membersOf(field.toObject()), u"fieldMapping fieldName fieldValue"_s);
        fields.append(field[u"fieldName"].toString());
    }
    QCOMPARE(fields, (QStringList{u"email"_s, u"tier"_s, u"loyaltyPoints"_s, u"lastPurchase"_s}));
    QCOMPARE(membersOf(records(springList, "&top=1&fields=externalId,zip")[0].toObject()), u"externalId zip"_s);
}

void TestCxoneSandboxLists::recordsAreThoseOfTheTruth_data()
{
    QTest::addColumn<qint64>("list");
    QTest::newRow("spring") << springList;
    QTest::newRow("leads") << leadsList;
    QTest::newRow("dozen") << dozenList;
    QTest::newRow("inactive") << inactiveList;
}

void TestCxoneSandboxLists::recordsAreThoseOfTheTruth()
{
    QFETCH(qint64, list);
    const auto truth = m_door->tenant.listContents(list);
    const QJsonArray told = records(list, "&top=1000");
    QCOMPARE(told.size(), std::min<qsizetype>(1000, truth.size()));
    for (qsizetype at = 0; at < told.size(); ++at) {
        const CxoneSandboxRecord &record = truth[at];
        QCOMPARE(told[at][u"externalId"].toString(), record.externalId);
        QCOMPARE(told[at][u"firstName"].toString(), record.members.value(u"firstName"_s));
        QCOMPARE(told[at][u"lastName"].toString(), record.members.value(u"lastName"_s));
        QCOMPARE(told[at][u"zip"].toString(), record.members.value(u"zip"_s));
        QCOMPARE(told[at][u"destinations"][0][u"formattedDestination"].toString(), record.destinations.first());
        QCOMPARE(told[at][u"otherFields"][1][u"fieldValue"].toString(), record.others.value(u"tier"_s));
        QCOMPARE(told[at][u"icAttempts"].toInt(), record.attempts);
        QCOMPARE(told[at][u"icModifiedDate"].toString(), record.modified.toString(Qt::ISODate));
        QCOMPARE(told[at][u"icFinalStatus"].toString().isEmpty(), !record.isFinalized);
        QCOMPARE(told[at][u"icSourceActive"].toBool(), list != inactiveList);
        if (record.isValid)
            QCOMPARE(cxoneSandboxDigits(record.destinations.first()), record.destinations.first());
    }
}

void TestCxoneSandboxLists::pagesLoseAndDoubleNothing_data()
{
    QTest::addColumn<int>("top");
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("one") << 1 << "&updatedSince=2026-02-28T12:00:00Z"_ba;
    QTest::newRow("hundred") << 100 << QByteArray();
    QTest::newRow("odd") << 333 << QByteArray();
    QTest::newRow("most") << 1000 << QByteArray();
    QTest::newRow("by time") << 333 << "&orderBy=icModifiedDate%20desc"_ba;
    QTest::newRow("by a name that many have") << 100 << "&orderBy=firstName"_ba;
}

void TestCxoneSandboxLists::pagesLoseAndDoubleNothing()
{
    QFETCH(int, top);
    QFETCH(QByteArray, query);
    QStringList truth;
    for (const CxoneSandboxRecord &record : m_door->tenant.listContents(springList)) {
        if (!query.contains("updatedSince") || record.modified >= m_door->wallNow.addDays(-1))
            truth.append(record.externalId);
    }
    QVERIFY(truth.size() > 50);
    QStringList found = paged(springList, top, query);
    if (query.contains("orderBy")) {
        found.sort();
        truth.sort();
    }
    QCOMPARE(found, truth);
}

void TestCxoneSandboxLists::attemptsAreThoseOfTheTruth_data()
{
    QTest::addColumn<int>("top");
    for (const int top : {1000, 7, 2}) // 2: less than there may be to one record
        QTest::addRow("%d a page", top) << top;
}

void TestCxoneSandboxLists::attemptsAreThoseOfTheTruth()
{
    QFETCH(int, top);
    QMap<QString, int> truth, found;
    QMap<QString, QString> last;
    for (const CxoneSandboxRecord &record : m_door->tenant.listContents(dozenList)) {
        if (record.attempts > 0) {
            truth.insert(record.externalId, record.attempts);
            last.insert(record.externalId, cxoneSandboxTime(record.modified));
        }
    }
    QVERIFY(truth.size() > 3);
    QMap<QString, QString> latest;
    for (int skip = 0;;) {
        const SandboxAnswer answer = m_door->get(listPathOf(dozenList) + "/attempts?skip=" + QByteArray::number(skip)
                                                 + "&top=" + QByteArray::number(top));
        const QJsonArray rows = resultSetOf(answer).value("contactAttempts"_L1).toArray();
        if (answer.status == 204)
            break;
        QVERIFY(answer.status == 200 && !rows.isEmpty() && rows.size() <= top);
        skip += int(rows.size());
        for (const QJsonValue row : rows) {
            const QString id = row[u"externalId"].toString(), date = row[u"dateOfCall"].toString();
            ++found[id];
            QVERIFY(latest.value(id) < date); // one call after another
            latest.insert(id, date);
        }
    }
    QCOMPARE(found, truth);
    QCOMPARE(latest, last);
    QCOMPARE(m_door->get("/lists/call-lists/999/attempts").status, 404);
    const QJsonObject picked = resultSetOf(m_door->get(listPathOf(dozenList) + "/attempts?top=1&fields=contactId"))
                                   .value("contactAttempts"_L1)[0]
                                   .toObject();
    QCOMPARE(picked.keys(), QStringList{u"contactId"_s});
}

void TestCxoneSandboxLists::narrowsDown()
{
    QStringList finalized, open, recent;
    const QDateTime since = m_door->wallNow.addDays(-2);
    for (const CxoneSandboxRecord &record : m_door->tenant.listContents(dozenList)) {
        (record.isFinalized ? finalized : open).append(record.externalId);
        if (record.modified >= since)
            recent.append(record.externalId);
    }
    QCOMPARE(paged(dozenList, 5, "&finalized=true"), finalized);
    QCOMPARE(paged(dozenList, 5, "&finalized=false"), open);
    QCOMPARE(paged(dozenList, 5, "&updatedSince=" + since.toString(Qt::ISODate).toLatin1()), recent);
    // One that was written to since comes up.
    m_door->pass(std::chrono::hours(1));
    const QByteArray before = m_door->wallNow.toString(Qt::ISODate).toLatin1();
    QVERIFY(m_door->upload(dozenList, "externalId,phone\n" + open.first().toLatin1() + ",+12125550177\n") > 0);
    m_door->pass(std::chrono::seconds(3));
    QCOMPARE(paged(dozenList, 5, "&updatedSince=" + before), QStringList{open.first()});
}

void TestCxoneSandboxLists::orders()
{
    QStringList ascending = paged(springList, 1000, "&orderBy=icModifiedDate");
    const QStringList descending = paged(springList, 1000, "&orderBy=icModifiedDate%20DESC");
    QHash<QString, QDateTime> modified;
    for (const CxoneSandboxRecord &record : m_door->tenant.listContents(springList))
        modified.insert(record.externalId, record.modified);
    const auto isEarlier = [&](const QString &one, const QString &other) { return modified[one] < modified[other]; };
    QVERIFY(std::is_sorted(ascending.begin(), ascending.end(), isEarlier));
    QVERIFY(std::is_sorted(descending.rbegin(), descending.rend(), isEarlier));
    QVERIFY(ascending != descending);
}

void TestCxoneSandboxLists::nothingLeftIsNoContent()
{
    for (const QByteArray &path : {QByteArray(listPathOf(springList) + "?includeRecords=true&skip=1300"),
                                   QByteArray(listPathOf(emptyList) + "?includeRecords=true")}) {
        const SandboxAnswer answer = m_door->get(path);
        QCOMPARE(answer.status, 204);
        QVERIFY(answer.body.isEmpty());
        QVERIFY(answer.contentType.isEmpty());
    }
    CxoneDoor talkative({.tenant = {.contacts = 10}, .answersNoContent = false});
    const SandboxAnswer empty = talkative.get(listPathOf(emptyList) + "?includeRecords=true");
    QCOMPARE(empty.status, 200);
    QVERIFY(resultSetOf(empty).value("contactRecords"_L1).isArray());
}

void TestCxoneSandboxLists::refusesParameters_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const QByteArray &path, int status, const QByteArray &text) {
        QTest::newRow(path.constData()) << path << status << text;
    };
    row("/lists/call-lists?top=0", 400, "Invalid parameter: top");
    row("/lists/call-lists?top=1001", 400, "Invalid parameter: top");
    row("/lists/call-lists?skip=-1", 400, "Invalid parameter: skip");
    row("/lists/call-lists?skip=x", 400, "Invalid parameter: skip");
    row("/lists/call-lists/4101?includeRecords=yes", 400, "Invalid parameter: includeRecords");
    row("/lists/call-lists/4101?updatedSince=yesterday", 400, "InvalidUpdatedSince");
    row("/lists/call-lists/4101?finalized=maybe", 400, "InvalidUpdatedSince"); // So the platform is known to say.
    row("/lists/call-lists/4101?orderBy=phone", 400, "Invalid parameter: orderBy");
    row("/lists/call-lists/4101?orderBy=externalId%20up", 400, "Invalid parameter: orderBy");
    row("/lists/call-lists/4199", 404, "InvalidListId");
    row("/lists/call-lists/04101", 404, "InvalidListId");
    row("/lists/call-lists/x", 404, "InvalidListId");
}

void TestCxoneSandboxLists::refusesParameters()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, text);
    const SandboxAnswer answer = m_door->get(path);
    QCOMPARE(answer.status, status);
    QCOMPARE(headerOf(answer, "icStatusDescription"), text);
    QCOMPARE(membersOf(bodyOf(answer)), u"error error_description"_s);
}

void TestCxoneSandboxLists::sameSeedSameLists()
{
    CxoneDoor same({.tenant = {.contacts = 1300}});
    CxoneDoor other({.tenant = {.contacts = 1300, .seed = 2}});
    QCOMPARE(same.tenant.listContents(leadsList), m_door->tenant.listContents(leadsList));
    QVERIFY(other.tenant.listContents(leadsList) != m_door->tenant.listContents(leadsList));
}

void TestCxoneSandboxLists::holdsNobodyReal()
{
    static const QRegularExpression fiction(
        u"^(1\\d{3}55501\\d\\d|44(113|207|161)4?9?\\d+|3363998\\d{4}|3319900\\d{4}|493023125\\d{3}|6125550\\d{4})$"_s);
    for (const CxoneSandboxRecord &record : m_door->tenant.listContents(springList)) {
        QVERIFY2(fiction.match(record.destinations.first()).hasMatch(), qPrintable(record.destinations.first()));
        const QString email = record.others.value(u"email"_s);
        QVERIFY(email.isEmpty() || email.contains("@example."_L1));
    }
}

void TestCxoneSandboxLists::creates()
{
    const SandboxAnswer answer
        = m_door->acd("POST",
                      "/lists/call-lists?listName=Gold%20%26%20more&externalIdColumn=id&firstNameColumn=first"
                      "&listExpirationDate=2026-05-01T00:00:00Z",
                      R"({"destinationMappings":[{"fieldName":"PhoneNumber","fieldValue":"number"}]})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(headerOf(answer, "icStatusDescription"), "Calling List created and mapped"_ba);
    QCOMPARE(membersOf(bodyOf(answer)), u"listId"_s);
    const qint64 id = bodyOf(answer).value("listId"_L1).toInteger();
    QVERIFY(id > inactiveList);
    const QJsonObject list = resultSetOf(m_door->get(listPathOf(id)));
    QCOMPARE(list.value("listName"_L1).toString(), u"Gold & more"_s);
    QCOMPARE(list.value("status"_L1).toString(), u"Active"_s);
    QCOMPARE(list.value("totalRecords"_L1).toInt(), 0);
    QCOMPARE(list.value("listExpirationDate"_L1).toString(), u"2026-05-01T00:00:00Z"_s);
    // It takes files by the names that it was made with.
    QVERIFY(m_door->upload(id, "id,first,number,phone\n7,Ann,+12125550101,+12125550199\n") > 0);
    m_door->pass(std::chrono::seconds(3));
    const auto truth = m_door->tenant.listContents(id);
    QCOMPARE(truth.size(), 1);
    QCOMPARE(truth[0].members.value(u"firstName"_s), u"Ann"_s);
    QCOMPARE(truth[0].destinations, QStringList{u"12125550101"_s});
    QVERIFY(m_door->tenant.dialled().isEmpty());
}

void TestCxoneSandboxLists::refusesToCreate_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray body = R"({"destinationMappings":[{"fieldName":"PhoneNumber","fieldValue":"phone"}]})";
    QTest::newRow("no name") << "externalIdColumn=id"_ba << body << 400;
    QTest::newRow("no external id") << "listName=a"_ba << body << 400;
    QTest::newRow("unknown column") << "listName=a&externalIdColumn=id&emailColumn=e"_ba << body << 400;
    QTest::newRow("no such time") << "listName=a&externalIdColumn=id&listExpirationDate=soon"_ba << body << 400;
    QTest::newRow("no destination") << "listName=a&externalIdColumn=id"_ba << R"({"destinationMappings":[]})"_ba << 400;
    QTest::newRow("mapping without a column") << "listName=a&externalIdColumn=id"_ba
                                              << R"({"destinationMappings":[{"fieldName":"PhoneNumber"}]})"_ba << 400;
    QTest::newRow("name in use") << "listName=Nobody%20yet&externalIdColumn=id"_ba << body << 409;
}

void TestCxoneSandboxLists::refusesToCreate()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QCOMPARE(m_door->acd("POST", "/lists/call-lists?" + query, body).status, status);
    QCOMPARE(lists().size(), 5);
}

void TestCxoneSandboxLists::removesRecords()
{
    const QStringList before = idsOf(m_door->tenant.listContents(springList));
    const qint64 first = before.first().toLongLong();
    const QByteArray path = "/lists/call-lists/Spring%20renewals/removeProspects";
    const SandboxAnswer answer = m_door->acd("DELETE", path, removalOf({first, first + 2, 12345, first}));
    QCOMPARE(answer.status, 200);
    const QJsonArray removed = bodyOf(answer).value("successfulRecords"_L1).toArray();
    const QJsonArray failed = bodyOf(answer).value("failedRecords"_L1).toArray();
    QCOMPARE(removed.size(), 2);
    QCOMPARE(failed.size(), 2); // one that was never there, one that is there no more
    QCOMPARE(membersOf(removed[0].toObject()), u"externalId resultCode"_s);
    QCOMPARE(removed[1][u"externalId"].toString(), QString::number(first + 2)); // asked for as a number, told as text
    QStringList left = before;
    left.removeAt(2);
    left.removeAt(0);
    QCOMPARE(idsOf(m_door->tenant.listContents(springList)), left);
    QCOMPARE(paged(springList, 1000, ""), left);
    const QJsonObject head = resultSetOf(m_door->get(listPathOf(springList)));
    QCOMPARE(head.value("totalRecords"_L1).toInt(), 1298);
    QCOMPARE(head.value("updateDate"_L1).toString(), u"2026-03-01T12:00:00Z"_s);
    QCOMPARE(idsOf(m_door->tenant.listContents(inactiveList)).size(), 300);
    // An upload brings one back to its old place.
    QVERIFY(m_door->upload(springList, "externalId,phone\n" + QByteArray::number(first) + ",12125550101\n") > 0);
    m_door->pass(std::chrono::seconds(3));
    QCOMPARE(m_door->tenant.listContents(springList).first().externalId, before.first());
    QCOMPARE(m_door->tenant.listContents(springList).first().others.value(u"email"_s), QString());
}

void TestCxoneSandboxLists::leadingZerosCannotBeRemoved()
{
    const QStringList ids = idsOf(m_door->tenant.listContents(leadsList));
    const auto zeros = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return id.startsWith(u'0'); });
    QVERIFY(zeros != ids.end());
    const SandboxAnswer answer
        = m_door->acd("DELETE", "/lists/call-lists/Imported%20leads/removeProspects", removalOf({zeros->toLongLong()}));
    QCOMPARE(bodyOf(answer).value("failedRecords"_L1).toArray().size(), 1);
    QCOMPARE(idsOf(m_door->tenant.listContents(leadsList)), ids);
}

void TestCxoneSandboxLists::refusesRemovals_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("id as text") << "A%20dozen%20to%20try"_ba << removalOf({u"4103000000"_s}) << 400;
    QTest::newRow("half an id") << "A%20dozen%20to%20try"_ba << removalOf({4103000000.5}) << 400;
    QTest::newRow("no array") << "A%20dozen%20to%20try"_ba << R"({"prospectsToRemove":1})"_ba << 400;
    QTest::newRow("list's id") << "4103"_ba << removalOf({qint64(4103000000)}) << 404;
    QTest::newRow("null") << "A%20dozen%20to%20try"_ba << R"({"prospectsToRemove":null})"_ba << 200;
    QTest::newRow("null inside") << "A%20dozen%20to%20try"_ba << R"({"prospectsToRemove":[null]})"_ba << 200;
}

void TestCxoneSandboxLists::refusesRemovals()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QCOMPARE(m_door->acd("DELETE", "/lists/call-lists/" + source + "/removeProspects", body).status, status);
    QCOMPARE(m_door->tenant.listContents(dozenList).size(), 12);
}

void TestCxoneSandboxLists::removesLists_data()
{
    QTest::addColumn<qint64>("list");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::newRow("inactive") << inactiveList << QByteArray() << 200;
    QTest::newRow("active") << springList << QByteArray() << 409;
    QTest::newRow("active, forced") << springList << "?forceInactive=true"_ba << 200;
    QTest::newRow("skill runs") << emptyList << "?forceInactive=true"_ba << 409;
    QTest::newRow("skill runs, forced") << emptyList << "?forceDelete=true"_ba << 200;
    QTest::newRow("unknown") << qint64(1) << QByteArray() << 404;
    QTest::newRow("no flag") << inactiveList << "?forceDelete=2"_ba << 400;
}

void TestCxoneSandboxLists::removesLists()
{
    QFETCH(qint64, list);
    QFETCH(QByteArray, query);
    QFETCH(int, status);
    const SandboxAnswer answer = m_door->acd("DELETE", listPathOf(list) + query);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.body.isEmpty());
    QVERIFY(!headerOf(answer, "icStatusDescription").isEmpty());
    QCOMPARE(lists().size(), status == 200 ? 4 : 5);
    if (status == 200)
        QCOMPARE(m_door->get(listPathOf(list)).status, 404);
}

void TestCxoneSandboxLists::mutates()
{
    using Mutation = SandboxFault::Mutation;
    const auto index
        = [this](Mutation mutation) { return bodyOf(m_door->acd("GET", "/lists/call-lists?top=2", {}, mutation)); };
    QCOMPARE(index(Mutation::WrongCount).value("totalRecords"_L1).toInt(), 6);
    const QString foreign = index(Mutation::ForeignLink).value("_links"_L1)[u"next"].toString();
    QVERIFY(foreign.startsWith("http://elsewhere.example/"_L1));
    QVERIFY(index(Mutation::RepeatToken).value("_links"_L1)[u"next"].toString().contains("skip=0"_L1));

    const QByteArray path = listPathOf(springList) + "?includeRecords=true&skip=10&top=10";
    const QJsonArray doubled
        = resultSetOf(m_door->acd("GET", path, {}, Mutation::DuplicateRecord)).value("contactRecords"_L1).toArray();
    QCOMPARE(doubled.size(), 11);
    QCOMPARE(doubled[0][u"externalId"].toString(), m_door->tenant.listContents(springList)[9].externalId);

    const auto before = m_door->tenant.listContents(springList);
    const SandboxAnswer lied
        = m_door->acd("DELETE", "/lists/call-lists/Spring%20renewals/removeProspects",
                      removalOf({before[0].externalId.toLongLong()}), Mutation::AcceptWithoutDoing);
    QCOMPARE(bodyOf(lied).value("successfulRecords"_L1).toArray().size(), 1);
    QCOMPARE(m_door->tenant.listContents(springList), before);
}

MUSTER_TEST(TestCxoneSandboxLists, QCoreApplication)

} // namespace tst_cxonesandboxlists
#include "tst_cxonesandboxlists.moc"
