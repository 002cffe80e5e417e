// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptjobsmodel.h"

#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

namespace {

std::optional<Tone> warnIfAny(qint64 count)
{
    return count > 0 ? std::optional(Tone::Warn) : std::nullopt;
}

} // namespace

TranscriptJobsModel::TranscriptJobsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Job"),
            .text = [](const TranscriptJobRow &row) { return visibleText(row.name, 120); },
            .raw = [](const TranscriptJobRow &row) { return row.name; },
            .tip =
                [](const TranscriptJobRow &row) {
                    return row.jobId.isEmpty() ? QString() : tr("Job %1").arg(visibleText(row.jobId, 120));
                }},
           {.title = tr("State"),
            .text = [](const TranscriptJobRow &row) { return row.state; },
            .tone = [](const TranscriptJobRow &row) { return row.tone; }},
           {.title = tr("Progress"),
            .text
            = [](const TranscriptJobRow &row) { return row.progress ? percentText(*row.progress) : tr("not known"); },
            .raw = [](const TranscriptJobRow &row) { return row.progress.value_or(-1); },
            .share = [](const TranscriptJobRow &row) { return row.progress ? QVariant(*row.progress) : QVariant(); }},
           {.title = tr("Interactions"),
            .text =
                [](const TranscriptJobRow &row) {
                    return row.asked < 0 ? tr("not known") : QLocale().toString(row.asked);
                },
            .raw = [](const TranscriptJobRow &row) { return row.asked; }},
           {.title = tr("Written"),
            .text = [](const TranscriptJobRow &row) { return QLocale().toString(row.written); },
            .raw = [](const TranscriptJobRow &row) { return row.written; }},
           {.title = tr("Held"),
            .text = [](const TranscriptJobRow &row) { return QLocale().toString(row.held); },
            .raw = [](const TranscriptJobRow &row) { return row.held; },
            .tone = [](const TranscriptJobRow &row) { return warnIfAny(row.held); }},
           {.title = tr("Missing"),
            .text = [](const TranscriptJobRow &row) { return QLocale().toString(row.missing); },
            .raw = [](const TranscriptJobRow &row) { return row.missing; },
            .tone = [](const TranscriptJobRow &row) { return warnIfAny(row.missing); }},
           {.title = tr("Started"),
            .text =
                [](const TranscriptJobRow &row) {
                    return relativeTimeText(row.started, QDateTime::currentDateTimeUtc());
                },
            .raw = [](const TranscriptJobRow &row) { return row.started; },
            .tip = [](const TranscriptJobRow &row) { return exactTimeText(row.started); }}},
          Spoken::Text, parent)
{
}

void TranscriptJobsModel::put(const TranscriptJobRow &row)
{
    const int number = rowOf(row.runId);
    if (number < 0) {
        int place = 0;
        while (place < m_rows.size() && m_rows[place].started > row.started)
            ++place;
        beginInsertRows({}, place, place);
        m_rows.insert(place, row);
        endInsertRows();
    } else if (m_rows[number] != row) {
        replace(number, row);
    }
}

void TranscriptJobsModel::remove(const QString &runId)
{
    if (const int number = rowOf(runId); number >= 0)
        removeAt(number);
}

int TranscriptJobsModel::rowOf(const QString &runId) const
{
    return find([&](const TranscriptJobRow &row) { return row.runId == runId; });
}

} // namespace muster
