// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"

#include <string_view>

namespace muster {

/// What the name of a member announces about its value: 4155550123 alone is any number, under "phone" it is a phone.
struct MemberCue
{
    Entity entity = Entity::Phone;
    /// How many digits such a value has, of whatever form; 0 and 0: any value is meant, words too.
    std::uint8_t fewest = 0, most = 0;
    std::string_view words; ///< What a person would have said before the value: "phone number".

    /// Nothing but digits and what is put between them, as many digits as the cue expects; or any text but an empty one
    /// where words are meant. Digits of any script that people type count.
    [[nodiscard]] bool coversAll(std::string_view value) const;
};

/// nullptr: the name announces nothing. English names as APIs use them, in any of their ways of writing ("homePhone",
/// "home_phone", "HOME-PHONE", "homephone"), and the common words in German, French, Spanish and Portuguese.
[[nodiscard]] const MemberCue *memberCue(std::string_view key);
/// "value", "number", "raw": says nothing of its own, so the name of what it is in counts.
[[nodiscard]] bool isNeutralKey(std::string_view key);

} // namespace muster
