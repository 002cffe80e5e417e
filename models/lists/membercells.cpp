// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/membercells.h"

#include <cstdint>
#include <cstring>
#include <optional>

namespace muster {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::optional<std::uint32_t> hexDigits(std::string_view text)
{
    if (text.size() < 4)
        return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : text.substr(0, 4)) {
        const char lower = char(c | 0x20);
        if (c >= '0' && c <= '9')
            value = value * 16 + std::uint32_t(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + std::uint32_t(lower - 'a' + 10);
        else
            return std::nullopt;
    }
    return value;
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xC0 | (code >> 6));
        out += char(0x80 | (code & 0x3F));
    } else if (code < 0x1'0000) {
        out += char(0xE0 | (code >> 12));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    } else {
        out += char(0xF0 | (code >> 18));
        out += char(0x80 | ((code >> 12) & 0x3F));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

/// `at` is behind "\u". Reads one character, which may take a second escape; false for bad digits.
bool unescapeUnicode(std::string_view text, std::size_t &at, std::string &out)
{
    const std::optional<std::uint32_t> first = hexDigits(text.substr(at));
    if (!first)
        return false;
    at += 4;
    if (*first < 0xD800 || *first > 0xDFFF) {
        appendUtf8(out, *first);
        return true;
    }
    if (*first < 0xDC00 && text.substr(at, 2) == "\\u") {
        const std::optional<std::uint32_t> second = hexDigits(text.substr(at + 2));
        if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
            at += 6;
            appendUtf8(out, 0x1'0000 + ((*first - 0xD800) << 10) + (*second - 0xDC00));
            return true;
        }
    }
    appendUtf8(out, 0xFFFD);
    return true;
}

/// The text between the quotes, of which at least one character is escaped.
bool unescape(std::string_view text, std::string &out)
{
    out.clear();
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\') {
            out += text[at++];
            continue;
        }
        if (at + 1 >= text.size())
            return false;
        const char c = text[at + 1];
        at += 2;
        static constexpr char escaped[] = "\"\\/bfnrt", plain[] = "\"\\/\b\f\n\r\t";
        if (c == 'u') {
            if (!unescapeUnicode(text, at, out))
                return false;
        } else if (const char *found = c == 0 ? nullptr : std::strchr(escaped, c)) {
            out += plain[found - escaped];
        } else {
            return false;
        }
    }
    return true;
}

} // namespace

void MemberCells::skipSpace()
{
    while (m_at < m_text.size() && isSpace(m_text[m_at]))
        ++m_at;
}

bool MemberCells::readText(std::string_view &text, std::string &room)
{
    const std::size_t begin = ++m_at; // behind the quote
    bool isEscaped = false;
    for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
        if (m_text[m_at] == '\\') {
            isEscaped = true;
            ++m_at;
        }
    }
    if (m_at >= m_text.size())
        return false;
    const std::string_view inside = m_text.substr(begin, m_at++ - begin);
    if (!isEscaped) {
        text = inside;
        return true;
    }
    if (!unescape(inside, room))
        return false;
    text = room;
    return true;
}

bool MemberCells::skipValue()
{
    std::size_t depth = 0;
    bool isText = false;
    for (; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (isText) {
            if (c == '\\')
                ++m_at;
            else if (c == '"')
                isText = false;
        } else if (c == '"') {
            isText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth-- == 0)
                return false;
        } else if (c == ',' && depth == 0) {
            break;
        }
    }
    return !isText && depth == 0 && m_at <= m_text.size();
}

bool MemberCells::next()
{
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != '"' || !readText(m_name, m_nameRoom))
        return false;
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != ':')
        return false;
    ++m_at;
    skipSpace();
    m_isText = m_at < m_text.size() && m_text[m_at] == '"';
    if (m_isText) {
        if (!readText(m_value, m_valueRoom))
            return false;
        skipSpace();
    } else {
        const std::size_t begin = m_at;
        if (!skipValue())
            return false;
        std::size_t end = m_at;
        while (end > begin && isSpace(m_text[end - 1]))
            --end;
        if (end == begin)
            return false;
        m_value = m_text.substr(begin, end - begin);
        if (m_value == "null")
            m_value = {};
    }
    if (m_at < m_text.size()) {
        if (m_text[m_at] != ',')
            return false;
        ++m_at;
    }
    return true;
}

} // namespace muster
