// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/sources/tableformat.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/enrichment.h"

namespace muster {

/// A file and how it is to be read.
struct EnrichSource
{
    QString file; ///< Absolute path.
    TableFormat format;
    bool operator==(const EnrichSource &) const = default;
};

/// Look what of a file fits; nothing is sent.
struct EnrichCheckOrder
{
    EnrichSource source;
    EnrichmentMapping mapping;
    ListSchema schema; ///< As it was read from the tenant.
    QString rejectsFile; ///< Rows that do not fit, with their reasons, for this file; empty: none. Must not exist.
};

/// What a check said would become of the values that contacts hold; what a person has seen and agreed to.
struct AgreedValues
{
    qint64 fills = 0; ///< Of contacts that have none.
    qint64 changes = 0; ///< Written over another one: no more than these will be.
    bool operator==(const AgreedValues &) const = default;
};

/// Merge a file's values into the contacts of a list.
struct EnrichOrder
{
    QString listId, listName;
    QString campaignId, campaignName;
    EnrichSource source;
    QString sourceDigest; ///< SHA-256 of the file as it was checked; a changed file is refused.
    EnrichmentMapping mapping;
    bool sendValid = false; ///< Leave out rows that do not fit; without it one such row refuses the run.
    bool plainBackup = false; ///< As ListApplyOrder::plainBackup.
    bool refresh = true; ///< Have the list evaluated anew at the end.
    qint64 contacts = 0; ///< That the check found fit to be sent.
    std::optional<AgreedValues> agreed; ///< Where the check could read what contacts hold: then the run has to, too.
};

/// An enrichment order as the journal keeps it: exactly this runs.
struct FrozenEnrich
{
    EnrichOrder order;
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
    QByteArray json; ///< Canonical.
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

[[nodiscard]] FrozenEnrich freeze(const EnrichOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenEnrich> thawEnrich(const QByteArray &json, const QString &digest);

} // namespace muster
