// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace re2 {
class RE2;
}

namespace muster {

/// The first match of `expression` in `text` without what stands around it; empty: there is none. `expression` is of
/// the form (?:^|[^\pL\pN])WORDS(?:$|[^\pL\pN]), and WORDS begins and ends with a letter or digit. RE2 knows the ends
/// of a match from its automaton; for those of a group it would follow all instructions of an expression of thousands,
/// with memory for each, which takes longer than everything else that is done about the text around it.
[[nodiscard]] std::string_view boundedMatch(const re2::RE2 &expression, std::string_view text);

} // namespace muster
