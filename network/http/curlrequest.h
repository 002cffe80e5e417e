// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/curllibrary.h"
#include "network/http/httpchannel.h"

#include <QNetworkProxy>
#include <array>
#include <memory>

namespace muster {

class TlsTrust;

/// One request as libcurl takes it, with everything switched off that libcurl would do by itself: redirects, cookies,
/// stored credentials, unpacking, HTTP/2, waiting for "100 Continue", proxies of the environment. See
/// resources/decisions/transport.md. GUI thread.
class CurlRequest
{
public:
    /// `trust` outlives the request.
    CurlRequest(HttpRequest request, const TlsTrust &trust);
    CurlRequest(const CurlRequest &) = delete;
    CurlRequest &operator=(const CurlRequest &) = delete;

    /// False when it cannot be sent as it should be; then it must not be sent at all.
    [[nodiscard]] bool isSound() const { return m_sound; }
    [[nodiscard]] CURL *handle() const { return m_easy.get(); }
    [[nodiscard]] const HttpLimits &limits() const { return m_request.limits; }
    [[nodiscard]] QString host() const { return m_request.url.host(QUrl::FullyEncoded); }
    /// Through which it goes; NoProxy: straight.
    [[nodiscard]] const QNetworkProxy &proxy() const { return m_proxy; }
    /// What libcurl or the system said last.
    [[nodiscard]] QString words() const { return QString::fromUtf8(m_words.data()); }

    template <typename Value>
    void set(CURLoption option, Value value)
    {
        m_sound = m_sound && m_curl.easySetopt(m_easy.get(), option, value) == CURLE_OK;
    }

private:
    void setAddress();
    void setMethod();
    void setHeaders();
    void setProxy();
    void setTls(const TlsTrust &trust);
    void addHeader(const QByteArray &line);

    struct FreeEasy
    {
        void operator()(CURL *easy) const { CurlLibrary::instance().easyCleanup(easy); }
    };
    struct FreeList
    {
        void operator()(curl_slist *list) const { CurlLibrary::instance().slistFreeAll(list); }
    };
    const CurlLibrary &m_curl = CurlLibrary::instance();
    const HttpRequest m_request;
    const QNetworkProxy m_proxy;
    std::array<char, CURL_ERROR_SIZE> m_words = {};
    std::unique_ptr<curl_slist, FreeList> m_headers;
    std::unique_ptr<CURL, FreeEasy> m_easy; ///< Last, so that it goes first: it refers to the others.
    bool m_sound = true;
};

} // namespace muster
