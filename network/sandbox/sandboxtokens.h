// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"
#include "network/wire/secret.h"

#include <QHash>
#include <QMutex>
#include <QSet>
#include <QStringList>
#include <chrono>

namespace muster {

/// The token endpoints (contract section 2): four spellings, one client, all scopes of the five services.
/// answer() and judge() belong to the tenant's thread; expireAll() and issued() may be called from any.
class SandboxTokens
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class Verdict { Good, Missing, Unknown, Expired, LacksScope };

    SandboxTokens(Secret clientSecret, std::chrono::seconds life);

    [[nodiscard]] static bool isTokenPath(const QByteArray &path);
    /// Answers a request to one of the three token endpoints. Only POST.
    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request, TimePoint now);
    /// Looks at the Authorization header of a call that needs `scope`.
    [[nodiscard]] Verdict judge(const SandboxHttpRequest &request, const QString &scope, TimePoint now);
    void expireAll();
    [[nodiscard]] int requests() const; ///< Token requests so far, refused ones included.

    [[nodiscard]] static QString clientId();
    [[nodiscard]] static const QStringList &allScopes();

private:
    struct Grant
    {
        TimePoint end;
        QSet<QString> scopes;
    };
    struct Demand; ///< What a request asks for, whichever way it was spelt.

    [[nodiscard]] static SandboxAnswer refusal(int status, QLatin1String code, const QString &description);
    [[nodiscard]] static bool readJson(const SandboxHttpRequest &request, Demand &demand);
    [[nodiscard]] static bool readForm(const SandboxHttpRequest &request, Demand &demand);
    [[nodiscard]] static bool readBasic(const SandboxHttpRequest &request, Demand &demand);
    [[nodiscard]] SandboxAnswer grant(const Demand &demand, TimePoint now);

    const Secret m_secret;
    const std::chrono::seconds m_life;
    mutable QMutex m_mutex; ///< Guards what follows: expireAll() comes from another thread.
    QHash<QByteArray, Grant> m_grants;
    int m_requests = 0;
};

} // namespace muster
