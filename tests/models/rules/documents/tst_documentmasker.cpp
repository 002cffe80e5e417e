// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/documentmasker.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

using namespace muster;

namespace tst_documentmasker {

namespace {

DocumentMasker masker(const MaskPolicy &policy = {}, const Secret &key = {})
{
    auto engine = MaskEngine::make(policy);
    Q_ASSERT(engine);
    auto made = DocumentMasker::make(*engine, key);
    Q_ASSERT(made);
    return *std::move(made);
}

QByteArray maskedJson(const QByteArray &json)
{
    static DocumentMasker one = masker();
    const auto document = one.maskJson(json, {});
    return document ? document->bytes : document.error().code.toUtf8();
}

/// "$.a 3-15 -> 0-14 email email.address".
QStringList described(const MaskedDocument &document)
{
    QStringList lines;
    for (const DocumentFinding &finding : document.findings) {
        lines << QStringLiteral("%1%2 %3-%4 -> %5-%6 %7")
                     .arg(QString::fromStdString(document.paths[finding.path]),
                          finding.inKey ? QStringLiteral(" key") : QString(), QString::number(finding.begin),
                          QString::number(finding.end), QString::number(finding.outBegin),
                          QString::number(finding.outEnd), QString::fromLatin1(entityKey(finding.entity).data()));
    }
    return lines;
}

} // namespace

class TestDocumentMasker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F78_everyStringAtEveryDepth_data();
    void F78_everyStringAtEveryDepth();
    void F78_keysThatBecomeEqualAreNumbered();
    void F78_aNumberOverTwoBlocksOfOneSpeaker();
    void F78_annotationsRepeatNothing();
    void F78_aKindBesideAValueAnnouncesIt_data();
    void F78_aKindBesideAValueAnnouncesIt();
    void F78_mailIsFromSomebody_data();
    void F78_mailIsFromSomebody();
    void findingsSayWhereInCodePoints();
    void findingsNameKeysAsTheyAreWritten();
    void numbersUnderACueBecomeTags_data();
    void numbersUnderACueBecomeTags();
    void artifactsSayThatTheyAreMasked_data();
    void artifactsSayThatTheyAreMasked();
    void S39_pseudonymsAreOfOneInteraction();
    void S39_artifactsOfAnArrayHaveNothingInCommon();
    void aPolicyWithPseudonymsNeedsAKey();
    void allowedTextsStay();
    void F78_aFakeTagHidesNothing();
    void F78_whatTheSecondLookFindsIsHeld();
    void plainTextIsMaskedLineByLine();
    void linesAroundAreOnlyContext();
    void whatCannotBeReadIsRefused();
    void everythingElseStaysByteByByte();
};

void TestDocumentMasker::F78_everyStringAtEveryDepth_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *json, const char *expected) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(expected);
    };
    row("alone", R"("jane@example.com")", R"("[EMAIL_MASKED]")");
    row("nested", R"({"a":{"b":[{"c":["call 415-555-0123 now"]}]}})",
        R"({"a":{"b":[{"c":["call [PHONE_MASKED] now"]}]}})");
    row("white space and numbers stay", "{ \"a\" :\t1.50,\r\n \"ssn\": \"123-45-6789\" }\n",
        "{ \"a\" :\t1.50,\r\n \"ssn\": \"[SSN_MASKED]\" }\n");
    row("byte order mark", "\xef\xbb\xbf[\"a@example.com\"]", "\xef\xbb\xbf[\"[EMAIL_MASKED]\"]");
    row("a key", R"({"jane@example.com":{"calls":3}})", R"({"[EMAIL_MASKED]":{"calls":3}})");
    row("escaped", R"(["jane\u0040example.com", "415\u002d555\u002d0123"])", R"(["[EMAIL_MASKED]", "[PHONE_MASKED]"])");
    row("the rest is escaped anew", R"(["\"\\\n\u0001\u00e9 a@example.com"])",
        "[\"\\\"\\\\\\u000a\\u0001\xc3\xa9 [EMAIL_MASKED]\"]");
    row("escapes of others stay", R"(["\u00e9\/","a@example.com"])", R"(["\u00e9\/","[EMAIL_MASKED]"])");
    row("full-width", "[\"\xef\xbc\x94\xef\xbc\x91\xef\xbc\x95-555-0123\"]", R"(["[PHONE_MASKED]"])");
    row("zero-width", "[\"415\xe2\x80\x8b-555\xe2\x80\x8b-0123\"]", R"(["[PHONE_MASKED]"])");
    row("a zero-width escape", R"(["415\u200b-555-01\u200b23"])", R"(["[PHONE_MASKED]"])");
    row("named twice", R"({"a":"x@example.com","a":"y","a":"z@example.com"})",
        R"({"a":"[EMAIL_MASKED]","a":"y","a":"[EMAIL_MASKED]"})");
    row("half a pair", R"(["\ud83d","\ud83d a@example.com"])", "[\"\xef\xbf\xbd\",\"\xef\xbf\xbd [EMAIL_MASKED]\"]");
    row("nothing personal", R"({"order":"4711","price":"12.50","at":"2026-05-01T10:00:00Z"})",
        R"({"order":"4711","price":"12.50","at":"2026-05-01T10:00:00Z"})");
}

