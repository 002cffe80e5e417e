// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/digitautomaton.h"

#include "tests/support/testprogram.h"

#include <random>

using namespace muster;

namespace tst_automatonbuilder {

namespace {
std::vector<std::uint8_t> digits(const std::string &text)
{
    std::vector<std::uint8_t> values;
    for (const char c : text)
        values.push_back(std::uint8_t(c - '0'));
    return values;
}
std::uint16_t bits(const AutomatonBuilder::Accepted &accepted)
{
    return std::uint16_t(accepted.to_ulong());
}
} // namespace

class TestAutomatonBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheMatcher_data()
    {
        QTest::addColumn<QByteArrayList>("patterns");
        QTest::newRow("fixed and mobile")
            << QByteArrayList{"[2-9]\\d{3}", "(?:2|7[1-3])\\d{2,3}", "2(?:0[4-6]|[13]1)?\\d"};
        QTest::newRow("optional parts") << QByteArrayList{"1?2?3?4?", "(?:12){1,3}", "(1|(?:23){2})4?"};
        QTest::newRow("nothing") << QByteArrayList{"", "1{3}"};
        QTest::newRow("alternatives share beginnings") << QByteArrayList{"12|123|1234", "1(?:2(?:3|4)|3)"};
    }
    void agreesWithTheMatcher()
    {
        QFETCH(QByteArrayList, patterns);
        AutomatonBuilder builder;
        std::vector<PatternMatcher> matchers;
        for (const QByteArray &pattern : patterns) {
            QCOMPARE(builder.add(pattern.toStdString()), int(matchers.size()));
            matchers.push_back(*PatternMatcher::compile(pattern.toStdString()));
        }
        const auto automaton = builder.build([](const auto &accepted, unsigned) { return bits(accepted); });
        QVERIFY(automaton);
        for (int length = 1; length <= 6; ++length) { // every number of up to six digits 0 to 7
            for (unsigned number = 0; number < (1u << (3 * length)); ++number) {
                std::vector<std::uint8_t> values;
                for (int i = length; i-- > 0;)
                    values.push_back((number >> (3 * i)) & 7u);
                std::uint16_t expected = 0;
                for (std::size_t i = 0; i < matchers.size(); ++i)
                    expected = std::uint16_t(
                        expected
                        | (unsigned(!patterns[qsizetype(i)].isEmpty() && matchers[i].matchesAll(values)) << i));
                if (automaton->answer(values) != expected)
                    QFAIL(qPrintable(QStringLiteral("%1 digits %2").arg(length).arg(number, 0, 8)));
            }
        }
    }
    void lengthIsPartOfTheState()
    {
        AutomatonBuilder builder;
        builder.add("[1-9]\\d{2,16}");
        const auto automaton = builder.build([](const auto &accepted, unsigned length) {
            return std::uint16_t(accepted.test(0) && (length == 5 || length == 17) ? length : 0);
        });
        for (std::size_t length = 1; length <= DigitAutomaton::maxLength; ++length)
            QCOMPARE(automaton->answer(digits(std::string(length, '3'))),
                     std::uint16_t(length == 5 || length == 17 ? length : 0));
        QCOMPARE(automaton->answer(digits("03333")), std::uint16_t(0));
    }
    void prefixTakesAnythingBehind()
    {
        AutomatonBuilder builder;
        const int leading = builder.add("26[23]|69", true);
        const int whole = builder.add("69");
        QVERIFY(leading != whole); // the same text asked in another way
        const auto automaton = builder.build([](const auto &accepted, unsigned) { return bits(accepted); });
        QCOMPARE(automaton->answer(digits("26")), std::uint16_t(0));
        QCOMPARE(automaton->answer(digits("262")), std::uint16_t(1));
        QCOMPARE(automaton->answer(digits("69")), std::uint16_t(3)); // both
        QCOMPARE(automaton->answer(digits("69000000000000000")), std::uint16_t(1));
    }
    void equalPatternsAreOne()
    {
        AutomatonBuilder builder;
        QCOMPARE(builder.add("1\\d"), builder.add("1\\d"));
    }
    void refusals()
    {
        AutomatonBuilder builder;
        QCOMPARE(builder.add("1*"), -1);
        QCOMPARE(builder.add("12$"), -1); // only prefixes may ask for the end
        QCOMPARE(builder.longestMatch(), std::size_t(0));
        QVERIFY(builder.add("(?:12|\\d{4,20})3?") >= 0);
        QCOMPARE(builder.longestMatch(), std::size_t(21));
        int last = 0;
        for (std::size_t i = 0; i <= AutomatonBuilder::maxPatterns; ++i)
            last = builder.add(std::to_string(100000 + i));
        QCOMPARE(last, -1);
    }
    void tailsAndStepsAgree()
    {
        // answer() may jump to the end where only the length matters; walking edge by edge must say the same.
        AutomatonBuilder builder;
        builder.add("(?:20|3[1-4])\\d{5,7}");
        builder.add("20[0-4]\\d{6}");
        const auto automaton = builder.build(
            [](const auto &accepted, unsigned length) { return std::uint16_t(bits(accepted) * length); });
        const auto begun = builder.build(
            [](const auto &accepted, unsigned length) { return std::uint16_t(bits(accepted) * length); }, true);
        std::mt19937 random(7);
        for (int i = 0; i < 20'000; ++i) {
            std::vector<std::uint8_t> values;
            for (std::size_t length = random() % 18; values.size() < length;)
                values.push_back(std::uint8_t(values.size() < 3 ? random() % 5 : random() % 10));
            std::size_t state = automaton->startState();
            for (const std::uint8_t digit : values)
                state = automaton->next(state, digit);
            QCOMPARE(automaton->answer(values), automaton->answerOf(state));
            QCOMPARE(begun->answer(values), automaton->answerOf(state));
        }
    }
};

MUSTER_TEST(TestAutomatonBuilder, QCoreApplication)

} // namespace tst_automatonbuilder
#include "tst_automatonbuilder.moc"
