// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/runhistorycommands.h"
#include "models/runs/pastorder.h"

#include <QStringList>
#include <memory>
#include <optional>
#include <variant>

namespace muster {

/// Commands that do what a run of the past was ordered to do.
struct RepeatingCommands
{
    QList<QStringList> commands; ///< The words of each behind "muster", in the order in which they are given.
    /// Words of the first command that are not to be printed: addresses of notices, which may hold a secret.
    QStringList unprinted;
    QStringList notes; ///< Sentences on what is not as it was.
    bool onlyReads = false; ///< The one command changes nothing at the tenant.
};

/// The options of `muster lists sanitize` that say this directive, but for its name; nothing where they cannot.
[[nodiscard]] std::optional<QStringList> directiveWords(const SanitizationDirective &directive);

/// What the run with that id, or whose id begins so, was ordered with, for a command that is like it. Errors: those of
/// findRun() and pastOrder(); BadInput "repeat_other_run" where it was of another kind.
template <typename Frozen>
[[nodiscard]] Result<Frozen> orderOfRun(Workspace &workspace, const QString &idOrBeginning)
{
    TRY(record, findRun(workspace, idOrBeginning));
    TRY(past, pastOrder(record->run));
    if (const auto *frozen = std::get_if<Frozen>(&*past))
        return *frozen;
    return refusal("repeat_other_run", record->run.id);
}

/// `muster runs repeat RUN`: prints the command that is equal to the run, with names of files that are free. One that
/// only reads is carried out instead, unless --print is given. What a person typed to allow a run is never in it.
class RunsRepeatCommand final : public RunHistoryCommand
{
    Q_OBJECT

public:
    explicit RunsRepeatCommand(HeadlessContext context);
    ~RunsRepeatCommand() override;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    [[nodiscard]] Result<RepeatingCommands> commandsFor(const RunRecord &record) const;
    [[nodiscard]] Result<QStringList> tenantWords(const RunRecord &record) const;
    void print(const RunRecord &record, const RepeatingCommands &repeating);
    void carryOut(const RepeatingCommands &repeating);

    const HeadlessContext m_given;
    CommandLine m_repeatedLine;
    std::unique_ptr<HeadlessCommand> m_repeated; ///< While it is carried out.
};

} // namespace muster
