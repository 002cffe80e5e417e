// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/callbackclient.h"

#include "network/http/answermapping.h"
#include "network/http/clock.h"
#include "network/http/hostprobe.h"
#include "network/http/originpolicy.h"
#include "network/http/qnamchannel.h"

#include <QMessageAuthenticationCode>

namespace muster {

HttpHeaders callbackSignature(const QString &deliveryId, const QDateTime &at, QByteArrayView body,
                              const QList<SigningKey> &keys)
{
    const QByteArray id = deliveryId.toLatin1();
    const QByteArray timestamp = QByteArray::number(at.toSecsSinceEpoch());
    HttpHeaders headers{{QByteArrayLiteral("webhook-id"), id}, {QByteArrayLiteral("webhook-timestamp"), timestamp}};
    if (keys.isEmpty())
        return headers;
    QByteArrayList signatures, ids;
    for (const SigningKey &key : keys) {
        // The bytes belong to the secret's own pages; no copy of the key is made.
        QMessageAuthenticationCode code(QCryptographicHash::Sha256,
                                        QByteArray::fromRawData(key.key.bytes().data(), key.key.bytes().size()));
        code.addData(id + '.' + timestamp + '.');
        code.addData(body.data(), body.size());
        signatures.append("v1," + code.result().toBase64());
        ids.append(key.id.toLatin1());
    }
    headers.append({QByteArrayLiteral("webhook-signature"), signatures.join(' ')});
    headers.append({QByteArrayLiteral("webhook-key-id"), ids.join(' ')});
    return headers;
}

namespace {

HttpRequest requestFor(const CallbackNotice &notice, const QDateTime &now)
{
    HttpRequest request{.method = QByteArrayLiteral("POST"), .url = notice.target};
    request.headers = HttpHeaders{{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")},
                                  {QByteArrayLiteral("X-Request-ID"), notice.deliveryId.toLatin1()}}
        + callbackSignature(notice.deliveryId, now, notice.json, notice.keys);
    request.body = notice.json;
    request.limits.firstByte = notice.timeout;
    request.limits.overall = notice.timeout;
    request.limits.bodyBytes = 1 << 20;
    return request;
}

ApiError refusal(int status)
{
    ApiError error;
    error.httpStatus = status;
    error.kind = status >= 500 || status == 408 ? ErrorKind::ServerTrouble
        : status == 429                         ? ErrorKind::Throttled
        : status >= 400                         ? ErrorKind::Refused
        : status >= 300                         ? ErrorKind::RedirectRefused
                                                : ErrorKind::NotFromApi;
    error.code = QStringLiteral("callback_status");
    return error;
}

} // namespace

CallbackClient::CallbackClient(Clock &clock)
    : CallbackClient(clock, std::make_unique<QnamChannel>())
{
}

CallbackClient::CallbackClient(Clock &clock, std::unique_ptr<HttpChannel> channel)
    : m_clock(clock)
    , m_channel(std::move(channel))
    , m_peers(std::make_unique<PeerGuard>(*m_channel))
{
}

CallbackClient::~CallbackClient() = default;

std::optional<ApiError> CallbackClient::fault(const QUrl &target)
{
    return addressFault(target, AddressSource::Person);
}

QCoro::Task<Result<int>> CallbackClient::post(CallbackNotice notice, std::stop_token stop)
{
    if (const auto wrong = fault(notice.target))
        co_return failure(*wrong);
    const auto reply = co_await m_peers->send(requestFor(notice, m_clock.wallNow()), stop);
    // What a foreign server says is not kept: it may echo the notice. Its address may hold a token in its path.
    ApiError error = reply ? refusal(reply->status) : reply.error();
    error.subject = notice.target.host(QUrl::FullyEncoded);
    error.requestId = notice.deliveryId;
    error.detail.clear();
    if (!reply)
        co_return failure(error);
    const bool isDelivered = notice.delivered.isEmpty() ? reply->status >= 200 && reply->status <= 299
                                                        : notice.delivered.contains(reply->status);
    if (!isDelivered) {
        error.retryAfter = parseRetryAfter(reply->header("retry-after"), reply->header("date"), m_clock.wallNow());
        co_return failure(error);
    }
    co_return reply->status;
}

} // namespace muster
