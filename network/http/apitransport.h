// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/http/apiprotocol.h"
#include "network/http/callgates.h"
#include "network/http/clock.h"
#include "network/http/exchangelog.h"
#include "network/http/hostprobe.h"
#include "network/http/originpolicy.h"
#include "network/http/tenantaddresses.h"
#include "network/http/tokenstore.h"
#include "network/wire/connectionprofile.h"

#include <QObject>
#include <functional>
#include <map>
#include <memory>
#include <type_traits>
#include <utility>

namespace muster {

class CallObserver;

/// The one way to a tenant: address, guard, gate, token, attempt, retry, mapping of every answer to a value or an
/// ApiError, masking and log (contract sections 1, 2 and 7). Outlives every call made through it. GUI thread.
class ApiTransport : public QObject
{
    Q_OBJECT

public:
    using SecretSource = std::function<QCoro::Task<Result<Secret>>(std::stop_token)>;
    /// 0 to 1, for jitter.
    using Random = std::function<double()>;

    ApiTransport(ConnectionProfile profile, std::shared_ptr<const ApiProtocol> protocol, HttpChannel &channel,
                 SecretSource secret, Clock &clock, Random random = {}, QObject *parent = nullptr);
    ~ApiTransport() override;

    /// An accepted answer. Reads are retried by the service's table, writes never (but for the one replay after 401).
    [[nodiscard]] QCoro::Task<Result<HttpReply>> call(ApiCall call, CallObserver *observer, std::stop_token stop);
    /// Makes sure of a token for `service`, for the connection test: one attempt, no retry.
    [[nodiscard]] QCoro::Task<Result<Secret>> signIn(Service service, CallObserver *observer, std::stop_token stop);
    /// Finds out the addresses of the services where the flavour asks for that (see Discovery), for the connection
    /// test: one attempt. nullopt: they are known.
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> discover(TenantAddresses::Part part, Service service,
                                                                std::stop_token stop);
    [[nodiscard]] const TenantAddresses &addresses() const { return m_addresses; }
    /// What the tokens for these calls are not good for, as far as the flavour says what a call needs and the token what
    /// it is good for: a Forbidden as of a call that would be refused, of the first that lacks something; nothing but
    /// sign-ins is sent. nullopt also where no token can be had: the call itself tells that.
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> lackingScope(QList<Operation> calls, CallObserver *observer,
                                                                    std::stop_token stop);
    /// Those that any call of `service` needs and its token lacks, for the connection test; empty without a token.
    [[nodiscard]] QStringList lackingScopes(Service service) const;
    [[nodiscard]] const QString &tenantId() const { return m_tenantId; } ///< As the last token said; may be empty.
    /// One attempt at a harmless read, breaker and gate included, for the connection test.
    [[nodiscard]] QCoro::Task<Result<HttpReply>> tryOnce(ApiCall call, std::stop_token stop);

    [[nodiscard]] const ConnectionProfile &profile() const { return m_profile; }
    [[nodiscard]] const ApiProtocol &protocol() const { return *m_protocol; }
    [[nodiscard]] LookOnlyGuard &guard() { return m_guard; }
    /// How calls of that service are tried, and for how long is waited in between: the flavour's waits, as many tries as
    /// the profile allows.
    [[nodiscard]] RetryTable retry(Service service) const;
    [[nodiscard]] const LookOnlyGuard &guard() const { return m_guard; }
    [[nodiscard]] const ExchangeLog &log() const { return m_log; }
    [[nodiscard]] std::optional<std::chrono::seconds> tokenLifeLeft(Service service) const;
    void rearmBreaker(Service service);
    /// By the clock that the transport goes by.
    [[nodiscard]] QDateTime wallNow() const { return m_clock.wallNow(); }
    /// For clients that have to ask again until something is done.
    [[nodiscard]] Clock &clock() const { return m_clock; }
    /// With all texts masked that a server may have written; for what is read from an answer after call().
    [[nodiscard]] ApiError masked(ApiError error) const;
    /// Words that the service wrote elsewhere than in an error, as a person may see them.
    [[nodiscard]] QString maskedStart(const QString &words, qsizetype longest) const
    {
        return m_redactor.maskedStart(words, longest);
    }

Q_SIGNALS:
    void exchanged(muster::Service service); ///< The log, a token or a breaker has changed.
    void dated(const QDateTime &date); ///< What another computer's answer says that the time is (F107).

private:
    struct ServiceState
    { ///< What the calls of one service share.
        RateGate gate;
        QuotaGate quota;
        Breaker breaker;
    };
    struct Attempt
    { ///< Of one call, or of a request for a token or a discovery.
        const OperationRow *row = nullptr;
        QUrl url;
        QString requestId;
        int number = 1;
        CallObserver *observer = nullptr;
        bool foreign = false; ///< To a host outside of the tenant; no token.
    };

