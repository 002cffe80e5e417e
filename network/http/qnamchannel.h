// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QSslConfiguration>
#include <QStringList>
#include <QTimer>
#include <coroutine>
#include <memory>
#include <optional>

namespace muster {

/// A request body that can be read once and never rewound. QNetworkAccessManager repeats a write by itself when the
/// server closes without an answer; from a sequential device it cannot, and reports ContentReSendError instead (F46).
class UploadDevice final : public QIODevice
{
    Q_OBJECT

public:
    explicit UploadDevice(QByteArray bytes, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override;
    /// Refused; Qt tries it before it would send a request again.
    bool seek(qint64) override { return false; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool wasRead() const { return m_position > 0; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_bytes;
    qsizetype m_position = 0;
};

/// Watches one QNetworkReply: takes its bytes as they come, keeps the limits, and turns whatever happens into one
/// result. An answer with a length is whole with its last byte: it is handed on then, and the reply ends by itself.
///
/// Awaited once, by the coroutine that made it; that resumes from the event loop, never from within a call of ours or
/// a signal of the reply. It must not be destroyed while it is awaited.
class QnamExchange final : public QObject
{
    Q_OBJECT

public:
    /// Takes over `reply`; `upload` lives as long as the reply.
    QnamExchange(const HttpRequest &request, QNetworkReply *reply, const UploadDevice &upload);
    ~QnamExchange() override;

    /// Gives up: at once, or after limits.afterStop if the request is on its way.
    void stop();
    /// Its connection is gone: what may have left is unknown.
    void loseConnection();
    [[nodiscard]] Result<HttpReply> takeResult();

    // What co_await asks for. Not a signal: QCoro delivers those through one more turn of the event loop.
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiter) noexcept { m_waiter = waiter; }
    void await_resume() const noexcept { }

Q_SIGNALS:
    void ended(); ///< Once, with the result.

private:
    void takeHead();
    void takeBytes();
    void watchPace();
    void takeEnd();
    void takeWhole();
    void cancel();
    void end(ErrorKind kind, const char *code, const QString &detail = {});
    void settle();
    void wake();
    [[nodiscard]] bool mayHaveLeft() const;
    [[nodiscard]] ErrorKind kindOf(QNetworkReply::NetworkError error) const;

    QPointer<QNetworkReply> m_reply; ///< Gone when its manager is.
    const UploadDevice &m_upload;
    const QString m_host;
    const QNetworkProxy m_proxy; ///< Through which it goes; NoProxy: straight.
    const bool m_tls;
    const HttpLimits m_limits;
    HttpReply m_answer;
    std::optional<ApiError> m_error;
    QTimer m_firstByte;
    QTimer m_overall;
    QTimer m_stalled;
    QTimer m_afterStop;
    QElapsedTimer m_elapsed;
    qint64 m_announced = -1; ///< Content-Length; -1: none.
    qint64 m_paceMark = 0; ///< Size of the body when m_stalled began.
    std::coroutine_handle<> m_waiter;
    QString m_tlsFaults;
    bool m_endsWithLength = false; ///< The body's end is known from m_announced alone.
    bool m_connecting = false; ///< A connection of its own was begun, so nothing was written to a kept one.
    bool m_encrypted = false;
    bool m_requestSent = false; ///< Qt does not say so of an empty body.
    bool m_whole = false; ///< Settled with an answer; the reply may still be running.
    bool m_settled = false;
};

/// The real thing, on QNetworkAccessManager, with everything it does by itself switched off: redirects, repeats,
/// cookies, stored credentials, unpacking, HTTP/2. Keeps connections. Proxies are those that Qt knows of the system.
/// See resources/decisions/transport.md. GUI thread.
class QnamChannel final : public HttpChannel
{
public:
    /// `caCertificates`: PEM files added by a person (S14), on top of the system's. An unreadable one is left out.
    explicit QnamChannel(const QStringList &caCertificates = {});
    ~QnamChannel() override; ///< What is still awaited ends as Cancelled.

    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override;
    void dropConnections() override;

    /// What TLS connections are made with: 1.2 or later, peer verified, the system's authorities and `caCertificates`,
    /// and a server is asked for a word on revocation; see hostprobe.h for what has to be made of its absence.
    [[nodiscard]] static QSslConfiguration tlsConfiguration(const QStringList &caCertificates);

private:
    void open();
    [[nodiscard]] QNetworkRequest prepared(const HttpRequest &request) const;

    const QStringList m_caCertificates;
    QSslConfiguration m_tls;
    QSet<QnamExchange *> m_running;
    std::unique_ptr<QNetworkAccessManager> m_manager; ///< With the first request. Ends what is running when it goes.
};

} // namespace muster
