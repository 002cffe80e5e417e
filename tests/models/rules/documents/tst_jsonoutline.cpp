// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/jsonoutline.h"

#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <simdjson.h>

using namespace muster;

namespace tst_jsonoutline {
using Kind = JsonOutline::Kind;

class TestJsonOutline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stringsKeysAndNumbersAreFound();
    void textsAreDecoded_data();
    void textsAreDecoded();
    void whatIsSaidTogetherHasOneShape();
    void speakersAreInheritedFromAbove();
    void speakersAreNamedInManyWays();
    void faultsNameTheirPlace_data();
    void faultsNameTheirPlace();
    void F66_limitsHold();
    void acceptsWhatAnotherParserAccepts();
};

void TestJsonOutline::stringsKeysAndNumbersAreFound()
{
    const QByteArray json = R"({"a": "x", "a": [4155550123, true, "y"], "": {"n": 12, "m": 1234}})";
    const auto outline = JsonOutline::read(json);
    QVERIFY(outline.has_value());
    QStringList seen;
    for (const JsonOutline::Node &node : outline->nodes())
        seen << QString::number(int(node.kind)) + QString::fromStdString(std::string(outline->raw(node)));
    // Short numbers only in the two outermost levels; {"n": 12} is the second.
    QCOMPARE(seen.join(u' '), QStringLiteral("0a 1x 0a 24155550123 3true 1y 0 0n 212 0m 21234"));
    QCOMPARE(outline->containers().size(), std::size_t(3));
    QCOMPARE(outline->containers()[1].isArray, true);
    QCOMPARE(json.at(outline->containers()[1].close), ']');
    QCOMPARE(json.at(outline->containers()[0].close), '}');
    QCOMPARE(outline->nodes()[4].place, 1U);
    QCOMPARE(outline->nodes()[5].place, 2U);
    QCOMPARE(outline->nodes()[1].place, 0U); // its key
    QCOMPARE(outline->nodes()[0].shape, outline->nodes()[2].shape);
}

void TestJsonOutline::textsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("mended");
    QTest::newRow("plain") << QByteArray(R"("abc")") << QByteArray("abc") << false;
    QTest::newRow("simple") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QByteArray("\"\\/\b\f\n\r\t") << false;
    QTest::newRow("units") << QByteArray(R"("\u0041\u00e9\u20AC")") << QByteArray("A\xc3\xa9\xe2\x82\xac") << false;
    QTest::newRow("pair") << QByteArray(R"("\ud83d\ude00!")") << QByteArray("\xf0\x9f\x98\x80!") << false;
    QTest::newRow("nothing") << QByteArray(R"("\u0000")") << QByteArray("\0", 1) << false;
    QTest::newRow("high alone") << QByteArray(R"("\ud83dx")") << QByteArray("\xef\xbf\xbdx") << true;
    QTest::newRow("low alone") << QByteArray(R"("\ude00x")") << QByteArray("\xef\xbf\xbdx") << true;
    QTest::newRow("two high") << QByteArray(R"("\ud83d\ud83d\ude00")") << QByteArray("\xef\xbf\xbd\xf0\x9f\x98\x80")
                              << true;
    QTest::newRow("high, then another") << QByteArray(R"("\ud83d\u0041")")
                                        << QByteArray("\xef\xbf\xbd"
                                                      "A")
                                        << true;
}

void TestJsonOutline::textsAreDecoded()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, text);
    QFETCH(bool, mended);
    const auto outline = JsonOutline::read(json);
    QVERIFY(outline.has_value());
    std::string buffer;
    QCOMPARE(QByteArray::fromStdString(std::string(outline->text(outline->nodes()[0], buffer))), text);
    QCOMPARE(outline->nodes()[0].isMended, mended);
}

void TestJsonOutline::whatIsSaidTogetherHasOneShape()
{
    const QByteArray json = R"({"turns":[{"text":"a","n":{"text":"b"}},{"text":"c"},{"x":"q","text":"d"}],"text":"e"})";
    const auto outline = JsonOutline::read(json);
    QVERIFY(outline.has_value());
    QMap<QString, std::uint32_t> shapes;
    for (const JsonOutline::Node &node : outline->nodes()) {
        if (node.kind == Kind::String)
            shapes.insert(QString::fromStdString(std::string(outline->raw(node))), node.shape);
    }
    QCOMPARE(shapes[QStringLiteral("a")], shapes[QStringLiteral("c")]);
    QCOMPARE(shapes[QStringLiteral("a")], shapes[QStringLiteral("d")]);
    QSet<std::uint32_t> different{shapes[QStringLiteral("a")], shapes[QStringLiteral("b")], shapes[QStringLiteral("q")],
                                  shapes[QStringLiteral("e")]};
    QCOMPARE(different.size(), 4);
}

void TestJsonOutline::speakersAreInheritedFromAbove()
{
    // The author may be named behind the text, and above it.
    const QByteArray json = R"([{"body":{"text":"hello"},"author":"A"},{"Speaker":"B","text":"hi"},)"
                            R"({"text":"yes","role":"A"},{"text":"who?"}])";
    const auto outline = JsonOutline::read(json);
    QVERIFY(outline.has_value());
    QMap<QString, std::uint32_t> speakers;
    for (const JsonOutline::Node &node : outline->nodes()) {
        if (node.kind == Kind::String)
            speakers.insert(QString::fromStdString(std::string(outline->raw(node))),
                            outline->containers()[node.container].speaker);
    }
    QVERIFY(speakers[QStringLiteral("hello")] != 0);
    QCOMPARE(speakers[QStringLiteral("hello")], speakers[QStringLiteral("yes")]);
    QVERIFY(speakers[QStringLiteral("hi")] != 0);
    QVERIFY(speakers[QStringLiteral("hi")] != speakers[QStringLiteral("yes")]);
    QCOMPARE(speakers[QStringLiteral("who?")], 0U);
}

