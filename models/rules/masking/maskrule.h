// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// What led to a finding. The first three are the contract's patterns, exactly.
enum class MaskRule : std::uint16_t {
    EmailAddress,
    PhoneContract, ///< Ten digits, 3-3-4.
    SsnContract, ///< Nine digits, 3-2-4 with "-".
    ExceptionDeny, ///< The policy's exceptions name the text.
};
inline constexpr std::uint16_t firstOwnRule = 1000; ///< And the index of the policy's pattern.

/// "email.address"; stable, for `--explain` and manifests. Not of own rules.
[[nodiscard]] std::string_view maskRuleKey(MaskRule rule);

} // namespace muster
