// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxliststore.h"
#include "network/sandbox/sandboxservice.h"
#include "network/wire/apierror.h"

#include <QList>
#include <QString>
#include <deque>
#include <tl/expected.hpp>

namespace muster {

/// An outbound campaign of the sandbox. Immutable.
struct SandboxCampaign
{
    QString id;
    QString name;
    QString status;
    QString contactListId; ///< Several campaigns may share one.
    int maxEnrichmentTimeout = 0; ///< Milliseconds.
    bool takesUpdates = true; ///< Else it has ended, and its timeout binds nobody.

    /// All campaigns, in the order of the index.
    [[nodiscard]] static const QList<SandboxCampaign> &all();
    /// nullptr when there is none of that id.
    [[nodiscard]] static const SandboxCampaign *find(QStringView id);
    /// How many contacts one batch for that list may have: one per 10 ms of the tightest campaign that takes updates
    /// (contract section 4); -1: no such campaign calls it, so any number.
    [[nodiscard]] static int contactsPerBatch(QStringView contactListId);
};

/// Why a batch is refused as a whole.
struct SandboxEnrichmentRefusal
{
    QLatin1String code = QLatin1String("invalid_enrichment"); ///< Or "enrichment_timeout".
    QList<FieldFault> details; ///< "contacts[3].attributes.visits"; never the value.
};

/// Reads the body of an enrichment strictly (contract section 4): contactListId as in the path, and contacts of
/// exactly contactId and attributes, all in this list, none twice, each with at least one attribute of its schema and
/// type. Refused: null, empty text, the texts null, NULL and N/A. Everything that is wrong is named.
[[nodiscard]] tl::expected<QList<SandboxEnrichedContact>, SandboxEnrichmentRefusal>
readSandboxEnrichment(const QByteArray &body, const SandboxList &list, const SandboxListStore &store);

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
