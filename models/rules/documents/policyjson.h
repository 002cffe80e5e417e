// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/rules/namedfile.h"
#include "network/wire/result.h"

#include <optional>
#include <string_view>

namespace muster {

/// How large a policy may be: enough for years of decisions, and little enough that a hostile file costs nothing.
struct PolicyLimits
{
    static constexpr qsizetype patterns = 100, exceptions = 5000, regions = 300;
    static constexpr qsizetype name = 200, pattern = 1000, note = 1000, interactionId = 300; ///< Characters.
    static constexpr qsizetype exceptionBytes = 400; ///< UTF-8, of one exception's text.
    static constexpr qsizetype bytes = 8 * 1024 * 1024; ///< Of the JSON.
};

/// "keep", "tag", "keep_last", "pseudonym_interaction", "pseudonym_project", "shift_date", "drop".
[[nodiscard]] std::string_view maskActionKey(MaskAction action);
[[nodiscard]] std::optional<MaskAction> maskActionOfKey(std::string_view key);

/// Where a policy leaves the limits or asks for what there is not; empty: nowhere. A place as in JSON:
/// "entities.phone.action", "patterns[0].name". Whether patterns compile is for MaskEngine::make().
[[nodiscard]] QString limitFault(const MaskPolicy &policy);

/// Canonical JSON (see JsonWriter) without name and version.
[[nodiscard]] QByteArray policyJson(const MaskPolicy &policy);
/// SHA-256 in lower-case hexadecimal: what manifest and audit name. Of an exception it covers everything but its text
/// and its note: these are words of real people, and whoever has a digest could try numbers until one fits.
[[nodiscard]] QString policyDigest(const MaskPolicy &policy);
/// Reads what policyJson() wrote: nothing missing, nothing more, all within PolicyLimits. Damaged "policy_unreadable"
/// with the place as `subject`, for example "patterns[2].action".
[[nodiscard]] Result<MaskPolicy> parsePolicy(const QByteArray &json);

inline constexpr NamedFileForm policyFileForm{"muster-mask-policy", "policy", "policy_unreadable", PolicyLimits::bytes,
                                              PolicyLimits::name};

/// The file of an export: {"format": "muster-mask-policy", "version": 1, "name": ..., "policy": ...}, with the
/// exceptions and their words. Reading it gives version 1. Damaged "policy_unreadable", or "newer_version".
[[nodiscard]] QByteArray policyFile(const MaskPolicy &policy);
[[nodiscard]] Result<MaskPolicy> parsePolicyFile(const QByteArray &bytes);

} // namespace muster
