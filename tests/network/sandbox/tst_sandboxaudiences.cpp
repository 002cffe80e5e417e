// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxaudiences.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_sandboxaudiences {
using Mutation = SandboxFault::Mutation;

namespace {

constexpr qint64 people = 2000;
const QByteArray newId = QByteArrayLiteral("b7c00001-0000-4000-8000-000000000001");

SandboxSettings world()
{
    SandboxSettings settings;
    settings.contacts = people;
    settings.seed = 7;
    settings.evaluationTime = 2000ms;
    return settings;
}

QByteArray seedId(int place)
{
    return sandboxAudienceSeeds().at(place).id.toLatin1();
}

QByteArray pathOf(const QByteArray &id, const char *include = "")
{
    return "/api/v1/audiences/" + id + include;
}

constexpr auto everything = "?include=size,evaluation_status";
constexpr auto goldCriteria
    = R"({"operator":"AND","conditions":[{"field":"tier","operator":"equals","value":"gold"}]})";

QByteArray audience(qint64 version, const QByteArray &criteria = goldCriteria, const QByteArray &more = {})
{
    return R"({"name":"Gold","criteria":)" + criteria + R"(,"data_source":"customer_360","version":)"
        + QByteArray::number(version) + more + '}';
}

QStringList faultsOf(const SandboxAnswer &answer)
{
    QStringList faults;
    const QJsonArray details = bodyOf(answer)["details"_L1].toArray();
    for (const QJsonValue &detail : details)
        faults.append(detail["field"_L1].toString() + u": "_s + detail["issue"_L1].toString());
    return faults;
}

/// Of all people, those for whom `wanted` holds, asked with an attribute's value (nothing: lacks it).
qint64
countPeople(const std::function<bool(const std::function<std::optional<std::string>(SandboxAttribute)> &)> &wanted)
{
    const SandboxData data(7, people);
    qint64 count = 0;
    for (qint64 contact = 0; contact < people; ++contact) {
        const auto value = [&](SandboxAttribute attribute) -> std::optional<std::string> {
            std::string text;
            return data.appendValue(contact, attribute, text) ? std::optional(text) : std::nullopt;
        };
        count += wanted(value) ? 1 : 0;
    }
    return count;
}

} // namespace

class TestSandboxAudiences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theIndexTellsEveryState();
    void readShowsWhatIsIncluded();
    void createThenUpdateCountsVersions();
    void F16_otherVersionsConflict();
    void theVerySameBodyChangesNothing();
    void evaluationTakesItsTimeAndCounts();
    void withoutRecalculationNothingMoves();
    void unknownFieldFailsTheEvaluation();
    void exclusionsLeaveOut();
    void operatorsOfMembers_data();
    void operatorsOfMembers();
    void F76_depthEmptyGroupsAndIds();
    void strictBodies_data();
    void strictBodies();
    void numbersComeBackDigitForDigit();
    void F77_aColleagueGoesFirst();
    void faultsOfWritesAndReads();
    void scopesAndMethods();
};

void TestSandboxAudiences::theIndexTellsEveryState()
{
    SandboxDoor door(world());
    const QJsonArray items = bodyOf(door.get("/api/v1/audiences"))["items"_L1].toArray();
    QCOMPARE(items.size(), 6);
    const QStringList members
        = {u"data_source"_s, u"evaluation_status"_s, u"id"_s, u"last_evaluated"_s, u"name"_s, u"size"_s, u"version"_s};
    QCOMPARE(items[0].toObject().keys(), members);
    QCOMPARE(items[0]["version"_L1].toInt(), 3);
    QCOMPARE(items[0]["evaluation_status"_L1].toString(), u"completed"_s);
    QCOMPARE(items[0]["last_evaluated"_L1].toString(), u"2026-03-01T10:30:00Z"_s);
    QVERIFY(items[0]["size"_L1].toInteger() > 0);
    QCOMPARE(items[3]["evaluation_status"_L1].toString(), u"pending"_s);
    QVERIFY(items[3]["size"_L1].isNull() && items[3]["last_evaluated"_L1].isNull());
    QCOMPARE(items[4]["evaluation_status"_L1].toString(), u"failed"_s);
    QVERIFY(items[4]["evaluation_error"_L1].toString().contains(u"engagement_score"_s));
}

