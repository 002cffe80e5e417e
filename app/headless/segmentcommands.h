// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "app/headless/headlesscommand.h"
#include "models/rules/exportpreset.h"
#include "models/runs/exportkeyactions.h"
#include "models/runs/runmanager.h"

#include <QCoro/QCoroTask>
#include <memory>
#include <stop_token>

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

/// `muster segments show-pseudonyms` and, with the id of the key as the subject, `renew-pseudonyms`: no tenant is
/// asked.
class ExportKeyCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const std::optional<ExportKey::Info> &info);

    std::unique_ptr<ExportKeyActions> m_actions;
};

/// `muster segments export`: reads the definition, judges the order, runs it or goes on with an interrupted one.
class ExportCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    ~ExportCommand() override { m_stop.request_stop(); }
    void start() override;

private:
    [[nodiscard]] Result<ExportOrder> wantedOrder();
    [[nodiscard]] Result<TreatedColumns> wantedTreatment(const QStringList &attributes) const;
    /// False: nothing was interrupted, or it is not to be resumed.
    [[nodiscard]] bool resumeInterrupted();
    void onDefinition(const SegmentDefinition &definition);
    /// With the key of today.
    [[nodiscard]] QCoro::Task<void> startWithPseudonyms(ExportOrder order);
    /// What differs between the interrupted order and what is asked for now; an empty list: nothing.
    [[nodiscard]] QStringList differences(const ExportOrder &interrupted) const;
    void resumeRun(const ResumableRun &run);

    std::stop_source m_stop;
    TenantSession *m_session = nullptr;
    std::optional<ExportPreset> m_preset;
    ExportOrder m_wanted; ///< Without a file as long as that depends on the segment's name.
};

} // namespace muster
