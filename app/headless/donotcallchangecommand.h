// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/followingcommand.h"
#include "models/runs/donotcall/donotcallchangelook.h"
#include "models/runs/donotcall/donotcallchangestore.h"

#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantSession;

/// `muster dnc add`, `expire` and `move`: looks at the groups, says what becomes of each number, and carries it out
/// once the number of numbers was given where it has to be. The numbers come from a file or standard input, never from
/// the command line, which other programs and the shell's history see.
class DoNotCallChangeCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    DoNotCallChangeCommand(const HeadlessContext &context, DoNotCallAct act);
    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] Result<QDate> wantedDay() const;
    [[nodiscard]] QCoro::Task<void> work(TenantSession *session, QDate until);
    void show(const DoNotCallPreview &preview);
    void carryOut(TenantSession &session, const DoNotCallPreview &preview);

    const DoNotCallAct m_act;
    std::stop_source m_stop; ///< Of reading the input and of looking.
};

/// `muster dnc undo`: takes back what a change is proved to have changed.
class DoNotCallUndoCommand final : public FollowingCommand
{
    Q_OBJECT

public:
    using FollowingCommand::FollowingCommand;
    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] QCoro::Task<void> work(TenantSession *session);

    std::stop_source m_stop; ///< Of reading what was changed.
};

} // namespace muster
