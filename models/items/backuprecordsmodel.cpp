// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/backuprecordsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

namespace muster {

namespace {

QString fromBytes(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

void BackupRecordsModel::setRecords(const SharedBackupRecords &records)
{
    beginResetModel();
    m_records = records;
    m_checked.assign(records ? records->size() : 0, true);
    m_checkedCount = qint64(m_checked.size());
    endResetModel();
    Q_EMIT checkedChanged();
}

void BackupRecordsModel::setAllChecked(bool checked)
{
    if (m_checked.empty())
        return;
    m_checked.assign(m_checked.size(), checked);
    m_checkedCount = checked ? qint64(m_checked.size()) : 0;
    Q_EMIT dataChanged(index(0, Number), index(rowCount() - 1, Number), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

qint64 BackupRecordsModel::checkedCount(BackupRecord::Why why) const
{
    qint64 count = 0;
    for (std::size_t i = 0; i < m_checked.size(); ++i)
        count += m_checked[i] && (*m_records)[i].why == why ? 1 : 0;
    return count;
}

QStringList BackupRecordsModel::only() const
{
    QStringList ids;
    if (m_checkedCount == qint64(m_checked.size()))
        return ids;
    ids.reserve(m_checkedCount);
    for (std::size_t i = 0; i < m_checked.size(); ++i) {
        if (m_checked[i])
            ids << fromBytes((*m_records)[i].contactId);
    }
    return ids;
}

int BackupRecordsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_checked.size());
}

int BackupRecordsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BackupRecordsModel::text(const BackupRecord &record, int column)
{
    switch (column) {
    case Number:
        return record.phone.empty() ? tr("no number") : visibleText(fromBytes(record.phone), 100);
    case Now:
        return record.why == BackupRecord::Why::Purged ? tr("removed") : visibleText(fromBytes(record.newPhone), 100);
    case Happened:
        return record.why == BackupRecord::Why::Purged ? tr("Comes back to the list") : tr("Gets its old number again");
    case ContactId:
        return visibleText(fromBytes(record.contactId), 100);
    }
    return {};
}

QVariant BackupRecordsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BackupRecord &record = (*m_records)[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(record, index.column());
    case RawRole:
        return text(record, index.column());
    case Qt::CheckStateRole:
        if (index.column() != Number)
            return {};
        return int(m_checked[std::size_t(index.row())] ? Qt::Checked : Qt::Unchecked);
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(record, index.column()));
    default:
        return {};
    }
}

bool BackupRecordsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole
        || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || index.column() != Number)
        return false;
    const auto row = std::size_t(index.row());
    const bool checked = value.toInt() == Qt::Checked;
    if (m_checked[row] != checked) {
        m_checked[row] = checked;
        m_checkedCount += checked ? 1 : -1;
        Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
        Q_EMIT checkedChanged();
    }
    return true;
}

Qt::ItemFlags BackupRecordsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Number ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant BackupRecordsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Number in the backup");
    case Now:
        return tr("After the run");
    case Happened:
        return tr("Restoring");
    case ContactId:
        return tr("Contact id");
    }
    return {};
}

} // namespace muster
