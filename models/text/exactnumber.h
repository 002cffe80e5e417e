// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QLocale>
#include <QString>
#include <optional>

namespace muster {

/// Numbers between a person and JSON, digit for digit: no binary number in between, so that nothing is rounded.

/// The JSON spelling (RFC 8259 section 6) of what was typed: digits as one types them ("1234.50", "-3", "1e7") or as
/// the locale writes them ("1.234,50", its own digits too). Group separators must stand where the locale puts them, so
/// that "1,5" typed by mistake never becomes 15. Leading zeros and a leading plus go, trailing zeros of a fraction
/// stay. Nothing: no number, or over exactNumberLimit characters typed.
[[nodiscard]] std::optional<QByteArray> exactNumber(QStringView typed, const QLocale &locale);
/// For reading: the locale's digits, sign, decimal point and grouping. With an exponent, or when it is no JSON number:
/// as it is spelled.
[[nodiscard]] QString exactNumberText(const QByteArray &spelling, const QLocale &locale);

/// Characters as typed, separators of groups included. Criteria keep numbers of up to 1,000.
inline constexpr qsizetype exactNumberLimit = 1400;

} // namespace muster
