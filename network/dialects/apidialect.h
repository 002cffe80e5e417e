// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apiprotocol.h"
#include "network/wire/capability.h"
#include "network/wire/dialectoption.h"

#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

namespace muster {

class ApiTransport;
class AudiencesClient;
class CallingListPublisher;
class ContactListsClient;
class DoNotCallClient;
class EnrichmentClient;
class ListDeletionClient;
class ListPages;
class SegmentsClient;
class TranscriptsClient;
class WebhooksClient;

/// A read with which a connection is tested: it changes nothing and needs no id.
struct HarmlessRead
{
    Operation operation = Operation::ListSegments;
    QList<QPair<QString, QString>> query;
    /// Instead of the query, see ApiCall::link; unset: the operation's own address.
    std::function<QByteArray(const ConnectionProfile &profile)> link;
    /// What its answer tells beyond that it came, for ConnectionHop::found; unset: nothing.
    std::function<QString(const ConnectionProfile &profile, const HttpReply &reply)> found;
};

/// An API flavour: what the transport needs of it, what it can do, and what does it. Immutable; see
/// resources/decisions/dialect-seam.md.
struct ApiDialect
{
    template <typename Client>
    using MakeClient = std::function<std::unique_ptr<Client>(ApiTransport &)>;

    template <typename Client, typename Implementation>
    [[nodiscard]] static MakeClient<Client> makerOf()
    {
        return [](ApiTransport &transport) { return std::make_unique<Implementation>(transport); };
    }

    QString key; ///< As in ConnectionProfile::dialect.
    std::shared_ptr<const ApiProtocol> protocol;
    QList<HarmlessRead> harmlessReads; ///< In the order in which they are tried.
    QMap<Job, Capability> capabilities; ///< A job that is not in it is unavailable.
    /// Takes away what a connection's options say that its tenant has not; unset: nothing.
    std::function<void(const ConnectionProfile &profile, QMap<Job, Capability> &capabilities)> limit;
    QList<DialectOption> options; ///< In the order in which they are to be offered.
    QList<QUrl> addresses; ///< Offered for a connection, its standard first; empty: the address has to be typed.
    // The transport outlives what is made.
    MakeClient<SegmentsClient> segments;
    MakeClient<ContactListsClient> contactLists;
    MakeClient<EnrichmentClient> enrichment;
    /// Pages whose extras are called like the attributes of a list's schema; unset: those of contactLists are.
    MakeClient<ListPages> listValues;
    MakeClient<WebhooksClient> webhooks;
    MakeClient<TranscriptsClient> transcripts;
    MakeClient<AudiencesClient> audiences; ///< Unset: the tenant has none; Muster keeps them itself.
    MakeClient<DoNotCallClient> doNotCall; ///< Unset: the tenant has no do-not-call groups.
    MakeClient<CallingListPublisher> callingLists; ///< Unset: no list can be made there.
    MakeClient<ListDeletionClient> listDeletion; ///< Unset: no list can be deleted there.

    [[nodiscard]] QMap<Job, Capability> capabilitiesOf(const ConnectionProfile &profile) const;
    /// What is wrong with a connection's options: a key that is none ("unknown_member") or a value that does not fit
    /// ("invalid"); the fields are "options.KEY".
    [[nodiscard]] QList<FieldFault> optionFaults(const ConnectionProfile &profile) const;
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