void TestSandboxAudiences::readShowsWhatIsIncluded()
{
    SandboxDoor door(world());
    const QJsonObject plain = bodyOf(door.get(pathOf(seedId(2))));
    QVERIFY(!plain.contains("size"_L1) && !plain.contains("evaluation_status"_L1)
            && !plain.contains("last_evaluated"_L1));
    QCOMPARE(plain["exclusions"_L1].toArray(), QJsonArray{QString::fromLatin1(seedId(0))});
    QCOMPARE(plain["data_source"_L1].toString(), u"interaction_history"_s);
    QCOMPARE(plain["version"_L1].toInt(), 7);
    const QJsonObject sized = bodyOf(door.get(pathOf(seedId(2), "?include=size")));
    QVERIFY(sized.contains("size"_L1) && !sized.contains("evaluation_status"_L1));
    const QJsonObject whole = bodyOf(door.get(pathOf(seedId(2).toUpper(), everything)));
    QVERIFY(whole.contains("size"_L1) && whole.contains("last_evaluated"_L1));
    QCOMPARE(door.get(pathOf(seedId(2), "?include=people")).status, 400);
    QCOMPARE(door.get(pathOf(newId)).status, 404);
}

void TestSandboxAudiences::createThenUpdateCountsVersions()
{
    SandboxDoor door(world());
    const SandboxAnswer created = door.call("PUT", pathOf(newId), audience(1));
    QCOMPARE(created.status, 201);
    QCOMPARE(bodyOf(created)["version"_L1].toInt(), 1);
    QCOMPARE(bodyOf(created)["status"_L1].toString(), u"success"_s);
    QCOMPARE(bodyOf(created)["evaluation_status"_L1].toString(), u"recalculating"_s);
    const SandboxAnswer updated
        = door.call("PUT", pathOf(newId), audience(1, goldCriteria, R"(,"description":"Once more")"));
    QCOMPARE(updated.status, 200);
    QCOMPARE(bodyOf(updated)["version"_L1].toInt(), 2);
    QCOMPARE(bodyOf(updated)["description"_L1].toString(), u"Once more"_s);
    // 500 characters, each of two halves in UTF-16 (contract section 5).
    const QString longest = QStringLiteral("\U0001F642").repeated(500);
    const auto whole
        = door.call("PUT", pathOf(newId), audience(2, goldCriteria, R"(,"description":")" + longest.toUtf8() + '"'));
    QCOMPARE(bodyOf(whole)["description"_L1].toString(), longest);
    QCOMPARE(bodyOf(door.get("/api/v1/audiences"))["items"_L1].toArray().size(), 7);
}

void TestSandboxAudiences::F16_otherVersionsConflict()
{
    SandboxDoor door(world());
    for (const int version : {1, 2, 4}) {
        const SandboxAnswer answer = door.call("PUT", pathOf(seedId(0)), audience(version));
        QCOMPARE(answer.status, 409);
        QCOMPARE(errorOf(answer), u"version_conflict"_s);
        QCOMPARE(bodyOf(answer)["currentVersion"_L1].toInt(), 3);
    }
    const SandboxAnswer nobody = door.call("PUT", pathOf(newId), audience(2));
    QCOMPARE(nobody.status, 409);
    QCOMPARE(bodyOf(nobody)["currentVersion"_L1].toInt(-1), 0);
    QCOMPARE(door.tenant.audience(QString::fromLatin1(seedId(0))).definition.name, u"Gold and platinum in Germany"_s);
    QCOMPARE(door.tenant.audience(QString::fromLatin1(newId)).version, 0);
}

void TestSandboxAudiences::theVerySameBodyChangesNothing()
{
    SandboxDoor door(world());
    QCOMPARE(bodyOf(door.call("PUT", pathOf(seedId(0)), audience(3)))["version"_L1].toInt(), 4);
    const SandboxAnswer again = door.call("PUT", pathOf(seedId(0)), audience(3));
    QCOMPARE(again.status, 200);
    QCOMPARE(bodyOf(again)["version"_L1].toInt(), 4);
    QCOMPARE(door.call("PUT", pathOf(seedId(0)), audience(3, goldCriteria, R"(,"description":"x")")).status, 409);
    // Once somebody else has changed it, the same body is out of date.
    door.tenant.changeAudience(QString::fromLatin1(seedId(0)), sandboxAudienceSeeds()[1].definition);
    QCOMPARE(door.call("PUT", pathOf(seedId(0)), audience(3)).status, 409);
}

void TestSandboxAudiences::evaluationTakesItsTimeAndCounts()
{
    SandboxDoor door(world());
    const qint64 before = bodyOf(door.get(pathOf(seedId(0), everything)))["size"_L1].toInteger();
    const QJsonObject put = bodyOf(door.call("PUT", pathOf(seedId(0)), audience(3)));
    QCOMPARE(put["size"_L1].toInteger(), before); // The old one.
    door.wallNow = door.wallNow.addMSecs(1999);
    QCOMPARE(bodyOf(door.get(pathOf(seedId(0), everything)))["evaluation_status"_L1].toString(), u"recalculating"_s);
    door.wallNow = door.wallNow.addMSecs(1);
    const QJsonObject done = bodyOf(door.get(pathOf(seedId(0), everything)));
    QCOMPARE(done["evaluation_status"_L1].toString(), u"completed"_s);
    QCOMPARE(done["last_evaluated"_L1].toString(), u"2026-03-01T12:00:02Z"_s);
    const qint64 gold = countPeople([](const auto &value) { return value(SandboxAttribute::Tier) == "gold"; });
    QVERIFY(gold > 0 && gold != before);
    QCOMPARE(done["size"_L1].toInteger(), gold);
}

void TestSandboxAudiences::withoutRecalculationNothingMoves()
{
    SandboxDoor door(world());
    const QJsonObject before = bodyOf(door.get(pathOf(seedId(0), everything)));
    const QByteArray still = R"(,"recalculate_on_update":false)";
    QCOMPARE(door.call("PUT", pathOf(seedId(0)), audience(3, goldCriteria, still)).status, 200);
    QCOMPARE(door.call("PUT", pathOf(newId), audience(1, goldCriteria, still)).status, 201);
    door.wallNow = door.wallNow.addDays(1);
    const QJsonObject after = bodyOf(door.get(pathOf(seedId(0), everything)));
    QCOMPARE(after["version"_L1].toInt(), 4);
    for (const auto name : {"size"_L1, "evaluation_status"_L1, "last_evaluated"_L1})
        QCOMPARE(after[name], before[name]);
    QCOMPARE(bodyOf(door.get(pathOf(newId, everything)))["evaluation_status"_L1].toString(), u"pending"_s);
}

void TestSandboxAudiences::unknownFieldFailsTheEvaluation()
{
    SandboxDoor door(world());
    const qint64 before = bodyOf(door.get(pathOf(seedId(0), everything)))["size"_L1].toInteger();
    const QByteArray criteria
        = R"({"operator":"OR","conditions":[{"field":"shoe_size","operator":"equals","value":44}]})";
    QCOMPARE(door.call("PUT", pathOf(seedId(0)), audience(3, criteria)).status, 200);
    door.wallNow = door.wallNow.addSecs(3);
    const QJsonObject failed = bodyOf(door.get(pathOf(seedId(0), everything)));
    QCOMPARE(failed["evaluation_status"_L1].toString(), u"failed"_s);
    QVERIFY(failed["evaluation_error"_L1].toString().contains(u"shoe_size"_s));
    QCOMPARE(failed["size"_L1].toInteger(), before);
}

void TestSandboxAudiences::exclusionsLeaveOut()
{
    SandboxDoor door(world());
    const QByteArray german = R"(,"exclusions":[")" + seedId(0).toUpper() + R"(",")" + newId + R"("])";
    QCOMPARE(door.call("PUT", pathOf(seedId(1)), audience(1, goldCriteria, german)).status, 200);
    door.wallNow = door.wallNow.addSecs(3);
    const qint64 expected = countPeople([](const auto &value) {
        return value(SandboxAttribute::Tier) == "gold" && value(SandboxAttribute::Country) != "DE";
    });
    QCOMPARE(bodyOf(door.get(pathOf(seedId(1), everything)))["size"_L1].toInteger(), expected);
}

void TestSandboxAudiences::operatorsOfMembers_data()
{
    using Value = std::function<std::optional<std::string>(SandboxAttribute)>;
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char *name, const char *condition, const std::function<bool(const Value &)> &wanted) {
        QTest::newRow(name) << QByteArray(condition) << countPeople(wanted);
    };
    using enum SandboxAttribute;
    row("number", R"("field":"revenue","operator":"greater_than","value":1e3)",
        [](const Value &value) { return value(Revenue) && std::stod(*value(Revenue)) > 1000; });
    row("number as text", R"("field":"loyalty_points","operator":"less_than","value":"900")",
        [](const Value &value) { return value(LoyaltyPoints) && std::stod(*value(LoyaltyPoints)) < 900; });
    row("other spelling", R"("field":"loyalty_points","operator":"not_equals","value":"7000.0")",
        [](const Value &value) { return !value(LoyaltyPoints) || std::stod(*value(LoyaltyPoints)) != 7000; });
    row("day", R"("field":"birth_date","operator":"less_than","value":"1970-01-01")",
        [](const Value &value) { return value(BirthDate) && *value(BirthDate) < "1970-01-01"; });
    row("contains", R"("field":"email","operator":"contains","value":"@example.org")",
        [](const Value &value) { return value(Email) && value(Email)->find("@example.org") != std::string::npos; });
    row("starts, case counts", R"("field":"tier","operator":"starts_with","value":"Gold")",
        [](const Value &) { return false; });
    row("lacking", R"("field":"notes","operator":"not_equals","value":"x")", [](const Value &) { return true; });
    row("truth of a text", R"("field":"tier","operator":"equals","value":true)", [](const Value &) { return false; });
}

