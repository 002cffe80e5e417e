// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxdonotcall {

namespace {

constexpr qint64 company = 501;
constexpr auto groupMembers
    = "createDate dncGroupDescription dncGroupId dncGroupName isActive isRemoved lastUpdateTime validRecords"_L1;

QJsonObject resultSetOf(const SandboxAnswer &answer)
{
    return bodyOf(answer).value("resultSet"_L1).toObject();
}

} // namespace

class TestCxoneSandboxDoNotCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(CxoneSandboxSettings{.tenant = {.contacts = 20'000}}); }
    void groupsHaveTheMembersOfTheDescription();
    void createsAndChangesGroups();
    void recordsAreThoseOfTheTruth();
    void addsNumbers();
    void expiresTexts();
    void searches();
    void assignsSkills_data();
    void assignsSkills();
    void refuses_data();
    void refuses();
    void mutates();

private:
    [[nodiscard]] QStringList truth() const { return m_door->tenant.doNotCall(company); }

    std::unique_ptr<CxoneDoor> m_door;
};

void TestCxoneSandboxDoNotCall::groupsHaveTheMembersOfTheDescription()
{
    const QJsonObject index = resultSetOf(m_door->get("/dnc-groups"));
    QCOMPARE(membersOf(index), u"dncGroups totalGroups"_s);
    QCOMPARE(index.value("totalGroups"_L1).toInt(), 3);
    for (const QJsonValue &group : index.value("dncGroups"_L1).toArray())
        QCOMPARE(membersOf(group.toObject()), groupMembers);
    const QJsonObject one = resultSetOf(m_door->get("/dnc-groups/501")).value("dncGroups"_L1)[0].toObject();
    QCOMPARE(membersOf(one), groupMembers);
    QCOMPARE(one.value("validRecords"_L1).toInt(), truth().size());
    QCOMPARE(one, index.value("dncGroups"_L1)[0].toObject());
    QCOMPARE(resultSetOf(m_door->get("/dnc-groups?updatedSince=2026-03-01T12:00:00Z")).value("totalGroups"_L1).toInt(),
             0);
}

void TestCxoneSandboxDoNotCall::createsAndChangesGroups()
{
    const SandboxAnswer created
        = m_door->acd("POST", "/dnc-groups", R"({"dncGroupName":"Complaints","dncGroupDescription":"by mail"})");
    QCOMPARE(headerOf(created, "icStatusDescription"), "Success"_ba);
    QCOMPARE(membersOf(bodyOf(created)), u"dncGroups"_s); // no resultSet here
    const QJsonObject group = bodyOf(created).value("dncGroups"_L1)[0].toObject();
    QCOMPARE(group.value("dncGroupName"_L1).toString(), u"Complaints"_s);
    const QByteArray path = "/dnc-groups/" + QByteArray::number(group.value("dncGroupId"_L1).toInteger());
    m_door->pass(std::chrono::seconds(5));
    const QJsonObject changed = bodyOf(m_door->acd("PUT", path + "?dncGroupName=Complaints%202026&isActive=false"))
                                    .value("dncGroups"_L1)[0]
                                    .toObject();
    QCOMPARE(membersOf(changed), groupMembers);
    QCOMPARE(changed.value("dncGroupName"_L1).toString(), u"Complaints 2026"_s);
    QCOMPARE(changed.value("dncGroupDescription"_L1).toString(), u"by mail"_s);
    QCOMPARE(changed.value("isActive"_L1), QJsonValue(false));
    QCOMPARE(changed.value("lastUpdateTime"_L1).toString(), u"2026-03-01T12:00:05Z"_s);
}

void TestCxoneSandboxDoNotCall::recordsAreThoseOfTheTruth()
{
    QStringList inForce, expired;
    for (int skip = 0;; skip += 7) {
        const SandboxAnswer answer = m_door->get("/dnc-groups/501/records?top=7&skip=" + QByteArray::number(skip));
        if (answer.status == 204)
            break;
        QCOMPARE(resultSetOf(answer).value("totalRecords"_L1).toInt(), 40);
        for (const QJsonValue &record : resultSetOf(answer).value("dncRecords"_L1).toArray()) {
            QCOMPARE(membersOf(record.toObject()),
                     u"createdBy dateCollected expiredDate formattedPhone lastUpdateTime phoneNumber recordId"_s);
            QVERIFY(record[u"phoneNumber"].isString());
            const QDateTime ends = QDateTime::fromString(record[u"expiredDate"].toString(), Qt::ISODate);
            (ends.isValid() && ends <= m_door->wallNow ? expired : inForce).append(record[u"phoneNumber"].toString());
        }
    }
    QCOMPARE(inForce, truth());
    QCOMPARE(expired.size(), 4);
    // They matter to a list: people of it are among them.
    QCOMPARE(inForce.first(), m_door->tenant.listContents(springList).first().destinations.first());
}

void TestCxoneSandboxDoNotCall::addsNumbers()
{
    const QStringList before = truth();
    const QByteArray known = before.first().toLatin1();
    const SandboxAnswer answer
        = m_door->acd("POST", "/dnc-groups/501/records",
                      R"({"dncGroupRecords":[{"phoneNumber":12125550177},{"phoneNumber":123},{"phoneNumber":)" + known
                          + R"(},{"phoneNumber":12125550178,"expiredDate":"2026-03-02T00:00:00Z"}]})");
    QCOMPARE(membersOf(resultSetOf(answer)), u"errorCount recordResults"_s);
    QCOMPARE(resultSetOf(answer).value("errorCount"_L1).toInt(), 1);
    const QJsonArray results = resultSetOf(answer).value("recordResults"_L1).toArray();
    QCOMPARE(results.size(), 4);
    QCOMPARE(membersOf(results[0].toObject()), u"error formattedPhone success"_s);
    QCOMPARE(results[0][u"formattedPhone"].toString(), u"12125550177"_s);
    QCOMPARE(results[1][u"success"], QJsonValue(false));
    QCOMPARE(truth(), before + QStringList({u"12125550177"_s, u"12125550178"_s}));
    m_door->pass(std::chrono::hours(12));
    QCOMPARE(truth(), before + QStringList{u"12125550177"_s});
}

void TestCxoneSandboxDoNotCall::expiresTexts()
{
    const QStringList before = truth();
    const SandboxAnswer answer = m_door->acd("DELETE", "/dnc-groups/501/records",
                                             R"({"dncGroupRecords":[{"phoneNumber":"+)" + before.first().toLatin1()
                                                 + R"("},{"phoneNumber":"12125550100777"}]})");
    QCOMPARE(membersOf(bodyOf(answer)), u"errorCount recordResults"_s); // no resultSet here
    QCOMPARE(bodyOf(answer).value("errorCount"_L1).toInt(), 1);
    QCOMPARE(truth(), before.mid(1));
}

