// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"
#include "network/sandbox/sandboxscript.h"

namespace muster {

/// What stands behind one origin: a request in, an answer out, at once. The sockets in front of it (SandboxListener)
/// see to framing, limits, think time and the faults that break the wire. All calls come from the listener's thread.
class SandboxHost
{
public:
    virtual ~SandboxHost() = default;

    [[nodiscard]] virtual SandboxAnswer answer(const SandboxHttpRequest &request, SandboxFault::Mutation mutation) = 0;
    /// Requests to this path carry credentials: their body and query are not recorded, and they wait for no think time.
    [[nodiscard]] virtual bool isSignIn(const QByteArray &path) const = 0;
    /// How this host says that something went wrong; for faults that were asked for.
    [[nodiscard]] virtual SandboxAnswer error(int status, QLatin1String code, const QString &message) const
    {
        return sandboxError(status, code, message);
    }
    /// Bytes of a request's body; a longer one is refused with 413 before it is read.
    [[nodiscard]] virtual qsizetype bodyLimit() const { return SandboxRequestParser::maxBody; }
};

} // namespace muster
