// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskwords.h"

#include "models/rules/masking/textclass.h"

namespace muster {

namespace {

/// The letters that stand for U+00C0 to U+00FF without their accents; blank: none does.
constexpr std::string_view latinOne = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
constexpr std::size_t longest = 24;

} // namespace

bool MaskWord::isPart(char byte)
{
    return isAsciiLetter(byte) || isWide(byte) || byte == '\'';
}

void MaskWord::simplify(std::string_view text)
{
    size = 0;
    if (end - begin > longest)
        return;
    for (std::size_t at = begin; at < end; ++at) {
        const char byte = text[at];
        const auto next = at + 1 < end ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == '\xc3' && next >= 0x80 && next <= 0xbf && latinOne[next - 0x80] != ' ') {
            letters[size++] = latinOne[next - 0x80];
            if (next == 0x9f) // sharp s
                letters[size++] = 's';
            ++at;
        } else {
            letters[size++] = toAsciiLower(byte);
        }
    }
}

MaskWord MaskWord::endingAt(std::string_view text, std::size_t end)
{
    MaskWord word{.begin = end, .end = end};
    while (word.begin > 0 && end - word.begin <= longest && isPart(text[word.begin - 1]))
        --word.begin;
    word.simplify(text);
    return word;
}

MaskWord MaskWord::beginningAt(std::string_view text, std::size_t begin)
{
    MaskWord word{.begin = begin, .end = begin};
    while (word.end < text.size() && word.end - begin <= longest && isPart(text[word.end]))
        ++word.end;
    word.simplify(text);
    return word;
}

std::string plainWord(std::string_view word)
{
    return std::string(MaskWord::beginningAt(word, 0).plain());
}

std::string expressionOf(std::string_view word)
{
    std::string result;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] != '\xc3') {
            result += word[at];
            continue;
        }
        const auto next = static_cast<unsigned char>(word[++at]);
        result += "(?:";
        result += next == 0x9f ? "ss" : std::string(1, latinOne[next - 0x80]);
        result += "|\\xc3.)";
    }
    return result;
}

} // namespace muster
