// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"

#include "models/text/audittexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

namespace muster {

AuditModel::AuditModel(QObject *parent)
    : TableModel({{.title = tr("No."),
                   .text = [](const AuditEntry &entry) { return QString::number(entry.sequence); },
                   .raw = [](const AuditEntry &entry) { return entry.sequence; },
                   .align = Qt::AlignRight},
                  {.title = tr("Time"),
                   .text = [](const AuditEntry &entry) { return shortRecordTimeText(entry.at); },
                   .raw = [](const AuditEntry &entry) { return entry.at; },
                   .tip = [](const AuditEntry &entry) { return recordTimeText(entry.at); }},
                  {.title = tr("What"),
                   .text = [](const AuditEntry &entry) { return auditEventText(entry.event); },
                   .raw = [](const AuditEntry &entry) { return entry.event; }},
                  {.title = tr("Run"),
                   .text = [](const AuditEntry &entry) { return visibleText(entry.runId.left(8), 8); },
                   .raw = [](const AuditEntry &entry) { return entry.runId; }},
                  {.title = tr("Who"), .text = [](const AuditEntry &entry) { return visibleText(entry.actor, 100); }},
                  {.title = tr("Facts"), .text = [](const AuditEntry &entry) { return auditFactsText(entry); }}},
                 Spoken::Text, parent)
{
}

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

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(std::min<qint64>(m_count, std::numeric_limits<int>::max()));
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const int row = checkedRow(index);
    if (row < 0 || role == Qt::TextAlignmentRole || entry(row))
        return TableModel::data(index, role);
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    return index.column() == Event ? tr("cannot be read; verify the file") : QString();
}

} // namespace muster
