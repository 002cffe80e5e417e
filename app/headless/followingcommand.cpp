// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/followingcommand.h"

#include "app/headless/refusal.h"
#include "app/headless/runfollower.h"
#include "models/runs/runfiles.h"
#include "models/runs/runmanager.h"
#include "models/text/errortexts.h"

namespace muster {

bool FollowingCommand::mayBeginAfresh()
{
    const QStringList lost = RunFiles::lostOf(workspace());
    if (lost.isEmpty())
        return true;
    fail(refusal("runs_lost", lost.join(QLatin1String(", "))).value(), ExitRefused);
    return false;
}

void FollowingCommand::follow(Result<Run *> run)
{
    if (!run)
        return fail(run.error(), ExitRefused);
    watch(*run);
    connect(&workspace().runs(), &RunManager::runStarted, this, [this](Run *next) {
        if (m_awaitsReturn && next->id() == m_run->id())
            watch(next);
    });
    connect(&workspace().runs(), &RunManager::returnFailed, this, [this](const QString &, const ApiError &error) {
        console().error(errorSentence(error));
        (void)endWait();
    });
}

void FollowingCommand::watch(Run *run)
{
    m_run = run;
    m_awaitsReturn = false;
    if (m_follower != nullptr)
        m_follower->deleteLater();
    const auto longWait = commandLine().wait ? RunFollower::LongWait::Stay : RunFollower::LongWait::End;
    m_follower = new RunFollower(*m_run, workspace(), console(), longWait, this);
    connect(m_follower, &RunFollower::done, this, &HeadlessCommand::done);
    connect(m_follower, &RunFollower::waiting, this, [this] { m_awaitsReturn = true; });
}

bool FollowingCommand::endWait()
{
    if (!m_awaitsReturn)
        return false;
    m_awaitsReturn = false;
    workspace().runs().cancelReturn(m_run->id());
    m_follower->conclude();
    return true;
}

void FollowingCommand::interrupt()
{
    if (m_run == nullptr)
        return HeadlessCommand::interrupt();
    if (!endWait())
        m_run->cancel();
}

void FollowingCommand::terminate()
{
    if (m_run == nullptr)
        return HeadlessCommand::terminate();
    if (!endWait())
        m_run->pause();
}

} // namespace muster
