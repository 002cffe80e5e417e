// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/runs/runmanager.h"

namespace muster {

/// `muster lists apply`: reads a plan, asks the gate, runs it or goes on with an interrupted run of the same plan.
class ListsApplyCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::ListSanitising; }
    [[nodiscard]] Result<ListApplyOrder> wantedOrder(const SharedPlan &plan) const;
    /// Says by which directive the plan was made, and what of it cannot be undone; refuses another than the wanted one.
    [[nodiscard]] Result<void> showPlan(const SanitizationPlan &plan) const;
    void resumeRun(TenantSession &session, const ResumableRun &run, const SanitizationPlan &plan);
};

/// `muster lists restore`: brings back what a backup holds.
class ListsRestoreCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::ListSanitising; }
};

} // namespace muster
