// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <QAbstractTableModel>
#include <QHash>
#include <chrono>

namespace muster {

/// The list of audience segments. Small (hundreds): a sort proxy on RawRole may stand on it.
class SegmentsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Size, Updated, Attributes, ColumnCount };

    explicit SegmentsModel(QObject *parent = nullptr);
    void setSegments(const QList<SegmentSummary> &segments);
    /// What "fresh" means: segments older than this are shown as stale.
    void setFreshnessLimit(std::chrono::seconds limit);
    /// UTC; relative times count from here. Call now and then.
    void setNow(const QDateTime &now);
    /// Once a definition was read, its row knows the number of attributes.
    void setAttributeCount(const QString &segmentId, int count);
    [[nodiscard]] const SegmentSummary *segment(int row) const;
    [[nodiscard]] int rowOf(const QString &segmentId) const; ///< -1: not there.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] bool isStale(const SegmentSummary &segment) const;
    [[nodiscard]] QString text(const SegmentSummary &segment, int column) const;
    [[nodiscard]] QVariant raw(const SegmentSummary &segment, int column) const;

    QList<SegmentSummary> m_segments;
    QHash<QString, int> m_attributeCounts;
    std::chrono::seconds m_limit = std::chrono::hours(24);
    QDateTime m_now;
};

} // namespace muster
