// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxaudiences.h"
#include "network/sandbox/sandboxclock.h"
#include "network/sandbox/sandboxenrichment.h"
#include "network/sandbox/sandboxhost.h"
#include "network/sandbox/sandboxlists.h"
#include "network/sandbox/sandboxlookup.h"
#include "network/sandbox/sandboxmessage.h"
#include "network/sandbox/sandboxratewindow.h"
#include "network/sandbox/sandboxscript.h"
#include "network/sandbox/sandboxsegments.h"
#include "network/sandbox/sandboxtokens.h"
#include "network/sandbox/sandboxtranscripts.h"
#include "network/sandbox/sandboxwebhooks.h"
#include "network/wire/service.h"

#include <QHash>
#include <array>

namespace muster {

/// The sandbox tenant without sockets: a request in, an answer out, at once. Everything is judged here but what belongs
/// to the wire (framing, limits, think time and the faults that break it). One thread at a time calls answer();
/// everything else may be called from any.
class SandboxTenant : public SandboxHost
{
public:
    SandboxTenant(const SandboxSettings &settings, Secret clientSecret, Secret lookupSecret, SandboxClock clock = {});
    SandboxTenant(const SandboxTenant &) = delete;
    SandboxTenant &operator=(const SandboxTenant &) = delete;

    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request, SandboxFault::Mutation mutation) override;
    [[nodiscard]] bool isSignIn(const QByteArray &path) const override { return SandboxTokens::isTokenPath(path); }
    void expireTokens() { m_tokens.expireAll(); }
    [[nodiscard]] int tokenRequests() const { return m_tokens.requests(); }
    /// What is in the contact list now; empty when there is no such list.
    [[nodiscard]] QList<SandboxListContact> listContents(const QString &listId) const
    {
        return m_lists.contents(listId);
    }
    [[nodiscard]] SandboxAudienceState audience(const QString &id)
    {
        return m_audiences.state(id, m_clock.wallNow().toUTC());
    }
    [[nodiscard]] std::optional<qint64> audienceSize(const AudienceDefinition &definition)
    {
        return m_audiences.count(definition);
    }
    /// What a colleague does, see SandboxAudiences::change().
    qint64 changeAudience(const QString &id, const AudienceDefinition &definition)
    {
        return m_audiences.change(id, definition, m_clock.wallNow().toUTC());
    }

private:
    [[nodiscard]] SandboxAnswer refusedBearer(SandboxTokens::Verdict verdict, const QString &scope) const;
    [[nodiscard]] SandboxAnswer answer(SandboxService &service, const QList<SandboxRoute> &routes,
                                       const SandboxHttpRequest &request, SandboxFault::Mutation mutation);

    const int m_rateLimit;
    const SandboxClock m_clock;
    SandboxTokens m_tokens;
    SandboxSegments m_segments;
    SandboxLists m_lists;
    SandboxEnrichment m_enrichment;
    SandboxWebhooks m_webhooks;
    SandboxTranscripts m_transcripts;
    SandboxAudiences m_audiences;
    SandboxLookup m_lookup;
    const std::array<SandboxService *, 6> m_services; ///< A further one needs a line here.
    QHash<Service, SandboxRateWindow> m_windows;
    SandboxRateWindow m_lookupWindow;
};

} // namespace muster
