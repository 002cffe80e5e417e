// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_exportdiff [ROWS]: compares two exports (1,000,000 rows of ten columns unless said otherwise; 1 % joined, 1 %
// left, 2 % changed) as `muster segments diff` does, with a hash map of whole rows in memory that is filled by the same
// reader, and with sort and comm of coreutils, in turns in one run, each in a process of its own. sort and comm only
// tell that lines differ, not whose. First, where MUSTER_FLAT_SIZES is set, what a row costs at each of these sizes.

#include "models/exportdiff/exportdiff.h"
#include "models/sources/tablereader.h"
#include "tests/perf/figures.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <string>
#include <sys/resource.h>
#include <unordered_map>
#include <vector>

using namespace muster;

namespace {

/// Every hundredth row is in one of them only, every fiftieth of the rest is changed in the newer one.
void writeFile(const QString &path, qint64 rows, bool isNewer)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        std::exit(1);
    file.write("contactId,first,last,mail,city,postcode,score,since,consent,note\r\n");
    for (qint64 at = 0; at < rows; ++at) {
        // The newer one in another order.
        const qint64 i = isNewer ? (at * 7919 + 13) % rows : at;
        if (i % 100 == (isNewer ? 1 : 2))
            continue;
        const QByteArray key = QByteArray::number(10'000'000 + i);
        const qint64 score = i % 1000 + (isNewer && i % 50 == 3 ? 1 : 0);
        file.write(key + ",Alexandra,Montgomery,user" + key + "@example.org,Springfield,62704,"
                   + QByteArray::number(score) + ",2024-05-17,true,"
                   + (i % 10 == 0 ? "\"Called, asked for a \"\"quote\"\"\"" : "prefers mornings") + "\r\n");
    }
}

struct Found
{
    qint64 changed = 0, joined = 0, left = 0;
    bool operator==(const Found &) const = default;
};

Found compareOurs(const QString &older, const QString &newer, const QString &folder)
{
    const auto diff = ExportDiff::compare({older, newer, {}, folder}, [](double) { }, {});
    if (!diff)
        std::exit(1);
    return {(*diff)->count(RowChange::Changed), (*diff)->count(RowChange::Joined), (*diff)->count(RowChange::Left)};
}

template <typename Take>
void readRows(const QString &path, Take take)
{
    auto reader = TableReader::open(path, TableFormat());
    for (;;) {
        const auto block = (*reader)->next();
        if (!block || !*block)
            return;
        for (std::size_t row = 0; row < (*block)->rowCount(); ++row) {
            const auto cells = (*block)->row(row);
            std::string rest;
            for (std::size_t cell = 1; cell < cells.size(); ++cell)
                rest.append(cells[cell]).push_back('\0');
            take(std::string(cells[0]), std::move(rest));
        }
    }
}

Found compareInMemory(const QString &older, const QString &newer)
{
    std::unordered_map<std::string, std::string> rows;
    readRows(older, [&rows](std::string key, std::string rest) { rows.emplace(std::move(key), std::move(rest)); });
    Found found;
    readRows(newer, [&](const std::string &key, const std::string &rest) {
        const auto was = rows.find(key);
        if (was == rows.end()) {
            ++found.joined;
            return;
        }
        found.changed += was->second == rest ? 0 : 1;
        rows.erase(was);
    });
    found.left = qint64(rows.size());
    return found;
}

double childrenSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double sortAndComm(const QString &older, const QString &newer, const QString &folder)
{
    const std::string a = older.toStdString(), b = newer.toStdString(), to = folder.toStdString() + "/sorted";
    const std::string command = "export LC_ALL=C; sort '" + a + "' >'" + to + "1' && sort '" + b + "' >'" + to
        + "2' && comm -3 '" + to + "1' '" + to + "2' >'" + to + "3'";
    const double before = childrenSeconds();
    if (std::system(command.c_str()) != 0)
        std::exit(1);
    return childrenSeconds() - before;
}

} // namespace

int main(int argc, char **argv)
{
    const qint64 rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const QTemporaryDir folder;
    const QString older = folder.filePath(QStringLiteral("older.csv"));
    const QString newer = folder.filePath(QStringLiteral("newer.csv"));
    const auto ours = [&] { return perf::costOf([&] { return compareOurs(older, newer, folder.path()); }); };
    const auto write = [&](std::int64_t records) {
        writeFile(older, records, false);
        writeFile(newer, records, true);
    };
    perf::reportFlatness("comparing exports", perf::flatSizes(), [&](std::int64_t records) {
        write(records);
        return perf::costApart(ours);
    });
    write(rows);
    std::vector<double> mine, hashed, sorted;
    double memory = 0, hashedMemory = 0;
    for (int round = 0; round < 3; ++round) {
        const perf::Cost cost = perf::costApart(ours);
        mine.push_back(cost.seconds);
        memory = std::max(memory, cost.mebibytes);
        const perf::Cost other
            = perf::costApart([&] { return perf::costOf([&] { return compareInMemory(older, newer); }); });
        hashed.push_back(other.seconds);
        hashedMemory = std::max(hashedMemory, other.mebibytes);
        sorted.push_back(sortAndComm(older, newer, folder.path()));
    }
    // Only now: memory that was freed here would be used again by the processes that are measured.
    if (compareOurs(older, newer, folder.path()) != compareInMemory(older, newer)) {
        std::fprintf(stderr, "The comparisons do not agree.\n");
        return 1;
    }
    const auto median = [rows](std::vector<double> &seconds) {
        std::sort(seconds.begin(), seconds.end());
        return seconds[seconds.size() / 2] / double(rows) * 1e9;
    };
    std::printf("the map in memory takes %.0f MiB\n", hashedMemory);
    const double cost = median(mine);
    perf::report({.name = "comparing exports",
                  .unit = "ns a row",
                  .ours = cost,
                  .reference = "hash map of rows in memory",
                  .theirs = median(hashed),
                  .wanted = 1.0,
                  .memory = memory});
    perf::report({.name = "comparing exports",
                  .unit = "ns a row",
                  .ours = cost,
                  .reference = "sort and comm",
                  .theirs = median(sorted),
                  .memory = memory});
    return 0;
}
