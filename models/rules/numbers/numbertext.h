// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <array>
#include <string_view>

namespace muster {

/// A text brought into the form that NumberParser reads: what libphonenumber's ExtractPossibleNumber,
/// IsViablePhoneNumber, MaybeStripExtension and Normalize make of it.
struct NumberText
{
    static constexpr std::size_t maxBytes = 64;

    enum class Kind : std::uint8_t {
        Number, ///< digits, plus and the extension are set.
        NotANumber, ///< Not viable; the library says NOT_A_NUMBER.
        NotCovered, ///< Ask the library.
    };

    Kind kind = Kind::NotCovered;
    bool plus = false;
    std::uint8_t findings = 0; ///< Bits of NumberFinding.
    std::uint8_t count = 0; ///< Digits.
    std::uint8_t extensionLength = 0;
    std::uint16_t extensionOffset = 0; ///< Byte in the text.
    std::array<std::uint8_t, maxBytes + 8> digits; ///< Values 0 to 9; only the first `count` are set.

    /// Reads ASCII digits and the usual signs in one pass, everything else through LabelledText. Does not allocate.
    static void read(std::string_view text, NumberText &result);
};

/// The second pass: extension labels, letters on the keypad, "/x", no-break spaces, dashes, zero-width characters,
/// full-width and Arabic-Indic digits, direction marks, Latin-1. Each character is folded to one symbol, so that the
/// library's expressions can be followed symbol by symbol. Anything else makes the text NotCovered.
class LabelledText
{
public:
    explicit LabelledText(std::string_view text); ///< At most NumberText::maxBytes.
    void read(NumberText &result);

private:
    /// ASCII stands for itself; what lies outside it folds to one of these. All are above 0x7f.
    enum Symbol : std::uint8_t { NoBreakSpace = 0x80, Sign, Letter, Other };
    struct Extension
    {
        std::size_t digits = 0, length = 0;
    };

    void fold(std::string_view text);
    bool foldCodePoint(char32_t c, std::size_t offset);
    void put(std::uint8_t symbol, std::size_t offset);
    [[nodiscard]] bool isDigit(std::size_t at) const { return m_symbols[at] >= '0' && m_symbols[at] <= '9'; }
    [[nodiscard]] bool isLetter(std::size_t at) const { return lower(at) >= 'a' && lower(at) <= 'z'; }
    [[nodiscard]] std::uint8_t lower(std::size_t at) const
    {
        return m_symbols[at] >= 'A' && m_symbols[at] <= 'Z' ? std::uint8_t(m_symbols[at] + 32) : m_symbols[at];
    }
    [[nodiscard]] bool isSign(std::size_t at) const;
    [[nodiscard]] bool isSpace(std::size_t at, bool comma, bool dash) const;
    [[nodiscard]] bool viable(std::size_t end) const;
    [[nodiscard]] bool extensionAt(std::size_t at, std::size_t end, Extension &extension) const;
    [[nodiscard]] bool digitsToEnd(std::size_t at, std::size_t end, std::size_t most, bool hash,
                                   Extension &extension) const;
    [[nodiscard]] bool labelAt(std::size_t &at, std::size_t end, bool &explicitLabel) const;
    [[nodiscard]] bool word(std::size_t at, std::size_t end, std::string_view letters) const;
    void cutSecondNumber();
    void normalize(NumberText &result, std::size_t end);

    std::array<std::uint8_t, NumberText::maxBytes> m_symbols{};
    std::array<std::uint8_t, NumberText::maxBytes + 1> m_offsets{}; ///< Byte at which each symbol began.
    std::size_t m_begin = 0, m_end = 0;
    bool m_covered = true;
    bool m_foreignDigits = false;
    bool m_maybeExtension = false;
    unsigned m_findings = 0;
};

} // namespace muster
