// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/rules/exportrules.h"
#include "network/wire/segment.h"

#include <QHash>
#include <chrono>

namespace muster {

/// The list of audience segments. Small (hundreds): a sort proxy on RawRole may stand on it.
class SegmentsModel : public RowsModel<SegmentSummary>
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
    [[nodiscard]] int rowOf(const QString &segmentId) const; ///< -1: not there.

private:
    [[nodiscard]] bool isStale(const SegmentSummary &segment) const;
    [[nodiscard]] QString statusText(const SegmentSummary &segment) const;

    QHash<QString, int> m_attributeCounts;
    std::chrono::seconds m_limit = std::chrono::hours(24);
    QDateTime m_now;
};

/// The schema of one audience segment, as the details side shows it.
class AttributesModel : public RowsModel<SegmentAttribute>
{
    Q_OBJECT

public:
    enum Column { Name, Type, State, ColumnCount };

    explicit AttributesModel(QObject *parent = nullptr);
};

[[nodiscard]] Tone checkTone(ExportCheck::State state); ///< Of a pre-flight check of an export.

} // namespace muster
