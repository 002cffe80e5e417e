// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/segmentmodels.h"

#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QLocale>

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
                    return segment.size < 0 ? tr("not known") : QLocale().toString(segment.size);
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
                    return count == m_attributeCounts.cend() ? QStringLiteral("\u2013") : QLocale().toString(*count);
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
                                           : tr("Retired by the tenant: never exported and never filtered on.");
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

} // namespace muster
