// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxliststore.h"
#include "network/sandbox/sandboxservice.h"

#include <deque>

namespace muster {

/// Contract section 4: campaigns, schemas, merging values into contacts, refresh. What is merged stands in the same
/// store that the contact lists are read from.
class SandboxEnrichment final : public SandboxService
{
public:
    /// `store` outlives it. `contactsPerSecond`: more are answered 429; 0: any number.
    SandboxEnrichment(SandboxListStore &store, int contactsPerSecond);

    [[nodiscard]] Service service() const override { return Service::Enrichment; }
    [[nodiscard]] QList<SandboxRoute> routes(const QStringList &path) const override;
    [[nodiscard]] SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, SandboxFault::Mutation mutation) override;

private:
    struct Batch
    {
        QDateTime at;
        qsizetype contacts = 0;
    };

    [[nodiscard]] SandboxAnswer enrich(const SandboxList &list, const QByteArray &body, const QDateTime &now,
                                       SandboxFault::Mutation mutation);
    /// Counts the contacts of a batch; false: they are too many for this second.
    [[nodiscard]] bool admit(qsizetype contacts, const QDateTime &now);

    SandboxListStore &m_store;
    const int m_contactsPerSecond;
    std::deque<Batch> m_recent; ///< Oldest first.
};

} // namespace muster
