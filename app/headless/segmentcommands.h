// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "app/headless/headlesscommand.h"
#include "models/rules/exportpreset.h"
#include "models/runs/runmanager.h"

namespace muster {

/// `muster segments list`
class SegmentsListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const QList<SegmentSummary> &segments);
};

/// `muster segments show ID`
class SegmentsShowCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const SegmentDefinition &definition);
};

/// `muster segments presets`: no tenant is asked.
class ExportPresetsCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster segments export`: reads the definition, judges the order, runs it or goes on with an interrupted one.
class ExportCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;

private:
    [[nodiscard]] Result<ExportOrder> wantedOrder();
    /// False: nothing was interrupted, or it is not to be resumed.
    [[nodiscard]] bool resumeInterrupted();
    void onDefinition(const SegmentDefinition &definition);
    /// What differs between the interrupted order and what is asked for now; an empty list: nothing.
    [[nodiscard]] QStringList differences(const ExportOrder &interrupted) const;
    void resumeRun(const ResumableRun &run);

    TenantSession *m_session = nullptr;
    std::optional<ExportPreset> m_preset;
    ExportOrder m_wanted; ///< Without a file as long as that depends on the segment's name.
};

} // namespace muster
