// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/postalcodes.h"

#include "models/rules/masking/textclass.h"

#include <algorithm>

namespace muster {

namespace {

/// "9": a digit, "A": a letter, "X": a capital one, "_": a blank or nothing; others stand for themselves.
struct Shape
{
    std::string_view form;
    PostalCode::Kind kind;
};
using Kind = PostalCode::Kind;
constexpr Shape shapes[] = {
    {"A9_9AA", Kind::Street},   {"A99_9AA", Kind::Street},  {"AA9_9AA", Kind::Street}, {"AA99_9AA", Kind::Street},
    {"A9A_9AA", Kind::Street},  {"AA9A_9AA", Kind::Street}, {"X9X_9X9", Kind::Street}, {"9999_XX", Kind::Street},
    {"99999-9999", Kind::Town}, {"99999-999", Kind::Town},  {"9999-999", Kind::Town},  {"99999", Kind::Town},
    {"9999", Kind::Town},
};
constexpr std::string_view states = "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT "
                                    "NC ND NE NH NJ NM NV NY OH OK OR PA "
                                    "RI SC SD TN TX UT VA VT WA WI WV WY";

bool fits(char sign, char byte)
{
    switch (sign) {
    case '9':
        return isAsciiDigit(byte);
    case 'A':
        return isAsciiLetter(byte);
    case 'X':
        return byte >= 'A' && byte <= 'Z';
    default:
        return sign == byte;
    }
}

bool isApart(std::string_view text, std::size_t at)
{
    return at >= text.size() || (!isAsciiAlnum(text[at]) && !isWide(text[at]));
}

} // namespace

PostalCode PostalCode::at(std::string_view text, std::size_t at)
{
    for (const Shape &shape : shapes) {
        std::size_t next = at;
        const bool isForm = std::ranges::all_of(shape.form, [&](char sign) {
            if (sign == '_') {
                next += next < text.size() && text[next] == ' ' ? 1 : 0;
                return true;
            }
            return next < text.size() && fits(sign, text[next++]);
        });
        if (isForm && isApart(text, next))
            return {shape.kind, next};
    }
    return {};
}

std::size_t stateAndZipEnd(std::string_view text, std::size_t at)
{
    const std::string_view state = text.substr(at, 2);
    if (state.size() < 2 || state.find(' ') != std::string_view::npos || states.find(state) == std::string_view::npos
        || at + 2 >= text.size() || text[at + 2] != ' ')
        return 0;
    const PostalCode code = PostalCode::at(text, at + 3);
    const std::size_t size = code.end - at - 3;
    return code.kind == PostalCode::Kind::Town && (size == 5 || size == 10) ? code.end : 0;
}

} // namespace muster
