// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/audiencescodec.h"
#include "network/codec/criteriacodec.h"
#include "network/codec/verbatimjson.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriacodec {
using Code = CriteriaFault::Code;

namespace {

const QByteArray sample = R"({"operator":"AND","conditions":[)"
                          R"({"field":"annual_revenue","operator":"greater_than","value":500000},)"
                          R"({"operator":"OR","conditions":[)"
                          R"({"field":"industry","operator":"equals","value":"technology"},)"
                          R"({"field":"subscribed","operator":"not_equals","value":false}]}]})";

/// `levels` groups, one in the other, and a condition in the innermost.
QByteArray nested(int levels)
{
    return QByteArray(R"({"operator":"AND","conditions":[)").repeated(levels)
        + R"({"field":"a","operator":"equals","value":1})" + QByteArray("]}").repeated(levels);
}

QByteArray condition(const QByteArray &value)
{
    return R"({"operator":"AND","conditions":[{"field":"a","operator":"equals","value":)" + value + "}]}";
}

} // namespace

class TestCriteriaCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesTheContractsForm();
    void writesAMemberALine();
    void refusesWithPathAndOffsetF76_data();
    void refusesWithPathAndOffsetF76();
    void depthIsReadFarBeyondTheLimitF76();
    void numbersKeepTheirSpelling_data();
    void numbersKeepTheirSpelling();
    void textsSurvive();
    void tooBigIsRefused();
    void answersMayHoldMore();
    void readsPartsForPasting();
    void randomCriteriaSurviveToTheByteF76();
    void readsDefinitions();
    void refusesDefinitions_data();
    void refusesDefinitions();
    void pathsOfAnyBytes();
};

void TestCriteriaCodec::readsAndWritesTheContractsForm()
{
    const auto read = readCriteria(sample);
    QVERIFY(read);
    QVERIFY(*read
            == allOf({is(QStringLiteral("annual_revenue"), number("500000"), CriteriaOperator::GreaterThan),
                      {anyOf({is(QStringLiteral("industry"), QStringLiteral("technology")),
                              is(QStringLiteral("subscribed"), false, CriteriaOperator::NotEquals)})}}));
    // Members in the one order that is written: field before operator.
    QCOMPARE(writeCriteria(*read), sample);
    const QByteArray otherOrder
        = R"( { "conditions" : [ { "value" : "x" , "operator" : "contains" , "field" : "a" } ] , "operator" : "OR" } )";
    QCOMPARE(writeCriteria(*readCriteria(otherOrder)),
             QByteArray(R"({"operator":"OR","conditions":[{"field":"a","operator":"contains","value":"x"}]})"));
    QCOMPARE(writeCriteria(*readCriteria(R"({"operator":"OR","conditions":[]})")),
             QByteArray(R"({"operator":"OR","conditions":[]})"));
}

void TestCriteriaCodec::writesAMemberALine()
{
    const QByteArray expected = "{\n"
                                "  \"operator\": \"AND\",\n"
                                "  \"conditions\": [\n"
                                "    {\n"
                                "      \"field\": \"a\",\n"
                                "      \"operator\": \"equals\",\n"
                                "      \"value\": 1\n"
                                "    },\n"
                                "    {\n"
                                "      \"operator\": \"OR\",\n"
                                "      \"conditions\": []\n"
                                "    }\n"
                                "  ]\n"
                                "}\n";
    const CriteriaGroup group = allOf({is(QStringLiteral("a"), number("1")), {anyOf({})}});
    QCOMPARE(writeCriteria(group, JsonWriter::Form::Indented), expected);
    QVERIFY(readCriteria(expected) == group);
}

