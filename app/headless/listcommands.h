// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "app/headless/headlesscommand.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/runs/runmanager.h"
#include "network/wire/contactlist.h"
#include "network/wire/result.h"

namespace muster {

/// The list of that id, else the only one of that name. BadInput "list_unknown", "list_name_twice".
[[nodiscard]] Result<ContactListSummary> listFrom(const QList<ContactListSummary> &lists, const QString &word);

/// `muster lists list`
class ListsListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const QList<ContactListSummary> &lists);
};

/// `muster lists apply`: reads a plan, asks the gate, runs it or goes on with an interrupted run of the same plan.
class ListsApplyCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    [[nodiscard]] Result<ListApplyOrder> wantedOrder(const SharedPlan &plan) const;
    /// Starts the order once the tenant has told which group it names, and who heeds it.
    void beginBlocking(TenantSession &session, const ListApplyOrder &order);
    void begin(TenantSession &session, const ListApplyOrder &order);
    /// Says by which directive the plan was made, and what of it cannot be undone; refuses another than the wanted one.
    [[nodiscard]] Result<void> showPlan(const SanitizationPlan &plan) const;
    void resumeRun(TenantSession &session, const ResumableRun &run, const SanitizationPlan &plan);
};

/// `muster lists restore`: brings back what a backup holds; of a list that was deleted as a new one.
class ListsRestoreCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    void publishAgain(TenantSession &session, const BackupInfo &backup);
};

} // namespace muster
