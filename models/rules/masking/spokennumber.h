// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskscope.h"

#include <string>
#include <utility>

namespace muster {

/// What one number was taken for.
struct SpokenVerdict
{
    Entity entity = Entity::Phone;
    MaskRule rule = MaskRule::PhoneSpoken;
    int score = 0; ///< 0: nothing.
    std::size_t first = 0, last = 0; ///< Digits, inclusive.
};

/// One number as it was said, all of it or one speaker's part.
class SpokenNumber
{
public:
    /// `isIdle`: it counts, or is of money; only a word for a phone makes it one. `begin`: where it was begun.
    SpokenNumber(const MaskSearch &search, std::string digits, SpokenLanguage language, CueKind cue, bool plus,
                 bool inWords, bool isIdle, std::size_t begin)
        : m_search(search)
        , m_begin(begin)
        , m_language(language)
        , m_digits(std::move(digits))
        , m_cue(cue)
        , m_plus(plus)
        , m_inWords(inWords)
        , m_isIdle(isIdle)
    {
    }

    [[nodiscard]] SpokenVerdict judge() const;

private:
    [[nodiscard]] bool isPhone(const std::string &digits) const; // of a plan
    [[nodiscard]] SpokenVerdict planned() const;
    /// Something whose number it may be is spoken of a little before. Where no word announces a number, and only the
    /// language says whose plan it fits, that is enough to leave it.
    [[nodiscard]] bool othersAreSpokenOf() const;
    /// As a phone is dialled, whether a plan knows it or not: ten digits in the contract's groups, or a trunk's zero.
    [[nodiscard]] bool isFormed() const;

    const MaskSearch &m_search;
    const std::size_t m_begin;
    const SpokenLanguage m_language;
    const std::string m_digits;
    const CueKind m_cue;
    const bool m_plus, m_inWords, m_isIdle;
};

} // namespace muster
