// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxpart.h"
#include "network/sandbox/sandboxdata.h"

namespace muster {

/// One completed contact: the ground truth.
struct CxoneSandboxContact
{
    qint64 id = 0; ///< Needs more than 32 bits.
    QDateTime start; ///< UTC.
    int mediaTypeId = 0; ///< 3: chat, 4: call.
    int skillId = 0;
    bool isOutbound = false;
    QString fromAddress, toAddress; ///< Digits.
    qint64 durationSeconds = 0;
    bool operator==(const CxoneSandboxContact &) const = default;
};

/// /contacts/completed: what was spoken within the two weeks before the start.
class CxoneSandboxContacts : public CxoneSandboxPart
{
public:
    static constexpr qint64 count = 3000;

    CxoneSandboxContacts(const SandboxData &data, const QDateTime &started, bool answersNoContent);

    [[nodiscard]] QList<CxoneSandboxRoute> routes(const QStringList &path) override;
    /// `number` in [0, count), in the order of their starts, which are never the same.
    [[nodiscard]] CxoneSandboxContact contact(qint64 number) const;

private:
    [[nodiscard]] SandboxAnswer completed(CxoneSandboxCall &call) const;
    [[nodiscard]] QJsonObject rendered(const CxoneSandboxContact &contact) const;

    const SandboxData m_data;
    const QDateTime m_started;
    const bool m_answersNoContent;
};

} // namespace muster
