// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <curl/curl.h>

namespace muster {

/// libcurl, loaded when the first connection is wanted: with the twenty libraries behind it, it would be a tenth of
/// what the first window waits for (resources/decisions/start-up.md). The names are the compiler's to check; that they
/// are all there, a test's; that the library is, the package's (see its dependencies). Any thread.
class CurlLibrary
{
public:
    [[nodiscard]] static const CurlLibrary &instance();

    /// Without it nothing below may be called.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] static QString fileName(); ///< "libcurl.so.4".

    decltype(&curl_easy_init) easyInit = nullptr;
    decltype(&curl_easy_cleanup) easyCleanup = nullptr;
    decltype(&curl_easy_setopt) easySetopt = nullptr;
    decltype(&curl_easy_getinfo) easyGetinfo = nullptr;
    decltype(&curl_multi_init) multiInit = nullptr;
    decltype(&curl_multi_cleanup) multiCleanup = nullptr;
    decltype(&curl_multi_setopt) multiSetopt = nullptr;
    decltype(&curl_multi_add_handle) multiAddHandle = nullptr;
    decltype(&curl_multi_remove_handle) multiRemoveHandle = nullptr;
    decltype(&curl_multi_socket_action) multiSocketAction = nullptr;
    decltype(&curl_multi_info_read) multiInfoRead = nullptr;
    decltype(&curl_slist_append) slistAppend = nullptr;
    decltype(&curl_slist_free_all) slistFreeAll = nullptr;

private:
    CurlLibrary();

    bool m_isLoaded = false;
};

} // namespace muster
