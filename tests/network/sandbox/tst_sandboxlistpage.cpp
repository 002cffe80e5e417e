// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandboxdoor.h"
#include "tests/support/sandboxtruth.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxlistpage {
using Mutation = SandboxFault::Mutation;

namespace {

SandboxSettings world(qint64 contacts)
{
    SandboxSettings settings;
    settings.contacts = contacts;
    settings.seed = 7;
    return settings;
}

SandboxListContact contactOf(const QJsonObject &item)
{
    const auto member = [&item](QLatin1String name) -> std::optional<QByteArray> {
        const QString text = item.value(name).toString();
        if (!item.contains(name))
            return std::nullopt;
        return text.isEmpty() ? QByteArray("") : text.toUtf8();
    };
    SandboxListContact contact{*member("id"_L1), *member("phone"_L1), member("firstName"_L1), member("country"_L1),
                               *member("updatedAt"_L1)};
    for (const QLatin1String name : {"account_reference"_L1, "last_purchase"_L1}) {
        if (const auto text = member(name))
            contact.enriched.append({name, '"' + *text + '"'});
    }
    return contact;
}

QByteArray nextOf(const SandboxAnswer &answer)
{
    const QByteArray next = bodyOf(answer).value("nextPageUri"_L1).toString().toLatin1();
    return next.startsWith("http://t:1/") ? next.mid(10) : next; // The origin that the door asks with.
}

/// Follows the links from `target` to the end; `between` is called after each page.
QList<SandboxListContact>
readAll(SandboxDoor &door, QByteArray target, const std::function<void(int page)> &between = [](int) { })
{
    QList<SandboxListContact> contacts;
    for (int page = 1; !target.isEmpty() && page < 10'000; ++page) {
        const SandboxAnswer answer = door.call("GET", target);
        const QJsonArray items = bodyOf(answer).value("contacts"_L1).toArray();
        for (const QJsonValue &item : items)
            contacts.append(contactOf(item.toObject()));
        target = nextOf(answer);
        between(page);
    }
    return contacts;
}

} // namespace

class TestSandboxListPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesGiveTheTruth_data();
    void pagesGiveTheTruth();
    void linksAreAbsoluteAndKeepTheLimit();
    void linksSurviveRemovals();
    void removedTailEndsTheList();
    void F67_repeatsALink();
    void F68_emptyPageLosesNothing();
    void F70_F71_repeatsARecord_data();
    void F70_F71_repeatsARecord();
    void F72_countsWrongly();
    void F62_badIds();
    void F63_extraMembers();
    void S09_foreignLink();
};

void TestSandboxListPage::pagesGiveTheTruth_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QByteArray>("query");
    for (int place = 0; place < int(SandboxList::all().size()); ++place) {
        for (const char *query : {"", "?limit=1000", "?limit=7", "?limit=150", "?x=y&limit=300"})
            QTest::addRow("%d %s", place, query) << place << QByteArray(query);
    }
}

void TestSandboxListPage::pagesGiveTheTruth()
{
    QFETCH(int, place);
    QFETCH(QByteArray, query);
    SandboxDoor door(world(1203));
    const auto truth = sandboxListTruth(7, 1203, SandboxList::all()[place].id);
    QCOMPARE(readAll(door, listPath(place) + query), truth);
    QCOMPARE(door.tenant.listContents(SandboxList::all()[place].id), truth);
}

void TestSandboxListPage::linksAreAbsoluteAndKeepTheLimit()
{
    SandboxDoor door(world(100));
    const QString next = bodyOf(door.call("GET", listPath(0) + "?limit=33")).value("nextPageUri"_L1).toString();
    QVERIFY2(next.startsWith(u"http://t:1"_s + QString::fromLatin1(listPath(0)) + u"?limit=33&cursor="_s),
             qPrintable(next));
    // A Host that is none is not echoed.
    const SandboxAnswer odd = door.send("GET", listPath(0) + "?limit=33",
                                        {{"Authorization", "Bearer " + door.token()}, {"Host", "a/b\"c"}});
    QVERIFY(bodyOf(odd).value("nextPageUri"_L1).toString().startsWith(u"/api/"_s));
    QCOMPARE(bodyOf(door.call("GET", listPath(0) + "?limit=100")).contains("nextPageUri"_L1), false);
    // Every link gives the same page again.
    QCOMPARE(door.call("GET", nextOf(door.call("GET", listPath(0) + "?limit=33"))).body,
             door.call("GET", nextOf(door.call("GET", listPath(0) + "?limit=33"))).body);
}

void TestSandboxListPage::linksSurviveRemovals()
{
    SandboxDoor door(world(100));
    auto expected = sandboxListTruth(7, 100, SandboxList::all()[0].id);
    const auto remove = [&](int place) {
        const QByteArray id = expected[place].id;
        QCOMPARE(door.call("DELETE", "/api/v2/campaigns/contacts/" + id).status, 204);
    };
    // After the first page some of it go, and some that are still to come: nobody else may be missed or come twice.
    const auto read = readAll(door, listPath(0) + "?limit=10", [&](int page) {
        if (page == 1) {
            for (const int place : {0, 3, 9, 12, 30, 31, 32, 99})
                remove(place);
        }
    });
    for (const int place : {99, 32, 31, 30, 12})
        expected.removeAt(place);
    QCOMPARE(read, expected);
}

