// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/items/contacttablemodel.h"
#include "models/lists/contactview.h"
#include "models/lists/contactviewmaker.h"
#include "models/lists/listworkbench.h"

#include <QTimer>
#include <deque>

namespace muster {

/// State and jobs of a ListWorkbench. What is shown is always a whole: contacts, answers, judgements, overrides and
/// order that belong together. The chain is: contacts -> answers -> judgements -> view; a change enters at its link and
/// runs to the end.
class ListWorkbench::Private
{
public:
    using Answers = std::shared_ptr<const ContactAnswers>;
    using Lists = std::shared_ptr<const LoadedNumberLists>;
    /// While pages arrive a sorted or filtered view follows this often, not with each of them.
    static constexpr std::chrono::milliseconds viewInterval{250};
    static constexpr std::chrono::milliseconds reportInterval{100};
    /// So many decisions, old and new, are made and counted in less than a millisecond: on the GUI thread, at once.
    static constexpr qint64 fewDecisions = 10'000;

    explicit Private(ListWorkbench *owner);

    void clear();
    void judgeAnew(); ///< The directive or what its lists hold is another.
    void loadLists(); ///< Of `directive`.
    void takeLists(const Result<Lists> &loaded);
    [[nodiscard]] static bool namesLists(const SanitizationDirective &of);
    [[nodiscard]] bool hasListsOf(const SanitizationDirective &wanted) const;

    [[nodiscard]] AnswerSettings settings() const; ///< That the answers should have.
    [[nodiscard]] bool needsAnswers() const;
    void refreshAnswers();
    void takeAnswers(const Answers &made);

    [[nodiscard]] JudgedContacts judged() const { return {answers, judgements, overrides}; }
    void judge();
    /// Summary and view of what was judged or decided; when decisions have to be counted first, after that.
    void showJudged();
    void tellSummary();
    [[nodiscard]] bool isTallied() const; ///< `tally` is of these answers and overrides, or nobody decided anything.
    void countFacets();
    void takeFacets(const std::optional<ListSummary> &counted);
    void nextDecision();
    void takeDecision(const DecisionsMade &made);

    [[nodiscard]] bool isWholeListShown() const { return filter.isEmpty() && sort == ContactSortKey(); }
    [[nodiscard]] bool keepsOrder() const; ///< The rows that are shown are still the right ones.
    void orderChanged(); ///< Filter or sort is another.
    void refreshView();
    void startView();
    void takeView(const std::shared_ptr<const MadeView> &made);
    void show(const ContactView &view);

    [[nodiscard]] bool isBusy() const;
    void settle(); ///< Starts what waited for the rest to be done.
    void fail(const ApiError &thrown);
    void startDemand();
    struct WantedPlan
    {
        PlanId id;
        ContactFilter scope;
    };
    void startPlan(const WantedPlan &wanted);
    void endPlan(const Result<SharedPlan> &plan);
    void refusePlan(PlanId id, const ApiError &why); ///< Told after whoever asked knows the id.
    void dropPlans();
    void startReport(const ContactView &view, const ContactReportOrder &order);

    ListWorkbench *const q;
    ContactTableModel *const model;
    ListSource source;
    ContactTable table;
    bool isReading = false, isComplete = false;

    SanitizationDirective directive;
    std::function<NumberListLoader()> loader; ///< Asked on the GUI thread for what then runs on a worker.
    Lists lists; ///< Of `directive`, unless they are being loaded.
    LookupUse lookup;
    std::shared_ptr<const KeptEvidence> evidence;
    std::optional<ApiError> evidenceFault; ///< Nothing is planned.
    bool isEvidenceAwaited = false;

    Answers answers;
    std::optional<AnswerSettings> makingWith; ///< Of the running job.
    std::optional<ListJudge> judgeTables; ///< Of `directive`.
    std::shared_ptr<const ClassJudgements> judgements;
    std::shared_ptr<const ContactOverrides> overrides;
    SharedTally tally; ///< Of these overrides; perhaps of older answers.
    std::deque<ContactDecision> decisions; ///< That wait for the one that is being made.
    ListSummary summary;
    ListSummary facets; ///< Of `filter`.

    ContactFilter filter;
    ContactSortKey sort;
    KeptOrder kept;
    ContactFilter shownFilter;
    ContactSortKey shownSort;
    bool isViewOld = false; ///< The running view job began before the newest answers.
    QTimer viewTimer;

    bool wantsDemand = false;
    PlanId lastPlan{};
    std::deque<WantedPlan> wantedPlans;
    std::optional<PlanId> makingPlan;
    std::optional<ContactReportOrder> wantedReport;
    std::shared_ptr<ReportProgress> reportProgress;
    QTimer reportTimer; ///< Tells the progress of a report.

    WorkerJob<Result<Lists>> loadJob;
    WorkerJob<Answers> answersJob;
    WorkerJob<DecisionsMade> decisionJob;
    WorkerJob<SharedTally> tallyJob;
    WorkerJob<std::shared_ptr<const MadeView>> viewJob;
    WorkerJob<std::optional<ListSummary>> facetsJob;
    WorkerJob<std::optional<LookupDemand>> demandJob;
    WorkerJob<Result<SharedPlan>> planJob;
    WorkerJob<Result<WrittenFile>> reportJob;
    WorkerJob<Result<SharedMoves>> compareJob;
    WorkerJob<ContactDetails> detailsJob;
};

} // namespace muster
