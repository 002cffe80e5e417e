// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/curllibrary.h"

#include <QObject>
#include <QSet>
#include <QTimer>
#include <memory>
#include <unordered_map>

class QSocketNotifier;

namespace muster {

class CurlExchange;

/// Drives libcurl's transfers and connections from the event loop: no thread, no waiting. GUI thread.
class CurlMulti final : public QObject
{
    Q_OBJECT

public:
    CurlMulti();
    ~CurlMulti() override; ///< Cancels what still runs.

    /// On a connection that is kept the request has left when this returns. The exchange is told of its end from the
    /// event loop or from here, at the latest when this object goes.
    void start(CurlExchange &exchange);
    /// Gives it up, with its connection; the exchange is not told.
    void abandon(CurlExchange &exchange);
    /// Whether nothing has come on the kept connection with that port of ours since its last answer: neither bytes (a
    /// TLS farewell, for one) nor an end nor an error. libcurl itself takes only a plain end for one.
    [[nodiscard]] bool isQuiet(int localPort) const;
    /// As if the other side had ended all of them: transfers under way break, and none is used again.
    void endConnections();
    /// The system refused the last socket that was asked for because the process, or all of them, have too many.
    [[nodiscard]] bool isOutOfDescriptors() const { return m_outOfDescriptors; }

private:
    struct LaterGone
    {
        void operator()(QObject *object) const;
    };
    struct Watch
    {
        std::unique_ptr<QSocketNotifier, LaterGone> read, write;
    };
    static curl_socket_t onOpen(void *self, curlsocktype, curl_sockaddr *address);
    static int onClose(void *self, curl_socket_t socket);
    static int onSocket(CURL *, curl_socket_t socket, int what, void *self, void *);
    static int onTimer(CURLM *, long milliseconds, void *self);
    void watch(curl_socket_t socket, int what);
    void act(curl_socket_t socket, int events);
    void collect();

    const CurlLibrary &m_curl = CurlLibrary::instance();
    CURLM *m_multi;
    QTimer m_timer;
    QSet<curl_socket_t> m_sockets; ///< All that are open.
    bool m_outOfDescriptors = false; ///< Why the last socket could not be made (F104).
    std::unordered_map<curl_socket_t, Watch> m_watches; ///< Of those that libcurl waits for.
    QSet<CurlExchange *> m_running;
};

} // namespace muster
