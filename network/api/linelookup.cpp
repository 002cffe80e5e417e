// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/linelookup.h"

#include "network/codec/lineanswercodec.h"
#include "network/http/answermapping.h"
#include "network/http/originpolicy.h"
#include "network/http/qnamchannel.h"
#include "network/wire/contactlist.h"
#include "network/wire/limits.h"

#include <QRandomGenerator>
#include <QUuid>
#include <algorithm>

namespace muster {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds longestWait = 15min; ///< As for the tenant's services (F04).
constexpr std::chrono::seconds secretLife = 24h;
constexpr int unknownNumber = 20404; ///< The provider's code for "no such resource".

QString secretKey()
{
    return QStringLiteral("lookup");
}

const RetryTable &retryTable()
{
    static const RetryTable table{5, {1s, 2s, 4s, 8s}, {1s, 2s, 4s, 8s}, 500ms, 500ms};
    return table;
}

/// How often a failure may be tried in all.
int triesAfter(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Throttled:
    case ErrorKind::ServerTrouble:
    case ErrorKind::NotSent:
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::BrokenBody:
        return retryTable().tries;
    case ErrorKind::NotFromApi:
        return 2;
    default:
        return 1;
    }
}

} // namespace

LineLookupClient::LineLookupClient(LineLookupAccount account, SecretSource secret, Clock &clock)
    : LineLookupClient(std::move(account), std::move(secret), clock, std::make_unique<QnamChannel>(),
                       [] { return QRandomGenerator::global()->generateDouble(); })
{
}

LineLookupClient::LineLookupClient(LineLookupAccount account, SecretSource secret, Clock &clock,
                                   std::unique_ptr<HttpChannel> channel, Random random)
    : m_account(std::move(account))
    , m_secret(std::move(secret))
    , m_clock(clock)
    , m_channel(std::move(channel))
    , m_random(std::move(random))
    , m_secrets(clock)
    , m_gate(clock)
{
}

LineLookupClient::~LineLookupClient() = default;

std::optional<ApiError> LineLookupClient::fault(const LineLookupAccount &account)
{
    if (auto wrong = addressFault(account.baseUrl, AddressSource::Person))
        return wrong;
    const QString &name = account.account;
    const bool unfit = name.isEmpty() || name.size() > 256 || !name.isValidUtf16()
        || std::any_of(name.begin(), name.end(),
                       [](QChar c) { return c == u':' || c.category() == QChar::Other_Control; });
    return unfit ? std::optional(muster::fault(ErrorKind::BadInput, "account")) : std::nullopt;
}

QCoro::Task<Result<LineAnswer>> LineLookupClient::lookUp(QString e164, LineLookupWatch *watch, std::stop_token stop)
{
    const QString requestId = QUuid::createUuid().toString(QUuid::Id128);
    if (!isE164(e164))
        co_return failure(finished(muster::fault(ErrorKind::BadInput, "not_e164"), requestId));
    if (const auto wrong = fault(m_account))
        co_return failure(finished(*wrong, requestId));
    int throttled = 0;
    int troubled = 0;
    for (int number = 1;; ++number) {
        if (const auto held = co_await admitted(stop))
            co_return failure(finished(*held, requestId));
        const Result<LineAnswer> result = co_await attempt(e164, requestId, watch, stop);
        if (result)
            co_return result;
        ApiError error = result.error();
        const bool isThrottled = error.kind == ErrorKind::Throttled;
        const auto wait = error.retryAfter.value_or(
            retryTable().waitAfter(isThrottled, isThrottled ? ++throttled : ++troubled, m_random()));
        if (isThrottled) {
            m_gate.block(wait);
            error.retryAfter = wait;
        }
        if (m_breaker.isOpen() && error.kind == ErrorKind::ServerTrouble)
            error.kind = ErrorKind::BreakerOpen;
        if (number >= triesAfter(error.kind) || wait > longestWait || stop.stop_requested())
            co_return failure(finished(error, requestId));
        if (watch)
            watch->retrying(number, error, wait);
        // A 429 makes all wait at the gate, trouble only the one who met it.
        const bool goesOn = isThrottled ? co_await m_gate.pass(stop) : co_await m_clock.sleep(wait, stop);
        if (watch)
            watch->waitEnded();
        if (!goesOn)
            co_return failure(finished(muster::fault(ErrorKind::Cancelled), requestId));
    }
}

