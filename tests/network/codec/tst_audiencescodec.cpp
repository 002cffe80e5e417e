// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/audiencescodec.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(muster::WriteFate)
Q_DECLARE_METATYPE(muster::AudienceAnswer::Outcome)

namespace {

const ContractAudiencesCodec codec;
const QString id = u"3f2504e0-4f89-41d3-9a0c-0305e82c3301"_s;

QByteArray captured()
{
    return dataBytes(u"audiences/audience.json"_s);
}

QByteArray changed(const QByteArray &body, const char *from, const char *to)
{
    QByteArray copy = body;
    return copy.replace(from, to);
}

CriteriaNode condition(const QString &field, CriteriaOperator op, CriteriaValue value)
{
    return {CriteriaCondition{field, op, std::move(value)}};
}

AudienceDefinition highValue()
{
    using enum CriteriaOperator;
    const CriteriaGroup any{CriteriaJoin::Or,
                            {condition(u"employees"_s, GreaterThan, CriteriaNumber{"12345678901234567890"}),
                             condition(u"active"_s, NotEquals, false)}};
    AudienceDefinition definition;
    definition.name = u"High value technology"_s;
    definition.description = u"For the spring letter."_s;
    definition.criteria = {CriteriaJoin::And,
                           {condition(u"annual_revenue"_s, GreaterThan, CriteriaNumber{"500000.00"}),
                            condition(u"industry"_s, Equals, u"technology"_s),
                            {any}}};
    definition.exclusions = {u"3f2504e0-4f89-41d3-9a0c-0305e82c3304"_s};
    definition.recalculateOnUpdate = false;
    return definition;
}

template <typename T>
QString faultOf(const Result<T> &result)
{
    return result ? u"none"_s
                  : errorKindKey(result.error().kind) + u' ' + result.error().code + u' ' + result.error().detail;
}

} // namespace

class TestAudiencesCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsACapturedList();
    void readsACapturedAudience();
    void readsWithoutWhatIsOptional();
    void F61_wrongShapesOfAnAudience_data();
    void F61_wrongShapesOfAnAudience();
    void F61_wrongShapesOfAList_data();
    void F61_wrongShapesOfAList();
    void F76_deepAndEmptyGroupsAreReadAsTheyStand();
    void S43_lessThanNobodyIsNotKnown();
    void anotherAudienceIsNoAnswer();
    void writesExactlyTheContractsMembers();
    void whatIsWrittenReadsBack();
    void answersToARegistration_data();
    void answersToARegistration();
};

void TestAudiencesCodec::readsACapturedList()
{
    const auto audiences = codec.list(dataBytes(u"audiences/list.json"_s));
    QVERIFY2(audiences, qPrintable(faultOf(audiences)));
    QCOMPARE(audiences->size(), 4);
    const AudienceSummary &first = audiences->at(0);
    QCOMPARE(first.id, id);
    QCOMPARE(first.name, u"High value technology"_s);
    QCOMPARE(first.source, AudienceSource::Customer360);
    QCOMPARE(first.version, 4);
    QCOMPARE(first.evaluation.size, 12480);
    QCOMPARE(first.evaluation.status, EvaluationStatus::Completed);
    QCOMPARE(first.evaluation.lastEvaluated, QDateTime({2026, 2, 11}, {8, 15, 30}, Qt::UTC));
    const AudienceEvaluation &pending = audiences->at(1).evaluation;
    QVERIFY(!pending.size && !pending.lastEvaluated.isValid());
    QCOMPARE(pending.status, EvaluationStatus::Pending);
    const AudienceSummary &odd = audiences->at(2);
    QVERIFY(!odd.source);
    QCOMPARE(odd.sourceWord, u"web_visits"_s);
    QCOMPARE(odd.evaluation.status, EvaluationStatus::Other);
    QCOMPARE(odd.evaluation.statusWord, u"archiving"_s);
    QCOMPARE(odd.evaluation.lastEvaluated, QDateTime({2026, 2, 10}, {22, 59, 59, 250}, Qt::UTC));
    QCOMPARE(audiences->at(3).evaluation.error, u"unknown field engagement"_s);
}

void TestAudiencesCodec::readsACapturedAudience()
{
    const auto audience = codec.audience(captured(), id);
    QVERIFY2(audience, qPrintable(faultOf(audience)));
    QCOMPARE(audience->id, id);
    QCOMPARE(audience->version, 4);
    QVERIFY(audience->definition == highValue());
    QCOMPARE(audience->evaluation.size, 12480);
}

void TestAudiencesCodec::readsWithoutWhatIsOptional()
{
    const auto audience = codec.audience(
        R"({"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","name":"n","criteria":{"operator":"OR","conditions":)"
        R"([{"field":"f","operator":"contains","value":"ä\u00e9\ud83d\ude00"}]},"data_source":"crm_sync","version":1,)"
        R"("description":null,"exclusions":null})",
        id.toUpper());
    QVERIFY2(audience, qPrintable(faultOf(audience)));
    QVERIFY(audience->definition.recalculateOnUpdate && audience->definition.exclusions.isEmpty());
    QVERIFY(!audience->evaluation.size && audience->evaluation.statusWord.isEmpty());
    const auto &only = std::get<CriteriaCondition>(audience->definition.criteria.members.at(0).content);
    QCOMPARE(std::get<QString>(only.value), u"äé😀"_s);
}

