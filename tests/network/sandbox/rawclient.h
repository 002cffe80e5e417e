// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxserver.h"

#include <QByteArray>
#include <chrono>

namespace muster::test {

/// An answer as it stood on the wire.
struct RawAnswer
{
    int status = 0; ///< 0: no whole head came.
    QByteArray head; ///< Without the empty line.
    QByteArray body; ///< As framed: chunks are not taken apart.
};

/// A blocking client that sends exactly the bytes it is given: what a well-behaved library would never send, too.
class RawClient
{
public:
    explicit RawClient(const SandboxServer &server);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void send(const QByteArray &bytes);
    /// Reads one answer by its Content-Length, or up to the end of the connection when there is none.
    [[nodiscard]] RawAnswer read();
    /// Everything up to the end of the connection.
    [[nodiscard]] QByteArray readToEnd();
    /// Waits for the end of the connection, up to 5 s; what comes before it is thrown away.
    [[nodiscard]] bool endedByFin();
    [[nodiscard]] bool endedByReset();
    /// Nothing comes and nothing ends for that long.
    [[nodiscard]] bool isSilentFor(std::chrono::milliseconds time);

    /// A token by the JSON spelling.
    [[nodiscard]] static QByteArray token(const SandboxServer &server);
    [[nodiscard]] static QByteArray queryRequest(const QByteArray &token, int limit, const QByteArray &more = {});
    [[nodiscard]] static QByteArray listRequest(const QByteArray &token, const QByteArray &more = {});
    [[nodiscard]] static QByteArray bodyOf(const QByteArray &wire);

private:
    bool fill(std::chrono::milliseconds limit = std::chrono::seconds(5));

    int m_descriptor = -1;
    QByteArray m_buffer;
    bool m_ended = false;
    bool m_reset = false;
};

} // namespace muster::test
