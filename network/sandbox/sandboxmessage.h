// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"
#include "network/wire/apierror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QStringList>

namespace muster {

using SandboxHeaders = QList<QPair<QByteArray, QByteArray>>;

/// A request as the tenant judges it, whichever door it came through.
struct SandboxHttpRequest
{
    QByteArray method;
    QByteArray target; ///< Path and query, percent-encoded, beginning with a slash.
    int minorVersion = 1; ///< Of HTTP/1.x.
    SandboxHeaders headers; ///< In the order they came, names as they were spelt.
    QByteArray body;

    /// The first header of that name (any case); null when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] int headerCount(QByteArrayView name) const;
    [[nodiscard]] QByteArray path() const; ///< Without the query, still encoded.
    [[nodiscard]] QStringList pieces() const; ///< Of the path, each decoded by itself: an encoded slash parts nothing.
    [[nodiscard]] bool wantsKeepAlive() const;
};

struct SandboxAnswer
{
    int status = 200;
    SandboxHeaders headers; ///< Beyond Content-Type and the framing ones.
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray body;
};

[[nodiscard]] SandboxAnswer sandboxJsonAnswer(int status, const QJsonObject &object);
/// The contract's error body (section 1); `details` are cut to 20.
[[nodiscard]] SandboxAnswer sandboxError(int status, QLatin1String code, const QString &message,
                                         const QList<FieldFault> &details = {});
/// As the header Date has it.
[[nodiscard]] QByteArray sandboxHttpDate(const QDateTime &time);
/// "Not Found" and the like; "Status" for a code without a name of its own.
[[nodiscard]] QByteArray sandboxReason(int status);
/// Does the Accept header (may be null: anything) admit application/json? RFC 9110 section 12.5.1.
[[nodiscard]] bool sandboxAcceptsJson(const QByteArray &accept);
/// The media type of a Content-Type header in lower case, without parameters; empty when the parameters name another
/// character set than UTF-8.
[[nodiscard]] QByteArray sandboxMediaType(const QByteArray &contentType);

/// An answer as bytes for the wire.
struct SandboxFrame
{
    QByteArray bytes;
    bool close = false; ///< The connection must be closed behind it.
};

/// Puts an answer into the framing that `fault` asks for (may be null: Content-Length), its body cut when it is a
/// Truncate. Headers are kept few and short: some clients read plain http heads one byte a system call.
[[nodiscard]] SandboxFrame sandboxFrame(const SandboxAnswer &answer, const SandboxHttpRequest &request,
                                        const SandboxFault *fault);

/// HTTP/1.x requests out of a stream of bytes (RFC 9112), strictly and with limits: whatever comes in, memory stays
/// under maxHead + the limit for bodies and what does not fit is refused by a status, never guessed at.
class SandboxRequestParser
{
public:
    enum class State { Head, Body, Complete, Failed };

    static constexpr qsizetype maxHead = 32 * 1024; ///< Bytes of request line and headers; else 431.
    static constexpr qsizetype maxHeaders = 100; ///< Else 431.
    static constexpr qsizetype maxTarget = 8 * 1024; ///< Else 414.
    static constexpr qsizetype maxBody = 1024 * 1024; ///< Where no other limit is given; else 413.

    explicit SandboxRequestParser(qsizetype bodyLimit = maxBody)
        : m_bodyLimit(bodyLimit)
    {
    }

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

    const qsizetype m_bodyLimit;
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
