// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QVariant>

namespace muster {

/// What our tables have for a moment: milliseconds since 1970 in UTC.
[[nodiscard]] inline QDateTime momentOf(const QVariant &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

/// For LIKE and ILIKE with a backslash as escape: `text`, its first 200 characters, somewhere and letter for letter.
[[nodiscard]] inline QString likePattern(QString text)
{
    constexpr qsizetype maxText = 200;
    text.truncate(maxText);
    for (const char *special : {"\\", "%", "_"})
        text.replace(QLatin1String(special), u'\\' + QLatin1String(special));
    return u'%' + text + u'%';
}

} // namespace muster
