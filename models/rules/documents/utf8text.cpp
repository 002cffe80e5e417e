// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/utf8text.h"

#include <QChar>
#include <algorithm>
#include <simdjson.h>

namespace muster {

namespace {

/// Bytes of the sequence at `at`; 0: none that is valid.
qsizetype sequenceLength(QByteArrayView bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    const unsigned first = byte(at);
    if (first < 0x80)
        return 1;
    const qsizetype length = first >= 0xc2 && first < 0xe0 ? 2
        : (first & 0xf0) == 0xe0                           ? 3
        : first >= 0xf0 && first < 0xf5                    ? 4
                                                           : 0;
    for (qsizetype i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80)
            return 0;
    }
    const unsigned second = byte(at + 1);
    const bool isWrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0)
        || (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90);
    return isWrong ? 0 : length;
}

} // namespace

std::optional<qsizetype> utf8Fault(QByteArrayView bytes)
{
    if (simdjson::validate_utf8(bytes.data(), std::size_t(bytes.size())))
        return std::nullopt;
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype length = sequenceLength(bytes, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

std::uint64_t codePoints(std::string_view text)
{
    return std::uint64_t(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

char32_t nextPoint(std::string_view text, std::size_t &at)
{
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80)
        return first;
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    char32_t point = first & (0x3f >> more);
    for (int i = 0; i < more && at < text.size(); ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3f);
    return point;
}

int digitValue(char32_t point)
{
    if (point < 0x80)
        return point >= '0' && point <= '9' ? int(point - '0') : -1;
    return QChar::category(point) == QChar::Number_DecimalDigit ? QChar::digitValue(point) : -1;
}

bool isDigitSeparator(char32_t point)
{
    if (point < 0x80)
        return std::string_view(" \t\r\n-./()+:,#").find(char(point)) != std::string_view::npos;
    switch (QChar::category(point)) {
    case QChar::Separator_Space:
    case QChar::Punctuation_Dash:
    case QChar::Other_Format: // zero-width characters and direction marks
        return true;
    default:
        return point == 0xff0b || point == 0xff08 || point == 0xff09; // full-width + ( )
    }
}

void appendUtf8(char32_t point, std::string &text)
{
    if (point < 0x80) {
        text += char(point);
    } else if (point < 0x800) {
        text += char(0xc0 | (point >> 6));
        text += char(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        text += char(0xe0 | (point >> 12));
        text += char(0x80 | ((point >> 6) & 0x3f));
        text += char(0x80 | (point & 0x3f));
    } else {
        text += char(0xf0 | (point >> 18));
        text += char(0x80 | ((point >> 12) & 0x3f));
        text += char(0x80 | ((point >> 6) & 0x3f));
        text += char(0x80 | (point & 0x3f));
    }
}

} // namespace muster
