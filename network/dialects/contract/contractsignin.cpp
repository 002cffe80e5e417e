// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractsignin.h"

#include "network/codec/tokencodec.h"
#include "network/http/pathbuilder.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

QByteArray tokenPath(AuthDialect auth)
{
    switch (auth) {
    case AuthDialect::JsonOAuth:
        return QByteArrayLiteral("/api/v2/oauth/token");
    case AuthDialect::JsonOAuth2:
        return QByteArrayLiteral("/api/v2/oauth2/token");
    case AuthDialect::FormBasic:
    case AuthDialect::FormBody:
        return QByteArrayLiteral("/oauth/token");
    }
    Q_UNREACHABLE();
}

QByteArray jsonBody(const ConnectionProfile &profile, const QString &scope, const Secret &secret)
{
    QJsonObject body{{QStringLiteral("grant_type"), QStringLiteral("client_credentials")},
                     {QStringLiteral("client_id"), profile.clientId},
                     {QStringLiteral("client_secret"), QString::fromUtf8(secret.bytes())}};
    if (!scope.isEmpty())
        body.insert(QStringLiteral("scope"), scope);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

// application/x-www-form-urlencoded; %20 for a space is read by every parser, as + is not.
QByteArray formBody(const QList<QPair<QByteArray, QByteArray>> &members)
{
    QByteArray body;
    for (const auto &[name, value] : members) {
        if (value.isEmpty())
            continue;
        body += (body.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    }
    return body;
}

} // namespace

QString ContractSignIn::credentialKey(const ConnectionProfile &profile, Service service) const
{
    const ServiceSettings settings = profile.services.value(service);
    QStringList scopes = settings.scopes;
    scopes.sort();
    return authDialectKey(settings.auth) + u' ' + profile.serviceUrl(service).toString(QUrl::FullyEncoded) + u' '
        + profile.clientId + u' ' + scopes.join(u' ');
}

Result<HttpRequest> ContractSignIn::request(const ConnectionProfile &profile, Service service, const QUrl &address,
                                            const Secret &secret) const
{
    const ServiceSettings settings = profile.services.value(service);
    TRY(url, buildUrl(address, tokenPath(settings.auth), {}));
    const QString scope = settings.scopes.join(u' ');
    HttpRequest request;
    request.method = QByteArrayLiteral("POST");
    request.url = *url;
    request.limits.firstByte = profile.tokenTimeout;
    request.limits.overall = profile.tokenTimeout;
    request.limits.bodyBytes = 1 << 20;
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    const bool json = settings.auth == AuthDialect::JsonOAuth || settings.auth == AuthDialect::JsonOAuth2;
    request.headers.append(
        {QByteArrayLiteral("Content-Type"),
         json ? QByteArrayLiteral("application/json") : QByteArrayLiteral("application/x-www-form-urlencoded")});
    const QByteArray grant = QByteArrayLiteral("client_credentials");
    if (json) {
        request.body = jsonBody(profile, scope, secret);
    } else if (settings.auth == AuthDialect::FormBasic) {
        request.body = formBody({{"grant_type", grant}, {"scope", scope.toUtf8()}});
        const QByteArray pair = profile.clientId.toUtf8() + ':' + secret.bytes().toByteArray();
        request.headers.append({QByteArrayLiteral("Authorization"), "Basic " + pair.toBase64()});
    } else {
        request.body = formBody({{"grant_type", grant},
                                 {"client_id", profile.clientId.toUtf8()},
                                 {"client_secret", secret.bytes().toByteArray()},
                                 {"scope", scope.toUtf8()}});
    }
    return request;
}

Result<Token> ContractSignIn::token(const HttpReply &reply) const
{
    return readToken(reply.body);
}

std::chrono::seconds ContractSignIn::refreshMargin(Service service) const
{
    using std::chrono::seconds;
    switch (service) {
    case Service::Enrichment:
        return seconds(30);
    case Service::Transcripts:
        return seconds(60);
    case Service::Segments:
    case Service::ContactLists:
    case Service::Audiences:
        return seconds(300);
    }
    Q_UNREACHABLE();
}

} // namespace muster