void TestDocumentMasker::F78_everyStringAtEveryDepth()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(maskedJson(json), expected);
}

void TestDocumentMasker::F78_keysThatBecomeEqualAreNumbered()
{
    QCOMPARE(maskedJson(R"({"a@example.com":1,"b@example.com":2,"c":3,"d@example.com":4})"),
             QByteArray(R"j({"[EMAIL_MASKED]":1,"[EMAIL_MASKED] (2)":2,"c":3,"[EMAIL_MASKED] (3)":4})j"));
    // What has the name already keeps it, wherever it stands.
    QCOMPARE(maskedJson(R"j({"a@example.com":1,"[EMAIL_MASKED]":2,"[EMAIL_MASKED] (2)":3})j"),
             QByteArray(R"j({"[EMAIL_MASKED] (3)":1,"[EMAIL_MASKED]":2,"[EMAIL_MASKED] (2)":3})j"));
    // Each object for itself.
    QCOMPARE(maskedJson(R"([{"a@example.com":1},{"b@example.com":2}])"),
             QByteArray(R"([{"[EMAIL_MASKED]":1},{"[EMAIL_MASKED]":2}])"));
}

void TestDocumentMasker::F78_aNumberOverTwoBlocksOfOneSpeaker()
{
    // One says a number in two blocks, and the other says digits between: it is a number only by who says what, which
    // is named as CXone does.
    const auto blocks = [](const QByteArray &name, const QByteArray &first, const QByteArray &between,
                           const QByteArray &last) -> QByteArray {
        const auto block = [&name](const char *who, const QByteArray &text) -> QByteArray {
            return "{\"" + name + "\":\"" + who + "\",\"text\":\"" + text + "\"}";
        };
        return "{\"transcriptBlocks\":[" + block("c", "My phone number is " + first) + ',' + block("a", between) + ','
            + block("c", last) + "]}";
    };
    const auto said = [&blocks](const QByteArray &name) {
        return maskedJson(
            blocks(name, "two one two five five five", "nine eight seven nine eight seven nine", "oh one four three"));
    };
    const char *tag = "[PHONE_MASKED]";
    for (const char *name : {"channelName", "userId", "userType"})
        QCOMPARE(said(name), blocks(name, tag, tag, tag));
    // And with a word of the other between.
    QCOMPARE(maskedJson(R"([{"text":"My number is two one two five five five","userType":"c"},)"
                        R"({"text":"Go ahead.","userType":"a"},{"text":"oh one four three","userType":"c"}])"),
             QByteArray(R"([{"text":"My number is [PHONE_MASKED]","userType":"c"},)"
                        R"({"text":"Go ahead.","userType":"a"},{"text":"[PHONE_MASKED]","userType":"c"}])"));
}

