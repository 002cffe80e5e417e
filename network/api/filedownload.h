// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"

#include <QCoro/QCoroTask>
#include <QDate>
#include <QUrl>
#include <memory>
#include <stop_token>

namespace muster {

/// A file as a server gave it.
struct DownloadedFile
{
    QByteArray bytes;
    QDate written; ///< By its Last-Modified; invalid: not said.
};

/// Fetches a file whose address a person typed: https only, no redirect is followed, nothing is sent but the request,
/// no credential, no cookie. The whole file or an error. GUI thread.
class FileDownload
{
public:
    static constexpr qint64 maxBytes = qint64(512) * 1024 * 1024;

    FileDownload();
    explicit FileDownload(std::unique_ptr<HttpChannel> channel);
    ~FileDownload();

    /// One attempt. AddressRefused as addressFault(), "scheme" for anything but https; RedirectRefused
    /// "download_moved" (`detail`: where to), NotFound and Refused "download_refused" (`detail`: the status); those of
    /// HttpChannel::send(). `subject`: the host. `this` outlives the task.
    [[nodiscard]] QCoro::Task<Result<DownloadedFile>> fetch(QUrl address, std::stop_token stop);

    /// What is wrong with an address as typed; nullopt when it may be asked.
    [[nodiscard]] static std::optional<ApiError> fault(const QUrl &address);

private:
    const std::unique_ptr<HttpChannel> m_channel;
};

} // namespace muster
