// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audienceregistration.h"
#include "network/wire/audience.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QUrl>

namespace muster {

/// Register this definition.
struct AudiencePutOrder
{
    QString audienceId; ///< A uuid; of a new audience one that nobody has.
    AudienceDefinition definition;
    /// The version that it is to take the place of; 0: there must be no such audience. Nothing: whichever there is when
    /// the run first looks.
    std::optional<qint64> expectedVersion;
    /// What the draft began from, at expectedVersion: what stands there must still say the same (F77). Nothing: new, or
    /// not known.
    std::optional<AudienceDefinition> base;
    std::optional<qint64> estimate; ///< People that are expected; nothing: nobody has counted.
    SizeLimits limits;
    QUrl webhook; ///< Of the CDP, told once a run; empty: none.
    bool awaitEvaluation = true; ///< false: the run ends when the registration is confirmed.
    int pollLimit = 60; ///< Looks at an evaluation after which the run pauses, from 1.
};

/// An order as the journal keeps it: exactly this runs.
struct FrozenAudiencePut
{
    AudiencePutOrder order;
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
    QByteArray json; ///< Canonical.
    QString digest; ///< SHA-256 of `json`, 64 lower-case hexadecimal digits.
};

[[nodiscard]] FrozenAudiencePut freeze(const AudiencePutOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenAudiencePut> thawAudiencePut(const QByteArray &json, const QString &digest);

} // namespace muster
