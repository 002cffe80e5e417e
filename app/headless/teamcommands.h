// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/team/teampublisher.h"

#include <stop_token>

namespace muster {

/// What is common to commands that go to the team's database. Its password comes from TEAM_DATABASE_PASSWORD, else from
/// the key store.
class TeamCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void interrupt() override;

protected:
    [[nodiscard]] bool tellsTeam() const override { return false; } ///< It speaks with the database itself.
    /// The publisher, with the password of the environment.
    [[nodiscard]] TeamPublisher &team();
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    /// ExitRefused for what was entered wrongly, else ExitFailed.
    void failed(const ApiError &error);
    /// Says what of a page was passed over and that there is more, and ends with it, as `name`.
    void endPage(const QString &name, const QJsonArray &told, int unreadable, bool more);
    [[nodiscard]] QJsonObject statusObject();

private:
    std::stop_source m_stop;
};

/// `muster team status`: asks the database how far it is.
class TeamStatusCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;

private:
    void tell(const Result<void> &looked);
};

/// `muster team set` and `muster team leave`
class TeamSetCommand final : public TeamCommand
{
    Q_OBJECT

public:
    enum class Act { Set, Leave };
    TeamSetCommand(HeadlessContext context, Act act);
    void start() override;

private:
    void conclude(std::optional<bool> isPasswordKept);

    const Act m_act;
};

/// `muster team prepare`: makes the tables, or prints how.
class TeamPrepareCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;
};

/// `muster team sync`: tells all that there is.
class TeamSyncCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;
};

/// `muster team new-id`
class TeamNewIdCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;
};

/// `muster audit list --team`
class TeamEntriesCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;

private:
    void show(const TeamPage<TeamEntry> &page);
};

/// `muster audit verify --team`
class TeamVerifyCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;

private:
    void show(const QList<TeamPublisher::Verified> &verified);
};

/// `muster runs list --team`
class TeamRunsCommand final : public TeamCommand
{
    Q_OBJECT

public:
    using TeamCommand::TeamCommand;
    void start() override;

private:
    void show(const TeamPage<TeamRun> &page);
};

} // namespace muster
