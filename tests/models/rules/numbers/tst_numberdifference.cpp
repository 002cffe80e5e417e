// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libraryanswer.h"
#include "numbergenerator.h"

#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <chrono>

using namespace muster;

namespace tst_numberdifference {

/// The engine against the installed library, field by field. The seed changes with each run and is printed on failure;
/// MUSTER_SEED repeats one.
class TestNumberDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIsSet("MUSTER_SEED")
            ? qEnvironmentVariable("MUSTER_SEED").toULongLong()
            : std::uint64_t(std::chrono::system_clock::now().time_since_epoch().count());
        QVERIFY(m_plan.has_value());
        QVERIFY(m_engine.fastPathOn());
    }
    void everyCallingCodeIsCovered()
    {
        // Reports a metadata update that the pattern compiler does not understand.
        QCOMPARE(m_engine.uncovered(), std::vector<int>());
        QCOMPARE(m_engine.tables()->regions().size(), m_plan->regions.size());
    }
    void allExampleNumbers()
    {
        NumberGenerator(*m_plan, m_seed).examples([this](const auto &text) { compare(text); });
        QVERIFY(m_compared > 2000);
    }
    void allLengthsOfAllCallingCodes()
    {
        for (const RegionPlan &plan : m_plan->regions) {
            for (std::size_t length = 0; length <= 20; ++length) {
                compare({'+' + std::to_string(plan.callingCode) + std::string(length, '2'), "ZZ"});
                compare({std::string(length, '5'), plan.id});
            }
        }
    }
    void boundariesOfAllPatterns()
    {
        NumberGenerator(*m_plan, m_seed).boundaries(0, test::sampleEvery, [this](const auto &text) { compare(text); });
    }
    void randomNumbers() { repeat(80'000, &NumberGenerator::random); }
    void realisticNumbers() { repeat(10'000, &NumberGenerator::realistic); }
    void hostileBytes() { repeat(20'000, &NumberGenerator::hostile); }
    void cleanupTestCase()
    {
        qInfo("%lld texts compared, seed %llu", m_compared, static_cast<unsigned long long>(m_seed));
    }

private:
    void compare(const NumberGenerator::Text &text)
    {
        ++m_compared;
        const std::string found = difference(m_engine, text.text, text.region);
        if (!found.empty() && ++m_failures <= 20)
            QFAIL(qPrintable(QStringLiteral("seed %1: %2").arg(m_seed).arg(QString::fromStdString(found))));
    }
    void repeat(int count, NumberGenerator::Text (NumberGenerator::*make)())
    {
        NumberGenerator generator(*m_plan, m_seed);
        for (int i = 0; i < count && m_failures < 20; i += test::sampleEvery)
            compare((generator.*make)());
    }

    const std::optional<NumberPlan> m_plan = loadInstalledPlan();
    const NumberEngine m_engine{NumberEngine::Mode::Unchecked};
    std::uint64_t m_seed = 0;
    long long m_compared = 0;
    int m_failures = 0;
};

MUSTER_TEST(TestNumberDifference, QCoreApplication)

} // namespace tst_numberdifference
#include "tst_numberdifference.moc"
