// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/uploadcheck/uploadjudge.h"

#include "models/rules/numbers/numberengine.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace muster {

namespace {

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
        text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
        text.remove_suffix(1);
    return text;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isIsoTime(std::string_view text)
{
    const QString time = QString::fromUtf8(text.data(), qsizetype(text.size()));
    return QDate::fromString(time, Qt::ISODate).isValid() || QDateTime::fromString(time, Qt::ISODate).isValid();
}

/// What keeps a number from being dialled; nothing where it could be, or where that is not known.
std::optional<UploadRule> phoneRule(const ScrubReading &reading)
{
    switch (reading.verdict) {
    case ScrubVerdict::Free:
    case ScrubVerdict::Blocked: {
        const auto digits = int(std::to_string(reading.e164).size());
        return digits < fewestPhoneDigits || digits > mostPhoneDigits ? std::optional(UploadRule::PhoneLength)
                                                                      : std::nullopt;
    }
    case ScrubVerdict::NoNumber:
    case ScrubVerdict::NeedsRegion:
        return std::nullopt;
    case ScrubVerdict::Unreadable:
        return UploadRule::PhoneUnreadable;
    case ScrubVerdict::TextAround:
        return UploadRule::PhoneText;
    case ScrubVerdict::Damaged:
        return UploadRule::PhoneDamaged;
    }
    return std::nullopt;
}

} // namespace

qint64 charactersAsCsv(std::span<const std::string_view> cells)
{
    qint64 characters = std::max<qint64>(qint64(cells.size()) - 1, 0);
    for (const std::string_view cell : cells) {
        characters += charactersOf(cell);
        if (cell.find_first_of(",\"\r\n;|\t") != cell.npos)
            characters += 2 + std::ranges::count(cell, '"');
    }
    return characters;
}

UploadJudge::UploadJudge(const UploadColumns &columns, RegionIndex region, NumberForm form, const UploadLimits &limits)
    : m_columns(columns)
    , m_engine(NumberEngine::shared())
    , m_region(region)
    , m_form(form)
    , m_limits(limits)
{
}

void UploadJudge::find(UploadRule rule, std::size_t column)
{
    m_findings.push_back({.row = m_row, .column = qint32(column), .rule = rule});
    m_breaks = m_breaks || factsOf(rule).breaks;
}

void UploadJudge::judge(const UploadRows::Row &row)
{
    m_row = row.number;
    m_findings.clear();
    m_phones.clear();
    m_id = {};
    m_breaks = m_isUnjudged = false;
    judgeShape(row);
    const std::span<const std::string_view> cells(row.cells);
    judgeTexts(cells);
    judgeId(cells);
    judgePhones(cells);
    judgeTyped(cells);
}

void UploadJudge::judgeShape(const UploadRows::Row &row)
{
    const auto columns = std::size_t(m_columns.names.size());
    std::span<const std::string_view> written(row.cells);
    if (written.size() < columns)
        find(UploadRule::CellsMissing, written.size() + 1);
    if (written.size() > columns) {
        const auto beyond = written.subspan(columns);
        const auto text = std::ranges::find_if(beyond, [](std::string_view cell) { return !cell.empty(); });
        if (text != beyond.end()) {
            find(UploadRule::CellsExtra, columns + std::size_t(text - beyond.begin()) + 1);
        } else {
            find(UploadRule::EmptyColumns, columns + 1);
            written = written.first(columns);
        }
    }
    if (charactersAsCsv(written) > m_limits.rowCharacters)
        find(UploadRule::RowLong, 0);
    else if (row.characters > m_limits.rowCharacters)
        find(UploadRule::RowLongAsWritten, 0);
}

void UploadJudge::judgeTexts(std::span<const std::string_view> cells)
{
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (cells[at].find_first_of("\n\r") != std::string_view::npos)
            find(UploadRule::LineBreak, at + 1);
        else if (hasControls(cells[at]))
            find(UploadRule::CellCharacters, at + 1);
        if (hasOuterBlanks(cells[at]))
            find(UploadRule::OuterBlanks, at + 1);
    }
}

void UploadJudge::judgeId(std::span<const std::string_view> cells)
{
    if (m_columns.id < 0)
        return;
    const auto column = std::size_t(m_columns.id);
    m_id = column < cells.size() ? withoutBlanks(cells[column]) : std::string_view();
    if (m_id.empty())
        find(UploadRule::IdMissing, column + 1);
    else if (!isDigits(m_id))
        find(UploadRule::IdNotDigits, column + 1);
}

void UploadJudge::judgePhones(std::span<const std::string_view> cells)
{
    if (m_columns.phones.isEmpty())
        return;
    struct Wrong
    {
        UploadRule rule;
        std::size_t column;
    };
    std::vector<Wrong> wrong;
    std::size_t unjudged = 0;
    for (const int phone : m_columns.phones) {
        const auto column = std::size_t(phone);
        if (column >= cells.size() || withoutBlanks(cells[column]).empty())
            continue;
        const ScrubReading reading = readForScrub(m_engine, cells[column], m_region, m_form);
        if (const auto rule = phoneRule(reading))
            wrong.push_back({*rule, column + 1});
        else if (reading.verdict == ScrubVerdict::NeedsRegion)
            unjudged = column + 1;
        else if (reading.e164 != 0)
            m_phones.push_back({reading.e164, qint32(column) + 1});
    }
    // One number that can be dialled is enough for a record; without any the first says why.
    const bool isReachable = !m_phones.empty() || unjudged != 0;
    for (const Wrong &one : wrong) {
        const bool isReason = !isReachable && &one == &wrong.front();
        find(isReason ? one.rule : UploadRule::PhoneOther, one.column);
    }
    if (unjudged != 0)
        find(UploadRule::PhoneNeedsRegion, unjudged);
    if (wrong.empty() && !isReachable)
        find(UploadRule::PhoneMissing, std::size_t(m_columns.phones.constFirst()) + 1);
    m_isUnjudged = m_phones.empty() && unjudged != 0;
}

void UploadJudge::judgeTyped(std::span<const std::string_view> cells)
{
    const auto cellOf = [&](int column) {
        return std::size_t(column) < cells.size() ? withoutBlanks(cells[std::size_t(column)]) : std::string_view();
    };
    if (m_columns.timeZone >= 0) {
        const std::string_view zone = cellOf(m_columns.timeZone);
        if (!zone.empty() && !isKnownZone(zone))
            find(UploadRule::TimeZone, std::size_t(m_columns.timeZone) + 1);
    }
    for (const int column : m_columns.dates) {
        const std::string_view time = cellOf(column);
        if (!time.empty() && !isIsoTime(time))
            find(UploadRule::DateForm, std::size_t(column) + 1);
    }
    for (const int column : m_columns.numbers) {
        const std::string_view number = cellOf(column);
        if (!number.empty() && !isDigits(number))
            find(UploadRule::NumberExpected, std::size_t(column) + 1);
    }
}

bool UploadJudge::isKnownZone(std::string_view name)
{
    constexpr qsizetype mostRemembered = 1000;
    const QByteArray id(name.data(), qsizetype(name.size()));
    if (const auto known = m_zones.constFind(id); known != m_zones.constEnd())
        return *known;
    if (m_zones.size() >= mostRemembered)
        m_zones.clear();
    const bool isKnown = QTimeZone::isTimeZoneIdAvailable(id) || !QTimeZone::windowsIdToDefaultIanaId(id).isEmpty();
    m_zones.insert(id, isKnown);
    return isKnown;
}

} // namespace muster
