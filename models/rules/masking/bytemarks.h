// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/masklocator.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Marks of one or two bytes, looked for in 64 bytes of the text at once: ends of digits ("[0-9][^0-9]") and words of
/// one or two ASCII letters ("\bo\b", in either case). An engine for expressions is no help with these: it stops at
/// every "o" of the text to see what stands beside it, which costs more than all longer words together. Immutable; any
/// thread.
class ByteMarks
{
public:
    /// Takes the patterns that it can look for out of `patterns`; the others stay.
    [[nodiscard]] static ByteMarks takenFrom(std::vector<LocatorPattern> &patterns);

    /// Adds all ends to `hits`, in the order of the text.
    void locate(std::string_view text, MaskHits &hits) const;

private:
    /// In small letters; `second` is 0 in a word of one letter.
    struct ShortWord
    {
        MaskMark mark = MaskMark::At;
        char first = 0, second = 0;
    };
    struct Block;
    void locateIn(const Block &block, MaskHits &hits) const;

    std::optional<MaskMark> m_digitsEnd; ///< nullopt: not looked for.
    std::vector<ShortWord> m_words;
    std::string m_firstLetters; ///< Of m_words, each once.
};

} // namespace muster
