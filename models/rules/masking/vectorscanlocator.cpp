// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/masklocator.h"

#include <algorithm>
#include <atomic>
#include <hs/hs.h>

namespace muster {

namespace {

std::atomic<std::uint64_t> databases = 0; // made so far

struct FreeDatabase
{
    void operator()(hs_database_t *database) const { hs_free_database(database); }
};

int onMatch(unsigned mark, unsigned long long, unsigned long long end, unsigned, void *hits)
{
    static_cast<MaskHits *>(hits)->ends[mark].push_back(std::uint32_t(end));
    return 0;
}

/// One database for all patterns: block mode, ends only. Starts would cost a multiple, and the rules find them anyway.
class VectorscanLocator final : public MaskLocator
{
public:
    explicit VectorscanLocator(std::unique_ptr<hs_database_t, FreeDatabase> database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] bool locate(std::string_view text, MaskScratch &scratch) const override
    {
        scratch.hits.clear();
        if (scratch.vectorscanFits != m_number) {
            hs_scratch_t *grown = scratch.vectorscan.release();
            const bool done = hs_alloc_scratch(m_database.get(), &grown) == HS_SUCCESS;
            scratch.vectorscan.reset(grown);
            if (!done)
                return false;
            scratch.vectorscanFits = m_number;
        }
        if (hs_scan(m_database.get(), text.data(), unsigned(text.size()), 0, scratch.vectorscan.get(), onMatch,
                    &scratch.hits)
            != HS_SUCCESS)
            return false;
        for (auto &ends : scratch.hits.ends) { // several patterns may share a mark
            if (!std::ranges::is_sorted(ends))
                std::ranges::sort(ends);
            const auto repeats = std::ranges::unique(ends);
            ends.erase(repeats.begin(), repeats.end());
        }
        return true;
    }

private:
    const std::unique_ptr<hs_database_t, FreeDatabase> m_database;
    const std::uint64_t m_number = ++databases;
};

} // namespace

void MaskScratch::FreeVectorscan::operator()(hs_scratch *scratch) const
{
    hs_free_scratch(scratch);
}

std::unique_ptr<const MaskLocator> MaskLocator::makeVectorscan(const std::vector<LocatorPattern> &patterns)
{
    if (hs_valid_platform() != HS_SUCCESS)
        return nullptr;
    std::vector<const char *> expressions;
    std::vector<unsigned> flags, ids;
    for (const LocatorPattern &pattern : patterns) {
        expressions.push_back(pattern.expression.c_str());
        flags.push_back(HS_FLAG_CASELESS | HS_FLAG_DOTALL);
        ids.push_back(static_cast<unsigned>(pattern.mark));
    }
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), unsigned(expressions.size()), HS_MODE_BLOCK,
                         nullptr, &database, &error)
        != HS_SUCCESS) {
        hs_free_compile_error(error);
        return nullptr;
    }
    return std::make_unique<VectorscanLocator>(std::unique_ptr<hs_database_t, FreeDatabase>(database));
}

} // namespace muster
