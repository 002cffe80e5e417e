// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace muster::perf {

/// A program that runs as a process of its own; ended at the latest when this goes. Whatever fails ends the benchmark.
class StartedProgram
{
public:
    struct Memory ///< MiB, as the kernel sums them up; what is mapped from a file and shared counts in part or not.
    {
        double resident = 0;
        double proportional = 0; ///< Shared pages divided by the number of those who share.
        double own = 0; ///< Pages of this process alone.
    };

    explicit StartedProgram(const std::vector<std::string> &command);
    ~StartedProgram();
    StartedProgram(const StartedProgram &) = delete;
    StartedProgram &operator=(const StartedProgram &) = delete;

    static bool isInstalled(const std::string &program);
    [[nodiscard]] std::chrono::steady_clock::time_point started() const { return m_started; }
    [[nodiscard]] Memory memory() const;
    [[nodiscard]] double processor() const; ///< Milliseconds that its threads have run: hardly moved by what else runs.
    void end(); ///< Asks it to go and waits for that.
    /// What it wrote as "start-up MICROSECONDS" (of the steady clock) on standard error; once it has ended.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> ownMark() const { return m_mark; }

private:
    pid_t m_process = -1;
    int m_errors = -1;
    std::chrono::steady_clock::time_point m_started;
    std::optional<std::chrono::steady_clock::time_point> m_mark;
};

} // namespace muster::perf
