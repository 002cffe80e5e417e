// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// Offset of the first byte that is no UTF-8; nullopt: all of it is. Strict: no half surrogate pairs, nothing overlong.
[[nodiscard]] std::optional<qsizetype> utf8Fault(QByteArrayView bytes);
/// Of valid UTF-8.
[[nodiscard]] std::uint64_t codePoints(std::string_view text);
/// The code point at `at`, which then is behind it.
[[nodiscard]] char32_t nextPoint(std::string_view text, std::size_t &at);
/// 0 to 9 of a decimal digit of any script; -1: no digit.
[[nodiscard]] int digitValue(char32_t point);
/// What people put between the digits of one number: spaces, dashes, points, slashes, parentheses, a plus, and
/// characters that do not show.
[[nodiscard]] bool isDigitSeparator(char32_t point);
void appendUtf8(char32_t point, std::string &text);

} // namespace muster
