// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/secret.h"

#include <QByteArray>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

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

/// The numbers of contacts that were removed although they carried consent or an opt-out (S38), as keyed digests:
/// whether a number is one of them can be asked, which ones they are cannot be read. Immutable; any thread.
class KeptEvidence
{
public:
    /// The first half of a digest; two numbers share one in no list that anybody will see.
    using Mark = std::array<std::uint64_t, 2>;

    KeptEvidence(Secret key, std::vector<Mark> marks);

    /// `e164` as NumberVerdict::e164; some 2 us.
    [[nodiscard]] bool holds(std::uint64_t e164) const;
    [[nodiscard]] std::size_t size() const { return m_marks.size(); }

    /// HMAC-SHA-256 of a number under the key: of its E.164 form, or of the text where it has none.
    [[nodiscard]] static QByteArray numberDigest(const Secret &key, std::string_view number);
    [[nodiscard]] static Mark markOf(const QByteArray &digest);

private:
    const Secret m_key;
    std::vector<Mark> m_marks; ///< Sorted.
};

} // namespace muster
