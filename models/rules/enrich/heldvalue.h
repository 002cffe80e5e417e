// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// What a contact holds in one attribute, as its list shows it. The text belongs to whoever gave it.
struct HeldValue
{
    enum class Form : std::uint8_t {
        Nothing, ///< No member, null or the empty text. 0 and false are values.
        Text, ///< Unescaped.
        Json, ///< A number, true, false or something nested: its JSON.
    };
    Form form = Form::Nothing;
    std::string_view text;

    [[nodiscard]] bool isNothing() const { return form == Form::Nothing; }
};

/// A canonical value (see network/wire/attributevalue.h) as a list would show it.
[[nodiscard]] HeldValue heldValue(ListAttributeType type, std::string_view canonical);
/// Whether it is a value of that type, so that the service would take it back (contract section 4). Nothing is not: the
/// service cannot clear.
[[nodiscard]] bool isWritable(ListAttributeType type, const HeldValue &value);
/// Both nothing or both the same: numbers by what they are worth, digit for digit (1.50 is 1.5), all else byte for
/// byte.
[[nodiscard]] bool isSame(ListAttributeType type, const HeldValue &one, const HeldValue &other);

/// The same text for all writings of one value: numbers by what they are worth, all else without white space at both
/// ends.
[[nodiscard]] std::string comparableText(ListAttributeType type, std::string_view text);
/// Which of two values is the greater or the later one: numbers by what they are worth, digit for digit, dates by the
/// calendar. nullopt: one of them is no value of that type, or the type has no order (text, yes or no).
[[nodiscard]] std::optional<std::weak_ordering> orderOf(ListAttributeType type, const HeldValue &one,
                                                        const HeldValue &other);
[[nodiscard]] bool hasOrder(ListAttributeType type);

/// Appends `"name":value` as in RecordPage::extras(), with a comma before it unless `members` is empty; nothing for
/// Nothing.
void appendMember(std::string &members, std::string_view name, const HeldValue &value);

} // namespace muster