void TestSandboxAudiences::operatorsOfMembers()
{
    QFETCH(QByteArray, condition);
    QFETCH(qint64, expected);
    SandboxDoor door(world());
    const QByteArray criteria = R"({"operator":"AND","conditions":[{)" + condition + "}]}";
    QCOMPARE(door.call("PUT", pathOf(newId), audience(1, criteria)).status, 201);
    door.wallNow = door.wallNow.addSecs(3);
    QCOMPARE(bodyOf(door.get(pathOf(newId, everything)))["size"_L1].toInteger(-1), expected);
}

void TestSandboxAudiences::F76_depthEmptyGroupsAndIds()
{
    SandboxDoor door(world());
    const auto nested = [](int levels) {
        QByteArray criteria = goldCriteria;
        for (int level = 1; level < levels; ++level)
            criteria = R"({"operator":"OR","conditions":[)" + criteria + "]}";
        return criteria;
    };
    QCOMPARE(door.call("PUT", pathOf(newId), audience(1, nested(5))).status, 201);
    const SandboxAnswer deep = door.call("PUT", pathOf(newId), audience(1, nested(6)));
    QCOMPARE(deep.status, 400);
    QCOMPARE(errorOf(deep), u"invalid_audience"_s);
    QCOMPARE(faultsOf(deep),
             QStringList{u"criteria.conditions[0].conditions[0].conditions[0].conditions[0].conditions[0]: "
                         u"deeper than 5 levels"_s});
    const SandboxAnswer empty = door.call(
        "PUT", pathOf(newId), audience(1, R"({"operator":"AND","conditions":[{"operator":"OR","conditions":[]}]})"));
    QCOMPARE(faultsOf(empty), QStringList{u"criteria.conditions[0].conditions: at least one is needed"_s});
    for (const char *id : {"b7c00001000040008000000000000001", "g7c00001-0000-4000-8000-000000000001", "1"}) {
        const SandboxAnswer answer = door.call("PUT", pathOf(id), audience(1));
        QCOMPARE(answer.status, 400);
        QCOMPARE(errorOf(answer), u"invalid_audience_id"_s);
    }
    const SandboxAnswer excluded = door.call(
        "PUT", pathOf(newId), audience(1, goldCriteria, R"(,"exclusions":["zzzzzzzz-0000-4000-8000-000000000001"])"));
    QCOMPARE(faultsOf(excluded), QStringList{u"exclusions[0]: no uuid"_s});
    QCOMPARE(door.tenant.audience(QString::fromLatin1(newId)).version, 1);
}

