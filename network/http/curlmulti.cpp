// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/curlmulti.h"

#include "network/http/curlexchange.h"

#include <QSocketNotifier>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace muster {

namespace {

// Like a browser's; more would only wait in the rate gate.
constexpr long connectionsPerHost = 6;

int localPortOf(curl_socket_t socket)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    if (getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return -1;
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
    return address.ss_family == AF_INET ? ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port) : -1;
}

} // namespace

void CurlMulti::LaterGone::operator()(QObject *object) const
{
    // libcurl drops a socket from within the notifier's own signal.
    static_cast<QSocketNotifier *>(object)->setEnabled(false);
    object->deleteLater();
}

CurlMulti::CurlMulti()
    : m_multi(m_curl.multiInit())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
    m_curl.multiSetopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocket);
    m_curl.multiSetopt(m_multi, CURLMOPT_SOCKETDATA, this);
    m_curl.multiSetopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    m_curl.multiSetopt(m_multi, CURLMOPT_TIMERDATA, this);
    m_curl.multiSetopt(m_multi, CURLMOPT_PIPELINING, long(CURLPIPE_NOTHING));
    m_curl.multiSetopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost);
}

CurlMulti::~CurlMulti()
{
    for (CurlExchange *exchange : std::exchange(m_running, {})) {
        m_curl.multiRemoveHandle(m_multi, exchange->handle());
        exchange->orphan();
    }
    m_curl.multiCleanup(m_multi);
}

void CurlMulti::start(CurlExchange &exchange)
{
    CURL *handle = exchange.handle();
    m_curl.easySetopt(handle, CURLOPT_OPENSOCKETFUNCTION, &CurlMulti::onOpen);
    m_curl.easySetopt(handle, CURLOPT_OPENSOCKETDATA, this);
    m_curl.easySetopt(handle, CURLOPT_CLOSESOCKETFUNCTION, &CurlMulti::onClose);
    m_curl.easySetopt(handle, CURLOPT_CLOSESOCKETDATA, this);
    if (m_curl.multiAddHandle(m_multi, handle) != CURLM_OK)
        return exchange.end(CURLE_FAILED_INIT);
    m_running.insert(&exchange);
    act(CURL_SOCKET_TIMEOUT, 0);
}

void CurlMulti::abandon(CurlExchange &exchange)
{
    if (m_running.remove(&exchange))
        m_curl.multiRemoveHandle(m_multi, exchange.handle());
}

curl_socket_t CurlMulti::onOpen(void *self, curlsocktype, curl_sockaddr *address)
{
    // Not for programs that Muster starts.
    const curl_socket_t made = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    auto *multi = static_cast<CurlMulti *>(self);
    multi->m_outOfDescriptors = made == CURL_SOCKET_BAD && (errno == EMFILE || errno == ENFILE);
    if (made != CURL_SOCKET_BAD)
        multi->m_sockets.insert(made);
    return made;
}

int CurlMulti::onClose(void *self, curl_socket_t socket)
{
    static_cast<CurlMulti *>(self)->m_sockets.remove(socket);
    return close(socket);
}

void CurlMulti::endConnections()
{
    // libcurl, which owns them, sees the end by itself where it waits; before a kept one is used again isQuiet() does.
    for (const curl_socket_t socket : std::as_const(m_sockets))
        (void)::shutdown(socket, SHUT_RDWR);
}

bool CurlMulti::isQuiet(int localPort) const
{
    bool found = false;
    for (const curl_socket_t socket : m_sockets) {
        if (localPortOf(socket) != localPort)
            continue;
        char byte = 0;
        found = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (!found)
            break;
    }
    return found;
}

int CurlMulti::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    static_cast<CurlMulti *>(self)->watch(socket, what);
    return 0;
}

int CurlMulti::onTimer(CURLM *, long milliseconds, void *self)
{
    QTimer &timer = static_cast<CurlMulti *>(self)->m_timer;
    if (milliseconds < 0)
        timer.stop();
    else
        timer.start(std::chrono::milliseconds(milliseconds));
    return 0;
}

void CurlMulti::watch(curl_socket_t socket, int what)
{
    if (what == CURL_POLL_REMOVE) {
        m_watches.erase(socket);
        return;
    }
    Watch &watch = m_watches[socket];
    const auto want = [this, socket](auto &notifier, QSocketNotifier::Type type, int event, bool wanted) {
        if (notifier == nullptr && wanted) {
            notifier.reset(new QSocketNotifier(socket, type, this));
            connect(notifier.get(), &QSocketNotifier::activated, this, [this, socket, event] { act(socket, event); });
        } else if (notifier != nullptr) {
            notifier->setEnabled(wanted);
        }
    };
    want(watch.read, QSocketNotifier::Read, CURL_CSELECT_IN, (what & CURL_POLL_IN) != 0);
    want(watch.write, QSocketNotifier::Write, CURL_CSELECT_OUT, (what & CURL_POLL_OUT) != 0);
}

void CurlMulti::act(curl_socket_t socket, int events)
{
    int running = 0;
    m_curl.multiSocketAction(m_multi, socket, events, &running);
    collect();
}

void CurlMulti::collect()
{
    int left = 0;
    while (const CURLMsg *message = m_curl.multiInfoRead(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        CURL *handle = message->easy_handle;
        const CURLcode code = message->data.result;
        char *owner = nullptr;
        m_curl.easyGetinfo(handle, CURLINFO_PRIVATE, &owner);
        auto *exchange = reinterpret_cast<CurlExchange *>(owner);
        abandon(*exchange);
        exchange->end(code);
    }
}

} // namespace muster
