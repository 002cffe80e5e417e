// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"
#include "network/wire/secret.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <chrono>

namespace muster {

/// Who may sign in at the simulator.
struct CxoneSandboxKeys
{
    QString accessKeyId;
    Secret accessKeySecret;
    QString clientId;
    Secret clientSecret;

    /// Made anew.
    [[nodiscard]] static CxoneSandboxKeys fresh();
};

/// Signing in at CXone, and the judgement of bearers: the access key alone as JSON, the password grant with a
/// registered client, and the refresh grant. Used under the tenant's lock.
class CxoneSandboxTokens
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    enum class Verdict { Good, Missing, Unknown };

    CxoneSandboxTokens(CxoneSandboxKeys keys, std::chrono::seconds life);

    [[nodiscard]] static bool isTokenPath(const QByteArray &path);
    /// Answers a request to a token path.
    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request, TimePoint now);
    [[nodiscard]] Verdict judge(const SandboxHttpRequest &request, TimePoint now) const;
    void expireAll() { m_ends.clear(); } ///< Bearers only; who has a refresh token may still use it.
    [[nodiscard]] int requests() const { return m_requests; } ///< Refused ones included.

    [[nodiscard]] static QString tenantId();
    [[nodiscard]] static QString tenantName();
    static constexpr int businessUnit = 4'600'123;

private:
    [[nodiscard]] SandboxAnswer answerKey(const SandboxHttpRequest &request, TimePoint now);
    [[nodiscard]] SandboxAnswer answerForm(const SandboxHttpRequest &request, TimePoint now);
    [[nodiscard]] SandboxAnswer grant(TimePoint now);
    [[nodiscard]] bool isKey(QByteArrayView id, QByteArrayView secret) const;

    const CxoneSandboxKeys m_keys;
    const std::chrono::seconds m_life;
    QHash<QByteArray, TimePoint> m_ends; ///< By bearer.
    QSet<QByteArray> m_refreshTokens; ///< Each good for one use.
    int m_requests = 0;
};

} // namespace muster
