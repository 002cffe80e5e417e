// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/relay.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <memory>

namespace muster::test {

Relay::Relay(quint16 target)
    : m_target(target)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no place to listen");
}

QUrl Relay::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

int Relay::note(QByteArray &seen, const QByteArray &name, char end)
{
    int found = 0;
    qsizetype last = 0;
    for (qsizetype at = seen.indexOf(name); at >= 0; at = seen.indexOf(name, at + 1)) {
        const qsizetype from = at + name.size(), to = seen.indexOf(end, from);
        if (to < 0)
            break;
        m_tokens.insert(seen.sliced(from, to - from));
        last = to;
        ++found;
    }
    // What may be the beginning of one stays, until the rest has come.
    seen = seen.last(std::min(seen.size() - last, qsizetype(8192)));
    return found;
}

void Relay::incomingConnection(qintptr handle)
{
    auto *client = new QTcpSocket(this);
    auto *server = new QTcpSocket(client);
    client->setSocketDescriptor(handle);
    const auto asked = std::make_shared<QByteArray>(), answered = std::make_shared<QByteArray>();
    connect(client, &QTcpSocket::readyRead, this, [this, client, server, asked] {
        const QByteArray bytes = client->readAll();
        asked->append(bytes);
        m_used += note(*asked, "Authorization: Bearer ", '\r');
        server->write(bytes); // what comes before it is connected waits
    });
    connect(server, &QTcpSocket::readyRead, this, [this, client, server, answered] {
        const QByteArray bytes = server->readAll();
        answered->append(bytes);
        note(*answered, "\"access_token\":\"", '"');
        client->write(bytes);
    });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
}

} // namespace muster::test