void TestSandboxAudiences::strictBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fault");
    const auto condition
        = [](const QByteArray &inside) { return audience(1, R"({"operator":"AND","conditions":[{)" + inside + "}]}"); };
    QTest::newRow("no JSON") << QByteArray("{") << u"body: not a JSON object"_s;
    QTest::newRow("behind it") << audience(1) + "x" << u"body: not a JSON object"_s;
    QTest::newRow("unknown") << audience(1, goldCriteria, R"(,"size":3)") << u"size: unknown member"_s;
    QTest::newRow("twice") << audience(1, goldCriteria, R"(,"version":1)") << u"version: named twice"_s;
    QTest::newRow("blank name") << audience(1).replace("\"Gold\"", "\" \"") << u"name: must have 1 to 100 characters"_s;
    QTest::newRow("long name") << audience(1).replace("Gold", QByteArray(101, 'g'))
                               << u"name: must have 1 to 100 characters"_s;
    QTest::newRow("no name") << QByteArray(R"({"criteria":)") + goldCriteria + R"(,"data_source":"crm_sync"})"
                             << u"name: missing"_s;
    QTest::newRow("description") << audience(1, goldCriteria, R"(,"description":")" + QByteArray(501, 'd') + '"')
                                 << u"description: more than 500 characters"_s;
    QTest::newRow("source") << audience(1).replace("customer_360", "crm") << u"data_source: no known data source"_s;
    QTest::newRow("version 0") << audience(0) << u"version: must be a whole number from 1"_s;
    QTest::newRow("version text") << audience(1).replace(":1}", ":\"1\"}")
                                  << u"version: must be a whole number from 1"_s;
    QTest::newRow("flag") << audience(1, goldCriteria, R"(,"recalculate_on_update":1)")
                          << u"recalculate_on_update: must be true or false"_s;
    QTest::newRow("criteria array") << audience(1, "[]") << u"criteria: must be an object"_s;
    QTest::newRow("lower case") << audience(1).replace("AND", "and") << u"criteria.operator: must be AND or OR"_s;
    QTest::newRow("null value") << condition(R"("field":"a","operator":"equals","value":null)")
                                << u"criteria.conditions[0].value: must be text, a number, true or false"_s;
    QTest::newRow("no value") << condition(R"("field":"a","operator":"equals")")
                              << u"criteria.conditions[0].value: missing"_s;
    QTest::newRow("operator") << condition(R"("field":"a","operator":"is","value":1)")
                              << u"criteria.conditions[0].operator: no known operator"_s;
    QTest::newRow("extra") << condition(R"("field":"a","operator":"equals","value":1,"muted":true)")
                           << u"criteria.conditions[0].muted: unknown member"_s;
}

