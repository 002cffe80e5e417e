// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberpattern.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_patternmatcher {

namespace {
std::vector<std::uint8_t> digits(const QByteArray &text)
{
    std::vector<std::uint8_t> values;
    for (const char c : text)
        values.push_back(std::uint8_t(c - '0'));
    return values;
}
} // namespace

class TestPatternMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void language_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<bool>("accepted");
        for (const char *good : {"", "1", "12\\d", "[2-9]", "[\\d]", "[13-57]", "(?:1|2)", "1|2|", "(1)(2)", "1?",
                                 "\\d{3}", "\\d{2,5}", "(?:12){2}", "0|(183[12])", "1|([457]\\d{6})$", "(?:(?:(?:1)))"})
            QTest::newRow(good) << QByteArray(good) << true;
        for (const char *bad :
             {"1*",    "1+",    ".",   "a",    "^1",  "(?=1)", "(?!1)", "(?i)1",   "[^1]", "[]",   "[1",  "[3-1]",
              "[a-c]", "(1",    "1)",  "(?:1", "1??", "1?+",   "1{2}?", "1{2}{3}", "1{",   "1{a}", "1{2", "1{3,2}",
              "1{2,}", "1{99}", "\\w", "\\1",  "1\\", "?",     "{2}",   "$?",      " 1",   "\\D",  "[1-]"})
            QTest::newRow(bad) << QByteArray(bad) << false;
    }
    void language()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(bool, accepted);
        QCOMPARE(NumberPattern::parse(std::string_view(pattern.constData(), std::size_t(pattern.size()))).has_value(),
                 accepted);
    }
    void deepNestingIsRefused()
    {
        const std::string deep = [] {
            std::string text;
            for (int i = 0; i < 1000; ++i)
                text += "(?:";
            text += "1";
            for (int i = 0; i < 1000; ++i)
                text += ")";
            return text;
        }();
        QVERIFY(!NumberPattern::parse(deep));
    }
    void firstWay_data()
    {
        // Expected as a backtracking engine takes it: alternatives left to right, repeats greedy.
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("end"); // -1: no match at the beginning
        QTest::addColumn<QByteArray>("groups"); // comma between them, - for one that took no part
        QTest::newRow("literal") << QByteArray("06") << QByteArray("0612") << 2 << QByteArray();
        QTest::newRow("shorter alternative first") << QByteArray("0|01") << QByteArray("0123") << 1 << QByteArray();
        QTest::newRow("longer alternative first") << QByteArray("01|0") << QByteArray("0123") << 2 << QByteArray();
        QTest::newRow("greedy") << QByteArray("0?0?1?") << QByteArray("001") << 3 << QByteArray();
        QTest::newRow("gives back") << QByteArray("\\d{2,3}12") << QByteArray("0012") << 4 << QByteArray();
        QTest::newRow("no match") << QByteArray("1|2") << QByteArray("3") << -1 << QByteArray();
        QTest::newRow("end missing") << QByteArray("1|([457]\\d{2})$") << QByteArray("4567") << -1 << QByteArray("-");
        QTest::newRow("end there") << QByteArray("1|([457]\\d{2})$") << QByteArray("456") << 3 << QByteArray("456");
        QTest::newRow("group took no part") << QByteArray("0|(183[12])") << QByteArray("04") << 1 << QByteArray("-");
        QTest::newRow("two groups") << QByteArray("(?:0|90)(?:(1[245]|2[1-35])(\\d{2,3}))?") << QByteArray("0152345")
                                    << 6 << QByteArray("15,234");
        QTest::newRow("optional groups") << QByteArray("(?:0|90)(?:(1[245]|2[1-35])(\\d{2,3}))?") << QByteArray("03")
                                         << 1 << QByteArray("-,-");
        QTest::newRow("empty pattern") << QByteArray("") << QByteArray("1") << 0 << QByteArray();
    }
    void firstWay()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QFETCH(int, end);
        QFETCH(QByteArray, groups);
        const auto matcher = PatternMatcher::compile(pattern.toStdString());
        QVERIFY(matcher);
        const auto values = digits(text);
        PatternMatcher::Match match;
        const bool matched = matcher->matchAt(values, 0, match);
        QCOMPARE(matched ? int(match.end) : -1, end);
        if (!matched)
            return;
        QVERIFY(values.empty() || matcher->canBegin(values[0]));
        QByteArrayList found;
        for (int i = 1; i <= matcher->groupCount(); ++i) {
            const auto &group = match.groups[std::size_t(i)];
            found.append(group.begin < 0 ? QByteArray("-") : text.mid(group.begin, group.end - group.begin));
        }
        QCOMPARE(found.join(','), groups);
    }
    void wholeAndFind()
    {
        const auto matcher = PatternMatcher::compile("(\\d{2})(\\d{2,3})");
        QVERIFY(matcher->matchesAll(digits("12345")));
        QVERIFY(matcher->matchesAll(digits("1234")));
        QVERIFY(!matcher->matchesAll(digits("123456")));
        QVERIFY(PatternMatcher::compile("1|12")->matchesAll(digits("12"))); // the second way is found, too
        PatternMatcher::Match match;
        QVERIFY(PatternMatcher::compile("[89]1")->find(digits("0091"), 0, match));
        QCOMPARE(match.begin, std::size_t(2));
        QVERIFY(!PatternMatcher::compile("[89]1")->find(digits("0001"), 0, match));
    }
    void firstDigits()
    {
        const auto matcher = PatternMatcher::compile("(?:0|90)1?");
        QVERIFY(matcher->canBegin(0) && matcher->canBegin(9) && !matcher->canBegin(1));
        QVERIFY(PatternMatcher::compile("0?")->canBegin(5)); // may match nothing
    }
};

MUSTER_TEST(TestPatternMatcher, QCoreApplication)

} // namespace tst_patternmatcher
#include "tst_patternmatcher.moc"
