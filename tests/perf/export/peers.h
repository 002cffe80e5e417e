// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

namespace muster::perf {

/// What the export is compared with. Each fetches every page of the server's segment, one after the other, and returns
/// the number of records seen.

/// A bare libcurl loop: fetch, find the next token, throw the page away.
std::int64_t fetchWithCurl(const std::string &url, int pageSize);
/// The same exporter written the plain way: fetch with QNetworkAccessManager, parse with QJsonDocument, write the CSV
/// line by line, then the next page. Needs a QCoreApplication.
std::int64_t exportSerially(const std::string &url, int pageSize, const std::string &file);

} // namespace muster::perf
