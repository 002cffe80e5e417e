// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/frozenorder.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/store/appsettings.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_audienceputorder {

namespace {

AudienceDefinition definition()
{
    AudienceDefinition definition;
    definition.name = u"Gold, “quoted”\n"_s;
    definition.description = u"For the letter."_s;
    definition.criteria.join = CriteriaJoin::Or;
    definition.criteria.members
        = {{CriteriaCondition{u"revenue"_s, CriteriaOperator::GreaterThan, CriteriaNumber{"12345678901234567890.10"}}},
           {CriteriaGroup{CriteriaJoin::And, {{CriteriaCondition{u"active"_s, CriteriaOperator::Equals, true}}}}}};
    definition.exclusions = {u"3f2504e0-4f89-41d3-9a0c-0305e82c3304"_s};
    definition.source = AudienceSource::CrmSync;
    definition.recalculateOnUpdate = false;
    return definition;
}

ConnectionProfile profile()
{
    ConnectionProfile profile;
    profile.id = u"p"_s;
    profile.name = u"Tenant"_s;
    profile.environment = Environment::Production;
    return profile;
}

AudiencePutOrder full()
{
    AudiencePutOrder order;
    order.audienceId = u"3F2504E0-4f89-41d3-9a0c-0305e82c3301"_s;
    order.definition = definition();
    order.expectedVersion = 4;
    order.base = definition();
    order.base->name = u"Before"_s;
    order.estimate = 12480;
    order.limits = {25, 10};
    order.webhook = QUrl(u"https://cdp.example.test/hook?k=v"_s);
    order.awaitEvaluation = false;
    order.pollLimit = 7;
    return order;
}

} // namespace

class TestAudiencePutOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frozenThawsAsItWas();
    void whatIsNotGivenStaysSo();
    void changedOrdersAreNotTaken_data();
    void changedOrdersAreNotTaken();
    void sameAudienceLooksAtWhatItSays();
    void jumps_data();
    void jumps();
    void jumpLimitsAreSettings();
};

void TestAudiencePutOrder::frozenThawsAsItWas()
{
    const FrozenAudiencePut frozen = freeze(full(), profile());
    const auto thawed = thawAudiencePut(frozen.json, frozen.digest);
    QVERIFY(thawed);
    const AudiencePutOrder &order = thawed->order;
    QCOMPARE(order.audienceId, full().audienceId.toLower());
    QVERIFY(order.definition == full().definition);
    QVERIFY(order.base == full().base);
    QCOMPARE(order.expectedVersion, 4);
    QCOMPARE(order.estimate, 12480);
    QVERIFY(order.limits == full().limits);
    QCOMPARE(order.webhook, full().webhook);
    QCOMPARE(order.awaitEvaluation, false);
    QCOMPARE(order.pollLimit, 7);
    QCOMPARE(thawed->profileName, u"Tenant"_s);
    QCOMPARE(thawed->environment, Environment::Production);
    QVERIFY(frozen.json.contains("12345678901234567890.10"));
}

void TestAudiencePutOrder::whatIsNotGivenStaysSo()
{
    AudiencePutOrder order;
    order.audienceId = full().audienceId;
    order.definition = definition();
    const FrozenAudiencePut frozen = freeze(order, profile());
    const auto thawed = thawAudiencePut(frozen.json, frozen.digest);
    QVERIFY(thawed);
    QVERIFY(!thawed->order.expectedVersion && !thawed->order.base && !thawed->order.estimate);
    QVERIFY(thawed->order.webhook.isEmpty() && thawed->order.awaitEvaluation);
    order.expectedVersion = 0;
    const FrozenAudiencePut created = freeze(order, profile());
    QCOMPARE(thawAudiencePut(created.json, created.digest)->order.expectedVersion, 0);
    QVERIFY(created.digest != frozen.digest);
}

