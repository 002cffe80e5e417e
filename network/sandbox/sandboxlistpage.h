// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxcursor.h"
#include "network/sandbox/sandboxfault.h"
#include "network/sandbox/sandboxliststore.h"

#include <string>

namespace muster {

/// Renders one page of a contact list as JSON, by hand. Used once. A cursor is a place in the list's seeded order, not
/// a count of what is left: removals while a client reads move nothing.
class SandboxListPage
{
public:
    /// All references must outlive the page. `base`: what nextPageUri begins with, up to and including "cursor=".
    SandboxListPage(const SandboxListStore &store, const SandboxList &list, const SandboxCursor &cursor,
                    QByteArray base, int limit);

    /// The page that begins at `place`, in [0, size], as it was asked for by `asked` (an absolute address).
    [[nodiscard]] QByteArray render(qint64 place, const QByteArray &askedCursor, const QByteArray &asked,
                                    SandboxFault::Mutation mutation);

    /// What binds a cursor to this list.
    [[nodiscard]] static QByteArray digest();

private:
    void appendContacts(qint64 limit);
    void appendContact(const SandboxListContact &contact, bool extraMembers);
    void appendMembers(const SandboxListContact &contact);
    void appendBefore(qint64 place, bool conflicting);
    void appendBad(const SandboxListContact &contact);
    void beginContact();
    [[nodiscard]] QByteArray link(qint64 place, quint32 salt) const;

    const SandboxListStore &m_store;
    const SandboxList &m_list;
    const SandboxCursor &m_cursor;
    const QByteArray m_base;
    const int m_limit;
    const qint64 m_size;
    qint64 m_place = 0; ///< The next one to be looked at.
    qint64 m_contacts = 0;
    bool m_extraMembers = false;
    std::string m_out;
};

} // namespace muster
