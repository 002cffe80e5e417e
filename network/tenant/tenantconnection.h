// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/capability.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"
#include "network/wire/service.h"

#include <QCoro/QCoroTask>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

struct ApiDialect;
struct HarmlessRead;
class ApiTransport;
class AudiencesClient;
class CallObserver;
class CallingListPublisher;
class Clock;
class ContactListsClient;
class DoNotCallClient;
class EnrichmentClient;
class HttpChannel;
class ListDeletionClient;
class ListPages;
class SegmentsClient;
class TranscriptsClient;
class WebhooksClient;

/// Gives the client secret when a token is due; reads the key store or asks the person. GUI thread.
using SecretSource = std::function<QCoro::Task<Result<Secret>>(std::stop_token)>;

/// Everything Muster has of one tenant: its API flavour, one transport (tokens, rate gate, breaker, look-only guard)
/// and the typed clients on top of it. Owned by a TenantSession (models/runs). GUI thread.
class TenantConnection : public QObject
{
    Q_OBJECT

public:
    TenantConnection(ConnectionProfile profile, SecretSource secret, Clock &clock, QObject *parent = nullptr);
    /// The same on another channel: tests, or a tenant without sockets.
    TenantConnection(ConnectionProfile profile, SecretSource secret, Clock &clock, std::unique_ptr<HttpChannel> channel,
                     QObject *parent = nullptr);
    ~TenantConnection() override;

    [[nodiscard]] const ConnectionProfile &profile() const;
    /// How the tenant's API does that job; unavailable for a flavour that Muster does not know.
    [[nodiscard]] Capability capability(Job job) const;
    [[nodiscard]] const ApiTransport &transport() const { return *m_transport; } ///< For diagnostics.
    [[nodiscard]] SegmentsClient &segments() { return *m_segments; }
    [[nodiscard]] ContactListsClient &contactLists() { return *m_contactLists; }
    [[nodiscard]] EnrichmentClient &enrichment() { return *m_enrichment; }
    /// Lists that can be enriched, and what their contacts hold in the attributes of their schema (in
    /// RecordPage::extras()).
    [[nodiscard]] ListPages &listValues();
    [[nodiscard]] WebhooksClient &webhooks() { return *m_webhooks; }
    [[nodiscard]] TranscriptsClient &transcripts() { return *m_transcripts; }
    /// Whether the tenant has audiences; else nobody may ask for audiences().
    [[nodiscard]] bool hasAudiences() const { return m_audiences != nullptr; }
    [[nodiscard]] AudiencesClient &audiences();
    /// nullptr: the tenant's API has no do-not-call groups.
    [[nodiscard]] DoNotCallClient *doNotCall() { return m_doNotCall.get(); }
    /// nullptr: the tenant's API makes no calling lists.
    [[nodiscard]] CallingListPublisher *callingLists() { return m_callingLists.get(); }
    /// nullptr: the tenant's API deletes no contact lists.
    [[nodiscard]] ListDeletionClient *listDeletion() { return m_listDeletion.get(); }

    /// Forbidden "scope_not_granted" where the tenant is known to refuse one of these calls for want of a scope: asked
    /// before the first of them, nothing is half done. See ApiTransport::lackingScope(). `observer` outlives the call.
    [[nodiscard]] QCoro::Task<Result<void>> mayCall(QList<Operation> calls, CallObserver *observer,
                                                    std::stop_token stop);

    /// Production profiles refuse every operation that writes until armed; arming ends by itself (monotonic clock).
    void arm(std::chrono::seconds duration);
    void disarm();
    [[nodiscard]] bool isArmed() const;
    /// After five 5xx in a row a service is halted until a person re-arms it (F21).
    void rearmBreaker(Service service);

    /// Hops in order, each reported by hopFinished() as soon as it is known.
    [[nodiscard]] QCoro::Task<QList<ConnectionHop>> test(std::stop_token stop);

    /// For the status bar: time left of the token of `service`; nullopt: none.
    [[nodiscard]] std::optional<std::chrono::seconds> tokenLifeLeft(Service service) const;
    [[nodiscard]] ServerPulse pulse() const;
    /// Median of the last exchanges of `service`; nullopt: none yet.
    [[nodiscard]] std::optional<std::chrono::milliseconds> recentLatency(Service service) const;

Q_SIGNALS:
    void hopFinished(const muster::ConnectionHop &hop);
    void armedChanged(bool armed);
    void dated(const QDateTime &date); ///< See ApiTransport.
    void statusChanged(); ///< Token, latency or breaker; at most ten times a second.

private:
    struct DueHop
    {
        ConnectionHop hop;
        const HarmlessRead *read = nullptr; ///< Of the dialect; nullptr for any other kind than Read.
    };
    /// What is to be tried for a service, in order; `isNewOrigin`: nothing was tried at its address yet.
    [[nodiscard]] QList<DueHop> hopsTo(Service service, bool isNewOrigin, bool isSignedIn) const;
    [[nodiscard]] QCoro::Task<ConnectionHop> timed(ConnectionHop hop, const HarmlessRead *read, std::stop_token stop);
    [[nodiscard]] QCoro::Task<std::optional<ApiError>> tried(std::shared_ptr<ConnectionHop> hop,
                                                             const HarmlessRead *read, std::stop_token stop);

    const std::shared_ptr<const ApiDialect> m_dialect;
    std::unique_ptr<HttpChannel> m_channel;
    std::unique_ptr<ApiTransport> m_transport;
    std::unique_ptr<SegmentsClient> m_segments;
    std::unique_ptr<ContactListsClient> m_contactLists;
    std::unique_ptr<EnrichmentClient> m_enrichment;
    std::unique_ptr<ListPages> m_listValues; ///< nullptr: as of contact lists.
    std::unique_ptr<WebhooksClient> m_webhooks;
    std::unique_ptr<TranscriptsClient> m_transcripts;
    std::unique_ptr<AudiencesClient> m_audiences; ///< nullptr: the tenant has none.
    std::unique_ptr<DoNotCallClient> m_doNotCall; ///< nullptr: the tenant has no such groups.
    std::unique_ptr<CallingListPublisher> m_callingLists; ///< nullptr: none can be made there.
    std::unique_ptr<ListDeletionClient> m_listDeletion; ///< nullptr: none can be deleted there.
    Clock &m_clock;
    QTimer m_status; ///< Gathers changes to ten signals a second.
    QTimer m_armedEnd;
};

} // namespace muster
