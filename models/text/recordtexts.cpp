// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/recordtexts.h"

#include "models/runs/pastrun.h"
#include "models/runs/runkinds.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace muster {

namespace {

struct RecordTexts
{
    Q_DECLARE_TR_FUNCTIONS(RecordTexts)
};

using std::chrono::milliseconds;
using Part = RunMeasures::TimeSplit::Part;

struct PartRow
{
    Part RunMeasures::TimeSplit::*part;
    const char *words;
};
constexpr std::array<PartRow, 6> partRows{{
    {&RunMeasures::TimeSplit::server, QT_TRANSLATE_NOOP("RecordTexts", "  waiting for the server")},
    {&RunMeasures::TimeSplit::throttled, QT_TRANSLATE_NOOP("RecordTexts", "  throttled")},
    {&RunMeasures::TimeSplit::waiting, QT_TRANSLATE_NOOP("RecordTexts", "  before a retry")},
    {&RunMeasures::TimeSplit::decoding, QT_TRANSLATE_NOOP("RecordTexts", "  decoding")},
    {&RunMeasures::TimeSplit::writing, QT_TRANSLATE_NOOP("RecordTexts", "  writing")},
    {&RunMeasures::TimeSplit::idle, QT_TRANSLATE_NOOP("RecordTexts", "  other")},
}};

/// A measure: what, and of each run how much. Rows that no run has are left out.
struct MeasureRow
{
    QString name;
    std::function<std::optional<double>(const RunMeasures &)> value;
    std::function<QString(double)> text;
};

QString countValueText(double value)
{
    return QLocale().toString(qint64(value));
}

QString spanValueText(double value)
{
    return spanText(milliseconds(qint64(value)));
}

QList<MeasureRow> measureRows(const QList<const RunMeasures *> &runs)
{
    const auto count = [](qint64 RunMeasures::*member) {
        return [member](const RunMeasures &run) { return std::optional(double(run.*member)); };
    };
    const auto countIfAny = [](std::optional<qint64> RunMeasures::*member) {
        return [member](const RunMeasures &run) {
            return run.*member ? std::optional(double(*(run.*member))) : std::nullopt;
        };
    };
    QList<MeasureRow> rows{
        {RecordTexts::tr("Records"), count(&RunMeasures::records), countValueText},
        {RecordTexts::tr("Pages or calls"), countIfAny(&RunMeasures::pages), countValueText},
        {RecordTexts::tr("Bytes written"), countIfAny(&RunMeasures::bytes), countValueText},
        {RecordTexts::tr("Retries"), count(&RunMeasures::retries), countValueText},
        {RecordTexts::tr("Duration"), [](const RunMeasures &run) { return double(run.wall.count()); }, spanValueText}};
    for (const PartRow &row : partRows) {
        rows.append({QCoreApplication::translate("RecordTexts", row.words),
                     [part = row.part](const RunMeasures &run) {
                         return run.time.*part ? std::optional(double((run.time.*part)->count())) : std::nullopt;
                     },
                     spanValueText});
    }
    const auto rate = [](double value) { return rateText(value); };
    rows.append({RecordTexts::tr("Rate"), [](const RunMeasures &run) { return run.meanPerSecond(); }, rate});
    rows.append({RecordTexts::tr("  peak"), [](const RunMeasures &run) { return run.peakPerSecond; }, rate});
    rows.append({RecordTexts::tr("Requests"), [](const RunMeasures &run) { return double(run.latency.count()); },
                 countValueText});
    const auto ms = [](double value) { return latencyText(milliseconds(qint64(value))); };
    const auto latency = [&](const QString &name, const std::function<milliseconds(const LatencyHistogram &)> &of) {
        rows.append({name,
                     [of](const RunMeasures &run) {
                         return run.latency.count() > 0 ? std::optional(double(of(run.latency).count())) : std::nullopt;
                     },
                     ms});
    };
    latency(RecordTexts::tr("Latency, mean"), &LatencyHistogram::mean);
    for (const auto &[name, share] : saidPercentiles) {
        latency(RecordTexts::tr("  %1").arg(QLatin1String(name)),
                [share = share](const LatencyHistogram &all) { return all.percentile(share); });
    }
    latency(RecordTexts::tr("  longest"), &LatencyHistogram::largest);
    const auto fill = [](const RunMeasures &run, const QString &name) -> std::optional<double> {
        const auto field = std::ranges::find(run.fill, name, &RunMeasures::FieldFill::name);
        return field == run.fill.end() ? std::nullopt : std::optional(field->share());
    };
    const auto figure = [](const RunMeasures &run, const QString &key) -> std::optional<double> {
        const auto found = std::ranges::find(run.figures, key, &RunMeasures::Figure::key);
        return found == run.figures.end() ? std::nullopt : std::optional(double(found->value));
    };
    QStringList fields, figures;
    for (const RunMeasures *run : runs) {
        for (const RunMeasures::FieldFill &field : run->fill) {
            if (!fields.contains(field.name))
                fields.append(field.name);
        }
        for (const RunMeasures::Figure &one : run->figures) {
            if (!figures.contains(one.key))
                figures.append(one.key);
        }
    }
    if (!fields.isEmpty()) {
        rows.append({RecordTexts::tr("Filled"),
                     [](const RunMeasures &run) {
                         return run.fill.isEmpty() ? std::nullopt : std::optional(run.overallFill());
                     },
                     percentText});
    }
    for (const QString &name : std::as_const(fields)) {
        rows.append({RecordTexts::tr("  %1").arg(name),
                     [fill, name](const RunMeasures &run) { return fill(run, name); }, percentText});
    }
    for (const QString &key : std::as_const(figures)) {
        rows.append({key, [figure, key](const RunMeasures &run) { return figure(run, key); },
                     [key](double value) { return figureText({key, qint64(value)}); }});
    }
    rows.removeIf([&](const MeasureRow &row) {
        return std::ranges::none_of(runs, [&](const RunMeasures *run) { return row.value(*run).has_value(); });
    });
    return rows;
}

QString changeText(const std::optional<double> &a, const std::optional<double> &b)
{
    if (!a || !b || *a == *b)
        return {};
    if (*a == 0)
        return RecordTexts::tr("differs");
    const QLocale locale;
    const double percent = (*b - *a) / std::abs(*a) * 100;
    return RecordTexts::tr("%1 %").arg((percent > 0 ? QStringLiteral("+") : QString())
                                       + locale.toString(percent, 'f', std::abs(percent) < 10 ? 1 : 0));
}

} // namespace

