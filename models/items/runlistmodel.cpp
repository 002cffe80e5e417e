// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runlistmodel.h"

#include "models/items/itemroles.h"
#include "models/text/connectiontexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"

#include <algorithm>

namespace muster {

void RunListModel::add(Run *run)
{
    if (!run || rowOf(run) >= 0)
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
    m_rows << Row{run,
                  run->id(),
                  QString(runKindText(run->kind()) % u" \u00b7 " % visibleText(run->title(), 200)),
                  run->tenant() ? tenantText(run->tenant()->name, run->tenant()->environment) : QString(),
                  run->state(),
                  run->metrics(),
                  run->outcome()};
    endInsertRows();
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
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    // Compared by address only: the run may be in its destructor.
    disconnect(run, nullptr, this, nullptr);
    Q_EMIT countsChanged();
}

Run *RunListModel::run(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].run : nullptr;
}

int RunListModel::rowOf(const Run *run) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].run == run)
            return row;
    }
    return -1;
}

bool RunListModel::isActive(int row) const
{
    return row >= 0 && row < m_rows.size() && !m_rows[row].outcome;
}

int RunListModel::activeCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return !row.outcome; }));
}

void RunListModel::setUnfinished(const QStringList &runIds)
{
    m_unfinished = runIds;
    Q_EMIT countsChanged();
}

bool RunListModel::contains(const QString &runId) const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.id == runId; });
}

int RunListModel::attentionCount() const
{
    const auto ended = std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) {
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
    for (const Row &row : m_rows) {
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

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunListModel::text(const Row &row, int column) const
{
    switch (column) {
    case Title:
        return row.title;
    case Tenant:
        return row.tenant;
    case State:
        return row.outcome ? outcomeKindText(row.outcome->kind) : runStateText(row.state, row.metrics);
    case Progress:
        if (row.outcome && row.outcome->succeeded()) {
            RunMetrics whole = row.metrics;
            whole.total.reset(); // the estimate has served its time
            return progressText(whole);
        }
        return progressText(row.metrics);
    case Rate:
        return row.outcome ? QString() : rateText(row.metrics.recordsPerSecond);
    }
    return {};
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case RawRole:
        if (index.column() == Progress)
            return row.metrics.records;
        return index.column() == Rate ? QVariant(row.metrics.recordsPerSecond) : QVariant(text(row, index.column()));
    case Qt::TextAlignmentRole: // also where there is no number yet, or none any more
        return index.column() == Progress || index.column() == Rate ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                                                    : QVariant();
    case ToneRole:
        return index.column() == State ? QVariant::fromValue(Tone(runTone(row.state, row.outcome))) : QVariant();
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Run");
    case Tenant:
        return tr("Connection");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Rate:
        return tr("Speed");
    }
    return {};
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

} // namespace muster
