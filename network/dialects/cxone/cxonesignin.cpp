// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonesignin.h"

#include "network/codec/cxoneprotocolcodec.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/http/originpolicy.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

using Method = CxoneSettings::SignInMethod;

/// The key's secret and, behind a line's end, that of the registered client.
struct Secrets
{
    QByteArray key, client;
};

Secrets secretsOf(const Secret &secret)
{
    const QByteArray both = secret.bytes().toByteArray();
    const qsizetype end = both.indexOf('\n');
    return end < 0 ? Secrets{both, {}} : Secrets{both.left(end), both.mid(end + 1)};
}

QByteArray member(const char *name, const QByteArray &value)
{
    return QByteArray(name) + '=' + value.toPercentEncoding();
}

} // namespace

QString CxoneSignIn::methodKey(const ConnectionProfile &profile, Service) const
{
    return keyOf(cxoneSettings(profile).method);
}

QString CxoneSignIn::credentialKey(const ConnectionProfile &profile, Service service) const
{
    return methodKey(profile, service) + u' ' + profile.baseUrl.toString(QUrl::FullyEncoded) + u' ' + profile.clientId
        + u' ' + cxoneSettings(profile).client;
}

Result<HttpRequest> CxoneSignIn::request(const ConnectionProfile &profile, Service, const QUrl &address,
                                         const Secret &secret) const
{
    const CxoneSettings settings = cxoneSettings(profile);
    const Secrets secrets = secretsOf(secret);
    HttpRequest request{.method = QByteArrayLiteral("POST"), .url = address};
    request.limits.firstByte = profile.tokenTimeout;
    request.limits.overall = profile.tokenTimeout;
    request.limits.bodyBytes = 1 << 20;
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    if (settings.method == Method::AccessKey) {
        request.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
        request.body = QJsonDocument(QJsonObject{{QStringLiteral("accessKeyId"), profile.clientId},
                                                 {QStringLiteral("accessKeySecret"), QString::fromUtf8(secrets.key)}})
                           .toJson(QJsonDocument::Compact);
        return request;
    }
    if (settings.client.isEmpty())
        return failure(ErrorKind::BadInput, "client_missing");
    if (secrets.client.isEmpty())
        return failure(ErrorKind::BadInput, "client_secret_missing");
    request.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/x-www-form-urlencoded")});
    request.body = member("grant_type", "password") + '&' + member("username", profile.clientId.toUtf8()) + '&'
        + member("password", secrets.key);
    if (settings.method == Method::PasswordBody) {
        request.body
            += '&' + member("client_id", settings.client.toUtf8()) + '&' + member("client_secret", secrets.client);
    } else {
        // RFC 6749 section 2.3.1: both are encoded before they are joined.
        const QByteArray pair = settings.client.toUtf8().toPercentEncoding() + ':' + secrets.client.toPercentEncoding();
        request.headers.append({QByteArrayLiteral("Authorization"), "Basic " + pair.toBase64()});
    }
    return request;
}

Result<Token> CxoneSignIn::token(const HttpReply &reply) const
{
    return readCxoneToken(reply.body);
}

std::chrono::seconds CxoneSignIn::refreshMargin(Service) const
{
    return std::chrono::minutes(5);
}

QCoro::Task<Result<QUrl>> CxoneDiscovery::signInAddress(ConnectionProfile profile, DiscoveryCalls *calls,
                                                        std::stop_token stop) const
{
    // Asked for an access key, too: it shows that the issuer is one before any secret leaves.
    CO_TRY(where, buildUrl(profile.baseUrl, "/.well-known/openid-configuration", {}));
    CO_TRY(reply, co_await calls->get(QByteArrayLiteral("issuer.document"), *where, std::move(stop)));
    CO_TRY(endpoint, readIssuerDocument(reply->body, profile.baseUrl));
    const CxoneSettings settings = cxoneSettings(profile);
    if (settings.method != Method::AccessKey)
        co_return endpoint;
    co_return buildUrl(settings.signInHost, "/authentication/v1/token/access-key", {});
}

QCoro::Task<Result<QMap<Service, QUrl>>> CxoneDiscovery::serviceAddresses(ConnectionProfile profile, QString tenantId,
                                                                          DiscoveryCalls *calls,
                                                                          std::stop_token stop) const
{
    if (tenantId.isEmpty())
        co_return failure(ErrorKind::UnexpectedShape, "no_tenant");
    CO_TRY(where,
           buildUrl(profile.baseUrl, "/.well-known/cxone-configuration", {}, {{QStringLiteral("tenantId"), tenantId}}));
    CO_TRY(reply, co_await calls->get(QByteArrayLiteral("tenant.document"), *where, std::move(stop)));
    CO_TRY(api, readTenantDocument(reply->body, tenantId));
    const CxoneSettings settings = cxoneSettings(profile);
    const auto below = [&api](const QString &path) {
        QUrl url = api->adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
        url.setPath(url.path() + u'/' + path);
        return url;
    };
    QMap<Service, QUrl> services;
    for (const Service service : allServices)
        services.insert(service, below(QStringLiteral("incontactapi/services/v") + settings.apiVersion));
    services.insert(Service::Transcripts, below(settings.analyticsPath));
    co_return services;
}

} // namespace muster
