// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/rules/lists/listsizes.h"
#include "models/rules/lists/stalelists.h"
#include "network/wire/contactlist.h"
#include "network/wire/donotcall.h"

#include <optional>

namespace muster {

/// `muster lists index`: what the tenant tells of its lists, how large they were before, and how much of its limit
/// they use.
class ListsIndexCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    // One after the other.
    void noteSizes(const QList<ContactListSummary> &lists);
    void askGroups();
    void countAttempts();
    void show();

    [[nodiscard]] std::optional<SizeChange> changeOf(const ContactListSummary &list) const;

    TenantSession *m_session = nullptr;
    QList<ContactListSummary> m_lists;
    ListSizeHistory m_sizes;
    QDate m_today;
    std::optional<QList<DoNotCallGroup>> m_groups; ///< Unset: not known.
    QHash<QString, CallAttempts> m_attempts; ///< By the list's id; empty unless asked for.
};

/// The rules that were given; none: no rule was.
[[nodiscard]] StaleRules staleRulesFrom(const ListsOptions &options);

/// `muster lists stale`: which lists have outlived their use, by rules, and why.
class ListsStaleCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const QList<ContactListSummary> &lists, qint64 ceiling);
};

/// `muster lists deactivate`: neither the contract nor CXone's API can, so the answer is why, and what to do instead.
class ListsDeactivateCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

} // namespace muster
