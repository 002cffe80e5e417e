// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/qnamchannel.h"

#include "network/http/hostprobe.h"

#include <QSslCertificate>
#include <QSslError>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace muster {

UploadDevice::UploadDevice(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool UploadDevice::atEnd() const
{
    return m_position >= m_bytes.size();
}

qint64 UploadDevice::bytesAvailable() const
{
    return m_bytes.size() - m_position + QIODevice::bytesAvailable();
}

qint64 UploadDevice::readData(char *data, qint64 maxSize)
{
    const qint64 left = m_bytes.size() - m_position;
    if (left == 0)
        return -1;
    const qint64 count = std::min(left, maxSize);
    std::memcpy(data, m_bytes.constData() + m_position, static_cast<std::size_t>(count));
    m_position += count;
    return count;
}

qint64 UploadDevice::writeData(const char *, qint64)
{
    return -1;
}

namespace {

constexpr qint64 leastPace = 1024; ///< Bytes a second.

QNetworkProxy proxyFor(const QUrl &url)
{
    const QNetworkProxy proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url)).constFirst();
    return proxy.type() == QNetworkProxy::DefaultProxy ? QNetworkProxy(QNetworkProxy::NoProxy) : proxy;
}

/// Qt has no error of its own for it, and waiting for the network would not help.
bool isOutOfDescriptors()
{
    const int one = open("/", O_PATH | O_CLOEXEC);
    if (one < 0)
        return errno == EMFILE || errno == ENFILE;
    close(one);
    return false;
}

/// What breaks, or stays silent, behind a proxy may be the proxy's doing, not the API's (F54).
void nameProxy(const QNetworkProxy &proxy, ApiError &error)
{
    const bool mayBeProxy = error.kind == ErrorKind::ConnectionLost || error.kind == ErrorKind::TimedOut
        || error.kind == ErrorKind::BrokenBody || error.kind == ErrorKind::ProxyRefused
        || error.kind == ErrorKind::NotSent;
    if (!mayBeProxy || proxy.type() == QNetworkProxy::NoProxy)
        return;
    // Qt mostly says of a tunnel that was not made only that there is no connection.
    if (error.kind != ErrorKind::ProxyRefused) {
        error.code = error.kind == ErrorKind::NotSent ? QStringLiteral("no_way_through_proxy")
                                                      : QStringLiteral("through_proxy");
    }
    error.subject = proxy.hostName() + u':' + QString::number(proxy.port());
}

} // namespace

QnamExchange::QnamExchange(const HttpRequest &request, QNetworkReply *reply, const UploadDevice &upload)
    : m_reply(reply)
    , m_upload(upload)
    , m_host(request.url.host(QUrl::FullyEncoded))
    , m_proxy(proxyFor(reply->url()))
    , m_tls(reply->url().scheme() == QLatin1String("https"))
    , m_limits(request.limits)
{
    m_elapsed.start();
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] { m_connecting = true; });
    connect(reply, &QNetworkReply::encrypted, this, [this] { m_encrypted = true; });
    connect(reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(reply, &QNetworkReply::metaDataChanged, this, &QnamExchange::takeHead);
    connect(reply, &QNetworkReply::readyRead, this, &QnamExchange::takeBytes);
    connect(reply, &QNetworkReply::finished, this, &QnamExchange::takeEnd);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (isAboutStapleAlone(errors)) {
            m_reply->ignoreSslErrors(errors);
            return;
        }
        // Only noted: without ignoreSslErrors() the connection is given up before anything of the request is sent.
        m_tlsFaults = tlsFaultWords(errors);
    });
    // With the manager goes the reply, and no other signal would ever end the wait.
    connect(reply, &QObject::destroyed, this, &QnamExchange::cancel);
    for (QTimer *timer : {&m_firstByte, &m_overall, &m_stalled, &m_afterStop})
        timer->setSingleShot(true);
    connect(&m_afterStop, &QTimer::timeout, this, &QnamExchange::cancel);
    connect(&m_firstByte, &QTimer::timeout, this, [this] { end(ErrorKind::TimedOut, "first_byte"); });
    connect(&m_overall, &QTimer::timeout, this, [this] { end(ErrorKind::TimedOut, "overall"); });
    connect(&m_stalled, &QTimer::timeout, this, [this] { end(ErrorKind::TimedOut, "stalled"); });
    m_firstByte.start(m_limits.firstByte);
    m_overall.start(m_limits.overall);
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
    if (m_settled)
        return;
    if (m_limits.afterStop.count() == 0 || !mayHaveLeft())
        return cancel();
    if (!m_afterStop.isActive())
        m_afterStop.start(m_limits.afterStop);
}

void QnamExchange::loseConnection()
{
    if (m_settled)
        return;
    end(mayHaveLeft() ? ErrorKind::ConnectionLost : ErrorKind::NotSent, "");
    // Its thread may wait for a word of ours, which whoever ends that thread would in turn wait for.
    delete m_reply;
}

void QnamExchange::cancel()
{
    end(ErrorKind::Cancelled, "cancelled");
}

