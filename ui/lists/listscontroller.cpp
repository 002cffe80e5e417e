// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listscontroller.h"

#include "models/lists/filejob.h"
#include "models/lists/planmaker.h"
#include "models/runs/lists/apply/blockgroups.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/deletion/listdeletioncontroller.h"
#include "ui/lists/enrich/enrichcontroller.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/listrunscontroller.h"
#include "ui/lists/liststockcontroller.h"
#include "ui/lists/lookupcontroller.h"
#include "ui/lists/purgewaybox.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/restore/undopage.h"
#include "ui/lists/workbenchcontroller.h"
#include "ui/lists/workbenchhead.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/runresumer.h"

#include <QPointer>

namespace muster {

ListsController::ListsController(ContactListsPage &page, WorkbenchController &workbench, TenantSession &session,
                                 Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workbench(workbench)
    , m_session(session)
    , m_workspace(workspace)
    , m_runs(new ListRunsController(page, session, workspace, this))
    , m_enrich(new EnrichController(page, session, workspace, this))
    , m_planFile(new FileJob(this))
{
    auto *stock = new ListStockController(page, session, workspace, this);
    connect(stock, &ListStockController::openAsked, this,
            [this](const ContactListSummary &list) { openList(list.id, list.name); });
    auto *deletion = new ListDeletionController(page, session, workspace, this);
    connect(deletion, &ListDeletionController::entryAsked, this, &ListsController::entryAsked);
    connect(deletion, &ListDeletionController::copiesAsked, this, [this] { m_runs->openRestore({}); });
    connect(deletion, &ListDeletionController::indexAsked, m_runs, &ListRunsController::indexAsked);
    new LookupController(*page.workbench(), page.bench(), session, workspace, this);
    m_workbench.setGroups(session.canBlock() ? session.connection() : nullptr);
    joinIndex();
    joinWorkbench();
    joinApply();
    connect(m_runs, &ListRunsController::listAsked, this, &ListsController::openList);
    connect(m_runs, &ListRunsController::entryAsked, this, &ListsController::entryAsked);
    joinLooks();
    connect(page.enrichReview(), &EnrichReviewPage::confirmed, this, [this](const EnrichOrder &order) {
        if (const Result<void> started = m_runs->enrich(order); !started)
            m_page.enrichReview()->showStartError(started.error());
        else
            m_page.enrich()->forgetCheck();
    });
    connect(m_runs, &ListRunsController::indexAsked, this, [this] {
        m_page.show(m_page.index());
        m_session.requestContactLists();
    });
    connect(&session, &TenantSession::armedChanged, this, &ListsController::showLookOnly);
    showLookOnly();
    page.index()->setTenant(true);
    if (page.bench().source().file.isEmpty()) // a file is no tenant's: it may stay
        page.show(page.index());
    session.requestContactLists();
}

ListsController::~ListsController()
{
    m_page.index()->setTenant(false);
    m_workbench.setGroups(nullptr);
    if (!m_page.bench().source().listId.isEmpty())
        m_workbench.stopReading(); // what is read belongs to a session that goes
}

void ListsController::joinIndex()
{
    ListIndexPane *index = m_page.index();
    connect(&m_session, &TenantSession::contactListsLoading, index, &ListIndexPane::showLoading);
    connect(&m_session, &TenantSession::contactListsLoaded, index, &ListIndexPane::setLists);
    connect(&m_session, &TenantSession::contactListsFailed, index, &ListIndexPane::setLoadError);
    connect(index, &ListIndexPane::reloadAsked, &m_session, &TenantSession::requestContactLists);
    connect(index, &ListIndexPane::openAsked, this,
            [this](const ContactListSummary &list) { openList(list.id, list.name); });
    connect(index, &ListIndexPane::enrichAsked, this, [this](const ContactListSummary &list) { enrich(list, {}); });
    connect(index, &ListIndexPane::restoreAsked, this, [this] { m_runs->openRestore({}); });
}

void ListsController::joinWorkbench()
{
    WorkbenchHead *head = m_page.workbench()->head();
    connect(head, &WorkbenchHead::readAgainAsked, this, &ListsController::readAgain);
    connect(head, &WorkbenchHead::applyAsked, this, &ListsController::review);
}

void ListsController::joinApply()
{
    ApplyPage *apply = m_page.apply();
    apply->setTime([&workspace = m_workspace] { return workspace.believableNow(); });
    connect(apply, &ApplyPage::closed, this, [this] {
        leaveReview();
        m_page.show(m_page.workbench());
    });
    connect(apply, &ApplyPage::scopeAsked, this, &ListsController::askPlan);
    connect(apply, &ApplyPage::saveAsked, this, &ListsController::savePlanned);
    connect(m_planFile, &FileJob::written, apply, [apply](const Result<WrittenFile> &file) {
        apply->showMessage(
            file ? withFormulaCells(tr("Planned changes saved to %1.").arg(visibleText(file->name, 300)), *file)
                 : errorSentence(file.error()));
    });
    connect(apply, &ApplyPage::confirmed, this, &ListsController::startApply);
    auto *groups = new BlockGroups(m_session, this);
    PurgeWayBox *way = apply->way();
    connect(way, &PurgeWayBox::groupsAsked, groups, &BlockGroups::request);
    connect(way, &PurgeWayBox::heedingAsked, groups, &BlockGroups::requestHeeding);
    connect(groups, &BlockGroups::groupsLoaded, way, &PurgeWayBox::showGroups);
    connect(groups, &BlockGroups::heedingLoaded, way, &PurgeWayBox::showHeeding);
    connect(groups, &BlockGroups::failed, way, &PurgeWayBox::showError);
    connect(&m_page.bench(), &ListWorkbench::planReady, this, &ListsController::takePlan);
    // A number list may come anew while a person reads: what they confirm is what the directive says then.
    connect(&m_page.bench(), &ListWorkbench::judged, this, [this] {
        if (m_page.shown() == m_page.apply() && m_page.apply()->plan() && !isPlanOfDirective())
            reviewAnew();
    });
}

void ListsController::joinLooks()
{
    for (ListConfirmPage *look : lastLooks()) {
        connect(look, &ListConfirmPage::armAsked, this, [this] { askToArm(&m_page, m_session); });
        connect(look, &ListConfirmPage::dialersAsked, &m_session, &TenantSession::requestDialers);
        connect(&m_session, &TenantSession::dialersLoading, look, &ListConfirmPage::showDialersLoading);
        connect(&m_session, &TenantSession::dialersLoaded, look, &ListConfirmPage::setDialers);
        connect(&m_session, &TenantSession::dialersFailed, look, &ListConfirmPage::showDialersError);
    }
}

void ListsController::openList(const QString &id, const QString &name)
{
    leaveReview();
    m_repeated.reset();
    const ConnectionProfile &profile = m_session.profile();
    const ListSource source{id, name, {}, profile.id, profile.name, profile.environment};
    m_workbench.open(source, m_workspace.runs().startListRead(m_session, {id, name}));
    Q_EMIT listOpened(id, name);
}

void ListsController::enrich(const ContactListSummary &list, const QString &file)
{
    m_enrich->open(list, file);
    Q_EMIT listOpened(list.id, list.name);
}

void ListsController::repeat(const FrozenListApply &order)
{
    const Result<SanitizationDirective> directive = order.repeatedDirective();
    if (!directive)
        return;
    openList(order.listId, order.listName);
    m_workbench.judgeBy(*directive);
    m_repeated = order.order;
}

void ListsController::repeatEnrichment(const EnrichOrder &order)
{
    m_enrich->repeat(order);
    Q_EMIT listOpened(order.listId, order.listName);
}

void ListsController::readAgain()
{
    const ListSource source = m_page.bench().source();
    if (!source.file.isEmpty())
        return;
    const auto repeated = m_repeated;
    openList(source.listId, source.listName);
    m_repeated = repeated; // the same list
}

void ListsController::review()
{
    const WorkbenchView *view = m_page.workbench();
    m_page.show(m_page.apply());
    m_page.apply()->prepare(m_session.profile(), m_page.bench().source(), view->filter(),
                            m_session.recentLatency(Service::ContactLists), m_session.contactListLimits(),
                            m_session.canBlock());
    if (m_repeated)
        m_page.apply()->take(*m_repeated);
    showLookOnly();
    askPlan(!view->filter().isEmpty());
}

void ListsController::askPlan(bool shownOnly)
{
    if (m_awaited)
        m_page.bench().cancelPlan(*m_awaited);
    m_awaited = m_page.bench().freezePlan(shownOnly);
}

void ListsController::takePlan(PlanId id, const Result<SharedPlan> &plan)
{
    if (m_awaited != id)
        return;
    m_awaited.reset();
    const bool isAnew = std::exchange(m_isAnew, false);
    ApplyPage *page = m_page.apply();
    if (!plan) {
        page->showPlanError(plan.error());
        return;
    }
    const SanitizationDirective &directive = m_page.bench().directive();
    const auto saved = m_workspace.directives().byName(directive.name);
    page->showPlan(*plan, saved && *saved != directive);
    if (isAnew)
        page->showMessage(
            tr("The directive or one of its number lists has changed since. This plan reflects the current version."));
}

void ListsController::leaveReview()
{
    m_isAnew = false;
    if (m_awaited)
        m_page.bench().cancelPlan(*std::exchange(m_awaited, std::nullopt));
}

bool ListsController::isPlanOfDirective() const
{
    const SharedPlan &plan = m_page.apply()->plan();
    return plan && plan->header.directiveDigest == m_page.bench().directiveDigest();
}

void ListsController::reviewAnew()
{
    const bool shownOnly = m_page.apply()->plan()->header.scope != u"all";
    m_page.apply()->showPlan(nullptr);
    m_isAnew = true;
    askPlan(shownOnly);
}

void ListsController::startApply(const ListApplyOrder &order)
{
    if (!isPlanOfDirective())
        return reviewAnew();
    const Result<void> started = m_runs->apply(order, m_page.bench());
    if (!started) {
        m_page.apply()->showStartError(started.error());
        return;
    }
    leaveReview();
    m_repeated.reset();
    Q_EMIT aggregatorChosen(order.aggregator.toString());
}

QList<ListConfirmPage *> ListsController::lastLooks() const
{
    return {m_page.apply(), m_page.restore(), m_page.undo(), m_page.enrichReview()};
}

void ListsController::showLookOnly()
{
    for (ListConfirmPage *look : lastLooks())
        look->setLookOnly(m_session.isLookOnly());
}

/// The plan that is shown, and no other: what is saved is what would run.
void ListsController::savePlanned()
{
    const SharedPlan plan = m_page.apply()->plan();
    if (!plan)
        return;
    askWhereToSave(&m_page, tr("Save planned changes as"), tr("planned-changes.csv"),
                   {tr("CSV files (*.csv)"), tr("All files (*)")},
                   [self = QPointer(this), plan](const QString &file, bool replace) {
                       if (!self)
                           return;
                       self->m_page.apply()->showMessage(tr("Saving the planned changes…"));
                       self->m_planFile->start([plan, file, replace](const std::stop_token &stop) {
                           return writePlannedChanges(*plan, file, TextProfile::Spreadsheets, replace, stop);
                       });
                   });
}

} // namespace muster
