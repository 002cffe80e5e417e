// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"

#include "models/items/itemroles.h"
#include "models/text/audittexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

namespace muster {

void AuditModel::setSource(Reader reader, qint64 count)
{
    beginResetModel();
    m_windows.clear();
    m_reader = std::move(reader);
    m_count = count;
    endResetModel();
}

void AuditModel::setLog(AuditLog *log)
{
    setSource([log](qint64 first, qint64 count) { return log->read(first, count); }, log->count());
    connect(log, &AuditLog::appended, this, &AuditModel::entryAppended);
}

void AuditModel::entryAppended(const AuditEntry &entry)
{
    if (entry.sequence <= m_count)
        return; // read already with a window
    const qint64 added = entry.sequence - m_count;
    beginInsertRows({}, 0, int(added) - 1);
    m_windows.remove(m_count / window); // the last window has grown
    m_windows.remove((entry.sequence - 1) / window);
    m_count = entry.sequence;
    endInsertRows();
}

const AuditEntry *AuditModel::entry(int row) const
{
    if (row < 0 || row >= m_count || !m_reader)
        return nullptr;
    const qint64 sequence = m_count - row;
    const qint64 number = (sequence - 1) / window;
    QList<AuditEntry> *entries = m_windows.object(number);
    if (!entries) {
        const Result<QList<AuditEntry>> read = m_reader(number * window + 1, window);
        entries = new QList<AuditEntry>(read ? *read : QList<AuditEntry>());
        m_windows.insert(number, entries);
    }
    const qsizetype place = qsizetype((sequence - 1) % window);
    return place < entries->size() ? &entries->at(place) : nullptr;
}

int AuditModel::rowOfRun(const QString &runId) const
{
    for (int row = 0; row < std::min<qint64>(m_count, window); ++row) {
        const AuditEntry *found = entry(row);
        if (found && found->runId == runId)
            return row;
    }
    return -1;
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qint64>(m_count, std::numeric_limits<int>::max()));
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const AuditEntry *shown = entry(index.row());
    if (!shown) {
        if (role == Qt::ToolTipRole)
            return {};
        return index.column() == Event ? tr("cannot be read; verify the file") : QString();
    }
    if (role == Qt::ToolTipRole)
        return index.column() == Time ? recordTimeText(shown->at) : QVariant();
    switch (index.column()) {
    case Number:
        return role == RawRole ? QVariant(shown->sequence) : QVariant(QString::number(shown->sequence));
    case Time:
        return role == RawRole ? QVariant(shown->at) : QVariant(shortRecordTimeText(shown->at));
    case Event:
        return role == RawRole ? shown->event : auditEventText(shown->event);
    case Run:
        return role == RawRole ? shown->runId : visibleText(shown->runId.left(8), 8);
    case Actor:
        return visibleText(shown->actor, 100);
    case Facts:
        return auditFactsText(*shown);
    }
    return {};
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Time:
        return tr("Time");
    case Event:
        return tr("What");
    case Run:
        return tr("Run");
    case Actor:
        return tr("Who");
    case Facts:
        return tr("Facts");
    }
    return {};
}

} // namespace muster
