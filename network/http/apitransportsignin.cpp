// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ApiTransport that gets tokens.
#include "network/http/answermapping.h"
#include "network/http/apicall.h"
#include "network/http/apiprotocol.h"
#include "network/http/apitransport.h"

#include <QUuid>

namespace muster {

namespace {

const OperationRow &tokenRow(Service service)
{
    static const QList<OperationRow> rows = [] {
        QList<OperationRow> made;
        for (const Service each : allServices)
            made.append({Operation{}, each, "token", "POST", "", {200}});
        return made;
    }();
    return rows.at(static_cast<int>(service));
}

} // namespace

QCoro::Task<Result<Secret>> ApiTransport::token(Service service, CallObserver *observer, std::stop_token stop)
{
    const SignIn &signIn = *m_protocol->signIn;
    return m_tokens.get(
        signIn.credentialKey(m_profile, service), signIn.refreshMargin(service),
        [this, service, observer](std::stop_token inner) { return fetchToken(service, observer, std::move(inner)); },
        std::move(stop));
}

QCoro::Task<Result<Token>> ApiTransport::fetchToken(Service service, CallObserver *observer, std::stop_token stop)
{
    CO_TRY(secret, co_await m_secret(stop));
    m_redactor.addSecret(*secret);
    CO_TRY(request, m_protocol->signIn->request(m_profile, service, signInAddressOf(service), *secret));
    if (const auto fault = m_origins.fault(request->url))
        co_return failure(*fault);
    Attempt attempt;
    attempt.row = &tokenRow(service);
    attempt.requestId = QUuid::createUuid().toString(QUuid::Id128);
    request->headers.append({QByteArrayLiteral("X-Request-ID"), attempt.requestId.toLatin1()});
    begin(attempt, service, observer);
    const Result<HttpReply> reply = co_await m_channel.send(*request, stop);
    if (observer != nullptr)
        observer->settled(service);
    note(attempt, service, *request, reply);
    if (!reply)
        co_return failure(reply.error());
    // Counts for the breaker only when it is trouble: a token in between must not hide a service's 5xx in a row (F21).
    if (reply->status >= 500)
        answered(service, reply->status, reply->latency, nullptr);
    if (auto fault = faultOf(*reply, *attempt.row, m_clock.wallNow(), m_protocol->readError)) {
        fault->requestId = attempt.requestId;
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

std::optional<std::chrono::seconds> ApiTransport::tokenLifeLeft(Service service) const
{
    return m_tokens.lifeLeft(m_protocol->signIn->credentialKey(m_profile, service));
}

} // namespace muster
