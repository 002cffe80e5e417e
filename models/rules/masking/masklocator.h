// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/foldedtext.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/numberwords.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct hs_scratch;

namespace muster {

/// What a locator looks for: marks, from which the rules recover exact places by themselves.
enum class MaskMark : std::uint8_t {
    At, ///< An "@".
    DigitGroup, ///< The last digit of a group and the byte behind it, or the end of ten or nine digits in the
                ///< contract's groups where nothing else is looked for.
    NumberWord, ///< "four", "vier", "quatre": a word for a number in a language that is known.
    SpokenDot, ///< "dot com", "punkt de", "gmail", "x.com": what a spoken e-mail address ends with.
    BirthWord, ///< A word that announces a date of birth.
    CardCheckWord, ///< "CVV", "security code": the three or four digits of a card's back.
    Colons, ///< Two colons with at most four hexadecimal digits between them.
};
inline constexpr std::size_t maskMarkCount = 7;

/// Ends (exclusive) of the marks, each list sorted and without repeats.
struct MaskHits
{
    std::array<std::vector<std::uint32_t>, maskMarkCount> ends;

    [[nodiscard]] std::vector<std::uint32_t> &of(MaskMark mark) { return ends[static_cast<std::size_t>(mark)]; }
    [[nodiscard]] const std::vector<std::uint32_t> &of(MaskMark mark) const
    {
        return ends[static_cast<std::size_t>(mark)];
    }
    void clear()
    {
        for (auto &list : ends)
            list.clear();
    }
};

/// Digits without anything between them; bytes of the searched text.
struct DigitGroup
{
    std::uint32_t begin = 0, end = 0;
    [[nodiscard]] std::uint32_t size() const { return end - begin; }
};

/// A word or a group of digits that may be part of a spoken number.
struct NumberToken
{
    std::uint32_t begin = 0, end = 0; ///< Bytes of the searched text.
    std::uint32_t text = 0; ///< Of the conversation; known once the token stands beside another.
    const NumberReadings *word = nullptr; ///< nullptr: digits.
};

/// Memory of one thread's searches, kept between them. Any engine may use it, one search at a time.
struct MaskScratch
{
    struct FreeVectorscan
    {
        void operator()(hs_scratch *scratch) const;
    };

    FoldedText folded;
    MaskHits hits;
    std::vector<DigitGroup> groupsOfDigits;
    std::vector<NumberToken> tokens, spokenTogether; ///< All of the text; one number's.
    std::vector<MaskCandidate> candidates;
    std::unique_ptr<hs_scratch, FreeVectorscan> vectorscan; ///< Grows to fit every database it is used with.
    std::uint64_t vectorscanFits = 0; ///< Number of the database it was last made to fit; addresses come again.
    std::uint32_t groups = 0; ///< Given to candidates so far.
    std::uint64_t steps = 0; ///< Work done by the rules since the scratch was made; tests watch that it grows linearly.
};

/// What leads to a mark: a regular expression of bytes, its letters small ones. ASCII letters of the text are found in
/// either case, other bytes as they are. RE2 and Vectorscan read the same words.
struct LocatorPattern
{
    MaskMark mark = MaskMark::At;
    std::string expression;

    friend bool operator==(const LocatorPattern &, const LocatorPattern &) = default;
};

/// Goes over a text once and says where something may stand. Vectorscan reports every end of every pattern, RE2 the
/// longest of each beginning. They differ in the midst of words for numbers only, of which the rules take whole ones,
/// so that both lead to the same findings. Immutable; any thread.
class MaskLocator
{
public:
    virtual ~MaskLocator();
    /// Fills `scratch.hits`. False: it could not (no memory); nothing may be concluded then.
    [[nodiscard]] virtual bool locate(std::string_view text, MaskScratch &scratch) const = 0;

    /// nullptr: this build or this machine is without Vectorscan.
    [[nodiscard]] static std::unique_ptr<const MaskLocator> makeVectorscan(const std::vector<LocatorPattern> &patterns);
    /// Needs no particular machine.
    [[nodiscard]] static std::unique_ptr<const MaskLocator> makeRe2(const std::vector<LocatorPattern> &patterns);
};

/// Both locators of one list of patterns. To make them takes as long as masking hundreds of conversations, and one
/// policy mostly looks for the same as the one before it: the last ones made are kept for whoever comes next.
struct MaskLocators
{
    std::shared_ptr<const MaskLocator> vectorscan; ///< nullptr as above.
    std::shared_ptr<const MaskLocator> re2;

    /// Any thread; a second one that asks meanwhile waits.
    [[nodiscard]] static MaskLocators of(const std::vector<LocatorPattern> &patterns);
};

} // namespace muster
