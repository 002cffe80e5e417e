// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/curlrequest.h"

#include "network/http/tlstrust.h"

#include <algorithm>

namespace muster {

namespace {

// A page of records in two or three reads.
constexpr long readBytes = 128 << 10;

QNetworkProxy proxyFor(const QUrl &url)
{
    const QNetworkProxy proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url)).constFirst();
    return proxy.type() == QNetworkProxy::DefaultProxy ? QNetworkProxy(QNetworkProxy::NoProxy) : proxy;
}

bool hasControl(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

CURLcode teachTrust(CURL *, void *context, void *trust)
{
    return static_cast<const TlsTrust *>(trust)->teach(static_cast<ssl_ctx_st *>(context)) ? CURLE_OK
                                                                                           : CURLE_SSL_CERTPROBLEM;
}

} // namespace

CurlRequest::CurlRequest(HttpRequest request, const TlsTrust &trust)
    : m_request(std::move(request))
    , m_proxy(proxyFor(m_request.url))
    , m_easy(m_curl.isLoaded() ? m_curl.easyInit() : nullptr)
    , m_sound(m_easy != nullptr)
{
    if (!m_sound)
        return;
    set(CURLOPT_ERRORBUFFER, m_words.data());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_BUFFERSIZE, readBytes);
    // A name that nobody answers for must not hold the thread that gives up waiting for it.
    set(CURLOPT_QUICK_EXIT, 1L);
    setAddress();
    setMethod();
    setHeaders();
    setProxy();
    setTls(trust);
}

void CurlRequest::setAddress()
{
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_URL, m_request.url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment).constData());
    set(CURLOPT_PATH_AS_IS, 1L); // it was built and judged as it stands
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
}

void CurlRequest::setMethod()
{
    if (m_request.method == "GET") {
        set(CURLOPT_HTTPGET, 1L);
        return;
    }
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, m_request.body.constData());
    set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(m_request.body.size()));
    set(CURLOPT_CUSTOMREQUEST, m_request.method.constData());
}

void CurlRequest::setHeaders()
{
    bool typed = false;
    for (const auto &[name, value] : m_request.headers) {
        m_sound = m_sound && !hasControl(name) && !hasControl(value);
        addHeader(name + (value.isEmpty() ? QByteArray(";") : ": " + value));
        typed = typed || name.compare("content-type", Qt::CaseInsensitive) == 0;
    }
    // Not negotiated, so no answer can grow beyond what was received (S15).
    addHeader("Accept-Encoding: identity");
    addHeader("Expect:"); // none
    if (!typed)
        addHeader("Content-Type:");
    set(CURLOPT_HTTPHEADER, m_headers.get());
    // A proxy that makes a tunnel learns nothing of them.
    set(CURLOPT_HEADEROPT, long(CURLHEADER_SEPARATE));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

void CurlRequest::addHeader(const QByteArray &line)
{
    curl_slist *longer = m_curl.slistAppend(m_headers.get(), line.constData());
    m_sound = m_sound && longer != nullptr;
    if (longer == nullptr)
        return;
    (void)m_headers.release();
    m_headers.reset(longer);
}

void CurlRequest::setProxy()
{
    set(CURLOPT_NOPROXY, ""); // what the system says has been asked for already
    const bool socks = m_proxy.type() == QNetworkProxy::Socks5Proxy;
    if (!socks && m_proxy.type() != QNetworkProxy::HttpProxy && m_proxy.type() != QNetworkProxy::HttpCachingProxy) {
        set(CURLOPT_PROXY, "");
        return;
    }
    set(CURLOPT_PROXY, m_proxy.hostName().toUtf8().constData());
    set(CURLOPT_PROXYPORT, long(m_proxy.port()));
    set(CURLOPT_PROXYTYPE, long(socks ? CURLPROXY_SOCKS5_HOSTNAME : CURLPROXY_HTTP));
    if (m_proxy.user().isEmpty())
        return;
    // A tunnel may be asked for twice, to learn what the proxy wants; a request may not.
    const bool tunnel = m_request.url.scheme() == QLatin1String("https");
    set(CURLOPT_PROXYAUTH, long(tunnel ? CURLAUTH_BASIC | CURLAUTH_DIGEST | CURLAUTH_NTLM : CURLAUTH_BASIC));
    set(CURLOPT_PROXYUSERNAME, m_proxy.user().toUtf8().constData());
    set(CURLOPT_PROXYPASSWORD, m_proxy.password().toUtf8().constData());
}

void CurlRequest::setTls(const TlsTrust &trust)
{
    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_CAINFO, static_cast<const char *>(nullptr));
    set(CURLOPT_CAPATH, static_cast<const char *>(nullptr));
    set(CURLOPT_CA_CACHE_TIMEOUT, 0L);
    // A libcurl with another TLS library refuses this; nothing is trusted then.
    set(CURLOPT_SSL_CTX_FUNCTION, &teachTrust);
    set(CURLOPT_SSL_CTX_DATA, const_cast<TlsTrust *>(&trust));
}

} // namespace muster
