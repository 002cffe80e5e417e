// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberpattern.h"
#include "models/rules/numbers/numberplan.h"

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

} // namespace muster