void TestSandboxListPage::removedTailEndsTheList()
{
    SandboxDoor door(world(30));
    const auto truth = sandboxListTruth(7, 30, SandboxList::all()[0].id);
    for (int place = 20; place < 30; ++place)
        QCOMPARE(door.call("DELETE", "/api/v2/campaigns/contacts/" + truth[place].id).status, 204);
    const SandboxAnswer answer = door.call("GET", listPath(0) + "?limit=20");
    QCOMPARE(bodyOf(answer).value("contacts"_L1).toArray().size(), 20);
    QVERIFY(!bodyOf(answer).contains("nextPageUri"_L1));
}

void TestSandboxListPage::F67_repeatsALink()
{
    SandboxDoor door(world(100));
    const QByteArray first = listPath(0) + "?limit=10";
    QCOMPARE(nextOf(door.call("GET", first, {}, Mutation::RepeatToken)), first);
    const QByteArray second = nextOf(door.call("GET", first));
    QCOMPARE(nextOf(door.call("GET", second, {}, Mutation::RepeatToken)), second);
}

void TestSandboxListPage::F68_emptyPageLosesNothing()
{
    SandboxDoor door(world(100));
    QByteArray target = listPath(0) + "?limit=40";
    QSet<QByteArray> links{target};
    for (int turn = 0; turn < 20; ++turn) {
        const SandboxAnswer answer = door.call("GET", target, {}, Mutation::EmptyPage);
        QCOMPARE(bodyOf(answer).value("contacts"_L1).toArray().size(), 0);
        target = nextOf(answer);
        QVERIFY(!links.contains(target));
        links.insert(target);
    }
    QCOMPARE(readAll(door, target), sandboxListTruth(7, 100, SandboxList::all()[0].id));
}

void TestSandboxListPage::F70_F71_repeatsARecord_data()
{
    QTest::addColumn<Mutation>("mutation");
    QTest::addColumn<bool>("same");
    QTest::newRow("F70 same content") << Mutation::DuplicateRecord << true;
    QTest::newRow("F71 other content") << Mutation::ConflictingRecord << false;
}

void TestSandboxListPage::F70_F71_repeatsARecord()
{
    QFETCH(Mutation, mutation);
    QFETCH(bool, same);
    SandboxDoor door(world(100));
    const SandboxAnswer first = door.call("GET", listPath(0) + "?limit=10", {}, mutation);
    QCOMPARE(bodyOf(first).value("contacts"_L1).toArray().size(), 10);
    const auto last = contactOf(bodyOf(first).value("contacts"_L1).toArray().last().toObject());
    const SandboxAnswer second = door.call("GET", nextOf(first), {}, mutation);
    const QJsonArray items = bodyOf(second).value("contacts"_L1).toArray();
    QCOMPARE(items.size(), 10);
    const auto again = contactOf(items.first().toObject());
    QCOMPARE(again.id, last.id);
    QCOMPARE(again == last, same);
    auto rest = readAll(door, nextOf(second));
    QCOMPARE(rest.size(), 100 - 10 - 9);
}

void TestSandboxListPage::F72_countsWrongly()
{
    SandboxDoor door(world(100));
    const QByteArray index = "/api/v2/campaigns/contactlists";
    const auto count = [](const SandboxAnswer &answer) {
        return bodyOf(answer).value("items"_L1).toArray().first()["contactCount"_L1].toInteger();
    };
    QCOMPARE(count(door.call("GET", index)), 100);
    QCOMPARE(count(door.call("GET", index, {}, Mutation::WrongCount)), 101);
}

void TestSandboxListPage::F62_badIds()
{
    SandboxDoor door(world(100));
    const QJsonArray items
        = bodyOf(door.call("GET", listPath(0) + "?limit=10", {}, Mutation::BadIds)).value("contacts"_L1).toArray();
    QCOMPARE(items.size(), 10);
    QVERIFY(items[0]["id"_L1].isUndefined());
    QCOMPARE(items[1]["id"_L1].toString(u"x"_s), QString());
    QVERIFY(items[2]["id"_L1].isNull());
    QVERIFY(items[3]["id"_L1].isDouble());
    QCOMPARE(items[4]["id"_L1].toString().size(), 10'000);
    QCOMPARE(contactOf(items[5].toObject()), sandboxListTruth(7, 100, SandboxList::all()[0].id).first());
}

void TestSandboxListPage::F63_extraMembers()
{
    SandboxDoor door(world(100));
    const SandboxAnswer answer = door.call("GET", listPath(0), {}, Mutation::ExtraMembers);
    QVERIFY(answer.body.contains("123456789012345678901234567890"));
    const QJsonObject item = bodyOf(answer).value("contacts"_L1).toArray().first().toObject();
    QVERIFY(item.contains("x_nested"_L1));
    QCOMPARE(contactOf(item), sandboxListTruth(7, 100, SandboxList::all()[0].id).first());
}

void TestSandboxListPage::S09_foreignLink()
{
    SandboxDoor door(world(100));
    const QByteArray next = nextOf(door.call("GET", listPath(0) + "?limit=10", {}, Mutation::ForeignLink));
    QVERIFY2(next.startsWith("http://lists.example.net/"), next.constData());
}

MUSTER_TEST(TestSandboxListPage, QCoreApplication)

} // namespace tst_sandboxlistpage
#include "tst_sandboxlistpage.moc"
