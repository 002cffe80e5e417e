// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/filedownload.h"

#include "network/http/originpolicy.h"
#include "network/http/qnamchannel.h"

#include <QDateTime>
#include <QLocale>

namespace muster {

namespace {

ApiError refused(ErrorKind kind, const char *code, const QUrl &address, const QString &detail)
{
    return {.kind = kind, .code = QString::fromLatin1(code), .detail = detail, .subject = address.host()};
}

/// RFC 9110 section 5.6.7, the form that servers write: "Sun, 06 Nov 1994 08:49:37 GMT".
QDate httpDay(const QByteArray &text)
{
    return QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'")).date();
}

} // namespace

FileDownload::FileDownload()
    : FileDownload(std::make_unique<QnamChannel>())
{
}

FileDownload::FileDownload(std::unique_ptr<HttpChannel> channel)
    : m_channel(std::move(channel))
{
}

FileDownload::~FileDownload() = default;

std::optional<ApiError> FileDownload::fault(const QUrl &address)
{
    if (auto fault = addressFault(address, AddressSource::Person))
        return fault;
    if (address.scheme() != QLatin1String("https"))
        return muster::fault(ErrorKind::AddressRefused, "scheme", address.host());
    return std::nullopt;
}

QCoro::Task<Result<DownloadedFile>> FileDownload::fetch(QUrl address, std::stop_token stop)
{
    if (const auto wrong = fault(address))
        co_return failure(*wrong);
    HttpRequest request{.method = "GET", .url = address, .headers = {{"Accept", "*/*"}}, .body = {}};
    request.limits.overall = std::chrono::minutes(30);
    request.limits.stalled = std::chrono::seconds(60);
    request.limits.bodyBytes = maxBytes;
    auto reply = co_await m_channel->send(request, stop);
    if (!reply) {
        ApiError error = reply.error();
        error.subject = error.subject.isEmpty() ? address.host() : error.subject;
        co_return failure(error);
    }
    const QString status = QString::number(reply->status);
    if (reply->status >= 300 && reply->status < 400) {
        co_return failure(refused(ErrorKind::RedirectRefused, "download_moved", address,
                                  QString::fromUtf8(reply->header("Location")).left(500)));
    }
    if (reply->status != 200) {
        co_return failure(refused(reply->status == 404 ? ErrorKind::NotFound : ErrorKind::Refused, "download_refused",
                                  address, status));
    }
    co_return DownloadedFile{std::move(reply->body), httpDay(reply->header("Last-Modified"))};
}

} // namespace muster
