// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"

#include <QByteArray>
#include <QByteArrayView>

namespace muster {

/// HTTP/1.x requests out of a stream of bytes (RFC 9112), strictly and with limits: whatever comes in, memory stays
/// under maxHead + maxBody and what does not fit is refused by a status, never guessed at.
class SandboxRequestParser
{
public:
    enum class State { Head, Body, Complete, Failed };

    static constexpr qsizetype maxHead = 32 * 1024; ///< Bytes of request line and headers; else 431.
    static constexpr qsizetype maxHeaders = 100; ///< Else 431.
    static constexpr qsizetype maxTarget = 8 * 1024; ///< Else 414.
    static constexpr qsizetype maxBody = 1024 * 1024; ///< Else 413.

    /// Takes bytes in; stops at the end of a request and keeps what follows. Nothing happens once it has failed.
    State feed(QByteArrayView bytes);
    [[nodiscard]] State state() const { return m_state; }
    /// 400, 413, 414, 431, 501 or 505 once it has failed.
    [[nodiscard]] int failure() const { return m_failure; }
    /// Whole once Complete; without the body from the moment the state is Body.
    [[nodiscard]] const SandboxHttpRequest &request() const { return m_request; }
    /// Nothing of a request has come yet.
    [[nodiscard]] bool isIdle() const { return m_state == State::Head && m_buffer.isEmpty(); }
    /// Hands out a complete request and goes on with the bytes kept behind it.
    [[nodiscard]] SandboxHttpRequest take();

private:
    enum class Chunk { Size, Data, End, Trailers };

    bool step();
    bool stepHead();
    bool stepChunked();
    bool readChunkSize();
    bool readTrailer();
    bool readRequestLine(QByteArrayView line);
    bool readHeader(QByteArrayView line);
    bool judgeFraming();
    bool fail(int status);
    /// The line at the front without its end; false while it is not whole, or when it has failed.
    bool takeLine(qsizetype limit, QByteArray &line);

    State m_state = State::Head;
    int m_failure = 0;
    QByteArray m_buffer;
    SandboxHttpRequest m_request;
    bool m_haveRequestLine = false;
    qsizetype m_headBytes = 0;
    bool m_chunked = false;
    Chunk m_chunk = Chunk::Size;
    qsizetype m_remaining = 0; ///< Of the body, or of the chunk.
};

} // namespace muster
