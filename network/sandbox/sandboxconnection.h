// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"
#include "network/sandbox/sandboxscript.h"

#include <QObject>
#include <QTcpServer>
#include <QTimer>
#include <chrono>
#include <optional>

class QTcpSocket;

namespace muster {

class SandboxHost;

/// One accepted connection: reads requests one after the other, asks the host, and writes the answers, broken in the
/// ways a fault asks for. Lives in the listener's thread and deletes itself when the socket is closed.
class SandboxConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes the socket over. Host and script outlive the connection.
    SandboxConnection(QTcpSocket *socket, SandboxHost &host, SandboxScript &script, std::chrono::milliseconds thinkTime,
                      QObject *parent);

private:
    /// What is going on. Nothing is read while an answer is being prepared, so a client that pipelines waits.
    enum class Phase { Reading, Waiting, Sending, Closing, Silent };

    void read();
    void headArrived();
    void answer(const SandboxHttpRequest &request);
    [[nodiscard]] SandboxAnswer faultyAnswer(const SandboxHttpRequest &request);
    void refuseGarbage();
    void send(const SandboxFrame &frame, std::chrono::milliseconds wait);
    void write();
    void writeByte();
    void written();
    void answerDone();
    void finish(); ///< FIN; what still comes in is thrown away, so that no RST overtakes the answer.
    void reset(); ///< RST.

    QTcpSocket *const m_socket;
    SandboxHost &m_host;
    SandboxScript &m_script;
    const std::chrono::milliseconds m_thinkTime;
    SandboxRequestParser m_parser;
    Phase m_phase = Phase::Reading;
    bool m_headSeen = false; ///< Of the request that is being read.
    bool m_requestBegun = false;
    std::optional<SandboxFault> m_fault; ///< Taken for the request at hand.
    QByteArray m_outgoing;
    qsizetype m_sent = 0; ///< Of m_outgoing, while it trickles.
    bool m_closeAfter = false;
    QTimer m_timer; ///< Think time, delay, trickle.
    QTimer m_idle; ///< Ends connections that say nothing, or dawdle over a request.
};

class SandboxScript;

/// Accepts connections on 127.0.0.1 and gives each a SandboxConnection. At most 256 at a time; further ones are closed.
class SandboxListener : public QTcpServer
{
    Q_OBJECT

public:
    /// Host and script outlive the listener.
    SandboxListener(SandboxHost &host, SandboxScript &script, std::chrono::milliseconds thinkTime);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    SandboxHost &m_host;
    SandboxScript &m_script;
    const std::chrono::milliseconds m_thinkTime;
    int m_connections = 0;
};

} // namespace muster
