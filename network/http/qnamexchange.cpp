// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/qnamexchange.h"

#include "network/http/uploaddevice.h"

#include <QSslError>
#include <algorithm>
#include <utility>

namespace muster {

QnamExchange::QnamExchange(QNetworkReply *reply, const UploadDevice *upload, HttpLimits limits)
    : m_reply(reply)
    , m_upload(upload)
    , m_host(reply->url().host(QUrl::FullyEncoded))
    , m_tls(reply->url().scheme() == QLatin1String("https"))
    , m_limits(limits)
{
    m_elapsed.start();
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] { m_connecting = true; });
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_encrypted = true; });
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(reply, &QNetworkReply::metaDataChanged, this, &QnamExchange::takeHeaders);
    connect(reply, &QNetworkReply::readyRead, this, &QnamExchange::takeBytes);
    connect(reply, &QNetworkReply::finished, this, &QnamExchange::takeEnd);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        // Only noted: without ignoreSslErrors() the connection is given up before anything of the request is sent.
        for (const QSslError &error : errors)
            m_tlsFaults += (m_tlsFaults.isEmpty() ? QString() : QStringLiteral("; ")) + error.errorString();
    });
    // With the manager goes the reply, and no other signal would ever end the wait.
    connect(reply, &QObject::destroyed, this, &QnamExchange::cancel);
    for (QTimer *timer : {&m_firstByte, &m_overall, &m_afterStop})
        timer->setSingleShot(true);
    connect(&m_afterStop, &QTimer::timeout, this, &QnamExchange::cancel);
    connect(&m_firstByte, &QTimer::timeout, this, [this] { end(ErrorKind::TimedOut, QStringLiteral("first_byte")); });
    connect(&m_overall, &QTimer::timeout, this, [this] { end(ErrorKind::TimedOut, QStringLiteral("overall")); });
    m_firstByte.start(limits.firstByte);
    m_overall.start(limits.overall);
}

QnamExchange::~QnamExchange()
{
    if (m_reply.isNull())
        return;
    m_reply->disconnect(this);
    if (m_whole && m_reply->isRunning()) {
        // All of it is here, only the word that it ended is under way; abort() would cost the connection.
        connect(m_reply, &QNetworkReply::finished, m_reply, &QObject::deleteLater);
        return;
    }
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
}

void QnamExchange::stop()
{
    if (m_limits.afterStop.count() == 0 || !anythingSent())
        return cancel();
    if (!m_settled && !m_afterStop.isActive())
        m_afterStop.start(m_limits.afterStop);
}

void QnamExchange::cancel()
{
    end(ErrorKind::Cancelled, QStringLiteral("cancelled"));
}

Result<HttpReply> QnamExchange::takeResult()
{
    if (m_error)
        return failure(*std::move(m_error));
    return std::move(m_answer);
}

void QnamExchange::takeHeaders()
{
    if (m_settled || m_answer.status != 0)
        return;
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_answer.status == 0)
        return;
    m_firstByte.stop();
    m_answer.headers = m_reply->rawHeaderPairs();
    qsizetype bytes = 0;
    for (const auto &[name, value] : std::as_const(m_answer.headers))
        bytes += name.size() + value.size() + 4;
    // QNetworkAccessManager joins lines of one name with a line feed or a comma, so lines are counted through both.
    qsizetype lines = 0;
    for (const auto &[name, value] : std::as_const(m_answer.headers))
        lines += 1 + value.count('\n');
    if (lines > m_limits.headerLines || bytes > m_limits.headerBytes)
        return end(ErrorKind::LimitExceeded, QStringLiteral("headers"));
    bool whole = false;
    const qint64 length = m_answer.header("content-length").toLongLong(&whole);
    m_announced = whole && length >= 0 ? length : -1;
    // RFC 9112 section 6.3: with a transfer coding the length says nothing.
    m_endsWithLength = m_announced > 0 && m_answer.header("transfer-encoding").isEmpty();
    if (m_announced > m_limits.bodyBytes)
        return end(ErrorKind::LimitExceeded, QStringLiteral("body_bytes"));
    // The announced length is believed only up to 1 MiB ahead of what has arrived.
    m_answer.body.reserve(static_cast<qsizetype>(std::clamp<qint64>(m_announced, 0, 1 << 20)) + bodyPadding);
}

