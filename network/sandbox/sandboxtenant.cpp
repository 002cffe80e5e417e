// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtenant.h"

#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

SandboxTenant::SandboxTenant(const SandboxSettings &settings, Secret clientSecret, Secret lookupSecret,
                             SandboxClock clock)
    : m_rateLimit(settings.rateLimit)
    , m_clock(std::move(clock))
    , m_tokens(std::move(clientSecret), settings.tokenLife)
    , m_segments(settings.seed, settings.contacts, m_clock.wallNow().toUTC())
    , m_lists(settings.seed, settings.contacts)
    , m_enrichment(m_lists.store(), settings.contactsPerSecond)
    , m_transcripts(settings)
    , m_audiences(settings, m_clock.wallNow().toUTC())
    , m_lookup(settings.seed, std::move(lookupSecret))
    , m_services{&m_segments, &m_lists, &m_enrichment, &m_webhooks, &m_transcripts, &m_audiences}
{
}

SandboxAnswer SandboxTenant::answer(const SandboxHttpRequest &request, SandboxFault::Mutation mutation)
{
    const QByteArray path = request.path();
    if (SandboxTokens::isTokenPath(path))
        return m_tokens.answer(request, m_clock.now());
    const QStringList decoded = request.pieces();
    if (SandboxLookup::isLookupPath(decoded)) {
        // Not a service of the tenant: another provider's address, account and limits.
        if (auto refusal = m_lookup.refusal(request))
            return *std::move(refusal);
        if (const int wait = m_lookupWindow.secondsToWait(m_rateLimit, m_clock.now()); wait > 0)
            return SandboxLookup::throttled(wait);
        return m_lookup.answer(decoded);
    }
    if (SandboxTranscripts::isSignedPath(decoded))
        return m_transcripts.signedAnswer(request, decoded, m_clock.wallNow().toUTC(), mutation);
    for (SandboxService *service : m_services) {
        if (const QList<SandboxRoute> routes = service->routes(decoded); !routes.isEmpty())
            return answer(*service, routes, request, mutation);
    }
    return sandboxError(404, "not_found"_L1, u"There is nothing at this address."_s);
}

SandboxAnswer SandboxTenant::answer(SandboxService &service, const QList<SandboxRoute> &routes,
                                    const SandboxHttpRequest &request, SandboxFault::Mutation mutation)
{
    const auto route = std::find_if(routes.cbegin(), routes.cend(), [&request](const SandboxRoute &candidate) {
        return candidate.method == request.method;
    });
    if (route == routes.cend()) {
        QByteArrayList allowed;
        for (const SandboxRoute &candidate : routes)
            allowed.append(candidate.method);
        SandboxAnswer answer = sandboxError(405, "method_not_allowed"_L1, u"This address has another method."_s);
        answer.headers.append({"Allow"_ba, allowed.join(", ")});
        return answer;
    }
    const auto verdict = m_tokens.judge(request, route->scope, m_clock.now());
    if (verdict != SandboxTokens::Verdict::Good)
        return refusedBearer(verdict, route->scope);
    if (const int wait = m_windows[service.service()].secondsToWait(m_rateLimit, m_clock.now()); wait > 0) {
        SandboxAnswer answer = sandboxError(429, "rate_limited"_L1, u"Too many requests in this second."_s);
        answer.headers.append({"Retry-After"_ba, QByteArray::number(wait)});
        return answer;
    }
    if (!sandboxAcceptsJson(request.header("Accept")))
        return sandboxError(406, "not_acceptable"_L1, u"The answer is application/json."_s);
    if (route->takesBody && sandboxMediaType(request.header("Content-Type")) != "application/json")
        return sandboxError(415, "unsupported_media_type"_L1, u"Expected application/json in UTF-8."_s);
    if (!route->takesBody && !request.body.isEmpty())
        return sandboxError(400, "invalid_request"_L1, u"This call takes no body."_s);
    return service.answer(*route, request, m_clock.wallNow().toUTC(), mutation);
}

SandboxAnswer SandboxTenant::refusedBearer(SandboxTokens::Verdict verdict, const QString &scope) const
{
    if (verdict == SandboxTokens::Verdict::LacksScope) {
        SandboxAnswer answer = sandboxJsonAnswer(403,
                                                 {{u"error"_s, u"insufficient_scope"_s},
                                                  {u"message"_s, u"The token lacks a scope."_s},
                                                  {u"scope"_s, scope}});
        answer.headers.append(
            {"WWW-Authenticate"_ba,
             "Bearer realm=\"sandbox\", error=\"insufficient_scope\", scope=\"" + scope.toLatin1() + '"'});
        return answer;
    }
    const bool missing = verdict == SandboxTokens::Verdict::Missing;
    SandboxAnswer answer
        = sandboxError(401, missing ? "unauthorized"_L1 : "invalid_token"_L1,
                       missing ? u"A bearer token is needed."_s : u"The token is unknown or has expired."_s);
    // RFC 6750 section 3.1: no error code when no credentials were given.
    answer.headers.append(
        {"WWW-Authenticate"_ba,
         missing ? "Bearer realm=\"sandbox\""_ba : "Bearer realm=\"sandbox\", error=\"invalid_token\""_ba});
    return answer;
}

} // namespace muster