void TestAudiencesCodec::F61_wrongShapesOfAnAudience_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const char *from, const char *to, const char *fault) {
        QVERIFY(captured().contains(from));
        QTest::newRow(name) << changed(captured(), from, to) << QString::fromLatin1(fault);
    };
    row("id number", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"", "7", "unexpected_shape not_text id");
    row("id no uuid", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "../x", "unexpected_shape not_uuid id");
    row("version text", "\"version\": 4", "\"version\": \"4\"", "unexpected_shape not_integer version");
    row("version 0", "\"version\": 4", "\"version\": 0", "unexpected_shape not_positive version");
    row("version lacks", "\"version\": 4,", "", "unexpected_shape missing version");
    row("name", "\"High value technology\"", "[]", "unexpected_shape not_text name");
    row("source", "customer_360", "web_visits", "unexpected_shape unknown_word data_source");
    row("flag", "\"recalculate_on_update\": false", "\"recalculate_on_update\": 0",
        "unexpected_shape not_boolean recalculate_on_update");
    row("exclusions", "[\"3f2504e0-4f89-41d3-9a0c-0305e82c3304\"]", "{}", "unexpected_shape not_array exclusions");
    row("exclusion", "\"3f2504e0-4f89-41d3-9a0c-0305e82c3304\"", "5", "unexpected_shape not_uuid exclusions[0]");
    row("size text", "12480", "\"12480\"", "unexpected_shape not_integer size");
    row("size fraction", "12480", "0.5", "unexpected_shape not_integer size");
    row("time", "2026-02-11T08:15:30Z", "yesterday", "unexpected_shape not_time last_evaluated");
    row("criteria", "\"criteria\": {", "\"criteria\": 3, \"criteria_was\": {", "unexpected_shape wrong_type criteria");
    row("join", "\"AND\"", "\"NAND\"", "unexpected_shape unknown_join criteria.operator");
    row("value", "500000.00", "null", "unexpected_shape wrong_type criteria.conditions[0].value");
    row("field", "\"employees\"", "1", "unexpected_shape wrong_type criteria.conditions[2].conditions[0].field");
    row("operator", "\"not_equals\"", "\"is\"",
        "unexpected_shape unknown_operator criteria.conditions[2].conditions[1].operator");
    row("condition", "\"annual_revenue\", \"operator\": \"greater_than\", \"value\"",
        "\"annual_revenue\", \"operator\": \"greater_than\", \"worth\"",
        "unexpected_shape missing_member criteria.conditions[0]");
}

void TestAudiencesCodec::F61_wrongShapesOfAnAudience()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, fault);
    QCOMPARE(faultOf(codec.audience(body, id)), fault);
}

void TestAudiencesCodec::F61_wrongShapesOfAList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("start");
    const QByteArray list = dataBytes(u"audiences/list.json"_s);
    QTest::newRow("items object") << QByteArray(R"({"items":{}})") << u"unexpected_shape not_array items"_s;
    QTest::newRow("item text") << QByteArray(R"({"items":["a"]})") << u"unexpected_shape not_object items[0]"_s;
    QTest::newRow("id") << changed(list, "3f2504e0-4f89-41d3-9a0c-0305e82c3304", "")
                        << u"unexpected_shape not_uuid items[3].id"_s;
    QTest::newRow("version") << changed(list, "\"version\": 12", "\"version\": 1.5")
                             << u"unexpected_shape not_integer items[2].version"_s;
    QTest::newRow("time") << changed(list, "2026-02-01T00:00:00Z", "2026-02-01T00:00:00")
                          << u"unexpected_shape not_time items[3].last_evaluated"_s;
    QTest::newRow("F28 markup") << QByteArray("<html>") << u"not_from_api markup"_s;
    QTest::newRow("F47 cut") << list.left(list.size() - 3) << u"broken_body cut_body"_s;
    QTest::newRow("S16 repeated") << QByteArray(R"({"items":[],"items":[]})") << u"unexpected_shape repeated_key"_s;
}

void TestAudiencesCodec::F61_wrongShapesOfAList()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, start);
    QVERIFY2(faultOf(codec.list(body)).startsWith(start), qPrintable(faultOf(codec.list(body))));
}

void TestAudiencesCodec::F76_deepAndEmptyGroupsAreReadAsTheyStand()
{
    // Whether they may be sent is for the rules; what stands at the service must be shown.
    QByteArray criteria = R"({"operator":"OR","conditions":[]})";
    for (int level = 1; level < 7; ++level)
        criteria = R"({"operator":"AND","conditions":[)" + criteria + "]}";
    const auto audience = codec.audience(R"({"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","name":"n","criteria":)"
                                             + criteria + R"(,"data_source":"crm_sync","version":1})",
                                         id);
    QVERIFY2(audience, qPrintable(faultOf(audience)));
    int depth = 1;
    const CriteriaGroup *group = &audience->definition.criteria;
    for (; !group->members.empty(); ++depth)
        group = &std::get<CriteriaGroup>(group->members[0].content);
    QCOMPARE(depth, 7);
    QCOMPARE(group->join, CriteriaJoin::Or);
}

