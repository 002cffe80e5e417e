// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Exports a segment from a loopback server of rendered pages with Muster and with its peers, in turn and in one run,
// and prints the ratios: without server time, and with 20 and 80 ms a page, where a half and an eighth of the records
// take as long. Then, where MUSTER_FLAT_SIZES is set, what a record costs at each of these sizes. Usage:
// muster_export_benchmark MUSTER [RECORDS, default 1,000,000 [ROUNDS, default 3]]

#include "tests/perf/export/pageserver.h"
#include "tests/perf/export/peers.h"
#include "tests/perf/figures.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace muster::perf;
constexpr int pageSize = 500;
using Seconds = std::chrono::duration<double>;

struct Measured
{
    double wall = 0;
    double processor = 0; ///< Seconds of user and system time: hardly moved by what else the machine does.
    long peakKilobytes = 0;
};

// In a process of its own, so that each peer starts afresh and its memory is its own.
Measured measure(const std::function<int()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "a peer failed with status %d\n", status);
        std::exit(1);
    }
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return {Seconds(std::chrono::steady_clock::now() - start).count(),
            seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss};
}

int runMuster(const std::string &program, const std::vector<std::string> &arguments)
{
    setenv("CXONE_CLIENT_ID", "benchmark", 1);
    setenv("CXONE_CLIENT_SECRET", "benchmark", 1);
    std::vector<char *> argv{const_cast<char *>(program.c_str())};
    for (const std::string &argument : arguments)
        argv.push_back(const_cast<char *>(argument.c_str()));
    argv.push_back(nullptr);
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nothing, STDOUT_FILENO);
    execv(program.c_str(), argv.data());
    return 127;
}

std::vector<std::string> exportArguments(const PageServer &server, const std::string &folder)
{
    return {"segments",
            "export",
            PageServer::segmentId,
            "--base-url",
            server.url(),
            "--data-dir",
            folder + "/muster",
            "--out",
            folder + "/muster.csv",
            "--overwrite",
            "--quiet",
            "--page-size",
            std::to_string(pageSize)};
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// What must hold, if anything, of the time of the libcurl loop and of that of the plain exporter.
struct Wanted
{
    std::optional<double> mostOfCurl, leastOfSerial;
};

void compare(const std::string &title, const std::string &program, const std::string &folder, std::int64_t records,
             std::chrono::milliseconds thinkTime, int rounds, const Wanted &wanted)
{
    const PageServer server(records, pageSize, thinkTime);
    std::vector<double> ours, processor, curl, serial, serialProcessor;
    long peakKilobytes = 0;
    for (int round = 0; round < rounds; ++round) {
        curl.push_back(measure([&] { return fetchWithCurl(server.url(), pageSize) == records ? 0 : 1; }).wall);
        const Measured muster = measure([&] { return runMuster(program, exportArguments(server, folder)); });
        ours.push_back(muster.wall);
        processor.push_back(muster.processor);
        peakKilobytes = std::max(peakKilobytes, muster.peakKilobytes);
        const Measured plain = measure([&] {
            int argc = 0;
            const QCoreApplication application(argc, nullptr);
            return exportSerially(server.url(), pageSize, folder + "/serial.csv") == records ? 0 : 1;
        });
        serial.push_back(plain.wall);
        serialProcessor.push_back(plain.processor);
    }
    std::printf("%s: %lld records, %.0f a second, %.2f s of processor (medians of %d)\n", title.c_str(),
                static_cast<long long>(records), double(records) / median(ours), median(processor), rounds);
    Figure figure{.name = "export, " + title, .unit = "s", .ours = median(ours)};
    figure.memory = double(peakKilobytes) / 1024;
    figure.reference = "libcurl loop";
    figure.theirs = median(curl);
    figure.ratio = Ratio::OfTheirs;
    figure.wanted = wanted.mostOfCurl;
    report(figure);
    figure.reference = "serial QJsonDocument";
    figure.theirs = median(serial);
    figure.ratio = Ratio::TimesAsFast;
    figure.wanted = wanted.leastOfSerial;
    report(figure);
    report({.name = figure.name + ", processor time", // hardly moved by what else the machine does
            .unit = "s",
            .ours = median(processor),
            .reference = figure.reference,
            .theirs = median(serialProcessor)});
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s MUSTER [RECORDS [ROUNDS]]\n", argv[0]);
        return 2;
    }
    const std::string program = argv[1];
    const std::int64_t records = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
    QTemporaryDir temporary;
    const std::string folder = temporary.path().toStdString();

    using std::chrono::milliseconds;
    const auto pages = [records](std::int64_t perMillion) { // whole ones
        return std::max<std::int64_t>(records * perMillion / 1'000'000, 10) * pageSize;
    };
    compare("no server time", program, folder, records, milliseconds(0), rounds, {.leastOfSerial = 4});
    compare("20 ms a page", program, folder, pages(1'000), milliseconds(20), rounds, {.mostOfCurl = 1.05});
    compare("80 ms a page", program, folder, pages(250), milliseconds(80), rounds, {});

    const Measured idle = measure([&] { return runMuster(program, {"runs", "list", "--data-dir", folder + "/idle"}); });
    std::printf("idle: %.1f MB, %.3f s of processor, which the next figures are without\n",
                double(idle.peakKilobytes) / 1024, idle.processor);
    reportFlatness("export", flatSizes(), [&](std::int64_t size) {
        const PageServer server(size, pageSize, milliseconds(0));
        const Measured muster = measure([&] { return runMuster(program, exportArguments(server, folder)); });
        return Cost{muster.processor - idle.processor, double(muster.peakKilobytes - idle.peakKilobytes) / 1024};
    });
    return 0;
}
