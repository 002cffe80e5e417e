// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskengine.h"

#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Why a text is, or is not, masked as one kind. The words for people are not made here.
struct MaskReason
{
    enum class Code : std::uint8_t {
        Masked, ///< `argument`: the rule's key.
        AllowedByException, ///< It would be, but the policy's exceptions allow the text.
        KeptByPolicy, ///< The policy leaves the kind alone.
        OtherwiseAnnounced, ///< The word in `argument` ("order") says that it is something else.
        CheckDigitWrong, ///< And no word announces one.
        NoNumberingPlan, ///< A number of none of the regions in `argument` ("US, GB"), and no word announces one.
        NotAnnounced, ///< Such a text counts only beside a word that announces it.
        TooFewDigits, ///< `argument`: how many there are; `wanted`: the fewest.
        TooManyDigits, ///< `argument`: how many there are; `wanted`: the most.
        NothingAlike, ///< No part of the text has the kind's form.
    };
    Entity entity = Entity::Email;
    Code code = Code::NothingAlike;
    std::string argument;
    int wanted = 0;
    bool operator==(const MaskReason &) const = default;
};

/// What each kind says to a text that a person selected, one reason a kind, the most telling first. `before`: what
/// stands in front of it, since words there may announce it; its last 200 bytes count. Empty for a text without letters
/// and digits, or of more than 10,000 bytes.
[[nodiscard]] std::vector<MaskReason> explainMasking(const MaskEngine &engine, std::string_view selected,
                                                     std::string_view before, const MaskContext &context);

} // namespace muster
