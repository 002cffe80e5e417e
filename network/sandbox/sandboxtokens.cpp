// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtokens.h"

#include "network/sandbox/sandboxcredentials.h"

#include <QJsonDocument>
#include <optional>

namespace muster {

using namespace Qt::StringLiterals;

struct SandboxTokens::Demand
{
    std::optional<QString> grantType;
    std::optional<QString> id;
    std::optional<QByteArray> secret;
    std::optional<QString> scope;
    bool basic = false;
};

SandboxTokens::SandboxTokens(Secret clientSecret, std::chrono::seconds life)
    : m_secret(std::move(clientSecret))
    , m_life(life)
{
}

QString SandboxTokens::clientId()
{
    return u"sandbox-client"_s;
}

const QStringList &SandboxTokens::allScopes()
{
    static const QStringList scopes = {
        u"contact:segments:read"_s,
        u"contact:contacts:read"_s,
        u"contacts.read"_s,
        u"contacts.write"_s,
        u"outbound.read"_s,
        u"outbound.write"_s,
        u"webhooks.write"_s,
        u"interactions:read"_s,
        u"transcripts:read"_s,
        u"jobs:read"_s,
        u"campaign:contactlist:read"_s,
        u"campaign:contact:write"_s,
        u"campaign:contact:delete"_s,
        u"journey:audiences:read"_s,
        u"journey:audiences:write"_s,
        u"data:read"_s,
    };
    return scopes;
}

bool SandboxTokens::isTokenPath(const QByteArray &path)
{
    return path == "/api/v2/oauth/token" || path == "/api/v2/oauth2/token" || path == "/oauth/token";
}

SandboxAnswer SandboxTokens::refusal(int status, QLatin1String code, const QString &description)
{
    SandboxAnswer answer = sandboxJsonAnswer(
        status, {{u"error"_s, code}, {u"error_description"_s, description}, {u"message"_s, description}});
    answer.headers.append({"Cache-Control"_ba, "no-store"_ba});
    if (status == 401)
        answer.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"sandbox\""_ba});
    return answer;
}

bool SandboxTokens::readJson(const SandboxHttpRequest &request, Demand &demand)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return false;
    const QJsonObject object = document.object();
    const auto take = [&object](const QString &name, auto &into) {
        const auto found = object.constFind(name);
        if (found == object.constEnd())
            return true;
        if (!found->isString())
            return false;
        if constexpr (std::is_same_v<decltype(into), std::optional<QByteArray> &>)
            into = found->toString().toUtf8();
        else
            into = found->toString();
        return true;
    };
    return take(u"grant_type"_s, demand.grantType) && take(u"client_id"_s, demand.id)
        && take(u"client_secret"_s, demand.secret) && take(u"scope"_s, demand.scope);
}

bool SandboxTokens::readForm(const SandboxHttpRequest &request, Demand &demand)
{
    const auto form = readSandboxForm(request.body);
    if (!form)
        return false;
    const auto take = [&form](const QByteArray &name) -> std::optional<QByteArray> {
        return form->contains(name) ? std::optional(form->value(name)) : std::nullopt;
    };
    const auto text = [&take](const QByteArray &name) -> std::optional<QString> {
        const auto value = take(name);
        return value ? std::optional(QString::fromUtf8(*value)) : std::nullopt;
    };
    demand = {.grantType = text("grant_type"),
              .id = text("client_id"),
              .secret = take("client_secret"),
              .scope = text("scope")};
    return true;
}

bool SandboxTokens::readBasic(const SandboxHttpRequest &request, Demand &demand)
{
    if (!hasSandboxBasic(request))
        return true;
    // RFC 6749 section 2.3.1: credentials both by Basic and in the body are an error.
    if (demand.id || demand.secret)
        return false;
    demand.basic = true;
    const auto basic = readSandboxBasic(request);
    if (!basic)
        return false;
    demand.id = QString::fromUtf8(basic->user);
    demand.secret = basic->password;
    return true;
}

