// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rawclient.h"

#include "sandboxdoor.h"

#include <QJsonDocument>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace muster::test {

RawClient::RawClient(const SandboxServer &server)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<quint16>(server.url().port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        qFatal("the sandbox does not accept");
}

RawClient::~RawClient()
{
    ::close(m_descriptor);
}

void RawClient::send(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto size = static_cast<std::size_t>(bytes.size() - sent);
        const ssize_t count = ::send(m_descriptor, bytes.constData() + sent, size, MSG_NOSIGNAL);
        if (count <= 0)
            return; // The server may have hung up already; what it said first is still there to be read.
        sent += count;
    }
}

bool RawClient::fill(std::chrono::milliseconds limit)
{
    pollfd waiting{m_descriptor, POLLIN, 0};
    if (m_ended || ::poll(&waiting, 1, static_cast<int>(limit.count())) != 1)
        return false;
    std::array<char, 65536> buffer{};
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        m_ended = true;
        m_reset = count < 0 && errno == ECONNRESET;
        return false;
    }
    m_buffer.append(buffer.data(), count);
    return true;
}

RawAnswer RawClient::read()
{
    while (!m_buffer.contains("\r\n\r\n") && fill()) { }
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    RawAnswer answer;
    answer.head = m_buffer.left(end);
    answer.status = answer.head.mid(9, 3).toInt();
    const qsizetype length = answer.head.indexOf("Content-Length: ");
    m_buffer.remove(0, end + 4);
    if (answer.status < 200)
        return answer; // Interim: the true one follows.
    if (answer.status == 204)
        return answer; // Never has a body.
    if (length < 0) {
        answer.body = readToEnd();
        return answer;
    }
    const qsizetype lineEnd = answer.head.indexOf('\r', length);
    const qsizetype size = answer.head.mid(length + 16, lineEnd < 0 ? -1 : lineEnd - length - 16).toLongLong();
    while (m_buffer.size() < size && fill()) { }
    answer.body = m_buffer.left(size);
    m_buffer.remove(0, size);
    return answer;
}

QByteArray RawClient::readToEnd()
{
    while (fill()) { }
    return std::exchange(m_buffer, {});
}

bool RawClient::endedByFin()
{
    (void)readToEnd();
    return m_ended && !m_reset;
}

bool RawClient::endedByReset()
{
    (void)readToEnd();
    return m_ended && m_reset;
}

bool RawClient::isSilentFor(std::chrono::milliseconds time)
{
    return m_buffer.isEmpty() && !fill(time) && !m_ended;
}

QByteArray RawClient::token(const SandboxServer &server)
{
    RawClient client(server);
    const QByteArray body = R"({"grant_type":"client_credentials","client_id":"sandbox-client","client_secret":")"
        + server.clientSecret().bytes().toByteArray() + "\"}";
    client.send("POST /api/v2/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    const QJsonDocument answer = QJsonDocument::fromJson(client.read().body);
    return answer[QLatin1String("access_token")].toString().toLatin1();
}

QByteArray RawClient::queryRequest(const QByteArray &token, int limit, const QByteArray &more)
{
    const QByteArray body = queryBody("[]", limit, R"(["email","tier"])");
    return "POST " + queryPath(0) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more
        + "\r\n" + body;
}

QByteArray RawClient::listRequest(const QByteArray &token, const QByteArray &more)
{
    return "GET /api/v2/contacts/segments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n" + more
        + "\r\n";
}

QByteArray RawClient::bodyOf(const QByteArray &wire)
{
    const qsizetype end = wire.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : wire.mid(end + 4);
}

} // namespace muster::test
