// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/segmentmodels.h"

#include "models/items/itemroles.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>
#include <QMimeData>
#include <algorithm>

namespace muster {

SegmentsModel::SegmentsModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Name"),
            .text = [](const SegmentSummary &segment) { return visibleText(segment.name, 200); },
            .raw = [](const SegmentSummary &segment) { return segment.name; }},
           {.title = tr("Status"),
            .text = [this](const SegmentSummary &segment) { return statusText(segment); },
            .raw = [this](const SegmentSummary &segment) { return !segment.isActive() ? 2
                                                               : isStale(segment)     ? 1
                                                                                      : 0; },
            .tone =
                [this](const SegmentSummary &segment) {
                    return !segment.isActive() ? Tone::Neutral : isStale(segment) ? Tone::Warn : Tone::Good;
                },
            .icon =
                [this](const SegmentSummary &segment) {
                    return !segment.isActive() ? QStringLiteral("circle-slash")
                        : isStale(segment)     ? QStringLiteral("clock")
                                               : QStringLiteral("circle-check");
                }},
           {.title = tr("People"),
            .text =
                [](const SegmentSummary &segment) {
                    return segment.size < 0 ? tr("unknown") : QLocale().toString(segment.size);
                },
            .raw = [](const SegmentSummary &segment) { return segment.size; },
            .align = Qt::AlignRight},
           {.title = tr("Updated"),
            .text = [this](const SegmentSummary &segment) { return relativeTimeText(segment.lastUpdated, m_now); },
            .raw = [](const SegmentSummary &segment) { return segment.lastUpdated; },
            .tip = [](const SegmentSummary &segment) { return exactTimeText(segment.lastUpdated); }},
           {.title = tr("Attributes"),
            .text =
                [this](const SegmentSummary &segment) {
                    const auto count = m_attributeCounts.constFind(segment.id);
                    return count == m_attributeCounts.cend() ? QStringLiteral("–") : QLocale().toString(*count);
                },
            .raw = [this](const SegmentSummary &segment) { return m_attributeCounts.value(segment.id, -1); },
            .align = Qt::AlignRight}},
          Spoken::TitleAndText, parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void SegmentsModel::setSegments(const QList<SegmentSummary> &segments)
{
    beginResetModel();
    m_rows = segments;
    m_attributeCounts.removeIf([this](QHash<QString, int>::iterator count) { return rowOf(count.key()) < 0; });
    endResetModel();
}

void SegmentsModel::setFreshnessLimit(std::chrono::seconds limit)
{
    m_limit = limit;
    columnsChanged(Status, Status);
}

void SegmentsModel::setNow(const QDateTime &now)
{
    m_now = now;
    columnsChanged(Status, Updated);
}

void SegmentsModel::setAttributeCount(const QString &segmentId, int count)
{
    m_attributeCounts.insert(segmentId, count);
    const int row = rowOf(segmentId);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, Attributes), index(row, Attributes));
}

int SegmentsModel::rowOf(const QString &segmentId) const
{
    return find([&](const SegmentSummary &segment) { return segment.id == segmentId; });
}

bool SegmentsModel::isStale(const SegmentSummary &segment) const
{
    return segment.lastUpdated.secsTo(m_now) > m_limit.count();
}

QString SegmentsModel::statusText(const SegmentSummary &segment) const
{
    if (!segment.isActive())
        return segment.status == u"Inactive" ? tr("Inactive") : visibleText(segment.status, 40);
    return isStale(segment) ? tr("Stale") : tr("Active");
}

AttributesModel::AttributesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Attribute"),
            .text = [](const SegmentAttribute &attribute) { return visibleText(attribute.name, 200); }},
           {.title = tr("Type"), .text = attributeTypeText},
           {.title = tr("State"),
            .text = [](const SegmentAttribute &attribute) { return attribute.valid ? QString() : tr("retired"); },
            .raw = [](const SegmentAttribute &attribute) { return attribute.valid; },
            .spoken = [](const SegmentAttribute &attribute) { return attribute.valid ? tr("in use") : tr("retired"); },
            .tip =
                [](const SegmentAttribute &attribute) {
                    return attribute.valid ? QString()
                                           : tr("Retired by the tenant: never exported or used in filters.");
                },
            .tone =
                [](const SegmentAttribute &attribute) {
                    return attribute.valid ? std::nullopt : std::optional(Tone::Warn);
                }}},
          Spoken::Text, parent)
{
}

