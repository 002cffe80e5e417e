// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commandgroups.h"
#include "app/console.h"
#include "app/headless/headlesscommand.h"
#include "models/lists/listworkbench.h"
#include "models/rules/lists/lookupterms.h"
#include "models/rules/lists/sanitizationdirective.h"
#include "models/runs/run.h"
#include "network/wire/result.h"

#include <QJsonObject>
#include <QPointer>

namespace muster {

class Workspace;

/// The look-up of `muster lists sanitize --lookup`: opens what is known already, says what is to be asked and what it
/// may cost, asks, and leaves the workbench with the answers. Numbers without an answer are not checked.
class ListLookup : public QObject
{
    Q_OBJECT

public:
    ListLookup(ListWorkbench &bench, Workspace &workspace, Console &console, LookupSource source, LookupTerms terms);

    /// The list is read. finished() or failed() follows.
    void start();
    [[nodiscard]] Run *run() const { return m_run; } ///< nullptr: none yet, or none needed.
    [[nodiscard]] const QJsonObject &facts() const { return m_facts; } ///< Counts and money, for `--json`.

Q_SIGNALS:
    void finished();
    void failed(const muster::ApiError &error, muster::RunOutcome::Kind kind);

private:
    void useTypes();
    void ask(const LookupDemand &demand);
    void end(const RunOutcome &outcome);

    ListWorkbench &m_bench;
    Workspace &m_workspace;
    Console &m_console;
    const LookupSource m_source;
    const LookupTerms m_terms;
    QPointer<Run> m_run;
    QJsonObject m_facts;
};

/// `base` with what the options say instead; file names are made absolute. BadInput "region_unknown",
/// "line_type_unknown" (`subject`: the word).
[[nodiscard]] Result<SanitizationDirective> wantedDirective(const ListsOptions &options, SanitizationDirective base);

class Run;

/// `muster lists sanitize`: reads a list, judges it, and says what would happen to every contact. Changes nothing.
class ListsSanitizeCommand final : public HeadlessCommand
{
    Q_OBJECT

public:
    using HeadlessCommand::HeadlessCommand;

    void start() override;
    void interrupt() override;
    void terminate() override;

private:
    /// What can be refused before anything is sent.
    [[nodiscard]] Result<SanitizationDirective> judgeOptions() const;
    /// With --lookup: who is asked, and for how much at most. A dry run counts as a test.
    [[nodiscard]] Result<void> judgeLookup(bool isSandbox, Environment environment);
    void startDryRun();
    void afterReading();
    void endLookup(const ApiError &error, RunOutcome::Kind kind);
    void read(TenantSession &session, const ContactListSummary &list);
    void readFile(const QString &file);
    void follow(Run &run);
    void showPlan(PlanId id, const Result<SharedPlan> &plan);
    void finishFiles(const Result<WrittenFile> &report);
    void conclude();

    ListWorkbench m_workbench;
    std::unique_ptr<ListLookup> m_lookup; ///< nullptr: not asked for.
    Run *m_run = nullptr;
    WrittenFile m_report; ///< Without a name: none was asked for.
    SharedPlan m_plan; ///< What would run now; there also without --plan, for its counts.
};

} // namespace muster
