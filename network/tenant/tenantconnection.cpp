// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/tenant/tenantconnection.h"

#include "network/api/audiencesclient.h"
#include "network/api/callinglistpublisher.h"
#include "network/api/contactlistsclient.h"
#include "network/api/donotcallclient.h"
#include "network/api/enrichmentclient.h"
#include "network/api/listdeletionclient.h"
#include "network/api/segmentsclient.h"
#include "network/api/transcriptsclient.h"
#include "network/dialects/apidialect.h"
#include "network/dialects/contract/contractdialect.h"
#include "network/http/apitransport.h"
#include "network/http/hostprobe.h"
#include "network/http/qnamchannel.h"

#include <QSet>

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
    , m_listValues(m_dialect->listValues ? m_dialect->listValues(*m_transport) : nullptr)
    , m_webhooks(m_dialect->webhooks(*m_transport))
    , m_transcripts(m_dialect->transcripts(*m_transport))
    , m_audiences(m_dialect->audiences ? m_dialect->audiences(*m_transport) : nullptr)
    , m_doNotCall(m_dialect->doNotCall ? m_dialect->doNotCall(*m_transport) : nullptr)
    , m_callingLists(m_dialect->callingLists ? m_dialect->callingLists(*m_transport) : nullptr)
    , m_listDeletion(m_dialect->listDeletion ? m_dialect->listDeletion(*m_transport) : nullptr)
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

ListPages &TenantConnection::listValues()
{
    return m_listValues ? *m_listValues : static_cast<ListPages &>(*m_contactLists);
}

const ConnectionProfile &TenantConnection::profile() const
{
    return m_transport->profile();
}

Capability TenantConnection::capability(Job job) const
{
    return m_dialect->capabilitiesOf(profile()).value(job);
}

AudiencesClient &TenantConnection::audiences()
{
    Q_ASSERT(m_audiences);
    return *m_audiences;
}

QCoro::Task<Result<void>> TenantConnection::mayCall(QList<Operation> calls, CallObserver *observer,
                                                    std::stop_token stop)
{
    if (const auto lacking = co_await m_transport->lackingScope(std::move(calls), observer, std::move(stop)))
        co_return failure(*lacking);
    co_return Result<void>();
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

QCoro::Task<std::optional<ApiError>> TenantConnection::tried(std::shared_ptr<ConnectionHop> hop,
                                                             const HarmlessRead *read, std::stop_token stop)
{
    using Part = TenantAddresses::Part;
    const Service service = hop->service;
    switch (hop->kind) {
    case ConnectionHop::Kind::Resolve: {
        const QString host = profile().serviceUrl(service).host(QUrl::FullyEncoded);
        const auto found = co_await m_channel->lookUp(host, profile().callTimeout, stop);
        co_return found ? std::nullopt : std::optional(found.error());
    }
    case ConnectionHop::Kind::Tls:
        co_return co_await probeTls(profile().serviceUrl(service),
                                    QnamChannel::tlsConfiguration(profile().caCertificates), profile().callTimeout,
                                    stop);
    case ConnectionHop::Kind::Discover: {
        auto fault = co_await m_transport->discover(Part::SignIn, service, stop);
        if (!fault)
            hop->found = originOf(m_transport->addresses().ofSignIn(service));
        co_return fault;
    }
    case ConnectionHop::Kind::Token: {
        const auto token = co_await m_transport->signIn(service, nullptr, stop);
        hop->lackingScopes = m_transport->lackingScopes(service);
        co_return token ? std::nullopt : std::optional(token.error());
    }
    case ConnectionHop::Kind::Locate: {
        auto fault = co_await m_transport->discover(Part::Services, service, stop);
        if (!fault)
            hop->found = originOf(m_transport->addresses().ofService(service));
        co_return fault;
    }
    case ConnectionHop::Kind::Read: {
        ApiCall call{.operation = read->operation, .query = read->query};
        if (read->link)
            call.link = read->link(profile());
        const auto reply = co_await m_transport->tryOnce(std::move(call), stop);
        if (reply && read->found)
            hop->found = read->found(profile(), *reply);
        co_return reply ? std::nullopt : std::optional(reply.error());
    }
    }
    Q_UNREACHABLE();
}

QCoro::Task<ConnectionHop> TenantConnection::timed(ConnectionHop hop, const HarmlessRead *read, std::stop_token stop)
{
    const auto start = m_clock.now();
    const auto tried = std::make_shared<ConnectionHop>(std::move(hop));
    tried->error = co_await this->tried(tried, read, stop);
    tried->latency = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.now() - start);
    co_return *tried;
}

QList<TenantConnection::DueHop> TenantConnection::hopsTo(Service service, bool isNewOrigin, bool isSignedIn) const
{
    using Kind = ConnectionHop::Kind;
    const ApiProtocol &protocol = *m_dialect->protocol;
    const QUrl url = profile().serviceUrl(service);
    const QString host = url.host(QUrl::FullyEncoded);
    QList<DueHop> due;
    const auto add = [&](Kind kind, const QString &target, const HarmlessRead *read = nullptr) {
        due.append({{.kind = kind, .service = service, .target = target}, read});
    };
    if (isNewOrigin) {
        add(Kind::Resolve, host);
        if (url.scheme() == QLatin1String("https"))
            add(Kind::Tls, host);
        if (protocol.discovery)
            add(Kind::Discover, host);
    }
    if (!protocol.discovery || !isSignedIn)
        add(Kind::Token, protocol.signIn->methodKey(profile(), service));
    if (protocol.discovery && isNewOrigin)
        add(Kind::Locate, host);
    for (const HarmlessRead &read : m_dialect->harmlessReads) {
        const OperationRow *row = protocol.row(read.operation);
        if (row != nullptr && row->service == service)
            add(Kind::Read, QString::fromLatin1(row->name), &read);
    }
    return due;
}

QCoro::Task<QList<ConnectionHop>> TenantConnection::test(std::stop_token stop)
{
    using Kind = ConnectionHop::Kind;
    const auto dialect = m_dialect; // what the hops point into
    QList<ConnectionHop> hops;
    QMap<QString, bool> reached; // Origin -> it could be reached, and told its addresses; shown once per origin.
    QSet<QString> credentials;
    for (const Service service : allServices) {
        const QUrl url = profile().serviceUrl(service);
        const QString origin = originOf(url);
        if (origin.isEmpty() || addressFault(url, AddressSource::Person))
            continue;
        const QString credential = dialect->protocol->signIn->credentialKey(profile(), service);
        const auto due = hopsTo(service, !reached.contains(origin), credentials.contains(credential));
        credentials.insert(credential);
        bool passed = reached.value(origin, true);
        for (const auto &[planned, read] : due) {
            ConnectionHop hop = planned;
            hop.skipped = !passed || stop.stop_requested();
            if (!hop.skipped)
                hop = co_await timed(hop, read, stop);
            // One job's read says nothing of the next one's where they share all that comes before it.
            const bool isEnd = hop.kind == Kind::Read && dialect->protocol->discovery;
            passed = passed && !hop.skipped && (!hop.error || isEnd);
            if (dialect->protocol->discovery ? !isEnd : hop.kind == Kind::Resolve || hop.kind == Kind::Tls)
                reached.insert(origin, passed);
            hops.append(hop);
            Q_EMIT hopFinished(hop);
        }
    }
    co_return hops;
}

} // namespace muster
