// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "app/headless/headlesscommand.h"

namespace muster {

/// `muster runs list`
class RunsListCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;
};

/// `muster runs resume RUN`
class ResumeCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;

    void start() override;
};

/// `muster runs discard RUN`
class RunsDiscardCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const std::optional<ApiError> &error);
};

} // namespace muster
