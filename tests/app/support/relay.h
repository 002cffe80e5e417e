// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSet>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace muster::test {

/// Stands between the program and a server on this computer, hands on every byte, and keeps the access tokens that were
/// issued or used: what a sandbox tells nobody. Lives in the test's own event loop.
class Relay final : public QTcpServer
{
    Q_OBJECT

public:
    explicit Relay(quint16 target);

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const QSet<QByteArray> &tokens() const { return m_tokens; }
    [[nodiscard]] int used() const { return m_used; } ///< Requests that brought a token.

protected:
    void incomingConnection(qintptr handle) override;

private:
    /// `name` stands before each; `end` behind it.
    int note(QByteArray &seen, const QByteArray &name, char end);

    const quint16 m_target;
    QSet<QByteArray> m_tokens;
    int m_used = 0;
};

} // namespace muster::test
