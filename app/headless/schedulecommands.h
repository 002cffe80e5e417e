// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "app/schedulesteps.h"
#include "models/schedule/scheduledesk.h"

namespace muster {

/// What the commands about schedules share.
class ScheduleCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    explicit ScheduleCommand(const HeadlessContext &context);

protected:
    [[nodiscard]] ScheduleDesk &desk() const;
    /// The one that the command line names; nullopt: it has failed().
    [[nodiscard]] std::optional<Schedule> named();
    /// Asks for everything; overviewCame() follows.
    void askForOverview();
    virtual void overviewCame(const ScheduleOverview &) { }
    void tellScheduler(const ScheduleOverview &overview);

private:
    const std::unique_ptr<ScheduleRoom> m_room;
};

/// A schedule for `--json`: no address and no command of its alarms.
[[nodiscard]] QJsonObject scheduleObject(const ScheduleStatus &status, const ScheduleHost &host);

/// `muster schedule list`
class ScheduleListCommand final : public ScheduleCommand
{
    Q_OBJECT

public:
    using ScheduleCommand::ScheduleCommand;
    void start() override;

private:
    void overviewCame(const ScheduleOverview &overview) override;
};

/// `muster schedule show`
class ScheduleShowCommand final : public ScheduleCommand
{
    Q_OBJECT

public:
    using ScheduleCommand::ScheduleCommand;
    void start() override;

private:
    void overviewCame(const ScheduleOverview &overview) override;
    void show(const ScheduleStatus &status);

    QString m_id;
};

/// `muster schedule add`
class ScheduleAddCommand final : public ScheduleCommand
{
    Q_OBJECT

public:
    using ScheduleCommand::ScheduleCommand;
    void start() override;

private:
    [[nodiscard]] Result<Schedule> wanted() const;
    void take(const Schedule &schedule, const Result<QString> &id);
};

/// `muster schedule enable|disable|remove`
class ScheduleChangeCommand final : public ScheduleCommand
{
    Q_OBJECT

public:
    enum class Act { Enable, Disable, Remove };

    ScheduleChangeCommand(const HeadlessContext &context, Act act)
        : ScheduleCommand(context)
        , m_act(act)
    {
    }
    void start() override;

private:
    const Act m_act;
};

} // namespace muster