void TestDocumentMasker::F78_annotationsRepeatNothing()
{
    MaskPolicy policy;
    policy.rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Tag;
    DocumentMasker mask = masker(policy);
    const auto masked = [&mask](const QByteArray &json) { return mask.maskJson(json, {})->bytes; };
    // What nothing announces where it is repeated, and no dictionary knows.
    const QByteArray said
        = R"({"blocks":[{"text":"My name is Qanthe Vryll, call me at two one two five five five oh one four )"
          R"(three"}],)";
    const QByteArray written = R"({"blocks":[{"text":"My name is [NAME_MASKED], call me at [PHONE_MASKED]"}],)";
    QCOMPARE(masked(said + R"("annotations":[{"value":"qanthe  vryll","displayText":"QANTHE VRYLL"}]})"),
             QByteArray(written + R"("annotations":[{"value":"[NAME_MASKED]","displayText":"[NAME_MASKED]"}]})"));
    QCOMPARE(
        masked(said
               + R"("segmentSummary":{"summary":"Qanthe Vryll wants a call.","actions":[{"text":"Qanthel Vrylls"}]}})"),
        QByteArray(
            written
            + R"("segmentSummary":{"summary":"[NAME_MASKED] wants a call.","actions":[{"text":"Qanthel Vrylls"}]}})"));
    // Elsewhere two people may have one name; and what was found nowhere is no repetition.
    QCOMPARE(masked(said + R"("shop":"Qanthe Vryll"})"), QByteArray(written + R"("shop":"Qanthe Vryll"})"));
    QCOMPARE(masked(R"({"annotations":[{"value":"qanthe vryll"}]})"),
             QByteArray(R"({"annotations":[{"value":"qanthe vryll"}]})"));
    const auto document = mask.maskJson(QByteArray(said + R"("annotations":[{"value":"Qanthe Vryll"}]})"), {});
    QCOMPARE(document->rules[document->findings.back().rule], std::string("repeat.person_name"));
    QVERIFY(document->isClean());
}

void TestDocumentMasker::F78_aKindBesideAValueAnnouncesIt_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *json, const char *expected) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(expected);
    };
    row("phone", R"([{"type":"phone number","value":"5550143"}])",
        R"([{"type":"phone number","value":"[PHONE_MASKED]"}])");
    row("behind it", R"([{"displayText":"5550143","type":"PHONE_NUMBER"}])",
        R"([{"displayText":"[PHONE_MASKED]","type":"PHONE_NUMBER"}])");
    row("a number", R"([{"entityType":"mobilePhone","value":5550143}])",
        R"([{"entityType":"mobilePhone","value":"[PHONE_MASKED]"}])");
    row("of another object", R"([{"type":"phone","value":"x"},{"value":"5550143"}])",
        R"([{"type":"phone","value":"x"},{"value":"5550143"}])");
    row("of another kind", R"([{"type":"order","value":"5550143"}])", R"([{"type":"order","value":"5550143"}])");
    row("another member", R"([{"type":"phone","score":"5550143"}])", R"([{"type":"phone","score":"5550143"}])");
}

void TestDocumentMasker::F78_aKindBesideAValueAnnouncesIt()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(maskedJson(json), expected);
}

void TestDocumentMasker::F78_mailIsFromSomebody_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *json, const char *expected) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(expected);
    };
    row("name and address", R"({"emailMetadata":{"from":"Jane Roe <jane@example.com>","subject":"Refund"}})",
        R"({"emailMetadata":{"from":"[NAME_MASKED]","subject":"Refund"}})");
    row("an address", R"({"emailMetadata":{"to":"jane@example.com"}})", R"({"emailMetadata":{"to":"[EMAIL_MASKED]"}})");
    row("several", R"({"mail":{"cc":["Jane Roe","shop@example.com"]}})",
        R"({"mail":{"cc":["[NAME_MASKED]","[EMAIL_MASKED]"]}})");
    row("no mail", R"({"route":{"from":"Berlin","to":"Bonn"}})", R"({"route":{"from":"Berlin","to":"Bonn"}})");
}

