// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxfault.h"
#include "network/sandbox/sandboxmessage.h"

#include <QByteArray>

namespace muster {

/// An answer as bytes for the wire.
struct SandboxFrame
{
    QByteArray bytes;
    bool close = false; ///< The connection must be closed behind it.
};

/// Puts an answer into the framing that `fault` asks for (may be null: Content-Length), its body cut when it is a
/// Truncate. Headers are kept few and short: some clients read plain http heads one byte a system call.
[[nodiscard]] SandboxFrame sandboxFrame(const SandboxAnswer &answer, const SandboxHttpRequest &request,
                                        const SandboxFault *fault);

} // namespace muster
