// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchcontroller.h"

#include "models/runs/lists/read/contactcsvreader.h"
#include "models/runs/lists/read/listreadrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "models/store/preferences.h"
#include "models/store/webhookstore.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/directivescontroller.h"
#include "ui/lists/enrich/webhooks.h"
#include "ui/lists/reportsaver.h"
#include "ui/lists/savecontactsdialog.h"
#include "ui/lists/scrub/scrubdialog.h"
#include "ui/lists/upload/uploaddialog.h"
#include "ui/lists/workbenchhead.h"
#include "ui/lists/workbenchview.h"

#include <QFileInfo>

namespace muster {

WorkbenchController::WorkbenchController(ContactListsPage &page, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workspace(workspace)
    , m_regions(workspace.settings())
    , m_saver(new ReportSaver(page, this))
    , m_look(new ContactFileLook(this))
{
    new DirectivesController(*page.workbench(), page.bench(), workspace, this);
    joinIndexAndFiles();
    joinWorkbench();
    joinSaving();
    page.show(page.index());
}

WorkbenchController::~WorkbenchController()
{
    stopReading();
}

void WorkbenchController::joinIndexAndFiles()
{
    CsvFilePage *file = m_page.csvFile();
    connect(m_page.index(), &ListIndexPane::openFileAsked, this, &WorkbenchController::pickFile);
    connect(m_page.index(), &ListIndexPane::scrubAsked, this,
            [this] { makeScrub()->open(); });
    connect(m_page.index(), &ListIndexPane::uploadAsked, this, &WorkbenchController::checkUpload);
    connect(m_page.index(), &ListIndexPane::webhooksAsked, this, &WorkbenchController::showWebhooks);
    connect(&m_page, &ContactListsPage::fileDropped, this, &WorkbenchController::openFile);
    connect(file, &CsvFilePage::otherFileAsked, this, &WorkbenchController::pickFile);
    connect(file, &CsvFilePage::closed, this, [this] { m_page.show(m_page.index()); });
    connect(file, &CsvFilePage::openAsked, this, &WorkbenchController::readFile);
    connect(m_look, &ContactFileLook::loaded, file, &CsvFilePage::showPreview);
    connect(m_look, &ContactFileLook::failed, file, &CsvFilePage::showError);
}

void WorkbenchController::joinWorkbench()
{
    WorkbenchView *view = m_page.workbench();
    connect(view->head(), &WorkbenchHead::backAsked, this, [this] { m_page.show(m_page.index()); });
    connect(view->head(), &WorkbenchHead::scrubAsked, this, &WorkbenchController::scrubOpened);
    connect(view->head(), &WorkbenchHead::readAgainAsked, this, &WorkbenchController::readFileAgain);
    connect(view, &WorkbenchView::stopReadingAsked, this, &WorkbenchController::stopReading);
    connect(view, &WorkbenchView::holdReadingAsked, this, [this](bool held) {
        if (!m_reading)
            return;
        if (held)
            m_reading->hold();
        else
            m_reading->proceed();
    });
    connect(view->directives(), &DirectivePane::directiveChanged, this, &WorkbenchController::keepRegion);
}

void WorkbenchController::checkUpload()
{
    ListIndexPane *index = m_page.index();
    auto *dialog = new UploadDialog(m_workspace.audit(), m_page.window());
    dialog->setLists(index->lists());
    connect(index, &ListIndexPane::listsShown, dialog, [index, dialog] { dialog->setLists(index->lists()); });
    connect(dialog, &UploadDialog::reloadAsked, index, &ListIndexPane::reloadAsked);
    dialog->open();
}

void WorkbenchController::showWebhooks()
{
    auto *dialog = new KnownWebhooksDialog(m_workspace.webhooks(), &m_page);
    dialog->open();
}

ScrubDialog *WorkbenchController::makeScrub()
{
    return new ScrubDialog(m_workspace.registries(), m_workspace.audit(), m_groups, m_page.window());
}

/// The list or file on the workbench.
void WorkbenchController::scrubOpened()
{
    const ListSource &source = m_page.bench().source();
    ScrubDialog *dialog = makeScrub();
    if (source.file.isEmpty()) {
        dialog->setContacts({.contacts = m_page.bench().table().snapshot(),
                             .list = {source.listId, source.listName, source.profileName}});
    } else {
        dialog->setFile(source.file);
    }
    dialog->open();
}

void WorkbenchController::setGroups(std::shared_ptr<TenantConnection> tenant)
{
    m_groups = std::move(tenant);
}

void WorkbenchController::pickFile()
{
    askWhatToOpen(&m_page, tr("Open a CSV file with contacts"),
                  {tr("Tables (*.csv *.tsv *.txt *.jsonl *.ndjson)"), tr("All files (*)")}, this,
                  [this](const QString &file) { openFile(file); });
}

void WorkbenchController::openFile(const QString &file)
{
    m_page.csvFile()->showLoading(file);
    m_page.csvFile()->setDefaultRegion(m_workspace.preferences().text(Setting::DefaultRegion));
    m_page.show(m_page.csvFile());
    m_look->request(file);
}

void WorkbenchController::readFile(const ContactFileChoice &choice)
{
    m_file = std::make_unique<ContactFileChoice>(choice);
    // The choices hold before the first contact is judged: nothing flickers from one verdict to another.
    DirectiveForm *form = m_page.workbench()->directives()->form();
    SanitizationDirective directive = form->directive();
    directive.defaultRegion = choice.defaultRegion;
    directive.regionMember = choice.countryMember;
    ListSource source;
    source.file = choice.file;
    source.listName = QFileInfo(choice.file).fileName();
    open(source, m_workspace.runs().startFileRead(choice.file, choice.columns));
    form->setDirective(directive);
    m_page.workbench()->directives()->showChanged();
    Q_EMIT fileOpened(choice.file);
}

void WorkbenchController::readFileAgain()
{
    if (m_file && !m_page.bench().source().file.isEmpty())
        open(m_page.bench().source(), m_workspace.runs().startFileRead(m_file->file, m_file->columns));
}

void WorkbenchController::open(const ListSource &source, const Result<Run *> &started)
{
    stopReading();
    m_page.bench().begin(source);
    m_page.show(m_page.workbench());
    auto *run = started ? qobject_cast<ListReadRun *>(*started) : nullptr;
    m_page.workbench()->startReading(source, run);
    if (source.file.isEmpty())
        recallRegion(source);
    if (!run) {
        m_page.workbench()->showReadError(started ? ApiError{.kind = ErrorKind::BadInput} : started.error());
        return;
    }
    m_reading = run;
    connect(run, &ListReadRun::pageArrived, &m_page.bench(), &ListWorkbench::append);
    connect(run, &Run::finished, this, &WorkbenchController::endRead);
}

void WorkbenchController::judgeBy(const SanitizationDirective &directive)
{
    DirectivePane *pane = m_page.workbench()->directives();
    const auto saved = m_workspace.directives().byName(directive.name);
    pane->setDirective(saved.value_or(directive)); // what is saved under that name by now is what it differs from
    pane->form()->setDirective(directive);
    m_recalling = true;
    pane->showChanged();
    m_recalling = false;
}

void WorkbenchController::stopReading()
{
    if (m_reading)
        m_reading->cancel();
}

void WorkbenchController::endRead()
{
    auto *run = qobject_cast<ListReadRun *>(sender());
    if (!run || run != m_reading || !run->outcome())
        return; // of a list that was left meanwhile
    m_reading = nullptr;
    const RunOutcome &outcome = *run->outcome();
    std::optional<ApiError> error = outcome.error;
    if (!outcome.succeeded() && !error)
        error = ApiError{.kind = ErrorKind::Cancelled};
    m_page.bench().finishReading(error);
    if (error && m_page.bench().summary().contacts == 0 && run->metrics().records == 0)
        m_page.workbench()->showReadError(*error);
    else
        m_page.workbench()->endReading(error);
    if (outcome.succeeded())
        m_workspace.runs().dismiss(run); // the list on the screen says it; the activity stays for what changes things
}

void WorkbenchController::joinSaving()
{
    WorkbenchView *view = m_page.workbench();
    connect(view->head(), &WorkbenchHead::csvAsked, this, &WorkbenchController::askWhatToSave);
    connect(view->head(), &WorkbenchHead::pdfAsked, this, [this] { wantReport(ReportUse::Pdf); });
    connect(view->head(), &WorkbenchHead::printAsked, this, [this] { wantReport(ReportUse::Paper); });
    connect(&m_page.bench(), &ListWorkbench::planReady, this, &WorkbenchController::makeReport);
    connect(&m_page.bench(), &ListWorkbench::reportWritten, view, [view](const Result<WrittenFile> &file) {
        const bool gaveUp = !file && file.error().kind == ErrorKind::Cancelled;
        view->endSaving(file ? withFormulaCells(tr("Contacts saved to %1.").arg(visibleText(file->name, 300)), *file)
                            : gaveUp ? tr("Nothing was saved: saving was cancelled.")
                                     : errorSentence(file.error()));
    });
    connect(m_saver, &ReportSaver::told, view, &WorkbenchView::showMessage);
}

void WorkbenchController::askWhatToSave()
{
    auto *dialog = new SaveContactsDialog(m_page.workbench()->saveCounts(), m_profile, &m_page);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_profile = dialog->profile();
        ContactReportOrder order;
        order.scope = dialog->scope();
        order.profile = dialog->profile();
        order.selected = m_page.workbench()->selectedRanges();
        askWhereToSave(&m_page, tr("Save contacts as"), tr("contacts.csv"),
                       {tr("CSV files (*.csv)"), tr("All files (*)")},
                       [self = QPointer<WorkbenchController>(this), order](const QString &file, bool replace) {
                           if (!self)
                               return;
                           ContactReportOrder named = order;
                           named.file = file;
                           named.replace = replace;
                           self->m_page.bench().writeReport(named);
                       });
    });
    dialog->open();
}

