// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/runhistorycommands.h"

#include "models/runs/runkinds.h"
#include "models/runs/runtrend.h"
#include "models/store/profilestore.h"
#include "models/text/errortexts.h"
#include "models/text/outcometexts.h"
#include "models/text/recordtexts.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "models/text/trendtexts.h"

#include <QHash>
#include <QJsonArray>
#include <QLocale>
#include <utility>

namespace muster {

namespace {

struct HistoryWords
{
    Q_DECLARE_TR_FUNCTIONS(HistoryWords)
};

QJsonValue countOrNull(const std::optional<qint64> &count)
{
    return count ? QJsonValue(*count) : QJsonValue();
}

QJsonObject measuresObject(const RunMeasures &measures)
{
    QJsonObject time;
    for (const TimePart &one : timeParts) {
        if (const auto &part = measures.time.*one.part)
            time.insert(QLatin1String(one.key), qint64(part->count()));
    }
    QJsonObject latency{{QStringLiteral("requests"), qint64(measures.latency.count())},
                        {QStringLiteral("mean"), qint64(measures.latency.mean().count())},
                        {QStringLiteral("max"), qint64(measures.latency.largest().count())}};
    for (const auto &[name, share] : saidPercentiles)
        latency.insert(QLatin1String(name), qint64(measures.latency.percentile(share).count()));
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

} // namespace

QJsonObject runRecordObject(const RunRecord &record)
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

namespace {

QList<QStringList> headRows(const RunRecord &record)
{
    const JournalRun &run = record.run;
    QList<QStringList> rows{{HistoryWords::tr("Run"), run.id},
                            {HistoryWords::tr("Event"), runRecordTitle(record)},
                            {HistoryWords::tr("Connection"), run.profileName},
                            {HistoryWords::tr("Target"), run.target},
                            {HistoryWords::tr("State"), run.state},
                            {HistoryWords::tr("Started"), recordTimeText(run.startedAt)}};
    if (const std::optional<RunEnding> &ending = record.ending) {
        rows.append({HistoryWords::tr("Ended"), recordTimeText(ending->at)});
        if (!ending->errorKind.isEmpty())
            rows.append({HistoryWords::tr("Reason"), errorKeyText(ending->errorKind)});
        if (!ending->resultFile.isEmpty())
            rows.append({HistoryWords::tr("File"), ending->resultFile});
        for (const QString &finding : ending->findings)
            rows.append({HistoryWords::tr("Finding"), findingText(finding)});
    }
    return rows;
}

} // namespace

Result<RunRecord> findRun(Workspace &workspace, const QString &idOrBeginning)
{
    const RunHistory &history = workspace.runHistory();
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

Result<RunFilter> RunHistoryCommand::typedFilter() const
{
    const RunHistoryOptions &options = commandLine().runHistoryOptions;
    TRY(period, parsePeriod(options.since, options.until));
    RunFilter filter{.kind = options.kind,
                     .state = options.state,
                     .text = options.text,
                     .since = period->since,
                     .until = period->until};
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
    const auto wanted = typedFilter();
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
    QList<QStringList> rows{{tr("RUN"), tr("STARTED"), tr("TITLE"), tr("CONNECTION"), tr("STATE"), tr("RECORDS"),
                             tr("DURATION"), tr("P95")}};
    QJsonArray array;
    for (const RunRecord &record : *records) {
        const RunMeasures *measures = record.measures ? &*record.measures : nullptr;
        rows.append({record.run.id, shortRecordTimeText(record.run.startedAt), runRecordTitle(record),
                     record.run.profileName, record.run.state,
                     measures != nullptr ? locale.toString(measures->records) : QString(),
                     measures != nullptr ? spanText(measures->wall) : QString(),
                     measures != nullptr ? latencyText(measures->latency.percentile(0.95)) : QString()});
        array.append(runRecordObject(record));
    }
    console().list(rows, tr("No matching runs."), {5, 6, 7});
    if (more)
        console().note(tr("More are available; use --limit and --until to show them."));
    complete({{QStringLiteral("runs"), array}, {QStringLiteral("more"), more}});
}

void RunsShowCommand::start()
{
    const auto record = findRun(workspace(), commandLine().runHistoryOptions.run);
    if (!record)
        return failed(record.error());
    QList<QStringList> rows = headRows(*record);
    for (const MeasureTexts &row : runMeasureTexts({&*record}))
        rows.append({row.name, row.values.first()});
    console().table(rows);
    if (const QString missing = missingMeasuresText(*record); !missing.isEmpty())
        console().line(missing);
    complete(runRecordObject(*record));
}

namespace {

QJsonValue latencyOrNull(const std::optional<std::chrono::milliseconds> &latency)
{
    return latency ? QJsonValue(qint64(latency->count())) : QJsonValue();
}

QJsonObject trendObject(const RunTrend &trend)
{
    QJsonArray runs;
    for (const RunTrend::Point &point : trend.points) {
        QJsonArray shares;
        for (const RunMetrics::FieldFill &share : point.shares) {
            shares.append(QJsonObject{{QStringLiteral("name"), share.name},
                                      {QStringLiteral("filled"), share.filled},
                                      {QStringLiteral("total"), share.total},
                                      {QStringLiteral("share"), share.share()}});
        }
        runs.append(QJsonObject{{QStringLiteral("run_id"), point.runId},
                                {QStringLiteral("started_at"), point.startedAt.toString(Qt::ISODateWithMs)},
                                {QStringLiteral("records"), point.records},
                                {QStringLiteral("duration_ms"), qint64(point.wall.count())},
                                {QStringLiteral("latency_ms"),
                                 QJsonObject{{QStringLiteral("p50"), latencyOrNull(point.p50)},
                                             {QStringLiteral("p95"), latencyOrNull(point.p95)}}},
                                {QStringLiteral("overall"), point.overall ? QJsonValue(*point.overall) : QJsonValue()},
                                {QStringLiteral("shares"), shares}});
    }
    return {{QStringLiteral("kind"), runKindKey(trend.kind)},
            {QStringLiteral("profile"), trend.points.last().connection},
            {QStringLiteral("title"), trend.title},
            {QStringLiteral("runs"), runs}};
}

/// Of each kind and connection one, those with the newest run first. Without any run that was measured there is none.
QList<RunTrend> trendsOf(const QList<RunRecord> &newestFirst)
{
    QList<std::pair<QString, QString>> keys;
    QHash<std::pair<QString, QString>, QList<RunRecord>> groups;
    for (const RunRecord &record : newestFirst) {
        const std::pair key{record.run.kind, record.run.profileId};
        if (!groups.contains(key))
            keys.append(key);
        groups[key].append(record);
    }
    QList<RunTrend> trends;
    for (const auto &key : std::as_const(keys)) {
        const RunMaker *maker = runMaker(key.first);
        if (maker == nullptr) // of a newer Muster
            continue;
        const RunTrend trend = RunTrend::of(maker->kind, groups[key]);
        if (!trend.points.isEmpty())
            trends.append(trend);
    }
    return trends;
}

QList<QStringList> trendRows(const RunTrend &trend)
{
    QStringList head{HistoryWords::tr("RUN"),      HistoryWords::tr("STARTED"), HistoryWords::tr("RECORDS"),
                     HistoryWords::tr("DURATION"), HistoryWords::tr("P50"),     HistoryWords::tr("P95")};
    const bool several = trend.shareNames.size() > 1;
    if (several)
        head.append(HistoryWords::tr("ALL"));
    for (const QString &name : trend.shareNames)
        head.append(shareText(trend.kind, name));
    QList<QStringList> rows{head};
    for (const RunTrend::Point &point : trend.points) {
        QStringList row{point.runId.left(12),
                        shortRecordTimeText(point.startedAt),
                        QLocale().toString(point.records),
                        spanText(point.wall),
                        point.p50 ? latencyText(*point.p50) : QString(),
                        point.p95 ? latencyText(*point.p95) : QString()};
        if (several)
            row.append(trendShareText(point.overall));
        for (const QString &name : trend.shareNames)
            row.append(trendShareText(point.share(name)));
        rows.append(row);
    }
    return rows;
}

} // namespace

void RunsTrendCommand::start()
{
    const RunHistoryOptions &options = commandLine().runHistoryOptions;
    auto wanted = typedFilter();
    if (!wanted)
        return failed(wanted.error());
    wanted->state = outcomeKey(RunOutcome::Kind::Complete);
    wanted->subject = options.segment.isEmpty() ? options.list : options.segment;
    if (!options.segment.isEmpty())
        wanted->kind = runKindKey(RunKind::SegmentExport);
    auto records = workspace().runHistory().readRecords(*wanted, options.limit);
    if (!records)
        return failed(records.error());
    if (options.segment.isEmpty()) // a segment may have the id of a list
        records->removeIf([](const RunRecord &one) { return one.run.kind == runKindKey(RunKind::SegmentExport); });
    const QList<RunTrend> trends = trendsOf(*records);
    if (options.csv) {
        (void)console().bytes(trendCsv(trends)); // a reader that went away has read enough; see Console
        return complete({});
    }
    QJsonArray array;
    for (const RunTrend &trend : trends) {
        console().line(runKindText(trend.kind) % u" \u00b7 " % trend.title % u" \u00b7 "
                       % trend.points.last().connection);
        const QList<QStringList> rows = trendRows(trend);
        QList<int> figures;
        for (int column = 2; column < rows.first().size(); ++column)
            figures.append(column);
        console().table(rows, figures);
        if (!trend.isEnough())
            console().note(tooFewRunsText(trend));
        array.append(trendObject(trend));
    }
    if (trends.isEmpty())
        console().line(tooFewRunsText({}));
    complete({{QStringLiteral("subject"), wanted->subject}, {QStringLiteral("trends"), array}});
}

void RunsCompareCommand::start()
{
    const auto first = findRun(workspace(), commandLine().runHistoryOptions.run);
    if (!first)
        return failed(first.error());
    const auto second = findRun(workspace(), commandLine().runHistoryOptions.other);
    if (!second)
        return failed(second.error());
    const bool sameKind = first->run.kind == second->run.kind;
    const bool sameOrder = sameKind && first->run.orderDigest == second->run.orderDigest;
    QList<QStringList> rows{
        {QString(), first->run.id, second->run.id, tr("CHANGE")},
        {tr("Run type"), runRecordKindText(*first), runRecordKindText(*second), sameKind ? QString() : tr("different")},
        {tr("Title"), first->run.title, second->run.title,
         first->run.title == second->run.title ? QString() : tr("different")},
        {tr("Connection"), first->run.profileName, second->run.profileName,
         first->run.profileName == second->run.profileName ? QString() : tr("different")},
        {tr("Digest"), first->run.orderDigest.left(12), second->run.orderDigest.left(12),
         sameOrder ? QString() : tr("different")},
        {tr("State"), first->run.state, second->run.state,
         first->run.state == second->run.state ? QString() : tr("different")},
        {tr("Started"), shortRecordTimeText(first->run.startedAt), shortRecordTimeText(second->run.startedAt),
         QString()}};
    for (const MeasureTexts &row : runMeasureTexts({&*first, &*second}))
        rows.append({row.name, row.values.first(), row.values.last(), row.change});
    console().table(rows, {1, 2, 3});
    for (const RunRecord *record : {&*first, &*second}) {
        if (const QString missing = missingMeasuresText(*record); !missing.isEmpty())
            console().line(record->run.id + QLatin1String(": ") + missing);
    }
    complete({{QStringLiteral("a"), runRecordObject(*first)},
              {QStringLiteral("b"), runRecordObject(*second)},
              {QStringLiteral("same_kind"), sameKind},
              {QStringLiteral("same_order"), sameOrder}});
}

} // namespace muster
