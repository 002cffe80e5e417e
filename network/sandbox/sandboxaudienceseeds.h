// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"

#include <QList>
#include <chrono>

namespace muster {

/// An audience that the sandbox has from its start.
struct SandboxAudienceSeed
{
    QString id;
    AudienceDefinition definition;
    qint64 version = 1;
    bool evaluated = true; ///< false: never counted, and nobody asks for it.
    std::chrono::minutes age{0}; ///< Of the last evaluation when the tenant starts.
};

/// Six: two plain ones, one with exclusions and quotes in its name, one five levels deep, one never evaluated
/// (pending), one with a field that nobody has (failed).
[[nodiscard]] const QList<SandboxAudienceSeed> &sandboxAudienceSeeds();

} // namespace muster
