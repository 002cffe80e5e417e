// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

/// How the benchmarks say what they found: a line for people, and one for installer/benchtable.py.
namespace muster::perf {

enum class Ratio {
    TimesAsFast, ///< theirs / ours: more is better, `wanted` is the least.
    OfTheirs, ///< ours / theirs: less is better, `wanted` is the most.
};

/// A cost of ours, and that of a reference in the same run and unit. Less of either is better.
struct Figure
{
    std::string name; ///< The same in every run, whatever the sizes: runs are compared by it and the reference.
    std::string unit;
    double ours = 0;
    std::string reference = {}; ///< Empty: there is none, and `wanted` is the most that `ours` may be.
    double theirs = 0;
    Ratio ratio = Ratio::TimesAsFast;
    std::optional<double> wanted = std::nullopt;
    std::optional<double> memory = std::nullopt; ///< MiB that ours took for this.
};

namespace detail {

inline std::string shown(double value)
{
    char text[32];
    const double size = std::fabs(value);
    std::snprintf(text, sizeof text, "%.*f", size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3, value);
    return text;
}

inline std::string quoted(const std::string &text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

inline std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

} // namespace detail

/// Prints the figure and appends it, as one JSON object on a line, to the file that MUSTER_FIGURES names, if any. Ends
/// the program when that cannot be written, or when a cost is not one: nothing may be missing from a table unseen.
inline void report(const Figure &figure)
{
    const bool isCompared = !figure.reference.empty();
    if (!std::isfinite(figure.ours) || figure.ours < 0 || (isCompared && !(figure.theirs > 0 && figure.ours > 0))) {
        std::fprintf(stderr, "%s: %g and %g cannot be compared\n", figure.name.c_str(), figure.ours, figure.theirs);
        std::exit(1);
    }
    const bool isLeast = isCompared && figure.ratio == Ratio::TimesAsFast;
    const double ratio = !isCompared ? 0 : isLeast ? figure.theirs / figure.ours : figure.ours / figure.theirs;
    const double judged = isCompared ? ratio : figure.ours;
    const bool isMet = !figure.wanted || (isLeast ? judged >= *figure.wanted : judged <= *figure.wanted);

    std::string line = figure.name + ": " + detail::shown(figure.ours) + ' ' + figure.unit;
    std::string json = "{\"name\":" + detail::quoted(figure.name) + ",\"unit\":" + detail::quoted(figure.unit)
        + ",\"ours\":" + detail::number(figure.ours);
    if (isCompared) {
        line += ", " + figure.reference + ' ' + detail::shown(figure.theirs) + ": " + detail::shown(ratio)
            + (isLeast ? " times as fast" : " times as much");
        json += ",\"reference\":" + detail::quoted(figure.reference) + ",\"theirs\":" + detail::number(figure.theirs)
            + ",\"ratio\":" + detail::number(ratio);
    }
    json += std::string(",\"better\":\"") + (isLeast ? "more" : "less") + '"';
    if (figure.wanted) {
        line += std::string(" (wanted: ") + (isLeast ? "at least " : "at most ") + detail::shown(*figure.wanted)
            + (isMet ? ")" : ", missed)");
        json += ",\"wanted\":" + detail::number(*figure.wanted) + ",\"met\":" + (isMet ? "true" : "false");
    }
    if (figure.memory) {
        line += ", " + detail::shown(*figure.memory) + " MiB";
        json += ",\"memory\":" + detail::number(*figure.memory);
    }
    std::puts(line.c_str());
    std::fflush(stdout);
    const char *const path = std::getenv("MUSTER_FIGURES");
    if (!path)
        return;
    std::ofstream file(path, std::ios::app);
    file << json << "}\n";
    file.close();
    if (!file) {
        std::perror(path);
        std::exit(1);
    }
}

/// By how much this process grew at its highest since this was made. What was freed before and is used again counts
/// for nothing, so that it is for work that comes before a peer's.
class MemoryGrowth
{
public:
    MemoryGrowth()
    {
        std::ofstream("/proc/self/clear_refs") << '5'; // the highest size begins anew
        m_before = kibibytes("VmRSS:");
    }
    [[nodiscard]] double mebibytes() const { return double(std::max(kibibytes("VmHWM:") - m_before, 0L)) / 1024; }

private:
    static long kibibytes(const std::string &name)
    {
        std::ifstream file("/proc/self/status");
        std::string line;
        while (std::getline(file, line)) {
            if (line.starts_with(name))
                return std::atol(line.c_str() + name.size());
        }
        return 0;
    }

