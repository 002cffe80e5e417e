// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/criteria.h"

namespace muster {

/// What a service refuses of criteria (contract section 6.2, F76): the one place that knows, for who sends them and for
/// the rules that tell a person.
struct CriteriaViolation
{
    enum class Code {
        EmptyGroup, ///< A group without members.
        TooDeep, ///< A group on the level behind criteriaDepthLimit; those within it are so because it is.
        NoField, ///< A condition that names none.
        NoNumber, ///< A number whose spelling is none of JSON.
    };
    Code code = Code::EmptyGroup;
    CriteriaPath path;
    bool operator==(const CriteriaViolation &) const = default;
};

/// All of them in reading order. Any thread.
[[nodiscard]] QList<CriteriaViolation> criteriaViolations(const CriteriaGroup &criteria);

} // namespace muster
