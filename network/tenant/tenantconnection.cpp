// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/tenant/tenantconnection.h"

#include "network/api/audiencesclient.h"
#include "network/api/contactlistsclient.h"
#include "network/api/enrichmentclient.h"
#include "network/api/segmentsclient.h"
#include "network/api/transcriptsclient.h"
#include "network/dialects/apidialect.h"
#include "network/dialects/contract/contractdialect.h"
#include "network/http/apitransport.h"
#include "network/http/hostprobe.h"
#include "network/http/qnamchannel.h"

namespace muster {

namespace {

constexpr std::chrono::milliseconds statusInterval{100};

/// A flavour that is not known has no call at all: each is refused before anything is sent.
std::shared_ptr<const ApiDialect> dialectOf(const ConnectionProfile &profile)
{
    if (auto known = DialectRegistry::instance().find(profile.dialect))
        return known;
    const auto none = std::make_shared<ApiDialect>(*contractDialect());
    const auto silent = std::make_shared<ApiProtocol>(*none->protocol);
    silent->operations.clear();
    none->key = profile.dialect;
    none->protocol = silent;
    none->capabilities.clear();
    for (const Job job : allJobs)
        none->capabilities.insert(job, {Capability::Mode::Unavailable, QStringLiteral("unknown_dialect")});
    return none;
}

ConnectionHop hopOf(ConnectionHop::Kind kind, Service service, const QString &target)
{
    return ConnectionHop{.kind = kind, .service = service, .target = target};
}

} // namespace

TenantConnection::TenantConnection(ConnectionProfile profile, SecretSource secret, Clock &clock, QObject *parent)
    : TenantConnection(profile, std::move(secret), clock, std::make_unique<QnamChannel>(profile.caCertificates), parent)
{
}

TenantConnection::TenantConnection(ConnectionProfile profile, SecretSource secret, Clock &clock,
                                   std::unique_ptr<HttpChannel> channel, QObject *parent)
    : QObject(parent)
    , m_dialect(dialectOf(profile))
    , m_channel(std::move(channel))
    , m_transport(std::make_unique<ApiTransport>(profile, m_dialect->protocol, *m_channel, std::move(secret), clock))
    , m_segments(m_dialect->segments(*m_transport))
    , m_contactLists(m_dialect->contactLists(*m_transport))
    , m_enrichment(m_dialect->enrichment(*m_transport))
    , m_webhooks(m_dialect->webhooks(*m_transport))
    , m_transcripts(m_dialect->transcripts(*m_transport))
    , m_audiences(m_dialect->audiences(*m_transport))
    , m_clock(clock)
{
    m_status.setSingleShot(true);
    m_status.setInterval(statusInterval);
    connect(&m_status, &QTimer::timeout, this, &TenantConnection::statusChanged);
    connect(m_transport.get(), &ApiTransport::exchanged, this, [this] {
        if (!m_status.isActive())
            m_status.start();
    });
    connect(m_transport.get(), &ApiTransport::dated, this, &TenantConnection::dated);
    m_armedEnd.setSingleShot(true);
    connect(&m_armedEnd, &QTimer::timeout, this, &TenantConnection::disarm);
}

TenantConnection::~TenantConnection() = default;

const ConnectionProfile &TenantConnection::profile() const
{
    return m_transport->profile();
}

Capability TenantConnection::capability(Job job) const
{
    return m_dialect->capabilities.value(job);
}

void TenantConnection::arm(std::chrono::seconds duration)
{
    m_transport->guard().arm(duration);
    // Only tells; the guard itself judges by the clock at every call.
    m_armedEnd.start(duration);
    Q_EMIT armedChanged(true);
}

void TenantConnection::disarm()
{
    m_armedEnd.stop();
    m_transport->guard().disarm();
    Q_EMIT armedChanged(false);
}

bool TenantConnection::isArmed() const
{
    return m_transport->guard().isArmed();
}

void TenantConnection::rearmBreaker(Service service)
{
    m_transport->rearmBreaker(service);
}

std::optional<std::chrono::seconds> TenantConnection::tokenLifeLeft(Service service) const
{
    return m_transport->tokenLifeLeft(service);
}

ServerPulse TenantConnection::pulse() const
{
    return m_transport->log().pulse(m_clock.now());
}

std::optional<std::chrono::milliseconds> TenantConnection::recentLatency(Service service) const
{
    return m_transport->log().recentLatency(service);
}

QCoro::Task<std::optional<ApiError>> TenantConnection::tried(ConnectionHop hop, std::stop_token stop)
{
    const QUrl url = profile().serviceUrl(hop.service);
    switch (hop.kind) {
    case ConnectionHop::Kind::Resolve: {
        const auto found = co_await m_channel->lookUp(url.host(QUrl::FullyEncoded), profile().callTimeout, stop);
        co_return found ? std::nullopt : std::optional(found.error());
    }
    case ConnectionHop::Kind::Tls:
        co_return co_await probeTls(url, QnamChannel::tlsConfiguration(profile().caCertificates), profile().callTimeout,
                                    stop);
    case ConnectionHop::Kind::Discover:
        co_return co_await m_transport->discover(hop.service, stop);
    case ConnectionHop::Kind::Token: {
        const auto token = co_await m_transport->signIn(hop.service, nullptr, stop);
        co_return token ? std::nullopt : std::optional(token.error());
    }
    case ConnectionHop::Kind::Read: {
        const HarmlessRead read = m_dialect->harmlessReads.value(hop.service);
        ApiCall call{.operation = read.operation, .query = read.query};
        const auto reply = co_await m_transport->tryOnce(std::move(call), stop);
        co_return reply ? std::nullopt : std::optional(reply.error());
    }
    }
    Q_UNREACHABLE();
}

QCoro::Task<ConnectionHop> TenantConnection::timed(ConnectionHop hop, std::stop_token stop)
{
    const auto start = m_clock.now();
    hop.error = co_await tried(hop, stop);
    hop.latency = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - start);
    co_return hop;
}

