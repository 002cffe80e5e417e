// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/connectionprofile.h"

#include "network/wire/keytable.h"

#include <QUuid>

namespace muster {

namespace {

constexpr KeyTable<Environment, 3> environmentKeys{{
    {Environment::Production, QLatin1String("production")},
    {Environment::Test, QLatin1String("test")},
    {Environment::Sandbox, QLatin1String("sandbox")},
}};

constexpr KeyTable<AuthDialect, 4> authDialectKeys{{
    {AuthDialect::JsonOAuth, QLatin1String("json-oauth")},
    {AuthDialect::JsonOAuth2, QLatin1String("json-oauth2")},
    {AuthDialect::FormBasic, QLatin1String("form-basic")},
    {AuthDialect::FormBody, QLatin1String("form-body")},
}};

} // namespace

ConnectionProfile contractProfile(const QString &name, const QUrl &baseUrl)
{
    ConnectionProfile profile{.id = QUuid::createUuid().toString(QUuid::Id128), .name = name, .baseUrl = baseUrl};
    for (const Service service : allServices)
        profile.services.insert(service, {QUrl(), contractAuth(service), contractScopes(service)});
    return profile;
}

QStringList contractScopes(Service service)
{
    const auto list = [](const char *words) { return QString::fromLatin1(words).split(u' '); };
    switch (service) {
    case Service::Segments:
        return list("contact:segments:read contact:contacts:read");
    case Service::Enrichment:
        return list("contacts.read contacts.write outbound.read outbound.write webhooks.write");
    case Service::Transcripts:
        return list("interactions:read transcripts:read jobs:read");
    case Service::ContactLists:
        return list("campaign:contactlist:read campaign:contact:write campaign:contact:delete");
    case Service::Audiences:
        return list("journey:audiences:read journey:audiences:write data:read");
    }
    Q_UNREACHABLE();
}

AuthDialect contractAuth(Service service)
{
    switch (service) {
    case Service::Segments:
        return AuthDialect::JsonOAuth;
    case Service::Enrichment:
        return AuthDialect::JsonOAuth2;
    case Service::Transcripts:
        return AuthDialect::FormBasic;
    case Service::ContactLists:
    case Service::Audiences:
        return AuthDialect::FormBody;
    }
    Q_UNREACHABLE();
}

std::optional<DownloadHost> downloadHost(const QString &entry)
{
    // What is no host becomes another part of the address, or none; and nothing may be added or lost on the way.
    const QUrl url(QStringLiteral("https://") + entry.trimmed(), QUrl::StrictMode);
    const bool bare = url.isValid() && !url.host().isEmpty() && url.path().isEmpty() && url.userInfo().isEmpty()
        && !url.hasQuery() && !url.hasFragment() && !entry.contains(u'@');
    if (!bare || url.port(443) == 0)
        return std::nullopt;
    return DownloadHost{url.host(QUrl::FullyEncoded).toLower(), url.port(443)};
}

QString environmentKey(Environment environment)
{
    return keyOf(environmentKeys, environment);
}

std::optional<Environment> environmentFromKey(QStringView key)
{
    return valueOf(environmentKeys, key);
}

QString authDialectKey(AuthDialect auth)
{
    return keyOf(authDialectKeys, auth);
}

std::optional<AuthDialect> authDialectFromKey(QStringView key)
{
    return valueOf(authDialectKeys, key);
}

QString hopKey(ConnectionHop::Kind kind)
{
    using Kind = ConnectionHop::Kind;
    static constexpr KeyTable<Kind, 6> keys{{
        {Kind::Resolve, QLatin1String("resolve")},
        {Kind::Tls, QLatin1String("tls")},
        {Kind::Discover, QLatin1String("discover")},
        {Kind::Token, QLatin1String("token")},
        {Kind::Locate, QLatin1String("locate")},
        {Kind::Read, QLatin1String("read")},
    }};
    return keyOf(keys, kind);
}

} // namespace muster
