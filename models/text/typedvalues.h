// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QDate>
#include <QLocale>
#include <QString>
#include <QStringList>
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

/// Days as a person types them. What is sent is always the day itself (YYYY-MM-DD): a service knows no "30 days ago",
/// so a relative day is worked out once and does not move afterwards.
class DateWords
{
    Q_DECLARE_TR_FUNCTIONS(DateWords)

public:
    /// "2026-03-01", the locale's short and long forms, or words in the person's language: today, yesterday, tomorrow,
    /// "30 days ago", "2 weeks ago", "6 months ago", "1 year ago". Nothing: none of these.
    [[nodiscard]] static std::optional<QDate> read(const QString &typed, QDate today, const QLocale &locale);
    /// What is worth offering, in the words that read() takes.
    [[nodiscard]] static QStringList offered();
    /// Whether the words say a day by its distance from today.
    [[nodiscard]] static bool isRelative(const QString &typed, QDate today);
    [[nodiscard]] static QString key(QDate day) { return day.toString(Qt::ISODate); } ///< YYYY-MM-DD.
    /// The day of a value as it is sent; nothing: it is none.
    [[nodiscard]] static std::optional<QDate> ofKey(const QString &key);

private:
    [[nodiscard]] static std::optional<QDate> relative(const QString &typed, QDate today);
};

} // namespace muster
