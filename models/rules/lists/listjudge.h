// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/contactfacts.h"
#include "models/rules/lists/sanitizationdirective.h"

#include <span>
#include <vector>

namespace muster {

class RegionList;

/// Which of the checks that a directive asks for could run at all. A check that did not run makes every contact that it
/// concerns NotChecked (F113).
struct ListChecks
{
    bool suppressionLists = true; ///< All of the directive's lists were loaded; true when it names none.
    bool disposableLists = true;
};

/// A directive made into tables: a few look-ups a contact, nothing is read again. Precedence, as in listverdict.h:
/// what was not checked stays NotChecked whatever else applies; then the heaviest of the rules wins (purge, review,
/// fix, unchanged); a number that a spreadsheet damaged, repaired or not, is at most reviewed, never purged; a region
/// that is refused while an allowed one of the same calling code claims the number too is reviewed, not purged. See
/// Where the directive allows a region that is none, others are reviewed, too. See
/// resources/decisions/list-verdicts.md. Immutable; any thread.
class ListJudge
{
public:
    struct Judgement
    {
        ListVerdict verdict = ListVerdict::NotChecked;
        ContactReasons reasons = 0;
        bool operator==(const Judgement &) const = default;
    };

    explicit ListJudge(const SanitizationDirective &directive, const RegionList &regions,
                       const ListChecks &checks = {}); ///< Less than a millisecond.

    /// `code` notJudged: NotChecked without a reason.
    [[nodiscard]] Judgement judge(NumberCode code, std::uint8_t findings, ContactFacts facts) const
    {
        const Combined combined = combine(code, findings, facts);
        return {m_verdicts[combined.demands], combined.reasons};
    }
    [[nodiscard]] Judgement judge(const ContactReading &reading) const
    {
        return judge(reading.code, reading.findings, reading.facts);
    }
    /// All rows; spans of equal size. One to two milliseconds a million rows.
    void judge(std::span<const NumberCode> codes, std::span<const std::uint8_t> findings,
               std::span<const ContactFacts> facts, std::span<ListVerdict> verdicts) const;
    void judge(std::span<const NumberCode> codes, std::span<const std::uint8_t> findings,
               std::span<const ContactFacts> facts, std::span<ListVerdict> verdicts,
               std::span<ContactReasons> reasons) const;

    /// A person's word on top of the rules' own judgement, whose reasons stay. What mayOverride() refuses (a changed
    /// directive can make it so later) leaves the verdict as it was: nothing that was not checked is purged (F113).
    [[nodiscard]] static Judgement overridden(const Judgement &judged, ListVerdict wanted);
    /// `judged`: the rules' own. BadInput "override_not_checked" (purge of what was not checked), "override_no_number"
    /// (fix of a number that is not valid, or that is E.164 already), "override_verdict" (NotChecked is no decision).
    [[nodiscard]] static Result<void> mayOverride(const Judgement &judged, ListVerdict wanted);

private:
    using Demands = std::uint16_t;
    static constexpr unsigned demandBits = 13;
    struct Part
    {
        ContactReasons reasons = 0;
        Demands demands = 0;
    };
    struct Combined
    {
        ContactReasons reasons;
        Demands demands;
    };
    /// Facts that stand in place of what the code says (an unproven reading, a missing region) switch its part off.
    struct FormatPart
    {
        Part part;
        ContactReasons keep = ~ContactReasons(0);
        Demands keepDemands = Demands(~0u);
    };
    class Builder;

    [[nodiscard]] Combined combine(NumberCode code, std::uint8_t findings, ContactFacts facts) const
    {
        if (hasLookedUpType(facts) && typeOf(code) != NumberType::Unknown)
            code = packCode(regionOf(code), lineTypeOf(code, facts), possibleOf(code));
        const Part &byCode = m_byCode[code], &byFindings = m_byFindings[findings],
                   &byPolicy = m_byPolicy[facts & 0xffu];
        const FormatPart &byFormat = m_byFormat[facts >> 8];
        return {((byCode.reasons | byFindings.reasons) & byFormat.keep) | byFormat.part.reasons | byPolicy.reasons,
                Demands(((byCode.demands | byFindings.demands) & byFormat.keepDemands) | byFormat.part.demands
                        | byPolicy.demands)};
    }

    std::vector<Part> m_byCode; ///< 65,536: format, region and line type.
    std::vector<Part> m_byFindings; ///< 256.
    std::vector<Part> m_byPolicy; ///< 256, by the low byte of the facts: lists, duplicates, lookups.
    std::vector<FormatPart> m_byFormat; ///< 256, by their high byte.
    std::vector<ListVerdict> m_verdicts; ///< By demands.
};

} // namespace muster
