// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskscope.h"
#include "models/rules/masking/maskwords.h"

#include <optional>

namespace muster {

/// Finds what is written in digits: network addresses, cards, national ids, phones, and numbers of no form that a word
/// announces. `groups`: all of the text.
void findWrittenNumbers(const MaskSearch &search, DigitRun groups);

/// One run of groups, judged in the order in which its kinds exclude each other.
class WrittenRun
{
public:
    WrittenRun(const MaskSearch &search, DigitRun groups);
    void judge();

private:
    /// Groups first to last, inclusive.
    struct Part
    {
        std::size_t first = 0, last = 0;
    };
    [[nodiscard]] DigitRun of(Part part) const { return m_groups.subspan(part.first, part.last - part.first + 1); }
    [[nodiscard]] bool isFree(Part part) const;
    void take(Part part) { m_taken |= maskOf(part); }
    [[nodiscard]] static std::uint32_t maskOf(Part part);
    [[nodiscard]] bool startsAt(std::size_t group) const; ///< Something may begin there.
    [[nodiscard]] bool endsAt(std::size_t group) const;
    [[nodiscard]] bool hasSizes(Part part, std::string_view sizes) const; ///< "334"
    [[nodiscard]] bool tiedBy(Part part, std::string_view separators) const; ///< One of them between any two groups.
    [[nodiscard]] bool isAmount(Part part) const;
    [[nodiscard]] CueKind cue();
    [[nodiscard]] bool isOther() { return cue() == CueKind::Other; }
    /// Offers parts of so many digits, from the left, of each beginning the longest first, until one is taken.
    void offerParts(std::size_t fewest, std::size_t most, bool (WrittenRun::*taken)(Part));
    void add(Part part, Entity entity, MaskRule rule, int score);

    void skipLabel();
    void skipTimesAndDates();
    void findNetworkAddresses();
    void findCards();
    [[nodiscard]] bool takeCard(Part part);
    void findIds();
    [[nodiscard]] bool takeId(Part part);
    [[nodiscard]] bool takeAnnouncedId(Part part, const std::string &digits);
    void findPhones();
    [[nodiscard]] bool takePhone(Part part);
    [[nodiscard]] bool isPlanned(std::string_view text) const;
    [[nodiscard]] bool looksNational(Part part);
    [[nodiscard]] bool isForeign(Part part, std::string_view text) const; ///< Of a plan that the policy does not name.
    [[nodiscard]] bool hasTrunkForm(Part part) const; ///< "01632 960 441", whether a plan knows it or not.
    [[nodiscard]] bool isGrouped(Part part) const;
    [[nodiscard]] bool takeGrouped(Part part);
    void findAnnounced();

    const MaskSearch &m_search;
    const std::string_view m_text;
    const DigitRun m_groups;
    std::uint32_t m_taken = 0; ///< Bit by group.
    std::size_t m_afterLabel = 0; ///< The first group that is said.
    std::optional<CueKind> m_cue;
};

/// What a number beside a word of that kind is taken for, if it has so many digits.
struct AnnouncedKind
{
    Entity entity;
    MaskRule rule;
    std::size_t fewest, most;
};
[[nodiscard]] std::optional<AnnouncedKind> announcedBy(CueKind cue);

} // namespace muster
