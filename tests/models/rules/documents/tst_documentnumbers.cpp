// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/documentmasker.h"
#include "models/rules/documents/documentsearch.h"
#include "models/rules/masking/maskengine.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_documentnumbers {

/// Numbers in JSON that nothing announces. The card numbers are those that the networks publish for tests.
class TestDocumentNumbers : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static MaskedDocument masked(const QByteArray &json, MaskPolicy policy = {})
    {
        const auto engine = MaskEngine::make(policy);
        Q_ASSERT(engine);
        auto masker = DocumentMasker::make(*engine, {});
        Q_ASSERT(masker);
        return masker->maskJson(json, {}).value();
    }

private Q_SLOTS:
    void cardsAreMaskedUnderAnyName_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<bool>("isCard");
        const auto row = [](const char *number, bool isCard) { QTest::newRow(number) << QByteArray(number) << isCard; };
        row("4111111111111111", true);
        row("5555555555554444", true);
        row("378282246310005", true); // 15 digits
        row("6011111111111117", true);
        row("4.111111111111111e15", true);
        row("4111111111111112", false); // the check digit is another
        row("1234567812345670", false); // it holds, but no network begins so
        row("1767225600000000", false); // microseconds of a time
        row("30569309025904", false); // a card, but as short as a time or an id
        row("4222222222222", false);
        row("4155550123", false); // a phone, or seconds of a time
        row("123456789", false);
        row("-4111111111111111", false);
        row("4111111111111111.5", false);
    }
    void cardsAreMaskedUnderAnyName()
    {
        QFETCH(QByteArray, number);
        QFETCH(bool, isCard);
        const QByteArray json = "{\"ref\": [" + number + " ], \"n\": 7}";
        const MaskedDocument document = masked(json);
        QCOMPARE(document.bytes, isCard ? QByteArray("{\"ref\": [\"[CARD_MASKED]\" ], \"n\": 7}") : json);
        QCOMPARE(document.findingsOf(Entity::PaymentCard), isCard ? 1U : 0U);
        QVERIFY(document.isClean());
    }

    void theFindingNamesItsRule()
    {
        const MaskedDocument document = masked(R"({"a":"call 202-555-0143","b":{"ref":4111111111111111}})");
        QCOMPARE(document.findings.size(), 2U);
        const DocumentFinding &card = document.findings[1];
        QCOMPARE(document.rules[card.rule], std::string("number.card"));
        QCOMPARE(document.paths[card.path], std::string("$.b.ref"));
        QCOMPARE(card.end, 16U);
    }

    void aNameThatCoversTheWholeIsTheRule()
    {
        // Not what the rules for texts would say of it: the name alone decides, whatever the digits are.
        for (const char *json : {R"({"phone":4155550123})", R"({"phone":"0000 1234567"})"}) {
            const MaskedDocument document = masked(json);
            QCOMPARE(document.findings.size(), 1U);
            QCOMPARE(document.rules[document.findings[0].rule], std::string("member.phone"));
            QCOMPARE(int(document.findings[0].score), 90);
        }
    }

    void aNameAndTheDigitsMakeOneFinding()
    {
        const MaskedDocument document
            = masked(R"({"cards":[4111111111111111,"4111 1111 1111 1111",5555555555554444]})");
        QCOMPARE(document.bytes, QByteArray(R"({"cards":["[CARD_MASKED]","[CARD_MASKED]","[CARD_MASKED]"]})"));
        QCOMPARE(document.findings.size(), 3U);
    }

    void policyAndExceptionsAreHeeded()
    {
        const QByteArray json = R"({"ref":4111111111111111})";
        MaskPolicy policy;
        policy.rules[std::size_t(Entity::PaymentCard)].action = MaskAction::Keep;
        QCOMPARE(masked(json, policy).bytes, json);
        policy = {};
        policy.exceptions = {{.kind = MaskException::Kind::Allow,
                              .entity = Entity::PaymentCard,
                              .text = QStringLiteral("4111111111111111")}};
        QCOMPARE(masked(json, policy).bytes, json);
        policy = {};
        policy.rules[std::size_t(Entity::PaymentCard)] = {MaskAction::KeepLast, 4};
        QCOMPARE(masked(json, policy).bytes, QByteArray(R"({"ref":"[CARD_MASKED:1111]"})"));
    }
};

MUSTER_TEST(TestDocumentNumbers, QCoreApplication)

} // namespace tst_documentnumbers
#include "tst_documentnumbers.moc"
