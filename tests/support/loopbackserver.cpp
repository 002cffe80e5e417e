// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/loopbackserver.h"

#include <QSslSocket>
#include <QTimer>
#include <algorithm>
#include <sys/socket.h>

namespace muster::test {

LoopbackServer::LoopbackServer(std::optional<QSslConfiguration> tls)
    : m_tls(std::move(tls))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no loopback port");
}

LoopbackServer::~LoopbackServer()
{
    // The sockets are children and would tell of their end when the members are gone already.
    const auto sockets = findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    for (QTcpSocket *socket : sockets) {
        socket->disconnect();
        delete socket;
    }
}

void LoopbackServer::script(const QList<Step> &steps)
{
    m_steps = steps;
    m_next = 0;
}

QUrl LoopbackServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(serverPort());
    url.setPath(path);
    return url;
}

LoopbackServer::Step LoopbackServer::answer(int status, const QByteArray &body, const QByteArray &headers)
{
    Step step;
    step.bytes = "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
    return step;
}

const LoopbackServer::Step &LoopbackServer::nextStep()
{
    return m_steps.at(std::min(m_next, m_steps.size() - 1));
}

void LoopbackServer::incomingConnection(qintptr handle)
{
    ++m_connections;
    QTcpSocket *socket = nullptr;
    if (m_tls) {
        auto *encrypted = new QSslSocket(this);
        encrypted->setSocketDescriptor(handle);
        encrypted->setSslConfiguration(*m_tls);
        encrypted->startServerEncryption();
        socket = encrypted;
    } else {
        socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
    }
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, [this, socket] {
        m_buffers.remove(socket);
        socket->deleteLater();
    });
}

void LoopbackServer::read(QTcpSocket *socket)
{
    const QByteArray got = socket->readAll();
    m_bytesReceived += got.size();
    QByteArray &buffer = m_buffers[socket];
    buffer += got;
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QByteArray head = buffer.left(headEnd + 2);
    const QByteArray lower = head.toLower();
    const qsizetype at = lower.indexOf("content-length:");
    const qsizetype length = at < 0 ? 0 : lower.mid(at + 15, lower.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    const qsizetype have = buffer.size() - headEnd - 4;
    const Step step = nextStep();
    if (step.resetWhileReading >= 0 && have >= step.resetWhileReading) {
        ++m_next;
        m_requests.append({head, buffer.mid(headEnd + 4)});
        Step reset;
        reset.after = After::Reset;
        end(socket, reset);
        return;
    }
    if (have < length)
        return;
    ++m_next;
    m_requests.append({head, buffer.mid(headEnd + 4, length)});
    buffer.remove(0, headEnd + 4 + length);
    Q_EMIT arrived();
    play(socket, step);
}

void LoopbackServer::play(QTcpSocket *socket, const Step &step)
{
    if (step.trickle.count() == 0) {
        if (!step.bytes.isEmpty())
            socket->write(step.bytes);
        // A zero timer lets the bytes leave before the connection goes.
        QTimer::singleShot(step.afterDelay, socket, [this, socket, step] { end(socket, step); });
        return;
    }
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [this, socket, timer, step, sent = qsizetype(0)]() mutable {
        if (sent < step.bytes.size()) {
            socket->write(step.bytes.mid(sent++, 1));
            return;
        }
        timer->stop();
        end(socket, step);
    });
    timer->start(step.trickle);
}

void LoopbackServer::end(QTcpSocket *socket, const Step &step)
{
    if (step.after == After::KeepOpen)
        return;
    if (step.after == After::Close) {
        socket->disconnectFromHost();
        return;
    }
    const linger hard{1, 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    socket->abort();
}

} // namespace muster::test