    [[nodiscard]] QCoro::Task<Result<HttpReply>> run(ApiCall call, int tries, CallObserver *observer,
                                                     std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<HttpReply>> attemptOnce(std::shared_ptr<const ApiCall> call, Attempt attempt,
                                                             std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<HttpReply>> exchange(std::shared_ptr<const ApiCall> call, Attempt attempt,
                                                          Secret token, std::stop_token stop);
    class DiscoveryRequests;
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> findAddresses(TenantAddresses::Part part, Service service,
                                                                     CallObserver *observer, std::stop_token stop);
    /// One request, to the log and to the attempt's observer; whatever its answer is.
    [[nodiscard]] QCoro::Task<Result<HttpReply>> sent(Attempt attempt, HttpRequest request, std::stop_token stop);
    /// The same of one that is no call, of a token or a discovery.
    [[nodiscard]] QCoro::Task<Result<HttpReply>> ask(Attempt attempt, HttpRequest request, std::stop_token stop);
    /// What is wrong with that answer.
    [[nodiscard]] std::optional<ApiError> faultOfAsked(const HttpReply &reply, const Attempt &attempt) const;
    [[nodiscard]] QCoro::Task<Result<Token>> fetchToken(Service service, CallObserver *observer, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<Secret>> token(Service service, CallObserver *observer, std::stop_token stop);
    /// Until neither a 429 nor the records of the last second are in the way; false: stopped.
    [[nodiscard]] QCoro::Task<bool> admitted(Service service, std::shared_ptr<const ApiCall> call,
                                             CallObserver *observer, std::stop_token stop);
    [[nodiscard]] QCoro::Task<bool> passGate(Service service, CallObserver *observer, std::stop_token stop);

    /// Forbidden "scope_not_granted" where the token that is held is known to lack what that call needs.
    [[nodiscard]] std::optional<ApiError> notGranted(const OperationRow &row) const;
    [[nodiscard]] HttpRequest prepared(const ApiCall &call, const Attempt &attempt, const Secret &token) const;
    [[nodiscard]] Result<Attempt> planned(const ApiCall &call, CallObserver *observer) const;
    [[nodiscard]] std::optional<ApiError> setAddress(Attempt &attempt, const ApiCall &call) const;
    [[nodiscard]] std::optional<ApiError> halted(Service service);
    [[nodiscard]] std::chrono::milliseconds waitAfter(Service service, const ApiError &error, int failed);
    void answered(Service service, int status, std::chrono::milliseconds latency, CallObserver *observer);
    void note(const Attempt &attempt, const HttpRequest &request, const Result<HttpReply> &result);
    /// What an error is about: of a sign-in the connection, not what was to be read after it.
    void nameSubject(ApiError &error, const QString &subject) const;
    [[nodiscard]] ApiError finished(ApiError error, const ApiCall &call, const Attempt &attempt);
    [[nodiscard]] ServiceState &stateOf(Service service) { return m_states.at(service); }

    ConnectionProfile m_profile;
    std::shared_ptr<const ApiProtocol> m_protocol;
    HttpChannel &m_channel;
    PeerGuard m_foreign; ///< To hosts that the tenant names and the person allowed (S11).
    SecretSource m_secret;
    Clock &m_clock;
    Random m_random;
    OriginPolicy m_origins;
    LookOnlyGuard m_guard;
    TokenStore m_tokens;
    TenantAddresses m_addresses;
    QString m_tenantId; ///< As the last token said.
    SleepWatch m_sleep;
    Redactor m_redactor;
    ExchangeLog m_log;
    std::map<Service, ServiceState> m_states;
};

/// Makes the call and decodes its answer inside the transport's attempt, so that a cut answer is asked for again.
/// `decode(const QByteArray &)`, or `decode(const HttpReply &)` where more than the body matters, gives a
/// Result<Value>; `transport` and `observer` outlive the call.
template <typename Value, typename Decode>
[[nodiscard]] QCoro::Task<Result<Value>> callAndDecode(ApiTransport *transport, ApiCall call, Decode decode,
                                                       CallObserver *observer, std::stop_token stop)
{
    const auto value = std::make_shared<Value>();
    call.check = [value, decode](const HttpReply &reply) -> std::optional<ApiError> {
        Result<Value> decoded = [&] {
            if constexpr (std::is_invocable_v<const Decode &, const HttpReply &>)
                return decode(reply);
            else
                return decode(reply.body);
        }();
        if (!decoded)
            return decoded.error();
        *value = *std::move(decoded);
        return std::nullopt;
    };
    CO_TRY_VOID(co_await transport->call(std::move(call), observer, std::move(stop)));
    co_return std::move(*value);
}

} // namespace muster
