// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberplan.h"

namespace muster {

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

} // namespace muster
