// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/displayformats.h"

#include <optional>

namespace muster {

namespace {

/// Neither: as the default locale has it.
struct DateForm
{
    bool iso = false;
    std::optional<QLocale> locale;
};

struct InUse
{
    DateForm form;
    QString dates = QStringLiteral("system"), numbers = dates;
};

/// Written before there is another thread.
InUse &inUse()
{
    static InUse formats;
    return formats;
}

const DateForm &current()
{
    return inUse().form;
}

DateForm formOf(const QString &dates)
{
    if (dates == u"iso")
        return {.iso = true, .locale = {}};
    // Not the default locale, which is the one of the numbers.
    return {.iso = false, .locale = dates == u"system" ? QLocale::system() : QLocale(dates)};
}

QLocale localeOf(const DateForm &form)
{
    return form.locale.value_or(QLocale());
}

QString written(const DateForm &form, QDate day, QLocale::FormatType length)
{
    return form.iso ? day.toString(Qt::ISODate) : localeOf(form).toString(day, length);
}

QString written(const DateForm &form, const QDateTime &local, QLocale::FormatType length)
{
    return form.iso ? local.toString(QStringLiteral("yyyy-MM-dd HH:mm")) : localeOf(form).toString(local, length);
}

} // namespace

void useDisplayFormats(const QString &dates, const QString &numbers)
{
    inUse() = {.form = formOf(dates), .dates = dates, .numbers = numbers};
    QLocale::setDefault(numbers == u"system" ? QLocale::system() : QLocale(numbers));
}

QString datesInUse()
{
    return inUse().dates;
}

QString numbersInUse()
{
    return inUse().numbers;
}

QString dayText(QDate day)
{
    return written(current(), day, QLocale::ShortFormat);
}

QString longDayText(QDate day)
{
    return written(current(), day, QLocale::LongFormat);
}

QString dayAndTimeText(const QDateTime &local)
{
    return written(current(), local, QLocale::ShortFormat);
}

QString longDayAndTimeText(const QDateTime &local)
{
    return written(current(), local, QLocale::LongFormat);
}

QString dayFieldFormat()
{
    if (current().iso)
        return QStringLiteral("yyyy-MM-dd");
    QString format = localeOf(current()).dateFormat(QLocale::ShortFormat);
    if (format.contains(QLatin1String("yy")) && !format.contains(QLatin1String("yyyy")))
        format.replace(QLatin1String("yy"), QLatin1String("yyyy")); // a century is no matter of guessing
    return format;
}

QString dayAndTimeFieldFormat()
{
    const QString time
        = current().iso ? QStringLiteral("HH:mm") : localeOf(current()).timeFormat(QLocale::ShortFormat);
    return QString(dayFieldFormat() % u' ' % time);
}

QLocale dateLocale()
{
    return localeOf(current());
}

QString dateSample(const QString &dates)
{
    const QDateTime sample(QDate(2026, 11, 26), QTime(14, 5));
    return written(formOf(dates), sample, QLocale::ShortFormat);
}

QString numberSample(const QString &numbers)
{
    const QLocale locale = numbers == u"system" ? QLocale::system() : QLocale(numbers);
    return locale.toString(1'234'567.5, 'f', 1);
}

} // namespace muster
