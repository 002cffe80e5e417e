// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/frozenorder.h"
#include "network/wire/audience.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"

#include <QUrl>
#include <optional>

namespace muster {

class AppSettings;

/// What of two sizes is a jump: more than this share of the reference, and at least so many people.
struct SizeLimits
{
    int percent = 50; ///< 0 to 10,000.
    qint64 people = 1000; ///< From 0.
    bool operator==(const SizeLimits &) const = default;
};
/// As a person has set them ("audiences/jump_percent", "audiences/jump_people"), else the defaults.
[[nodiscard]] SizeLimits sizeLimits(const AppSettings &settings);
[[nodiscard]] bool isJump(qint64 size, qint64 reference, const SizeLimits &limits);

/// What a run has registered.
struct AudienceRegistration
{
    qint64 version = 0; ///< The one that the service has given it.
    AudienceAnswer::Outcome outcome = AudienceAnswer::Outcome::Updated;
    AudienceEvaluation evaluation; ///< As last seen.
    bool evaluated = false; ///< The evaluation is of this registration and over.
    std::optional<qint64> previousSize; ///< Of the version before; nothing: it had none.
    std::optional<qint64> estimate; ///< As the order says.
    bool jumpsFromPrevious = false, jumpsFromEstimate = false;
    bool operator==(const AudienceRegistration &) const = default;
};

/// Why nothing was registered: what stands at the service is not what the definition was made from (F16, F77).
struct AudienceConflict
{
    qint64 baseVersion = 0; ///< 0: there was to be none.
    std::optional<AudienceDefinition> base; ///< Nothing: new, or not known.
    AudienceDefinition mine;
    std::optional<Audience> theirs; ///< As it was read after the conflict; nothing: there is none (any more).
    bool operator==(const AudienceConflict &) const = default;
};

/// Whether both say the same of an audience. How it is recounted is not part of it, nor the order of exclusions and the
/// spelling of their ids.
[[nodiscard]] bool sameAudience(const AudienceDefinition &left, const AudienceDefinition &right);

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
struct FrozenAudiencePut : FrozenFor
{
    AudiencePutOrder order;
};

[[nodiscard]] FrozenAudiencePut freeze(const AudiencePutOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenAudiencePut> thawAudiencePut(const QByteArray &json, const QString &digest);

} // namespace muster
