// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxservice.h"

#include <QHash>

namespace muster {

/// Contract section 4: registrations of webhooks, kept until the sandbox ends. Nothing is ever sent to them.
class SandboxWebhooks final : public SandboxService
{
public:
    [[nodiscard]] Service service() const override { return Service::Enrichment; }
    [[nodiscard]] QList<SandboxRoute> routes(const QStringList &path) const override;
    [[nodiscard]] SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, SandboxFault::Mutation mutation) override;

private:
    QHash<QString, QJsonObject> m_registered; ///< By name, as sent, with webhookId.
};

} // namespace muster
