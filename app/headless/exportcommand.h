// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/runs/runmanager.h"

namespace muster {

/// `muster segments export`: reads the definition, judges the order, runs it or goes on with an interrupted one.
class ExportCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] Result<ExportOrder> wantedOrder() const;
    void onDefinition(const SegmentDefinition &definition);
    /// What differs between the interrupted order and what is asked for now; an empty list: nothing.
    [[nodiscard]] QStringList differences(const ExportOrder &interrupted) const;
    void resumeRun(const ResumableRun &run);
    void follow(Result<Run *> run);

    TenantSession *m_session = nullptr;
    ExportOrder m_wanted;
    Run *m_run = nullptr;
};

/// `muster runs resume RUN`
class ResumeCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    Run *m_run = nullptr;
};

} // namespace muster