void TestAudiencePutOrder::changedOrdersAreNotTaken_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("version") << QByteArray(R"("expectedVersion":4)") << QByteArray(R"("expectedVersion":-2)");
    QTest::newRow("id") << QByteArray("3f2504e0-4f89-41d3-9a0c-0305e82c3301") << QByteArray("../../etc/passwd");
    QTest::newRow("definition") << QByteArray(R"(\"data_source\":\"crm_sync\")") << QByteArray(R"(\"x\":1)");
    QTest::newRow("environment") << QByteArray(R"("production")") << QByteArray(R"("none")");
    QTest::newRow("unexpected") << QByteArray(R"("pollLimit":7)") << QByteArray(R"("pollLimit":7,"more":1)");
    QTest::newRow("people") << QByteArray(R"("jumpPeople":10)") << QByteArray(R"("jumpPeople":-1)");
}

void TestAudiencePutOrder::changedOrdersAreNotTaken()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const FrozenAudiencePut frozen = freeze(full(), profile());
    QByteArray json = frozen.json;
    QVERIFY(json.contains(from));
    json.replace(from, to);
    QCOMPARE(thawAudiencePut(json, frozen.digest).error().code, u"order_digest_differs"_s);
    const auto thawed = thawAudiencePut(json, orderDigest(json));
    QVERIFY(!thawed);
    QCOMPARE(thawed.error().kind, ErrorKind::Damaged);
}

void TestAudiencePutOrder::sameAudienceLooksAtWhatItSays()
{
    AudienceDefinition other = definition();
    other.recalculateOnUpdate = true;
    other.exclusions = {definition().exclusions[0].toUpper()};
    QVERIFY(sameAudience(definition(), other));
    const auto differs = [](const auto &change) {
        AudienceDefinition changed = definition();
        change(changed);
        return !sameAudience(definition(), changed);
    };
    QVERIFY(differs([](AudienceDefinition &d) { d.name += u'x'; }));
    QVERIFY(differs([](AudienceDefinition &d) { d.description.clear(); }));
    QVERIFY(differs([](AudienceDefinition &d) { d.source = AudienceSource::Customer360; }));
    QVERIFY(differs([](AudienceDefinition &d) { d.exclusions.clear(); }));
    QVERIFY(differs([](AudienceDefinition &d) { d.criteria.join = CriteriaJoin::And; }));
}

void TestAudiencePutOrder::jumps_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("reference");
    QTest::addColumn<bool>("jump");
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    // By default more than half, and at least 1,000.
    QTest::newRow("same") << qint64(5000) << qint64(5000) << false;
    QTest::newRow("half more") << qint64(15000) << qint64(10000) << false;
    QTest::newRow("a bit over half more") << qint64(15001) << qint64(10000) << true;
    QTest::newRow("a bit over half less") << qint64(4999) << qint64(10000) << true;
    QTest::newRow("few people") << qint64(999) << qint64(0) << false;
    QTest::newRow("just enough people") << qint64(1000) << qint64(0) << true;
    QTest::newRow("doubled, few") << qint64(1800) << qint64(900) << false;
    QTest::newRow("S43 huge") << most << qint64(0) << true;
    QTest::newRow("S43 huge, same") << most << most << false;
}

void TestAudiencePutOrder::jumps()
{
    QFETCH(qint64, size);
    QFETCH(qint64, reference);
    QTEST(isJump(size, reference, {}), "jump");
}

void TestAudiencePutOrder::jumpLimitsAreSettings()
{
    const QTemporaryDir folder;
    AppSettings settings(folder.path());
    QVERIFY(sizeLimits(settings) == SizeLimits());
    settings.setValue(u"audiences/jump_percent"_s, 20);
    settings.setValue(u"audiences/jump_people"_s, 5);
    QVERIFY((sizeLimits(settings) == SizeLimits{20, 5}));
    settings.setValue(u"audiences/jump_percent"_s, -7);
    settings.setValue(u"audiences/jump_people"_s, u"many"_s);
    QVERIFY((sizeLimits(settings) == SizeLimits{0, 1000}));
}

MUSTER_TEST(TestAudiencePutOrder, QCoreApplication)

} // namespace tst_audienceputorder

#include "tst_audienceputorder.moc"
