// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apiprotocol.h"
#include "network/wire/capability.h"

#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

namespace muster {

class ApiTransport;
class AudiencesClient;
class ContactListsClient;
class EnrichmentClient;
class SegmentsClient;
class TranscriptsClient;
class WebhooksClient;

/// The read with which a connection is tested: it changes nothing and needs no id.
struct HarmlessRead
{
    Operation operation = Operation::ListSegments;
    QList<QPair<QString, QString>> query;
};

/// An API flavour: what the transport needs of it, what it can do, and what does it. Immutable; see
/// resources/decisions/dialect-seam.md.
struct ApiDialect
{
    template <typename Client>
    using MakeClient = std::function<std::unique_ptr<Client>(ApiTransport &)>;

    QString key; ///< As in ConnectionProfile::dialect.
    std::shared_ptr<const ApiProtocol> protocol;
    QMap<Service, HarmlessRead> harmlessReads;
    QMap<Job, Capability> capabilities; ///< A job that is not in it is unavailable.
    // The transport outlives what is made.
    MakeClient<SegmentsClient> segments;
    MakeClient<ContactListsClient> contactLists;
    MakeClient<EnrichmentClient> enrichment;
    MakeClient<WebhooksClient> webhooks;
    MakeClient<TranscriptsClient> transcripts;
    MakeClient<AudiencesClient> audiences;
};

/// The API flavours that this Muster speaks, by the key that a connection's profile names. GUI thread; filled before
/// the first connection is made.
class DialectRegistry
{
public:
    /// The application's, with every flavour that Muster brings along.
    [[nodiscard]] static DialectRegistry &instance();

    /// nullptr: none that this Muster knows, so nothing may be sent in its name.
    [[nodiscard]] std::shared_ptr<const ApiDialect> find(const QString &key) const { return m_dialects.value(key); }
    [[nodiscard]] QStringList keys() const { return m_dialects.keys(); } ///< Sorted.
    /// In place of another one of the same key, if there is one.
    void add(std::shared_ptr<const ApiDialect> dialect);
    void remove(const QString &key) { m_dialects.remove(key); }

private:
    DialectRegistry();

    QMap<QString, std::shared_ptr<const ApiDialect>> m_dialects;
};

} // namespace muster
