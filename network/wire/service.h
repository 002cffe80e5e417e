// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <array>
#include <chrono>

namespace muster {

/// The five services a tenant offers, each with its own origin, sign-in and retry table. Contract sections 2 to 6.
enum class Service { Segments, Enrichment, Transcripts, ContactLists, Audiences };

inline constexpr std::array<Service, 5> allServices
    = {Service::Segments, Service::Enrichment, Service::Transcripts, Service::ContactLists, Service::Audiences};

/// Stable key for settings, journals and `--json`: "segments", "enrichment", "transcripts", "contact_lists",
/// "audiences".
[[nodiscard]] QString serviceKey(Service service);

/// How a tenant's server is doing, by the service that was asked last.
struct ServerPulse
{
    enum class Kind {
        NotAsked,
        Answering, ///< `time`: median of the service's last answers.
        Waiting, ///< A request is under way for longer than answers should take; `time`: since it was sent.
        Failing, ///< The last answer was `status`, a 5xx.
        Silent, ///< The last request had no answer at all.
    };
    Kind kind = Kind::NotAsked;
    Service service = Service::Segments;
    std::chrono::milliseconds time{0};
    int status = 0;
    bool operator==(const ServerPulse &) const = default;
};

/// Who has waited for an answer for so long is told so.
inline constexpr std::chrono::seconds silentAfter{3};

/// What Muster asks of a tenant, in words that no API flavour owns.
enum class Operation {
    ListSegments,
    ReadSegment,
    QuerySegment,
    ListCampaigns,
    ReadCampaign,
    ReadListSchema,
    EnrichContacts,
    RefreshList,
    RegisterWebhook,
    SubmitTranscripts,
    ReadJob,
    SearchInteractions,
    DownloadTranscripts,
    ListContactLists,
    ReadContactList,
    PatchContacts,
    DeleteContact,
    RestoreContacts,
    ListAudiences,
    ReadAudience,
    PutAudience,
    FirstOwn = 1000, ///< From here on a flavour numbers calls that only it has.
};

/// Which of the contract's time limits a call has (section 7).
enum class CallPace { Poll, Call, Download };

/// One line of a dialect's endpoint map.
struct OperationRow
{
    Operation operation;
    Service service;
    QByteArray name; ///< For logs and the connection test, e.g. "segments.list".
    QByteArray method;
    QByteArray path; ///< "{}" per argument, see buildUrl().
    QList<int> accepted; ///< Status codes that mean success.
    bool repeatable = false; ///< The transport may repeat it by itself. Never true where `writes` is.
    bool writes = false; ///< Changes something at the service; refused on a look-only profile (S42).
    bool answersJson = true; ///< false: an empty body is as good.
    CallPace pace = CallPace::Call;
};

} // namespace muster
