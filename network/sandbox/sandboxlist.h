// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <optional>

namespace muster {

/// One contact of a contact list, as a page shows it.
struct SandboxListContact
{
    QByteArray id; ///< Bare uuid; in one list only.
    QByteArray phone; ///< Text of any kind, UTF-8.
    std::optional<QByteArray> firstName; ///< Nothing: the member is absent.
    std::optional<QByteArray> country; ///< ISO 3166-1 alpha-2; absent in a part of the contacts.
    QByteArray updatedAt; ///< RFC 3339, UTC.
    /// What was merged into it: names of attributes and JSON texts, in the order in which they came first.
    QList<QPair<QString, QByteArray>> enriched = {};
    bool operator==(const SandboxListContact &) const = default;
};

/// A contact list of the sandbox as it is at the start: computed, never stored. Immutable.
struct SandboxList
{
    enum class Kind {
        Everyone, ///< The people of the segments, their numbers mostly clean.
        Leads, ///< What spreadsheets and web forms leave behind; see sandboxLeadPhone().
        Dozen, ///< Twelve contacts to show around with, one of each kind.
        Nobody,
        Plain, ///< Clean numbers under a name that needs quoting.
    };
    QString id; ///< Bare uuid, the same at every start.
    QString name;
    Kind kind = Kind::Everyone;
    qint64 fixedSize = -1; ///< -1: all contacts of the tenant.

    [[nodiscard]] qint64 size(const SandboxData &data) const;
    /// The contact at `place`, in [0, size), as it is at the start.
    [[nodiscard]] SandboxListContact contact(const SandboxData &data, qint64 place) const;
    /// Appends the id of the contact at `place`.
    void appendContactId(const SandboxData &data, qint64 place, std::string &out) const;

    /// All lists, in the order of the index.
    [[nodiscard]] static const QList<SandboxList> &all();
    /// nullptr when there is none of that id.
    [[nodiscard]] static const SandboxList *find(QStringView id);
};

/// Where a contact belongs.
struct SandboxListPlace
{
    const SandboxList *list = nullptr;
    qint64 place = 0;
};
/// Nothing when no list ever held a contact of that id.
[[nodiscard]] std::optional<SandboxListPlace> sandboxListPlace(const SandboxData &data, const QString &contactId);

} // namespace muster
