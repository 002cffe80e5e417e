// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/contactreport.h"
#include "models/lists/listworkbench_p.h"
#include "models/lists/planmaker.h"
#include "models/lists/storednumberlists.h"
#include "models/rules/numbers/numberengine.h"
#include "models/store/auditentry.h"

namespace muster {

ListWorkbench::Private::Private(ListWorkbench *owner)
    : q(owner)
    , model(new ContactTableModel(owner))
    , loadJob([this](const Result<Lists> &loaded) { takeLists(loaded); })
    , answersJob([this](const Answers &made) { takeAnswers(made); }, [this](const ApiError &thrown) { fail(thrown); })
    , decisionJob([this](const DecisionsMade &made) { takeDecision(made); },
                  [this](const ApiError &thrown) { takeDecision({.overrides = tl::unexpected(thrown)}); })
    , tallyJob(
          [this](const SharedTally &made) {
              tally = made;
              showJudged();
              settle();
          },
          [this](const ApiError &thrown) { fail(thrown); })
    , viewJob([this](const std::shared_ptr<const MadeView> &made) { takeView(made); },
              [this](const ApiError &thrown) { fail(thrown); })
    , facetsJob([this](const std::optional<ListSummary> &counted) { takeFacets(counted); },
                [this](const ApiError &thrown) { fail(thrown); })
    , demandJob(
          [this](const std::optional<LookupDemand> &demand) {
              if (demand)
                  Q_EMIT q->lookupDemandReady(*demand);
          },
          [this](const ApiError &thrown) { fail(thrown); })
    , planJob([this](const Result<SharedPlan> &plan) { endPlan(plan); })
    , reportJob([this](const Result<WrittenFile> &file) {
        reportTimer.stop();
        Q_EMIT q->reportWritten(file);
    })
    , compareJob([this](const Result<SharedMoves> &moves) {
        if (moves)
            Q_EMIT q->compared(*moves);
        else
            Q_EMIT q->comparisonFailed(moves.error());
    })
    , detailsJob([this](const ContactDetails &details) { Q_EMIT q->detailsReady(details); },
                 [this](const ApiError &thrown) { fail(thrown); })
{
    loader = [] { return storedNumberLists({}, {}); };
    reportTimer.setInterval(reportInterval);
    QObject::connect(&reportTimer, &QTimer::timeout, owner,
                     [this] { Q_EMIT q->reportProgress(reportProgress->rows, reportProgress->total); });
    viewTimer.setSingleShot(true);
    viewTimer.setInterval(viewInterval);
    QObject::connect(&viewTimer, &QTimer::timeout, owner, [this] { startView(); });
    QObject::connect(model, &ContactTableModel::sortAsked, owner, &ListWorkbench::sortBy);
}

/// Work for what is shown has thrown (F109): what stood before stays, and nothing that waits for more waits for ever.
/// It is not begun again by itself, or it would throw again.
void ListWorkbench::Private::fail(const ApiError &thrown)
{
    makingWith.reset();
    Q_EMIT q->directiveFailed(thrown);
    if (!needsAnswers())
        return settle();
    wantsDemand = false;
    for (const WantedPlan &wanted : std::exchange(wantedPlans, {}))
        refusePlan(wanted.id, thrown);
    if (std::exchange(wantedReport, std::nullopt))
        Q_EMIT q->reportWritten(tl::unexpected(thrown));
}

void ListWorkbench::Private::clear()
{
    answersJob.cancel();
    decisionJob.cancel();
    tallyJob.cancel();
    decisions.clear();
    tally.reset();
    viewJob.cancel();
    facetsJob.cancel();
    demandJob.cancel();
    dropPlans();
    q->cancelReport();
    compareJob.cancel();
    detailsJob.cancel();
    viewTimer.stop();
    wantsDemand = false;
    makingWith.reset();
    table.clear();
    answers.reset();
    judgements.reset();
    overrides.reset();
    kept = {};
    summary = {};
    facets = {};
    model->clear();
    shownFilter = filter;
    shownSort = sort;
}

bool ListWorkbench::Private::namesLists(const SanitizationDirective &of)
{
    return !of.suppressionLists.isEmpty() || !of.disposableLists.isEmpty();
}

bool ListWorkbench::Private::hasListsOf(const SanitizationDirective &wanted) const
{
    return !loadJob.isRunning() && !(lists && lists->fault) && wanted.suppressionLists == directive.suppressionLists
        && wanted.disposableLists == directive.disposableLists;
}

void ListWorkbench::Private::loadLists()
{
    loadJob.start([load = loader(), wanted = directive](const std::stop_token &stop) { return load(wanted, stop); });
}

void ListWorkbench::Private::takeLists(const Result<Lists> &loaded)
{
    lists = loaded ? *loaded : LoadedNumberLists::none(directive, loaded.error());
    for (const UnreadNumbers &unread : std::as_const(lists->unread))
        Q_EMIT q->numbersUnread(unread.name, unread.report);
    if (const std::optional<ApiError> fault = lists->fault)
        Q_EMIT q->directiveFailed(*fault);
    judgeAnew();
}

void ListWorkbench::Private::judgeAnew()
{
    judgeTables.reset();
    judge();
    refreshAnswers();
}

AnswerSettings ListWorkbench::Private::settings() const
{
    const SurvivorRule survivor = isReading ? SurvivorRule::Off : directive.survivor;
    return {.defaultRegion = directive.defaultRegion,
            .regionMember = directive.regionMember,
            .lists = lists,
            .survivor = survivor,
            .newestMember = survivor == SurvivorRule::Newest ? directive.newestMember : QString(),
            .lineTypes = lookup.types,
            .lookupSource = lookup.source,
            .lookupIsAwaited = lookup.isAwaited,
            .evidence = evidence};
}

bool ListWorkbench::Private::needsAnswers() const
{
    if (table.rowCount() == 0)
        return false;
    return !answers || answers->contacts() != table.snapshot() || answers->settings() != settings();
}

void ListWorkbench::Private::refreshAnswers()
{
    if (loadJob.isRunning())
        return; // what it brings is asked for then
    if (!needsAnswers()) {
        settle();
        return;
    }
    const AnswerSettings wanted = settings();
    if (answersJob.isRunning() && makingWith == wanted)
        return; // ends soon, and then the pages that have come meanwhile are next
    makingWith = wanted;
    answersJob.start([contacts = table.snapshot(), wanted, before = answers](const std::stop_token &stop) {
        return ContactAnswers::make(contacts, wanted, before, stop);
    });
}

void ListWorkbench::Private::takeAnswers(const Answers &made)
{
    makingWith.reset();
    if (made && !loadJob.isRunning() && made->settings() == settings()) {
        answers = made;
        judge();
    }
    refreshAnswers();
}

/// A table look-up a class: the GUI thread does it itself, however long the list is.
void ListWorkbench::Private::judge()
{
    if (!answers || loadJob.isRunning() || answers->settings() != settings())
        return; // other answers are on their way; until then everything stays as it was
    if (!judgeTables)
        judgeTables.emplace(directive, NumberEngine::shared().regions(), lists ? lists->checks : ListChecks());
    auto judged = std::make_shared<ClassJudgements>();
    judged->reserve(answers->classes().size());
    for (const ContactClass &found : answers->classes())
        judged->push_back(judgeTables->judge(found.code, found.findings, found.facts));
    judgements = std::move(judged);
    showJudged();
}

void ListWorkbench::Private::showJudged()
{
    const bool isCounted = isTallied();
    if (!isCounted && qint64(overrides->count()) > fewDecisions) {
        // One that is under way is of older answers: while pages come it ends, or nothing would ever be told.
        if (!tallyJob.isRunning() || !isReading) {
            tallyJob.start([answers = answers, overrides = overrides](const std::stop_token &stop) {
                return tallyOverrides(answers, overrides, stop);
            });
        }
        return;
    }
    tallyJob.cancel();
    if (!isCounted)
        tally = tallyOverrides(answers, overrides);
    tellSummary();
    refreshView();
}

/// One at a time, so that what was said last holds.
void ListWorkbench::Private::nextDecision()
{
    if (decisionJob.isRunning() || decisions.empty())
        return;
    const ContactDecision decision = decisions.front();
    decisions.pop_front();
    if (decision.count() + (overrides ? qint64(overrides->count()) : 0) <= fewDecisions) {
        takeDecision(decideContacts(decision, judged(), {}));
        return;
    }
    decisionJob.start(
        [decision, list = judged()](const std::stop_token &stop) { return decideContacts(decision, list, stop); });
}

void ListWorkbench::Private::takeDecision(const DecisionsMade &made)
{
    if (made.overrides) {
        overrides = *made.overrides;
        tally = made.tally;
        showJudged();
    }
    Q_EMIT q->decided(made.overrides ? std::nullopt : std::optional(made.overrides.error()));
    nextDecision();
    settle();
}

bool ListWorkbench::Private::isTallied() const
{
    return !overrides || (tally && tally->answers == answers && tally->overrides == overrides);
}

void ListWorkbench::Private::tellSummary()
{
    summary = summarise(judged(), overrides ? tally.get() : nullptr);
    Q_EMIT q->judged(summary);
}

void ListWorkbench::Private::countFacets()
{
    facetsJob.cancel();
    if (!isTallied())
        return; // they are being counted; what is shown then comes here again
    if (!filter.isOfRows()) {
        takeFacets(muster::countFacets(summary, judged(), overrides ? tally.get() : nullptr, filter));
        return;
    }
    facetsJob.start([summary = summary, list = judged(), filter = filter](const std::stop_token &stop) {
        return muster::countFacets(summary, list, nullptr, filter, stop);
    });
}

void ListWorkbench::Private::takeFacets(const std::optional<ListSummary> &counted)
{
    if (!counted)
        return;
    facets = *counted;
    Q_EMIT q->facetsCounted(facets);
}

bool ListWorkbench::Private::keepsOrder() const
{
    return model->view()->list.answers == answers && shownFilter == filter && shownSort == sort
        && filter.verdicts.empty() && filter.reasons.empty() && !filter.onlyChanges && !sort.isOfVerdicts();
}

void ListWorkbench::Private::orderChanged()
{
    viewTimer.stop();
    viewJob.cancel(); // it makes what nobody wants to see any more
    refreshView();
}

void ListWorkbench::Private::refreshView()
{
    if (!answers || !judgements)
        return;
    if (isWholeListShown()) {
        viewTimer.stop();
        viewJob.cancel();
        shownFilter = filter;
        shownSort = sort;
        show({.list = judged()});
    } else if (!viewJob.isRunning() && keepsOrder()) {
        ContactView view = *model->view();
        view.list = judged();
        show(view);
    } else if (isReading && shownFilter == filter && shownSort == sort) {
        if (!viewTimer.isActive())
            viewTimer.start();
    } else {
        startView();
    }
}

void ListWorkbench::Private::startView()
{
    if (viewJob.isRunning() && isReading) {
        isViewOld = true; // let it end, or nothing would be shown while pages come
        return;
    }
    isViewOld = false;
    viewJob.start([order = ViewOrder{judged(), filter, sort, kept, true}](const std::stop_token &stop) {
        return makeView(order, stop);
    });
}

void ListWorkbench::Private::takeView(const std::shared_ptr<const MadeView> &made)
{
    if (made) {
        kept = made->kept;
        shownFilter = filter;
        shownSort = sort;
        show(made->view);
    }
    if (isViewOld)
        refreshView();
    settle();
}

void ListWorkbench::Private::show(const ContactView &view)
{
    model->show(std::make_shared<const ContactView>(view));
    Q_EMIT q->viewChanged(model->rowCount());
    countFacets();
}

bool ListWorkbench::Private::isBusy() const
{
    return loadJob.isRunning() || answersJob.isRunning() || decisionJob.isRunning() || tallyJob.isRunning()
        || viewJob.isRunning() || viewTimer.isActive() || needsAnswers() || isEvidenceAwaited;
}

void ListWorkbench::Private::settle()
{
    if (loadJob.isRunning() || answersJob.isRunning() || decisionJob.isRunning() || needsAnswers() || isEvidenceAwaited)
        return;
    if (std::exchange(wantsDemand, false))
        startDemand();
    while (!makingPlan && !wantedPlans.empty()) {
        const WantedPlan wanted = wantedPlans.front();
        wantedPlans.pop_front();
        startPlan(wanted);
    }
    if (wantedReport) {
        const ContactReportOrder order = *std::exchange(wantedReport, std::nullopt);
        startReport({.list = judged()}, order);
    }
}

void ListWorkbench::Private::startDemand()
{
    if (!answers) {
        Q_EMIT q->lookupDemandReady({});
        return;
    }
    demandJob.start([list = answers](const std::stop_token &stop) { return lookupDemand(*list, stop); });
}

void ListWorkbench::Private::startPlan(const WantedPlan &wanted)
{
    if (evidenceFault) { // S38, as F113: not without a check that could not run
        refusePlan(wanted.id, *evidenceFault);
        return;
    }
    makingPlan = wanted.id;
    PlanHeader header{.profileId = source.profileId,
                      .profileName = source.profileName,
                      .environment = source.environment,
                      .listId = source.listId,
                      .listName = source.listName,
                      .directiveName = directive.name,
                      .directiveDigest = q->directiveDigest(),
                      .directive = directiveJson(directive),
                      .createdAt = QDateTime::currentDateTimeUtc(),
                      .createdBy = accountName(),
                      .contactsInList = table.rowCount(),
                      .readComplete = isComplete && source.file.isEmpty(),
                      .verdictNanos = answers ? answers->meanJudging().count() : 0};
    planJob.start([list = judged(), scope = wanted.scope, header](const std::stop_token &stop) {
        return makePlan(list, scope, header, stop);
    });
}

void ListWorkbench::Private::endPlan(const Result<SharedPlan> &plan)
{
    const PlanId id = *std::exchange(makingPlan, std::nullopt);
    settle(); // the next one
    Q_EMIT q->planReady(id, plan);
}

void ListWorkbench::Private::refusePlan(PlanId id, const ApiError &why)
{
    QMetaObject::invokeMethod(q, [this, id, why] { Q_EMIT q->planReady(id, failure(why)); }, Qt::QueuedConnection);
}

void ListWorkbench::Private::dropPlans()
{
    planJob.cancel();
    if (makingPlan)
        wantedPlans.push_front({*std::exchange(makingPlan, std::nullopt), {}});
    for (const WantedPlan &wanted : wantedPlans)
        refusePlan(wanted.id, {.kind = ErrorKind::Cancelled});
    wantedPlans.clear();
}

void ListWorkbench::Private::startReport(const ContactView &view, const ContactReportOrder &order)
{
    reportProgress = std::make_shared<ReportProgress>();
    reportTimer.start();
    reportJob.start([view, order, progress = reportProgress](const std::stop_token &stop) {
        return writeContactReport(view, order, *progress, stop);
    });
}

} // namespace muster