void TestDocumentMasker::F78_mailIsFromSomebody()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    MaskPolicy policy;
    policy.rules[static_cast<std::size_t>(Entity::PersonName)].action = MaskAction::Tag;
    const auto document = masker(policy).maskJson(json, {});
    QVERIFY(document.has_value());
    QCOMPARE(document->bytes, expected);
}

void TestDocumentMasker::findingsSayWhereInCodePoints()
{
    DocumentMasker mask = masker();
    // Two code points of four bytes, an escape, then the address; behind it another.
    const auto document = mask.maskJson(R"({"t":[{"x":"ok"},{"x":"😀😀\n a@example.com, b@example.com"}]})", {});
    QVERIFY(document.has_value());
    QCOMPARE(document->bytes, QByteArray(R"({"t":[{"x":"ok"},{"x":"😀😀\u000a [EMAIL_MASKED], [EMAIL_MASKED]"}]})"));
    QCOMPARE(
        described(*document),
        (QStringList{QStringLiteral("$.t[1].x 4-17 -> 4-18 email"), QStringLiteral("$.t[1].x 19-32 -> 20-34 email")}));
    QCOMPARE(document->findingsOf(Entity::Email), std::uint64_t(2));
    QCOMPARE(document->findingsOf(Entity::Phone), std::uint64_t(0));
    QCOMPARE(document->strings, std::uint64_t(5)); // "t", twice "x", two texts
    QCOMPARE(document->rules[document->findings[0].rule], std::string("email.address"));
    QVERIFY(document->isClean());
}

void TestDocumentMasker::findingsNameKeysAsTheyAreWritten()
{
    DocumentMasker mask = masker();
    const auto document
        = mask.maskJson(R"({"a@example.com":{"two words":"415-555-0123"},"b@example.com":["c@example.com"]})", {});
    QVERIFY(document.has_value());
    QCOMPARE(described(*document),
             (QStringList{QStringLiteral(R"($["[EMAIL_MASKED]"] key 0-13 -> 0-14 email)"),
                          QStringLiteral(R"($["[EMAIL_MASKED]"]["two words"] 0-12 -> 0-14 phone)"),
                          QStringLiteral(R"j($["[EMAIL_MASKED] (2)"] key 0-13 -> 0-14 email)j"),
                          QStringLiteral(R"j($["[EMAIL_MASKED] (2)"][0] 0-13 -> 0-14 email)j")}));
}

void TestDocumentMasker::numbersUnderACueBecomeTags_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *json, const char *expected) {
        QTest::addRow("%s", json) << QByteArray(json) << QByteArray(expected);
    };
    row(R"({"phone":4155550123})", R"({"phone":"[PHONE_MASKED]"})");
    row(R"({"phone": 4155550123.0 })", R"({"phone": "[PHONE_MASKED]" })");
    row(R"({"phone":4.155550123e9})", R"({"phone":"[PHONE_MASKED]"})");
    row(R"({"phones":[4155550123,5]})", R"({"phones":["[PHONE_MASKED]",5]})");
    row(R"({"phone":{"value":4155550123,"since":1718000000}})",
        R"({"phone":{"value":"[PHONE_MASKED]","since":1718000000}})");
    row(R"({"ssn":12345678})", R"({"ssn":"[SSN_MASKED]"})");
    row(R"({"cardNumber":4111111111111112})", R"({"cardNumber":"[CARD_MASKED]"})"); // a wrong check digit
    row(R"({"timestamp":1718000000,"order":4155550123})", R"({"timestamp":1718000000,"order":4155550123})");
    row(R"({"offsetMs":1718000000})", R"({"offsetMs":1718000000})");
    row(R"({"phone":"0000 1234567"})", R"({"phone":"[PHONE_MASKED]"})"); // of no numbering plan
    row(R"({"dateOfBirth":"1980-02-29"})", R"({"dateOfBirth":"[BIRTH_DATE_MASKED]"})");
    row(R"({"dateOfPurchase":"1980-02-29"})", R"({"dateOfPurchase":"1980-02-29"})");
}

