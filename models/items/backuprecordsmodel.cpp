// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/backuprecordsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

#include <numeric>

namespace muster {

namespace {

constexpr qint64 quotesAndComma = 3;

} // namespace

void BackupRecordsModel::setPreview(const SharedRestorePreview &preview)
{
    beginResetModel();
    m_preview = preview;
    m_filtered = false;
    m_rows.clear();
    m_checked.clear();
    m_checkedCounts = {};
    if (preview)
        checkAll();
    endResetModel();
    Q_EMIT checkedChanged();
}

void BackupRecordsModel::checkAll()
{
    const std::vector<RestoreChance> &chances = m_preview->chances;
    m_checked.resize(chances.size());
    for (std::size_t record = 0; record < chances.size(); ++record)
        m_checked[record] = chances[record] != RestoreChance::NotWritable;
    m_checkedCounts = m_preview->counts;
    m_checkedCounts[std::size_t(RestoreChance::NotWritable)] = 0;
}

void BackupRecordsModel::setShown(std::optional<RestoreChance> chance)
{
    if (!m_preview)
        return;
    beginResetModel();
    m_filtered = chance.has_value();
    m_rows.clear();
    if (chance) {
        m_rows.reserve(std::size_t(m_preview->count(*chance)));
        for (std::size_t record = 0; record < m_preview->chances.size(); ++record) {
            if (m_preview->chances[record] == *chance)
                m_rows.push_back(std::uint32_t(record));
        }
    }
    endResetModel();
}

void BackupRecordsModel::setShownChecked(bool checked)
{
    const int rows = rowCount();
    if (rows == 0)
        return;
    for (int row = 0; row < rows; ++row)
        check(recordOf(row), checked);
    Q_EMIT dataChanged(index(0, Number), index(rows - 1, Number), {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
}

bool BackupRecordsModel::canBeChecked(std::size_t record) const
{
    return m_preview->chances[record] != RestoreChance::NotWritable;
}

bool BackupRecordsModel::check(std::size_t record, bool checked)
{
    if (m_checked[record] == checked || !canBeChecked(record))
        return false;
    m_checked[record] = checked;
    m_checkedCounts[std::size_t(m_preview->chances[record])] += checked ? 1 : -1;
    return true;
}

qint64 BackupRecordsModel::checkedCount() const
{
    return std::accumulate(m_checkedCounts.cbegin(), m_checkedCounts.cend(), qint64(0));
}

bool BackupRecordsModel::isAllChecked() const
{
    return m_preview
        && checkedCount() == qint64(m_preview->records.size()) - m_preview->count(RestoreChance::NotWritable);
}

QStringList BackupRecordsModel::only() const
{
    QStringList ids;
    if (isAllChecked())
        return ids;
    ids.reserve(checkedCount());
    for (std::size_t i = 0; i < m_checked.size(); ++i) {
        if (m_checked[i])
            ids << QString::fromStdString(m_preview->records[i].contactId);
    }
    return ids;
}

bool BackupRecordsModel::fitsOrder() const
{
    return isAllChecked() || checkedCount() * (qint64(m_preview->longestId) + quotesAndComma) <= maxOnlyBytes;
}

int BackupRecordsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_filtered ? m_rows.size() : m_checked.size());
}

int BackupRecordsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BackupRecordsModel::text(const BackupRecord &record, RestoreChance chance, int column)
{
    switch (column) {
    case Number:
        return record.phone.empty() ? tr("no number") : visibleText(QString::fromStdString(record.phone), 100);
    case Now:
        return record.why == BackupRecord::Why::Purged ? tr("purged")
                                                       : visibleText(QString::fromStdString(record.newPhone), 100);
    case Happens:
        switch (chance) {
        case RestoreChance::ComesBack:
            return tr("Comes back to the list");
        case RestoreChance::NumberBack:
            return tr("Gets its old number again");
        case RestoreChance::NotWritable:
            return tr("Keeps its number: the old one is not international");
        }
        return {};
    case ContactId:
        return visibleText(QString::fromStdString(record.contactId), 100);
    }
    return {};
}

QVariant BackupRecordsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const std::size_t at = recordOf(index.row());
    const BackupRecord &record = m_preview->records[at];
    const RestoreChance chance = m_preview->chances[at];
    switch (role) {
    case Qt::DisplayRole:
    case RawRole:
        return text(record, chance, index.column());
    case Qt::CheckStateRole:
        if (index.column() != Number || !canBeChecked(at))
            return {};
        return int(m_checked[at] ? Qt::Checked : Qt::Unchecked);
    case ToneRole:
        return index.column() == Happens && chance == RestoreChance::NotWritable ? QVariant::fromValue(Tone::Warn)
                                                                                 : QVariant();
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": "
                       % text(record, chance, index.column()));
    default:
        return {};
    }
}

bool BackupRecordsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole
        || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || index.column() != Number || !canBeChecked(recordOf(index.row())))
        return false;
    if (check(recordOf(index.row()), value.toInt() == Qt::Checked)) {
        Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
        Q_EMIT checkedChanged();
    }
    return true;
}

Qt::ItemFlags BackupRecordsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Number && canBeChecked(recordOf(index.row()))
        ? flags | Qt::ItemIsUserCheckable
        : flags;
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
    case Happens:
        return tr("Restoring");
    case ContactId:
        return tr("Contact id");
    }
    return {};
}

} // namespace muster
