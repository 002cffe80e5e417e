// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxanalytics.h"
#include "network/sandbox/cxone/cxonesandboxcontacts.h"
#include "network/sandbox/cxone/cxonesandboxcustomers.h"
#include "network/sandbox/cxone/cxonesandboxdonotcall.h"
#include "network/sandbox/cxone/cxonesandboxextractions.h"
#include "network/sandbox/cxone/cxonesandboxlists.h"
#include "network/sandbox/cxone/cxonesandboxliststore.h"
#include "network/sandbox/cxone/cxonesandboxsettings.h"
#include "network/sandbox/cxone/cxonesandboxskills.h"
#include "network/sandbox/cxone/cxonesandboxtokens.h"
#include "network/sandbox/cxone/cxonesandboxuploads.h"
#include "network/sandbox/sandboxclock.h"
#include "network/sandbox/sandboxhost.h"
#include "network/sandbox/sandboxratewindow.h"

#include <QMutex>
#include <memory>

namespace muster {

/// The simulator of CXone's published API without sockets: two hosts, of which one signs in and tells where the other
/// is. What they say and what the ground truth says is looked up under one lock, so that every function may be called
/// from any thread.
class CxoneSandboxTenant
{
public:
    /// A tenant whose hosts are at these addresses, which its discovery documents name.
    struct Addresses
    {
        QByteArray issuer = QByteArrayLiteral("http://127.0.0.1:1");
        QByteArray api = QByteArrayLiteral("http://127.0.0.1:2");
        QByteArray files = QByteArrayLiteral("http://127.0.0.1:3"); ///< Where signed links lead.
    };

    CxoneSandboxTenant(const CxoneSandboxSettings &settings, CxoneSandboxKeys keys, SandboxClock clock = {});
    ~CxoneSandboxTenant();
    CxoneSandboxTenant(const CxoneSandboxTenant &) = delete;
    CxoneSandboxTenant &operator=(const CxoneSandboxTenant &) = delete;

    [[nodiscard]] SandboxHost &issuer() { return *m_issuer; }
    [[nodiscard]] SandboxHost &api() { return *m_api; }
    [[nodiscard]] SandboxHost &formerApi() { return *m_formerApi; } ///< Where the API was before it moved: nothing.
    [[nodiscard]] SandboxHost &files() { return *m_filesHost; } ///< Where signed links lead; no token may come there.
    void setAddresses(Addresses addresses);

    void expireTokens();
    void putRecord(qint64 listId, const QString &externalId, const QString &number); ///< Nothing without such a list.
    [[nodiscard]] int tokenRequests() const;
    /// What is in the calling list now, in its order; empty when there is no such list.
    [[nodiscard]] QList<CxoneSandboxRecord> listContents(qint64 listId);
    /// Digits of the numbers that would have rung so far, in their order.
    [[nodiscard]] QStringList dialled();
    /// Names of the skills that uploads were to start so far.
    [[nodiscard]] QStringList startedSkills() const;
    /// Digits of what must not be called because of the group, now; empty when there is no such group.
    [[nodiscard]] QStringList doNotCall(qint64 groupId) const;
    [[nodiscard]] QList<CxoneSandboxCustomer> customers() const;
    [[nodiscard]] QList<CxoneSandboxContact> completedContacts() const; ///< In the order of their starts.
    [[nodiscard]] QList<CxoneSandboxInteraction> recordedInteractions() const; ///< In the order of their starts.
    [[nodiscard]] QStringList extractionBreaches() const; ///< See CxoneSandboxExtractions::breaches().
    [[nodiscard]] QStringList segmentIds() const; ///< In the order of their starts.
    [[nodiscard]] std::optional<SandboxTranscript> transcript(const QString &segmentId) const;

private:
    class Issuer;
    class Api;
    class FormerApi;
    class Files;

    void settle(); ///< What happens by itself while time passes.
    [[nodiscard]] SandboxAnswer issuerAnswer(const SandboxHttpRequest &request);
    [[nodiscard]] SandboxAnswer tenantDocument(const SandboxHttpRequest &request) const;
    [[nodiscard]] SandboxAnswer apiAnswer(const SandboxHttpRequest &request, SandboxFault::Mutation mutation);
    [[nodiscard]] SandboxAnswer letIn(CxoneSandboxFamily family, const QList<CxoneSandboxRoute> &routes,
                                      const SandboxHttpRequest &request, SandboxFault::Mutation mutation);
    /// 401 or 429, where it is one of them.
    [[nodiscard]] std::optional<SandboxAnswer> refusal(CxoneSandboxFamily family, const SandboxHttpRequest &request);
    [[nodiscard]] QList<CxoneSandboxRoute> acdRoutes(const QStringList &path);
    [[nodiscard]] SandboxAnswer versions(CxoneSandboxCall &call) const;
    [[nodiscard]] static SandboxAnswer businessUnit(CxoneSandboxCall &call);

    const CxoneSandboxSettings m_settings;
    const SandboxClock m_clock;
    const QDateTime m_started; ///< UTC.
    const SandboxData m_data;
    Addresses m_addresses;
    std::unique_ptr<SandboxHost> m_issuer;
    std::unique_ptr<SandboxHost> m_api;
    std::unique_ptr<SandboxHost> m_formerApi;
    std::unique_ptr<SandboxHost> m_filesHost;
    mutable QMutex m_mutex; ///< Guards what follows.
    CxoneSandboxTokens m_tokens;
    SandboxRateWindow m_rate;
    CxoneSandboxListStore m_store;
    CxoneSandboxSkills m_skills;
    CxoneSandboxLists m_lists;
    CxoneSandboxUploads m_uploads;
    CxoneSandboxDoNotCall m_doNotCall;
    CxoneSandboxContacts m_contacts;
    CxoneSandboxExtractions m_extractions;
    CxoneSandboxAnalytics m_analytics;
    CxoneSandboxCustomers m_customers;
    QList<CxoneSandboxPart *> m_acdParts; ///< A further one needs a line in the constructor.
};

} // namespace muster