Tone checkTone(ExportCheck::State state)
{
    switch (state) {
    case ExportCheck::State::Passed:
        return Tone::Good;
    case ExportCheck::State::Warning:
    case ExportCheck::State::Waived:
        return Tone::Warn;
    case ExportCheck::State::Failed:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

namespace {

const QString mimeType = QStringLiteral("application/x-muster-export-column");

} // namespace

void ExportColumnsModel::setAttributes(const QList<SegmentAttribute> &attributes)
{
    QList<Row> rows, retired;
    // First those that are there already, in their order, then the new ones.
    QList<SegmentAttribute> left = attributes;
    for (const Row &old : std::as_const(m_rows)) {
        const auto it = std::find_if(left.begin(), left.end(),
                                     [&](const SegmentAttribute &a) { return a.name == old.attribute.name; });
        if (it == left.end())
            continue;
        if (it->valid)
            rows << Row{*it, old.checked, old.fill, old.treatment};
        else
            retired << Row{*it, false, std::nullopt, old.treatment};
        left.erase(it);
    }
    for (const SegmentAttribute &attribute : std::as_const(left))
        (attribute.valid ? rows : retired) << Row{attribute, attribute.valid, std::nullopt, ColumnTreatment::AsIs};
    beginResetModel();
    m_rows = rows + retired;
    endResetModel();
    Q_EMIT selectionChanged();
}

QStringList ExportColumnsModel::checkedNames() const
{
    QStringList names;
    for (const Row &row : m_rows) {
        if (row.checked)
            names << row.attribute.name;
    }
    return names;
}

int ExportColumnsModel::checkedCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.checked; }));
}

void ExportColumnsModel::setAllChecked(bool checked)
{
    if (m_rows.isEmpty())
        return;
    for (Row &row : m_rows)
        row.checked = checked && row.attribute.valid;
    Q_EMIT dataChanged(index(0, Name), index(int(m_rows.size()) - 1, Treatment));
    Q_EMIT selectionChanged();
}

void ExportColumnsModel::setChecked(const QStringList &names)
{
    QList<Row> first, rest = m_rows;
    for (const QString &name : names) {
        const auto found = std::find_if(rest.begin(), rest.end(), [&](const Row &row) {
            return row.attribute.valid && row.attribute.name == name;
        });
        if (found == rest.end())
            continue;
        first.append(*found);
        first.last().checked = true;
        rest.erase(found);
    }
    for (Row &row : rest)
        row.checked = false;
    beginResetModel();
    m_rows = first + rest;
    endResetModel();
    Q_EMIT selectionChanged();
}

TreatedColumns ExportColumnsModel::treated() const
{
    TreatedColumns treated;
    for (const Row &row : m_rows) {
        if (row.checked && row.treatment != ColumnTreatment::AsIs)
            treated.append({row.attribute.name, row.treatment});
    }
    return treated;
}

void ExportColumnsModel::setTreated(const TreatedColumns &treated)
{
    if (m_rows.isEmpty())
        return;
    for (Row &row : m_rows)
        row.treatment = treatmentOf(treated, row.attribute.name);
    Q_EMIT dataChanged(index(0, Treatment), index(int(m_rows.size()) - 1, Treatment));
    Q_EMIT selectionChanged();
}

void ExportColumnsModel::setFill(const QStringList &names, const QList<double> &fill)
{
    if (m_rows.isEmpty())
        return;
    for (Row &row : m_rows) {
        const qsizetype i = names.indexOf(row.attribute.name);
        row.fill = i >= 0 && i < fill.size() ? std::optional(fill[i]) : std::nullopt;
    }
    Q_EMIT dataChanged(index(0, Fill), index(int(m_rows.size()) - 1, Fill));
}

bool ExportColumnsModel::moveUp(int row)
{
    return row > 0 && moveRows({}, row, 1, {}, row - 1);
}

bool ExportColumnsModel::moveDown(int row)
{
    return moveRows({}, row, 1, {}, row + 2);
}

int ExportColumnsModel::usableCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.attribute.valid; }));
}

int ExportColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ExportColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExportColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    const int column = index.column();
    if (role == Qt::CheckStateRole && column == Name)
        return row.checked ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        if (column == Name)
            return visibleText(row.attribute.name, 200);
        if (column == Treatment)
            return row.checked ? treatmentText(row.treatment) : QString();
        if (column == Type)
            return row.attribute.valid ? attributeTypeText(row.attribute) : tr("retired, excluded");
        return row.fill ? percentText(*row.fill) : row.attribute.valid ? QStringLiteral("–") : QString();
    }
    if (role == ToneRole && column == Type && !row.attribute.valid)
        return QVariant::fromValue(Tone::Warn);
    if (role == ShareRole && column == Fill && row.fill)
        return *row.fill;
    if (role == Qt::EditRole && column == Treatment)
        return int(row.treatment);
    if (role == RawRole)
        return column == Fill ? QVariant(row.fill.value_or(-1)) : data(index, Qt::DisplayRole);
    if (role == Qt::ToolTipRole && column == Treatment && row.attribute.valid)
        return tr("As is, masked, or a pseudonym (F2)");
    if (role == Qt::ToolTipRole && column == Fill)
        return row.fill ? tr("Percentage of records on the first page that have a value.")
                        : tr("Available after you review the export.");
    return {};
}

