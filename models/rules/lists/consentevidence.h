// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace muster {

/// What a contact carries about being called at all: it has to outlast the contact (S38).
enum class ConsentEvidence : std::uint8_t {
    None,
    Consent, ///< That the person agreed: "consent_date": "2026-03-01", "optIn": "yes".
    OptOut, ///< That the person does not want to be called: "opt_out": "true", "doNotCallSince", "consent": "revoked".
};

/// What one member says, by the words in its name (however they are joined) and its value as MemberCells gives it.
/// A no to an opt-out ("false", "no", "0", empty, null) says nothing; a no to a consent is an opt-out. Names are those
/// that lists of this trade use; the contract leaves a contact's other members open (section 6.1). Any thread.
[[nodiscard]] ConsentEvidence consentEvidenceOf(std::string_view name, std::string_view value);

} // namespace muster
