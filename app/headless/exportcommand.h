// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/runs/runmanager.h"

namespace muster {

/// `muster segments export`: reads the definition, judges the order, runs it or goes on with an interrupted one.
class ExportCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::SegmentExport; }
    [[nodiscard]] Result<ExportOrder> wantedOrder() const;
    void onDefinition(const SegmentDefinition &definition);
    /// What differs between the interrupted order and what is asked for now; an empty list: nothing.
    [[nodiscard]] QStringList differences(const ExportOrder &interrupted) const;
    void resumeRun(const ResumableRun &run);

    TenantSession *m_session = nullptr;
    ExportOrder m_wanted;
};

/// `muster runs resume RUN`
class ResumeCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;
};

} // namespace muster
