// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/service.h"

#include <QByteArray>
#include <QList>

namespace muster {

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