/// A report names the plan that it is about, so that it can be told which of two it was.
void WorkbenchController::wantReport(ReportUse use)
{
    m_wanted.insert(m_page.bench().freezePlan(false), use);
}

void WorkbenchController::makeReport(PlanId id, const Result<SharedPlan> &plan)
{
    const auto wanted = m_wanted.constFind(id);
    if (wanted == m_wanted.cend())
        return; // somebody else asked
    const ReportUse use = *wanted;
    m_wanted.erase(wanted);
    if (!plan) {
        const bool left = plan.error().kind == ErrorKind::Cancelled;
        m_page.workbench()->showMessage(left ? tr("No report: another list was opened before it was ready.")
                                             : errorSentence(plan.error()));
        return;
    }
    const ListReportFacts facts{.plan = (*plan)->header,
                                .planDigest = (*plan)->digest,
                                .before = m_page.bench().summary(),
                                .outcome = std::nullopt,
                                .after = std::nullopt};
    if (use == ReportUse::Pdf)
        m_saver->savePdf(facts);
    else
        m_saver->print(facts);
}

RegionMemory::Choice WorkbenchController::unchosenRegion() const
{
    return {m_workspace.preferences().text(Setting::DefaultRegion), {}};
}

/// What was chosen for this list; else what the saved directives say; else the region of the settings; never what
/// another list happened to need.
void WorkbenchController::recallRegion(const ListSource &source)
{
    DirectivePane *pane = m_page.workbench()->directives();
    SanitizationDirective directive = pane->form()->directive();
    const auto saved = m_workspace.directives().byName(directive.name);
    const auto kept = m_regions.find(source.profileId, source.listId);
    const RegionMemory::Choice choice = kept ? *kept
        : saved                              ? RegionMemory::Choice{saved->defaultRegion, saved->regionMember}
                                             : unchosenRegion();
    if (directive.defaultRegion == choice.defaultRegion && directive.regionMember == choice.regionMember)
        return;
    directive.defaultRegion = choice.defaultRegion;
    directive.regionMember = choice.regionMember;
    pane->form()->setDirective(directive);
    m_recalling = true;
    pane->showChanged();
    m_recalling = false;
}

void WorkbenchController::keepRegion(const SanitizationDirective &directive)
{
    const ListSource &source = m_page.bench().source();
    if (source.listId.isEmpty() || m_recalling)
        return; // a file, or nothing yet; or nobody's choice
    const RegionMemory::Choice choice{directive.defaultRegion, directive.regionMember};
    const auto kept = m_regions.find(source.profileId, source.listId);
    if (kept || choice != unchosenRegion()) // nothing chosen is nothing to remember
        m_regions.keep(source.profileId, source.listId, choice);
}

} // namespace muster
