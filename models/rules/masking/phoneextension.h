// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>

namespace muster {

/// The end of what belongs to a phone that ends at `end`: an extension in any spelling ("x45", "ext. 12", "Durchwahl
/// 3",
/// "#12"), or a word that a "-" ties to it ("0123-mobile"). `end` where there is none.
[[nodiscard]] std::size_t phoneEnd(std::string_view text, std::size_t end);
/// The end of a word that announces an extension, and of what stands between it and its digits; `end`: none is there.
[[nodiscard]] std::size_t extensionWordEnd(std::string_view text, std::size_t end);

} // namespace muster
