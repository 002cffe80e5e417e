// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <coroutine>
#include <optional>

namespace muster {

class UploadDevice;

/// Watches one QNetworkReply: takes its bytes as they come, keeps the limits, and turns whatever happens into one
/// result. An answer with a length is whole with its last byte: it is handed on then, and the reply ends by itself.
///
/// Awaited once, by the coroutine that made it; that resumes from the event loop, never from within a call of ours or
/// a signal of the reply. It must not be destroyed while it is awaited.
class QnamExchange final : public QObject
{
    Q_OBJECT

public:
    /// Takes over `reply`; `upload` (may be nullptr) lives as long as the reply.
    QnamExchange(QNetworkReply *reply, const UploadDevice *upload, HttpLimits limits);
    ~QnamExchange() override;

    /// Gives up: at once, or after limits.afterStop if the request is on its way.
    void stop();
    void cancel();
    [[nodiscard]] Result<HttpReply> takeResult();

    // What co_await asks for. Not a signal: QCoro delivers those through one more turn of the event loop.
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_waiter = waiter; }
    void await_resume() const noexcept {}

private:
    void takeHeaders();
    void takeBytes();
    void takeEnd();
    void end(ErrorKind kind, const QString &code, const QString &detail = {});
    void takeWhole();
    void settle();
    void wake();
    [[nodiscard]] ErrorKind kindOf(QNetworkReply::NetworkError error) const;
    [[nodiscard]] bool anythingSent() const;

    QPointer<QNetworkReply> m_reply; ///< Gone when its manager is.
    const UploadDevice *m_upload;
    QString m_host; ///< Kept for error words, as the reply may be gone by then.
    bool m_tls;
    HttpLimits m_limits;
    HttpReply m_answer;
    std::optional<ApiError> m_error;
    QTimer m_firstByte;
    QTimer m_overall;
    QTimer m_afterStop;
    QElapsedTimer m_elapsed;
    qint64 m_announced = -1; ///< Content-Length; -1: none.
    std::coroutine_handle<> m_waiter;
    bool m_endsWithLength = false; ///< The body's end is known from m_announced alone.
    QString m_tlsFaults;
    bool m_connecting = false; ///< A connection of its own was begun: none was kept, or that one was closed.
    bool m_encrypted = false;
    bool m_requestSent = false; ///< Qt does not say so of an empty body.
    bool m_whole = false; ///< Settled with an answer; the reply may still be running.
    bool m_settled = false;
};

} // namespace muster
