// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>
#include <chrono>
#include <optional>

namespace muster::test {

/// Raw bytes on 127.0.0.1: plays one step per request, whatever was asked, and counts what arrived. Lives in the
/// test's own event loop.
class LoopbackServer final : public QTcpServer
{
    Q_OBJECT

public:
    enum class After { KeepOpen, Close, Reset };
    struct Step
    {
        QByteArray bytes; ///< Sent as they are; empty: nothing.
        After after = After::KeepOpen;
        std::chrono::milliseconds trickle{0}; ///< Not zero: one byte each so often.
        std::chrono::milliseconds afterDelay{0}; ///< Between the last byte and what `after` says.
        qsizetype resetWhileReading = -1; ///< Reset as soon as so many bytes of the request's body are in.
    };
    struct Request
    {
        QByteArray head; ///< Request line and headers.
        QByteArray body;
        [[nodiscard]] QByteArray line() const { return head.left(head.indexOf('\r')); }
    };

    /// With `tls`, speaks TLS with it.
    explicit LoopbackServer(std::optional<QSslConfiguration> tls = std::nullopt);
    ~LoopbackServer() override;

    /// One step per request in order of arrival; the last one is played again and again.
    void script(const QList<Step> &steps);
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    [[nodiscard]] const QList<Request> &requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] qint64 bytesReceived() const { return m_bytesReceived; }

    /// A whole answer with Content-Length.
    [[nodiscard]] static Step answer(int status, const QByteArray &body, const QByteArray &headers = {});

Q_SIGNALS:
    void arrived(); ///< A request is in whole, and nothing has come of it yet.

protected:
    void incomingConnection(qintptr handle) override;

private:
    void read(QTcpSocket *socket);
    void play(QTcpSocket *socket, const Step &step);
    void end(QTcpSocket *socket, const Step &step);
    [[nodiscard]] const Step &nextStep();

    std::optional<QSslConfiguration> m_tls;
    QList<Step> m_steps;
    qsizetype m_next = 0;
    QList<Request> m_requests;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    int m_connections = 0;
    qint64 m_bytesReceived = 0;
};

} // namespace muster::test