void TestDocumentMasker::numbersUnderACueBecomeTags()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(maskedJson(json), expected);
}

void TestDocumentMasker::artifactsSayThatTheyAreMasked_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *json, const char *expected) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(expected);
    };
    row("alone", R"({"interactionId":"i","transcript":{"masked":false},"masked": false})",
        R"({"interactionId":"i","transcript":{"masked":false},"masked": true})");
    row("in an array", R"([{"masked":false,"interactionId":"i","transcript":{}},{"masked":false}])",
        R"([{"masked":true,"interactionId":"i","transcript":{}},{"masked":false}])");
    row("as a text", R"({"interactionId":"i","transcript":{},"masked":"no"})",
        R"({"interactionId":"i","transcript":{},"masked":true})");
    row("not said", R"({"interactionId":"i","transcript":{} })",
        R"({"interactionId":"i","transcript":{} ,"masked":true})");
    row("said twice", R"({"masked":false,"interactionId":"i","transcript":{},"masked":null})",
        R"({"masked":true,"interactionId":"i","transcript":{},"masked":true})");
    row("another object", R"({"id":"i","masked":false})", R"({"id":"i","masked":false})");
}

void TestDocumentMasker::artifactsSayThatTheyAreMasked()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    QCOMPARE(maskedJson(json), expected);
}

void TestDocumentMasker::S39_pseudonymsAreOfOneInteraction()
{
    MaskPolicy policy;
    policy.rules[static_cast<std::size_t>(Entity::Email)].action = MaskAction::PseudonymPerInteraction;
    DocumentMasker mask = masker(policy, Secret(QByteArray(32, '\x0b')));
    const QByteArray body = R"("transcript":{"turns":["a@example.com","A@Example.com","b@example.com"]}})";
    const auto texts = [&](const QByteArray &id, const MaskContext &context) {
        const QByteArray json = R"({"interactionId":")" + id + R"(",)" + body;
        const auto document = mask.maskJson(json, context);
        return QJsonDocument::fromJson(document->bytes)[QStringLiteral("transcript")][QStringLiteral("turns")]
            .toArray()
            .toVariantList();
    };
    const QVariantList one = texts("int-1", {});
    QCOMPARE(one.size(), 3);
    QCOMPARE(one[0], one[1]);
    QVERIFY(one[0] != one[2]);
    const QVariantList two = texts("int-2", {});
    for (const QVariant &text : two)
        QVERIFY(!one.contains(text));
    QCOMPARE(texts("int-2", {.interactionId = QStringLiteral("int-1"), .now = {}}), one); // the caller knows better
}

void TestDocumentMasker::S39_artifactsOfAnArrayHaveNothingInCommon()
{
    MaskPolicy policy;
    policy.rules[static_cast<std::size_t>(Entity::Email)].action = MaskAction::PseudonymPerInteraction;
    DocumentMasker mask = masker(policy, Secret(QByteArray(32, '\x0b')));
    const QByteArray one = R"({"interactionId":"int-1","transcript":{"t":"a@example.com"},"masked":false})";
    const QByteArray two = R"({"interactionId":"int-2","transcript":{"t":"a@example.com"},"masked":false})";
    const QByteArray other = R"({"t":"415-555-0123"})";
    const QByteArray all = "[ " + one + ",\n" + two + "," + other + " ]";
    const auto document = mask.maskJson(all, {});
    QVERIFY(document.has_value());
    const QByteArray expected
        = "[ " + mask.maskJson(one, {})->bytes + ",\n" + mask.maskJson(two, {})->bytes + R"(,{"t":"[PHONE_MASKED]"} ])";
    QCOMPARE(document->bytes, expected);
    QVERIFY(mask.maskJson(one, {})->bytes.mid(24) != mask.maskJson(two, {})->bytes.mid(24));
    QCOMPARE(described(*document),
             (QStringList{QStringLiteral("$[0].transcript.t 0-13 -> 0-18 email"),
                          QStringLiteral("$[1].transcript.t 0-13 -> 0-18 email"),
                          QStringLiteral("$[2].t 0-12 -> 0-14 phone")}));
    QCOMPARE(document->rules.size(), std::size_t(2));
    QVERIFY(document->findings[0].group != document->findings[1].group);
    QCOMPARE(document->findingsOf(Entity::Email), std::uint64_t(2));
}

