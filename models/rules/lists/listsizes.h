// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QHash>
#include <QList>
#include <QString>
#include <optional>

namespace muster {

/// How many records a list had when it was looked at last on that day.
struct ListSize
{
    QDate day; ///< UTC.
    qint64 records = 0;
    bool operator==(const ListSize &) const = default;
};

/// By list id; the days of a list ascend, none twice.
using ListSizeHistory = QHash<QString, QList<ListSize>>;

/// What became of a list's size.
struct SizeChange
{
    QDate since; ///< UTC.
    qint64 by = 0; ///< Records; negative: it shrank.
    bool operator==(const SizeChange &) const = default;
};

/// Since the earliest of the days before `today` on which it was looked at, at most this many days ago.
inline constexpr int sizeChangeDays = 30;
/// nullopt: it was not looked at on an earlier day of that time, or the tenant does not tell how many `records` there
/// are (-1).
[[nodiscard]] inline std::optional<SizeChange> sizeChange(const QList<ListSize> &sizes, qint64 records,
                                                          const QDate &today)
{
    if (records < 0)
        return std::nullopt;
    for (const ListSize &size : sizes) {
        if (size.day < today && size.day >= today.addDays(-sizeChangeDays))
            return SizeChange{size.day, records - size.records};
    }
    return std::nullopt;
}

} // namespace muster