SandboxAnswer SandboxTokens::answer(const SandboxHttpRequest &request, TimePoint now)
{
    const QMutexLocker lock(&m_mutex);
    ++m_requests;
    if (request.method != "POST") {
        SandboxAnswer answer = refusal(405, "method_not_allowed"_L1, u"A token is asked for by POST."_s);
        answer.headers.append({"Allow"_ba, "POST"_ba});
        return answer;
    }
    if (!sandboxAcceptsJson(request.header("Accept")))
        return refusal(406, "not_acceptable"_L1, u"The answer is application/json."_s);
    const bool form = request.path() == "/oauth/token";
    const QByteArray expected = form ? "application/x-www-form-urlencoded"_ba : "application/json"_ba;
    if (sandboxMediaType(request.header("Content-Type")) != expected)
        return refusal(415, "unsupported_media_type"_L1, u"Expected "_s + QString::fromLatin1(expected));
    Demand demand;
    const bool read = form ? readForm(request, demand) : readJson(request, demand);
    if (!read)
        return refusal(400, "invalid_request"_L1, u"The body cannot be read, or a parameter is repeated."_s);
    if (!readBasic(request, demand))
        return refusal(400, "invalid_request"_L1, u"The credentials are given twice, or Basic cannot be read."_s);
    return grant(demand, now);
}

SandboxAnswer SandboxTokens::grant(const Demand &demand, TimePoint now)
{
    if (!demand.grantType || demand.grantType->isEmpty())
        return refusal(400, "invalid_request"_L1, u"grant_type is missing."_s);
    if (*demand.grantType != "client_credentials"_L1)
        return refusal(400, "unsupported_grant_type"_L1, u"Only client_credentials is supported."_s);
    if (!demand.id || demand.id->isEmpty() || !demand.secret || demand.secret->isEmpty())
        return refusal(400, "invalid_request"_L1, u"The client's id or secret is missing."_s);
    if (!isSandboxSecret(*demand.secret, m_secret.bytes()) || *demand.id != clientId())
        return refusal(401, "invalid_client"_L1, u"Unknown client, or the wrong secret."_s);
    QStringList scopes = demand.scope.value_or(QString()).split(u' ', Qt::SkipEmptyParts);
    if (scopes.isEmpty())
        scopes = allScopes();
    scopes.removeDuplicates();
    for (const QString &scope : std::as_const(scopes)) {
        if (!allScopes().contains(scope))
            return refusal(400, "invalid_scope"_L1, u"The client does not have one of the scopes."_s);
    }
    m_grants.removeIf([now](const auto &entry) { return entry.value().end <= now; });
    const QByteArray token = freshSandboxToken();
    m_grants.insert(token, {now + m_life, QSet<QString>(scopes.cbegin(), scopes.cend())});
    SandboxAnswer answer = sandboxJsonAnswer(200,
                                             {{u"access_token"_s, QString::fromLatin1(token)},
                                              {u"token_type"_s, u"Bearer"_s},
                                              {u"expires_in"_s, static_cast<qint64>(m_life.count())},
                                              {u"scope"_s, scopes.join(u' ')}});
    answer.headers.append({"Cache-Control"_ba, "no-store"_ba});
    return answer;
}

SandboxTokens::Verdict SandboxTokens::judge(const SandboxHttpRequest &request, const QString &scope, TimePoint now)
{
    const QByteArray header = request.header("Authorization");
    if (header.left(7).compare("Bearer ", Qt::CaseInsensitive) != 0 || request.headerCount("Authorization") != 1)
        return Verdict::Missing;
    const QMutexLocker lock(&m_mutex);
    const auto found = m_grants.constFind(header.mid(7).trimmed());
    if (found == m_grants.constEnd())
        return Verdict::Unknown;
    if (found->end <= now)
        return Verdict::Expired;
    return found->scopes.contains(scope) ? Verdict::Good : Verdict::LacksScope;
}

void SandboxTokens::expireAll()
{
    const QMutexLocker lock(&m_mutex);
    m_grants.clear();
}

int SandboxTokens::requests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_requests;
}

} // namespace muster