void QnamExchange::takeBytes()
{
    if (m_settled)
        return;
    const qint64 count = m_reply->bytesAvailable();
    if (count <= 0)
        return;
    QByteArray &body = m_answer.body;
    const qsizetype old = body.size();
    if (old + count > m_limits.bodyBytes)
        return end(ErrorKind::LimitExceeded, QStringLiteral("body_bytes"));
    const qsizetype needed = old + static_cast<qsizetype>(count) + bodyPadding;
    if (body.capacity() < needed)
        body.reserve(std::max(needed, std::min<qsizetype>(body.capacity() * 2, (64 << 20) + bodyPadding)));
    body.resize(old + static_cast<qsizetype>(count));
    const qint64 got = m_reply->read(body.data() + old, count);
    body.resize(old + static_cast<qsizetype>(std::max<qint64>(got, 0)));
    if (m_endsWithLength && body.size() == m_announced)
        takeWhole();
}

void QnamExchange::takeEnd()
{
    if (m_settled)
        return;
    takeHeaders();
    takeBytes();
    if (m_settled)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    const QString words = m_tlsFaults.isEmpty() ? m_reply->errorString() : m_tlsFaults;
    if (m_answer.status == 0)
        return end(kindOf(error), QString(), words);
    // From 300 on the status alone decides, and the body may be anything: Qt reports content errors for 4xx and 5xx,
    // and for a 307 or 308 to a write that it could not rewind the body (it does not follow nor repeat anything).
    // Below, every error means a cut body. NoError proves nothing for a chunked body (decoding must).
    if (m_answer.status < 300 && error != QNetworkReply::NoError)
        return end(ErrorKind::ConnectionLost, QStringLiteral("cut_body"), words);
    if (m_answer.status < 300 && m_answer.status != 204 && m_announced >= 0 && m_answer.body.size() != m_announced)
        return end(ErrorKind::BrokenBody, QStringLiteral("cut_body"));
    takeWhole();
}

void QnamExchange::takeWhole()
{
    if (m_answer.body.capacity() < m_answer.body.size() + bodyPadding)
        m_answer.body.reserve(m_answer.body.size() + bodyPadding);
    m_answer.latency = std::chrono::milliseconds(m_elapsed.elapsed());
    m_whole = true;
    settle();
}

void QnamExchange::end(ErrorKind kind, const QString &code, const QString &detail)
{
    if (m_settled)
        return;
    ApiError error;
    error.kind = kind;
    error.code = code;
    error.detail = detail.left(2000);
    error.subject = m_host;
    error.httpStatus = m_answer.status;
    m_error = error;
    settle();
    if (!m_reply.isNull())
        m_reply->abort();
}

void QnamExchange::settle()
{
    m_settled = true;
    m_firstByte.stop();
    m_overall.stop();
    m_afterStop.stop();
    QMetaObject::invokeMethod(this, &QnamExchange::wake, Qt::QueuedConnection);
}

void QnamExchange::wake()
{
    if (m_waiter)
        std::exchange(m_waiter, {}).resume();
}

bool QnamExchange::anythingSent() const
{
    if (m_requestSent || (m_upload != nullptr && m_upload->wasRead()))
        return true;
    // Of a DELETE Qt tells nothing: it counts as sent unless its handshake is not done.
    const bool handshaking = m_connecting && !m_encrypted && m_tls;
    return m_upload != nullptr && m_upload->isEmpty() && !handshaking;
}

ErrorKind QnamExchange::kindOf(QNetworkReply::NetworkError error) const
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorKind::TlsRefused;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
        return ErrorKind::NotSent;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return anythingSent() ? ErrorKind::ConnectionLost : ErrorKind::ProxyRefused;
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::RemoteHostClosedError:
        // Qt connects again behind our back when a kept connection was closed, so "closed" always counts as sent.
        return ErrorKind::ConnectionLost;
    default:
        return m_tlsFaults.isEmpty() ? (anythingSent() ? ErrorKind::ConnectionLost : ErrorKind::NotSent)
                                     : ErrorKind::TlsRefused;
    }
}

} // namespace muster
