// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/typedvalues.h"

#include <QRegularExpression>

namespace muster {

namespace {

/// More are not read as JSON either.
constexpr qsizetype longestSpelling = 1000;

/// Spaces that locales group with are hard to type and hard to tell apart: all count as one.
bool isSpace(QStringView text)
{
    return text.size() == 1 && text.front().isSpace();
}

/// What was typed in ASCII: the locale's digits as "0" to "9", its point as ".", its sign as "-", its separator of
/// groups as ",". Without a separator of its own a comma stays one and refuses.
QString inAscii(QStringView typed, const QLocale &locale)
{
    const QString zero = locale.zeroDigit(), point = locale.decimalPoint(), group = locale.groupSeparator();
    const QString minus = locale.negativeSign(), plus = locale.positiveSign();
    QString ascii;
    for (qsizetype at = 0; at < typed.size();) {
        const QStringView rest = typed.mid(at);
        const QStringView one = rest.first(1);
        const auto startsWith = [&](const QString &word) { return !word.isEmpty() && rest.startsWith(word); };
        qsizetype taken = 1;
        if (startsWith(minus) || one == u"\u2212") {
            ascii += u'-';
            taken = startsWith(minus) ? minus.size() : 1;
        } else if (startsWith(plus)) {
            ascii += u'+';
            taken = plus.size();
        } else if (startsWith(point)) {
            ascii += u'.';
            taken = point.size();
        } else if (startsWith(group) || (isSpace(group) && isSpace(one))) {
            ascii += u',';
            taken = startsWith(group) ? group.size() : 1;
        } else if (zero.size() == 1 && one.front() >= zero.front()
                   && one.front().unicode() < zero.front().unicode() + 10) {
            ascii += QChar(u'0' + (one.front().unicode() - zero.front().unicode()));
        } else {
            ascii += one.front().unicode() < 0x80 ? one.front() : QChar(u'?');
        }
        at += taken;
    }
    return ascii;
}

std::optional<QByteArray> plainNumber(const QString &ascii)
{
    static const QRegularExpression form(QStringLiteral("\\A([+-]?)0*([0-9]+)(\\.[0-9]+)?([eE][+-]?[0-9]{1,5})?\\z"));
    const QRegularExpressionMatch match = form.match(ascii);
    if (!match.hasMatch())
        return std::nullopt;
    const QString sign = match.captured(1) == QLatin1String("-") ? QStringLiteral("-") : QString();
    const QByteArray spelling = QString(sign + match.captured(2) + match.captured(3) + match.captured(4)).toLatin1();
    return spelling.size() <= longestSpelling ? std::optional<QByteArray>(spelling) : std::nullopt;
}

} // namespace

std::optional<QByteArray> exactNumber(QStringView typed, const QLocale &locale)
{
    const QString text = typed.trimmed().toString();
    if (text.isEmpty() || text.size() > exactNumberLimit)
        return std::nullopt;
    if (auto plain = plainNumber(text))
        // "1.234" is as one types it, and in some locales one thousand: there the locale decides.
        if (locale.groupSeparator() != QLatin1String(".") || !text.contains(u'.'))
            return plain;
    const QString ascii = inAscii(text, locale);
    static const QRegularExpression grouped(
        QStringLiteral("\\A[+-]?[0-9]{1,3}((,[0-9]{2,3})*,[0-9]{3})?(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\z"));
    if (ascii.contains(u',')) {
        if (!grouped.match(ascii).hasMatch())
            return std::nullopt;
        return plainNumber(QString(ascii).remove(u','));
    }
    return plainNumber(ascii);
}

QString exactNumberText(const QByteArray &spelling, const QLocale &locale)
{
    static const QRegularExpression form(QStringLiteral("\\A(-?)([0-9]+)(?:\\.([0-9]+))?\\z"));
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(spelling));
    if (!match.hasMatch())
        return QString::fromLatin1(spelling);
    const auto digits = [&](const QString &ascii) {
        const QString zero = locale.zeroDigit();
        QString own;
        for (const QChar digit : ascii)
            own += zero.size() == 1 ? QChar(ushort(zero.front().unicode() + (digit.unicode() - u'0'))) : digit;
        return own;
    };
    const QString whole = digits(match.captured(2));
    const bool isGrouped = !(locale.numberOptions() & QLocale::OmitGroupSeparator);
    QString text;
    for (qsizetype at = 0; at < whole.size(); ++at) {
        if (isGrouped && at > 0 && (whole.size() - at) % 3 == 0)
            text += locale.groupSeparator();
        text += whole[at];
    }
    if (!match.captured(3).isEmpty())
        text += locale.decimalPoint() + digits(match.captured(3));
    return (match.captured(1).isEmpty() ? QString() : locale.negativeSign()) + text;
}

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
