// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listrunscontroller.h"

#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/lists/read/listrecount.h"
#include "models/runs/lists/restore/listrepublication.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/outbox.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/listdeletiontexts.h"
#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"
#include "network/wire/limits.h"
#include "ui/common/prompts.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/reportsaver.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/restore/undocontroller.h"
#include "ui/lists/restore/undopage.h"
#include "ui/runs/plaincopyquestion.h"
#include "ui/runs/runcontext.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runresumer.h"

#include <QLocale>
#include <QPointer>
#include <algorithm>

namespace muster {

namespace {

// A longer list takes long to read: a person says whether it is wanted.
constexpr qint64 countedUnasked = 100'000;

} // namespace

ListRunsController::ListRunsController(ContactListsPage &page, TenantSession &session, Workspace &workspace,
                                       QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_backups(new BackupContactsQuery(workspace.backups(), this))
    , m_there(new BackupListQuery(workspace.backups(), this))
    , m_made(new BackupListQuery(workspace.backups(), this))
    , m_recount(new ListRecount(workspace, this))
    , m_leftovers(new UnchangedContactsQuery(this))
    , m_saver(new ReportSaver(page, this))
    , m_undo(new UndoController(page, session, workspace, this))
{
    joinRunPage();
    joinRestore();
    joinUndo();
    joinRepublication();
}

void ListRunsController::joinRunPage()
{
    ListRunPage *page = m_page.runPage();
    connect(page, &ListRunPage::backAsked, this, &ListRunsController::indexAsked);
    connect(page, &ListRunPage::readAgainAsked, this, [this] {
        const ListRunPage::Subject &subject = m_page.runPage()->subject();
        Q_EMIT listAsked(subject.listId, subject.listName);
    });
    connect(page, &ListRunPage::restoreAsked, this, [this] {
        if (const Run *run = m_page.runPage()->run())
            openRestore(run->id());
    });
    connect(page, &ListRunPage::ended, this, &ListRunsController::showEnd);
    connect(page, &ListRunPage::countAsked, this, &ListRunsController::count);
    connect(page, &ListRunPage::csvAsked, m_saver, [this, page] { m_saver->saveCsv(page->facts()); });
    connect(page, &ListRunPage::pdfAsked, m_saver, [this, page] { m_saver->savePdf(page->facts()); });
    connect(page, &ListRunPage::printAsked, m_saver, [this, page] { m_saver->print(page->facts()); });
    connect(m_leftovers, &UnchangedContactsQuery::loaded, page, &ListRunPage::setUnchangedContacts);
    connect(m_leftovers, &UnchangedContactsQuery::failed, page,
            [page](const ApiError &error) { page->showMessage(errorSentence(error)); });
    connect(page, &ListRunPage::leftoversAsked, m_saver, [this, page] {
        if (const Run *run = page->run(); run && run->outcome())
            m_saver->saveUnchanged(run->outcome()->resultFile);
    });
    connect(m_saver, &ReportSaver::told, page, &ListRunPage::showMessage);
    connect(new RunContext(page->pane(), m_workspace), &RunContext::entryAsked, this, &ListRunsController::entryAsked);
    connect(page->pane(), &RunPane::resumeAsked, this, [this](const QString &runId) {
        askToResume(&m_page, m_workspace.runs(), m_session, runId, [self = QPointer(this)](Run *run) {
            if (self)
                self->show(run, self->m_page.runPage()->subject(), nullptr);
        });
    });
    connect(page->pane(), &RunPane::dismissAsked, this, [this](Run *run) {
        m_recount->stop();
        Q_EMIT indexAsked();
        m_workspace.runs().dismiss(run);
    });
    // Taken up again from elsewhere, or by itself: the page goes on with it.
    connect(&m_workspace.runs(), &RunManager::runStarted, this, [this](Run *run) {
        const ListRunPage *shown = m_page.runPage();
        if (!shown->run() || shown->run() == run || shown->run()->id() != run->id())
            return;
        m_look = nullptr;
        m_page.runPage()->start(run, m_session.profile().environment, ListRunPage::Subject(shown->subject()));
    });
    connect(m_recount, &ListRecount::counted, page,
            [page](const ListSummary &summary, const QDateTime &at) { page->showAfter({summary, at}); });
    connect(m_recount, &ListRecount::failed, page,
            [page](const ApiError &error) { page->showNotCounted(errorSentence(error)); });
    connect(&m_workspace.outbox(), &Outbox::changed, this, &ListRunsController::showNotice);
}

void ListRunsController::joinRestore()
{
    RestorePage *page = m_page.restore();
    page->setProfile(m_session.profile());
    connect(page, &RestorePage::closed, this, &ListRunsController::indexAsked);
    connect(page, &RestorePage::recordsAsked, m_backups,
            [this](const BackupInfo &backup) { m_backups->request(backup, m_session.contactListLimits().numberForm); });
    connect(m_backups, &BackupContactsQuery::loaded, page, &RestorePage::showRecords);
    connect(m_backups, &BackupContactsQuery::failed, page, &RestorePage::showRecordsError);
    connect(m_backups, &BackupContactsQuery::written, page, [page](const Result<WrittenFile> &file) {
        page->showMessage(file ? withFormulaCells(tr("List saved to %1.").arg(visibleText(file->name, 300)), *file)
                               : errorSentence(file.error()));
    });
    connect(page, &RestorePage::confirmed, this, &ListRunsController::restore);
    connect(page, &RestorePage::saveAsked, this, &ListRunsController::saveNotRestorable);
    connect(page, &RestorePage::removeAsked, m_backups, &BackupContactsQuery::remove);
    connect(m_backups, &BackupContactsQuery::notRemoved, this, [this](const ApiError &error) {
        Prompts::instance().tell(&m_page, tr("The backup cannot be deleted"), errorSentence(error));
    });
    connect(&m_workspace.backups(), &BackupStore::changed, m_there, &BackupListQuery::request);
    connect(m_there, &BackupListQuery::loaded, this, &ListRunsController::showBackups);
    connect(m_made, &BackupListQuery::loaded, this, &ListRunsController::showOwnBackup);
}

void ListRunsController::joinUndo()
{
    connect(m_page.restore(), &RestorePage::undoAsked, m_undo, &UndoController::open);
    connect(m_page.runPage(), &ListRunPage::undoAsked, m_undo, &UndoController::open);
    connect(m_undo, &UndoController::closed, this, &ListRunsController::indexAsked);
    connect(m_undo, &UndoController::started, this, [this](Run *run, const BackupInfo &backup) {
        show(run, {backup.listId, backup.listName, nullptr, {}, {}, {}}, m_page.undo());
    });
}

void ListRunsController::joinRepublication()
{
    auto *republication = new ListRepublication(m_session, m_workspace, this);
    connect(m_page.restore(), &RestorePage::republishAsked, republication,
            [republication](const BackupInfo &backup) { republication->prepare(backup); });
    connect(republication, &ListRepublication::failed, m_page.restore(), &RestorePage::showStartError);
    connect(republication, &ListRepublication::prepared, this, [this](const AudiencePublishOrder &order) {
        const Question question{.title = tr("Publish as a new list?"),
                                .text = republicationText(order),
                                .detail = tr("The new list expires on %1, unless it is changed in the tenant.")
                                              .arg(QLocale().toString(order.list.expires, QLocale::LongFormat)),
                                .acceptLabel = tr("Publish the new list"),
                                .rejectLabel = {}};
        askFirst(&m_page, question, this, [this, order] {
            const Result<Run *> started = startAudiencePublish(m_workspace.runs(), m_session, order);
            if (started)
                show(*started, {{}, order.list.name, nullptr, {}, {}, {}}, nullptr);
            else
                m_page.restore()->showStartError(started.error());
        });
    });
}

Result<void> ListRunsController::apply(const ListApplyOrder &order, const ListWorkbench &bench)
{
    TRY(started, m_workspace.runs().startListApply(m_session, order));
    m_directive = bench.directive();
    m_lookup = bench.lookup();
    const PlanHeader &header = order.plan->header;
    showApply(started, order,
              {header.listId,
               header.listName,
               order.plan,
               bench.summary(),
               order.aggregator,
               {},
               order.blocks() ? order.blockGroupName : QString()});
    return {};
}

void ListRunsController::showApply(const Result<Run *> &started, const ListApplyOrder &order,
                                   const ListRunPage::Subject &subject)
{
    showAgain(started, subject, m_page.apply());
    if (!started)
        return;
    m_inClear = [this, order, subject] {
        ListApplyOrder allowed = order;
        allowed.plainBackup = true;
        showApply(m_workspace.runs().startListApply(m_session, allowed), allowed, subject);
    };
}

void ListRunsController::showAgain(const Result<Run *> &started, const ListRunPage::Subject &subject,
                                   ListConfirmPage *look)
{
    if (started)
        show(*started, subject, look);
    else
        m_page.runPage()->showMessage(errorSentence(started.error()));
}

void ListRunsController::askForCleartext()
{
    const std::function<void()> startAgain = std::exchange(m_inClear, {});
    if (!startAgain)
        return;
    askForPlainCopy(&m_page, PlainCopy::Backup, this, startAgain);
}

void ListRunsController::lookAgain(const ApiError &error)
{
    ListConfirmPage *look = std::exchange(m_look, nullptr);
    const SharedPlan &plan = m_page.runPage()->subject().plan;
    // Only while a person still looks at it, and at no other plan by now.
    if (!look || m_page.shown() != m_page.runPage() || (plan && plan != m_page.apply()->plan()))
        return;
    m_page.show(look);
    look->showNewDialers(error);
}

Result<void> ListRunsController::enrich(const EnrichOrder &order)
{
    TRY(started, m_workspace.runs().startEnrichment(m_session, order));
    const ListRunPage::Subject subject{order.listId, order.listName, nullptr, {}, {}, {}};
    show(*started, subject, m_page.enrichReview());
    m_inClear = [this, order, subject] {
        EnrichOrder allowed = order;
        allowed.plainBackup = true;
        showAgain(m_workspace.runs().startEnrichment(m_session, allowed), subject, m_page.enrichReview());
    };
    return {};
}

void ListRunsController::restore(const ListRestoreOrder &order, const BackupInfo &backup)
{
    const Result<Run *> started = m_workspace.runs().startListRestore(m_session, order);
    if (!started) {
        m_page.restore()->showStartError(started.error());
        return;
    }
    show(*started, {backup.listId, backup.listName, nullptr, {}, {}, backup}, m_page.restore());
}

void ListRunsController::show(Run *run, const ListRunPage::Subject &subject, ListConfirmPage *look)
{
    m_recount->stop();
    m_leftovers->stop();
    m_inClear = {};
    m_look = look;
    m_page.runPage()->start(run, m_session.profile().environment, subject);
    m_page.show(m_page.runPage());
}

void ListRunsController::showEnd()
{
    const ListRunPage *page = m_page.runPage();
    const Run *run = page->run();
    if (!run || !run->outcome())
        return;
    m_page.runPage()->setBackup(std::nullopt); // nothing is promised before it was looked at
    m_made->request();
    showNotice();
    if (listsUnchangedContacts(run->kind()) && !run->outcome()->resultFile.isEmpty())
        m_leftovers->request(run->outcome()->resultFile);
    const SharedPlan &plan = page->subject().plan;
    if (plan && run->outcome()->succeeded() && plan->header.contactsInList <= countedUnasked)
        count();
    const RunOutcome &outcome = *run->outcome();
    if (outcome.question == RunQuestion::PlainCopy)
        askForCleartext();
    else if (outcome.question == RunQuestion::SkillRunning)
        lookAgain(*outcome.error);
}

void ListRunsController::showOwnBackup(const QList<BackupInfo> &backups)
{
    const Run *run = m_page.runPage()->run();
    if (!run || !run->outcome())
        return; // another one, which goes on
    const auto made = std::find_if(backups.cbegin(), backups.cend(),
                                   [run](const BackupInfo &backup) { return backup.runId == run->id(); });
    m_page.runPage()->setBackup(made == backups.cend() ? std::nullopt : std::optional(*made));
}

void ListRunsController::showNotice()
{
    ListRunPage *page = m_page.runPage();
    const Run *run = page->run();
    if (!run || !run->outcome() || page->subject().aggregator.isEmpty())
        return;
    if (const auto counts = m_workspace.outbox().counts(run->id()))
        page->setNotice(callbackStateText(*counts, page->subject().aggregator));
}

void ListRunsController::count()
{
    const ListRunPage::Subject &subject = m_page.runPage()->subject();
    ListSource source{.listId = subject.listId, .listName = subject.listName, .profileId = m_session.profile().id};
    m_page.runPage()->showCounting();
    m_recount->start(m_session, source, m_directive, m_lookup);
}

void ListRunsController::openRestore(const QString &runId)
{
    m_wanted = runId;
    m_there->request();
    m_page.show(m_page.restore());
}

void ListRunsController::showBackups(const QList<BackupInfo> &backups, const QList<ErasedBackup> &erased)
{
    m_page.restore()->setBackups(backups, erased, m_workspace.believableNow());
    const QString wanted = std::exchange(m_wanted, {});
    if (!wanted.isEmpty() && !m_page.restore()->chooseRun(wanted)) {
        Prompts::instance().tell(
            &m_page, tr("There is no backup"),
            tr("The run left no backup: either it changed nothing, or its backup isn’t known here."));
    }
}

void ListRunsController::saveNotRestorable(const SharedRestorePreview &preview)
{
    askWhereToWrite(&m_page, tr("Save contacts that keep their number as"), tr("not-restored.csv"),
                    {tr("CSV files (*.csv)"), tr("All files (*)")}, this,
                    [this, preview](const QString &file) { m_backups->write(preview, file); });
}

} // namespace muster
