// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"

#include "models/items/itemroles.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runeventtexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QLocale>
#include <algorithm>

namespace muster {

namespace {

QString progressOf(const ShownRun &row)
{
    RunMetrics metrics = row.metrics;
    if (row.outcome && row.outcome->succeeded())
        metrics.total.reset(); // the estimate has served its time
    return progressText(metrics);
}

} // namespace

RunListModel::RunListModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Run"), .text = [](const ShownRun &row) { return row.title; }},
           {.title = tr("Connection"), .text = [](const ShownRun &row) { return row.tenant; }},
           {.title = tr("State"),
            .text =
                [](const ShownRun &row) {
                    return row.outcome ? outcomeKindText(row.outcome->kind) : runStateText(row.state, row.metrics);
                },
            .tone = [](const ShownRun &row) { return Tone(runTone(row.state, row.outcome)); }},
           {.title = tr("Progress"),
            .text = progressOf,
            .raw = [](const ShownRun &row) { return row.metrics.records; }},
           {.title = tr("Speed"),
            .text
            = [](const ShownRun &row) { return row.outcome ? QString() : rateText(row.metrics.recordsPerSecond); },
            .raw = [](const ShownRun &row) { return row.metrics.recordsPerSecond; }}},
          Spoken::Text, parent)
{
}

void RunListModel::add(Run *run)
{
    if (!run || rowOf(run) >= 0)
        return;
    append({run, run->id(), QString(runKindText(run->kind()) % u" \u00b7 " % visibleText(run->title(), 200)),
            run->tenant() ? tenantText(run->tenant()->name, run->tenant()->environment) : QString(), run->state(),
            run->metrics(), run->outcome()});
    connect(run, &Run::stateChanged, this, [this, run](RunState state) {
        m_rows[rowOf(run)].state = state;
        touch(run, State, State);
        Q_EMIT countsChanged();
    });
    connect(run, &Run::metricsChanged, this, [this, run](const RunMetrics &metrics) {
        m_rows[rowOf(run)].metrics = metrics;
        touch(run, State, Rate);
    });
    connect(run, &Run::finished, this, [this, run](const RunOutcome &outcome) {
        m_rows[rowOf(run)].outcome = outcome;
        touch(run, State, Rate);
        Q_EMIT countsChanged();
    });
    connect(run, &QObject::destroyed, this, [this, run] { remove(run); });
    Q_EMIT countsChanged();
}

void RunListModel::remove(Run *run)
{
    const int row = rowOf(run);
    if (row < 0)
        return;
    removeAt(row);
    // Compared by address only: the run may be in its destructor.
    disconnect(run, nullptr, this, nullptr);
    Q_EMIT countsChanged();
}

Run *RunListModel::run(int row) const
{
    return isRow(row) ? m_rows[row].run : nullptr;
}

int RunListModel::rowOf(const Run *run) const
{
    return find([run](const ShownRun &row) { return row.run == run; });
}

bool RunListModel::isActive(int row) const
{
    return isRow(row) && !m_rows[row].outcome;
}

int RunListModel::activeCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const ShownRun &row) { return !row.outcome; }));
}

void RunListModel::setUnfinished(const QStringList &runIds)
{
    m_unfinished = runIds;
    Q_EMIT countsChanged();
}

bool RunListModel::contains(const QString &runId) const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const ShownRun &row) { return row.id == runId; });
}

int RunListModel::attentionCount() const
{
    const auto ended = std::count_if(m_rows.begin(), m_rows.end(), [](const ShownRun &row) {
        return row.outcome && row.outcome->kind != RunOutcome::Kind::Complete
            && row.outcome->kind != RunOutcome::Kind::Cancelled;
    });
    const auto left = std::count_if(m_unfinished.begin(), m_unfinished.end(),
                                    [this](const QString &runId) { return !contains(runId); });
    return int(ended + left);
}

std::optional<double> RunListModel::activeProgress() const
{
    double sum = 0;
    int known = 0;
    for (const ShownRun &row : m_rows) {
        if (const std::optional<double> share = row.outcome ? std::nullopt : progressShare(row.metrics)) {
            sum += *share;
            ++known;
        }
    }
    return known > 0 ? std::optional(sum / known) : std::nullopt;
}

void RunListModel::touch(const Run *run, Column first, Column last)
{
    const int row = rowOf(run);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, first), index(row, last));
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    // Also where there is no number yet, or none any more.
    if (role == Qt::TextAlignmentRole && (index.column() == Progress || index.column() == Rate))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return TableModel::data(index, role);
}

