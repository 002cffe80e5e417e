// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace muster {

/// Reads the members of RecordPage::extras(), the inside of a JSON object, one after the other. Text is unescaped (a
/// lone surrogate becomes U+FFFD), null is empty, everything else is its JSON. No recursion: nesting costs nothing.
class MemberCells
{
public:
    explicit MemberCells(std::string_view inside)
        : m_text(inside)
    {
    }
    /// The next member; false at the end, and at the first thing that is not JSON (the decoder let none through).
    [[nodiscard]] bool next();
    [[nodiscard]] std::string_view name() const { return m_name; } ///< Until next().
    [[nodiscard]] std::string_view value() const { return m_value; } ///< Until next().
    [[nodiscard]] bool isText() const { return m_isText; } ///< value() was text, else JSON or null.

private:
    void skipSpace();
    [[nodiscard]] bool readText(std::string_view &text, std::string &room);
    [[nodiscard]] bool skipValue();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string_view m_name, m_value;
    bool m_isText = false;
    std::string m_nameRoom, m_valueRoom; ///< Where unescaped text stands.
};

} // namespace muster
