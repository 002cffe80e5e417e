// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/boundedmatch.h"

#include "models/rules/masking/foldedtext.h"

#include <re2/re2.h>

namespace muster {

std::string_view boundedMatch(const re2::RE2 &expression, std::string_view text)
{
    re2::StringPiece found;
    if (!expression.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), re2::RE2::UNANCHORED, &found, 1))
        return {};
    // By RE2's own tables, whose Unicode need not be that of Qt.
    static const re2::RE2 boundary(R"([^\pL\pN])");
    std::string_view words(found.data(), found.size());
    const std::size_t first = CodePoint::at(words, 0).size;
    if (re2::RE2::FullMatch(re2::StringPiece(words.data(), first), boundary))
        words.remove_prefix(first);
    const std::size_t last = CodePoint::before(words, words.size()).size;
    if (re2::RE2::FullMatch(re2::StringPiece(words.data() + words.size() - last, last), boundary))
        words.remove_suffix(last);
    return words;
}

} // namespace muster
