// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxconnection.h"

#include "network/sandbox/sandboxhost.h"

#include <QTcpSocket>
#include <sys/socket.h>

namespace muster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = SandboxFault::Kind;

constexpr auto idleLimit = 75s; // For a whole request, and between two of them.
constexpr auto closingLimit = 1s;
constexpr auto beforeReset = 20ms; // Lets the client read what was sent, which an RST may discard.
constexpr qint64 readBuffer = 64 * 1024;

SandboxRequest recordOf(const SandboxHost &host, const SandboxHttpRequest &request, int status)
{
    const bool tokenCall = host.isSignIn(request.path());
    return {.method = request.method,
            .path = tokenCall ? request.path() : request.target,
            .body = tokenCall ? QByteArray() : request.body,
            .hadBearer = request.header("Authorization").left(7).compare("Bearer ", Qt::CaseInsensitive) == 0,
            .status = status};
}

QLatin1String garbageCode(int status)
{
    switch (status) {
    case 413:
        return "payload_too_large"_L1;
    case 414:
        return "uri_too_long"_L1;
    case 431:
        return "headers_too_large"_L1;
    case 501:
        return "not_implemented"_L1;
    case 505:
        return "version_not_supported"_L1;
    default:
        return "bad_request"_L1;
    }
}

} // namespace

SandboxConnection::SandboxConnection(QTcpSocket *socket, SandboxHost &host, SandboxScript &script,
                                     std::chrono::milliseconds thinkTime, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_host(host)
    , m_script(script)
    , m_thinkTime(thinkTime)
    , m_parser(host.bodyLimit())
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readBuffer);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_idle.setSingleShot(true);
    m_idle.start(idleLimit);
    connect(m_socket, &QTcpSocket::readyRead, this, &SandboxConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &SandboxConnection::written);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_idle, &QTimer::timeout, m_socket, &QTcpSocket::abort);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_phase == Phase::Waiting)
            write();
        else if (m_phase == Phase::Sending)
            writeByte();
    });
}

void SandboxConnection::read()
{
    if (m_phase == Phase::Closing || m_phase == Phase::Silent)
        m_socket->readAll();
    if (m_phase != Phase::Reading)
        return;
    const auto state = m_parser.feed(m_socket->readAll());
    if (!m_requestBegun && !m_parser.isIdle()) {
        m_requestBegun = true;
        m_idle.start(idleLimit);
    }
    if (state == SandboxRequestParser::State::Failed)
        return refuseGarbage();
    if (state == SandboxRequestParser::State::Head)
        return;
    if (!m_headSeen)
        headArrived();
    if (m_phase == Phase::Reading && state == SandboxRequestParser::State::Complete)
        answer(m_parser.take());
}

