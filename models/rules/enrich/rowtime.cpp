// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/rowtime.h"

#include "models/rules/enrich/columnprofile.h"
#include "models/rules/enrich/valueform.h"

#include <algorithm>
#include <chrono>
#include <re2/re2.h>

namespace muster {

namespace {

using std::chrono::milliseconds;

constexpr qint64 dayLength = milliseconds(std::chrono::days(1)).count();
constexpr std::size_t longestText = 200, longestTime = 40; ///< Bytes.

/// Since midnight UTC: below 0 or above a day where the zone says so.
std::optional<qint64> readTimeOfDay(std::string_view text)
{
    static const re2::RE2 form(R"((?i)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*)"
                               R"((?:z|utc|([+-])(\d{2})(?::?(\d{2}))?)?)");
    int hours = 0, minutes = 0;
    std::string seconds, fraction, half, sign, zoneHours, zoneMinutes; // empty: not there
    if (text.size() > longestTime
        || !re2::RE2::FullMatch(text, form, &hours, &minutes, &seconds, &fraction, &half, &sign, &zoneHours,
                                &zoneMinutes))
        return std::nullopt;
    if (!half.empty() && (hours < 1 || hours > 12))
        return std::nullopt;
    if (!half.empty())
        hours = hours % 12 + ((half.front() | 0x20) == 'p' ? 12 : 0);
    const auto number = [](const std::string &digits) { return digits.empty() ? 0 : std::stoi(digits); };
    if (hours > 23 || minutes > 59 || number(seconds) > 60 || number(zoneHours) > 14 || number(zoneMinutes) > 59)
        return std::nullopt;
    fraction.resize(3, '0');
    const int zone = (number(zoneHours) * 60 + number(zoneMinutes)) * (sign == "-" ? -1 : 1);
    const auto time = std::chrono::hours(hours) + std::chrono::minutes(minutes - zone)
        + std::chrono::seconds(number(seconds)) + milliseconds(number(fraction));
    return milliseconds(time).count();
}

qint64 dayOf(qint64 time)
{
    return time >= 0 ? time / dayLength : -((-time + dayLength - 1) / dayLength);
}

} // namespace

bool RowMoment::isLaterThan(const RowMoment &other) const
{
    return hasTime && other.hasTime ? milliseconds > other.milliseconds
                                    : dayOf(milliseconds) > dayOf(other.milliseconds);
}

std::optional<RowTimeReader> RowTimeReader::make(const QString &format, const QLocale &locale)
{
    std::shared_ptr<const DateStep> date
        = DateStep::make(format.isEmpty() ? QStringLiteral("yyyy-MM-dd") : format, locale);
    return date ? std::optional(RowTimeReader(std::move(date))) : std::nullopt;
}

std::optional<RowMoment> RowTimeReader::read(std::string_view text) const
{
    const auto midnight = [this](std::string_view date) -> std::optional<qint64> {
        std::string iso;
        if (m_date->apply(date, iso))
            return std::nullopt;
        const auto part = [&iso](std::size_t at, std::size_t length) { return std::stoi(iso.substr(at, length)); };
        using namespace std::chrono;
        return qint64(sys_days(year(part(0, 4)) / part(5, 2) / part(8, 2)).time_since_epoch().count()) * dayLength;
    };
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    text = trimmedText(text);
    if (text.size() > longestText || !isPlainText(text))
        return std::nullopt;
    if (const auto day = midnight(text))
        return RowMoment{*day, false};
    for (std::size_t at = text.size() > longestTime ? text.size() - longestTime : 1; at + 1 < text.size(); ++at) {
        const bool parts = isBlank(text[at]) || text[at] == 'T' || text[at] == 't';
        if (!parts || isBlank(text[at + 1]))
            continue;
        const auto time = readTimeOfDay(text.substr(at + 1));
        const auto day = time ? midnight(text.substr(0, at)) : std::nullopt;
        if (time)
            return day ? std::optional(RowMoment{*day + *time, true}) : std::nullopt;
    }
    return std::nullopt;
}

DateFormTrial DateFormTrial::of(const RowTimeReader &reader, std::span<const SourceRow> rows, std::size_t column)
{
    DateFormTrial trial;
    for (const SourceRow &row : rows) {
        const std::string_view cell = trimmedText(row.cell(column));
        trial.filled += cell.empty() ? 0 : 1;
        trial.read += !cell.empty() && reader.read(cell) ? 1 : 0;
    }
    return trial;
}

QStringList DateFormTrial::fitting(std::span<const SourceRow> rows, std::size_t column, const QLocale &locale)
{
    std::vector<std::string_view> cells;
    for (const SourceRow &row : rows) {
        if (!trimmedText(row.cell(column)).empty())
            cells.push_back(row.cell(column));
    }
    QStringList forms;
    for (const QString &form : cells.empty() ? QStringList() : commonDateForms()) {
        const auto reader = RowTimeReader::make(form, locale);
        if (reader && std::ranges::all_of(cells, [&](std::string_view cell) { return reader->read(cell).has_value(); }))
            forms << form;
    }
    return forms;
}

} // namespace muster
