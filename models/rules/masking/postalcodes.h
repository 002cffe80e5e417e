// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace muster {

/// A post code by its form alone.
struct PostalCode
{
    enum class Kind : std::uint8_t {
        None,
        Street, ///< Names a street or a few houses by itself: British, Canadian, Dutch.
        Town, ///< Counts beside a town: "10115", "1040", "4050-262", "01310-100".
    };
    Kind kind = Kind::None;
    std::size_t end = 0; ///< Bytes of the text, exclusive.

    /// The one that begins at `at`, where no letter or digit stands before.
    [[nodiscard]] static PostalCode at(std::string_view text, std::size_t at);
};

/// "NY 10118" at `at`: the end; 0: it is none.
[[nodiscard]] std::size_t stateAndZipEnd(std::string_view text, std::size_t at);

} // namespace muster
