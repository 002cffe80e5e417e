// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"

namespace muster {

class Run;

/// A command that starts a run and follows it to its end: an interrupt cancels the run, SIGTERM pauses it, and the
/// command ends when the run has.
class FollowingCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

    void interrupt() override;
    void terminate() override;

protected:
    /// Ends as refused when it did not start. To be called once.
    void follow(Result<Run *> run);

private:
    Run *m_run = nullptr;
};

} // namespace muster
