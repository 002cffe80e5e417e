// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/rules/lists/donotcallverdict.h"
#include "models/runs/run.h"
#include "models/sinks/csvrows.h"

#include <QElapsedTimer>
#include <QPointer>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class DoNotCallCheckRun;

/// `muster dnc groups`: the tenant's do-not-call groups, and which skills have to do with them.
class DoNotCallGroupsCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

private:
    void show(const QList<DoNotCallGroupFacts> &groups);
};

/// `muster dnc check`: whether numbers are blocked. They come from a file or standard input, never from the command
/// line, which other programs and the shell's history see. Exit code 1 where of some it is not known.
class DoNotCallCheckCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;
    void start() override;

protected:
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] QCoro::Task<void> work(TenantSession *session);
    void follow(DoNotCallCheckRun *run);
    [[nodiscard]] QCoro::Task<void> conclude(DoNotCallCheckRun *run);
    void show(const QList<CheckedNumber> &numbers, qint64 repeated);

    std::stop_source m_stop; ///< Of reading the input.
    QPointer<DoNotCallCheckRun> m_run;
    QElapsedTimer m_sinceLine;
};

} // namespace muster
