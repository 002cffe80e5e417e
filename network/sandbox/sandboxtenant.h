// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxfault.h"
#include "network/sandbox/sandboxmessage.h"
#include "network/sandbox/sandboxsegments.h"
#include "network/sandbox/sandboxsettings.h"
#include "network/sandbox/sandboxtokens.h"
#include "network/wire/service.h"

#include <QHash>
#include <functional>

namespace muster {

/// The two clocks the tenant looks at, so that tests can make time pass.
struct SandboxClock
{
    std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
    std::function<QDateTime()> wallNow = [] { return QDateTime::currentDateTimeUtc(); };
};

/// The sandbox tenant without sockets: a request in, an answer out, at once. Everything is judged here but what belongs
/// to the wire (framing, limits, think time and the faults that break it). One thread at a time calls answer();
/// expireTokens() and tokenRequests() may be called from any.
class SandboxTenant
{
public:
    SandboxTenant(const SandboxSettings &settings, Secret clientSecret, SandboxClock clock = {});

    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request,
                                       SandboxFault::Mutation mutation = SandboxFault::Mutation::None);
    void expireTokens() { m_tokens.expireAll(); }
    [[nodiscard]] int tokenRequests() const { return m_tokens.requests(); }

private:
    struct Window
    {
        std::chrono::steady_clock::time_point start;
        int requests = 0;
    };

    [[nodiscard]] SandboxAnswer refusedBearer(SandboxTokens::Verdict verdict, const QString &scope) const;
    /// Nothing, or the 429 of a service whose requests of this second are used up.
    [[nodiscard]] std::optional<SandboxAnswer> throttled(Service service);

    const int m_rateLimit;
    const SandboxClock m_clock;
    SandboxTokens m_tokens;
    SandboxSegments m_segments;
    QHash<Service, Window> m_windows;
};

} // namespace muster