void TestCxoneSandboxDoNotCall::searches()
{
    const QByteArray number = truth().first().toLatin1();
    const QJsonArray results = bodyOf(m_door->acd("POST", "/dnc-groups/search?phoneNumber=%2B" + number))
                                   .value("searchResults"_L1)
                                   .toArray();
    QCOMPARE(results.size(), 3); // the first of each group
    QCOMPARE(membersOf(results[0].toObject()),
             u"dateCollected dncGroupDescription dncGroupId dncGroupName expiredDate formattedPhone lastUpdateTime"_s);
    QCOMPARE(results[0][u"dncGroupId"].toInteger(), company);
    QVERIFY(results[0][u"dncGroupDescription"].isDouble());
    QVERIFY(bodyOf(m_door->acd("POST", "/dnc-groups/search?phoneNumber=12125550100777"))
                .value("searchResults"_L1)
                .toArray()
                .isEmpty());
    QCOMPARE(m_door->acd("POST", "/dnc-groups/search?phoneNumber=12").status, 400);
    QCOMPARE(m_door->acd("POST", "/dnc-groups/search").status, 400);
    QCOMPARE(m_door->get("/dnc-groups/search?phoneNumber=" + number).status, 405);
}

void TestCxoneSandboxDoNotCall::assignsSkills_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("member");
    QTest::newRow("contributing") << "/dnc-groups/503/contributing-skills"_ba << u"contributingSkills"_s;
    QTest::newRow("scrubbed") << "/dnc-groups/503/scrubbed-skills"_ba << u"scrubbedSkills"_s;
}

