// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/backupsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

void BackupsModel::setBackups(const QList<BackupInfo> &backups, const QDateTime &now)
{
    beginResetModel();
    m_backups = backups;
    m_now = now;
    endResetModel();
}

const BackupInfo *BackupsModel::backup(int row) const
{
    return row >= 0 && row < m_backups.size() ? &m_backups[row] : nullptr;
}

int BackupsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_backups.size());
}

int BackupsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BackupsModel::text(const BackupInfo &backup, int column) const
{
    switch (column) {
    case List:
        return visibleText(backup.listName, 200);
    case Made:
        return relativeTimeText(backup.createdAt, m_now);
    case Removed:
        return QLocale().toString(backup.purged);
    case Changed:
        return QLocale().toString(backup.corrected);
    case Expires:
        return tr("in %1").arg(durationText(std::chrono::seconds(std::max<qint64>(0, m_now.secsTo(backup.expiresAt)))));
    case Kept:
        return backup.encrypted ? tr("encrypted") : tr("not encrypted");
    case Connection:
        return visibleText(backup.profileName, 100);
    }
    return {};
}

QVariant BackupsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BackupInfo &backup = m_backups[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(backup, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text(backup, column));
    case Qt::ToolTipRole:
        return column == Made   ? exactTimeText(backup.createdAt)
            : column == Expires ? exactTimeText(backup.expiresAt)
                                : QVariant();
    case Qt::TextAlignmentRole:
        return int((column == Removed || column == Changed ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole:
        return column == Kept ? QVariant::fromValue(backup.encrypted ? Tone::Good : Tone::Warn) : QVariant();
    case Qt::DecorationRole:
        return column == Kept ? QVariant(backup.encrypted ? QStringLiteral("lock") : QStringLiteral("lock-open"))
                              : QVariant();
    default:
        return {};
    }
}

QVariant BackupsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Removed || section == Changed ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case List:
        return tr("Contact list");
    case Made:
        return tr("Made");
    case Removed:
        return tr("Purged");
    case Changed:
        return tr("Updated");
    case Expires:
        return tr("Expires");
    case Kept:
        return tr("Kept");
    case Connection:
        return tr("Connection");
    }
    return {};
}

} // namespace muster
