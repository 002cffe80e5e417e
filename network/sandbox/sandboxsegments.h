// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxaudience.h"
#include "network/sandbox/sandboxcursor.h"
#include "network/sandbox/sandboxfault.h"
#include "network/sandbox/sandboxmessage.h"

#include <QDateTime>
#include <QStringList>

namespace muster {

/// The routes of contract section 3: list, definition, query. Called once the bearer has been judged.
class SandboxSegments
{
public:
    /// What is done at a path; None when the path is not one of this service's.
    enum class Operation { None, List, Definition, Query };
    struct Route
    {
        Operation operation = Operation::None;
        QString segmentId; ///< Decoded.
        QByteArray method; ///< The one that is allowed.
        QString scope; ///< The one that is needed.
    };

    /// `started` is the wall time (UTC) of the tenant's start; segments' ages count from it.
    SandboxSegments(quint64 seed, qint64 contacts, QDateTime started);

    /// `path` as decoded pieces, e.g. {"api", "v2", "contacts", "segments"}.
    [[nodiscard]] static Route route(const QStringList &path);
    [[nodiscard]] SandboxAnswer answer(const Route &route, const SandboxHttpRequest &request, const QDateTime &now,
                                       SandboxFault::Mutation mutation) const;

private:
    [[nodiscard]] SandboxAnswer list(const QDateTime &now) const;
    [[nodiscard]] SandboxAnswer definition(const SandboxAudience &audience, const QDateTime &now) const;
    [[nodiscard]] SandboxAnswer query(const SandboxAudience &audience, const QByteArray &body,
                                      SandboxFault::Mutation mutation) const;

    SandboxData m_data;
    SandboxCursor m_cursor;
    QDateTime m_started;
};

} // namespace muster