bool ExportColumnsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_rows[index.row()].attribute.valid)
        return false;
    if (role == Qt::EditRole && index.column() == Treatment) {
        bool isNumber = false;
        const int chosen = value.toInt(&isNumber);
        if (!isNumber || chosen < 0 || chosen > int(ColumnTreatment::Pseudonym))
            return false;
        m_rows[index.row()].treatment = ColumnTreatment(chosen);
        Q_EMIT dataChanged(index, index);
        Q_EMIT selectionChanged();
        return true;
    }
    if (role != Qt::CheckStateRole || index.column() != Name)
        return false;
    m_rows[index.row()].checked = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index.siblingAtColumn(Treatment)); // that has no words where the row is not exported
    Q_EMIT selectionChanged();
    return true;
}

QVariant ExportColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Attribute");
    case Type:
        return tr("Type");
    case Treatment:
        return tr("Export as");
    case Fill:
        return tr("Filled");
    }
    return {};
}

Qt::ItemFlags ExportColumnsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    if (!m_rows[index.row()].attribute.valid)
        return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    if (index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Treatment && m_rows[index.row()].checked)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QStringList ExportColumnsModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *ExportColumnsModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(mimeType, QByteArray::number(indexes.first().row()));
    return data;
}

bool ExportColumnsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                      const QModelIndex &parent)
{
    Q_UNUSED(column)
    if (!data || action != Qt::MoveAction || !data->hasFormat(mimeType))
        return false;
    const int from = data->data(mimeType).toInt();
    const int to = row >= 0 ? row : parent.isValid() ? parent.row() : usableCount();
    moveRows({}, from, 1, {}, std::min(to, usableCount()));
    return false; // moved already: the view must not remove the source row as well
}

bool ExportColumnsModel::moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
                                  const QModelIndex &destinationParent, int destinationChild)
{
    const int usable = usableCount();
    if (sourceParent.isValid() || destinationParent.isValid() || count != 1 || sourceRow < 0 || sourceRow >= usable
        || destinationChild < 0 || destinationChild > usable)
        return false;
    if (!beginMoveRows({}, sourceRow, sourceRow, {}, destinationChild))
        return false;
    m_rows.move(sourceRow, destinationChild > sourceRow ? destinationChild - 1 : destinationChild);
    endMoveRows();
    Q_EMIT selectionChanged();
    return true;
}

RecordPreviewModel::RecordPreviewModel(int cap, QObject *parent)
    : QAbstractTableModel(parent)
    , m_cap(cap)
{
}

void RecordPreviewModel::start(const QStringList &attributes)
{
    beginResetModel();
    m_attributes = attributes;
    m_parts.clear();
    m_rows = 0;
    m_more = 0;
    endResetModel();
    Q_EMIT moreChanged(0);
}

void RecordPreviewModel::append(const std::shared_ptr<const RecordPage> &page)
{
    if (!page)
        return;
    const auto all = int(page->rowCount());
    int taken = 0;
    while (taken < all && m_rows < m_cap) {
        const int count = std::min({insertLimit, m_cap - m_rows, all - taken});
        beginInsertRows({}, m_rows, m_rows + count - 1);
        m_parts << Part{m_rows, std::size_t(taken), page};
        m_rows += count;
        endInsertRows();
        taken += count;
    }
    if (taken < all) {
        m_more += all - taken;
        Q_EMIT moreChanged(m_more);
    }
}

int RecordPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int RecordPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_attributes.size()) + 1;
}

QVariant RecordPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != RawRole && role != FullTextRole && role != Qt::AccessibleTextRole)
        return {};
    const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), index.row(),
                                        [](int row, const Part &part) { return row < part.firstRow; });
    const Part &part = *std::prev(after);
    const std::size_t row = part.offset + std::size_t(index.row() - part.firstRow);
    const RecordPage &page = *part.page;
    const auto shown = [role](std::string_view utf8) {
        const QString text = QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
        if (role == RawRole)
            return text;
        return role == FullTextRole ? visibleParagraphs(text) : visibleText(text, 200);
    };
    if (index.column() == 0)
        return shown(page.id(row));
    const auto column = std::size_t(index.column() - 1);
    if (column >= page.columnCount)
        return {};
    const RecordCell &cell = page.cell(row, column);
    if (cell.kind == RecordCell::Kind::Absent)
        return role == Qt::AccessibleTextRole ? QVariant(tr("empty")) : QVariant();
    return shown(page.text(cell));
}

QVariant RecordPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Contact ID") : visibleText(m_attributes.value(section - 1), 60);
}

} // namespace muster
