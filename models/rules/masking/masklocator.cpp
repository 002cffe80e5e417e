// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/masklocator.h"

#include "models/rules/masking/textclass.h"

#include <QtGlobal>
#include <algorithm>
#include <list>
#include <map>
#include <mutex>
#include <re2/re2.h>

namespace muster {

MaskLocator::~MaskLocator() = default;

#ifndef MUSTER_HAVE_VECTORSCAN
void MaskScratch::FreeVectorscan::operator()(hs_scratch *) const { }

std::unique_ptr<const MaskLocator> MaskLocator::makeVectorscan(const std::vector<LocatorPattern> &)
{
    return nullptr;
}
#endif

namespace {

constexpr std::int64_t locatorMemory = 32LL * 1024 * 1024;

/// One expression for each mark, one pass each. RE2 would take the bytes of UTF-8 for letters of Latin-1 and find small
/// and capital ones alike (0xc3 and 0xe3), which Vectorscan does not: so it reads a text whose ASCII letters were made
/// small, as those of the patterns are, and minds the case.
class Re2Locator final : public MaskLocator
{
public:
    explicit Re2Locator(const std::vector<LocatorPattern> &patterns)
    {
        re2::RE2::Options options;
        options.set_encoding(re2::RE2::Options::EncodingLatin1); // bytes, as Vectorscan reads them
        options.set_dot_nl(true);
        options.set_longest_match(true); // "dreißig", not "drei": its next byte is no letter of ASCII
        options.set_log_errors(false);
        options.set_max_mem(locatorMemory);
        // Of those that lead to one mark and begin at the same byte the longest is the whole word: one expression does.
        std::map<MaskMark, std::string> expressions;
        for (const LocatorPattern &pattern : patterns) {
            std::string &expression = expressions[pattern.mark];
            expression += (expression.empty() ? "(?:" : "|(?:") + pattern.expression + ')';
        }
        for (const auto &[mark, expression] : expressions) {
            m_patterns.push_back({mark, std::make_unique<const re2::RE2>(expression, options)});
            Q_ASSERT_X(m_patterns.back().expression->ok(), "Re2Locator", expression.c_str());
        }
    }

    [[nodiscard]] bool locate(std::string_view text, MaskScratch &scratch) const override
    {
        scratch.hits.clear();
        std::string small(text.size(), '\0');
        std::ranges::transform(text, small.begin(), toAsciiLower);
        const re2::StringPiece whole(small);
        for (const Pattern &pattern : m_patterns) {
            auto &ends = scratch.hits.of(pattern.mark);
            re2::StringPiece match;
            std::size_t at = 0;
            while (pattern.expression->Match(whole, at, whole.size(), re2::RE2::UNANCHORED, &match, 1)) {
                const std::size_t begin = std::size_t(match.data() - whole.data());
                ends.push_back(std::uint32_t(begin + match.size()));
                at = begin + 1; // the next may lie over this one: "security code de sécurité"
            }
        }
        for (auto &ends : scratch.hits.ends) {
            std::ranges::sort(ends);
            const auto repeats = std::ranges::unique(ends);
            ends.erase(repeats.begin(), repeats.end());
        }
        return true;
    }

private:
    struct Pattern
    {
        MaskMark mark;
        std::unique_ptr<const re2::RE2> expression;
    };
    std::vector<Pattern> m_patterns;
};

} // namespace

std::unique_ptr<const MaskLocator> MaskLocator::makeRe2(const std::vector<LocatorPattern> &patterns)
{
    return std::make_unique<Re2Locator>(patterns);
}

MaskLocators MaskLocators::of(const std::vector<LocatorPattern> &patterns)
{
    struct Kept
    {
        std::vector<LocatorPattern> patterns;
        MaskLocators locators;
    };
    // The policy at work and the one that a person tries beside it.
    constexpr std::size_t mostKept = 2;
    static std::mutex mutex;
    static std::list<Kept> kept; // the one used last stands first

    const std::scoped_lock lock(mutex);
    auto found = std::ranges::find(kept, patterns, &Kept::patterns);
    if (found == kept.end()) {
        kept.push_front({patterns, {MaskLocator::makeVectorscan(patterns), MaskLocator::makeRe2(patterns)}});
        if (kept.size() > mostKept)
            kept.pop_back();
        found = kept.begin();
    }
    kept.splice(kept.begin(), kept, found);
    return found->locators;
}

} // namespace muster
