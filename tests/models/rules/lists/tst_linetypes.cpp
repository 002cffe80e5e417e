// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/linetypes.h"

#include "models/rules/lists/lookupterms.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

#include <map>
#include <random>

using namespace muster;

namespace tst_linetypes {

/// What look-ups have told, which numbers they are for, and what they may cost.
class TestLineTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasPutIn()
    {
        std::mt19937_64 random(1);
        std::map<std::uint64_t, LineKnowledge> wanted;
        LineTypes types;
        QVERIFY(!types.find(12015550123));
        for (int i = 0; i < 20'000; ++i) {
            // Neighbours and strangers, some of them twice.
            const std::uint64_t e164
                = i % 3 == 0 ? 12015550000 + std::uint64_t(i) % 5000 : 1 + random() % 999'999'999'999;
            const LineKnowledge known{LookupLineType(i % 12), i % 7 != 0, std::uint32_t(i)};
            wanted[e164] = known;
            types.insert(e164, known);
        }
        QCOMPARE(types.size(), wanted.size());
        QVERIFY(types.bytes() <= wanted.size() * 80);
        for (const auto &[e164, known] : wanted)
            QCOMPARE(types.find(e164), std::optional(known));
        std::size_t met = 0;
        types.forEach([&](std::uint64_t e164, const LineKnowledge &known) { met += wanted.at(e164) == known ? 1 : 0; });
        QCOMPARE(met, wanted.size());
        QVERIFY(!types.find(0));
        QVERIFY(!types.find(999));
    }

    void onlyWhatThePlanLeavesOpenIsAskedFor_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isOpen");
        QTest::newRow("north american") << QByteArray("+12015550123") << true;
        QTest::newRow("written otherwise") << QByteArray("+1 (201) 555-0123") << true;
        QTest::newRow("toll-free") << QByteArray("+18005550123") << false;
        QTest::newRow("british mobile") << QByteArray("+447911123456") << false;
        QTest::newRow("british landline") << QByteArray("+442079460123") << false;
        QTest::newRow("not valid") << QByteArray("+12015550") << false;
        QTest::newRow("national, no region") << QByteArray("2015550123") << false;
        QTest::newRow("eaten by a spreadsheet") << QByteArray("1.20156E+10") << false;
        QTest::newRow("nothing") << QByteArray("") << false;
    }
    void onlyWhatThePlanLeavesOpenIsAskedFor()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isOpen);
        const ContactReading reading = readContact(NumberEngine::shared(), text.toStdString(), 0);
        QCOMPARE(isLeftOpen(reading.code, reading.facts, reading.e164), isOpen);
    }

    void everyTypeHasItsPlace()
    {
        QCOMPARE(numberTypeOf(LookupLineType::FixedVoip), NumberType::Voip);
        QCOMPARE(numberTypeOf(LookupLineType::NonFixedVoip), NumberType::Voip);
        QCOMPARE(numberTypeOf(LookupLineType::Landline), NumberType::FixedLine);
        QCOMPARE(numberTypeOf(LookupLineType::Unknown), NumberType::Unknown);
        for (int type = 0; type <= int(LookupLineType::Pager); ++type) {
            // As a fact: told, and told apart from a failure.
            const ContactFacts facts = withLookedUpType(0, numberTypeOf(LookupLineType(type)));
            QVERIFY(facts != 0 && facts != ContactFact::lookupFailed);
            QCOMPARE(hasLookedUpType(facts), type != 0);
        }
    }

    void amounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("amount");
        QTest::newRow("cents") << QStringLiteral("12.50") << qint64(12'500'000);
        QTest::newRow("parts of a cent") << QStringLiteral("0.008") << qint64(8'000);
        QTest::newRow("millionth") << QStringLiteral("0.000001") << qint64(1);
        QTest::newRow("whole") << QStringLiteral("7") << qint64(7'000'000);
        QTest::newRow("nothing") << QStringLiteral("0") << qint64(0);
        QTest::newRow("largest") << QStringLiteral("1000000") << largestAmount;
        for (const char *wrong : {"", ".5", "5.", "-1", "+1", "1,5", "1e3", "0.0000001", "1000001", "1 000", "٣",
                                  "12.5x", "99999999999999999999"})
            QTest::newRow(wrong) << QString::fromUtf8(wrong) << qint64(-1);
    }
    void amounts()
    {
        QFETCH(QString, text);
        QFETCH(qint64, amount);
        QCOMPARE(amountFrom(text).value_or(-1), amount);
        if (amount >= 0)
            QCOMPARE(amountFrom(amountKey(amount)).value_or(-1), amount);
    }

    void amountsAreWrittenPlainly()
    {
        QCOMPARE(amountKey(8'000), QStringLiteral("0.008"));
        QCOMPARE(amountKey(12'500'000), QStringLiteral("12.50"));
        QCOMPARE(amountKey(0), QStringLiteral("0.00"));
    }

    void theLimitIsNeverAboveTheBudget()
    {
        QCOMPARE((LookupTerms{.price = 8'000, .budget = 80'000}.requestLimit()), 10);
        QCOMPARE((LookupTerms{.price = 8'000, .budget = 79'999}.requestLimit()), 9);
        QCOMPARE((LookupTerms{.price = 8'000, .budget = 7'999}.requestLimit()), 0);
        QCOMPARE((LookupTerms{.price = 8'000}.requestLimit()), 0); // no budget is none
        QCOMPARE((LookupTerms{.price = 8'000, .budget = 80'000, .most = 3}.requestLimit()), 3);
        QCOMPARE((LookupTerms{.price = 0, .most = 3}.requestLimit()), 3);
        QVERIFY(LookupTerms{}.requestLimit() > 1'000'000'000);
        std::mt19937_64 random(2);
        for (int i = 0; i < 10'000; ++i) {
            const LookupTerms terms{.price = Amount(1 + random() % 1'000'000),
                                    .budget = Amount(random() % largestAmount)};
            const qint64 limit = terms.requestLimit();
            QVERIFY(limit * terms.price <= *terms.budget);
            QVERIFY((limit + 1) * terms.price > *terms.budget);
        }
        QCOMPARE((LookupTerms{.price = wholeAmount}.costOf(1'000'000'000'000)), largestAmount);
    }
};

MUSTER_TEST(TestLineTypes, QCoreApplication)

} // namespace tst_linetypes
#include "tst_linetypes.moc"