    long m_before = 0;
};

/// What a piece of work took: processor time of all threads, and memory.
struct Cost
{
    double seconds = 0;
    double mebibytes = 0;
};

/// Of what `work` does. What it returns lives until the memory has been looked at.
template <typename Work>
Cost costOf(const Work &work)
{
    const auto processor = [] {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
    };
    const MemoryGrowth growth;
    const double begin = processor();
    [[maybe_unused]] const auto kept = work();
    return {processor() - begin, growth.mebibytes()};
}

/// `measured` in a process of its own, which starts from what this one is. There must be no other threads yet.
inline Cost costApart(const std::function<Cost()> &measured)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        std::exit(1);
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const Cost cost = measured();
        _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
    }
    close(ends[1]);
    Cost cost;
    const bool isThere = read(ends[0], &cost, sizeof cost) == sizeof cost;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (!isThere || status != 0) {
        std::fprintf(stderr, "a measuring process ended with status %d\n", status);
        std::exit(1);
    }
    return cost;
}

/// Numbers of records, ascending, of MUSTER_FLAT_SIZES, as "10000 1000000"; none when that is not set.
inline std::vector<std::int64_t> flatSizes()
{
    std::vector<std::int64_t> sizes;
    const char *const text = std::getenv("MUSTER_FLAT_SIZES");
    for (char *at = const_cast<char *>(text ? text : ""); *at != '\0';) {
        const std::int64_t size = std::strtoll(at, &at, 10);
        if (size <= 0)
            break;
        sizes.push_back(size);
    }
    return sizes;
}

/// Whether the cost of a record stays the same however many there are, and what memory they take: the median of
/// several measures where there are few. The ratio is to a million, or to the most that there are below.
inline void reportFlatness(const std::string &name, const std::vector<std::int64_t> &sizes,
                           const std::function<Cost(std::int64_t records)> &measured)
{
    struct Row
    {
        std::int64_t records;
        double nanoseconds, mebibytes;
    };
    std::vector<Row> rows;
    for (const std::int64_t records : sizes) {
        std::vector<double> seconds, mebibytes;
        for (std::int64_t round = 0; round < std::clamp<std::int64_t>(1'000'000 / records, 1, 9); ++round) {
            const Cost cost = measured(records);
            seconds.push_back(cost.seconds);
            mebibytes.push_back(cost.mebibytes);
        }
        std::sort(seconds.begin(), seconds.end());
        std::sort(mebibytes.begin(), mebibytes.end());
        rows.push_back({records, seconds[seconds.size() / 2] / double(records) * 1e9, mebibytes[mebibytes.size() / 2]});
    }
    const Row *base = nullptr;
    for (const Row &row : rows) {
        if (row.records <= 1'000'000)
            base = &row;
    }
    for (const Row &row : rows) {
        Figure figure{.name = name + ", " + std::to_string(row.records) + " records", .unit = "ns a record"};
        figure.ours = row.nanoseconds;
        figure.memory = row.mebibytes;
        if (base && base != &row) {
            figure.reference = std::to_string(base->records) + " records";
            figure.theirs = base->nanoseconds;
            figure.ratio = Ratio::OfTheirs;
        }
        report(figure);
    }
}

} // namespace muster::perf