void TestDocumentMasker::aPolicyWithPseudonymsNeedsAKey()
{
    MaskPolicy policy;
    policy.name = QStringLiteral("Keyed");
    policy.rules[static_cast<std::size_t>(Entity::Email)].action = MaskAction::PseudonymPerProject;
    const auto made = DocumentMasker::make(*MaskEngine::make(policy), Secret());
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().kind, ErrorKind::KeyStore);
    QCOMPARE(made.error().code, QStringLiteral("no_pseudonym_key"));
    QCOMPARE(made.error().subject, QStringLiteral("Keyed"));
}

void TestDocumentMasker::allowedTextsStay()
{
    MaskPolicy policy;
    policy.exceptions
        = {{MaskException::Kind::Allow, Entity::Phone, QStringLiteral("415-555-0100"), {}, std::nullopt, {}}};
    DocumentMasker mask = masker(policy);
    const auto document = mask.maskJson(R"({"phone":4155550100,"text":"415.555.0100 or 415-555-0123"})", {});
    QVERIFY(document.has_value());
    QCOMPARE(document->bytes, QByteArray(R"({"phone":4155550100,"text":"415.555.0100 or [PHONE_MASKED]"})"));
    QVERIFY(document->isClean());
}

void TestDocumentMasker::F78_aFakeTagHidesNothing()
{
    QCOMPARE(maskedJson(R"(["[PHONE_MASKED:415-555-0123]"])"), QByteArray(R"(["[PHONE_MASKED:[PHONE_MASKED]]"])"));
}

void TestDocumentMasker::F78_whatTheSecondLookFindsIsHeld()
{
    // What a rule takes out leaves a number behind that was none before.
    MaskPolicy policy;
    policy.patterns = {{QStringLiteral("Filler"), QStringLiteral("~~~"), {MaskAction::Drop, 0}}};
    DocumentMasker mask = masker(policy);
    const auto json = mask.maskJson(R"({"a b":["fine","h\u00e9 see 415-~~~555-0123 there"]})", {});
    QVERIFY(json.has_value());
    QVERIFY(!json->isClean());
    QCOMPARE(json->leaks.size(), std::size_t(1));
    QCOMPARE(json->leaks[0].path, std::string(R"($["a b"][1])"));
    QCOMPARE(json->leaks[0].begin, std::uint64_t(7));
    QCOMPARE(json->leaks[0].end, std::uint64_t(19));
    QVERIFY(json->leaks[0].entity == Entity::Phone);
    const auto text = mask.maskText("fine\nh\xc3\xa9 see 415-~~~555-0123 there\n", {});
    QVERIFY(text.has_value());
    QCOMPARE(text->leaks.size(), std::size_t(1));
    QCOMPARE(text->leaks[0].begin, std::uint64_t(12));
    QCOMPARE(text->leaks[0].end, std::uint64_t(24));
    QVERIFY(mask.maskJson(R"(["415-555-0123"])", {})->isClean());
}

void TestDocumentMasker::plainTextIsMaskedLineByLine()
{
    DocumentMasker mask = masker();
    const QByteArray text = "Agent: hé\r\n\nCaller: 415-555-0123 or a@example.com\nlast 123-45-6789";
    const auto document = mask.maskText(text, {});
    QVERIFY(document.has_value());
    QCOMPARE(document->bytes, QByteArray("Agent: hé\r\n\nCaller: [PHONE_MASKED] or [EMAIL_MASKED]\nlast [SSN_MASKED]"));
    // "Agent: hé" are 9, two characters end it, one is the empty line.
    QCOMPARE(described(*document),
             (QStringList{QStringLiteral("$ 20-32 -> 20-34 phone"), QStringLiteral("$ 36-49 -> 38-52 email"),
                          QStringLiteral("$ 55-66 -> 58-70 ssn")}));
    QVERIFY(document->isClean());
    QCOMPARE(mask.maskText("", {})->bytes, QByteArray(""));
    QCOMPARE(mask.maskText("\n\n", {})->bytes, QByteArray("\n\n"));
}

