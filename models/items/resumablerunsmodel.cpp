// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/resumablerunsmodel.h"

#include "models/items/itemroles.h"
#include "models/items/runlistmodel.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QLocale>
#include <algorithm>

namespace muster {

void ResumableRunsModel::setRuns(const QList<ResumableRun> &runs)
{
    beginResetModel();
    m_runs = runs;
    endResetModel();
}

void ResumableRunsModel::refreshTimes()
{
    if (!m_runs.isEmpty())
        Q_EMIT dataChanged(index(0, Stopped), index(int(m_runs.size()) - 1, Stopped));
}

const ResumableRun *ResumableRunsModel::run(int row) const
{
    return row >= 0 && row < m_runs.size() ? &m_runs[row] : nullptr;
}

int ResumableRunsModel::rowOf(const QString &runId) const
{
    const auto found
        = std::find_if(m_runs.cbegin(), m_runs.cend(), [&](const ResumableRun &r) { return r.id == runId; });
    return found == m_runs.cend() ? -1 : int(found - m_runs.cbegin());
}

int ResumableRunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int ResumableRunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ResumableRunsModel::text(const ResumableRun &run, int column) const
{
    switch (column) {
    case Title:
        return runKindText(run.kind) % u" \u00b7 " % visibleText(run.title, 200);
    case Profile:
        return run.environment ? tenantText(run.profileName, *run.environment) : visibleText(run.profileName, 100);
    case State:
        if (run.crashed)
            return tr("Interrupted");
        if (run.resumesByItself)
            return tr("Goes on by itself at %1").arg(exactTimeText(*run.resumeAt));
        if (run.resumeAt)
            return tr("Throttled until %1").arg(exactTimeText(*run.resumeAt));
        return run.reasonKey.isEmpty() ? outcomeKindText(run.ended)
                                       : QString(outcomeKindText(run.ended) % u": " % errorKeyText(run.reasonKey));
    case Records:
        return QLocale().toString(run.records);
    case Stopped:
        return relativeTimeText(run.stoppedAt, QDateTime::currentDateTimeUtc());
    case File:
        return visibleText(run.target, 400);
    }
    return {};
}

QVariant ResumableRunsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ResumableRun &run = m_runs[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(run, index.column());
    case RawRole:
        return index.column() == Records ? QVariant(run.records)
            : index.column() == Stopped  ? QVariant(run.stoppedAt)
                                         : QVariant(text(run, index.column()));
    case Qt::TextAlignmentRole:
        return int((index.column() == Records ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == Stopped ? exactTimeText(run.stoppedAt) : QVariant();
    case ToneRole:
        if (index.column() != State)
            return {};
        return QVariant::fromValue(Tone(runTone(RunState::Finished,
                                                RunOutcome{.kind = run.crashed ? RunOutcome::Kind::Paused : run.ended,
                                                           .error = {},
                                                           .resumeAt = {},
                                                           .resultFile = {},
                                                           .findings = {}})));
    default:
        return {};
    }
}

QVariant ResumableRunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Records ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Run");
    case Profile:
        return tr("Connection");
    case State:
        return tr("Why it stopped");
    case Records:
        return tr("Records");
    case Stopped:
        return tr("Stopped");
    case File:
        return tr("File or list");
    }
    return {};
}

} // namespace muster
