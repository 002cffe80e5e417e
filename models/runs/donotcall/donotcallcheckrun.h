// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/askednumbers.h"
#include "models/rules/lists/donotcallverdict.h"
#include "models/runs/run.h"

#include <QByteArray>
#include <chrono>

namespace muster {

class TenantSession;
class Workspace;

/// What is to be checked.
struct DoNotCallCheckOrder
{
    QByteArray text; ///< See readAskedNumbers().
    QString region; ///< "DE", for national numbers; empty: none.
    QString title; ///< Where the numbers come from, for people: a file's name.
};

/// Asks a tenant of each number whether it is blocked, one at a time, never faster than `spacing`. Reads only; nothing
/// is journalled, nor can it be resumed: the numbers are in no file of Muster's. The history gets counts, no number.
/// See Run for its life.
///
/// A number of which nothing comes to be known is NotTold with the reason, also where the run ends before it was asked
/// about: every row that numbersRead() told has its judged() before finished().
class DoNotCallCheckRun : public Run
{
    Q_OBJECT

public:
    /// NICE publishes no limit for this call, and other work of the tenant goes through the same gate.
    static constexpr std::chrono::milliseconds spacing{100};
    /// So many in a row that came to nothing for no reason of their own end the run.
    static constexpr int failedInRow = 5;

    [[nodiscard]] RunKind kind() const override { return RunKind::DoNotCallCheck; }
    [[nodiscard]] const AskedNumbers &numbers() const { return m_numbers; } ///< From numbersRead() on.
    [[nodiscard]] const QList<DoNotCallVerdict> &verdicts() const { return m_verdicts; } ///< Of numbers().rows.

Q_SIGNALS:
    void numbersRead(const muster::AskedNumbers &numbers); ///< Once, before anything is asked.
    void judged(qsizetype row, const muster::DoNotCallVerdict &verdict); ///< Of numbersRead().

protected:
    using Run::Run;
    void setNumbers(const AskedNumbers &numbers); ///< Once.
    void setVerdict(qsizetype row, const DoNotCallVerdict &verdict);

private:
    AskedNumbers m_numbers;
    QList<DoNotCallVerdict> m_verdicts;
};

/// Starts one. InUse and the rest of RunManager::mayStart(); BadInput "no_do_not_call" where the tenant has no such
/// groups.
[[nodiscard]] Result<DoNotCallCheckRun *> startDoNotCallCheck(Workspace &workspace, const TenantSession &session,
                                                              const DoNotCallCheckOrder &order);

} // namespace muster