void TestCriteriaCodec::refusesWithPathAndOffsetF76_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<CriteriaFault::Code>("code");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *json, Code code, const char *path, int offset,
                        const char *word = "") {
        QTest::newRow(name) << QByteArray(json) << code << QString::fromUtf8(path) << offset << QString::fromUtf8(word);
    };
    row("nothing", "", Code::CutShort, "", 0);
    row("cut", R"({"operator":"AND","conditions":[{"field":)", Code::CutShort, "conditions[0].field", 41);
    row("rubbish behind", R"({"operator":"AND","conditions":[]}x)", Code::InvalidJson, "", 34);
    row("not JSON", R"({"operator":AND})", Code::InvalidJson, "operator", 12);
    row("not UTF-8", "{\"\xff\":1}", Code::InvalidUtf8, "", 0);
    row("no object", "[]", Code::WrongType, "", 0, "object");
    row("no group", R"({"field":"a","operator":"equals","value":1})", Code::MissingMember, "", 0, "conditions");
    row("name twice", R"({"operator":"AND","conditions":[{"field":"a","field":"b"}]})", Code::RepeatedMember,
        "conditions[0].field", 52);
    row("operator of a group", R"({"operator":"and","conditions":[]})", Code::UnknownJoin, "operator", 12, "and");
    row("group without operator", R"({"conditions":[]})", Code::MissingMember, "", 0, "operator");
    row("operator of a condition", R"({"operator":"AND","conditions":[{"field":"a","operator":"like","value":1}]})",
        Code::UnknownOperator, "conditions[0].operator", 56, "like");
    row("no value", R"({"operator":"AND","conditions":[{"field":"a","operator":"equals"}]})", Code::MissingMember,
        "conditions[0]", 32, "value");
    row("no field", R"({"operator":"AND","conditions":[{"value":"a","operator":"equals"}]})", Code::MissingMember,
        "conditions[0]", 32, "field");
    row("null value", R"({"operator":"AND","conditions":[{"field":"a","operator":"equals","value":null}]})",
        Code::WrongType, "conditions[0].value", 73, "value");
    row("list value", R"({"operator":"AND","conditions":[{"field":"a","operator":"equals","value":[1]}]})",
        Code::WrongType, "conditions[0].value", 73, "value");
    row("field is a number", R"({"operator":"AND","conditions":[{"field":7,"operator":"equals","value":1}]})",
        Code::WrongType, "conditions[0].field", 41, "text");
    row("conditions is an object", R"({"operator":"AND","conditions":{}})", Code::WrongType, "conditions", 31, "array");
    row("both forms", R"({"operator":"AND","conditions":[],"field":"a"})", Code::NoNode, "", 0);
    row("neither form", R"({"operator":"AND","conditions":[{"operator":"AND"}]})", Code::NoNode, "conditions[0]", 32);
    row("deeper", R"({"operator":"AND","conditions":[{"operator":"OR","conditions":[1]}]})", Code::WrongType,
        "conditions[0].conditions[0]", 63, "object");
    row("unknown member", R"({"operator":"AND","conditions":[],"not":true})", Code::UnknownMember, "not", 34, "not");
    row("odd name", R"({"operator":"AND","conditions":[],"a b\n":true})", Code::UnknownMember, "[\"a b\ufffd\"]", 34,
        "a b\n");
}

void TestCriteriaCodec::refusesWithPathAndOffsetF76()
{
    QFETCH(QByteArray, json);
    const auto read = readCriteria(json);
    QVERIFY(!read);
    QTEST(read.error().code, "code");
    QTEST(read.error().path, "path");
    QTEST(int(read.error().offset), "offset");
    QTEST(read.error().word, "word");
}

void TestCriteriaCodec::depthIsReadFarBeyondTheLimitF76()
{
    QVERIFY(readCriteria(nested(6)));
    QVERIFY(readCriteria(nested(31)));
    const auto tooDeep = readCriteria(nested(32));
    QCOMPARE(tooDeep.error().code, Code::TooDeepToRead);
    QVERIFY(tooDeep.error().path.endsWith(QLatin1String(".conditions[0]")));
    const QByteArray bomb = QByteArray("[").repeated(500000);
    QCOMPARE(readCriteria(bomb).error().code, Code::TooDeepToRead);
    QCOMPARE(readCriteria(QByteArray(R"({"conditions":[)").repeated(60000)).error().code, Code::TooDeepToRead);
}

void TestCriteriaCodec::numbersKeepTheirSpelling_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number : {"0", "-0", "500000", "0.10", "1e7", "1E+07", "-1.5e-300", "1e999999999",
                               "123456789012345678901234567890.123456789012345678901234567890"})
        QTest::newRow(number) << QByteArray(number);
    QTest::newRow("1000 digits") << QByteArray(1000, '7');
}

