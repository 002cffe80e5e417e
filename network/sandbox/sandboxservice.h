// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxmessage.h"
#include "network/sandbox/sandboxscript.h"
#include "network/wire/service.h"

#include <QDateTime>
#include <QStringList>

namespace muster {

/// One thing that can be done at a path, and what a request needs to be let through to it.
struct SandboxRoute
{
    int operation = 0; ///< The service's own number for it.
    QString id; ///< The object that the path names, decoded; empty: none.
    QByteArray method;
    QString scope;
    bool takesBody = false; ///< JSON; a call that takes none is refused when it brings one.
};

/// One of the tenant's services: its routes and what is done there. The tenant judges method, bearer, scope, rate,
/// Accept and Content-Type the same way for all of them, then asks for the answer. The tenant's thread.
class SandboxService
{
public:
    virtual ~SandboxService() = default;

    [[nodiscard]] virtual Service service() const = 0;
    /// What can be done at `path`, one route a method; empty when the path is not one of this service's. `path` as
    /// decoded pieces, e.g. {"api", "v2", "contacts", "segments"}.
    [[nodiscard]] virtual QList<SandboxRoute> routes(const QStringList &path) const = 0;
    [[nodiscard]] virtual SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                               const QDateTime &now, SandboxFault::Mutation mutation)
        = 0;
};

} // namespace muster