void TestJsonOutline::speakersAreNamedInManyWays()
{
    for (const char *name : {"speaker", "author", "role", "channelName", "userId", "USERTYPE"}) {
        const QByteArray key = name;
        const QByteArray json = "[{\"text\":\"hello\",\"" + key + "\":\"A\"},{\"" + key + "\":\"A\",\"text\":\"yes\"}]";
        const auto outline = JsonOutline::read(json);
        QVERIFY(outline.has_value());
        QVERIFY2(outline->containers()[1].speaker != 0, name);
        QCOMPARE(outline->containers()[1].speaker, outline->containers()[2].speaker);
    }
    // The kind of a channel is nobody's.
    const auto outline = JsonOutline::read(R"([{"channelType":"VOICE","text":"hello"}])");
    QCOMPARE(outline->containers()[1].speaker, 0U);
}

void TestJsonOutline::faultsNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("offset");
    const auto row = [](const char *json, const char *code, int offset) {
        QTest::addRow("%s", json) << QByteArray(json) << QString::fromLatin1(code) << QString::number(offset);
    };
    row("", "document_cut", 0);
    row("  ", "document_cut", 2);
    row("{", "document_cut", 1);
    row("[1,", "document_cut", 3);
    row("\"abc", "document_cut", 4);
    row("tru", "document_cut", 3);
    row("{\"a\":1,}", "document_not_json", 7);
    row("[1,]", "document_not_json", 3);
    row("[1 2]", "document_not_json", 3);
    row("{\"a\" 1}", "document_not_json", 5);
    row("{a:1}", "document_not_json", 1);
    row("[1}", "document_not_json", 2);
    row("01", "document_not_json", 1);
    row("1.", "document_cut", 2);
    row("1.x", "document_not_json", 2);
    row("-", "document_cut", 1);
    row("\"\\x\"", "document_not_json", 2);
    row("\"a\tb\"", "document_not_json", 2);
    row("truth", "document_not_json", 0);
    row("1 1", "document_not_json", 2);
    row("\"a\xff\"", "document_not_utf8", 2);
    row("\"\xed\xa0\x80\"", "document_not_utf8", 1); // half a pair
    row("\"\xc0\xaf\"", "document_not_utf8", 1); // overlong
}

void TestJsonOutline::faultsNameTheirPlace()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, code);
    QFETCH(QString, offset);
    const auto outline = JsonOutline::read(json);
    QVERIFY(!outline.has_value());
    QCOMPARE(outline.error().code, code);
    QCOMPARE(outline.error().detail, offset);
}

void TestJsonOutline::F66_limitsHold()
{
    const auto nested = [](int depth) -> QByteArray { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(JsonOutline::read(nested(512)).has_value());
    const auto deep = JsonOutline::read(nested(513));
    QCOMPARE(deep.error().code, QStringLiteral("document_depth"));
    QCOMPARE(deep.error().detail, QStringLiteral("512"));
    const QByteArray large(64 * 1024 * 1024 + 1, ' ');
    QCOMPARE(JsonOutline::read(large).error().code, QStringLiteral("document_size"));
    QByteArray many("[");
    many += QByteArray("\"\",").repeated(8'000'000) + "\"\"]";
    QCOMPARE(JsonOutline::read(many).error().code, QStringLiteral("document_values"));
}

void TestJsonOutline::acceptsWhatAnotherParserAccepts()
{
    const QList<QByteArray> seeds{R"({"a":[1,2.5e-3,"x\u00e9\n",{"b":null}],"c":"\ud83d\ude00"})",
                                  R"([[],{},"",0,-0.0,true,false,null,[{"k":[1]}]])"};
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QByteArray letters(R"( {}[],:"\u0dea189.-+etrfnl)");
    simdjson::dom::parser parser;
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        QByteArray json = seeds[i % 2];
        for (int change = random.bounded(4); change >= 0; --change) {
            const auto at = random.bounded(int(json.size()));
            const char c = letters[random.bounded(int(letters.size()))];
            switch (random.bounded(3)) {
            case 0:
                json[at] = c;
                break;
            case 1:
                json.insert(at, c);
                break;
            default:
                json.remove(at, 1);
            }
        }
        const simdjson::padded_string padded(json.constData(), std::size_t(json.size()));
        const simdjson::error_code error = parser.parse(padded).error();
        const auto outline = JsonOutline::read(json);
        accepted += outline.has_value() ? 1 : 0;
        // It refuses half pairs and numbers that no double holds; here they are text.
        if (error == simdjson::STRING_ERROR || error == simdjson::NUMBER_ERROR)
            continue;
        QVERIFY2(outline.has_value() == (error == simdjson::SUCCESS), json.constData());
    }
    QVERIFY(accepted > 5000);
}

MUSTER_TEST(TestJsonOutline, muster::tests::NoApplication)

} // namespace tst_jsonoutline
#include "tst_jsonoutline.moc"
