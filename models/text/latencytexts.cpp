// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/latencytexts.h"

#include "models/sinks/csvrows.h"
#include "models/text/amounttext.h"
#include "models/text/recordtexts.h"
#include "models/text/wordtable.h"

#include <QLocale>
#include <algorithm>
#include <iterator>

namespace muster {

namespace {

struct LatencyTexts
{
    Q_DECLARE_TR_FUNCTIONS(LatencyTexts)
};

/// In files, whatever the language.
QString waitKey(LatencyTrace::Wait wait)
{
    switch (wait) {
    case LatencyTrace::Wait::Throttled:
        return QStringLiteral("throttled");
    case LatencyTrace::Wait::Server:
        return QStringLiteral("server");
    case LatencyTrace::Wait::Network:
        return QStringLiteral("network");
    case LatencyTrace::Wait::SignIn:
        return QStringLiteral("sign_in");
    case LatencyTrace::Wait::Paused:
        return QStringLiteral("paused");
    }
    Q_UNREACHABLE();
}

} // namespace

QList<LatencyRow> latencyRows(const LatencyTrace &trace)
{
    const QDateTime start
        = trace.startedAt().isValid() ? trace.startedAt() : QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    QList<LatencyRow> answers, waits, rows;
    for (const LatencyTrace::Point &point : trace.points())
        answers.append(
            {.from = start.addMSecs(point.from.count()), .to = start.addMSecs(point.to.count()), .point = point});
    for (const LatencyTrace::Stretch &stretch : trace.stretches()) {
        waits.append({.from = start.addMSecs(stretch.from.count()),
                      .to = start.addMSecs(stretch.to.count()),
                      .point = std::nullopt,
                      .wait = stretch.why});
    }
    rows.reserve(answers.size() + waits.size());
    std::ranges::merge(answers, waits, std::back_inserter(rows), {}, &LatencyRow::from, &LatencyRow::from);
    const QDate first = start.toLocalTime().date(), last = start.addMSecs(trace.end().count()).toLocalTime().date();
    for (LatencyRow &row : rows)
        row.hasDate = first != last;
    return rows;
}

QString waitText(LatencyTrace::Wait wait)
{
    static constexpr WordRow<LatencyTrace::Wait> rows[]{
        {LatencyTrace::Wait::Throttled, QT_TRANSLATE_NOOP("LatencyTexts", "Throttled by the server")},
        {LatencyTrace::Wait::Server, QT_TRANSLATE_NOOP("LatencyTexts", "Waiting for the server")},
        {LatencyTrace::Wait::Network, QT_TRANSLATE_NOOP("LatencyTexts", "Waiting for the network")},
        {LatencyTrace::Wait::SignIn, QT_TRANSLATE_NOOP("LatencyTexts", "Waiting for sign-in")},
        {LatencyTrace::Wait::Paused, QT_TRANSLATE_NOOP("LatencyTexts", "Paused")},
    };
    return wordIn("LatencyTexts", rows, wait);
}

QString shortWaitText(LatencyTrace::Wait wait)
{
    static constexpr WordRow<LatencyTrace::Wait> rows[]{
        {LatencyTrace::Wait::Throttled, QT_TRANSLATE_NOOP("LatencyTexts", "throttled")},
        {LatencyTrace::Wait::Server, QT_TRANSLATE_NOOP("LatencyTexts", "server wait")},
        {LatencyTrace::Wait::Network, QT_TRANSLATE_NOOP("LatencyTexts", "no network")},
        {LatencyTrace::Wait::SignIn, QT_TRANSLATE_NOOP("LatencyTexts", "sign-in")},
        {LatencyTrace::Wait::Paused, QT_TRANSLATE_NOOP("LatencyTexts", "paused")},
    };
    return wordIn("LatencyTexts", rows, wait);
}

QString latencyTimeText(const LatencyRow &row)
{
    const QString format = row.hasDate ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("HH:mm:ss.zzz");
    return row.from.toLocalTime().toString(format);
}

QString waitingText(const LatencyRow &row)
{
    //: %1 "Throttled by the server" or "Paused", %2 "2,000 ms" or "3 min 20 s".
    return LatencyTexts::tr("%1, %2").arg(
        waitText(row.wait), spanText(LatencyTrace::Duration(row.from.msecsTo(row.to))));
}

QString millisecondsText(LatencyTrace::Duration duration)
{
    return LatencyTexts::tr("%1 ms").arg(QLocale().toString(qlonglong(duration.count())));
}

QString latencyRowText(const LatencyRow &row)
{
    if (!row.point) {
        //: %1 a time of day or a date with it, %2 "Throttled by the server, 2,000 ms" or "Paused, 3 h 20 min".
        return LatencyTexts::tr("%1: %2").arg(latencyTimeText(row), waitingText(row));
    }
    //: %1 a time of day; %2 to %4 durations that half, 95 and 99 of a hundred answers did not pass; %5 a number.
    return LatencyTexts::tr("%1: p50 %2, p95 %3, p99 %4, %5 answers", nullptr, pluralForm(qint64(row.point->answers)))
        .arg(latencyTimeText(row), millisecondsText(row.point->p50), millisecondsText(row.point->p95),
             millisecondsText(row.point->p99), QLocale().toString(row.point->answers));
}

QByteArray latencyCsv(const LatencyTrace &trace)
{
    CsvRows csv(TextProfile::Spreadsheets);
    csv.row({"from", "to", "answers", "p50_ms", "p95_ms", "p99_ms", "shortest_ms", "longest_ms", "waiting"});
    for (const LatencyRow &row : latencyRows(trace)) {
        csv.cell(row.from.toString(Qt::ISODateWithMs));
        csv.cell(row.to.toString(Qt::ISODateWithMs));
        if (row.point) {
            csv.cell(QString::number(row.point->answers));
            for (const LatencyTrace::Duration duration :
                 {row.point->p50, row.point->p95, row.point->p99, row.point->shortest, row.point->longest})
                csv.cell(QString::number(duration.count()));
            csv.cell(std::string_view());
        } else {
            for (int i = 0; i < 6; ++i)
                csv.cell(std::string_view());
            csv.cell(waitKey(row.wait));
        }
        csv.endRow();
    }
    return csv.take();
}

} // namespace muster
