// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/trendtexts.h"

#include "models/runs/runkinds.h"
#include "models/runs/runshares.h"
#include "models/sinks/csvrows.h"
#include "models/text/plaintext.h"
#include "models/text/recordtexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct TrendTexts
{
    Q_DECLARE_TR_FUNCTIONS(TrendTexts)
};

QString countOrNothing(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? QString::number(time->count()) : QString();
}

QString shareOrNothing(const std::optional<double> &share)
{
    return share ? QString::number(*share, 'f', 4) : QString();
}

} // namespace

QString trendOverallText(RunKind kind)
{
    return fillsAttributes(kind) ? TrendTexts::tr("All attributes") : TrendTexts::tr("Overall");
}

QString trendShareText(const std::optional<double> &share)
{
    //: A share in per cent.
    return share ? TrendTexts::tr("%1 %").arg(QLocale().toString(100 * *share, 'f', 1)) : QString();
}

QString trendPointText(const RunTrend::Point &point)
{
    QStringList parts{recordsText(point.records)};
    if (point.p50 && point.p95)
        parts << TrendTexts::tr("p50 %1, p95 %2").arg(latencyText(*point.p50), latencyText(*point.p95));
    if (point.overall) {
        //: %1 is a share: "96.3 %".
        parts << TrendTexts::tr("rate %1").arg(trendShareText(point.overall));
    }
    return QString(shortRecordTimeText(point.startedAt) % u": " % parts.join(QStringLiteral(", ")));
}

QString tooFewRunsText(const RunTrend &trend)
{
    return trend.points.isEmpty()
        ? TrendTexts::tr("A trend needs two finished runs with metrics; there are none yet.")
        : TrendTexts::tr("A trend needs two finished runs with metrics; there is one so far.");
}

QByteArray trendCsv(const QList<RunTrend> &trends)
{
    QStringList names;
    for (const RunTrend &trend : trends) {
        for (const QString &name : trend.shareNames) {
            if (!names.contains(name))
                names.append(name);
        }
    }
    CsvRows csv(TextProfile::Spreadsheets);
    QStringList head{QStringLiteral("kind"),       QStringLiteral("run"),     QStringLiteral("started_at"),
                     QStringLiteral("connection"), QStringLiteral("records"), QStringLiteral("duration_ms"),
                     QStringLiteral("p50_ms"),     QStringLiteral("p95_ms"),  QStringLiteral("share")};
    for (const QString &name : std::as_const(names))
        head.append(QStringLiteral("share.") + name);
    csv.row(head);
    for (const RunTrend &trend : trends) {
        for (const RunTrend::Point &point : trend.points) {
            QStringList row{runKindKey(trend.kind),
                            point.runId,
                            point.startedAt.toString(Qt::ISODateWithMs),
                            point.connection,
                            QString::number(point.records),
                            QString::number(point.wall.count()),
                            countOrNothing(point.p50),
                            countOrNothing(point.p95),
                            shareOrNothing(point.overall)};
            for (const QString &name : std::as_const(names))
                row.append(shareOrNothing(point.share(name)));
            csv.row(row);
        }
    }
    return csv.take();
}

} // namespace muster