void TestSandboxAudiences::strictBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, fault);
    SandboxDoor door(world());
    const SandboxAnswer answer = door.call("PUT", pathOf(newId), body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(faultsOf(answer), QStringList{fault});
    QCOMPARE(door.tenant.audience(QString::fromLatin1(newId)).version, 0);
}

void TestSandboxAudiences::numbersComeBackDigitForDigit()
{
    SandboxDoor door(world());
    const QByteArray criteria = R"({"operator":"AND","conditions":[{"field":"revenue","operator":"less_than",)"
                                R"("value":12345678901234567890.10}]})";
    QVERIFY(
        door.call("PUT", pathOf(newId), audience(1, criteria)).body.contains(R"("value":12345678901234567890.10})"));
}

void TestSandboxAudiences::F77_aColleagueGoesFirst()
{
    SandboxDoor door(world());
    const SandboxAnswer answer = door.call("PUT", pathOf(seedId(0)), audience(3), Mutation::ColleagueFirst);
    QCOMPARE(answer.status, 409);
    QCOMPARE(bodyOf(answer)["currentVersion"_L1].toInt(), 4);
    const SandboxAudienceState state = door.tenant.audience(QString::fromLatin1(seedId(0)));
    QCOMPARE(state.definition.name, u"Gold and platinum in Germany"_s);
    QCOMPARE(state.definition.description, u"Changed by a colleague."_s);
}

