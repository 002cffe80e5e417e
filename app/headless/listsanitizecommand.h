// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/headless/headlesscommand.h"
#include "app/headless/listlookup.h"
#include "app/listsoptions.h"
#include "models/lists/listworkbench.h"
#include "models/rules/lists/sanitizationdirective.h"

namespace muster {

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
