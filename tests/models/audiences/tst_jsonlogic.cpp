// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/jsonlogic.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>

using namespace muster;

namespace tst_jsonlogic {
using Code = CriteriaFault::Code;
using Op = CriteriaOperator;

namespace {

QByteArray compact(const QByteArray &json)
{
    return QByteArray(json).replace("\n", "").replace("  ", "").replace("\": ", "\":");
}

} // namespace

class TestJsonLogic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes();
    void readsMoreThanItWrites_data();
    void readsMoreThanItWrites();
    void refusesTheRestWithItsPlace_data();
    void refusesTheRestWithItsPlace();
    void randomCriteriaSurviveF76();
};

void TestJsonLogic::writes()
{
    const QString f = QStringLiteral("f");
    const CriteriaGroup group = allOf({is(f, number("500000"), Op::GreaterThan),
                                       is(f, number("1.50"), Op::LessThan),
                                       {anyOf({is(f, true), is(f, QStringLiteral("x"), Op::NotEquals)})},
                                       is(f, QStringLiteral("ab"), Op::Contains),
                                       is(f, QString::fromUcs4(U"a\U0001F600"), Op::StartsWith)});
    QCOMPARE(compact(writeJsonLogic(group)),
             QByteArray(R"({"and":[{">":[{"var":"f"},500000]},{"<":[{"var":"f"},1.50]},)"
                        R"({"or":[{"==":[{"var":"f"},true]},{"!=":[{"var":"f"},"x"]}]},)"
                        R"({"in":["ab",{"var":"f"}]},{"==":[{"substr":[{"var":"f"},0,3]},"a)"
                        "\xF0\x9F\x98\x80\"]}]}"));
}

void TestJsonLogic::readsMoreThanItWrites_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("written");
    const auto row
        = [](const char *json, const char *written) { QTest::newRow(json) << QByteArray(json) << QByteArray(written); };
    row(R"({"===":[{"var":"f"},1]})", R"({"and":[{"==":[{"var":"f"},1]}]})");
    row(R"({"or":[{"!==":["x",{"var":["f"]}]}]})", R"({"or":[{"!=":[{"var":"f"},"x"]}]})");
    row(R"({">":[5,{"var":"f"}]})", R"({"and":[{"<":[{"var":"f"},5]}]})");
    row(R"({"<":[5,{"var":"f"}]})", R"({"and":[{">":[{"var":"f"},5]}]})");
    row(R"({"in":[{"var":"f"},["a",2,true]]})",
        R"({"or":[{"==":[{"var":"f"},"a"]},{"==":[{"var":"f"},2]},{"==":[{"var":"f"},true]}]})");
    row(R"({"==":["ab",{"substr":[{"var":"f"},0,2]}]})", R"({"and":[{"==":[{"substr":[{"var":"f"},0,2]},"ab"]}]})");
    row(R"({"and":[]})", R"({"and":[]})");
}

void TestJsonLogic::readsMoreThanItWrites()
{
    QFETCH(QByteArray, json);
    const auto read = readJsonLogic(json);
    QVERIFY2(read, read ? "" : qPrintable(read.error().path));
    QTEST(compact(writeJsonLogic(*read)), "written");
}

void TestJsonLogic::refusesTheRestWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<CriteriaFault::Code>("code");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *json, Code code, const char *path, const char *word) {
        QTest::newRow(json) << QByteArray(json) << code << QString::fromLatin1(path) << QString::fromLatin1(word);
    };
    const Code no = Code::NotExpressible;
    row(R"({"!":[{"==":[{"var":"f"},1]}]})", no, "[\"!\"]", "!");
    row(R"({"and":[{"==":[{"var":"f"},1]},{">=":[{"var":"f"},1]}]})", no, "and[1][\">=\"]", ">=");
    row(R"({"or":[{"and":[{"if":[1,2,3]}]}]})", no, "or[0].and[0].if", "if");
    row(R"({"<":[1,{"var":"f"},5]})", no, "[\"<\"]", "<");
    row(R"({"==":[{"var":"f"},{"var":"g"}]})", no, "[\"==\"]", "==");
    row(R"({"==":[1,2]})", no, "[\"==\"]", "==");
    row(R"({"==":[{"var":"f"}]})", no, "[\"==\"]", "==");
    row(R"({"==":[{"+":[{"var":"f"},1]},2]})", no, "[\"==\"][0][\"+\"]", "+");
    row(R"({"==":[{"var":["f","default"]},2]})", no, "[\"==\"][0].var[1]", "var");
    row(R"({"==":[{"var":1},2]})", no, "[\"==\"][0].var", "var");
    row(R"({"==":[{"substr":[{"var":"f"},0,3]},"ab"]})", no, "[\"==\"]", "==");
    row(R"({"!=":[{"substr":[{"var":"f"},0,2]},"ab"]})", no, "[\"!=\"]", "!=");
    row(R"({"==":[{"substr":[{"var":"f"},1,2]},"ab"]})", no, "[\"==\"][0].substr", "substr");
    row(R"({"==":[{"substr":[{"var":"f"},0]},"ab"]})", no, "[\"==\"][0].substr", "substr");
    row(R"({"in":["a",["a","b"]]})", no, "in", "in");
    row(R"({"==":[{"var":"f"},null]})", Code::WrongType, "[\"==\"][1]", "value");
    row(R"({"and":{"==":[{"var":"f"},1]}})", Code::WrongType, "and", "array");
    row(R"({"and":[true]})", Code::WrongType, "and[0]", "object");
    row(R"({"and":[],"or":[]})", Code::NoNode, "", "");
    row("{}", Code::NoNode, "", "");
    row("[]", Code::WrongType, "", "object");
    row(R"({"and":[{"==":[{"var":"f")", Code::CutShort, "and[0][\"==\"][0].var", "");
}

void TestJsonLogic::refusesTheRestWithItsPlace()
{
    QFETCH(QByteArray, json);
    const auto read = readJsonLogic(json);
    QVERIFY(!read);
    QTEST(read.error().code, "code");
    QTEST(read.error().path, "path");
    QTEST(read.error().word, "word");
    QVERIFY(read.error().offset <= json.size());
}

void TestJsonLogic::randomCriteriaSurviveF76()
{
    RandomCriteria random(12);
    for (int i = 0; i < 3000; ++i) {
        const CriteriaGroup group = random.group();
        const QByteArray json = writeJsonLogic(group);
        const auto read = readJsonLogic(json);
        QVERIFY2(read && *read == group, json.constData());
    }
}

MUSTER_TEST(TestJsonLogic, muster::tests::NoApplication)

} // namespace tst_jsonlogic
#include "tst_jsonlogic.moc"
