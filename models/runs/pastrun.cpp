// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/pastrun.h"

#include "models/runs/runkinds.h"

#include <QCoro/QCoroTask>

namespace muster {

namespace {

std::optional<ErrorKind> errorKindOf(const QString &key)
{
    for (int kind = 0; kind <= int(ErrorKind::BadInput); ++kind) {
        if (errorKindKey(ErrorKind(kind)) == key)
            return ErrorKind(kind);
    }
    return std::nullopt;
}

} // namespace

RunMetrics metricsOf(const RunMeasures &measures)
{
    RunMetrics metrics;
    metrics.figures = measures.figures;
    metrics.records = measures.records;
    metrics.pages = measures.pages.value_or(0);
    metrics.latency = {.now = {},
                       .mean = measures.latency.mean(),
                       .p50 = measures.latency.percentile(0.5),
                       .p95 = measures.latency.percentile(0.95),
                       .p99 = measures.latency.percentile(0.99)};
    metrics.trace = measures.trace;
    metrics.retries = int(measures.retries);
    metrics.throttled = measures.time.throttled.value_or(std::chrono::milliseconds(0));
    metrics.fill = measures.fill;
    metrics.bytesWritten = measures.bytes.value_or(0);
    return metrics;
}

std::optional<RunOutcome> outcomeOf(const RunRecord &record)
{
    using Kind = RunOutcome::Kind;
    for (const Kind kind : {Kind::Complete, Kind::Paused, Kind::Halted, Kind::Failed, Kind::Refused, Kind::Cancelled}) {
        if (outcomeKey(kind) != record.run.state)
            continue;
        RunOutcome outcome{.kind = kind};
        QString errorKind = record.run.reasonKey;
        if (record.ending) {
            outcome.findings = record.ending->findings;
            outcome.resultFile = record.ending->resultFile;
            errorKind = record.ending->errorKind;
        }
        if (kind == Kind::Complete && !outcome.findings.isEmpty())
            outcome.kind = Kind::CompleteWithFindings;
        if (const auto known = errorKindOf(errorKind))
            outcome.error = ApiError{.kind = *known, .code = record.ending ? record.ending->errorCode : QString()};
        return outcome;
    }
    return std::nullopt;
}

PastRun *PastRun::of(const RunRecord &record, QObject *parent)
{
    const RunMaker *maker = runMaker(record.run.kind);
    return maker != nullptr ? new PastRun(record, maker->kind, parent) : nullptr;
}

PastRun::PastRun(const RunRecord &record, RunKind kind, QObject *parent)
    : Run(record.run.id, record.run.orderDigest, parent)
    , m_kind(kind)
    , m_title(record.run.title)
{
    recall(record.run.startedAt, record.measures ? metricsOf(*record.measures) : RunMetrics(),
           outcomeOf(record).value_or(RunOutcome{.kind = RunOutcome::Kind::Paused}));
}

QCoro::Task<RunOutcome> PastRun::execute(std::stop_token)
{
    Q_ASSERT(false);
    co_return RunOutcome{.kind = RunOutcome::Kind::Refused};
}

} // namespace muster
