// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/team/teamrows.h"

#include "models/store/auditentry.h"

#include <algorithm>

namespace muster {

namespace {

using Limits = TeamRowLimits;

QString text(const QVariantList &row, qsizetype column, qsizetype most)
{
    return row.value(column).toString().left(most);
}

/// Empty where it is longer than it may be: a part of it would be something else.
QByteArray whole(const QVariantList &row, qsizetype column, qsizetype most)
{
    const QString cell = row.value(column).toString();
    if (cell.size() > most)
        return {};
    const QByteArray bytes = cell.toUtf8();
    return bytes.size() <= most ? bytes : QByteArray();
}

QDateTime moment(const QVariant &milliseconds)
{
    constexpr qint64 latest = 253'402'300'799'999; // 9999-12-31
    bool isNumber = false;
    const qint64 value = milliseconds.toLongLong(&isNumber);
    return isNumber && value >= 0 && value <= latest ? QDateTime::fromMSecsSinceEpoch(value, Qt::UTC) : QDateTime();
}

} // namespace

TeamSource teamSourceOf(const QVariantList &row)
{
    return {text(row, 0, Limits::name), text(row, 1, Limits::name), text(row, 2, Limits::name)};
}

std::optional<TeamEntry> teamEntryOf(const QVariantList &row)
{
    const QByteArray line = whole(row, 3, maxAuditLine);
    auto entry = decodeAuditEntry(line);
    if (!entry)
        return std::nullopt;
    return TeamEntry{teamSourceOf(row), *std::move(entry)};
}

TeamRunRow teamRunOf(const QVariantList &row)
{
    TeamRunRow read{.run = {.source = teamSourceOf(row), .actor = text(row, 3, Limits::name), .record = {}}};
    RunRecord &record = read.run.record;
    JournalRun &run = record.run;
    run.id = text(row, 4, Limits::name);
    run.kind = text(row, 5, Limits::name);
    run.title = text(row, 6, Limits::title);
    run.profileName = text(row, 7, Limits::name);
    run.target = text(row, 8, Limits::target);
    run.orderDigest = text(row, 9, Limits::digest);
    run.startedAt = moment(row.value(10));
    run.changedAt = moment(row.value(11));
    run.state = text(row, 12, Limits::name);
    run.reasonKey = text(row, 13, Limits::name);
    record.lives = std::max(0, row.value(14).toInt());
    const QByteArray ending = whole(row, 15, Limits::json), measures = whole(row, 16, Limits::json);
    record.ending = RunEnding::parse(ending);
    if (!measures.isEmpty()) {
        auto parsed = RunMeasures::parse(measures);
        record.measuresAreDamaged = !parsed;
        if (parsed)
            record.measures = *std::move(parsed);
    }
    read.isWhole = !record.measuresAreDamaged && (ending.isEmpty() || record.ending);
    return read;
}

} // namespace muster