void TestCriteriaCodec::numbersKeepTheirSpelling()
{
    QFETCH(QByteArray, number);
    const auto read = readCriteria(condition(number));
    QVERIFY(read);
    QVERIFY(isJsonNumber(number));
    QCOMPARE(writeCriteria(*read), condition(number));
    for (const char *wrong : {"", "-", "01", "1.", ".5", "+1", "1e", "0x1", "1 ", "1e+", "--1", "NaN"})
        QVERIFY2(!isJsonNumber(wrong), wrong);
    QCOMPARE(readCriteria(condition(QByteArray(1001, '7'))).error().code, Code::NumberTooLong);
    QCOMPARE(writeCriteria(allOf({is(QStringLiteral("a"), muster::number("1,5"))})), condition("null"));
}

void TestCriteriaCodec::textsSurvive()
{
    const auto read = readCriteria(condition(R"("\u0041\n\"\\\/\ud83d\ude00ä\u0000")"));
    QVERIFY(read);
    const QString expected = QStringLiteral("A\n\"\\/") + QString::fromUcs4(U"\U0001F600") + u'\u00e4' + QChar(0);
    QVERIFY(std::get<CriteriaCondition>(read->members[0].content).value == CriteriaValue(expected));
    QVERIFY(readCriteria(writeCriteria(*read)) == *read);
    // Half a pair cannot be sent: a reader of UTF-8 would refuse it.
    const QByteArray half = writeCriteria(allOf({is(QStringLiteral("a"), QString(QChar(0xd83d)))}));
    QCOMPARE(half, condition("\"\xEF\xBF\xBD\""));
}

void TestCriteriaCodec::tooBigIsRefused()
{
    const qsizetype frame = condition("\"\"").size();
    QVERIFY(readCriteria(condition('"' + QByteArray(maxCriteriaBytes - frame, 'x') + '"')));
    QCOMPARE(readCriteria(condition('"' + QByteArray(maxCriteriaBytes - frame + 1, 'x') + '"')).error().code,
             Code::TooBig);
}

void TestCriteriaCodec::answersMayHoldMore()
{
    const QByteArray answer
        = R"({"id":"x","new":{"criteria":1},"criteria":{"operator":"AND","weight":[1,{"a":null}],)"
          R"("conditions":[{"field":"a","operator":"equals","value":10000000000000000001,"x":true}]},)"
          R"("size":7})";
    const auto read = readCriteriaMember(answer, QStringLiteral("criteria"));
    QVERIFY(read);
    QCOMPARE(writeCriteria(*read), condition("10000000000000000001"));
    const auto absent = readCriteriaMember(answer, QStringLiteral("rules"));
    QCOMPARE(absent.error().code, Code::MissingMember);
    QCOMPARE(absent.error().word, QStringLiteral("rules"));
    const auto wrong
        = readCriteriaMember(R"({"criteria":{"operator":"AND","conditions":[{}]}})", QStringLiteral("criteria"));
    QCOMPARE(wrong.error().path, QStringLiteral("criteria.conditions[0]"));
    const ApiError error = criteriaError(wrong.error());
    QCOMPARE(error.code, QStringLiteral("criteria_no_node"));
    QCOMPARE(error.subject, QStringLiteral("criteria.conditions[0]"));
}

void TestCriteriaCodec::readsPartsForPasting()
{
    const QByteArray one = R"({"field":"a","operator":"equals","value":true})";
    QCOMPARE(readCriteriaNodes(one)->size(), 1);
    QCOMPARE(readCriteriaNodes('[' + one + ',' + sample + ']')->size(), 2);
    QCOMPARE(writeCriteriaNodes(*readCriteriaNodes('[' + one + ',' + sample + ']')), '[' + one + ',' + sample + ']');
    QCOMPARE(writeCriteriaNodes(*readCriteriaNodes('[' + one + ']')), one);
    QCOMPARE(writeCriteriaNodes({}), QByteArray("[]"));
    QCOMPARE(readCriteriaNodes('[' + one + ",{}]").error().path, QStringLiteral("[1]"));
    QCOMPARE(readCriteriaNodes("\"plain text\"").error().code, Code::WrongType);
}

void TestCriteriaCodec::randomCriteriaSurviveToTheByteF76()
{
    RandomCriteria random(1976);
    for (int i = 0; i < 5000; ++i) {
        const CriteriaGroup group = random.group();
        const QByteArray bytes = writeCriteria(group);
        const auto read = readCriteria(bytes);
        QVERIFY2(read, bytes.constData());
        QVERIFY(*read == group);
        QCOMPARE(writeCriteria(*read), bytes);
        QVERIFY(readCriteria(writeCriteria(group, JsonWriter::Form::Indented)) == group);
    }
}

void TestCriteriaCodec::readsDefinitions()
{
    const QByteArray body = R"({"name":"Big accounts","description":"d","criteria":)" + sample
        + R"(,"exclusions":["00000000-0000-4000-8000-000000000001"],"data_source":"crm_sync",)"
          R"("recalculate_on_update":false,"version":12})";
    const auto read = readDefinition(body);
    QVERIFY(read);
    QVERIFY(!read->bareCriteria);
    QCOMPARE(read->version, std::optional<qint64>(12));
    QCOMPARE(read->definition.name, QStringLiteral("Big accounts"));
    QCOMPARE(read->definition.source, AudienceSource::CrmSync);
    QVERIFY(!read->definition.recalculateOnUpdate);
    QCOMPARE(writeDefinition(read->definition, 12), body);
    QVERIFY(readDefinition(writeDefinition(read->definition, {}, JsonWriter::Form::Indented))->definition
            == read->definition);

    const auto bare = readDefinition(sample);
    QVERIFY(bare && bare->bareCriteria);
    QCOMPARE(writeCriteria(bare->definition.criteria), sample);
    const auto least = readDefinition(R"({"name":"n","criteria":)" + sample + R"(,"data_source":"customer_360"})");
    QVERIFY(least->definition.recalculateOnUpdate);
    QVERIFY(!least->version);
}

void TestCriteriaCodec::refusesDefinitions_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<CriteriaFault::Code>("code");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("word");
    const auto row = [](const QByteArray &members, Code code, const char *path, const char *word) {
        QTest::newRow(members.constData()) << members << code << QString::fromUtf8(path) << QString::fromUtf8(word);
    };
    const QByteArray good = R"("criteria":{"operator":"AND","conditions":[]})";
    row(good + R"(,"data_source":"crm_sync")", Code::MissingMember, "", "name");
    row(good + R"(,"name":"n")", Code::MissingMember, "", "data_source");
    row(R"("name":"n","data_source":"crm_sync")", Code::MissingMember, "", "criteria");
    row(good + R"(,"name":7)", Code::WrongType, "name", "text");
    row(good + R"(,"description":null)", Code::WrongType, "description", "text");
    row(good + R"(,"data_source":"crm")", Code::UnknownSource, "data_source", "crm");
    row(good + R"(,"exclusions":"x")", Code::WrongType, "exclusions", "array");
    row(good + R"(,"exclusions":["x",1])", Code::WrongType, "exclusions[1]", "text");
    row(good + R"(,"recalculate_on_update":"yes")", Code::WrongType, "recalculate_on_update", "boolean");
    row(good + R"(,"version":1.5)", Code::WrongType, "version", "integer");
    row(good + R"(,"version":99999999999999999999)", Code::WrongType, "version", "integer");
    row(good + R"(,"owner":"n")", Code::UnknownMember, "owner", "owner");
    row(R"("criteria":{"operator":"AND","conditions":[{"operator":"OR","conditions":[{}]}]})", Code::NoNode,
        "criteria.conditions[0].conditions[0]", "");
    row(good + ',' + good, Code::RepeatedMember, "criteria", "");
    row("", Code::MissingMember, "", "name");
}

void TestCriteriaCodec::refusesDefinitions()
{
    QFETCH(QByteArray, members);
    const auto read = readDefinition('{' + members + '}');
    QVERIFY(!read);
    QTEST(read.error().code, "code");
    QTEST(read.error().path, "path");
    QTEST(read.error().word, "word");
}

void TestCriteriaCodec::pathsOfAnyBytes()
{
    QCOMPARE(jsonPathAt(R"({"a":[1,{"b c":2}]})", 15), QStringLiteral("a[1][\"b c\"]"));
    QCOMPARE(jsonPathAt("}}]],,\"", 100), QString());
    QCOMPARE(jsonPathAt("{\"a\":[[[", 8), QStringLiteral("a[0][0][0]"));
    QCOMPARE(jsonPathAt("{\"open", 6), QString());
}

MUSTER_TEST(TestCriteriaCodec, muster::tests::NoApplication)

} // namespace tst_criteriacodec
#include "tst_criteriacodec.moc"
