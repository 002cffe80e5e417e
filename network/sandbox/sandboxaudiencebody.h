// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/audience.h"

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

} // namespace muster
