// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// What led to a finding, in the order in which equally good ones are preferred.
enum class MaskRule : std::uint16_t {
    EmailAddress, ///< The contract's pattern.
    EmailWide, ///< Beyond it: letters of other scripts, quoted names, addresses of machines, no top-level domain.
    EmailSpoken, ///< "ann dot lee at example dot com"
    PhoneContract, ///< Ten digits, 3-3-4.
    PhoneInternational, ///< With a plus, valid or not.
    PhonePlan, ///< Valid by the plan of one of the policy's regions.
    PhoneGrouped, ///< 3-3-4 of no plan.
    PhoneSpoken,
    PhoneContext, ///< Of no plan, but announced.
    SsnContract, ///< Nine digits, 3-2-4 with "-".
    SsnDigits,
    SsnContext,
    NinoForm,
    NinoContext,
    SinChecked,
    SinContext,
    NationalIdBr, ///< CPF
    NationalIdDe, ///< Steuer-ID
    NationalIdEs, ///< DNI, NIE
    NationalIdFr, ///< NIR
    NationalIdIt, ///< Codice fiscale
    NationalIdNl, ///< BSN
    NationalIdPt, ///< NIF
    NationalIdContext,
    CardChecked, ///< Luhn and the range of a network.
    CardGrouped, ///< In a card's groups, but the check digit is wrong.
    CardSpoken,
    CardContext,
    IbanChecked,
    IbanContext,
    IpV4,
    IpV6,
    BirthDateContext,
    AddressForm,
    NameAnnounced,
    ExceptionDeny, ///< The policy's exceptions name the text.
};
inline constexpr int maskRuleCount = 36;
inline constexpr std::uint16_t firstOwnRule = 1000; ///< And the index of the policy's pattern.

/// "email.address"; stable, for `--explain` and manifests. Not of own rules.
[[nodiscard]] std::string_view maskRuleKey(MaskRule rule);

} // namespace muster
