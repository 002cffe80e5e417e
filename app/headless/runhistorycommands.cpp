// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/runhistorycommands.h"

#include "models/runs/runkinds.h"
#include "models/store/profilestore.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace muster {

namespace {

using std::chrono::milliseconds;
using Part = RunMeasures::TimeSplit::Part;

struct HistoryWords
{
    Q_DECLARE_TR_FUNCTIONS(HistoryWords)
};

struct PartRow
{
    const char *key; ///< In JSON.
    Part RunMeasures::TimeSplit::*part;
    const char *words;
};
constexpr std::array<PartRow, 6> partRows{{
    {"server", &RunMeasures::TimeSplit::server, QT_TRANSLATE_NOOP("HistoryWords", "  waiting for the server")},
    {"throttled", &RunMeasures::TimeSplit::throttled, QT_TRANSLATE_NOOP("HistoryWords", "  throttled")},
    {"waiting", &RunMeasures::TimeSplit::waiting, QT_TRANSLATE_NOOP("HistoryWords", "  before another try")},
    {"decoding", &RunMeasures::TimeSplit::decoding, QT_TRANSLATE_NOOP("HistoryWords", "  decoding")},
    {"writing", &RunMeasures::TimeSplit::writing, QT_TRANSLATE_NOOP("HistoryWords", "  writing")},
    {"idle", &RunMeasures::TimeSplit::idle, QT_TRANSLATE_NOOP("HistoryWords", "  none of these")},
}};

struct PercentileRow
{
    const char *key; ///< In JSON, and for people.
    double share;
};
constexpr std::array<PercentileRow, 3> percentileRows{{{"p50", 0.50}, {"p95", 0.95}, {"p99", 0.99}}};

QJsonValue countOrNull(const std::optional<qint64> &count)
{
    return count ? QJsonValue(*count) : QJsonValue();
}

QJsonObject measuresObject(const RunMeasures &measures)
{
    QJsonObject time;
    for (const PartRow &row : partRows) {
        if (const Part &part = measures.time.*row.part)
            time.insert(QLatin1String(row.key), qint64(part->count()));
    }
    QJsonObject latency{{QStringLiteral("requests"), qint64(measures.latency.count())},
                        {QStringLiteral("mean"), qint64(measures.latency.mean().count())},
                        {QStringLiteral("max"), qint64(measures.latency.largest().count())}};
    for (const PercentileRow &row : percentileRows)
        latency.insert(QLatin1String(row.key), qint64(measures.latency.percentile(row.share).count()));
    QJsonArray fields;
    for (const RunMeasures::FieldFill &field : measures.fill) {
        fields.append(QJsonObject{{QStringLiteral("name"), field.name},
                                  {QStringLiteral("filled"), field.filled},
                                  {QStringLiteral("total"), field.total},
                                  {QStringLiteral("share"), field.share()}});
    }
    QJsonObject figures;
    for (const RunMeasures::Figure &figure : measures.figures)
        figures.insert(figure.key, figure.value);
    return {{QStringLiteral("lives"), measures.lives},
            {QStringLiteral("duration_ms"), qint64(measures.wall.count())},
            {QStringLiteral("time_ms"), time},
            {QStringLiteral("records"), measures.records},
            {QStringLiteral("records_done"), measures.recordsDone},
            {QStringLiteral("pages"), countOrNull(measures.pages)},
            {QStringLiteral("bytes"), countOrNull(measures.bytes)},
            {QStringLiteral("retries"), measures.retries},
            {QStringLiteral("records_per_second"),
             QJsonObject{{QStringLiteral("mean"), measures.meanPerSecond()},
                         {QStringLiteral("peak"), measures.peakPerSecond}}},
            {QStringLiteral("latency_ms"), latency},
            {QStringLiteral("fill_rate"),
             QJsonObject{{QStringLiteral("overall"), measures.overallFill()}, {QStringLiteral("fields"), fields}}},
            {QStringLiteral("figures"), figures}};
}

QJsonObject recordObject(const RunRecord &record)
{
    const JournalRun &run = record.run;
    QJsonObject object{{QStringLiteral("run_id"), run.id},
                       {QStringLiteral("kind"), run.kind},
                       {QStringLiteral("title"), run.title},
                       {QStringLiteral("profile"), run.profileName},
                       {QStringLiteral("target"), run.target},
                       {QStringLiteral("order_digest"), run.orderDigest},
                       {QStringLiteral("state"), run.state},
                       {QStringLiteral("reason"), run.reasonKey},
                       {QStringLiteral("started_at"), run.startedAt.toString(Qt::ISODateWithMs)},
                       {QStringLiteral("changed_at"), run.changedAt.toString(Qt::ISODateWithMs)},
                       {QStringLiteral("lives"), record.lives},
                       {QStringLiteral("lives_without_measures"), record.livesWithoutMeasures()},
                       {QStringLiteral("measures_damaged"), record.measuresAreDamaged},
                       {QStringLiteral("ended"), QJsonValue()},
                       {QStringLiteral("measures"), QJsonValue()}};
    if (const std::optional<RunEnding> &ending = record.ending) {
        object.insert(QStringLiteral("ended"),
                      QJsonObject{{QStringLiteral("at"), ending->at.toString(Qt::ISODateWithMs)},
                                  {QStringLiteral("outcome"), ending->outcome},
                                  {QStringLiteral("error_kind"), ending->errorKind},
                                  {QStringLiteral("error_code"), ending->errorCode},
                                  {QStringLiteral("findings"), QJsonArray::fromStringList(ending->findings)},
                                  {QStringLiteral("output_file"), ending->resultFile}});
    }
    if (record.measures)
        object.insert(QStringLiteral("measures"), measuresObject(*record.measures));
    return object;
}

QString kindText(const QString &kind)
{
    const RunMaker *const maker = runMaker(kind);
    return maker != nullptr ? runKindText(maker->kind) : kind;
}

QString msText(milliseconds time)
{
    return HistoryWords::tr("%1 ms").arg(QLocale().toString(qint64(time.count())));
}

QString spanText(milliseconds time)
{
    return time < std::chrono::seconds(10) ? msText(time)
                                           : durationText(std::chrono::duration_cast<std::chrono::seconds>(time));
}

/// A line of `show` and `compare`: what, and of each run how much. Rows that no run has are left out.
struct MeasureRow
{
    QString name;
    std::function<std::optional<double>(const RunMeasures &)> value;
    std::function<QString(double)> text;
};

QString countText(double value)
{
    return QLocale().toString(qint64(value));
}

QString timeText(double value)
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
        {HistoryWords::tr("Records"), count(&RunMeasures::records), countText},
        {HistoryWords::tr("Pages or calls"), countIfAny(&RunMeasures::pages), countText},
        {HistoryWords::tr("Bytes written"), countIfAny(&RunMeasures::bytes), countText},
        {HistoryWords::tr("Retries"), count(&RunMeasures::retries), countText},
        {HistoryWords::tr("Duration"), [](const RunMeasures &run) { return double(run.wall.count()); }, timeText}};
    for (const PartRow &row : partRows) {
        rows.append({QCoreApplication::translate("HistoryWords", row.words),
                     [part = row.part](const RunMeasures &run) {
                         return run.time.*part ? std::optional(double((run.time.*part)->count())) : std::nullopt;
                     },
                     timeText});
    }
    const auto rate = [](double value) { return rateText(value); };
    rows.append({HistoryWords::tr("Rate"), [](const RunMeasures &run) { return run.meanPerSecond(); }, rate});
    rows.append({HistoryWords::tr("  at its peak"), [](const RunMeasures &run) { return run.peakPerSecond; }, rate});
    rows.append(
        {HistoryWords::tr("Requests"), [](const RunMeasures &run) { return double(run.latency.count()); }, countText});
    const auto ms = [](double value) { return msText(milliseconds(qint64(value))); };
    const auto latency = [&](const QString &name, const std::function<milliseconds(const LatencyHistogram &)> &of) {
        rows.append({name,
                     [of](const RunMeasures &run) {
                         return run.latency.count() > 0 ? std::optional(double(of(run.latency).count())) : std::nullopt;
                     },
                     ms});
    };
    latency(HistoryWords::tr("Latency, mean"), &LatencyHistogram::mean);
    for (const PercentileRow &row : percentileRows) {
        latency(HistoryWords::tr("  %1").arg(QLatin1String(row.key)),
                [share = row.share](const LatencyHistogram &all) { return all.percentile(share); });
    }
    latency(HistoryWords::tr("  longest"), &LatencyHistogram::largest);
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
        rows.append({HistoryWords::tr("Filled"),
                     [](const RunMeasures &run) {
                         return run.fill.isEmpty() ? std::nullopt : std::optional(run.overallFill());
                     },
                     percentText});
    }
    for (const QString &name : std::as_const(fields)) {
        rows.append({HistoryWords::tr("  %1").arg(name),
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

/// What is said of a run that is not measured, or not wholly; empty: nothing.
QString missingText(const RunRecord &record)
{
    if (record.measuresAreDamaged)
        return HistoryWords::tr("What was kept of its measures is damaged.");
    if (!record.measures && record.run.state == QLatin1String("running"))
        return HistoryWords::tr("It goes on, or Muster ended with it: nothing is measured yet.");
    if (!record.measures)
        return HistoryWords::tr("Nothing was measured: an older Muster carried it out, or Muster ended with it.");
    if (const int missing = record.livesWithoutMeasures(); missing > 0) {
        return HistoryWords::tr("Of %1 starts %2 are not measured: Muster ended with them.")
            .arg(QString::number(record.lives), QString::number(missing));
    }
    return {};
}

QList<QStringList> headRows(const RunRecord &record)
{
    const JournalRun &run = record.run;
    QList<QStringList> rows{{HistoryWords::tr("Run"), run.id},
                            {HistoryWords::tr("What"), kindText(run.kind) + QLatin1String(": ") + run.title},
                            {HistoryWords::tr("Connection"), run.profileName},
                            {HistoryWords::tr("Target"), run.target},
                            {HistoryWords::tr("State"), run.state},
                            {HistoryWords::tr("Begun"), recordTimeText(run.startedAt)}};
    if (const std::optional<RunEnding> &ending = record.ending) {
        rows.append({HistoryWords::tr("Ended"), recordTimeText(ending->at)});
        if (!ending->errorKind.isEmpty())
            rows.append({HistoryWords::tr("Why"), errorKeyText(ending->errorKind)});
        if (!ending->resultFile.isEmpty())
            rows.append({HistoryWords::tr("File"), ending->resultFile});
        for (const QString &finding : ending->findings)
            rows.append({HistoryWords::tr("Finding"), findingText(finding)});
    }
    return rows;
}

QString changeText(const std::optional<double> &a, const std::optional<double> &b)
{
    if (!a || !b || *a == *b)
        return {};
    if (*a == 0)
        return HistoryWords::tr("differs");
    const QLocale locale;
    const double percent = (*b - *a) / std::abs(*a) * 100;
    return HistoryWords::tr("%1 %").arg((percent > 0 ? QStringLiteral("+") : QString())
                                        + locale.toString(percent, 'f', std::abs(percent) < 10 ? 1 : 0));
}

} // namespace

Result<RunRecord> RunHistoryCommand::find(const QString &idOrBeginning) const
{
    RunHistory &history = workspace().runHistory();
    const QString beginning = idOrBeginning.trimmed().toLower();
    if (beginning.isEmpty())
        return refusal("run_not_found", idOrBeginning);
    constexpr int shownIds = 5;
    TRY(ids, history.readIds(beginning, shownIds));
    if (ids->isEmpty())
        return refusal("run_not_found", idOrBeginning);
    if (ids->size() > 1 && ids->first() != beginning)
        return refusal("run_ambiguous", idOrBeginning, ids->join(QLatin1String(", ")));
    TRY(record, history.readRecord(ids->first()));
    if (!*record)
        return refusal("run_not_found", idOrBeginning);
    return **record;
}

void RunHistoryCommand::failed(const ApiError &error)
{
    fail(error, error.kind == ErrorKind::BadInput ? ExitRefused : ExitFailed);
}

Result<RunFilter> RunsSearchCommand::filter() const
{
    const RunHistoryOptions &options = commandLine().runHistoryOptions;
    RunFilter filter{.kind = options.kind, .state = options.state, .text = options.text};
    for (const auto &[text, time] :
         {std::pair{options.since, &filter.since}, std::pair{options.until, &filter.until}}) {
        const auto parsed = text.isEmpty() ? QDateTime() : parseTime(text);
        if (!parsed)
            return refusal("not_time", text);
        *time = *parsed;
    }
    if (options.connection.isEmpty())
        return filter;
    // By its id a connection is the same after it was renamed; of one that is gone the runs know the name.
    if (const auto profile = workspace().profiles().byName(options.connection))
        filter.profileId = profile->id;
    else
        filter.profileName = options.connection;
    return filter;
}

void RunsSearchCommand::start()
{
    const auto wanted = filter();
    if (!wanted)
        return failed(wanted.error());
    const int limit = commandLine().runHistoryOptions.limit;
    RunHistory &history = workspace().runHistory();
    const auto records = history.readRecords(*wanted, limit);
    if (!records)
        return failed(records.error());
    bool more = false;
    if (records->size() == limit) {
        const auto next = history.readRecords(*wanted, 1, RunPlace::of(records->last()));
        if (!next)
            return failed(next.error());
        more = !next->isEmpty();
    }
    const QLocale locale;
    QList<QStringList> rows{
        {tr("RUN"), tr("BEGUN"), tr("WHAT"), tr("CONNECTION"), tr("STATE"), tr("RECORDS"), tr("DURATION"), tr("P95")}};
    QJsonArray array;
    for (const RunRecord &record : *records) {
        const RunMeasures *measures = record.measures ? &*record.measures : nullptr;
        rows.append({record.run.id, shortRecordTimeText(record.run.startedAt),
                     kindText(record.run.kind) + QLatin1String(": ") + record.run.title, record.run.profileName,
                     record.run.state, measures != nullptr ? locale.toString(measures->records) : QString(),
                     measures != nullptr ? spanText(measures->wall) : QString(),
                     measures != nullptr ? msText(measures->latency.percentile(0.95)) : QString()});
        array.append(recordObject(record));
    }
    console().list(rows, tr("There is no such run."), {5, 6, 7});
    if (more)
        console().note(tr("There are more; --limit and --until show others."));
    complete({{QStringLiteral("runs"), array}, {QStringLiteral("more"), more}});
}

void RunsShowCommand::start()
{
    const auto record = find(commandLine().runHistoryOptions.run);
    if (!record)
        return failed(record.error());
    QList<QStringList> rows = headRows(*record);
    if (record->measures) {
        for (const MeasureRow &row : measureRows({&*record->measures})) {
            if (const auto value = row.value(*record->measures))
                rows.append({row.name, row.text(*value)});
        }
    }
    console().table(rows);
    if (const QString missing = missingText(*record); !missing.isEmpty())
        console().line(missing);
    complete(recordObject(*record));
}

void RunsCompareCommand::start()
{
    const auto first = find(commandLine().runHistoryOptions.run);
    if (!first)
        return failed(first.error());
    const auto second = find(commandLine().runHistoryOptions.other);
    if (!second)
        return failed(second.error());
    const bool sameKind = first->run.kind == second->run.kind;
    const bool sameOrder = sameKind && first->run.orderDigest == second->run.orderDigest;
    QList<QStringList> rows{
        {QString(), first->run.id, second->run.id, tr("CHANGE")},
        {tr("What"), kindText(first->run.kind), kindText(second->run.kind), sameKind ? QString() : tr("differs")},
        {tr("Of"), first->run.title, second->run.title,
         first->run.title == second->run.title ? QString() : tr("differs")},
        {tr("Connection"), first->run.profileName, second->run.profileName,
         first->run.profileName == second->run.profileName ? QString() : tr("differs")},
        {tr("Order"), first->run.orderDigest.left(12), second->run.orderDigest.left(12),
         sameOrder ? QString() : tr("differs")},
        {tr("State"), first->run.state, second->run.state,
         first->run.state == second->run.state ? QString() : tr("differs")},
        {tr("Begun"), shortRecordTimeText(first->run.startedAt), shortRecordTimeText(second->run.startedAt),
         QString()}};
    QList<const RunMeasures *> runs;
    for (const RunRecord *record : {&*first, &*second}) {
        if (record->measures)
            runs.append(&*record->measures);
    }
    for (const MeasureRow &row : measureRows(runs)) {
        const auto of = [&row](const RunRecord &record) {
            return record.measures ? row.value(*record.measures) : std::optional<double>();
        };
        const std::optional<double> a = of(*first), b = of(*second);
        rows.append({row.name, a ? row.text(*a) : QString(), b ? row.text(*b) : QString(), changeText(a, b)});
    }
    console().table(rows, {1, 2, 3});
    for (const RunRecord *record : {&*first, &*second}) {
        if (const QString missing = missingText(*record); !missing.isEmpty())
            console().line(record->run.id + QLatin1String(": ") + missing);
    }
    complete({{QStringLiteral("a"), recordObject(*first)},
              {QStringLiteral("b"), recordObject(*second)},
              {QStringLiteral("same_kind"), sameKind},
              {QStringLiteral("same_order"), sameOrder}});
}

} // namespace muster