QString latencyText(milliseconds time)
{
    return RecordTexts::tr("%1 ms").arg(QLocale().toString(qint64(time.count())));
}

QString spanText(milliseconds time)
{
    return time < std::chrono::seconds(10) ? latencyText(time)
                                           : durationText(std::chrono::duration_cast<std::chrono::seconds>(time));
}

QString runRecordKindText(const RunRecord &record)
{
    const RunMaker *maker = runMaker(record.run.kind);
    return maker != nullptr ? runKindText(maker->kind) : visibleText(record.run.kind, 40);
}

QString runRecordTitle(const RunRecord &record)
{
    return runRecordKindText(record) % u" \u00b7 " % visibleText(record.run.title, 200);
}

QString runRecordStateText(const RunRecord &record, bool isActive)
{
    if (record.run.state == QLatin1String("discarded"))
        return RecordTexts::tr("Discarded");
    const auto outcome = outcomeOf(record);
    if (!outcome)
        return isActive ? RecordTexts::tr("Running") : RecordTexts::tr("Interrupted");
    const QString end = outcomeKindText(outcome->kind);
    return outcome->error ? QString(end % u": " % errorKeyText(errorKindKey(outcome->error->kind))) : end;
}

QString runRecordFillText(const RunRecord &record)
{
    if (!record.measures || record.measures->fill.isEmpty())
        return {};
    //: A share in per cent.
    return RecordTexts::tr("%1 %").arg(QLocale().toString(100 * record.measures->overallFill(), 'f', 1));
}

QString missingMeasuresText(const RunRecord &record)
{
    if (record.measuresAreDamaged)
        return RecordTexts::tr("The saved metrics of this run are damaged.");
    if (!record.measures && record.run.state == QLatin1String("running"))
        return RecordTexts::tr("Still running, or Muster quit during the run. No metrics yet.");
    if (!record.measures)
        return RecordTexts::tr("No metrics: an older version of Muster made this run, or Muster quit during it.");
    if (const int missing = record.livesWithoutMeasures(); missing > 0) {
        return RecordTexts::tr("No metrics for %2 of %1 starts: Muster quit during them.")
            .arg(QString::number(record.lives), QString::number(missing));
    }
    return {};
}

QList<MeasureTexts> runMeasureTexts(const QList<const RunRecord *> &records)
{
    QList<const RunMeasures *> measured;
    for (const RunRecord *record : records) {
        if (record->measures)
            measured.append(&*record->measures);
    }
    QList<MeasureTexts> texts;
    for (const MeasureRow &row : measureRows(measured)) {
        MeasureTexts one{.name = row.name};
        QList<std::optional<double>> values;
        for (const RunRecord *record : records) {
            values.append(record->measures ? row.value(*record->measures) : std::nullopt);
            one.values.append(values.last() ? row.text(*values.last()) : QString());
        }
        if (values.size() == 2)
            one.change = changeText(values.first(), values.last());
        texts.append(one);
    }
    return texts;
}

} // namespace muster