int runTone(RunState state, const std::optional<RunOutcome> &outcome)
{
    if (outcome) {
        switch (outcome->kind) {
        case RunOutcome::Kind::Complete:
            return int(Tone::Good);
        case RunOutcome::Kind::CompleteWithFindings:
        case RunOutcome::Kind::Paused:
            return int(Tone::Warn);
        case RunOutcome::Kind::Halted:
        case RunOutcome::Kind::Failed:
        case RunOutcome::Kind::Refused:
            return int(Tone::Bad);
        case RunOutcome::Kind::Cancelled:
            return int(Tone::Neutral);
        }
    }
    switch (state) {
    case RunState::WaitingForServer:
    case RunState::WaitingForNetwork:
    case RunState::Throttled:
    case RunState::WaitingForSignIn:
        return int(Tone::Warn);
    case RunState::Stopping:
        return int(Tone::Neutral);
    default:
        return int(Tone::Info);
    }
}

namespace {

QString whyStoppedText(const ResumableRun &run)
{
    if (run.crashed)
        return ResumableRunsModel::tr("Interrupted");
    if (run.resumesByItself)
        return ResumableRunsModel::tr("Auto-resumes at %1").arg(exactTimeText(*run.resumeAt));
    if (run.resumeAt)
        return ResumableRunsModel::tr("Throttled until %1").arg(exactTimeText(*run.resumeAt));
    return run.reasonKey.isEmpty() ? outcomeKindText(run.ended)
                                   : QString(outcomeKindText(run.ended) % u": " % errorKeyText(run.reasonKey));
}

Tone stoppedTone(const ResumableRun &run)
{
    return Tone(runTone(RunState::Finished,
                        RunOutcome{.kind = run.crashed ? RunOutcome::Kind::Paused : run.ended,
                                   .error = {},
                                   .resumeAt = {},
                                   .resultFile = {},
                                   .findings = {}}));
}

} // namespace

ResumableRunsModel::ResumableRunsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Run"),
            .text =
                [](const ResumableRun &run) {
                    return QString(runKindText(run.kind) % u" \u00b7 " % visibleText(run.title, 200));
                }},
           {.title = tr("Connection"),
            .text =
                [](const ResumableRun &run) {
                    return run.environment ? tenantText(run.profileName, *run.environment)
                                           : visibleText(run.profileName, 100);
                }},
           {.title = tr("Reason"), .text = whyStoppedText, .tone = stoppedTone},
           {.title = tr("Records"),
            .text = [](const ResumableRun &run) { return QLocale().toString(run.records); },
            .raw = [](const ResumableRun &run) { return run.records; },
            .align = Qt::AlignRight},
           {.title = tr("Stopped"),
            .text
            = [](const ResumableRun &run) { return relativeTimeText(run.stoppedAt, QDateTime::currentDateTimeUtc()); },
            .raw = [](const ResumableRun &run) { return run.stoppedAt; },
            .tip = [](const ResumableRun &run) { return exactTimeText(run.stoppedAt); }},
           {.title = tr("File or list"), .text = [](const ResumableRun &run) { return visibleText(run.target, 400); }}},
          Spoken::Text, parent)
{
}

int ResumableRunsModel::rowOf(const QString &runId) const
{
    return find([&](const ResumableRun &run) { return run.id == runId; });
}

RunEventsModel::RunEventsModel(QObject *parent)
    : TableModel(
          {{.title = tr("Time"),
            .text = [](const RunEvent &event) { return event.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")); },
            .raw = [](const RunEvent &event) { return event.at; },
            .tip = [](const RunEvent &event) { return exactTimeText(event.at); }},
           {.title = tr("Event"),
            .text = [](const RunEvent &event) { return eventText(event); },
            .raw = [](const RunEvent &event) { return event.code; }}},
          Spoken::Text, parent)
{
}

void RunEventsModel::setEvents(const QList<RunEvent> &oldestFirst)
{
    beginResetModel();
    m_events = oldestFirst.mid(std::max<qsizetype>(0, oldestFirst.size() - cap));
    endResetModel();
}

void RunEventsModel::add(const RunEvent &event)
{
    if (m_events.size() >= cap) {
        beginRemoveRows({}, int(m_events.size()) - 1, int(m_events.size()) - 1);
        m_events.removeFirst();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_events << event;
    endInsertRows();
}

int RunEventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

} // namespace muster
