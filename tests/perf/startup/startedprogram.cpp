// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/perf/startup/startedprogram.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace muster::perf {

namespace {

constexpr const char mark[] = "start-up ";

[[noreturn]] void give(const std::string &why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

} // namespace

StartedProgram::StartedProgram(const std::vector<std::string> &command)
{
    std::vector<char *> arguments;
    for (const std::string &word : command)
        arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        give("no pipe can be made");
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    m_started = std::chrono::steady_clock::now();
    m_process = vfork();
    if (m_process == 0) {
        dup2(nothing, STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    close(nothing);
    close(ends[1]);
    m_errors = ends[0];
    if (m_process < 0)
        give("no process can be made");
}

StartedProgram::~StartedProgram()
{
    end();
}

bool StartedProgram::isInstalled(const std::string &program)
{
    return access(program.c_str(), X_OK) == 0;
}

StartedProgram::Memory StartedProgram::memory() const
{
    std::ifstream file("/proc/" + std::to_string(m_process) + "/smaps_rollup");
    Memory memory;
    std::string line;
    while (std::getline(file, line)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos)
            continue;
        const std::string name = line.substr(0, colon);
        const double mebibytes = std::atof(line.c_str() + colon + 1) / 1024;
        if (name == "Rss")
            memory.resident = mebibytes;
        else if (name == "Pss")
            memory.proportional = mebibytes;
        else if (name == "Private_Clean" || name == "Private_Dirty")
            memory.own += mebibytes;
    }
    if (memory.resident <= 0)
        give("the memory cannot be read: Muster hides it from all but root");
    return memory;
}

double StartedProgram::processor() const
{
    double nanoseconds = 0;
    const std::filesystem::path threads = "/proc/" + std::to_string(m_process) + "/task";
    for (const auto &thread : std::filesystem::directory_iterator(threads)) {
        std::ifstream file(thread.path() / "schedstat");
        double ran = 0;
        if (file >> ran)
            nanoseconds += ran;
    }
    return nanoseconds / 1e6;
}

void StartedProgram::end()
{
    if (m_process <= 0)
        return;
    kill(m_process, SIGTERM);
    std::string said;
    char part[4096];
    ssize_t count = 0;
    while ((count = read(m_errors, part, sizeof part)) > 0) // until it has gone
        said.append(part, std::size_t(count));
    close(m_errors);
    waitpid(m_process, nullptr, 0);
    m_process = -1;
    if (const std::size_t place = said.find(mark); place != std::string::npos) {
        const auto since = std::chrono::microseconds(std::atoll(said.c_str() + place + sizeof mark - 1));
        m_mark = std::chrono::steady_clock::time_point(since);
    }
}

} // namespace muster::perf
