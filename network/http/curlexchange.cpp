// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/curlexchange.h"

#include "network/http/curlmulti.h"

#include <algorithm>
#include <utility>

namespace muster {

CurlExchange::CurlExchange(HttpRequest request, const TlsTrust &trust)
    : m_request(std::move(request), trust)
{
    m_request.set(CURLOPT_PRIVATE, this);
    m_request.set(CURLOPT_HEADERFUNCTION, &CurlExchange::onHeader);
    m_request.set(CURLOPT_HEADERDATA, this);
    m_request.set(CURLOPT_WRITEFUNCTION, &CurlExchange::onBody);
    m_request.set(CURLOPT_WRITEDATA, this);
    m_request.set(CURLOPT_PREREQFUNCTION, &CurlExchange::onLeaving);
    m_request.set(CURLOPT_PREREQDATA, this);
    for (QTimer *timer : {&m_firstByte, &m_overall, &m_afterStop})
        timer->setSingleShot(true);
    connect(&m_afterStop, &QTimer::timeout, this, &CurlExchange::cancel);
    connect(&m_firstByte, &QTimer::timeout, this, [this] { giveUp(ErrorKind::TimedOut, "first_byte"); });
    connect(&m_overall, &QTimer::timeout, this, [this] { giveUp(ErrorKind::TimedOut, "overall"); });
}

CurlExchange::~CurlExchange()
{
    if (!m_settled && !m_multi.isNull())
        m_multi->abandon(*this);
}

void CurlExchange::start(CurlMulti &multi)
{
    m_elapsed.start();
    if (!m_request.isSound())
        return fail(ErrorKind::NotSent, "unsound_request", m_request.words());
    m_firstByte.start(m_request.limits().firstByte);
    m_overall.start(m_request.limits().overall);
    m_multi = &multi;
    multi.start(*this);
}

void CurlExchange::stop()
{
    if (m_request.limits().afterStop.count() == 0 || !m_left)
        return cancel();
    if (!m_settled && !m_afterStop.isActive())
        m_afterStop.start(m_request.limits().afterStop);
}

void CurlExchange::cancel()
{
    giveUp(ErrorKind::Cancelled, "cancelled");
}

Result<HttpReply> CurlExchange::takeResult()
{
    if (m_error)
        return failure(*std::move(m_error));
    return std::move(m_answer);
}

int CurlExchange::onLeaving(void *self, char *, char *, int, int localPort)
{
    return static_cast<CurlExchange *>(self)->mayLeave(localPort) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/// Asked each time a connection is ready and the request is about to be written to it, thus also when libcurl wants to
/// repeat one that a kept connection swallowed. Nothing leaves twice (F46).
bool CurlExchange::mayLeave(int localPort)
{
    if (m_left || m_multi.isNull())
        return false;
    long made = 0;
    CurlLibrary::instance().easyGetinfo(handle(), CURLINFO_NUM_CONNECTS, &made);
    m_connectionEnded = made == 0 && !m_multi->isQuiet(localPort);
    m_left = !m_connectionEnded;
    return m_left;
}

std::size_t CurlExchange::onHeader(char *data, std::size_t size, std::size_t count, void *self)
{
    return static_cast<CurlExchange *>(self)->takeHeader({data, size * count}) ? size * count : 0;
}

std::size_t CurlExchange::onBody(char *data, std::size_t size, std::size_t count, void *self)
{
    return static_cast<CurlExchange *>(self)->takeBody({data, size * count}) ? size * count : 0;
}

/// One line, its end included. Those of interim answers and behind a chunked body count, and go.
bool CurlExchange::takeHeader(std::string_view line)
{
    m_headerBytes += static_cast<qsizetype>(line.size());
    if (++m_headerLines > m_request.limits().headerLines || m_headerBytes > m_request.limits().headerBytes)
        return refuse(ErrorKind::LimitExceeded, "headers");
    if (m_headDone)
        return true;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    HttpHeaders &headers = m_answer.headers;
    if (line.starts_with("HTTP/")) {
        headers.clear();
        return true;
    }
    if (line.empty())
        return takeHead();
    const QByteArray text(line.data(), static_cast<qsizetype>(line.size()));
    const qsizetype colon = text.indexOf(':');
    if ((line.front() == ' ' || line.front() == '\t') && !headers.isEmpty())
        headers.last().second += ' ' + text.trimmed();
    else if (colon > 0)
        headers.append({text.left(colon).trimmed(), text.mid(colon + 1).trimmed()});
    return true;
}

bool CurlExchange::takeHead()
{
    long status = 0;
    CurlLibrary::instance().easyGetinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    if (status < 200)
        return true;
    m_answer.status = static_cast<int>(status);
    m_headDone = true;
    m_firstByte.stop();
    // libcurl would unpack other codings of the transfer, asked for or not (S15).
    const QByteArray coding = m_answer.header("transfer-encoding").toLower();
    if (!coding.isEmpty() && coding != "chunked" && coding != "identity")
        return refuse(ErrorKind::BrokenBody, "transfer_coding");
    const qint64 announced = m_answer.header("content-length").toLongLong();
    if (announced > m_request.limits().bodyBytes)
        return refuse(ErrorKind::LimitExceeded, "body_bytes");
    // The announced length is believed only up to 1 MiB ahead of what has arrived.
    m_answer.body.reserve(static_cast<qsizetype>(std::clamp<qint64>(announced, 0, 1 << 20)) + bodyPadding);
    return true;
}

bool CurlExchange::takeBody(std::string_view bytes)
{
    QByteArray &body = m_answer.body;
    const qsizetype size = body.size() + static_cast<qsizetype>(bytes.size());
    if (size > m_request.limits().bodyBytes)
        return refuse(ErrorKind::LimitExceeded, "body_bytes");
    if (body.capacity() < size + bodyPadding)
        body.reserve(std::max(size + bodyPadding, std::min<qsizetype>(body.capacity() * 2, (64 << 20) + bodyPadding)));
    body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return true;
}

bool CurlExchange::refuse(ErrorKind kind, const char *code)
{
    m_refusal = {kind, code};
    return false;
}

void CurlExchange::end(CURLcode code)
{
    if (m_settled)
        return;
    if (std::exchange(m_connectionEnded, false) && !m_multi.isNull()) {
        // The other side closed it while it was idle; nothing has left, so a new one is as good as the first.
        m_request.set(CURLOPT_FRESH_CONNECT, 1L);
        return m_multi->start(*this);
    }
    if (m_refusal)
        return fail(m_refusal->first, m_refusal->second, {});
    if (!m_left && !m_multi.isNull() && m_multi->isOutOfDescriptors())
        return fail(ErrorKind::File, "too_many_files", m_request.words()); // waiting for the network would not help
    if (!m_headDone)
        return fail(kindOf(code), "", m_request.words());
    // From 300 on the status alone decides, and the body may be anything. Below, every error means a cut body.
    if (m_answer.status < 300 && code == CURLE_PARTIAL_FILE)
        return fail(ErrorKind::BrokenBody, "cut_body", m_request.words());
    if (m_answer.status < 300 && code != CURLE_OK)
        return fail(ErrorKind::ConnectionLost, "cut_body", m_request.words());
    takeWhole();
}

void CurlExchange::takeWhole()
{
    QByteArray &body = m_answer.body;
    if (body.capacity() < body.size() + bodyPadding)
        body.reserve(body.size() + bodyPadding);
    m_answer.latency = std::chrono::milliseconds(m_elapsed.elapsed());
    settle();
}

void CurlExchange::giveUp(ErrorKind kind, const char *code)
{
    if (m_settled)
        return;
    if (!m_multi.isNull())
        m_multi->abandon(*this);
    fail(kind, code, {});
}

void CurlExchange::fail(ErrorKind kind, const char *code, const QString &detail)
{
    ApiError error;
    error.kind = kind;
    error.code = QString::fromLatin1(code);
    error.detail = detail.left(2000);
    error.subject = m_request.host();
    error.httpStatus = m_answer.status;
    // What breaks, or stays silent, behind a proxy may be the proxy's doing, not the API's (F54).
    const QNetworkProxy &proxy = m_request.proxy();
    const bool mayBeProxy = kind == ErrorKind::ConnectionLost || kind == ErrorKind::TimedOut
        || kind == ErrorKind::BrokenBody || kind == ErrorKind::ProxyRefused || kind == ErrorKind::NotSent;
    if (mayBeProxy && proxy.type() != QNetworkProxy::NoProxy) {
        if (kind != ErrorKind::ProxyRefused)
            error.code
                = kind == ErrorKind::NotSent ? QStringLiteral("no_way_through_proxy") : QStringLiteral("through_proxy");
        error.subject = proxy.hostName() + u':' + QString::number(proxy.port());
    }
    m_error = error;
    settle();
}

void CurlExchange::settle()
{
    m_settled = true;
    m_firstByte.stop();
    m_overall.stop();
    m_afterStop.stop();
    QMetaObject::invokeMethod(this, &CurlExchange::wake, Qt::QueuedConnection);
}

void CurlExchange::wake()
{
    if (m_waiter)
        std::exchange(m_waiter, {}).resume();
}

/// The connection ended in the handshake without a word of TLS: not a refusal. libcurl has one code for both.
bool CurlExchange::handshakeBroke() const
{
    const QString words = m_request.words();
    return words.startsWith(QLatin1String("OpenSSL SSL_connect:")) || words.startsWith(QLatin1String("Recv failure:"))
        || words.startsWith(QLatin1String("Send failure:"));
}

/// Of a transfer without an answer.
ErrorKind CurlExchange::kindOf(CURLcode code) const
{
    // A refused repeat, too: the first may have been heard.
    if (m_left)
        return ErrorKind::ConnectionLost;
    long tunnelStatus = 0;
    CurlLibrary::instance().easyGetinfo(handle(), CURLINFO_HTTP_CONNECTCODE, &tunnelStatus);
    if (tunnelStatus == 407)
        return ErrorKind::ProxyRefused;
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return ErrorKind::TlsRefused;
    case CURLE_SSL_CONNECT_ERROR:
        return handshakeBroke() ? ErrorKind::NotSent : ErrorKind::TlsRefused;
    default:
        return ErrorKind::NotSent;
    }
}

} // namespace muster
