// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/latencymodel.h"

#include <QLocale>

namespace muster {

namespace {

/// A figure of the answers; nothing where a row is a stretch of waiting.
template <auto figure>
QVariant figureOf(const LatencyRow &row)
{
    if (!row.point)
        return {};
    if constexpr (requires { ((*row.point).*figure).count(); })
        return qlonglong(((*row.point).*figure).count());
    else
        return qulonglong((*row.point).*figure);
}

template <auto figure>
TableColumn<LatencyRow> figureColumn(const QString &title)
{
    return {.title = title,
            .text =
                [](const LatencyRow &row) {
                    const QVariant value = figureOf<figure>(row);
                    return value.isValid() ? QLocale().toString(value.toLongLong()) : QString();
                },
            .raw = figureOf<figure>,
            .align = Qt::AlignRight};
}

} // namespace

LatencyModel::LatencyModel(QObject *parent)
    : RowsModel({{.title = tr("Time"),
                  .text = [](const LatencyRow &row) { return latencyTimeText(row); },
                  .raw = [](const LatencyRow &row) { return QVariant(row.from); }},
                 figureColumn<&LatencyTrace::Point::answers>(tr("Responses")),
                 figureColumn<&LatencyTrace::Point::p50>(tr("p50, ms")),
                 figureColumn<&LatencyTrace::Point::p95>(tr("p95, ms")),
                 figureColumn<&LatencyTrace::Point::p99>(tr("p99, ms")),
                 figureColumn<&LatencyTrace::Point::longest>(tr("Max, ms")),
                 {.title = tr("Waiting"),
                  .text = [](const LatencyRow &row) { return row.point ? QString() : waitingText(row); }}},
                Spoken::TitleAndText, parent)
{
}

void LatencyModel::setTrace(const LatencyTrace &trace)
{
    const QList<LatencyRow> rows = latencyRows(trace);
    if (rows.size() < m_rows.size()) {
        setRows(rows);
        return;
    }
    const auto same = qsizetype(std::ranges::mismatch(m_rows, rows).in1 - m_rows.begin());
    const qsizetype before = m_rows.size();
    std::copy(rows.begin() + same, rows.begin() + before, m_rows.begin() + same);
    if (same < before)
        Q_EMIT dataChanged(index(int(same), 0), index(int(before) - 1, ColumnCount - 1));
    if (rows.size() > before) {
        beginInsertRows({}, int(before), int(rows.size()) - 1);
        m_rows = rows;
        endInsertRows();
    }
}

} // namespace muster