QCoro::Task<QList<ConnectionHop>> TenantConnection::test(std::stop_token stop)
{
    QList<ConnectionHop> hops;
    QMap<QString, bool> reached; // Origin -> its name resolved and its TLS stood; shown once per origin.
    for (const Service service : allServices) {
        const QUrl url = profile().serviceUrl(service);
        const QString origin = originOf(url);
        if (origin.isEmpty() || addressFault(url, AddressSource::Person))
            continue;
        QList<ConnectionHop> due;
        if (!reached.contains(origin)) {
            due.append(hopOf(ConnectionHop::Kind::Resolve, service, url.host(QUrl::FullyEncoded)));
            if (url.scheme() == QLatin1String("https"))
                due.append(hopOf(ConnectionHop::Kind::Tls, service, url.host(QUrl::FullyEncoded)));
            if (m_dialect->protocol->discovery)
                due.append(hopOf(ConnectionHop::Kind::Discover, service, url.host(QUrl::FullyEncoded)));
        }
        due.append(hopOf(ConnectionHop::Kind::Token, service, authDialectKey(profile().services.value(service).auth)));
        const auto read = m_dialect->harmlessReads.constFind(service);
        if (read != m_dialect->harmlessReads.constEnd()) {
            const OperationRow *row = m_dialect->protocol->row(read->operation);
            due.append(hopOf(ConnectionHop::Kind::Read, service,
                             row != nullptr ? QString::fromLatin1(row->name) : serviceKey(service)));
        }
        bool passed = reached.value(origin, true);
        for (ConnectionHop hop : due) {
            hop.skipped = !passed || stop.stop_requested();
            if (!hop.skipped)
                hop = co_await timed(hop, stop);
            passed = passed && !hop.skipped && !hop.error;
            if (hop.kind == ConnectionHop::Kind::Resolve || hop.kind == ConnectionHop::Kind::Tls
                || hop.kind == ConnectionHop::Kind::Discover)
                reached.insert(origin, passed);
            hops.append(hop);
            Q_EMIT hopFinished(hop);
        }
    }
    co_return hops;
}

} // namespace muster
