// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/curlrequest.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <coroutine>
#include <optional>
#include <string_view>

namespace muster {

class CurlMulti;

/// One request on its way: lets it leave once, takes the answer's bytes as they come, keeps the limits, and turns
/// whatever happens into one result.
///
/// Awaited once, by the coroutine that made it; that resumes from the event loop, never from within a call of ours or
/// of libcurl's. It must not be destroyed while it is awaited.
class CurlExchange final : public QObject
{
    Q_OBJECT

public:
    CurlExchange(HttpRequest request, const TlsTrust &trust);
    ~CurlExchange() override; ///< Gives up what still runs.

    void start(CurlMulti &multi);
    /// Gives up: at once, or after limits.afterStop if the request is on its way.
    void stop();
    [[nodiscard]] Result<HttpReply> takeResult();

    // What co_await asks for.
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_waiter = waiter; }
    void await_resume() const noexcept { }

    // For CurlMulti.
    [[nodiscard]] CURL *handle() const { return m_request.handle(); }
    void end(CURLcode code); ///< The transfer is over.
    void orphan() { cancel(); } ///< There is nobody any more who could tell of the end.

private:
    static std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *self);
    static std::size_t onBody(char *data, std::size_t size, std::size_t count, void *self);
    static int onLeaving(void *self, char *, char *, int, int localPort);
    [[nodiscard]] bool mayLeave(int localPort);
    [[nodiscard]] bool takeHeader(std::string_view line);
    [[nodiscard]] bool takeHead();
    [[nodiscard]] bool takeBody(std::string_view bytes);
    [[nodiscard]] bool refuse(ErrorKind kind, const char *code);
    void takeWhole();
    void cancel();
    void giveUp(ErrorKind kind, const char *code);
    void fail(ErrorKind kind, const char *code, const QString &detail);
    void settle();
    void wake();
    [[nodiscard]] bool handshakeBroke() const;
    [[nodiscard]] ErrorKind kindOf(CURLcode code) const;

    CurlRequest m_request;
    QPointer<CurlMulti> m_multi;
    HttpReply m_answer;
    std::optional<ApiError> m_error;
    std::optional<std::pair<ErrorKind, const char *>> m_refusal; ///< Why a callback stopped the transfer.
    QTimer m_firstByte;
    QTimer m_overall;
    QTimer m_afterStop;
    QElapsedTimer m_elapsed;
    std::coroutine_handle<> m_waiter;
    qsizetype m_headerLines = 0;
    qsizetype m_headerBytes = 0;
    bool m_headDone = false;
    bool m_left = false; ///< The request, or a part of it, may be with the server.
    bool m_connectionEnded = false; ///< A kept connection was found closed before anything left.
    bool m_settled = false;
};

} // namespace muster
