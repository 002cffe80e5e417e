// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxcursor.h"
#include "network/sandbox/sandboxdata.h"
#include "network/sandbox/sandboxquery.h"
#include "network/sandbox/sandboxscript.h"
#include "network/sandbox/sandboxservice.h"

#include <string>

namespace muster {

/// Renders one page of a segment as JSON, by hand: pages are what the sandbox is asked for most. Used once.
/// Work is bounded whatever the filter: a page that has looked at its share of contacts ends early, with a token.
class SandboxPage
{
public:
    /// All references must outlive the page.
    SandboxPage(const SandboxData &data, const SandboxCursor &cursor, const SandboxSegment &segment,
                const SandboxQuery &query);

    /// The page that begins at `place`, in [0, size]. Not through a fault: `mutation` None.
    [[nodiscard]] QByteArray render(qint64 place, SandboxFault::Mutation mutation);

private:
    void appendMatches(qint64 limit);
    void appendItem(const std::string &idMember, qint64 contact, bool extraMembers);
    void appendAttributes(qint64 contact);
    void appendRecordBefore(qint64 place, bool conflicting);
    void appendBadItem(const char *idMember);
    void appendEnd(SandboxFault::Mutation mutation, qint64 asked);
    [[nodiscard]] qint64 otherContact(qint64 contact);
    [[nodiscard]] std::string idMember(qint64 contact) const;
    [[nodiscard]] QByteArray tokenAt(qint64 place, quint32 salt) const;

    const SandboxData &m_data;
    const SandboxCursor &m_cursor;
    const SandboxSegment &m_segment;
    const SandboxQuery &m_query;
    const qint64 m_size;
    qint64 m_place = 0; ///< The next one to be looked at.
    qint64 m_items = 0;
    bool m_extraMembers = false;
    std::string m_out;
    std::string m_scratch;
};

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
