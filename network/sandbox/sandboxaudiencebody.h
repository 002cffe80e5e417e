// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"
#include "network/wire/apierror.h"
#include "network/wire/audience.h"

#include <QDateTime>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace muster {

/// What a PUT brings. Two bodies are "the very same" when these are equal.
struct SandboxAudienceBody
{
    AudienceDefinition definition;
    qint64 version = 1;
    bool operator==(const SandboxAudienceBody &) const = default;
};

/// Reads the body of a PUT strictly (contract section 6.2): exactly its members, each of its type and within its
/// limits, groups with at least one condition and at most five levels deep. Everything that is wrong is named with its
/// path, such as "criteria.conditions[2].conditions".
[[nodiscard]] tl::expected<SandboxAudienceBody, QList<FieldFault>> readSandboxAudience(const QByteArray &body);

/// Appends the criteria as JSON; numbers digit for digit as they came.
void sandboxAppendCriteria(std::string &out, const CriteriaGroup &group);

/// An audience as the sandbox has it: the ground truth that answers are compared with.
struct SandboxAudienceState
{
    AudienceDefinition definition;
    qint64 version = 0; ///< 0: there is no such audience.
    /// As of the last evaluation; while a new one goes on, of the one before. Nothing: never evaluated.
    std::optional<qint64> size;
    EvaluationStatus status = EvaluationStatus::Pending;
    QDateTime lastEvaluated; ///< UTC; invalid: never.
    QString error; ///< Of a failed evaluation.
};

/// What of an audience is shown beside its definition.
struct SandboxAudienceParts
{
    bool size = false;
    bool evaluation = false;
    bool success = false; ///< status: "success", as after a PUT.
};

/// An answer of contract section 6.2; numbers of the criteria digit for digit as they came.
[[nodiscard]] QByteArray sandboxAudienceText(const QString &id, const SandboxAudienceState &state,
                                             const SandboxAudienceParts &parts, SandboxFault::Mutation mutation);
/// A row of the index.
void sandboxAppendAudienceRow(std::string &out, const QString &id, const SandboxAudienceState &state,
                              SandboxFault::Mutation mutation);

} // namespace muster
