// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxtokens.h"

#include "network/sandbox/sandboxcredentials.h"

#include <QJsonDocument>
#include <optional>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView keyPath = "/authentication/v1/token/access-key";
constexpr QByteArrayView formPath = "/auth/token";

SandboxAnswer signInRefusal(int status, QLatin1String code, const QString &text)
{
    SandboxAnswer answer = sandboxJsonAnswer(status, {{u"error"_s, code}, {u"errorDescription"_s, text}});
    answer.headers.append({"Cache-Control"_ba, "no-store"_ba});
    if (status == 401)
        answer.headers.append({"WWW-Authenticate"_ba, "Basic realm=\"cxone\""_ba});
    return answer;
}

QByteArray base64url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

// Its signature is made up: nobody here has the key that a real one would be signed with.
QByteArray idToken()
{
    const QJsonObject head{{u"alg"_s, u"RS256"_s}, {u"typ"_s, u"JWT"_s}};
    const QJsonObject claims{{u"tenantId"_s, CxoneSandboxTokens::tenantId()},
                             {u"tenant"_s, CxoneSandboxTokens::tenantName()},
                             {u"icBUId"_s, CxoneSandboxTokens::businessUnit},
                             {u"icClusterId"_s, u"C46"_s},
                             {u"role"_s, QJsonObject{{u"legacyId"_s, u"Administrator"_s}}}};
    return base64url(QJsonDocument(head).toJson(QJsonDocument::Compact)) + '.'
        + base64url(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.' + freshSandboxToken();
}

} // namespace

CxoneSandboxKeys CxoneSandboxKeys::fresh()
{
    const auto key = [] { return freshSandboxKey().toHex(); };
    return {.accessKeyId = QString::fromLatin1(key().left(40).toUpper()),
            .accessKeySecret = Secret(key()),
            .clientId = u"sandbox-app@cxone"_s,
            .clientSecret = Secret(key())};
}

CxoneSandboxTokens::CxoneSandboxTokens(CxoneSandboxKeys keys, std::chrono::seconds life)
    : m_keys(std::move(keys))
    , m_life(life)
{
}

QString CxoneSandboxTokens::tenantId()
{
    return u"11eb4a5c-0c30-4b52-9d3a-0242ac110003"_s;
}

QString CxoneSandboxTokens::tenantName()
{
    return u"muster_sandbox"_s;
}

bool CxoneSandboxTokens::isTokenPath(const QByteArray &path)
{
    return path == keyPath || path == formPath;
}

SandboxAnswer CxoneSandboxTokens::answer(const SandboxHttpRequest &request, TimePoint now)
{
    ++m_requests;
    if (request.method != "POST") {
        SandboxAnswer answer = signInRefusal(405, "method_not_allowed"_L1, u"A token is asked for by POST."_s);
        answer.headers.append({"Allow"_ba, "POST"_ba});
        return answer;
    }
    return request.path() == keyPath ? answerKey(request, now) : answerForm(request, now);
}

bool CxoneSandboxTokens::isKey(QByteArrayView id, QByteArrayView secret) const
{
    const bool sameId = isSandboxSecret(id, m_keys.accessKeyId.toLatin1());
    return isSandboxSecret(secret, m_keys.accessKeySecret.bytes()) && sameId;
}

SandboxAnswer CxoneSandboxTokens::answerKey(const SandboxHttpRequest &request, TimePoint now)
{
    if (sandboxMediaType(request.header("Content-Type")) != "application/json")
        return signInRefusal(415, "unsupported_media_type"_L1, u"Expected application/json."_s);
    const QJsonObject object = QJsonDocument::fromJson(request.body).object();
    const QJsonValue id = object.value("accessKeyId"_L1);
    const QJsonValue secret = object.value("accessKeySecret"_L1);
    if (object.size() != 2 || !id.isString() || !secret.isString())
        return signInRefusal(400, "invalid_request"_L1, u"accessKeyId and accessKeySecret are needed, as text."_s);
    if (!isKey(id.toString().toUtf8(), secret.toString().toUtf8()))
        return signInRefusal(401, "invalid_grant"_L1, u"Unknown access key, or the wrong secret."_s);
    return grant(now);
}

SandboxAnswer CxoneSandboxTokens::answerForm(const SandboxHttpRequest &request, TimePoint now)
{
    if (sandboxMediaType(request.header("Content-Type")) != "application/x-www-form-urlencoded")
        return signInRefusal(415, "unsupported_media_type"_L1, u"Expected application/x-www-form-urlencoded."_s);
    const auto form = readSandboxForm(request.body);
    if (!form)
        return signInRefusal(400, "invalid_request"_L1, u"The body cannot be read, or a parameter is repeated."_s);
    const QByteArray grantType = form->value("grant_type");
    const bool refresh = grantType == "refresh_token";
    if (!refresh && grantType != "password")
        return signInRefusal(400, "unsupported_grant_type"_L1, u"Only password and refresh_token are supported."_s);
    QByteArray client = form->value("client_id");
    QByteArray secret = form->value("client_secret");
    if (hasSandboxBasic(request)) {
        const auto basic = readSandboxBasic(request);
        // RFC 6749 section 2.3: no more than one way of saying who one is; the id alone may stand in the body, too.
        if (!basic || form->contains("client_secret") || (!client.isEmpty() && client != basic->user))
            return signInRefusal(400, "invalid_request"_L1, u"The client is given twice, or Basic cannot be read."_s);
        client = basic->user;
        secret = basic->password;
    }
    if (client != m_keys.clientId.toLatin1())
        return signInRefusal(401, "invalid_client"_L1, u"Unknown client."_s);
    // A refresh needs the client's name only; a wrong secret is refused there, too.
    if ((!refresh || !secret.isEmpty()) && !isSandboxSecret(secret, m_keys.clientSecret.bytes()))
        return signInRefusal(401, "invalid_client"_L1, u"The client's secret is wrong."_s);
    const bool allowed = refresh ? m_refreshTokens.remove(form->value("refresh_token"))
                                 : isKey(form->value("username"), form->value("password"));
    if (!allowed)
        return signInRefusal(400, "invalid_grant"_L1, u"Unknown access key or refresh token."_s);
    return grant(now);
}

SandboxAnswer CxoneSandboxTokens::grant(TimePoint now)
{
    m_ends.removeIf([now](const auto &entry) { return entry.value() <= now; });
    const QByteArray token = freshSandboxToken();
    const QByteArray refresh = freshSandboxToken();
    m_ends.insert(token, now + m_life);
    m_refreshTokens.insert(refresh);
    SandboxAnswer answer = sandboxJsonAnswer(200,
                                             {{u"access_token"_s, QString::fromLatin1(token)},
                                              {u"token_type"_s, u"Bearer"_s},
                                              {u"refresh_token"_s, QString::fromLatin1(refresh)},
                                              {u"expires_in"_s, static_cast<qint64>(m_life.count())},
                                              {u"id_token"_s, QString::fromLatin1(idToken())}});
    answer.headers.append({"Cache-Control"_ba, "no-store"_ba});
    return answer;
}

CxoneSandboxTokens::Verdict CxoneSandboxTokens::judge(const SandboxHttpRequest &request, TimePoint now) const
{
    const QByteArray header = request.header("Authorization");
    if (header.left(7).compare("Bearer ", Qt::CaseInsensitive) != 0 || request.headerCount("Authorization") != 1)
        return Verdict::Missing;
    const auto found = m_ends.constFind(header.mid(7).trimmed());
    return found != m_ends.constEnd() && *found > now ? Verdict::Good : Verdict::Unknown;
}

} // namespace muster
