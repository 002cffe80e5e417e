// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichcontroller.h"

#include "models/runs/enrich/check/enrichcheckrun.h"
#include "models/runs/enrich/check/sourcesample.h"
#include "models/runs/enrich/enrichmentqueries.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/mappingstore.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "network/wire/mapped.h"
#include "ui/common/prompts.h"
#include "ui/common/tablecopy.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/enrich/enrichsourcepane.h"
#include "ui/lists/enrich/fields/mappingbar.h"
#include "ui/lists/enrich/rejectscontroller.h"
#include "ui/lists/enrich/webhooks.h"

#include <QFileInfo>

namespace muster {

MappingsController::MappingsController(EnrichMappingPane &pane, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_pane(pane)
    , m_workspace(workspace)
    , m_files(new MappingFiles(this))
{
    MappingBar *bar = pane.bar();
    if (workspace.isReadOnly())
        bar->setReadOnly();
    connect(bar, &MappingBar::loadAsked, this, &MappingsController::load);
    connect(bar, &MappingBar::saveAsked, this, &MappingsController::save);
    connect(bar, &MappingBar::deleteAsked, this, &MappingsController::remove);
    connect(bar, &MappingBar::importAsked, this, &MappingsController::importFile);
    connect(bar, &MappingBar::exportAsked, this, &MappingsController::exportFile);
    connect(&workspace.mappings(), &MappingStore::changed, this, &MappingsController::showNames);
    connect(m_files, &MappingFiles::loaded, this, [this](const EnrichmentMapping &mapping) {
        use(mapping, tr("The mapping was imported. It isn’t saved for this list yet."));
    });
    connect(m_files, &MappingFiles::written, this, [this](const QString &file) {
        m_pane.bar()->showNote(tr("Mapping exported to %1.").arg(visibleText(file, 300)));
    });
    connect(m_files, &MappingFiles::failed, this,
            [this](const ApiError &error) { m_pane.bar()->showError(errorSentence(error)); });
}

void MappingsController::open(const QString &listId)
{
    m_listId = listId;
    m_pane.bar()->clear();
    showNames();
}

void MappingsController::showNames()
{
    const QStringList names = mapped(m_workspace.mappings().mappings(m_listId), &EnrichmentMapping::name);
    m_pane.bar()->setSaved(names);
}

void MappingsController::load(const QString &name)
{
    if (const auto mapping = m_workspace.mappings().byName(m_listId, name))
        use(*mapping, {});
}

void MappingsController::use(const EnrichmentMapping &mapping, const QString &done)
{
    if (!m_pane.mayChange()) // the rows are being checked, or the attributes are not here yet
        return;
    const QStringList leftOut = m_pane.load(mapping);
    if (leftOut.isEmpty()) {
        m_pane.bar()->showNote(done);
        return;
    }
    m_pane.bar()->showError(tr("The list no longer has these attributes of the mapping, so they are left out: %1.",
                               nullptr, pluralForm(leftOut.size()))
                                .arg(visibleText(leftOut.join(QStringLiteral(", ")), 300)));
}

void MappingsController::save(const QString &name)
{
    EnrichmentMapping mapping = m_pane.fields().mapping();
    mapping.name = name;
    const Result<EnrichmentMapping> saved = m_workspace.mappings().save(m_listId, mapping);
    if (!saved) {
        m_pane.bar()->showError(errorSentence(saved.error()));
        return;
    }
    m_pane.bar()->showNote({});
    m_pane.markSaved(*saved);
}

void MappingsController::remove(const QString &name)
{
    const Result<void> gone = m_workspace.mappings().remove(m_listId, name);
    if (!gone) {
        m_pane.bar()->showError(errorSentence(gone.error()));
        return;
    }
    m_pane.bar()->showNote({});
    EnrichmentMapping unsaved = m_pane.fields().mapping();
    unsaved.name.clear();
    unsaved.version = 0;
    m_pane.markSaved(unsaved); // the fields stay as they are
}

void MappingsController::importFile()
{
    askWhatToOpen(&m_pane, tr("Import a mapping"), {tr("Mappings (*.json)"), tr("All files (*)")}, this,
                  [this](const QString &file) { m_files->read(file); });
}

void MappingsController::exportFile(const QString &name)
{
    EnrichmentMapping mapping = m_pane.fields().mapping(); // as it is now, not as it may be by then
    mapping.name = name;
    askWhereToWrite(&m_pane, tr("Export the mapping as"), tr("mapping.json"),
                    {tr("Mappings (*.json)"), tr("All files (*)")}, this,
                    [this, mapping](const QString &file) { m_files->write(file, mapping); });
}

EnrichController::EnrichController(ContactListsPage &page, TenantSession &session, Workspace &workspace,
                                   QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_queries(new EnrichmentQueries(session, this))
    , m_reading(new SampleReading(this))
    , m_pasted(new PastedTables(QFileInfo(workspace.runFile(QStringLiteral("pasted"), "txt")).path(),
                                workspace.journal(), this))
    , m_mappings(new MappingsController(*page.enrich()->mapping(), workspace, this))
    , m_webhooks(new WebhookController(session, workspace, this))
    , m_look(new PastFileLook(this))
{
    page.enrich()->setOffersWebhooks(m_webhooks->areOffered());
    new RejectsController(*page.enrich(), session, workspace, this);
    joinTenant();
    joinPage();
    joinPaste();
    joinReview();
}

EnrichController::~EnrichController()
{
    stopCheck(); // what it checks is for a tenant that goes
    m_pasted->tidy({});
    if (m_page.shown() == m_page.enrich() || m_page.shown() == m_page.enrichReview())
        m_page.show(m_page.index());
}

void EnrichController::joinTenant()
{
    EnrichMappingPane *mapping = m_page.enrich()->mapping();
    connect(m_queries, &EnrichmentQueries::schemaLoaded, this, [this, mapping](const ListSchema &schema) {
        m_hasSchema = true;
        mapping->setSchema(schema);
        if (!m_waiting.isEmpty())
            m_reading->request(std::exchange(m_waiting, {}), m_format, mapping->fields().schema());
    });
    connect(m_queries, &EnrichmentQueries::schemaFailed, mapping,
            [mapping](const QString &, const ApiError &error) { mapping->setSchemaError(error); });
    connect(mapping, &EnrichMappingPane::retryAsked, this, [this, mapping] {
        mapping->showLoading();
        m_queries->requestSchema(m_page.enrich()->list().id);
    });
    // Whoever chooses another one does not want what waits for the file.
    connect(mapping->bar(), &MappingBar::loadAsked, this, [this] { m_repeated.reset(); });
    connect(mapping->bar(), &MappingBar::importAsked, this, [this] { m_repeated.reset(); });
    EnrichCampaignPane *campaign = m_page.enrich()->campaign();
    connect(
        m_queries, &EnrichmentQueries::campaignsLoaded, campaign,
        [this, campaign](const QList<Campaign> &campaigns) { campaign->setCampaigns(campaigns, m_queries->pace()); });
    connect(m_queries, &EnrichmentQueries::campaignsFailed, campaign, &EnrichCampaignPane::setError);
    connect(campaign, &EnrichCampaignPane::retryAsked, m_queries, &EnrichmentQueries::requestCampaigns);
}

void EnrichController::joinPage()
{
    EnrichPage *page = m_page.enrich();
    connect(page, &EnrichPage::closed, this, &EnrichController::leave);
    connect(page, &EnrichPage::fileChosen, this, &EnrichController::takeFile);
    connect(page->source(), &EnrichSourcePane::formatChosen, this,
            [this](const TableFormat &format) { read(m_page.enrich()->checkOrder().source.file, format); });
    connect(m_reading, &SampleReading::loaded, this, &EnrichController::takeSample);
    connect(m_look, &PastFileLook::looked, this, &EnrichController::tellFile);
    connect(page, &EnrichPage::checkAsked, this, &EnrichController::check);
    connect(page, &EnrichPage::stopAsked, this, &EnrichController::stopCheck);
    connect(page, &EnrichPage::reviewAsked, this, &EnrichController::review);
    connect(page, &EnrichPage::webhooksAsked, this, [this] { m_webhooks->open(m_page.enrich()); });
}

void EnrichController::joinPaste()
{
    connect(m_page.enrich(), &EnrichPage::pasteAsked, this, [this] { m_pasted->keep(TableCopy::exactText()); });
    connect(m_pasted, &PastedTables::kept, this, [this](const QString &file) { read(file, std::nullopt); });
    connect(m_pasted, &PastedTables::failed, this,
            [this](const ApiError &error) { m_page.enrich()->source()->showProblem(errorSentence(error)); });
    // A pasted table stays as long as the page or a run that is not over has it.
    connect(&m_workspace.runs(), &RunManager::runFinished, this, [this] { m_pasted->tidy(m_source); });
}

void EnrichController::joinReview()
{
    EnrichReviewPage *review = m_page.enrichReview();
    connect(review, &EnrichReviewPage::closed, this, [this] { m_page.show(m_page.enrich()); });
}

void EnrichController::open(const ContactListSummary &list, const QString &file)
{
    const bool wasLeft = m_left && m_left->listId == list.id;
    const auto left = wasLeft ? std::exchange(m_left, std::nullopt) : std::nullopt;
    begin(list);
    if (!file.isEmpty()) {
        takeFile(file);
    } else if (left) {
        m_repeatedNote = tr("The mapping is as you left it.");
        takeUp(*left);
        if (left->file.isEmpty())
            m_page.enrich()->source()->showProblem(
                tr("Pasted tables are deleted when you leave the page. Paste it again: the mapping was kept."));
    }
}

void EnrichController::begin(const ContactListSummary &list)
{
    stopCheck();
    m_reading->cancel();
    m_check = nullptr;
    m_hasSchema = false;
    m_waiting.clear();
    m_repeated.reset();
    m_repeatedNote.clear();
    leaveSource();
    m_page.enrich()->prepare(m_session.profile(), list, m_session.recentLatency(Service::Enrichment),
                             m_queries->pace());
    m_mappings->open(list.id);
    m_page.show(m_page.enrich());
    m_queries->requestSchema(list.id);
    m_queries->requestCampaigns();
}

// One key is enough to leave: what took minutes to be put together is there again when the list is opened.
void EnrichController::leave()
{
    stopCheck();
    const EnrichPage *page = m_page.enrich();
    const EnrichCheckOrder order = page->checkOrder();
    const bool isRead = !order.source.file.isEmpty();
    Work left{.listId = page->list().id,
              .campaignId = page->campaign()->campaignId(),
              .file = PastedTables::isPasted(m_source) ? QString() : m_source};
    left.format = isRead ? order.source.format : m_format;
    left.mapping = isRead && !m_repeated ? order.mapping : m_repeated;
    if (left.mapping || !left.file.isEmpty())
        m_left = left;
    leaveSource();
    m_page.show(m_page.index());
}

void EnrichController::takeUp(const Work &work)
{
    m_page.enrich()->campaign()->prefer(work.campaignId);
    m_repeated = work.mapping;
    if (!work.file.isEmpty())
        read(work.file, work.format);
}

void EnrichController::repeat(const EnrichOrder &order)
{
    m_left.reset();
    begin({.id = order.listId, .name = order.listName});
    takeUp({order.listId, order.campaignId, order.source.file, order.source.format, order.mapping});
    // Orders keep what a mapping says; where it is saved by now, it has its name again.
    for (const EnrichmentMapping &saved : m_workspace.mappings().mappings(order.listId)) {
        if (mappingJson(saved) == mappingJson(order.mapping))
            m_repeated = saved;
    }
    m_look->request(order.source.file, order.sourceDigest);
}

/// The mapping holds whatever became of the file: another one may be chosen for it.
void EnrichController::takeSample(const SharedSourceSample &sample)
{
    m_page.enrich()->setSample(sample);
    if (const auto mapping = std::exchange(m_repeated, std::nullopt))
        m_mappings->use(*mapping, std::exchange(m_repeatedNote, {}));
    if (!m_fileWord.isEmpty())
        m_page.enrich()->source()->showProblem(m_fileWord);
}

void EnrichController::tellFile(const QString &file, PastFile state)
{
    if (file != m_source || state == PastFile::Same)
        return;
    const QString name = visibleText(file, 300);
    m_fileWord = state == PastFile::Changed
        ? tr("%1 has changed since that run. Muster read the current file; review the result of the check.").arg(name)
        : PastedTables::isPasted(file)
        ? tr("The table of that run was pasted, and pasted tables are deleted when their run is finished. Paste it "
             "again.")
        : tr("The file of that run, %1, no longer exists. Choose its new location.").arg(name);
    m_page.enrich()->source()->showProblem(m_fileWord);
}

void EnrichController::takeFile(const QString &file)
{
    read(file, std::nullopt);
}

void EnrichController::read(const QString &file, const std::optional<TableFormat> &format)
{
    m_pasted->forget();
    m_look->cancel();
    m_fileWord.clear();
    m_source = file;
    m_format = format;
    m_pasted->tidy(m_source);
    m_page.enrich()->showReading(file);
    if (!m_hasSchema) {
        m_waiting = file; // columns are suggested for the schema, which is on its way
        return;
    }
    m_reading->request(file, format, m_page.enrich()->mapping()->fields().schema());
}

void EnrichController::leaveSource()
{
    m_pasted->forget();
    m_look->cancel();
    m_fileWord.clear();
    m_source.clear();
    m_pasted->tidy({});
}

void EnrichController::check()
{
    stopCheck();
    EnrichPage *page = m_page.enrich();
    const Result<Run *> started
        = m_workspace.runs().startEnrichCheck(m_session, page->checkOrder(), TextProfile::Spreadsheets);
    if (!started) {
        page->endCheck(started.error());
        return;
    }
    m_check = qobject_cast<EnrichCheckRun *>(*started);
    page->showChecking(m_check->metrics());
    connect(m_check, &Run::metricsChanged, this, [this, run = m_check](const RunMetrics &metrics) {
        if (run && run == m_check && !run->outcome())
            m_page.enrich()->showChecking(metrics);
    });
    connect(m_check, &Run::finished, this, &EnrichController::endCheck);
}

void EnrichController::stopCheck()
{
    if (m_check)
        m_check->cancel();
}

void EnrichController::endCheck()
{
    auto *run = qobject_cast<EnrichCheckRun *>(sender());
    if (!run || !run->outcome())
        return;
    m_workspace.runs().dismiss(run); // the page says it; the activity stays for what changes things
    if (run != m_check)
        return; // of a list that was left meanwhile
    m_check = nullptr;
    const RunOutcome &outcome = *run->outcome();
    if (outcome.kind == RunOutcome::Kind::Cancelled)
        m_page.enrich()->endCheck(EnrichCheckPane::Report());
    else if (run->report())
        m_page.enrich()->endCheck(run->report());
    else
        m_page.enrich()->endCheck(outcome.error.value_or(ApiError{.kind = ErrorKind::File}));
}

void EnrichController::review()
{
    const EnrichPage *page = m_page.enrich();
    const EnrichOrder order = page->order();
    if (order.listId.isEmpty())
        return;
    m_page.show(m_page.enrichReview());
    m_page.enrichReview()->prepare(m_session.profile(), order, page->report(), page->campaign()->planText());
}

} // namespace muster