Result<HttpReply> QnamExchange::takeResult()
{
    if (m_error)
        return failure(*std::move(m_error));
    return std::move(m_answer);
}

void QnamExchange::takeHead()
{
    if (m_settled || m_answer.status != 0)
        return;
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_answer.status == 0)
        return;
    // Qt 6.4 knows no interim answer but 100, and takes any other for the answer; what comes behind it is lost.
    if (m_answer.status < 200)
        return end(ErrorKind::ConnectionLost, "interim_answer");
    m_firstByte.stop();
    m_answer.headers = m_reply->rawHeaderPairs();
    qsizetype bytes = 0;
    // Qt joins lines of one name with a line feed or a comma, so lines are counted through both.
    qsizetype lines = 0;
    for (const auto &[name, value] : std::as_const(m_answer.headers)) {
        bytes += name.size() + value.size() + 4;
        lines += 1 + value.count('\n');
    }
    // Of a head with more lines than it takes Qt leaves none, and would wait for the connection's end.
    const bool isUnread = lines == 0 && m_answer.status < 300 && m_answer.status != 204;
    if (isUnread || lines > m_limits.headerLines || bytes > m_limits.headerBytes)
        return end(ErrorKind::LimitExceeded, "headers");
    // Whatever is packed below HTTP's own framing could grow beyond what was received (S15).
    const QByteArray coding = m_answer.header("transfer-encoding").toLower();
    if (!coding.isEmpty() && coding != "chunked" && coding != "identity")
        return end(ErrorKind::BrokenBody, "transfer_coding");
    bool isNumber = false;
    const qint64 length = m_answer.header("content-length").toLongLong(&isNumber);
    // RFC 9112 section 6.3: with a transfer coding the length says nothing.
    m_announced = isNumber && length >= 0 && coding.isEmpty() ? length : -1;
    m_endsWithLength = m_announced > 0;
    if (m_announced > m_limits.bodyBytes)
        return end(ErrorKind::LimitExceeded, "body_bytes");
    watchPace();
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
        return end(ErrorKind::LimitExceeded, "body_bytes");
    const qsizetype needed = old + static_cast<qsizetype>(count) + bodyPadding;
    if (body.capacity() < needed)
        body.reserve(std::max(needed, std::min<qsizetype>(body.capacity() * 2, (64 << 20) + bodyPadding)));
    body.resize(old + static_cast<qsizetype>(count));
    const qint64 got = m_reply->read(body.data() + old, count);
    body.resize(old + static_cast<qsizetype>(std::max<qint64>(got, 0)));
    if (m_endsWithLength && body.size() == m_announced)
        return takeWhole();
    if (body.size() - m_paceMark >= leastPace * m_limits.stalled.count() / 1000)
        watchPace();
}

/// Begins the time in which the next bytes have to come (F49).
void QnamExchange::watchPace()
{
    m_paceMark = m_answer.body.size();
    if (m_limits.stalled.count() > 0)
        m_stalled.start(m_limits.stalled);
}

void QnamExchange::takeEnd()
{
    if (m_settled)
        return;
    takeHead();
    takeBytes();
    if (m_settled)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    const QString words = m_tlsFaults.isEmpty() ? m_reply->errorString() : m_tlsFaults;
    if (m_answer.status == 0) {
        const ErrorKind kind = kindOf(error);
        // Of a socket that could not be made Qt has only this to say. The error claims nothing of what has left.
        const bool isShort = kind == ErrorKind::NotSent || error == QNetworkReply::UnknownNetworkError;
        if (isShort && isOutOfDescriptors())
            return end(ErrorKind::File, "too_many_files", words);
        return end(kind, "", words);
    }
    // From 300 on the status alone decides, and the body may be anything: Qt reports content errors for 4xx and 5xx,
    // and for a 307 or 308 that it could not rewind the body (it does not follow nor repeat anything). Below, every
    // error means a cut body. NoError proves nothing for a chunked body (decoding must).
    // A body that only the connection's end delimits is what came until then, and Qt may report of its end that it
    // could not send the request again.
    const bool endsWithConnection = m_announced < 0 && m_answer.header("transfer-encoding").isEmpty()
        && (error == QNetworkReply::ContentReSendError || error == QNetworkReply::RemoteHostClosedError);
    if (m_answer.status < 300 && error != QNetworkReply::NoError && !endsWithConnection)
        return end(ErrorKind::ConnectionLost, "cut_body", words);
    if (m_answer.status < 300 && m_answer.status != 204 && m_announced >= 0 && m_answer.body.size() != m_announced)
        return end(ErrorKind::BrokenBody, "cut_body");
    takeWhole();
}

void QnamExchange::takeWhole()
{
    QByteArray &body = m_answer.body;
    if (body.capacity() < body.size() + bodyPadding)
        body.reserve(body.size() + bodyPadding);
    m_answer.latency = std::chrono::milliseconds(m_elapsed.elapsed());
    m_whole = true;
    settle();
}

