// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/followingcommand.h"

#include "app/headless/runfollower.h"

namespace muster {

void FollowingCommand::follow(Result<Run *> run)
{
    if (!run)
        return fail(run.error(), ExitRefused);
    m_run = *run;
    auto *follower = new RunFollower(*m_run, workspace(), console(), this);
    connect(follower, &RunFollower::done, this, &HeadlessCommand::done);
}

void FollowingCommand::interrupt()
{
    if (m_run == nullptr)
        return HeadlessCommand::interrupt();
    m_run->cancel();
}

void FollowingCommand::terminate()
{
    if (m_run == nullptr)
        return HeadlessCommand::terminate();
    m_run->pause();
}

} // namespace muster