void TestAudiencesCodec::S43_lessThanNobodyIsNotKnown()
{
    const auto audience = codec.audience(changed(captured(), "12480", "-5"), id);
    QVERIFY(audience && !audience->evaluation.size);
    const auto nobody = codec.audience(changed(captured(), "12480", "0"), id);
    QVERIFY(nobody);
    QCOMPARE(nobody->evaluation.size, 0);
}

void TestAudiencesCodec::anotherAudienceIsNoAnswer()
{
    QCOMPARE(faultOf(codec.audience(captured(), u"3f2504e0-4f89-41d3-9a0c-0305e82c3302"_s)),
             u"unexpected_shape other_audience "_s);
}

void TestAudiencesCodec::writesExactlyTheContractsMembers()
{
    QCOMPARE(codec.registration(highValue(), 4),
             QByteArray(R"({"name":"High value technology","description":"For the spring letter.","criteria":)"
                        R"({"operator":"AND","conditions":[)"
                        R"({"field":"annual_revenue","operator":"greater_than","value":500000.00},)"
                        R"({"field":"industry","operator":"equals","value":"technology"},)"
                        R"({"operator":"OR","conditions":[)"
                        R"({"field":"employees","operator":"greater_than","value":12345678901234567890},)"
                        R"({"field":"active","operator":"not_equals","value":false}]}]},)"
                        R"("exclusions":["3f2504e0-4f89-41d3-9a0c-0305e82c3304"],"data_source":"customer_360",)"
                        R"("recalculate_on_update":false,"version":4})"));
    AudienceDefinition bare;
    bare.name = u"\"Bare\"\n"_s;
    bare.criteria.members = {condition(u"f"_s, CriteriaOperator::StartsWith, u"\\"_s)};
    bare.source = AudienceSource::CrmSync;
    QCOMPARE(codec.registration(bare, 1),
             QByteArray(R"({"name":"\"Bare\"\u000a","criteria":{"operator":"AND","conditions":[{"field":"f",)"
                        R"("operator":"starts_with","value":"\\"}]},"data_source":"crm_sync",)"
                        R"("recalculate_on_update":true,"version":1})"));
}

void TestAudiencesCodec::whatIsWrittenReadsBack()
{
    const QByteArray body = codec.registration(highValue(), 9);
    const auto audience = codec.audience(R"({"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301",)" + body.mid(1), id);
    QVERIFY2(audience, qPrintable(faultOf(audience)));
    QVERIFY(audience->definition == highValue());
    QCOMPARE(codec.registration(audience->definition, audience->version), body);
}

void TestAudiencesCodec::answersToARegistration_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("sent");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<QString>("told");
    const QByteArray four = captured();
    const QByteArray first = changed(four, "\"version\": 4", "\"version\": 1");
    using enum WriteFate;
    QTest::newRow("updated") << 200 << four << qint64(3) << Applied << u"updated"_s;
    QTest::newRow("created") << 201 << first << qint64(1) << Applied << u"created"_s;
    QTest::newRow("created again") << 200 << first << qint64(1) << Applied << u"unchanged"_s;
    QTest::newRow("version far ahead") << 200 << four << qint64(2) << Unknown << u"other_version"_s;
    QTest::newRow("version behind") << 200 << four << qint64(5) << Unknown << u"other_version"_s;
    QTest::newRow("created at 4") << 201 << four << qint64(3) << Unknown << u"other_version"_s;
    QTest::newRow("other audience") << 200 << changed(four, "82c3301", "82c3309") << qint64(3) << Unknown
                                    << u"other_audience"_s;
    QTest::newRow("empty") << 200 << QByteArray() << qint64(3) << Unknown << u"empty_body"_s;
    QTest::newRow("cut") << 200 << four.left(60) << qint64(3) << Unknown << u"cut_body"_s;
}

void TestAudiencesCodec::answersToARegistration()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(qint64, sent);
    QFETCH(WriteFate, fate);
    QFETCH(QString, told);
    const AudienceAnswer answer = codec.registered(status, body, id, sent);
    QCOMPARE(answer.fate, fate);
    using enum AudienceAnswer::Outcome;
    const QString outcome = !answer.outcome ? answer.error->code
        : *answer.outcome == Created        ? u"created"_s
        : *answer.outcome == Updated        ? u"updated"_s
                                            : u"unchanged"_s;
    QCOMPARE(outcome, told);
    QCOMPARE(answer.audience.has_value(), fate == WriteFate::Applied);
    QVERIFY(!answer.error || answer.error->detail.isEmpty());
}

MUSTER_TEST(TestAudiencesCodec, muster::tests::NoApplication)

#include "tst_audiencescodec.moc"