void QnamExchange::end(ErrorKind kind, const char *code, const QString &detail)
{
    if (m_settled)
        return;
    ApiError error{.kind = kind,
                   .httpStatus = m_answer.status,
                   .code = QString::fromLatin1(code),
                   .detail = detail,
                   .subject = m_host};
    nameProxy(m_proxy, error);
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
    m_stalled.stop();
    m_afterStop.stop();
    Q_EMIT ended();
    QMetaObject::invokeMethod(this, &QnamExchange::wake, Qt::QueuedConnection);
}

void QnamExchange::wake()
{
    if (m_waiter)
        std::exchange(m_waiter, {}).resume();
}

/// Qt begins a connection for a request only while nothing of it was written: what was written to a kept one cannot be
/// read again from an UploadDevice. So a TLS connection that was begun and is not encrypted has carried nothing.
bool QnamExchange::mayHaveLeft() const
{
    if (m_requestSent || m_upload.wasRead() || m_answer.status != 0)
        return true;
    return !(m_tls && m_connecting && !m_encrypted);
}

/// Of an exchange without an answer.
ErrorKind QnamExchange::kindOf(QNetworkReply::NetworkError error) const
{
    if (!m_tlsFaults.isEmpty())
        return ErrorKind::TlsRefused;
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return mayHaveLeft() ? ErrorKind::ConnectionLost : ErrorKind::TlsRefused;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
        return ErrorKind::NotSent;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return ErrorKind::NotSent;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorKind::ProxyRefused;
    default:
        return mayHaveLeft() ? ErrorKind::ConnectionLost : ErrorKind::NotSent;
    }
}

namespace {

struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

bool hasControl(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

QByteArray hostHeader(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

/// A line break in a header would begin another one.
bool isSound(const HttpRequest &request)
{
    return std::none_of(request.headers.begin(), request.headers.end(),
                        [](const auto &header) { return hasControl(header.first) || hasControl(header.second); });
}

} // namespace

QnamChannel::QnamChannel(const QStringList &caCertificates)
    : m_caCertificates(caCertificates)
{
}

QnamChannel::~QnamChannel() = default;

QSslConfiguration QnamChannel::tlsConfiguration(const QStringList &caCertificates)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setOcspStaplingEnabled(QSslSocket::isFeatureSupported(QSsl::SupportedFeature::Ocsp)); // see hostprobe.h
    for (const QString &file : caCertificates)
        tls.addCaCertificates(file, QSsl::Pem);
    return tls;
}

void QnamChannel::open()
{
    if (m_manager)
        return;
    m_tls = tlsConfiguration(m_caCertificates);
    m_manager = std::make_unique<QNetworkAccessManager>();
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager->setAutoDeleteReplies(false);
}

void QnamChannel::dropConnections()
{
    if (!m_manager)
        return;
    const QSet<QnamExchange *> running = m_running;
    for (QnamExchange *exchange : running)
        exchange->loseConnection();
    m_manager->clearConnectionCache();
}

QNetworkRequest QnamChannel::prepared(const HttpRequest &request) const
{
    QNetworkRequest prepared(request.url);
    if (!request.peer.isNull()) {
        QUrl there = request.url;
        there.setHost(request.peer.toString());
        prepared.setUrl(there);
        prepared.setRawHeader("Host", hostHeader(request.url));
        prepared.setPeerVerifyName(request.url.host(QUrl::FullyEncoded)); // SNI as well
    }
    prepared.setSslConfiguration(m_tls);
    // Qt would name a browser and the person's language.
    prepared.setRawHeader("User-Agent", "Muster");
    prepared.setRawHeader("Accept-Language", "en");
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value.isNull() ? QByteArray("") : value); // null would mean none
    // Asking for it ourselves switches Qt's own unpacking off: no answer can grow beyond what was received (S15).
    prepared.setRawHeader("Accept-Encoding", "identity");
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // What is known about Qt's repeats (F46) was measured with HTTP/1.1.
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // With an upload device of ours and its length given, Qt keeps no copy that it could send again.
    prepared.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    prepared.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    return prepared;
}

QCoro::Task<Result<HttpReply>> QnamChannel::send(HttpRequest request, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    if (!isSound(request)) {
        co_return failure(ErrorKind::NotSent, "unsound_request", request.url.host(QUrl::FullyEncoded));
    }
    open();
    // Even an empty body gets a device, a GET's too, or Qt would repeat what a closed connection swallowed (F46).
    auto *upload = new UploadDevice(request.body);
    QNetworkReply *reply = m_manager->sendCustomRequest(prepared(request), request.method, upload);
    upload->setParent(reply);
    // Resumed from within its own slot, so it goes only when that has returned.
    const std::unique_ptr<QnamExchange, DeleteLater> exchange(new QnamExchange(request, reply, *upload));
    QnamExchange *watched = exchange.get();
    m_running.insert(watched);
    QObject::connect(watched, &QnamExchange::ended, watched, [this, watched] { m_running.remove(watched); });
    const std::stop_callback abort(stop, [watched] { watched->stop(); });
    co_await *watched;
    co_return exchange->takeResult();
}

} // namespace muster
