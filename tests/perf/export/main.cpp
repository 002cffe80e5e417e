// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Exports a segment from a pre-rendered loopback server with Muster and with its peers, in turn and in one run, and
// prints the ratios. Usage: muster_export_benchmark MUSTER [RECORDS [ROUNDS]]

#include "tests/perf/export/pageserver.h"
#include "tests/perf/export/peers.h"

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

std::vector<std::string> exportArguments(const PageServer &server, const std::string &folder, int pageSize)
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

long peakOf(const std::string &program, const std::string &folder, std::int64_t records, int pageSize)
{
    const PageServer server(records, pageSize, std::chrono::milliseconds(0));
    return measure([&] { return runMuster(program, exportArguments(server, folder, pageSize)); }).peakKilobytes;
}

void compare(const char *title, const std::string &program, const std::string &folder, std::int64_t records,
             std::chrono::milliseconds thinkTime, int rounds, bool withSerial)
{
    constexpr int pageSize = 500;
    const PageServer server(records, pageSize, thinkTime);
    std::vector<double> ours, processor, curl, serial, toCurl, toSerial;
    for (int round = 0; round < rounds; ++round) {
        curl.push_back(measure([&] { return fetchWithCurl(server.url(), pageSize) == records ? 0 : 1; }).wall);
        const Measured muster
            = measure([&] { return runMuster(program, exportArguments(server, folder, pageSize)); });
        ours.push_back(muster.wall);
        processor.push_back(muster.processor);
        toCurl.push_back(ours.back() / curl.back());
        if (withSerial) {
            serial.push_back(measure([&] {
                                 int argc = 0;
                                 QCoreApplication application(argc, nullptr);
                                 return exportSerially(server.url(), pageSize, folder + "/serial.csv") == records ? 0
                                                                                                                  : 1;
                             }).wall);
            toSerial.push_back(serial.back() / ours.back());
        }
    }
    std::printf("%s: Muster %.2f s (%.2f s of processor), libcurl loop %.2f s, ratio to libcurl %.3f (medians of %d)\n",
                title, median(ours), median(processor), median(curl), median(toCurl), rounds);
    if (withSerial) {
        std::printf("%s: serial QJsonDocument %.2f s, Muster is %.2f times as fast; %.0f records/s\n", title,
                    median(serial), median(toSerial), double(records) / median(ours));
    }
    std::fflush(stdout);
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

    compare("no server time", program, folder, records, std::chrono::milliseconds(0), rounds, true);
    compare("20 ms a page", program, folder, records, std::chrono::milliseconds(20), rounds, false);

    const long idle
        = measure([&] { return runMuster(program, {"runs", "list", "--data-dir", folder + "/idle"}); }).peakKilobytes;
    const long tenth = peakOf(program, folder, records / 10, 500);
    const long whole = peakOf(program, folder, records, 500);
    std::printf("peak memory: idle %.1f MB; %lld records +%.1f MB; %lld records +%.1f MB\n", double(idle) / 1024,
                static_cast<long long>(records / 10), double(tenth - idle) / 1024, static_cast<long long>(records),
                double(whole - idle) / 1024);
    return 0;
}
