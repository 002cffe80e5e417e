// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxfault.h"
#include "network/wire/audience.h"

#include <QDateTime>
#include <optional>
#include <string>

namespace muster {

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