void TestSandboxAudiences::faultsOfWritesAndReads()
{
    SandboxDoor door(world());
    const SandboxAnswer empty = door.call("PUT", pathOf(seedId(0)), audience(3), Mutation::AcceptedOnly);
    QCOMPARE(empty.status, 202);
    QVERIFY(empty.body.isEmpty());
    QCOMPARE(door.tenant.audience(QString::fromLatin1(seedId(0))).version, 4);
    const SandboxAnswer pretended = door.call("PUT", pathOf(seedId(1)), audience(1), Mutation::AcceptWithoutDoing);
    QCOMPARE(bodyOf(pretended)["version"_L1].toInt(), 2);
    QCOMPARE(door.tenant.audience(QString::fromLatin1(seedId(1))).version, 1);
    const auto status = [&door](Mutation mutation) {
        return bodyOf(door.call("GET", pathOf(seedId(1), everything), {}, mutation))["evaluation_status"_L1].toString();
    };
    QCOMPARE(status(Mutation::UnknownStatus), u"archiving"_s);
    QCOMPARE(status(Mutation::StillRecalculating), u"recalculating"_s);
    QCOMPARE(status(Mutation::FailedEvaluation), u"failed"_s);
    const QJsonObject other = bodyOf(door.call("GET", pathOf(seedId(1)), {}, Mutation::OtherObject));
    QVERIFY(other["id"_L1].toString() != QString::fromLatin1(seedId(1)));
}

void TestSandboxAudiences::scopesAndMethods()
{
    SandboxDoor door(world());
    const auto with = [&door](const QByteArray &scope, const QByteArray &method, const QByteArray &body) {
        return door.send(method, pathOf(newId),
                         {{"Authorization", "Bearer " + door.token(scope)}, {"Content-Type", "application/json"}},
                         body);
    };
    const SandboxAnswer refused = with("journey:audiences:read", "PUT", audience(1));
    QCOMPARE(refused.status, 403);
    QCOMPARE(bodyOf(refused)["scope"_L1].toString(), u"journey:audiences:write"_s);
    QCOMPARE(with("journey:audiences:write", "PUT", audience(1)).status, 201);
    QCOMPARE(door.call("DELETE", pathOf(newId)).status, 405);
    QCOMPARE(door.call("POST", "/api/v1/audiences", "{}").status, 405);
}

MUSTER_TEST(TestSandboxAudiences, muster::tests::NoApplication)

} // namespace tst_sandboxaudiences

#include "tst_sandboxaudiences.moc"
