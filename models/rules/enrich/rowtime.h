// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/datestep.h"

#include <QLocale>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace muster {

/// When something was last changed, as a cell or a contact's attribute says it.
struct RowMoment
{
    qint64 milliseconds = 0; ///< Since 1970-01-01, UTC; what names no zone counts as UTC.
    bool hasTime = false; ///< Else only the day is known, and it is midnight.

    /// By day where one of them has no time: then the same day is not later.
    [[nodiscard]] bool isLaterThan(const RowMoment &other) const;
    auto operator<=>(const RowMoment &) const = default;
};

/// Reads dates of one form, with or without a time of day behind them: after white space or a T, hours and minutes,
/// perhaps seconds and a fraction, AM or PM, Z or a distance from UTC. Immutable; any one thread at a time.
class RowTimeReader
{
public:
    /// `format`: as ReadDate::format; empty: YYYY-MM-DD (ISO 8601). nullopt: no format of a date.
    [[nodiscard]] static std::optional<RowTimeReader> make(const QString &format, const QLocale &locale);

    [[nodiscard]] std::optional<RowMoment> read(std::string_view text) const; ///< nullopt: no such date or time.

private:
    explicit RowTimeReader(std::shared_ptr<const DateStep> date)
        : m_date(std::move(date))
    {
    }

    std::shared_ptr<const DateStep> m_date;
};

/// What one form of dates makes of a column's cells.
struct DateFormTrial
{
    qint64 filled = 0; ///< Cells with text.
    qint64 read = 0; ///< Of these.

    [[nodiscard]] static DateFormTrial of(const RowTimeReader &reader, std::span<const SourceRow> rows,
                                          std::size_t column);
    /// Of commonDateForms() those in which every filled cell is a date, in their order; empty unless one is filled.
    [[nodiscard]] static QStringList fitting(std::span<const SourceRow> rows, std::size_t column,
                                             const QLocale &locale);
};

} // namespace muster
