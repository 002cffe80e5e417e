// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A text without what hides characters from rules: full-width forms, digits of other scripts, dashes and spaces become
/// ASCII; zero-width characters, soft hyphens, variation selectors and combining marks go. Everything else stays, byte
/// by byte. A text in which nothing has to be folded is looked at where it stands.
class FoldedText
{
public:
    /// `utf8` must outlive what is read here until the next call.
    void set(std::string_view utf8);

    [[nodiscard]] std::string_view text() const { return m_isFolded ? std::string_view(m_buffer) : m_source; }
    [[nodiscard]] bool isFolded() const { return m_isFolded; }
    /// Where the character at `at` of text() began in the source; at text().size(): the source's size.
    [[nodiscard]] std::size_t origin(std::size_t at) const { return m_isFolded ? m_origins[at] : at; }
    /// The first place of text() that comes from `origin` or behind it.
    [[nodiscard]] std::size_t placeOf(std::size_t origin) const;

    static constexpr int keep = -1, drop = 0;
    /// keep, drop or the ASCII character that stands for `codePoint`.
    [[nodiscard]] static int fold(char32_t codePoint);

private:
    void take(std::size_t from, std::size_t to);

    std::string_view m_source;
    bool m_isFolded = false;
    std::string m_buffer;
    std::vector<std::uint32_t> m_origins; ///< By byte of m_buffer, and one for its end.
};

/// The code point at `at` and its length in bytes. U+FFFD and 1 where there is no valid one.
struct CodePoint
{
    char32_t value = 0xfffd;
    std::size_t size = 1;
    [[nodiscard]] static CodePoint at(std::string_view utf8, std::size_t at);
    /// The one that ends before `end`, which is above 0.
    [[nodiscard]] static CodePoint before(std::string_view utf8, std::size_t end);
};

} // namespace muster
