// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberengine.h"
#include "tests/support/testprogram.h"

#include <atomic>
#include <thread>

using namespace muster;

namespace tst_numberengine {

class TestNumberEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        // From the numbering plans, not from the engine's output.
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("defaultRegion");
        QTest::addColumn<QByteArray>("e164");
        QTest::addColumn<QByteArray>("region");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("possible");
        QTest::newRow("Berlin") << QByteArray("030 12345678") << QByteArray("DE") << QByteArray("+493012345678")
                                << QByteArray("DE") << QByteArray("fixed_line") << QByteArray("is_possible");
        QTest::newRow("German mobile from abroad")
            << QByteArray("0049 151 23456789") << QByteArray("FR") << QByteArray("+4915123456789") << QByteArray("DE")
            << QByteArray("mobile") << QByteArray("is_possible");
        QTest::newRow("New York") << QByteArray("(212) 555-0123") << QByteArray("US") << QByteArray("+12125550123")
                                  << QByteArray("US") << QByteArray("fixed_line_or_mobile")
                                  << QByteArray("is_possible");
        QTest::newRow("Toronto under US")
            << QByteArray("1 416 555 0123") << QByteArray("US") << QByteArray("+14165550123") << QByteArray("CA")
            << QByteArray("fixed_line_or_mobile") << QByteArray("is_possible");
        QTest::newRow("Italian zero stays")
            << QByteArray("+39 02 1234 5678") << QByteArray("") << QByteArray("+390212345678") << QByteArray("IT")
            << QByteArray("fixed_line") << QByteArray("is_possible");
        QTest::newRow("freephone worldwide")
            << QByteArray("+800 1234 5678") << QByteArray("") << QByteArray("+80012345678") << QByteArray("001")
            << QByteArray("toll_free") << QByteArray("is_possible");
        QTest::newRow("local only") << QByteArray("253-0000") << QByteArray("US") << QByteArray("+12530000")
                                    << QByteArray("") << QByteArray("unknown") << QByteArray("is_possible_local_only");
        QTest::newRow("too long") << QByteArray("+1 212 555 01234") << QByteArray("") << QByteArray("+121255501234")
                                  << QByteArray("") << QByteArray("unknown") << QByteArray("too_long");
        QTest::newRow("no region to go by") << QByteArray("030 12345678") << QByteArray("") << QByteArray("")
                                            << QByteArray("") << QByteArray("unknown") << QByteArray("");
        QTest::newRow("twenty digits") << QByteArray("+881 12345678901234567") << QByteArray("")
                                       << QByteArray("+88112345678901234567") << QByteArray("001")
                                       << QByteArray("unknown") << QByteArray("too_long");
        QTest::newRow("Argentine mobile prefix")
            << QByteArray("011 15 2345 6789") << QByteArray("AR") << QByteArray("+5491123456789") << QByteArray("AR")
            << QByteArray("mobile") << QByteArray("is_possible");
    }
    void verdicts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, defaultRegion);
        QFETCH(QByteArray, e164);
        QFETCH(QByteArray, region);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, possible);
        for (const NumberEngine *engine : {&m_fast, &m_plain}) {
            const RegionIndex index = engine->regions().indexOf(defaultRegion.toStdString());
            const NumberVerdict verdict = engine->classify(text.toStdString(), index);
            QCOMPARE(verdict.byLibrary, engine == &m_plain);
            QCOMPARE(engine->e164Text(verdict, text.toStdString(), index), e164.toStdString());
            QCOMPARE(engine->regions().id(verdict.region), region.toStdString());
            QCOMPARE(numberTypeName(verdict.type), std::string_view(type.toStdString()));
            QCOMPARE(numberPossibleName(verdict.possible), std::string_view(possible.toStdString()));
            QCOMPARE(verdict.valid(), type != "unknown");
        }
    }
    void findings()
    {
        const auto findings = [this](const char *text, const char *region) {
            return int(m_fast.classify(text, m_fast.regions().indexOf(region)).findings);
        };
        QCOMPARE(findings("253-0000", "US"), int(NumberFinding::LocalOnly));
        QCOMPARE(findings("+1 800 356 9377", ""), int(NumberFinding::AmbiguousRegion)); // freephone of all of +1
        // Over 64 bytes the text is the library's; the finding is the same.
        QCOMPARE(findings(QByteArray("+1 800 356 9377").append(QByteArray(60, ' ')).constData(), "")
                     & NumberFinding::AmbiguousRegion,
                 int(NumberFinding::AmbiguousRegion));
        QCOMPARE(findings("1-800-FLOWERS", "US"), NumberFinding::AmbiguousRegion | NumberFinding::LettersAsDigits);
        QCOMPARE(findings("+49 30 12345678", ""), 0);
        QCOMPARE(findings("+1 212 555 0123", ""), 0); // New York only, of the many regions of +1
        QCOMPARE(findings("+49 30 12345678 ext 9", ""), int(NumberFinding::HasExtension));
    }
    void extensions()
    {
        for (const NumberEngine *engine : {&m_fast, &m_plain}) {
            const RegionIndex us = engine->regions().indexOf("US");
            const auto extension
                = [&](const char *text) { return engine->extension(engine->classify(text, us), text, us); };
            QCOMPARE(extension("650 253 0000 x123"), std::string("123"));
            QCOMPARE(extension("650 253 0000"), std::string());
            QCOMPARE(extension("650 253 0000 x\xef\xbc\x91"), std::string("\xef\xbc\x91")); // kept as written
        }
    }
    void nationalFormat()
    {
        for (const NumberEngine *engine : {&m_fast, &m_plain}) {
            const auto format
                = [&](const char *text) { return engine->nationalFormat(engine->classify(text, 0), text, 0); };
            QCOMPARE(format("+12125550123"), std::string("(212) 555-0123"));
            QCOMPARE(format("+12125550123 x7"), std::string("(212) 555-0123 ext. 7"));
            QCOMPARE(format("+442070313000"), std::string("020 7031 3000"));
            QCOMPARE(format("+80012345678"), std::string("1234 5678"));
            QCOMPARE(format("nothing"), std::string());
        }
    }
    void threadsShareOneEngine()
    {
        const std::vector<std::string> texts
            = {"030 12345678", "0151 23456789", "+1 212 555 0123", "+7 701 123 45 67", "110", "x"};
        const RegionIndex region = m_fast.regions().indexOf("DE");
        std::vector<NumberVerdict> expected;
        for (const auto &text : texts)
            expected.push_back(m_fast.classify(text, region));
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (std::size_t i = 0; i < 60'000; ++i)
                    wrong += !(m_fast.classify(texts[i % texts.size()], region) == expected[i % texts.size()]);
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
    void anAnswerIsNeverMistakenForNone()
    {
        QVERIFY(packCode(511, NumberType::Unknown, NumberPossible::NotParsed) != notJudged);
    }
    void probes()
    {
        QVERIFY(engineProbes().size() >= 70);
        QVERIFY(probesAgree(m_fast));
        QVERIFY(NumberEngine().fastPathOn());
        int fast = 0;
        for (const EngineProbe &probe : engineProbes())
            fast += !m_fast.classify(probe.text, m_fast.regions().indexOf(probe.region)).byLibrary;
        QVERIFY(fast * 10 >= int(engineProbes().size()) * 9); // a probe that the library answers proves nothing
    }
    void probesSeeEveryField()
    {
        const std::string text = "650 253 0000 x1";
        const RegionIndex us = m_fast.regions().indexOf("US");
        const NumberVerdict good = m_fast.classify(text, us);
        const auto same = [&](auto change) {
            NumberVerdict other = good;
            change(other);
            return sameAnswer(m_fast, good, other, text, us);
        };
        QVERIFY(same([](auto &) { }));
        QVERIFY(same([](auto &v) { v.findings = 0; })); // ours, not the library's
        QVERIFY(!same([](auto &v) { v.error = NumberError::TooLongNsn; }));
        QVERIFY(!same([](auto &v) { v.e164 += 1; }));
        QVERIFY(!same([](auto &v) { v.region = 1; }));
        QVERIFY(!same([](auto &v) { v.type = NumberType::Mobile; }));
        QVERIFY(!same([](auto &v) { v.possible = NumberPossible::TooLong; }));
        QVERIFY(!same([](auto &v) { v.extensionLength = 0; }));
    }
    void regions()
    {
        QCOMPARE(m_fast.regions().indexOf("ZZ"), RegionIndex(0));
        QCOMPARE(m_fast.regions().indexOf("de"), RegionIndex(0)); // as the library: upper case
        QCOMPARE(m_fast.regions().indexOf(""), RegionIndex(0));
        QCOMPARE(m_fast.regions().id(m_fast.regions().nonGeographic()), std::string("001"));
        QVERIFY(m_fast.regions().size() <= 512);
    }
    void codesKeepAllThree()
    {
        const NumberCode code = packCode(511, NumberType::Voicemail, NumberPossible::NotParsed);
        QCOMPARE(regionOf(code), RegionIndex(511));
        QCOMPARE(typeOf(code), NumberType::Voicemail);
        QCOMPARE(possibleOf(code), NumberPossible::NotParsed);
    }
    void unknownPatternsAreLeftToTheLibrary()
    {
        NumberPlan plan = *loadInstalledPlan();
        for (RegionPlan &region : plan.regions) {
            if (region.id == "FR")
                region.types[9].pattern = "(?=6)6\\d{8}";
            if (region.id == "DE")
                region.nationalPrefix = "0+";
        }
        const RegionList regions;
        const NumberTables tables(plan, regions);
        QCOMPARE(tables.uncovered(), (std::vector<int>{33, 49}));
        const NumberParser parser(tables);
        NumberParser::Scratch scratch;
        NumberParser::Parsed parsed;
        const std::vector<std::uint8_t> french = {3, 3, 6, 1, 2, 3, 4, 5, 6, 7, 8},
                                        dutch = {3, 1, 6, 1, 2, 3, 4, 5, 6, 7, 8};
        QVERIFY(!parser.parse(french, true, 0, scratch, parsed));
        QVERIFY(!parser.parse(french, false, regions.indexOf("DE"), scratch, parsed));
        QVERIFY(parser.parse(dutch, true, 0, scratch, parsed));
        QCOMPARE(parsed.error, NumberError::None);
        QCOMPARE(parsed.national.size(), std::size_t(9));
    }

private:
    const NumberEngine m_fast{NumberEngine::Mode::Unchecked};
    const NumberEngine m_plain{NumberEngine::Mode::LibraryOnly};
};

MUSTER_TEST(TestNumberEngine, QCoreApplication)

} // namespace tst_numberengine
#include "tst_numberengine.moc"
