// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/workbookcells.h"

#include <algorithm>
#include <charconv>

namespace muster {

namespace {

constexpr std::size_t escapeBytes = 7; // _xHHHH_

/// The unit of an escape at the start of `text`, whatever stands behind its digits; -1: there is none.
int escapedUnit(std::string_view text)
{
    if (text.size() < escapeBytes - 1 || text[0] != '_' || text[1] != 'x')
        return -1;
    unsigned unit = 0;
    const char *const end = text.data() + escapeBytes - 1;
    const auto [stopped, fault] = std::from_chars(text.data() + 2, end, unit, 16);
    return fault == std::errc() && stopped == end ? int(unit) : -1;
}

void appendEscape(std::string &to, int unit)
{
    constexpr char digits[] = "0123456789ABCDEF";
    to += "_x";
    for (const int shift : {12, 8, 4, 0})
        to += digits[(unit >> shift) & 15];
    to += '_';
}

/// Of the Basic Multilingual Plane.
void appendUtf8(std::string &to, int unit)
{
    if (unit < 0x80) {
        to += char(unit);
        return;
    }
    if (unit < 0x800) {
        to += char(0xC0 | (unit >> 6));
    } else {
        to += char(0xE0 | (unit >> 12));
        to += char(0x80 | ((unit >> 6) & 0x3F));
    }
    to += char(0x80 | (unit & 0x3F));
}

bool isSurrogate(int unit)
{
    return unit >= 0xD800 && unit <= 0xDFFF;
}

bool isPlain(char c)
{
    return (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') && c != '_' && c != '\xEF';
}

} // namespace

std::string toWorkbookText(std::string_view text)
{
    std::string spelled;
    spelled.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const std::string_view rest = text.substr(i);
        if (isPlain(c)) {
            spelled += c;
        } else if (c == '_') {
            // Also without a closing underscore: what follows may be spelled with one at its start.
            if (escapedUnit(rest) >= 0)
                appendEscape(spelled, '_');
            else
                spelled += c;
        } else if (c == '\xEF') {
            if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
                appendEscape(spelled, rest[2] == '\xBE' ? 0xFFFE : 0xFFFF);
                i += 2;
            } else {
                spelled += c;
            }
        } else {
            appendEscape(spelled, static_cast<unsigned char>(c));
        }
    }
    return spelled;
}

std::string fromWorkbookText(std::string_view spelled)
{
    std::string text;
    text.reserve(spelled.size());
    for (std::size_t i = 0; i < spelled.size(); ++i) {
        const std::string_view rest = spelled.substr(i);
        const int unit = rest.size() >= escapeBytes && rest[escapeBytes - 1] == '_' ? escapedUnit(rest) : -1;
        if (unit < 0 || isSurrogate(unit)) {
            text += spelled[i];
            continue;
        }
        appendUtf8(text, unit);
        i += escapeBytes - 1;
    }
    return text;
}

bool fitsWorkbookCell(std::string_view text)
{
    // One byte becomes at most seven.
    if (text.size() <= maxWorkbookText / escapeBytes) [[likely]]
        return true;
    // A sequence of four bytes is two units of UTF-16; the others are one.
    const auto units = [](std::string_view utf8) {
        return std::size_t(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & '\xC0') != '\x80'; })
                           + std::count_if(utf8.begin(), utf8.end(), [](char c) { return uchar(c) >= 0xF0; }));
    };
    return units(text) <= maxWorkbookText && units(toWorkbookText(text)) <= maxWorkbookText;
}

} // namespace muster
