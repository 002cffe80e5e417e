// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberengine.h"

#include "tests/support/testprogram.h"

#include <cstdlib>
#include <new>

namespace {
thread_local long allocations = 0;
}

// Counts what this test's own code asks for; malloc stays what it was.
void *operator new(std::size_t size)
{
    ++allocations;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

using namespace muster;

/// On its own, because it replaces operator new.
class TestNumberAllocations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLibraryIsCounted()
    {
        // Else a count of nothing would prove nothing.
        const long before = allocations;
        (void)m_fast.referenceJudge().classify("030 12345678", m_fast.regions().indexOf("DE"));
        QVERIFY(allocations > before);
    }
    void fastPathDoesNotAllocate()
    {
        const std::vector<std::pair<std::string, const char *>> texts = {{"030 12345678", "DE"},
                                                                         {"+1 (212) 555-0123", "US"},
                                                                         {"011 15 2345 6789", "AR"},
                                                                         {"212 555 0123 ext. 1234567890", "US"},
                                                                         {"1-800-FLOWERS", "US"},
                                                                         {"+49\xc2\xa0"
                                                                          "30 12345678",
                                                                          ""},
                                                                         {"n/a", "DE"},
                                                                         {"4.93012E+11", "DE"}};
        std::vector<RegionIndex> regions;
        for (const auto &text : texts)
            regions.push_back(m_fast.regions().indexOf(text.second));
        const long before = allocations;
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < texts.size(); ++i)
            sum += m_fast.classify(texts[i].first, regions[i]).e164;
        QCOMPARE(allocations, before);
        QVERIFY(sum > 0);
    }

private:
    const NumberEngine m_fast{NumberEngine::Mode::Unchecked};
};

MUSTER_TEST(TestNumberAllocations, QCoreApplication)
#include "tst_numberallocations.moc"
