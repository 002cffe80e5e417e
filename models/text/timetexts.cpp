// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/timetexts.h"

#include "models/text/displayformats.h"

#include <QCoreApplication>
#include <QLocale>
#include <optional>

namespace muster {

namespace {

struct TimeTexts
{
    Q_DECLARE_TR_FUNCTIONS(TimeTexts)
};

} // namespace

QString relativeTimeText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return TimeTexts::tr("unknown");
    const qint64 seconds = at.secsTo(now);
    if (seconds < -60)
        return TimeTexts::tr("in the future");
    if (seconds < 60)
        return TimeTexts::tr("just now");
    if (seconds < 3600)
        return TimeTexts::tr("%n min ago", nullptr, int(seconds / 60));
    if (seconds < 48 * 3600)
        return TimeTexts::tr("%n h ago", nullptr, int(seconds / 3600));
    return TimeTexts::tr("%n days ago", nullptr, int(seconds / 86400));
}

QString exactTimeText(const QDateTime &at)
{
    if (!at.isValid())
        return TimeTexts::tr("unknown");
    const QDateTime local = at.toLocalTime();
    return dayAndTimeText(local) % u' ' % local.timeZoneAbbreviation();
}

QString shortRecordTimeText(const QDateTime &at)
{
    return at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString recordTimeText(const QDateTime &at)
{
    return shortRecordTimeText(at) % u' ' % at.toLocalTime().timeZoneAbbreviation();
}

QString durationText(std::chrono::seconds duration)
{
    const qint64 s = std::max<qint64>(0, duration.count());
    if (s < 60)
        return TimeTexts::tr("%n s", nullptr, int(s));
    const auto pair = [](const QString &first, const QString &second, qint64 rest) {
        return rest == 0 ? first : QString(first % u' ' % second);
    };
    if (s < 3600)
        return pair(TimeTexts::tr("%n min", nullptr, int(s / 60)), TimeTexts::tr("%n s", nullptr, int(s % 60)), s % 60);
    if (s < 48 * 3600)
        return pair(TimeTexts::tr("%n h", nullptr, int(s / 3600)), TimeTexts::tr("%n min", nullptr, int(s % 3600 / 60)),
                    s % 3600 / 60);
    return pair(TimeTexts::tr("%n days", nullptr, int(s / 86400)),
                TimeTexts::tr("%n h", nullptr, int(s % 86400 / 3600)), s % 86400 / 3600);
}

QString etaText(std::optional<std::chrono::seconds> low, std::optional<std::chrono::seconds> high)
{
    if (!low || !high)
        return {};
    if (low->count() < 60 && high->count() < 60 && *low != *high) {
        //: Both are numbers of seconds.
        return TimeTexts::tr("%1 to %2 s left")
            .arg(QLocale().toString(qlonglong(low->count())), QLocale().toString(qlonglong(high->count())));
    }
    const QString a = durationText(*low), b = durationText(*high);
    return a == b ? TimeTexts::tr("about %1 left").arg(a) : TimeTexts::tr("%1 to %2 left").arg(a, b);
}

} // namespace muster
