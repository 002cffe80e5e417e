// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

namespace muster {

/// `muster segments list`
class SegmentsListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    [[nodiscard]] std::optional<Job> job() const override { return Job::SegmentExport; }
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
    [[nodiscard]] std::optional<Job> job() const override { return Job::SegmentExport; }
    void show(const SegmentDefinition &definition);
};

} // namespace muster
