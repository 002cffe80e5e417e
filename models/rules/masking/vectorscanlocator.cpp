// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/bytemarks.h"
#include "models/rules/masking/masklocator.h"

#include <QLibrary>
#include <algorithm>
#include <atomic>
#include <hs/hs.h>

namespace muster {

namespace {

/// Loaded when the first policy is compiled, not when the program starts (resources/decisions/start-up.md). Any thread.
struct Vectorscan
{
    [[nodiscard]] static const Vectorscan &instance()
    {
        static const Vectorscan library;
        return library;
    }

    decltype(&hs_valid_platform) validPlatform = nullptr;
    decltype(&hs_compile_multi) compileMulti = nullptr;
    decltype(&hs_free_compile_error) freeCompileError = nullptr;
    decltype(&hs_free_database) freeDatabase = nullptr;
    decltype(&hs_alloc_scratch) allocScratch = nullptr;
    decltype(&hs_free_scratch) freeScratch = nullptr;
    decltype(&hs_scan) scan = nullptr;
    bool isLoaded = false; ///< Without it nothing above may be called.

private:
    Vectorscan()
    {
        QLibrary library(QStringLiteral("hs"), 5);
        bool isWhole = library.load();
        const auto take = [&](auto &function, const char *name) {
            function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.resolve(name));
            isWhole = isWhole && function != nullptr;
        };
        take(validPlatform, "hs_valid_platform");
        take(compileMulti, "hs_compile_multi");
        take(freeCompileError, "hs_free_compile_error");
        take(freeDatabase, "hs_free_database");
        take(allocScratch, "hs_alloc_scratch");
        take(freeScratch, "hs_free_scratch");
        take(scan, "hs_scan");
        isLoaded = isWhole && validPlatform() == HS_SUCCESS;
    }
};

std::atomic<std::uint64_t> databases = 0; // made so far

struct FreeDatabase
{
    void operator()(hs_database_t *database) const { Vectorscan::instance().freeDatabase(database); }
};

int onMatch(unsigned mark, unsigned long long, unsigned long long end, unsigned, void *hits)
{
    static_cast<MaskHits *>(hits)->ends[mark].push_back(std::uint32_t(end));
    return 0;
}

/// One database for all patterns but the shortest: block mode, ends only. Starts would cost a multiple, and the rules
/// find them anyway.
class VectorscanLocator final : public MaskLocator
{
public:
    VectorscanLocator(std::unique_ptr<hs_database_t, FreeDatabase> database, ByteMarks shortest)
        : m_database(std::move(database))
        , m_shortest(std::move(shortest))
    {
    }

    [[nodiscard]] bool locate(std::string_view text, MaskScratch &scratch) const override
    {
        scratch.hits.clear();
        if (scratch.vectorscanFits != m_number) {
            hs_scratch_t *grown = scratch.vectorscan.release();
            const bool done = m_library.allocScratch(m_database.get(), &grown) == HS_SUCCESS;
            scratch.vectorscan.reset(grown);
            if (!done)
                return false;
            scratch.vectorscanFits = m_number;
        }
        m_shortest.locate(text, scratch.hits);
        if (m_library.scan(m_database.get(), text.data(), unsigned(text.size()), 0, scratch.vectorscan.get(), onMatch,
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
    const Vectorscan &m_library = Vectorscan::instance();
    const std::unique_ptr<hs_database_t, FreeDatabase> m_database;
    const ByteMarks m_shortest;
    const std::uint64_t m_number = ++databases;
};

} // namespace

void MaskScratch::FreeVectorscan::operator()(hs_scratch *scratch) const
{
    Vectorscan::instance().freeScratch(scratch);
}

std::unique_ptr<const MaskLocator> MaskLocator::makeVectorscan(const std::vector<LocatorPattern> &patterns)
{
    const Vectorscan &library = Vectorscan::instance();
    if (!library.isLoaded)
        return nullptr; // RE2 takes its place
    std::vector<LocatorPattern> longer = patterns;
    ByteMarks shortest = ByteMarks::takenFrom(longer);
    std::vector<const char *> expressions;
    std::vector<unsigned> flags, ids;
    for (const LocatorPattern &pattern : longer) {
        expressions.push_back(pattern.expression.c_str());
        flags.push_back(HS_FLAG_CASELESS | HS_FLAG_DOTALL);
        ids.push_back(static_cast<unsigned>(pattern.mark));
    }
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    if (library.compileMulti(expressions.data(), flags.data(), ids.data(), unsigned(expressions.size()), HS_MODE_BLOCK,
                             nullptr, &database, &error)
        != HS_SUCCESS) {
        library.freeCompileError(error);
        return nullptr;
    }
    return std::make_unique<VectorscanLocator>(std::unique_ptr<hs_database_t, FreeDatabase>(database),
                                               std::move(shortest));
}

} // namespace muster
