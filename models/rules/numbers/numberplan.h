// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <QDate>
#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace muster {

/// The regions that libphonenumber knows, numbered from 1 in alphabetical order, "001" (non-geographic) last.
class RegionList
{
public:
    RegionList(); ///< Asks the library, whose first use costs some milliseconds.
    [[nodiscard]] RegionIndex indexOf(std::string_view id) const; ///< 0: unknown, "ZZ" or empty. Upper case only.
    [[nodiscard]] const std::string &id(RegionIndex index) const { return m_ids[index]; } ///< Empty for 0.
    [[nodiscard]] std::size_t size() const { return m_ids.size(); } ///< With the empty one.
    [[nodiscard]] RegionIndex nonGeographic() const { return RegionIndex(m_ids.size() - 1); }

private:
    std::vector<std::string> m_ids;
    std::unordered_map<std::string, RegionIndex> m_indices;
};

/// A pattern of national numbers with its possible lengths.
struct NumberShape
{
    std::string pattern; ///< Empty: matches nothing.
    bool anyLength = true; ///< No lengths given: the pattern alone decides.
    std::uint32_t lengths = 0; ///< Bit n: n digits are possible.
    std::string example; ///< A national number that matches; may be empty.
};

/// How national numbers are written.
struct NumberFormatRule
{
    std::string pattern; ///< With a group for each part.
    std::string leadingDigits; ///< The most detailed one; empty: any.
    std::string format; ///< "$1 $2"
    std::string nationalPrefixRule; ///< "(0$1)"; empty: none.
};

/// One region's (or non-geographic service's) numbering plan as libphonenumber's metadata states it.
struct RegionPlan
{
    /// The types in the order in which GetNumberTypeHelper asks for them; fixed line and mobile come last.
    static constexpr std::array<NumberType, 10> typeOrder
        = {NumberType::PremiumRate,    NumberType::TollFree, NumberType::SharedCost, NumberType::Voip,
           NumberType::PersonalNumber, NumberType::Pager,    NumberType::Uan,        NumberType::Voicemail,
           NumberType::FixedLine,      NumberType::Mobile};

    std::string id; ///< "DE"; "001" for non-geographic services.
    int callingCode = 0;
    bool mainOfCallingCode = false;
    bool hasLeadingDigits = false;
    std::string leadingDigits; ///< Numbers that begin so are this region's, whatever the other patterns say.
    std::string internationalPrefix;
    std::string nationalPrefix; ///< For parsing: a pattern, perhaps with groups. Empty: none.
    std::string transformRule;
    std::string extensionPrefix; ///< Between national format and extension; empty: the library's default.
    NumberShape general;
    std::array<NumberShape, 10> types; ///< In typeOrder.
    bool sameMobileAndFixed = false;
    std::vector<int> possibleLengths, localLengths; ///< Of the general description, as listed.
    std::vector<NumberFormatRule> formats;
    [[nodiscard]] bool geographic() const { return id != "001"; }
};

/// Which numbering plans these are, for people who have to rely on them.
struct PlanEdition
{
    enum class Origin : std::uint8_t {
        Installed, ///< Of the libphonenumber that is loaded.
        Shipped, ///< Came with Muster.
        File, ///< A person gave it.
    };
    /// Ranges are given out every month; after this many days what is in no range of the plans may well be in use.
    static constexpr int oldAfterDays = 365;

    Origin origin = Origin::Installed;
    QString version; ///< As libphonenumber counts: "9.0.35", or only "8.12"; empty: not known.
    QDate released; ///< Invalid: not known.
    /// Also where the date is not known.
    [[nodiscard]] bool isOld(QDate today) const
    {
        return !released.isValid() || released.daysTo(today) > oldAfterDays;
    }
    bool operator==(const PlanEdition &) const = default;
};

struct NumberPlan
{
    PlanEdition edition;
    std::vector<RegionPlan> regions; ///< In the metadata's order; a region's index here plus 1 is its RegionIndex,
                                     ///< all non-geographic ones share the index of the first.
};

/// The edition of the libphonenumber that is loaded: by the digest of its metadata where that is known, else by the name
/// of its file, without a date. The first call takes a millisecond. Any thread.
[[nodiscard]] PlanEdition installedEdition();

/// Reads the metadata out of the libphonenumber that is loaded. nullopt when it does not hand it out (the two functions
/// are exported by Debian's build, not declared in its headers) or when it cannot be read. About 5 ms. Any thread.
[[nodiscard]] std::optional<NumberPlan> loadInstalledPlan();

} // namespace muster
