// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/backupsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

void BackupsModel::setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased,
                              const BelievableTime &now)
{
    beginResetModel();
    m_backups = backups;
    m_erased = erased;
    m_now = now;
    endResetModel();
}

const BackupInfo *BackupsModel::backup(int row) const
{
    if (row >= 0 && row < m_backups.size())
        return &m_backups[row];
    const ErasedBackup *gone = erased(row);
    return gone ? &gone->backup : nullptr;
}

const ErasedBackup *BackupsModel::erased(int row) const
{
    const qsizetype at = row - m_backups.size();
    return at >= 0 && at < m_erased.size() ? &m_erased[at] : nullptr;
}

BackupsModel::Fate BackupsModel::fate(int row) const
{
    if (erased(row))
        return Fate::Erased;
    const BackupInfo *kept = backup(row);
    return kept && isExpired(*kept, m_now) ? Fate::Expired : Fate::Kept;
}

int BackupsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_backups.size() + m_erased.size());
}

int BackupsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BackupsModel::expiryText(int row) const
{
    switch (fate(row)) {
    case Fate::Kept:
        if (m_now.mayHavePassed(backup(row)->expiresAt))
            return tr("kept: the clock is in doubt");
        return tr("in %1").arg(
            durationText(std::chrono::seconds(std::max<qint64>(0, m_now.latest.secsTo(backup(row)->expiresAt)))));
    case Fate::Expired:
        return tr("expired");
    case Fate::Erased:
        return tr("deleted %1").arg(relativeTimeText(erased(row)->at, m_now.clock));
    }
    return {};
}

QString BackupsModel::keptText(int row) const
{
    if (const ErasedBackup *gone = erased(row))
        return gone->why == u"expired" ? tr("deleted on expiry") : tr("deleted by a person");
    return backup(row)->encrypted ? tr("encrypted") : tr("not encrypted");
}

QString BackupsModel::iconName(int row) const
{
    if (erased(row))
        return QStringLiteral("trash-2");
    return backup(row)->encrypted ? QStringLiteral("lock") : QStringLiteral("lock-open");
}

QString BackupsModel::text(int row, int column) const
{
    const BackupInfo &backup = *this->backup(row);
    switch (column) {
    case List:
        return visibleText(backup.listName, 200);
    case Made:
        return relativeTimeText(backup.createdAt, m_now.clock);
    case Removed:
        return QLocale().toString(backup.purged);
    case Changed:
        return QLocale().toString(backup.corrected + backup.enriched);
    case Expires:
        return expiryText(row);
    case Kept:
        return keptText(row);
    case Connection:
        return visibleText(backup.profileName, 100);
    }
    return {};
}

QVariant BackupsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row(), column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text(row, column));
    case Qt::ToolTipRole:
        return column == Made   ? exactTimeText(backup(row)->createdAt)
            : column == Expires ? exactTimeText(erased(row) ? erased(row)->at : backup(row)->expiresAt)
                                : QVariant();
    case Qt::TextAlignmentRole:
        return int((column == Removed || column == Changed ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole:
        if (column == Expires && !erased(row) && m_now.mayHavePassed(backup(row)->expiresAt))
            return QVariant::fromValue(Tone::Warn);
        if (column != Kept)
            return {};
        return QVariant::fromValue(erased(row) ? Tone::Neutral : backup(row)->encrypted ? Tone::Good : Tone::Warn);
    case Qt::DecorationRole:
        return column == Kept ? QVariant(iconName(row)) : QVariant();
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
