// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/service.h"

#include <QMap>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <chrono>
#include <optional>

namespace muster {

/// Shown as word, colour and shape wherever something can be changed. Production is look-only until armed.
enum class Environment { Production, Test, Sandbox };

/// Keys of the API flavours that Muster brings along; others may be registered (network/dialects).
namespace dialects {
inline constexpr QLatin1String contract("contract");
inline constexpr QLatin1String cxone("cxone"); ///< NICE's published API.
} // namespace dialects

/// How a service's token is asked for (contract section 2).
enum class AuthDialect {
    JsonOAuth, ///< POST /api/v2/oauth/token, JSON
    JsonOAuth2, ///< POST /api/v2/oauth2/token, JSON
    FormBasic, ///< POST /oauth/token, form, credentials by HTTP Basic
    FormBody, ///< POST /oauth/token, form with id, secret and scope
};

/// What may differ per service. Empty or absent members mean: as the profile, else as the contract.
struct ServiceSettings
{
    QUrl baseUrl; ///< Scheme, host, port and an optional path prefix; empty: the profile's.
    AuthDialect auth = AuthDialect::JsonOAuth;
    QStringList scopes;
    bool operator==(const ServiceSettings &) const = default;
};

/// Everything about a tenant but the secret, which lives in the system key store under `secretKey()`.
struct ConnectionProfile
{
    QString id; ///< Made once (32 hexadecimal digits), never shown; names the profile in journals and the key store.
    QString name;
    QString dialect = dialects::contract; ///< API flavour, see network/dialects.
    QUrl baseUrl; ///< For all services that have none of their own.
    QMap<Service, ServiceSettings> services; ///< Always one entry per service.
    QString clientId;
    Environment environment = Environment::Production;
    int pageSize = 500; ///< Records a page, 1 to 1000.
    int batchSize = 100; ///< Contacts a write, 1 to 100.
    std::chrono::seconds freshnessLimit = std::chrono::hours(24);
    std::chrono::milliseconds tokenTimeout = std::chrono::seconds(10);
    std::chrono::milliseconds callTimeout = std::chrono::seconds(30); ///< To the first byte.
    std::chrono::milliseconds pageTimeout = std::chrono::seconds(120); ///< A whole page (F49).
    int tries = 5; ///< Of one call in all, the first one included (contract section 7), 1 to 10.
    /// Looks at a job that the service does, as a transcript job, after which its run is paused with the job kept
    /// (contract section 7); 0: none does, up to 10,000. A dialect without such jobs asks as its own jobs need.
    int jobPolls = 12;
    std::chrono::seconds runLimit{0}; ///< A run that takes longer is paused; 0: none does, up to 7 days.
    std::chrono::seconds throttleCeiling = std::chrono::minutes(15); ///< Longer waits pause the run (F04).
    QStringList caCertificates; ///< PEM files added by a person; shown in the status area (S14).
    /// Hosts besides the services' own from which transcripts may be fetched by signed links, see downloadHost(). They
    /// are given no token (S10).
    QStringList downloadHosts;
    /// Origins ("https://api.example.org:443") that were found out at this tenant's issuer and approved by a person:
    /// besides the typed ones the only places that its token may go (S09). Never taken over from a file.
    QStringList approvedOrigins;
    /// What its dialect lets a connection choose, by key (ApiDialect::options); a key that is absent has its standard.
    QMap<QString, QString> options;
    bool operator==(const ConnectionProfile &) const = default;

    [[nodiscard]] QUrl serviceUrl(Service service) const
    {
        const QUrl own = services.value(service).baseUrl;
        return own.isEmpty() ? baseUrl : own;
    }
    [[nodiscard]] QString secretKey() const { return QStringLiteral("client-secret/") + id; }
};

/// A profile with the contract's dialects and scopes for all five services and a fresh id.
[[nodiscard]] ConnectionProfile contractProfile(const QString &name, const QUrl &baseUrl);
/// The scopes that the contract asks for, section 2.
[[nodiscard]] QStringList contractScopes(Service service);
[[nodiscard]] AuthDialect contractAuth(Service service);

/// A host that a person allows, as "files.example.org" or "files.example.org:8443"; the port is 443 unless given. In
/// ASCII form and lower case; IPv6 addresses in brackets. nullopt: anything else, a scheme or a path included.
struct DownloadHost
{
    QString host;
    int port = 443;
    bool operator==(const DownloadHost &) const = default;
};
[[nodiscard]] std::optional<DownloadHost> downloadHost(const QString &entry);

[[nodiscard]] QString environmentKey(Environment environment); ///< "production", "test", "sandbox"
[[nodiscard]] std::optional<Environment> environmentFromKey(QStringView key);
[[nodiscard]] QString authDialectKey(AuthDialect auth); ///< "json-oauth", "json-oauth2", "form-basic", "form-body"
[[nodiscard]] std::optional<AuthDialect> authDialectFromKey(QStringView key);

} // namespace muster

Q_DECLARE_METATYPE(muster::ConnectionProfile)

namespace muster {

/// One hop of "Test connection": what was tried, how long it took, what went wrong.
struct ConnectionHop
{
    enum class Kind {
        Resolve,
        Tls,
        Discover, ///< Where one signs in, for dialects that find it out.
        Token,
        Locate, ///< Where the services are, for dialects that find it out.
        Read,
    };
    Kind kind = Kind::Resolve;
    Service service = Service::Segments;
    QString target; ///< Host, or the operation's name.
    QString found; ///< What was learnt by it, as an origin or a version; empty: nothing that is worth a word.
    QStringList lackingScopes; ///< Of a sign-in: what some call of the service needs and the token is not good for.
    std::chrono::milliseconds latency{0};
    std::optional<ApiError> error; ///< nullopt: passed.
    bool skipped = false; ///< An earlier hop failed, so this one was not tried.
};

/// "resolve", "tls", "discover", "token", "locate", "read"; stable for `--json`.
[[nodiscard]] QString hopKey(ConnectionHop::Kind kind);

} // namespace muster

Q_DECLARE_METATYPE(muster::ConnectionHop)
