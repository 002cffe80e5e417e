// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/apitransport.h"

#include "network/http/answermapping.h"

#include <QRandomGenerator>
#include <QUuid>

namespace muster {

namespace {

constexpr int maxRedirects = 3;
constexpr std::chrono::hours longestDownload{1};

QString newRequestId()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

} // namespace

ApiTransport::ApiTransport(ConnectionProfile profile, std::shared_ptr<const ApiProtocol> protocol, HttpChannel &channel,
                           SecretSource secret, Clock &clock, Random random, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_protocol(std::move(protocol))
    , m_channel(channel)
    , m_foreign(channel)
    , m_secret(std::move(secret))
    , m_clock(clock)
    , m_random(random ? std::move(random) : Random([] { return QRandomGenerator::global()->generateDouble(); }))
    , m_origins(m_profile, m_protocol->namedAddresses ? m_protocol->namedAddresses(m_profile) : QList<QUrl>())
    , m_guard(m_profile.environment, clock)
    , m_tokens(clock)
    , m_addresses(m_profile, m_protocol->discovery, m_origins)
    , m_sleep(clock)
{
    for (const Service service : allServices)
        m_states.emplace(service, ServiceState{RateGate(clock), QuotaGate(clock), Breaker()});
}

ApiTransport::~ApiTransport() = default;

QCoro::Task<Result<HttpReply>> ApiTransport::call(ApiCall call, CallObserver *observer, std::stop_token stop)
{
    const OperationRow *row = m_protocol->row(call.operation);
    const int tries = row != nullptr ? m_profile.tries : 1;
    return run(std::move(call), tries, observer, std::move(stop));
}

QCoro::Task<Result<HttpReply>> ApiTransport::tryOnce(ApiCall call, std::stop_token stop)
{
    return run(std::move(call), 1, nullptr, std::move(stop));
}

QCoro::Task<Result<HttpReply>> ApiTransport::run(ApiCall given, int tries, CallObserver *observer, std::stop_token stop)
{
    const auto call = std::make_shared<const ApiCall>(std::move(given));
    CO_TRY(plan, planned(*call, observer));
    Attempt attempt = *plan;
    const Service service = attempt.row->service;
    int throttled = 0;
    int troubled = 0;
    for (;; ++attempt.number) {
        const auto left = stateOf(service).gate.waitLeft();
        if (left > m_profile.throttleCeiling) {
            co_return failure(finished(
                ApiError{.kind = ErrorKind::Throttled, .code = QStringLiteral("gate_closed"), .retryAfter = left},
                *call, attempt));
        }
        if (!co_await admitted(service, call, observer, stop))
            co_return failure(finished(ApiError{.kind = ErrorKind::Cancelled}, *call, attempt));
        if (const auto halt = halted(service))
            co_return failure(finished(*halt, *call, attempt));
        Result<HttpReply> result = co_await attemptOnce(call, attempt, stop);
        if (result)
            co_return result;
        ApiError error = finished(result.error(), *call, attempt);
        const bool isThrottled = error.kind == ErrorKind::Throttled;
        const auto wait = waitAfter(service, error, isThrottled ? ++throttled : ++troubled);
        if (isThrottled) {
            stateOf(service).gate.block(wait);
            error.retryAfter = wait;
        }
        if (const auto halt = halted(service); halt && error.kind == ErrorKind::ServerTrouble)
            error.kind = halt->kind;
        const bool onceOnly = error.kind == ErrorKind::NotFromApi || error.code.startsWith(QLatin1String("invalid_"));
        if (!mayRepeat(*attempt.row, error) || attempt.number >= (onceOnly ? std::min(tries, 2) : tries)
            || wait > m_profile.throttleCeiling || stop.stop_requested())
            co_return failure(error);
        if (observer != nullptr)
            observer->retrying(service, attempt.number, error, wait);
        if (isThrottled)
            continue;
        const bool rested = co_await m_clock.sleep(wait, stop);
        if (observer != nullptr)
            observer->waitEnded(service);
        if (!rested)
            co_return failure(finished(ApiError{.kind = ErrorKind::Cancelled}, *call, attempt));
    }
}

QCoro::Task<bool> ApiTransport::admitted(Service service, std::shared_ptr<const ApiCall> call, CallObserver *observer,
                                         std::stop_token stop)
{
    while (co_await passGate(service, observer, stop)) {
        if (call->records == 0)
            co_return true;
        QuotaGate &quota = stateOf(service).quota;
        const auto wait = quota.waitLeft(call->records, call->recordsPerSecond);
        if (wait == std::chrono::milliseconds::zero()) {
            quota.spend(call->records);
            co_return true;
        }
        // Meanwhile a 429 may close the gate, or another call take what is left.
        if (!co_await m_clock.sleep(wait, stop))
            co_return false;
    }
    co_return false;
}

QCoro::Task<bool> ApiTransport::passGate(Service service, CallObserver *observer, std::stop_token stop)
{
    RateGate &gate = stateOf(service).gate;
    if (gate.waitLeft() == std::chrono::milliseconds::zero())
        co_return !stop.stop_requested();
    const bool passed = co_await gate.pass(stop);
    if (observer != nullptr)
        observer->waitEnded(service);
    co_return passed;
}

QCoro::Task<Result<HttpReply>> ApiTransport::attemptOnce(std::shared_ptr<const ApiCall> call, Attempt attempt,
                                                         std::stop_token stop)
{
    const Service service = attempt.row->service;
    const QString key = m_protocol->signIn->credentialKey(m_profile, service);
    if (attempt.url.isEmpty()) {
        if (const auto fault = co_await findAddresses(TenantAddresses::Part::Services, service, attempt.observer, stop))
            co_return failure(*fault);
        if (const auto fault = setAddress(attempt, *call))
            co_return failure(*fault);
    }
    if (attempt.foreign)
        co_return co_await exchange(call, attempt, Secret(), std::move(stop));
    // Before any token is asked for: an address that breaks the rules must not even cause a sign-in.
    if (const auto fault = m_origins.fault(attempt.url))
        co_return failure(*fault);
    for (bool replay = false;; replay = true) {
        // What the other side or a router on the way has forgotten would swallow the next request (F102).
        if (m_sleep.take() > std::chrono::seconds::zero())
            m_channel.dropConnections();
        CO_TRY(bearer, co_await token(service, attempt.observer, stop));
        if (const auto lacking = notGranted(*attempt.row)) {
            m_tokens.drop(key, *bearer); // what is granted meanwhile counts for the next try
            co_return failure(*lacking);
        }
        Result<HttpReply> result = co_await exchange(call, attempt, *bearer, stop);
        if (result || result.error().httpStatus != 401)
            co_return result;
        m_tokens.drop(key, *bearer);
        if (replay) {
            m_tokens.noteRefusal(key);
            co_return result;
        }
    }
}

QCoro::Task<Result<HttpReply>> ApiTransport::exchange(std::shared_ptr<const ApiCall> call, Attempt attempt,
                                                      Secret token, std::stop_token stop)
{
    const Service service = attempt.row->service;
    HttpRequest request = prepared(*call, attempt, token);
    for (int hops = 0;; ++hops) {
        if (stop.stop_requested())
            co_return failure(ApiError{.kind = ErrorKind::Cancelled});
        if (call->sending)
            call->sending();
        Result<HttpReply> result = co_await sent(attempt, request, stop);
        if (!result)
            co_return result;
        if (!attempt.foreign)
            answered(service, result->status, result->latency, attempt.observer);
        else if (attempt.observer != nullptr) // Its trouble is not the service's: no breaker (F21).
            attempt.observer->answered(service, result->status, result->latency);
        if (call->answered)
            call->answered(result->status);
        const auto target = attempt.foreign ? std::nullopt : redirectTarget(request, *result, m_origins);
        if (target && hops < maxRedirects) {
            request.url = *target;
            continue;
        }
        HttpReply judged = *result;
        if (attempt.foreign) // A file store names types of its own.
            judged.headers.clear();
        auto fault = faultOf(judged, *attempt.row, m_clock.wallNow(), m_protocol->readError);
        if (!fault && call->check)
            fault = call->check(*result);
        if (!fault)
            co_return result;
        fault->httpStatus = result->status;
        if (attempt.foreign)
            forgetWords(*fault);
        co_return failure(*std::move(fault));
    }
}

HttpRequest ApiTransport::prepared(const ApiCall &call, const Attempt &attempt, const Secret &token) const
{
    using namespace std::chrono_literals;
    HttpRequest request{.method = attempt.row->method, .url = attempt.url};
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    if (!attempt.foreign)
        request.headers.append({{QByteArrayLiteral("Authorization"), "Bearer " + token.bytes().toByteArray()},
                                {QByteArrayLiteral("X-Request-ID"), attempt.requestId.toLatin1()}});
    if (call.body) {
        request.body = call.body();
        request.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    }
    request.limits.firstByte = m_profile.callTimeout;
    request.limits.overall = m_profile.pageTimeout;
    // What a write did must be known, so a stop waits for its answer for a while (F105).
    if (attempt.row->writes)
        request.limits.afterStop = 10s;
    if (attempt.row->pace == CallPace::Poll)
        request.limits.firstByte = std::min<std::chrono::milliseconds>(m_profile.callTimeout, 15s);
    else if (attempt.row->pace == CallPace::Download) {
        // As long as it goes on at some pace, a large file over a thin line may take its time (F49).
        request.limits.firstByte = std::max<std::chrono::milliseconds>(m_profile.callTimeout, 60s);
        request.limits.overall = std::max<std::chrono::milliseconds>(m_profile.pageTimeout, longestDownload);
        request.limits.stalled = 30s;
    }
    return request;
}

Result<ApiTransport::Attempt> ApiTransport::planned(const ApiCall &call, CallObserver *observer) const
{
    Attempt attempt;
    attempt.observer = observer;
    attempt.row = m_protocol->row(call.operation);
    if (attempt.row == nullptr)
        return failure(ErrorKind::BadInput, "operation_unavailable");
    if (m_guard.refuses(*attempt.row)) {
        return failure(ErrorKind::LookOnly, "look_only", QString::fromLatin1(attempt.row->name));
    }
    // What is wrong with an address must be known before anything leaves, a sign-in included.
    if (m_addresses.areKnown()) {
        if (const auto fault = setAddress(attempt, call))
            return failure(*fault);
    }
    attempt.requestId = newRequestId();
    return attempt;
}

std::optional<ApiError> ApiTransport::setAddress(Attempt &attempt, const ApiCall &call) const
{
    const QUrl base = m_addresses.ofService(attempt.row->service);
    const auto own = buildUrl(base, attempt.row->path, call.pathArguments, call.query);
    if (!own)
        return own.error();
    const auto url = call.link.isEmpty()         ? own
        : call.linkMayLeave || call.linkIsSigned ? downloadUrl(*own, call.link, m_profile.downloadHosts)
                                                 : linkedUrl(*own, call.link);
    if (!url)
        return url.error();
    attempt.url = *url;
    attempt.foreign = call.linkIsSigned || originOf(*url) != originOf(*own);
    return std::nullopt;
}

std::chrono::milliseconds ApiTransport::waitAfter(Service service, const ApiError &error, int failed)
{
    if (error.retryAfter)
        return *error.retryAfter;
    return retry(service).waitAfter(error.kind == ErrorKind::Throttled, failed, m_random());
}

RetryTable ApiTransport::retry(Service service) const
{
    RetryTable table = m_protocol->retry.value(service);
    table.tries = m_profile.tries;
    return table;
}

std::optional<ApiError> ApiTransport::halted(Service service)
{
    if (!stateOf(service).breaker.isOpen())
        return std::nullopt;
    return ApiError{
        .kind = ErrorKind::BreakerOpen, .code = QStringLiteral("breaker_open"), .subject = serviceKey(service)};
}

void ApiTransport::answered(Service service, int status, std::chrono::milliseconds latency, CallObserver *observer)
{
    stateOf(service).breaker.answered(status);
    if (observer != nullptr)
        observer->answered(service, status, latency);
}

ApiError ApiTransport::finished(ApiError error, const ApiCall &call, const Attempt &attempt)
{
    m_redactor.mask(error);
    error.requestId = attempt.requestId;
    nameSubject(error, call.subject.isEmpty() ? call.pathArguments.value(0) : call.subject);
    return error;
}

void ApiTransport::nameSubject(ApiError &error, const QString &subject) const
{
    if (error.subject.isEmpty())
        error.subject = error.kind == ErrorKind::SignInNeeded ? m_profile.name : subject;
}

QCoro::Task<Result<HttpReply>> ApiTransport::sent(Attempt attempt, HttpRequest request, std::stop_token stop)
{
    const Service service = attempt.row->service;
    m_log.begin(attempt.requestId, service, m_clock.now());
    if (attempt.observer != nullptr)
        attempt.observer->asking(service);
    Q_EMIT exchanged(service);
    HttpChannel &channel = attempt.foreign ? m_foreign : m_channel;
    Result<HttpReply> result = co_await channel.send(request, std::move(stop));
    if (attempt.observer != nullptr)
        attempt.observer->settled(service);
    note(attempt, request, result);
    co_return result;
}

void ApiTransport::note(const Attempt &attempt, const HttpRequest &request, const Result<HttpReply> &result)
{
    const Service service = attempt.row->service;
    Exchange exchange{.at = m_clock.wallNow(),
                      .service = service,
                      .operation = attempt.row->name,
                      .method = request.method,
                      .address = m_redactor.maskedAddress(request.url),
                      .requestId = attempt.requestId,
                      .attempt = attempt.number};
    if (result) {
        exchange.httpStatus = result->status;
        exchange.latency = result->latency;
        exchange.bytes = result->body.size();
        // This computer cannot bear its own clock out.
        if (const QDateTime date = parseHttpDate(result->header("date")); date.isValid() && !isLoopback(request.url))
            Q_EMIT dated(date);
    } else {
        exchange.error = result.error().kind;
    }
    m_log.add(std::move(exchange));
    Q_EMIT exchanged(service);
}

ApiError ApiTransport::masked(ApiError error) const
{
    m_redactor.mask(error);
    return error;
}

void ApiTransport::rearmBreaker(Service service)
{
    stateOf(service).breaker.rearm();
    Q_EMIT exchanged(service);
}

QCoro::Task<Result<HttpReply>> ApiTransport::ask(Attempt attempt, HttpRequest request, std::stop_token stop)
{
    if (const auto fault = m_origins.fault(request.url))
        co_return failure(*fault);
    request.headers.append({QByteArrayLiteral("X-Request-ID"), attempt.requestId.toLatin1()});
    co_return co_await sent(std::move(attempt), std::move(request), std::move(stop));
}

std::optional<ApiError> ApiTransport::faultOfAsked(const HttpReply &reply, const Attempt &attempt) const
{
    auto fault = faultOf(reply, *attempt.row, m_clock.wallNow(), m_protocol->readError);
    if (fault)
        fault->requestId = attempt.requestId;
    return fault;
}

/// The requests of one discovery, as the log and a run see them.
class ApiTransport::DiscoveryRequests final : public DiscoveryCalls
{
public:
    DiscoveryRequests(ApiTransport &transport, Service service, CallObserver *observer)
        : m_transport(transport)
        , m_service(service)
        , m_observer(observer)
    {
    }

    [[nodiscard]] QCoro::Task<Result<HttpReply>> get(QByteArray name, QUrl url, std::stop_token stop) override
    {
        const OperationRow row{Operation{}, m_service, name, "GET", "", {200, 201, 202, 203, 204}};
        HttpRequest request{.method = row.method, .url = url};
        request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
        request.limits.firstByte = request.limits.overall = m_transport.m_profile.tokenTimeout;
        request.limits.bodyBytes = 1 << 20;
        const Attempt attempt{.row = &row, .requestId = newRequestId(), .observer = m_observer};
        CO_TRY(reply, co_await m_transport.ask(attempt, std::move(request), std::move(stop)));
        if (const auto fault = m_transport.faultOfAsked(*reply, attempt))
            co_return failure(*fault);
        co_return reply;
    }

private:
    ApiTransport &m_transport;
    const Service m_service;
    CallObserver *const m_observer;
};

QCoro::Task<std::optional<ApiError>> ApiTransport::findAddresses(TenantAddresses::Part part, Service service,
                                                                 CallObserver *observer, std::stop_token stop)
{
    DiscoveryRequests requests(*this, service, observer);
    TenantAddresses::SignInCall signIn
        = [this, service, observer](std::stop_token inner) -> QCoro::Task<Result<QString>> {
        CO_TRY_VOID(co_await token(service, observer, std::move(inner)));
        co_return m_tenantId;
    };
    co_return co_await m_addresses.find(part, &requests, std::move(signIn), std::move(stop));
}

QCoro::Task<std::optional<ApiError>> ApiTransport::discover(TenantAddresses::Part part, Service service,
                                                            std::stop_token stop)
{
    auto fault = co_await findAddresses(part, service, nullptr, std::move(stop));
    if (fault)
        m_redactor.mask(*fault);
    co_return fault;
}

QCoro::Task<Result<Secret>> ApiTransport::token(Service service, CallObserver *observer, std::stop_token stop)
{
    const SignIn &signIn = *m_protocol->signIn;
    const QString key = signIn.credentialKey(m_profile, service);
    const bool waits = observer != nullptr && !m_tokens.hasGood(key);
    if (waits)
        observer->signingIn(service);
    const Result<Secret> token = co_await m_tokens.get(
        key, signIn.refreshMargin(service),
        [this, service, observer](std::stop_token inner) { return fetchToken(service, observer, std::move(inner)); },
        std::move(stop));
    if (waits)
        observer->signInEnded(service);
    co_return Result<Secret>(token);
}

QCoro::Task<Result<Token>> ApiTransport::fetchToken(Service service, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(secret, co_await m_secret(stop));
    m_redactor.addSecret(*secret);
    CO_TRY(request, m_protocol->signIn->request(m_profile, service, m_addresses.ofSignIn(service), *secret));
    const OperationRow row{Operation{}, service, "token", "POST", "", {200}};
    const Attempt attempt{.row = &row, .requestId = newRequestId(), .observer = observer};
    CO_TRY(reply, co_await ask(attempt, *std::move(request), stop));
    // Counts for the breaker only when it is trouble: a token in between must not hide a service's 5xx in a row (F21).
    if (reply->status >= 500)
        answered(service, reply->status, reply->latency, nullptr);
    if (auto fault = faultOfAsked(*reply, attempt)) {
        // Contract section 2: no refusal of the token endpoint may be retried. A 429 is no refusal.
        if (reply->status >= 400 && reply->status < 500 && reply->status != 429 && reply->status != 407
            && reply->status != 408) {
            fault->kind = ErrorKind::SignInNeeded;
            fault->httpStatus = 0; // Not the call's own 401, which would be replayed.
        }
        if (reply->status < 300)
            fault->detail.clear();
        co_return failure(*std::move(fault));
    }
    Result<Token> token = m_protocol->signIn->token(*reply);
    if (!token)
        co_return token;
    m_redactor.addSecret(token->value);
    m_tenantId = token->tenantId;
    if (observer != nullptr) // Only now: a refusal is no sign-in.
        observer->signedIn(service);
    co_return token;
}

QCoro::Task<Result<Secret>> ApiTransport::signIn(Service service, CallObserver *observer, std::stop_token stop)
{
    Result<Secret> result = co_await token(service, observer, std::move(stop));
    if (!result) {
        ApiError error = result.error();
        m_redactor.mask(error);
        nameSubject(error, {});
        co_return failure(error);
    }
    co_return result;
}

std::optional<ApiError> ApiTransport::notGranted(const OperationRow &row) const
{
    const QString needed = m_protocol->scopes.value(row.operation);
    const auto granted = m_tokens.scopes(m_protocol->signIn->credentialKey(m_profile, row.service));
    if (needed.isEmpty() || !granted || granted->contains(needed))
        return std::nullopt;
    ApiError lacking = fault(ErrorKind::Forbidden, "scope_not_granted", QString::fromLatin1(row.name));
    lacking.scope = needed;
    return lacking;
}

QCoro::Task<std::optional<ApiError>> ApiTransport::lackingScope(QList<Operation> calls, CallObserver *observer,
                                                                std::stop_token stop)
{
    for (const Operation call : calls) {
        const OperationRow *row = m_protocol->row(call);
        if (row == nullptr || m_protocol->scopes.value(call).isEmpty())
            continue;
        const auto bearer = co_await token(row->service, observer, stop);
        if (!bearer)
            continue;
        if (const auto lacking = notGranted(*row)) {
            m_tokens.drop(m_protocol->signIn->credentialKey(m_profile, row->service), *bearer);
            co_return lacking;
        }
    }
    co_return std::nullopt;
}

QStringList ApiTransport::lackingScopes(Service service) const
{
    QStringList lacking;
    for (const OperationRow &row : m_protocol->operations) {
        const auto missing = row.service == service ? notGranted(row) : std::nullopt;
        if (missing && !lacking.contains(missing->scope))
            lacking.append(missing->scope);
    }
    return lacking;
}

std::optional<std::chrono::seconds> ApiTransport::tokenLifeLeft(Service service) const
{
    return m_tokens.lifeLeft(m_protocol->signIn->credentialKey(m_profile, service));
}

} // namespace muster
