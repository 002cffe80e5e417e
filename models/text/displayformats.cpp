// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/displayformats.h"

#include <QMutex>
#include <QMutexLocker>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

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
    QLocale own = QLocale::system();
    QLocale numberLocale; ///< Held: a thread that makes a QLocale may just be taking the default one that was before.
};

/// Other threads write days and numbers while a person chooses other ones: what was in use once stays as it is, and
/// there. A choice is a few hundred bytes.
class Formats
{
public:
    [[nodiscard]] const InUse &now() const { return *m_now.load(std::memory_order_acquire); }
    void use(InUse formats)
    {
        const QMutexLocker lock(&m_mutex);
        m_all.push_back(std::make_unique<const InUse>(std::move(formats)));
        m_now.store(m_all.back().get(), std::memory_order_release);
    }

private:
    QMutex m_mutex;
    std::vector<std::unique_ptr<const InUse>> m_all = [] {
        std::vector<std::unique_ptr<const InUse>> first;
        first.push_back(std::make_unique<const InUse>());
        return first;
    }();
    std::atomic<const InUse *> m_now = m_all.front().get();
};

Formats &formats()
{
    static Formats all;
    return all;
}

const InUse &inUse()
{
    return formats().now();
}

const DateForm &current()
{
    return inUse().form;
}

DateForm formOf(const QString &dates, const QLocale &own)
{
    if (dates == u"iso")
        return {.iso = true, .locale = {}};
    // Not the default locale, which is the one of the numbers.
    return {.iso = false, .locale = dates == u"system" ? own : QLocale(dates)};
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

void useDisplayFormats(const QString &dates, const QString &numbers, const QLocale &own)
{
    const QLocale numberLocale = numbers == u"system" ? own : QLocale(numbers);
    formats().use(
        {.form = formOf(dates, own), .dates = dates, .numbers = numbers, .own = own, .numberLocale = numberLocale});
    QLocale::setDefault(numberLocale);
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
    return written(formOf(dates, inUse().own), sample, QLocale::ShortFormat);
}

QString numberSample(const QString &numbers)
{
    const QLocale locale = numbers == u"system" ? inUse().own : QLocale(numbers);
    return locale.toString(1'234'567.5, 'f', 1);
}

} // namespace muster
