// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxcursor.h"
#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxservice.h"

namespace muster {

/// Contract section 3: list, definition, query.
class SandboxSegments final : public SandboxService
{
public:
    /// `started` is the wall time (UTC) of the tenant's start; segments' ages count from it.
    SandboxSegments(quint64 seed, qint64 contacts, QDateTime started);

    [[nodiscard]] Service service() const override { return Service::Segments; }
    [[nodiscard]] QList<SandboxRoute> routes(const QStringList &path) const override;
    [[nodiscard]] SandboxAnswer answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                       const QDateTime &now, SandboxFault::Mutation mutation) override;

private:
    [[nodiscard]] SandboxAnswer list(const QDateTime &now) const;
    [[nodiscard]] SandboxAnswer definition(const SandboxSegment &segment, const QDateTime &now) const;
    [[nodiscard]] SandboxAnswer query(const SandboxSegment &segment, const QByteArray &body,
                                      SandboxFault::Mutation mutation) const;

    SandboxData m_data;
    SandboxCursor m_cursor;
    QDateTime m_started;
};

} // namespace muster
