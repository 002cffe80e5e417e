// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace muster::perf {

/// A loopback server in a process of its own: what is measured is the client. Speaks just enough of the contract for
/// one segment of `records` contacts with twelve attributes. Its pages are rendered before the clock starts; those
/// beyond `renderedRecords`, for which there may be no room, when they are asked for, so that then only the client's
/// processor time tells something.
class PageServer
{
public:
    /// Returns when the pages are rendered. `thinkTime` passes before each page.
    PageServer(std::int64_t records, int pageSize, std::chrono::milliseconds thinkTime);
    ~PageServer(); ///< Ends the process.
    PageServer(const PageServer &) = delete;
    PageServer &operator=(const PageServer &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

    static const std::vector<std::string> &attributes();
    static constexpr std::int64_t renderedRecords = 2'000'000;
    static constexpr const char *segmentId = "0b5f1c9e-58a1-4c36-9f0e-2d7f6f1f0001";

private:
    int m_port = 0;
    int m_process = -1;
};

} // namespace muster::perf
