// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <limits>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxcontacts {

class TestCxoneSandboxContacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(); }
    void hasTheMembersOfTheDescription();
    void pagesLoseAndDoubleNothing();
    void narrowsDown_data();
    void narrowsDown();
    void allAreOfTheTwoWeeksBefore();
    void nothingLeftIsNoContent();
    void refuses_data();
    void refuses();

private:
    /// Ids of all pages, by the links.
    [[nodiscard]] QList<qint64> followed(const QByteArray &query);

    std::unique_ptr<CxoneDoor> m_door;
};

QList<qint64> TestCxoneSandboxContacts::followed(const QByteArray &query)
{
    QList<qint64> ids;
    QByteArray path = "/contacts/completed" + query;
    while (!path.isEmpty()) {
        const QJsonObject body = bodyOf(m_door->get(path));
        for (const QJsonValue &contact : body.value("completedContacts"_L1).toArray())
            ids.append(contact[u"contactId"].toInteger());
        path = acdPathOf(body.value("_links"_L1)[u"next"].toString());
    }
    return ids;
}

void TestCxoneSandboxContacts::hasTheMembersOfTheDescription()
{
    const QJsonObject body = bodyOf(m_door->get("/contacts/completed?top=1"));
    QCOMPARE(membersOf(body), u"_links businessUnitId completedContacts lastPollTime totalRecords"_s);
    QCOMPARE(body.value("totalRecords"_L1).toInt(), 3000);
    const QJsonObject contact = body.value("completedContacts"_L1)[0].toObject();
    QCOMPARE(membersOf(contact),
             u"abandoned agentId agentSeconds campaignId campaignName contactId contactStartDate endReason firstName "
             "fromAddress holdCount isOutbound lastName lastUpdateTime masterContactId mediaTypeId mediaTypeName "
             "skillId skillName teamId teamName toAddress totalDurationSeconds"_s);
    QVERIFY(contact.value("contactId"_L1).toInteger() > std::numeric_limits<quint32>::max());
    const QJsonValue some
        = bodyOf(m_door->get("/contacts/completed?top=1&fields=contactId,skillId")).value("completedContacts"_L1)[0];
    QCOMPARE(membersOf(some.toObject()), u"contactId skillId"_s);
}

void TestCxoneSandboxContacts::pagesLoseAndDoubleNothing()
{
    QList<qint64> truth;
    for (const CxoneSandboxContact &contact : m_door->tenant.completedContacts())
        truth.append(contact.id);
    QCOMPARE(truth.size(), 3000);
    QCOMPARE(followed("?top=700"), truth);
    std::reverse(truth.begin(), truth.end());
    QCOMPARE(followed("?top=1000&orderBy=contactStartDate%20desc"), truth);
}

void TestCxoneSandboxContacts::narrowsDown_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QDateTime>("from");
    QTest::addColumn<QDateTime>("to");
    QTest::addColumn<int>("media");
    QTest::addColumn<int>("skill");
    const auto at = [](const QString &text) { return QDateTime::fromString(text, Qt::ISODate); };
    QTest::newRow("from") << "startDate=2026-02-25T00:00:00Z"_ba << at(u"2026-02-25T00:00:00Z"_s) << QDateTime() << 0
                          << 0;
    QTest::newRow("to") << "endDate=2026-02-18T12:00:00.000Z"_ba << QDateTime() << at(u"2026-02-18T12:00:00Z"_s) << 0
                        << 0;
    QTest::newRow("a day, as a date") << "startDate=2026-02-20&endDate=2026-02-21"_ba << at(u"2026-02-20T00:00:00Z"_s)
                                      << at(u"2026-02-21T00:00:00Z"_s) << 0 << 0;
    QTest::newRow("chats") << "mediaTypeId=3"_ba << QDateTime() << QDateTime() << 3 << 0;
    QTest::newRow("calls of a skill") << "mediaTypeId=4&skillId=3302"_ba << QDateTime() << QDateTime() << 4 << 3302;
}

void TestCxoneSandboxContacts::narrowsDown()
{
    QFETCH(QByteArray, query);
    QFETCH(QDateTime, from);
    QFETCH(QDateTime, to);
    QFETCH(int, media);
    QFETCH(int, skill);
    QList<qint64> wanted;
    for (const CxoneSandboxContact &contact : m_door->tenant.completedContacts()) {
        if ((!from.isValid() || contact.start >= from) && (!to.isValid() || contact.start <= to)
            && (media == 0 || contact.mediaTypeId == media) && (skill == 0 || contact.skillId == skill))
            wanted.append(contact.id);
    }
    QVERIFY(wanted.size() > 100);
    QVERIFY(wanted.size() < 3000);
    QCOMPARE(followed("?top=300&" + query), wanted);
}

void TestCxoneSandboxContacts::allAreOfTheTwoWeeksBefore()
{
    const auto contacts = m_door->tenant.completedContacts();
    for (qsizetype at = 0; at < contacts.size(); ++at) {
        QVERIFY(contacts[at].start > m_door->wallNow.addDays(-14));
        QVERIFY(contacts[at].start < m_door->wallNow);
        QVERIFY(at == 0 || contacts[at].start > contacts[at - 1].start);
        QVERIFY(contacts[at].fromAddress.contains("55501"_L1) && contacts[at].toAddress.contains("55501"_L1));
    }
}

void TestCxoneSandboxContacts::nothingLeftIsNoContent()
{
    QCOMPARE(m_door->get("/contacts/completed?skip=3000").status, 204);
    QCOMPARE(m_door->get("/contacts/completed?skip=2999").status, 200);
    QCOMPARE(m_door->get("/contacts/completed?startDate=2026-03-02").status, 204);
    CxoneDoor talkative({.answersNoContent = false});
    const SandboxAnswer empty = talkative.get("/contacts/completed?skip=3000");
    QCOMPARE(empty.status, 200);
    QVERIFY(bodyOf(empty).value("completedContacts"_L1).isArray());
}

void TestCxoneSandboxContacts::refuses_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"startDate=today", "endDate=2026-13-01", "top=0", "top=1001", "mediaTypeId=call",
                              "skillId=-1", "orderBy=agentId", "startDate=2026-02-25&endDate=2026-02-24"})
        QTest::newRow(query) << QByteArray(query);
}

void TestCxoneSandboxContacts::refuses()
{
    QFETCH(QByteArray, query);
    QCOMPARE(m_door->get("/contacts/completed?" + query).status, 400);
}

MUSTER_TEST(TestCxoneSandboxContacts, QCoreApplication)

} // namespace tst_cxonesandboxcontacts
#include "tst_cxonesandboxcontacts.moc"
