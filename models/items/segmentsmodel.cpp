// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/segmentsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

namespace muster {

SegmentsModel::SegmentsModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

void SegmentsModel::setSegments(const QList<SegmentSummary> &segments)
{
    beginResetModel();
    m_segments = segments;
    m_attributeCounts.removeIf([this](QHash<QString, int>::iterator count) { return rowOf(count.key()) < 0; });
    endResetModel();
}

void SegmentsModel::setFreshnessLimit(std::chrono::seconds limit)
{
    m_limit = limit;
    if (!m_segments.isEmpty())
        Q_EMIT dataChanged(index(0, Status), index(int(m_segments.size()) - 1, Status));
}

void SegmentsModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_segments.isEmpty())
        Q_EMIT dataChanged(index(0, Status), index(int(m_segments.size()) - 1, Updated));
}

void SegmentsModel::setAttributeCount(const QString &segmentId, int count)
{
    m_attributeCounts.insert(segmentId, count);
    const int row = rowOf(segmentId);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, Attributes), index(row, Attributes));
}

const SegmentSummary *SegmentsModel::segment(int row) const
{
    return row >= 0 && row < m_segments.size() ? &m_segments[row] : nullptr;
}

int SegmentsModel::rowOf(const QString &segmentId) const
{
    for (int row = 0; row < m_segments.size(); ++row) {
        if (m_segments[row].id == segmentId)
            return row;
    }
    return -1;
}

int SegmentsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_segments.size());
}

int SegmentsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool SegmentsModel::isStale(const SegmentSummary &segment) const
{
    return segment.lastUpdated.secsTo(m_now) > m_limit.count();
}

QString SegmentsModel::text(const SegmentSummary &segment, int column) const
{
    switch (column) {
    case Name:
        return visibleText(segment.name, 200);
    case Status:
        if (!segment.isActive())
            return segment.status == u"Inactive" ? tr("Inactive") : visibleText(segment.status, 40);
        return isStale(segment) ? tr("Stale") : tr("Active");
    case Size:
        return segment.size < 0 ? tr("not known") : QLocale().toString(segment.size);
    case Updated:
        return relativeTimeText(segment.lastUpdated, m_now);
    case Attributes: {
        const auto it = m_attributeCounts.constFind(segment.id);
        return it == m_attributeCounts.cend() ? QStringLiteral("\u2013") : QLocale().toString(*it);
    }
    }
    return {};
}

QVariant SegmentsModel::raw(const SegmentSummary &segment, int column) const
{
    switch (column) {
    case Name:
        return segment.name;
    case Status:
        return !segment.isActive() ? 2 : isStale(segment) ? 1 : 0;
    case Size:
        return segment.size;
    case Updated:
        return segment.lastUpdated;
    case Attributes:
        return m_attributeCounts.value(segment.id, -1);
    }
    return {};
}

QVariant SegmentsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SegmentSummary &segment = m_segments[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(segment, column);
    case RawRole:
        return raw(segment, column);
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text(segment, column));
    case Qt::ToolTipRole:
        return column == Updated ? exactTimeText(segment.lastUpdated) : QVariant();
    case Qt::TextAlignmentRole:
        return int((column == Size || column == Attributes ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ToneRole:
        if (column != Status)
            return {};
        return QVariant::fromValue(!segment.isActive() ? Tone::Neutral : isStale(segment) ? Tone::Warn : Tone::Good);
    case Qt::DecorationRole:
        if (column != Status)
            return {};
        return !segment.isActive() ? QStringLiteral("circle-slash")
            : isStale(segment)     ? QStringLiteral("clock")
                                   : QStringLiteral("circle-check");
    default:
        return {};
    }
}

QVariant SegmentsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size || section == Attributes ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case Size:
        return tr("People");
    case Updated:
        return tr("Updated");
    case Attributes:
        return tr("Attributes");
    }
    return {};
}

} // namespace muster
