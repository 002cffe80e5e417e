// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberparser.h"
#include "models/rules/numbers/numberpattern.h"
#include "models/rules/numbers/numberplan.h"
#include "models/rules/numbers/numbertext.h"
#include "models/rules/numbers/numberverdict.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string_view>

namespace muster {

/// Writes national numbers of one calling code the way the library's Format(NATIONAL) does: the first rule whose
/// leading digits and whole pattern match, applied as a global replacement. Immutable; any thread. For single numbers
/// on the screen, so it may allocate.
class NationalFormat
{
public:
    /// From the plan of the calling code's main region. Not covered when a rule is not understood.
    explicit NationalFormat(const RegionPlan &plan);
    [[nodiscard]] bool covered() const { return m_covered; }
    /// `national`: the national significant number. `extension` may be empty.
    [[nodiscard]] std::string write(DigitSpan national, std::string_view extension) const;

private:
    struct Rule
    {
        PatternMatcher pattern;
        bool hasLeading = false;
        PatternMatcher leading;
        std::vector<std::pair<std::string, int>> parts; ///< Text, then a group; group 0: none.
    };
    static bool compile(const NumberFormatRule &source, Rule &rule);

    bool m_covered = true;
    std::vector<Rule> m_rules;
    std::string m_extensionPrefix;
};

/// libphonenumber itself, asked plainly: the fallback, and what the fast path is compared with. About 20 us of CPU and
/// several allocations a number; threads share locks inside the library. Any thread.
class LibraryJudge
{
public:
    explicit LibraryJudge(const RegionList &regions)
        : m_regions(regions)
    {
    }

    [[nodiscard]] NumberVerdict classify(std::string_view text, RegionIndex defaultRegion) const;
    /// "+4930123456"; empty when the text does not parse.
    [[nodiscard]] std::string e164(std::string_view text, RegionIndex defaultRegion) const;
    [[nodiscard]] std::string extension(std::string_view text, RegionIndex defaultRegion) const;
    [[nodiscard]] std::string nationalFormat(std::string_view text, RegionIndex defaultRegion) const;

private:
    const RegionList &m_regions;
};

/// "+4930123456" as a decimal number; NumberVerdict::doesNotFit for more than 19 digits.
[[nodiscard]] std::uint64_t packE164(std::string_view e164);

/// Judges phone numbers: exactly what libphonenumber answers, from tables compiled out of its own metadata where they
/// cover the text, from the library itself elsewhere. Immutable once built: any number of threads share one without a
/// lock. classify() does not allocate on the fast path.
class NumberEngine
{
public:
    enum class Mode {
        Checked, ///< Tables, if the installed library has them and answers the probes as they do.
        Unchecked, ///< Tables without the probes, for tests that compare themselves.
        LibraryOnly,
    };
    explicit NumberEngine(Mode mode = Mode::Checked);
    /// Judges by `plan` (see checkPlan()) instead of the installed library's; the library still reads unusual texts.
    /// Should its habits of reading have changed, the installed plans are used, as in edition().
    explicit NumberEngine(const NumberPlan &plan);

    /// The application's engine. The first call builds it (tens of milliseconds): make it on a worker, after the first
    /// window. Later calls, and callers that come meanwhile, get the same one.
    [[nodiscard]] static const NumberEngine &shared();
    /// Whose plans shared() is to judge by; nullopt: the installed library's. Asked once, on the thread that calls shared()
    /// first; set it before.
    static void setSharedPlan(std::function<std::optional<NumberPlan>()> plan);

    [[nodiscard]] const RegionList &regions() const { return m_regions; }
    /// `defaultRegion` 0: only international form can be parsed.
    [[nodiscard]] NumberVerdict classify(std::string_view text, RegionIndex defaultRegion) const
    {
        NumberVerdict verdict;
        if (m_tables == nullptr || !classifyFast(text, defaultRegion, verdict))
            verdict = classifySlowly(text, defaultRegion);
        return verdict;
    }
    /// Of the plans that are judged by.
    [[nodiscard]] const PlanEdition &edition() const { return m_edition; }
    [[nodiscard]] const LibraryJudge &referenceJudge() const { return m_library; }

    /// The words that a verdict stands for; `text` and `defaultRegion` as they were given to classify().
    [[nodiscard]] std::string e164Text(const NumberVerdict &verdict, std::string_view text,
                                       RegionIndex defaultRegion) const;
    [[nodiscard]] std::string extension(const NumberVerdict &verdict, std::string_view text,
                                        RegionIndex defaultRegion) const;
    /// As the library's Format(NATIONAL), extension included. Empty when the text does not parse.
    [[nodiscard]] std::string nationalFormat(const NumberVerdict &verdict, std::string_view text,
                                             RegionIndex defaultRegion) const;

    [[nodiscard]] bool fastPathOn() const { return m_tables != nullptr; }
    [[nodiscard]] const NumberTables *tables() const { return m_tables.get(); } ///< nullptr: library only.
    [[nodiscard]] std::vector<int> uncovered() const; ///< Calling codes left to the library, if the fast path is on.

private:
    bool classifyFast(std::string_view text, RegionIndex defaultRegion, NumberVerdict &verdict) const;
    void answerByTables(const CallingCodeRules &code, DigitSpan national, NumberVerdict &verdict) const;
    void setPlan(const NumberPlan &plan);
    /// Read by the library; what it does not tell (several regions claim the number) comes from the tables, and all of the
    /// answer where the plans are not the library's.
    [[nodiscard]] NumberVerdict classifySlowly(std::string_view text, RegionIndex defaultRegion) const;

    RegionList m_regions;
    LibraryJudge m_library;
    PlanEdition m_edition;
    std::unique_ptr<const NumberTables> m_tables;
    std::map<int, NationalFormat> m_formats; ///< By calling code.
};

/// "+4930123456" of a packed number.
[[nodiscard]] std::string unpackE164(std::uint64_t e164);

/// A text and default region whose answer shows one of the library's habits that the fast path relies on.
struct EngineProbe
{
    std::string_view text, region;
};

[[nodiscard]] std::span<const EngineProbe> engineProbes();

/// Does the loaded library answer the probes as the engine's tables do? An upgraded library whose rules of reading
/// changed, not only its metadata, is found here before a single number is judged.
[[nodiscard]] bool probesAgree(const NumberEngine &engine);

/// Do all answers of the library agree with this verdict (findings aside)?
[[nodiscard]] bool sameAnswer(const NumberEngine &engine, const NumberVerdict &verdict, const NumberVerdict &library,
                              std::string_view text, RegionIndex defaultRegion);

} // namespace muster