void TestDocumentMasker::linesAroundAreOnlyContext()
{
    DocumentMasker mask = masker();
    const auto document = mask.maskText("a@example.com\nb@example.com\nc@example.com\n", {}, {.first = 1, .end = 2});
    QVERIFY(document.has_value());
    QCOMPARE(document->bytes, QByteArray("[EMAIL_MASKED]\n"));
    QCOMPARE(described(*document), QStringList{QStringLiteral("$ 0-13 -> 0-14 email")});
    QCOMPARE(document->findingsOf(Entity::Email), std::uint64_t(1));
}

void TestDocumentMasker::whatCannotBeReadIsRefused()
{
    DocumentMasker mask = masker();
    QCOMPARE(mask.maskJson("{\"a\":", {}).error().code, QStringLiteral("document_cut"));
    QCOMPARE(mask.maskJson("[\"\xff\"]", {}).error().code, QStringLiteral("document_not_utf8"));
    const auto text = mask.maskText("abc\xff", {});
    QCOMPARE(text.error().code, QStringLiteral("document_not_utf8"));
    QCOMPARE(text.error().detail, QStringLiteral("3"));
}

/// Random documents: with every string that was masked put back, the output is the input.
void TestDocumentMasker::everythingElseStaysByteByByte()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const QList<QByteArray> personal{"a@example.com", "415-555-0123", "123-45-6789"};
    const QList<QByteArray> tags{"[EMAIL_MASKED]", "[PHONE_MASKED]", "[SSN_MASKED]"};
    const QList<QByteArray> plain{
        R"("")", R"("ok \u00e9 \" \\ \/")", "1.0E+2", "-0", "123456789012345678901234567890", "true",
        "null",  "\"\xf0\x9f\x98\x80\"",    "[]",     "{ }"};
    const QList<QByteArray> spaces{"", "", " ", "\n\t", "\r\n"};
    const auto pick = [&](const QList<QByteArray> &list) { return list[random.bounded(int(list.size()))]; };
    DocumentMasker mask = masker();
    int documents = 0;
    for (; documents < 3000; ++documents) {
        QByteArray input;
        QByteArray expected;
        std::uint64_t found = 0;
        const auto both = [&](const QByteArray &text) {
            input += text;
            expected += text;
        };
        const std::function<void(int)> value = [&](int depth) {
            const int kind = random.bounded(depth > 5 ? 2 : 4);
            both(pick(spaces));
            if (kind == 0) {
                both(pick(plain));
            } else if (kind == 1) {
                const int which = random.bounded(3);
                input += "\"see " + personal[which] + " \"";
                expected += "\"see " + tags[which] + " \"";
                ++found;
            } else {
                both(kind == 2 ? "[" : "{");
                const int count = random.bounded(1, 5);
                for (int i = 0; i < count; ++i) {
                    both(i > 0 ? "," : "");
                    if (kind == 3)
                        both(pick(spaces) + "\"k" + QByteArray::number(random.bounded(3)) + "\"" + pick(spaces) + ":");
                    value(depth + 1);
                }
                both(kind == 2 ? "]" : "}");
            }
            both(pick(spaces));
        };
        value(0);
        const auto document = mask.maskJson(input, {});
        QVERIFY2(document.has_value(), input.constData());
        QCOMPARE(document->bytes, expected);
        QCOMPARE(std::uint64_t(document->findings.size()), found);
        QVERIFY2(document->isClean(), expected.constData());
    }
}

MUSTER_TEST(TestDocumentMasker, muster::tests::NoApplication)

} // namespace tst_documentmasker
#include "tst_documentmasker.moc"
