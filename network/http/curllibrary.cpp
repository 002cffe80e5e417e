// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/curllibrary.h"

#include <QLibrary>

namespace muster {

namespace {

constexpr int soVersion = 4; // the binary interface that the headers describe

} // namespace

const CurlLibrary &CurlLibrary::instance()
{
    static const CurlLibrary library;
    return library;
}

QString CurlLibrary::fileName()
{
    return QStringLiteral("libcurl.so.%1").arg(soVersion);
}

CurlLibrary::CurlLibrary()
{
    // It stays for as long as the program: connections may end late.
    QLibrary library(QStringLiteral("curl"), soVersion);
    if (!library.load())
        return;
    bool isWhole = true;
    const auto take = [&](auto &function, const char *name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(library.resolve(name));
        isWhole = isWhole && function != nullptr;
    };
    decltype(&curl_global_init) globalInit = nullptr;
    take(globalInit, "curl_global_init");
    take(easyInit, "curl_easy_init");
    take(easyCleanup, "curl_easy_cleanup");
    take(easySetopt, "curl_easy_setopt");
    take(easyGetinfo, "curl_easy_getinfo");
    take(multiInit, "curl_multi_init");
    take(multiCleanup, "curl_multi_cleanup");
    take(multiSetopt, "curl_multi_setopt");
    take(multiAddHandle, "curl_multi_add_handle");
    take(multiRemoveHandle, "curl_multi_remove_handle");
    take(multiSocketAction, "curl_multi_socket_action");
    take(multiInfoRead, "curl_multi_info_read");
    take(slistAppend, "curl_slist_append");
    take(slistFreeAll, "curl_slist_free_all");
    m_isLoaded = isWhole && globalInit(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

} // namespace muster