void SandboxConnection::headArrived()
{
    m_headSeen = true;
    const SandboxHttpRequest &request = m_parser.request();
    m_fault = m_script.takeFault(request.method, request.target);
    if (m_fault && m_fault->kind == Kind::Reset && m_fault->bytes < 0) {
        m_script.record(
            recordOf(m_host, {request.method, request.target, request.minorVersion, request.headers, {}}, 0));
        return reset();
    }
    if (m_parser.state() == SandboxRequestParser::State::Body
        && request.header("Expect").compare("100-continue", Qt::CaseInsensitive) == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

SandboxAnswer SandboxConnection::faultyAnswer(const SandboxHttpRequest &request)
{
    const Kind kind = m_fault ? m_fault->kind : Kind::Delay;
    if (kind == Kind::Status) {
        SandboxAnswer answer = m_host.error(m_fault->status, "sandbox_fault"_L1, u"Asked for by a fault."_s);
        answer.headers += m_fault->headers;
        return answer;
    }
    if (kind == Kind::RawBody)
        return {m_fault->status, m_fault->headers, m_fault->contentType, m_fault->body};
    return m_host.answer(request, kind == Kind::Mutate ? m_fault->mutation : SandboxFault::Mutation::None);
}

void SandboxConnection::answer(const SandboxHttpRequest &request)
{
    m_idle.stop();
    m_phase = Phase::Waiting;
    m_script.announce(recordOf(m_host, request, 0));
    if (m_fault && m_fault->kind == Kind::Hang) {
        m_phase = Phase::Silent;
        return m_script.record(recordOf(m_host, request, 0));
    }
    const SandboxAnswer answer = faultyAnswer(request);
    const bool unanswered = m_fault
        && (m_fault->kind == Kind::CloseWithoutAnswer || (m_fault->kind == Kind::Reset && m_fault->bytes == 0));
    m_script.record(recordOf(m_host, request, unanswered ? 0 : answer.status));
    if (unanswered)
        return m_fault->kind == Kind::Reset ? reset() : finish();
    auto wait = m_host.isSignIn(request.path()) ? 0ms : m_thinkTime;
    if (m_fault && m_fault->kind == Kind::Delay)
        wait += m_fault->delay;
    send(sandboxFrame(answer, request, m_fault ? &*m_fault : nullptr), wait);
}

void SandboxConnection::refuseGarbage()
{
    const int status = m_parser.failure();
    SandboxHttpRequest request = m_parser.request();
    request.body.clear();
    request.headers.append({"Connection"_ba, "close"_ba});
    m_fault.reset();
    m_script.record(recordOf(m_host, request, status));
    send(sandboxFrame(m_host.error(status, garbageCode(status), u"The request cannot be read."_s), request, nullptr),
         0ms);
}

void SandboxConnection::send(const SandboxFrame &frame, std::chrono::milliseconds wait)
{
    m_outgoing = frame.bytes;
    m_closeAfter = frame.close;
    m_phase = Phase::Waiting;
    if (wait > 0ms)
        m_timer.start(wait);
    else
        write();
}

void SandboxConnection::write()
{
    m_timer.stop();
    m_phase = Phase::Sending;
    m_sent = 0;
    m_idle.start(idleLimit);
    if (m_fault && m_fault->kind == Kind::Trickle)
        return m_timer.start(std::max(1ms, m_fault->delay));
    if (m_fault && m_fault->kind == Kind::Reset)
        m_outgoing.truncate(static_cast<qsizetype>(std::min<qint64>(m_fault->bytes, m_outgoing.size())));
    m_sent = m_outgoing.size();
    m_socket->write(m_outgoing);
}

void SandboxConnection::writeByte()
{
    if (m_sent < m_outgoing.size())
        m_socket->write(m_outgoing.constData() + m_sent++, 1);
    m_idle.start(std::max<std::chrono::milliseconds>(idleLimit, 2 * m_fault->delay));
}

void SandboxConnection::written()
{
    if (m_phase != Phase::Sending)
        return;
    m_idle.start(idleLimit + (m_timer.isActive() ? 2 * m_fault->delay : 0ms));
    if (m_sent == m_outgoing.size() && m_socket->bytesToWrite() == 0)
        answerDone();
}

void SandboxConnection::answerDone()
{
    m_timer.stop();
    m_outgoing.clear();
    if (m_fault && m_fault->kind == Kind::Reset) {
        m_phase = Phase::Silent;
        QTimer::singleShot(beforeReset, this, &SandboxConnection::reset);
        return;
    }
    if (m_closeAfter)
        return finish();
    m_fault.reset();
    m_headSeen = false;
    m_requestBegun = false;
    m_phase = Phase::Reading;
    read();
}

void SandboxConnection::finish()
{
    m_phase = Phase::Closing;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    m_socket->readAll();
    m_idle.start(closingLimit);
}

void SandboxConnection::reset()
{
    m_phase = Phase::Closing;
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof(atOnce));
    m_socket->abort();
}

SandboxListener::SandboxListener(SandboxHost &host, SandboxScript &script, std::chrono::milliseconds thinkTime)
    : m_host(host)
    , m_script(script)
    , m_thinkTime(thinkTime)
{
}

void SandboxListener::incomingConnection(qintptr descriptor)
{
    constexpr int maxConnections = 256;
    auto *socket = new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor) || m_connections >= maxConnections) {
        delete socket;
        return;
    }
    ++m_connections;
    auto *connection = new SandboxConnection(socket, m_host, m_script, m_thinkTime, this);
    connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
}

} // namespace muster

#include "moc_sandboxconnection.cpp"
