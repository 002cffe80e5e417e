// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "models/store/runhistory.h"

namespace muster {

/// A run of the past for `--json`.
[[nodiscard]] QJsonObject runRecordObject(const RunRecord &record);

/// The one run whose id is `idOrBeginning` or begins so. BadInput: "run_not_found", "run_ambiguous" (`detail`: some of
/// the ids).
[[nodiscard]] Result<RunRecord> findRun(Workspace &workspace, const QString &idOrBeginning);

/// What is common to commands that look at runs of the past. They ask no tenant and write nothing.
class RunHistoryCommand : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

protected:
    /// ExitRefused for what was asked for wrongly, else ExitFailed.
    void failed(const ApiError &error);
    /// What --kind, --state, --connection, --text, --since and --until say. BadInput "not_time".
    [[nodiscard]] Result<RunFilter> typedFilter() const;
};

/// `muster runs list` with --all or any filter: all runs, newest first.
class RunsSearchCommand final : public RunHistoryCommand
{
    Q_OBJECT

public:
    using RunHistoryCommand::RunHistoryCommand;
    void start() override;
};

/// `muster runs show RUN`
class RunsShowCommand final : public RunHistoryCommand
{
    Q_OBJECT

public:
    using RunHistoryCommand::RunHistoryCommand;
    void start() override;
};

/// `muster runs trend --segment ID` and `--list ID`: complete runs in the order of time, by kind and connection.
class RunsTrendCommand final : public RunHistoryCommand
{
    Q_OBJECT

public:
    using RunHistoryCommand::RunHistoryCommand;
    void start() override;
};

/// `muster runs compare RUN OTHER`
class RunsCompareCommand final : public RunHistoryCommand
{
    Q_OBJECT

public:
    using RunHistoryCommand::RunHistoryCommand;
    void start() override;
};

} // namespace muster
