// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One text column of a chunk: the texts of its rows one after the other, or a dictionary of the different ones and a
/// code a row. A value that shares its bytes: copying one is cheap, and nothing that it shows ever changes.
class TextColumn
{
public:
    enum class Form : std::uint8_t {
        Empty, ///< Every row is empty; no bytes.
        Plain,
        Small, ///< Codes of 8 bits.
        Wide, ///< Codes of 16 bits.
    };

    [[nodiscard]] std::string_view at(std::uint32_t row) const
    {
        switch (m_form) {
        case Form::Plain:
            return text(row);
        case Form::Small:
            return text(m_small[row]);
        case Form::Wide:
            return text(m_wide[row]);
        case Form::Empty:
            break;
        }
        return {};
    }
    [[nodiscard]] Form form() const { return m_form; }
    [[nodiscard]] bool hasCodes() const { return m_form == Form::Small || m_form == Form::Wide; }
    /// Texts: as many as rows (Plain), as different ones (codes; text 0 is the empty one), or none.
    [[nodiscard]] std::uint32_t texts() const { return m_texts; }
    [[nodiscard]] std::string_view text(std::uint32_t index) const
    {
        return {m_bytes.get() + m_ends[index], m_ends[index + 1] - m_ends[index]};
    }
    /// Only with hasCodes().
    [[nodiscard]] std::uint32_t code(std::uint32_t row) const
    {
        return m_form == Form::Small ? m_small[row] : m_wide[row];
    }
    /// The codes of all rows, for loops over many; only of that form.
    [[nodiscard]] const std::uint8_t *smallCodes() const { return m_small.get(); }
    [[nodiscard]] const std::uint16_t *wideCodes() const { return m_wide.get(); }
    /// All texts, one after the other, and where each ends: text i lies from ends()[i] to ends()[i + 1].
    [[nodiscard]] std::string_view arena() const { return {m_bytes.get(), m_texts == 0 ? 0 : m_ends[m_texts]}; }
    [[nodiscard]] const std::uint32_t *ends() const { return m_ends.get(); }
    [[nodiscard]] std::size_t bytes() const { return m_allocated; } ///< Allocated.
    /// Whether this byte may be in a text. False spares the look at the arena; never false for one that is there.
    [[nodiscard]] bool mayHold(unsigned char byte) const { return (m_seen[byte >> 6] >> (byte & 63) & 1) != 0; }

private:
    friend class TextBuilder;
    friend class MemberBuilder;

    std::shared_ptr<char[]> m_bytes;
    std::shared_ptr<std::uint32_t[]> m_ends;
    std::shared_ptr<std::uint8_t[]> m_small;
    std::shared_ptr<std::uint16_t[]> m_wide;
    std::uint32_t m_texts = 0;
    std::size_t m_allocated = 0;
    std::array<std::uint64_t, 4> m_seen{}; ///< A bit a byte.
    Form m_form = Form::Empty;
};

/// Appends texts to a column of fixed capacity. Columns taken before stay as they were: bytes are only written behind
/// what they show, and when the room is used up they keep the old one.
class TextBuilder
{
public:
    explicit TextBuilder(std::uint32_t capacity);
    void append(std::string_view text);
    [[nodiscard]] std::uint32_t texts() const { return m_texts; }
    [[nodiscard]] std::string_view text(std::uint32_t index) const
    {
        return {m_bytes.get() + m_ends[index], m_ends[index + 1] - m_ends[index]};
    }
    [[nodiscard]] TextColumn column() const; ///< What is there now.
    [[nodiscard]] TextColumn packed() const; ///< The same in exactly the room that it needs.
    [[nodiscard]] std::size_t bytes() const { return m_room + sizeof(std::uint32_t) * (m_capacity + 1u); }

private:
    std::uint32_t m_capacity;
    std::uint32_t m_texts = 0;
    std::uint32_t m_room = 0;
    std::array<std::uint64_t, 4> m_seen{};
    std::shared_ptr<char[]> m_bytes;
    std::shared_ptr<std::uint32_t[]> m_ends;
};

/// The same for a member, of which contacts often share the text, or which they lack: a dictionary while it grows.
class MemberBuilder
{
public:
    MemberBuilder(std::uint32_t capacity, std::uint64_t seed);
    /// `row` is above all rows set before; rows left out are empty.
    void set(std::uint32_t row, std::string_view text);
    [[nodiscard]] TextColumn column() const;
    /// The smaller one of dictionary and plain texts, for `rows` rows.
    [[nodiscard]] TextColumn packed(std::uint32_t rows) const;
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] std::uint16_t codeOf(std::string_view text);
    void grow();

    std::uint32_t m_capacity;
    std::uint64_t m_seed;
    TextBuilder m_texts;
    std::shared_ptr<std::uint16_t[]> m_codes;
    std::vector<std::uint16_t> m_slots; ///< Open addressing; 0: free. Codes above 0.
};

/// Looks for a part of texts without regard to letter case, in whole arenas at once. ASCII and all letters whose
/// capital and small form have the same number of UTF-8 bytes (others are found as they are written). Immutable; any
/// thread.
class TextSearch
{
public:
    explicit TextSearch(const QString &part);

    [[nodiscard]] bool isEmpty() const { return m_small.empty(); }
    /// Sets hits[row] for the rows below `rows` that hold the part; the others keep what they have.
    void mark(const TextColumn &column, std::uint32_t rows, unsigned char *hits) const;
    /// The same over texts in one arena, text i from ends[i] to ends[i + 1].
    void markTexts(std::string_view arena, const std::uint32_t *ends, std::uint32_t texts, unsigned char *hits) const;

private:
    [[nodiscard]] bool isPossible(const TextColumn &column) const;
    [[nodiscard]] bool isAt(const char *text) const;
    [[nodiscard]] std::size_t nextCandidate(std::string_view arena, std::size_t from) const;
    template <bool hasCase>
    [[nodiscard]] std::size_t nextCandidateOf(std::string_view arena, std::size_t from) const;

    struct Letter
    {
        std::uint16_t begin, length; ///< In both forms.
    };
    std::string m_small, m_capital; ///< Same length, letter by letter.
    std::vector<Letter> m_letters;
};

} // namespace muster
