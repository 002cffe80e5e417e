// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/transcriptjobsmodel.h"

#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

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
        m_rows[number] = row;
        Q_EMIT dataChanged(index(number, 0), index(number, ColumnCount - 1));
    }
}

void TranscriptJobsModel::remove(const QString &runId)
{
    const int number = rowOf(runId);
    if (number < 0)
        return;
    beginRemoveRows({}, number, number);
    m_rows.removeAt(number);
    endRemoveRows();
}

void TranscriptJobsModel::refreshTimes()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Started), index(int(m_rows.size()) - 1, Started));
}

const TranscriptJobRow *TranscriptJobsModel::row(int number) const
{
    return number >= 0 && number < m_rows.size() ? &m_rows[number] : nullptr;
}

int TranscriptJobsModel::rowOf(const QString &runId) const
{
    for (int number = 0; number < m_rows.size(); ++number) {
        if (m_rows[number].runId == runId)
            return number;
    }
    return -1;
}

int TranscriptJobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TranscriptJobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TranscriptJobsModel::text(const TranscriptJobRow &row, int column) const
{
    const QLocale locale;
    switch (column) {
    case Name:
        return visibleText(row.name, 120);
    case State:
        return row.state;
    case Progress:
        return row.progress ? percentText(*row.progress) : tr("not known");
    case Asked:
        return row.asked < 0 ? tr("not known") : locale.toString(row.asked);
    case Written:
        return locale.toString(row.written);
    case Held:
        return locale.toString(row.held);
    case Missing:
        return locale.toString(row.missing);
    case Started:
        return relativeTimeText(row.started, QDateTime::currentDateTimeUtc());
    default:
        return {};
    }
}

QVariant TranscriptJobsModel::raw(const TranscriptJobRow &row, int column)
{
    switch (column) {
    case Progress:
        return row.progress.value_or(-1);
    case Asked:
        return row.asked;
    case Written:
        return row.written;
    case Held:
        return row.held;
    case Missing:
        return row.missing;
    case Started:
        return row.started;
    case State:
        return row.state;
    default:
        return row.name;
    }
}

QVariant TranscriptJobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TranscriptJobRow &row = m_rows[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, column);
    case RawRole:
        return raw(row, column);
    case ToneRole:
        if (column == State)
            return QVariant::fromValue(row.tone);
        if ((column == Held && row.held > 0) || (column == Missing && row.missing > 0))
            return QVariant::fromValue(Tone::Warn);
        return {};
    case ShareRole:
        return column == Progress && row.progress ? QVariant(*row.progress) : QVariant();
    case Qt::ToolTipRole:
        if (column == Started)
            return exactTimeText(row.started);
        return column == Name && !row.jobId.isEmpty() ? QVariant(tr("Job %1").arg(visibleText(row.jobId, 120)))
                                                      : QVariant();
    default:
        return {};
    }
}

QVariant TranscriptJobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Job");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Asked:
        return tr("Interactions");
    case Written:
        return tr("Written");
    case Held:
        return tr("Held");
    case Missing:
        return tr("Missing");
    case Started:
        return tr("Started");
    default:
        return {};
    }
}

} // namespace muster