/// Waits until a request may leave; or why none may.
QCoro::Task<std::optional<ApiError>> LineLookupClient::admitted(std::stop_token stop)
{
    const auto left = m_gate.waitLeft();
    if (left > longestWait) {
        ApiError error = muster::fault(ErrorKind::Throttled, "gate_closed");
        error.retryAfter = left;
        co_return error;
    }
    if (!co_await m_gate.pass(stop))
        co_return muster::fault(ErrorKind::Cancelled);
    // Everyone takes the next free place in line, so that any number of callers keeps the spacing.
    const auto place = std::max(m_clock.now(), m_next);
    m_next = place + m_account.spacing;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(place - m_clock.now());
    if (wait > 0ms && !co_await m_clock.sleep(wait, stop))
        co_return muster::fault(ErrorKind::Cancelled);
    // Closed meanwhile, for those who stood in line.
    if (!co_await m_gate.pass(stop))
        co_return muster::fault(ErrorKind::Cancelled);
    if (m_breaker.isOpen())
        co_return muster::fault(ErrorKind::BreakerOpen, "breaker_open");
    co_return std::nullopt;
}

QCoro::Task<Result<Token>> LineLookupClient::fetchSecret(std::stop_token stop)
{
    CO_TRY(secret, co_await m_secret(stop));
    co_return Token{*secret, secretLife, true};
}

QCoro::Task<Result<LineAnswer>> LineLookupClient::attempt(QString e164, QString requestId, LineLookupWatch *watch,
                                                          std::stop_token stop)
{
    CO_TRY(url,
           buildUrl(m_account.baseUrl, "/v2/PhoneNumbers/{}", {e164},
                    {{QStringLiteral("Fields"), QStringLiteral("line_type_intelligence")}}));
    const Result<Secret> secret = co_await m_secrets.get(
        secretKey(), 0s, [this](std::stop_token inner) { return fetchSecret(std::move(inner)); }, stop);
    if (!secret)
        co_return failure(secret.error());
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    // The last thing before it leaves: what is counted is sent, and the other way round.
    if (watch && !watch->maySend())
        co_return failure(ErrorKind::LimitExceeded, "lookup_budget");
    const Result<HttpReply> reply = co_await m_channel->send(request(*url, *secret, requestId), stop);
    if (!reply) {
        if (watch && reply.error().kind == ErrorKind::NotSent)
            watch->wasNotSent();
        co_return failure(reply.error());
    }
    if (watch)
        watch->answered(reply->status, reply->latency);
    m_breaker.answered(reply->status);
    if (reply->status == 401) {
        m_secrets.drop(secretKey(), *secret);
        m_secrets.noteRefusal(secretKey());
    }
    co_return judged(*reply, e164);
}

HttpRequest LineLookupClient::request(const QUrl &url, const Secret &secret, const QString &requestId) const
{
    HttpRequest request{.method = QByteArrayLiteral("GET"), .url = url};
    const QByteArray pair = m_account.account.toUtf8() + ':' + secret.bytes().toByteArray();
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")},
                       {QByteArrayLiteral("Authorization"), "Basic " + pair.toBase64()},
                       {QByteArrayLiteral("X-Request-ID"), requestId.toLatin1()}};
    request.limits.firstByte = m_account.timeout;
    request.limits.overall = m_account.timeout;
    request.limits.bodyBytes = 256 << 10;
    return request;
}

Result<LineAnswer> LineLookupClient::judged(const HttpReply &reply, const QString &e164) const
{
    ApiError error;
    if (reply.status == 200) {
        auto answer = readLineAnswer(reply.body, e164);
        if (answer)
            return answer;
        error = answer.error();
    } else {
        const int code = lineErrorCode(reply.body);
        // Any other 404 comes from somewhere else and knows nothing of numbers.
        if (reply.status == 404 && code == unknownNumber)
            return LineAnswer{LookupLineType::Unknown, false, QStringLiteral("not_found")};
        error.kind = reply.status == 404 ? ErrorKind::NotFromApi : kindOfStatus(reply.status);
        error.code = code > 0 ? QString::number(code) : QStringLiteral("status");
        if (reply.status == 429 || reply.status >= 500)
            error.retryAfter = parseRetryAfter(reply.header("retry-after"), reply.header("date"), m_clock.wallNow());
    }
    error.httpStatus = reply.status;
    return failure(error);
}

ApiError LineLookupClient::finished(ApiError error, const QString &requestId) const
{
    // The system's words name the address, the server's may echo it: both hold the number.
    error.detail.clear();
    error.details.clear();
    error.scope.clear();
    error.subject = m_account.baseUrl.host(QUrl::FullyEncoded);
    error.requestId = requestId;
    return error;
}

} // namespace muster
