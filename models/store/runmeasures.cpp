// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/runmeasures.h"

#include "models/rules/jsonmembers.h"

#include <algorithm>
#include <cmath>

namespace muster {

namespace {

using std::chrono::milliseconds;

// Sums of two stay far below what 64 bits hold, and doubles hold each exactly.
constexpr qint64 maxCount = 1'000'000'000'000;
constexpr qint64 maxMilliseconds = 1'000'000'000'000; // three decades

void describeTime(JsonMembers &json, const char *name, milliseconds &time)
{
    qint64 count = time.count();
    json.member(name, count, 0, maxMilliseconds);
    time = milliseconds(count);
}

template <typename Value, typename Describe>
void ifAny(JsonMembers &json, const char *name, std::optional<Value> &value, Describe describe)
{
    if (!json.isThere(name, value.has_value()))
        return;
    Value there = value.value_or(Value(0));
    describe(json, name, there);
    value = there;
}

void describeCount(JsonMembers &json, const char *name, qint64 &count)
{
    json.member(name, count, 0, maxCount);
}

void describeFill(JsonMembers &json, RunMeasures::FieldFill &field)
{
    json.member("name", field.name);
    json.require(field.name.size() <= RunMeasures::maxName);
    json.member("filled", field.filled, 0, maxCount);
    json.member("total", field.total, 0, maxCount);
    json.require(field.filled <= field.total);
}

void describeFigure(JsonMembers &json, RunMeasures::Figure &figure)
{
    json.member("key", figure.key);
    json.require(!figure.key.isEmpty() && figure.key.size() <= RunMeasures::maxName);
    json.member("value", figure.value, -maxCount, maxCount);
}

void describeLatency(JsonMembers &json, LatencyHistogram &latency)
{
    QString text = json.isReading() ? QString() : QString::fromLatin1(latency.encoded().toBase64());
    json.member("latency", text);
    if (!json.isReading())
        return;
    const auto bytes = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const auto read = bytes ? LatencyHistogram::decoded(*bytes) : std::nullopt;
    json.require(read.has_value());
    latency = read.value_or(LatencyHistogram());
}

void describeTrace(JsonMembers &json, LatencyTrace &trace)
{
    constexpr qsizetype mostBytes = RunMeasures::maxJson / 2; // a trace is a few dozen KB; one that is not is left out
    const QByteArray written = json.isReading() ? QByteArray() : trace.encoded();
    // Of a life that heard nothing the start is kept: what comes between it and the next one is a pause.
    const bool isAny = !trace.isEmpty() || !trace.stretches().isEmpty() || trace.startedAt().isValid();
    if (!json.isThere("trace", isAny && written.size() <= mostBytes))
        return;
    auto text = QString::fromLatin1(written.toBase64());
    json.member("trace", text);
    if (!json.isReading())
        return;
    const auto bytes = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    const auto read = bytes ? LatencyTrace::decoded(*bytes) : Result<LatencyTrace>(failure(ErrorKind::Damaged));
    json.require(read.has_value());
    trace = read.value_or(LatencyTrace());
}

void describe(JsonMembers &json, RunMeasures &measures)
{
    constexpr int maxLives = 1'000'000;
    json.version(1);
    json.member("lives", measures.lives, 1, maxLives);
    describeTime(json, "wall_ms", measures.wall);
    for (const TimePart &one : timeParts)
        ifAny(json, one.kept, measures.time.*one.part, describeTime);
    json.require(measures.time.sum() <= measures.wall);
    json.member("records", measures.records, 0, maxCount);
    json.member("records_done", measures.recordsDone, 0, maxCount);
    ifAny(json, "pages", measures.pages, describeCount);
    ifAny(json, "bytes", measures.bytes, describeCount);
    json.member("retries", measures.retries, 0, maxCount);
    auto peak = qint64(std::llround(std::clamp(measures.peakPerSecond, 0.0, double(maxCount) / 1000) * 1000));
    json.member("peak_per_1000_s", peak, 0, maxCount);
    if (json.isReading())
        measures.peakPerSecond = double(peak) / 1000;
    describeLatency(json, measures.latency);
    describeTrace(json, measures.trace);
    json.objects<RunMeasures::FieldFill>("fill", measures.fill, RunMeasures::maxFields, describeFill);
    json.objects<RunMeasures::Figure>("figures", measures.figures, RunMeasures::maxFigures, describeFigure);
}

} // namespace

milliseconds RunMeasures::TimeSplit::sum() const
{
    milliseconds all{0};
    for (const TimePart &one : timeParts)
        all += (this->*one.part).value_or(milliseconds(0));
    return all;
}

double RunMeasures::meanPerSecond() const
{
    return wall.count() == 0 ? 0.0 : double(recordsDone) * 1000 / double(wall.count());
}

double RunMeasures::overallFill() const
{
    qint64 filled = 0, all = 0;
    for (const FieldFill &field : fill) {
        filled += field.filled;
        all += field.total;
    }
    return all == 0 ? 0.0 : double(filled) / double(all);
}

void RunMeasures::addLife(const RunMeasures &later)
{
    const auto add = [](auto &sum, const auto &more) {
        if (more)
            sum = sum ? *sum + *more : *more;
    };
    lives += later.lives;
    wall += later.wall;
    for (const TimePart &one : timeParts)
        add(time.*one.part, later.time.*one.part);
    recordsDone += later.recordsDone;
    add(pages, later.pages);
    add(bytes, later.bytes);
    retries += later.retries;
    peakPerSecond = std::max(peakPerSecond, later.peakPerSecond);
    latency.merge(later.latency);
    trace.append(later.trace);
    // A life that was over before it had looked at what was there knows nothing of it.
    if (later.records > 0 || later.recordsDone > 0) {
        records = later.records;
        fill = later.fill;
    }
    if (!later.figures.isEmpty())
        figures = later.figures;
}

QByteArray RunMeasures::json() const
{
    RunMeasures kept = *this;
    kept.fill.resize(std::min(kept.fill.size(), maxFields));
    for (FieldFill &field : kept.fill)
        field.name.truncate(maxName);
    kept.figures.resize(std::min(kept.figures.size(), maxFigures));
    return canonicalJson(kept, describe);
}

Result<RunMeasures> RunMeasures::parse(const QByteArray &json)
{
    const QJsonDocument document = json.size() <= maxJson ? QJsonDocument::fromJson(json) : QJsonDocument();
    RunMeasures measures;
    QString fault = QStringLiteral("unreadable");
    if (document.isObject())
        fault = memberFault(document.object(), measures, describe);
    if (!fault.isEmpty())
        return failure(ErrorKind::Damaged, "measures_damaged", fault);
    return measures;
}

} // namespace muster
