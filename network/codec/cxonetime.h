// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>

namespace muster {

/// A time as CXone writes it. Of the specifications only that it is text is known; examples have an offset, or none and
/// mean UTC. In UTC; null: it is not to be understood.
[[nodiscard]] inline QDateTime cxoneTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text.left(64).toUpper(), Qt::ISODateWithMs);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

/// As it takes one: UTC, whole seconds.
[[nodiscard]] inline QString cxoneTimeText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
}

} // namespace muster
