// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/datewords.h"

#include <QRegularExpression>

namespace muster {

namespace {

/// No audience looks further back, and a slip of the finger must not end in the stone age.
constexpr int longestWay = 100'000;

/// The number at the place of %1 in `form`; nothing: `typed` is not of that form.
std::optional<int> numberIn(const QString &form, const QString &typed)
{
    // escape() puts a backslash before the percent sign, too.
    const QString pattern
        = QRegularExpression::escape(form).replace(QLatin1String("\\%1"), QLatin1String("([0-9]{1,6})"));
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern),
                                   QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = whole.match(typed);
    const int number = match.hasMatch() ? match.captured(1).toInt() : longestWay + 1;
    return number <= longestWay ? std::optional<int>(number) : std::nullopt;
}

} // namespace

std::optional<QDate> DateWords::relative(const QString &typed, QDate today)
{
    const QString words = typed.simplified();
    const auto is = [&words](const QString &word) { return words.compare(word, Qt::CaseInsensitive) == 0; };
    if (is(tr("today")))
        return today;
    if (is(tr("yesterday")))
        return today.addDays(-1);
    if (is(tr("tomorrow")))
        return today.addDays(1);
    //: %1 is a number that a person types.
    for (const QString &form : {tr("%1 days ago"), tr("%1 day ago")}) {
        if (const auto number = numberIn(form, words))
            return today.addDays(-*number);
    }
    //: %1 is a number that a person types.
    for (const QString &form : {tr("%1 weeks ago"), tr("%1 week ago")}) {
        if (const auto number = numberIn(form, words))
            return today.addDays(-7 * *number);
    }
    //: %1 is a number that a person types.
    for (const QString &form : {tr("%1 months ago"), tr("%1 month ago")}) {
        if (const auto number = numberIn(form, words))
            return today.addMonths(-*number);
    }
    //: %1 is a number that a person types.
    for (const QString &form : {tr("%1 years ago"), tr("%1 year ago")}) {
        if (const auto number = numberIn(form, words))
            return today.addYears(-*number);
    }
    return std::nullopt;
}

std::optional<QDate> DateWords::read(const QString &typed, QDate today, const QLocale &locale)
{
    const QString words = typed.trimmed();
    if (const auto day = ofKey(words))
        return day;
    if (const auto day = relative(words, today); day && day->year() >= 1 && day->year() <= 9999)
        return day;
    for (const QLocale::FormatType form : {QLocale::LongFormat, QLocale::ShortFormat}) {
        // A year of two digits would be guessed, and guessed wrong by a century.
        const QString pattern = locale.dateFormat(form);
        const QDate day = pattern.contains(QLatin1String("yyyy")) ? locale.toDate(words, pattern) : QDate();
        if (day.isValid() && day.year() >= 1 && day.year() <= 9999)
            return day;
    }
    return std::nullopt;
}

QStringList DateWords::offered()
{
    return {tr("today"),
            tr("yesterday"),
            tr("%1 days ago").arg(7),
            tr("%1 days ago").arg(30),
            tr("%1 days ago").arg(90),
            tr("%1 months ago").arg(6),
            tr("%1 year ago").arg(1)};
}

bool DateWords::isRelative(const QString &typed, QDate today)
{
    return relative(typed, today).has_value();
}

std::optional<QDate> DateWords::ofKey(const QString &key)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"));
    const QDate day = form.match(key).hasMatch() ? QDate::fromString(key, Qt::ISODate) : QDate();
    return day.isValid() && day.year() >= 1 ? std::optional<QDate>(day) : std::nullopt;
}

} // namespace muster
