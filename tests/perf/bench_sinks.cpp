// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast pages become a file: formatting, index of seen contacts, digest and writing, on one core. Records of twelve
// attributes as a segment has them, 500 a page; the pages are made before the clock runs.

#include "models/sinks/recordsink.h"
#include "models/store/runningdigest.h"
#include "tests/perf/benchmarkfigures.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

using namespace muster;

namespace {

constexpr int pageRows = 500;
constexpr int pageCount = 400;

QStringList attributeNames()
{
    QStringList names;
    for (const char *name : {"first_name", "last_name", "phone", "email", "city", "postcode", "country", "language",
                             "segment_score", "last_call", "consent", "note"})
        names.append(QString::fromLatin1(name));
    return names;
}

std::vector<RecordPage> makePages()
{
    std::vector<RecordPage> pages(pageCount);
    for (int number = 0; number < pageCount; ++number) {
        RecordPage &page = pages[std::size_t(number)];
        page.columnCount = 12;
        const auto put = [&page](const QByteArray &bytes) {
            const RecordCell cell{std::uint32_t(page.arena.size()), std::uint32_t(bytes.size()),
                                  RecordCell::Kind::Text};
            page.arena += bytes;
            return cell;
        };
        for (int i = 0; i < pageRows; ++i) {
            const QByteArray key = QByteArray::number(10'000'000 + number * pageRows + i);
            page.ids.push_back(put("contact-" + key));
            for (const QByteArray &cell : QList<QByteArray>{
                     QByteArray("Alexandra"), QByteArray("Montgomery"), "+1555" + key, "user" + key + "@example.org",
                     QByteArray("Springfield"), QByteArray("62704"), QByteArray("US"), QByteArray("en"),
                     QByteArray::number(i % 100), QByteArray("2024-05-17"), QByteArray("true"),
                     QByteArray(i % 10 == 0 ? "Called, asked for a \"quote\"" : "prefers mornings")})
                page.cells.push_back(put(cell));
        }
        page.nextCursor = number + 1 < pageCount ? QByteArray::number(number + 1) : QByteArray();
        page.receivedCount = pageRows;
    }
    return pages;
}

void exportPages(benchmark::State &state, FileFormat format, TextProfile profile)
{
    const std::vector<RecordPage> pages = makePages();
    qint64 bytes = 0;
    for (auto _ : state) {
        const QTemporaryDir folder;
        ExportOrder order;
        order.query.attributes = attributeNames();
        order.format = format;
        order.textProfile = profile;
        order.targetFile = folder.filePath(QStringLiteral("out"));
        auto sink = RecordSink::create(freeze(order), QStringLiteral("run"));
        if (!sink) {
            state.SkipWithError("no sink");
            break;
        }
        for (const RecordPage &page : pages) {
            if (!(*sink)->append(page))
                state.SkipWithError("append");
        }
        bytes += (*sink)->checkpoint().bytes;
    }
    state.SetItemsProcessed(state.iterations() * pageRows * pageCount);
    state.SetBytesProcessed(bytes);
}

void openSslDigest(benchmark::State &state)
{
    const QByteArray block(1024 * 1024, 'x');
    RunningDigest digest;
    for (auto _ : state)
        digest.add({block.constData(), std::size_t(block.size())});
    state.SetBytesProcessed(state.iterations() * block.size());
}

void qtDigest(benchmark::State &state)
{
    const QByteArray block(1024 * 1024, 'x');
    QCryptographicHash digest(QCryptographicHash::Sha256);
    for (auto _ : state)
        digest.addData(block);
    state.SetBytesProcessed(state.iterations() * block.size());
}

BENCHMARK_CAPTURE(exportPages, csv_machines, FileFormat::Csv, TextProfile::Machines)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exportPages, csv_spreadsheets, FileFormat::Csv, TextProfile::Spreadsheets)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exportPages, jsonl, FileFormat::JsonLines, TextProfile::Machines)->Unit(benchmark::kMillisecond);
BENCHMARK(openSslDigest);
BENCHMARK(qtDigest);

} // namespace

int main(int argc, char **argv)
{
    perf::BenchmarkFigures figures;
    figures.run(argc, argv);
    const auto perRecord
        = [&figures](const char *name) { return figures.milliseconds(name) * 1e6 / double(pageRows * pageCount); };
    perf::report({.name = "writing CSV", .unit = "ns a record", .ours = perRecord("exportPages/csv_machines")});
    perf::report({.name = "writing CSV for spreadsheets",
                  .unit = "ns a record",
                  .ours = perRecord("exportPages/csv_spreadsheets")});
    perf::report({.name = "writing JSON Lines", .unit = "ns a record", .ours = perRecord("exportPages/jsonl")});
    perf::report({.name = "SHA-256 of a MiB",
                  .unit = "ms",
                  .ours = figures.milliseconds("openSslDigest"),
                  .reference = "QCryptographicHash",
                  .theirs = figures.milliseconds("qtDigest")});
    return 0;
}