void TestCxoneSandboxDoNotCall::assignsSkills()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, member);
    const auto skills = [&] {
        QList<int> ids;
        for (const QJsonValue &skill : bodyOf(m_door->get(path)).value(member).toArray())
            ids.append(skill[u"skillId"].toInt());
        return ids;
    };
    QCOMPARE(skills(), QList<int>());
    QCOMPARE(m_door->acd("POST", path + "/3302").status, 200);
    QCOMPARE(m_door->acd("POST", path + "/3301").status, 200);
    QCOMPARE(skills(), (QList<int>{3301, 3302}));
    const QJsonObject body = bodyOf(m_door->get(path));
    QCOMPARE(membersOf(body), u"_links %1 totalRecords"_s.arg(member));
    QCOMPARE(membersOf(body.value(member)[0].toObject()), u"skillId skillName"_s);
    const SandboxAnswer removed = m_door->acd("DELETE", path + "/3302");
    QCOMPARE(removed.status, 200);
    QVERIFY(removed.body.isEmpty());
    QCOMPARE(skills(), QList<int>{3301});
    QCOMPARE(m_door->acd("POST", path + "/1").status, 404);
    QCOMPARE(m_door->get(QByteArray(path).replace("503", "599")).status, 404);
}

void TestCxoneSandboxDoNotCall::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &path, const QByteArray &body,
                        int status) { QTest::newRow(name) << method << path << body << status; };
    const QByteArray records = "/dnc-groups/501/records";
    row("added as text", "POST", records, R"({"dncGroupRecords":[{"phoneNumber":"12125550177"}]})", 400);
    row("expired as number", "DELETE", records, R"({"dncGroupRecords":[{"phoneNumber":12125550177}]})", 400);
    row("no records", "POST", records, "{}", 400);
    row("no such time", "POST", records, R"({"dncGroupRecords":[{"phoneNumber":12125550177,"expiredDate":"soon"}]})",
        400);
    row("unknown member", "POST", records, R"({"dncGroupRecords":[],"x":1})", 400);
    row("no such group", "POST", "/dnc-groups/599/records", R"({"dncGroupRecords":[]})", 404);
    row("no name", "POST", "/dnc-groups", R"({"dncGroupDescription":"x"})", 400);
    row("name taken away", "PUT", "/dnc-groups/501?dncGroupName=", {}, 400);
    row("changed in the body", "PUT", "/dnc-groups/501", R"({"dncGroupName":"x"})", 400);
}

void TestCxoneSandboxDoNotCall::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const QStringList before = truth();
    QCOMPARE(m_door->acd(method, path, body).status, status);
    QCOMPARE(truth(), before);
}

void TestCxoneSandboxDoNotCall::mutates()
{
    const QStringList before = truth();
    const SandboxAnswer added
        = m_door->acd("POST", "/dnc-groups/501/records", R"({"dncGroupRecords":[{"phoneNumber":12125550177}]})",
                      SandboxFault::Mutation::AcceptWithoutDoing);
    QCOMPARE(resultSetOf(added).value("errorCount"_L1).toInt(), 0);
    const SandboxAnswer expired
        = m_door->acd("DELETE", "/dnc-groups/501/records",
                      R"({"dncGroupRecords":[{"phoneNumber":")" + before.first().toLatin1() + R"("}]})",
                      SandboxFault::Mutation::AcceptWithoutDoing);
    QCOMPARE(bodyOf(expired).value("errorCount"_L1).toInt(), 0);
    QCOMPARE(truth(), before);
}

MUSTER_TEST(TestCxoneSandboxDoNotCall, QCoreApplication)

} // namespace tst_cxonesandboxdonotcall
#include "tst_cxonesandboxdonotcall.moc"
