// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_tablereader [ROWS]: reads the same CSV file (1,000,000 rows of ten columns unless said otherwise) with our
// reader and with libcsv (Debian's libcsv-dev), both giving every cell of every row, in turns in one run. Prints the
// ratio of the processor time, and by how much memory grew. libcsv checks no encoding and no limit; ours does, and
// digests. First, where MUSTER_FLAT_SIZES is set, what a row costs at each of these sizes.

#include "models/sources/tablereader.h"
#include "tests/perf/figures.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <csv.h>
#include <ctime>
#include <string>
#include <vector>

using namespace muster;

namespace {

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

void writeFile(const QString &path, qint64 rows)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        std::exit(1);
    file.write("id,first,last,mail,city,postcode,score,since,consent,note\r\n");
    for (qint64 i = 0; i < rows; ++i) {
        const QByteArray key = QByteArray::number(10'000'000 + i);
        file.write(key + ",Alexandra,Montgomery,user" + key + "@example.org,Springfield,62704,"
                   + QByteArray::number(i % 1000) + ",2024-05-17,true,"
                   + (i % 10 == 0 ? "\"Called, asked for a \"\"quote\"\"\"" : "prefers mornings") + "\r\n");
    }
}

struct Seen
{
    qint64 rows = 0, cells = 0, bytes = 0;
    bool operator==(const Seen &) const = default;
};

Seen readOurs(const QString &path)
{
    auto reader = TableReader::open(path, TableFormat());
    Seen seen;
    for (;;) {
        const auto block = (*reader)->next();
        if (!block || !*block)
            return seen;
        for (std::size_t row = 0; row < (*block)->rowCount(); ++row) {
            ++seen.rows;
            for (const std::string_view cell : (*block)->row(row)) {
                ++seen.cells;
                seen.bytes += qint64(cell.size());
            }
        }
    }
}

struct LibcsvRow
{
    Seen seen;
    std::vector<std::string> cells; ///< libcsv gives a cell at a time, and reuses its bytes.
    std::size_t used = 0;
};

Seen readLibcsv(const QString &path)
{
    csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    LibcsvRow row;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        std::exit(1);
    const auto onCell = [](void *text, std::size_t size, void *data) {
        auto &row = *static_cast<LibcsvRow *>(data);
        if (row.used == row.cells.size())
            row.cells.emplace_back();
        row.cells[row.used++].assign(static_cast<const char *>(text), size);
    };
    const auto onRow = [](int, void *data) {
        auto &row = *static_cast<LibcsvRow *>(data);
        ++row.seen.rows;
        for (std::size_t i = 0; i < row.used; ++i) {
            ++row.seen.cells;
            row.seen.bytes += qint64(row.cells[i].size());
        }
        row.used = 0;
    };
    std::vector<char> piece(SourceText::pieceBytes);
    for (;;) {
        const qint64 got = file.read(piece.data(), qint64(piece.size()));
        if (got <= 0)
            break;
        csv_parse(&parser, piece.data(), std::size_t(got), onCell, onRow, &row);
    }
    csv_fini(&parser, onCell, onRow, &row);
    csv_free(&parser);
    row.seen.rows -= 1; // the header
    row.seen.cells -= 10;
    row.seen.bytes -= qint64(std::string_view("idfirstlastmailcitypostcodescoresinceconsentnote").size());
    return row.seen;
}

template <typename Read>
double timed(Read read, const QString &path, Seen &seen)
{
    const double begin = cpuSeconds();
    seen = read(path);
    return cpuSeconds() - begin;
}

} // namespace

int main(int argc, char **argv)
{
    const qint64 rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const QTemporaryDir folder;
    perf::reportFlatness("reading CSV", perf::flatSizes(), [&folder](std::int64_t records) {
        const QString flat = folder.filePath(QStringLiteral("flat.csv"));
        writeFile(flat, records);
        return perf::costApart([&] { return perf::costOf([&] { return readOurs(flat); }); });
    });
    const QString path = folder.filePath(QStringLiteral("table.csv"));
    writeFile(path, rows);
    const double megabytes = double(QFile(path).size()) / 1e6;
    const perf::MemoryGrowth growth;
    Seen ours, theirs;
    readOurs(path); // the file comes into memory
    const double grown = growth.mebibytes();
    std::vector<double> mine, libcsv;
    for (int round = 0; round < 5; ++round) {
        mine.push_back(timed(readOurs, path, ours));
        libcsv.push_back(timed(readLibcsv, path, theirs));
    }
    if (ours != theirs || ours.rows != rows) {
        std::fprintf(stderr, "The readers do not agree.\n");
        return 1;
    }
    std::sort(mine.begin(), mine.end());
    std::sort(libcsv.begin(), libcsv.end());
    std::printf("%lld rows, %.0f MB: %.0f MB/s, %.2f million rows/s\n", static_cast<long long>(rows), megabytes,
                megabytes / mine[2], double(rows) / mine[2] / 1e6);
    perf::report({.name = "reading CSV",
                  .unit = "ns a row",
                  .ours = mine[2] / double(rows) * 1e9,
                  .reference = "libcsv",
                  .theirs = libcsv[2] / double(rows) * 1e9,
                  .memory = grown});
    return 0;
}
