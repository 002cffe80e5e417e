// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxcustomers {

class TestCxoneSandboxCustomers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(); }
    void hasTheMembersOfTheDescription();
    void customersAreThoseOfTheTruth();
    void pagesLoseAndDoubleNothing_data();
    void pagesLoseAndDoubleNothing();
    void orders();
    void searches();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] QJsonObject asked(const QByteArray &query)
    {
        return bodyOf(m_door->call("GET", "/dfo/3.0/customers" + query));
    }

    std::unique_ptr<CxoneDoor> m_door;
};

void TestCxoneSandboxCustomers::hasTheMembersOfTheDescription()
{
    const QJsonObject body = asked("");
    QCOMPARE(membersOf(body), u"data hits"_s); // and no link to the next page
    QCOMPARE(body.value("hits"_L1).toInt(), 1500);
    QCOMPARE(body.value("data"_L1).toArray().size(), 25);
    const QJsonObject customer = body.value("data"_L1)[0].toObject();
    QCOMPARE(
        membersOf(customer),
        u"customFields firstName fullName id identities messageStatistics sentimentStatistics surname updatedAt"_s);
    QCOMPARE(membersOf(customer.value("customFields"_L1)[0].toObject()), u"ident updatedAt value"_s);
    QCOMPARE(membersOf(customer.value("identities"_L1)[0].toObject()), u"firstName idOnExternalPlatform lastName"_s);
    QCOMPARE(membersOf(customer.value("messageStatistics"_L1).toObject()), u"inbound outbound"_s);
    QCOMPARE(membersOf(customer.value("sentimentStatistics"_L1).toObject()), u"negative neutral positive"_s);
    const SandboxAnswer one
        = m_door->call("GET", "/dfo/3.0/customers/" + customer.value("id"_L1).toString().toLatin1());
    QCOMPARE(one.status, 200);
    QCOMPARE(bodyOf(one), customer);
    QCOMPARE(m_door->call("GET", "/dfo/3.0/customers/nobody").status, 404);
}

void TestCxoneSandboxCustomers::customersAreThoseOfTheTruth()
{
    const auto truth = m_door->tenant.customers();
    QCOMPARE(truth.size(), 1500);
    for (int at = 0; at < truth.size(); at += 100) {
        const QJsonObject told = bodyOf(m_door->call("GET", "/dfo/3.0/customers/" + truth[at].id.toLatin1()));
        QCOMPARE(told.value("firstName"_L1).toString(), truth[at].firstName);
        QCOMPARE(told.value("surname"_L1).toString(), truth[at].surname);
        QMap<QString, QString> fields;
        for (const QJsonValue &field : told.value("customFields"_L1).toArray())
            fields.insert(field[u"ident"].toString(), field[u"value"].toString());
        QCOMPARE(fields, truth[at].customFields);
        QCOMPARE(told.value("messageStatistics"_L1)[u"inbound"].toInt(), truth[at].inbound);
    }
    // The same people as those of the calling list.
    const auto people = m_door->tenant.listContents(springList);
    QCOMPARE(truth[7].firstName, people[7].members.value(u"firstName"_s));
    QCOMPARE(truth[7].customFields.value(u"email"_s), people[7].others.value(u"email"_s));
}

void TestCxoneSandboxCustomers::pagesLoseAndDoubleNothing_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("limit");
    QTest::newRow("usual order") << ""_ba << 100;
    QTest::newRow("relevance") << "&orderBy=relevance"_ba << 99;
    QTest::newRow("many are alike") << "&orderBy=numberOfInbounds&order=desc"_ba << 70;
}

void TestCxoneSandboxCustomers::pagesLoseAndDoubleNothing()
{
    QFETCH(QByteArray, query);
    QFETCH(int, limit);
    QStringList ids;
    for (int page = 1;; ++page) {
        const QJsonArray data
            = asked("?limit=" + QByteArray::number(limit) + "&page=" + QByteArray::number(page) + query)
                  .value("data"_L1)
                  .toArray();
        for (const QJsonValue &customer : data)
            ids.append(customer[u"id"].toString());
        if (data.isEmpty())
            break;
    }
    QStringList truth;
    for (const CxoneSandboxCustomer &customer : m_door->tenant.customers())
        truth.append(customer.id);
    ids.sort();
    truth.sort();
    QCOMPARE(ids, truth);
}

void TestCxoneSandboxCustomers::orders()
{
    const auto inbounds = [this](const QByteArray &order) {
        QList<int> counts;
        for (const QJsonValue &customer :
             asked("?limit=100&orderBy=numberOfInbounds&order=" + order).value("data"_L1).toArray())
            counts.append(customer[u"messageStatistics"][u"inbound"].toInt());
        return counts;
    };
    const QList<int> ascending = inbounds("asc");
    const QList<int> descending = inbounds("desc");
    QVERIFY(std::is_sorted(ascending.begin(), ascending.end()));
    QVERIFY(std::is_sorted(descending.rbegin(), descending.rend()));
    QCOMPARE(ascending.first(), 0);
    QCOMPARE(descending.first(), 39);
}

void TestCxoneSandboxCustomers::searches()
{
    const auto truth = m_door->tenant.customers();
    const auto known = std::find_if(truth.begin(), truth.end(), [](const CxoneSandboxCustomer &customer) {
        return customer.customFields.contains(u"email"_s);
    });
    const QString email = known->customFields.value(u"email"_s);
    const QJsonObject found = asked("?query=" + email.toUpper().toUtf8().toPercentEncoding());
    QVERIFY(found.value("hits"_L1).toInt() >= 1);
    QVERIFY(found.value("hits"_L1).toInt() < 1500);
    for (const QJsonValue &customer : found.value("data"_L1).toArray())
        QCOMPARE(customer[u"identities"][0][u"idOnExternalPlatform"].toString(), email);
    QCOMPARE(asked("?query=nobody-has-this").value("hits"_L1).toInt(), 0);
}

void TestCxoneSandboxCustomers::refuses_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"limit=0", "limit=101", "page=0", "page=x", "orderBy=id", "order=up", "top=5"})
        QTest::newRow(query) << QByteArray(query);
}

void TestCxoneSandboxCustomers::refuses()
{
    QFETCH(QByteArray, query);
    QCOMPARE(m_door->call("GET", "/dfo/3.0/customers?" + query).status, 400);
}

MUSTER_TEST(TestCxoneSandboxCustomers, QCoreApplication)

} // namespace tst_cxonesandboxcustomers
#include "tst_cxonesandboxcustomers.moc"
