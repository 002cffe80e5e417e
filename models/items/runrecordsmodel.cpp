// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runrecordsmodel.h"

#include "models/items/runmodels.h"
#include "models/runs/detach.h"
#include "models/runs/pastrun.h"
#include "models/text/plaintext.h"
#include "models/text/recordtexts.h"
#include "models/text/timetexts.h"

#include <QCoro/QCoroFuture>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace muster {

namespace {

Tone toneOf(const RunRecord &record, bool isActive)
{
    if (record.run.state == QLatin1String("discarded"))
        return Tone::Neutral;
    const auto outcome = outcomeOf(record);
    if (!outcome)
        return isActive ? Tone::Info : Tone::Warn;
    return Tone(runTone(RunState::Finished, outcome));
}

} // namespace

RunRecordsModel::RunRecordsModel(RunHistory &history, QObject *parent)
    : RowsModel(
          {{.title = tr("Run"), .text = runRecordTitle},
           {.title = tr("Connection"),
            .text = [](const RunRecord &record) { return visibleText(record.run.profileName, 100); }},
           {.title = tr("State"),
            .text
            = [this](const RunRecord &record) { return runRecordStateText(record, m_active.contains(record.run.id)); },
            .tone = [this](const RunRecord &record) { return toneOf(record, m_active.contains(record.run.id)); }},
           {.title = tr("Records"),
            .text =
                [](const RunRecord &record) {
                    return record.measures ? QLocale().toString(record.measures->records) : QString();
                },
            .raw = [](const RunRecord &record) { return record.measures ? record.measures->records : qint64(-1); },
            .align = Qt::AlignRight},
           {.title = tr("Started"),
            .text = [](const RunRecord &record) { return shortRecordTimeText(record.run.startedAt); },
            .raw = [](const RunRecord &record) { return record.run.startedAt; },
            .tip = [](const RunRecord &record) { return exactTimeText(record.run.startedAt); }},
           {.title = tr("Duration"),
            .text
            = [](const RunRecord &record) { return record.measures ? spanText(record.measures->wall) : QString(); },
            .raw =
                [](const RunRecord &record) {
                    return record.measures ? qint64(record.measures->wall.count()) : qint64(-1);
                },
            .align = Qt::AlignRight},
           //: The 95th percentile of the time that an answer took.
           {.title = tr("Latency p95"),
            .text =
                [](const RunRecord &record) {
                    return record.measures && record.measures->latency.count() > 0
                        ? latencyText(record.measures->latency.percentile(0.95))
                        : QString();
                },
            .raw =
                [](const RunRecord &record) {
                    return record.measures ? qint64(record.measures->latency.percentile(0.95).count()) : qint64(-1);
                },
            .align = Qt::AlignRight},
           {.title = tr("Fill rate"),
            .text = runRecordFillText,
            .raw = [](const RunRecord &record) { return record.measures ? record.measures->overallFill() : -1.0; },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, parent)
    , m_history(history)
{
}

RunRecordsModel::~RunRecordsModel()
{
    m_overtaken.request_stop();
}

void RunRecordsModel::setFilter(const RunFilter &filter)
{
    m_filter = filter;
    setRows({});
    m_isWhole = false;
    read(pageSize, {});
}

void RunRecordsModel::setActive(const QSet<QString> &runIds)
{
    if (m_active == runIds)
        return;
    m_active = runIds;
    if (!m_rows.isEmpty())
        columnsChanged(State, State);
}

void RunRecordsModel::refresh()
{
    // Bounded as an answer is; who had scrolled further finds the rest by scrolling.
    read(std::clamp(int(m_rows.size()), pageSize, RunHistory::maxRecords), {});
}

int RunRecordsModel::rowOf(const QString &runId) const
{
    return find([&](const RunRecord &record) { return record.run.id == runId; });
}

bool RunRecordsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isWhole && !m_isReading && !m_rows.isEmpty();
}

void RunRecordsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        read(pageSize, RunPlace::of(m_rows.constLast()));
}

void RunRecordsModel::read(int count, const std::optional<RunPlace> &before)
{
    m_overtaken.request_stop();
    m_overtaken = {};
    m_isReading = true;
    answerTo(
        this, m_overtaken.get_token(), [this, count, before] { return m_history.records(m_filter, count, before); },
        [count, isFirst = !before](RunRecordsModel *self, const Result<QList<RunRecord>> &page) {
            self->take(page, count, isFirst);
        });
}

void RunRecordsModel::take(const Result<QList<RunRecord>> &page, int asked, bool isFirst)
{
    m_fault = page ? std::nullopt : std::optional(page.error());
    if (page) {
        m_isWhole = page->size() < asked;
        // While the rows are told of, nobody may ask for what comes after those before them.
        if (isFirst) {
            setRows(*page);
        } else if (!page->isEmpty()) {
            beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + page->size()) - 1);
            m_rows.append(*page);
            endInsertRows();
        }
    }
    m_isReading = false;
    Q_EMIT pageRead();
}

} // namespace muster
