// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/backupmodels.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>
#include <numeric>

namespace muster {

namespace {

QString keptText(const ShownBackup &row)
{
    if (row.erased)
        return row.erased->why == u"expired" ? BackupsModel::tr("deleted on expiry")
                                             : BackupsModel::tr("deleted manually");
    return row.backup.encrypted ? BackupsModel::tr("encrypted") : BackupsModel::tr("not encrypted");
}

Tone keptTone(const ShownBackup &row)
{
    return row.erased ? Tone::Neutral : row.backup.encrypted ? Tone::Good : Tone::Warn;
}

QString keptIcon(const ShownBackup &row)
{
    return row.erased          ? QStringLiteral("trash-2")
        : row.backup.encrypted ? QStringLiteral("lock")
                               : QStringLiteral("lock-open");
}

} // namespace

BackupsModel::BackupsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Contact list"),
            .text =
                [](const ShownBackup &row) {
                    return isOfGroupChange(row.backup)
                        ? tr("Do-not-call group %1").arg(visibleText(row.backup.groupName, 200))
                        : visibleText(row.backup.listName, 200);
                }},
           {.title = tr("Created"),
            .text = [this](const ShownBackup &row) { return relativeTimeText(row.backup.createdAt, m_now.clock); },
            .tip = [](const ShownBackup &row) { return exactTimeText(row.backup.createdAt); }},
           {.title = tr("Purged"),
            .text =
                [](const ShownBackup &row) {
                    if (isOfDeletedList(row.backup))
                        return tr("%1 deleted").arg(QLocale().toString(row.backup.deleted));
                    if (isOfGroupChange(row.backup))
                        return tr("%1 numbers").arg(QLocale().toString(row.backup.blocked));
                    return row.backup.blocked > 0 ? tr("%1 blocked").arg(QLocale().toString(row.backup.blocked))
                                                  : QLocale().toString(row.backup.purged);
                },
            .align = Qt::AlignRight},
           {.title = tr("Updated"),
            .text
            = [](const ShownBackup &row) { return QLocale().toString(row.backup.corrected + row.backup.enriched); },
            .align = Qt::AlignRight},
           {.title = tr("Expires"),
            .text = [this](const ShownBackup &row) { return expiryText(row); },
            .tip
            = [](const ShownBackup &row) { return exactTimeText(row.erased ? row.erased->at : row.backup.expiresAt); },
            .tone =
                [this](const ShownBackup &row) {
                    return !row.erased && m_now.mayHavePassed(row.backup.expiresAt) ? std::optional(Tone::Warn)
                                                                                    : std::nullopt;
                }},
           {.title = tr("Status"), .text = keptText, .tone = keptTone, .icon = keptIcon},
           {.title = tr("Connection"),
            .text = [](const ShownBackup &row) { return visibleText(row.backup.profileName, 100); }}},
          Spoken::TitleAndText, parent)
{
}

void BackupsModel::setBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased,
                              const BelievableTime &now)
{
    m_now = now;
    QList<ShownBackup> rows;
    for (const BackupInfo &backup : backups)
        rows.append({backup, std::nullopt});
    for (const ErasedBackup &gone : erased)
        rows.append({gone.backup, gone});
    setRows(rows);
}

const BackupInfo *BackupsModel::backup(int row) const
{
    return isRow(row) ? &m_rows[row].backup : nullptr;
}

const ErasedBackup *BackupsModel::erased(int row) const
{
    return isRow(row) && m_rows[row].erased ? &*m_rows[row].erased : nullptr;
}

BackupsModel::Fate BackupsModel::fate(int row) const
{
    if (erased(row))
        return Fate::Erased;
    const BackupInfo *kept = backup(row);
    return kept && isExpired(*kept, m_now) ? Fate::Expired : Fate::Kept;
}

QString BackupsModel::expiryText(const ShownBackup &row) const
{
    if (row.erased)
        return tr("deleted %1").arg(relativeTimeText(row.erased->at, m_now.clock));
    if (isExpired(row.backup, m_now))
        return tr("expired");
    if (m_now.mayHavePassed(row.backup.expiresAt))
        return tr("kept: clock uncertain");
    return tr("in %1").arg(
        durationText(std::chrono::seconds(std::max<qint64>(0, m_now.latest.secsTo(row.backup.expiresAt)))));
}

namespace {

constexpr qint64 quotesAndComma = 3;

} // namespace

BackupRecordsModel::BackupRecordsModel(QObject *parent)
    : TableModelBase({{tr("Number in the backup")}, {tr("After the run")}, {tr("On restore")}, {tr("Contact ID")}},
                     Spoken::TitleAndText, parent)
{
}

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

QString BackupRecordsModel::text(const BackupRecord &record, RestoreChance chance, int column)
{
    switch (column) {
    case Number:
        return record.phone.empty() ? tr("no number") : visibleText(QString::fromStdString(record.phone), 100);
    case Now:
        return record.why == BackupRecord::Why::Purged ? tr("purged")
            : record.why == BackupRecord::Why::Blocked ? tr("blocked")
                                                       : visibleText(QString::fromStdString(record.newPhone), 100);
    case Happens:
        switch (chance) {
        case RestoreChance::ComesBack:
            return tr("Returns to the list");
        case RestoreChance::NumberBack:
            return tr("Gets its old number back");
        case RestoreChance::NotWritable:
            return tr("Keeps its number: the old one isn’t international");
        case RestoreChance::Unblocked:
            return tr("Leaves the do-not-call group if the run added it");
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
        return spokenText(index.column(), text(record, chance, index.column()));
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

} // namespace muster
