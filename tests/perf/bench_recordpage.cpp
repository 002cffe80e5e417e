// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many records a second one core decodes. Build with the release preset and MUSTER_BENCHMARKS=ON.
#include "network/codec/recordpagedecoder.h"
#include "tests/perf/benchmarkfigures.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;

namespace {

constexpr int recordsPerPage = 500;

QStringList names()
{
    return {QStringLiteral("firstName"), QStringLiteral("lastName"), QStringLiteral("email"),
            QStringLiteral("phone"),     QStringLiteral("city"),     QStringLiteral("country"),
            QStringLiteral("segment"),   QStringLiteral("score"),    QStringLiteral("lastPurchase"),
            QStringLiteral("balance"),   QStringLiteral("language"), QStringLiteral("note")};
}

RawPage samplePage()
{
    RawPage page;
    QByteArray &body = page.body;
    body = "{\"items\":[";
    for (int i = 0; i < recordsPerPage; ++i) {
        const QByteArray number = QByteArray::number(100'000 + i);
        body += (i == 0 ? "" : ",") + QByteArray("{\"contactId\":\"7c9e6679-7425-40de-944b-e07fc1") + number
            + "\",\"attributes\":{\"firstName\":\"Maria\",\"lastName\":\"Gonzalez\",\"email\":\"m.gonzalez" + number
            + "@mail.example.test\",\"phone\":\"+4144" + number
            + "7\",\"city\":\"Winterthur\",\"country\":\"CH\","
              "\"segment\":\"returning\",\"score\":\"71\",\"lastPurchase\":\"2026-02-03\",\"balance\":\"1204.50\","
              "\"language\":\"de\",\"note\":\"asked to be called after six\"}}";
    }
    body += "],\"continuationToken\":\"eyJvZmZzZXQiOjUwMH0\",\"count\":500}";
    body.reserve(body.size() + 64);
    return page;
}

void decodeOnDemand(benchmark::State &state)
{
    const RawPage page = samplePage();
    const RecordPageDecoder decoder(names());
    for (auto _ : state) {
        auto decoded = decoder.decode(page);
        benchmark::DoNotOptimize(decoded);
    }
    state.SetItemsProcessed(state.iterations() * recordsPerPage);
    state.SetBytesProcessed(state.iterations() * page.body.size());
}
BENCHMARK(decodeOnDemand);

// The obvious way, for the ratio.
void decodeWithQJsonDocument(benchmark::State &state)
{
    const RawPage page = samplePage();
    const QStringList columns = names();
    for (auto _ : state) {
        const QJsonArray items = QJsonDocument::fromJson(page.body).object().value(QStringLiteral("items")).toArray();
        qsizetype length = 0;
        for (const QJsonValue &item : items) {
            const QJsonObject attributes = item.toObject().value(QStringLiteral("attributes")).toObject();
            for (const QString &column : columns)
                length += attributes.value(column).toString().size();
        }
        benchmark::DoNotOptimize(length);
    }
    state.SetItemsProcessed(state.iterations() * recordsPerPage);
    state.SetBytesProcessed(state.iterations() * page.body.size());
}
BENCHMARK(decodeWithQJsonDocument);

} // namespace

int main(int argc, char **argv)
{
    perf::BenchmarkFigures figures;
    figures.run(argc, argv);
    perf::report({.name = "decoding a page of 500 records",
                  .unit = "ms",
                  .ours = figures.milliseconds("decodeOnDemand"),
                  .reference = "QJsonDocument",
                  .theirs = figures.milliseconds("decodeWithQJsonDocument")});
    return 0;
}
