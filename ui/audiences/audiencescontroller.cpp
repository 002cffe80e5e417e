// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencescontroller.h"

#include "models/audiences/audiencefile.h"
#include "models/audiences/criteriahistory.h"
#include "models/audiences/jsonlogic.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencetab.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/jsonfile.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"

#include <QDateTime>
#include <QPointer>
#include <QUuid>

namespace muster {

AudiencesController::AudiencesController(AudiencesPage &page, TenantSession &session, Workspace &workspace,
                                         QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_file(new JsonFile(this))
    , m_opener(new DraftOpener(this))
{
    joinSession();
    joinPage();
    joinDrafts();
    page.index()->setTenant(true);
    page.index()->setHome(session.hasAudiences() ? AudienceHome::Tenant : AudienceHome::ThisComputer);
    session.requestAudiences();
    session.requestSegments();
    session.requestContactLists();
}

AudiencesController::~AudiencesController()
{
    const QList<AudienceEditor *> editors = m_tabs.keys(); // also those that nobody sees yet
    for (AudienceEditor *editor : editors) {
        AudienceTab *tab = m_tabs.take(editor);
        tab->draft().close(AudienceDraftKeeper::Closing::WithTenant);
        delete tab; // before the session goes
        m_page.remove(editor);
    }
    m_page.index()->setTenant(false);
    m_page.index()->setHome(AudienceHome::Tenant);
    m_page.index()->setDrafts({});
    m_page.index()->offerAgain({});
}

void AudiencesController::joinSession()
{
    AudienceIndexPane *index = m_page.index();
    connect(&m_session, &TenantSession::audiencesLoading, index, &AudienceIndexPane::showLoading);
    connect(&m_session, &TenantSession::audiencesFailed, index, &AudienceIndexPane::setLoadError);
    connect(&m_session, &TenantSession::audiencesLoaded, this, [this](const QList<AudienceSummary> &audiences) {
        m_page.index()->setNow(QDateTime::currentDateTimeUtc());
        m_page.index()->setAudiences(audiences);
        for (AudienceTab *tab : std::as_const(m_tabs))
            tab->setKnown(audiences);
    });
    connect(&m_session, &TenantSession::segmentsLoaded, this, [this](const QList<SegmentSummary> &segments) {
        m_segments = segments;
        showOffers();
    });
    connect(&m_session, &TenantSession::contactListsLoaded, this, [this](const QList<ContactListSummary> &lists) {
        m_lists = lists;
        showOffers();
    });
    connect(&m_session, &TenantSession::audienceLoaded, this, [this](const Audience &audience) {
        if (!m_opening.remove(audience.id.toLower()) || editorOf(audience.id))
            return;
        add(audience.id)->start(audience.definition, audience);
        Q_EMIT audienceOpened(audience.id, audience.definition.name);
        fillAgain(editorOf(audience.id));
    });
    connect(&m_session, &TenantSession::audienceFailed, this, [this](const QString &id, const ApiError &error) {
        if (m_opening.remove(id.toLower()))
            tellNotOpened(id, error);
    });
}

void AudiencesController::joinPage()
{
    AudienceIndexPane *index = m_page.index();
    connect(index, &AudienceIndexPane::reloadAsked, &m_session, &TenantSession::requestAudiences);
    connect(index, &AudienceIndexPane::openAsked, this, [this](const AudienceSummary &audience) { open(audience.id); });
    connect(index, &AudienceIndexPane::newAsked, this, [this] { openNew({}); });
    connect(index, &AudienceIndexPane::draftAsked, this, &AudiencesController::openDraft);
    connect(index, &AudienceIndexPane::offeredAsked, this, &AudiencesController::openOffered);
    connect(index, &AudienceIndexPane::offeredLeft, this, &AudiencesController::leaveOffered);
    connect(index, &AudienceIndexPane::fileAsked, this, &AudiencesController::readFile);
    connect(m_file, &JsonFile::wasRead, this, &AudiencesController::takeFile);
    connect(m_file, &JsonFile::failed, this, [this](const ApiError &error) {
        Prompts::instance().tell(&m_page, tr("The file cannot be read"), errorSentence(error));
    });
    connect(&m_page, &AudiencesPage::closeAsked, this, &AudiencesController::close);
    connect(&m_page, &AudiencesPage::againAsked, this, &AudiencesController::openAgain);
}

void AudiencesController::showOffers()
{
    for (AudienceTab *tab : std::as_const(m_tabs))
        tab->setOffers(m_lists, m_segments);
}

AudienceEditor *AudiencesController::editorOf(const QString &audienceId) const
{
    for (AudienceEditor *editor : m_tabs.keys()) {
        if (editor->work().audienceId().compare(audienceId, Qt::CaseInsensitive) == 0)
            return editor;
    }
    return nullptr;
}

void AudiencesController::open(const QString &audienceId)
{
    if (AudienceEditor *there = editorOf(audienceId)) {
        m_page.show(there);
        fillAgain(there);
        return;
    }
    for (const AudienceDraftInfo &draft : std::as_const(m_drafts)) {
        if (draft.audienceId.compare(audienceId, Qt::CaseInsensitive) == 0) {
            openDraft(draft.id); // work goes on where it was left
            return;
        }
    }
    m_opening.insert(audienceId.toLower());
    m_session.requestAudience(audienceId);
}

void AudiencesController::repeat(const AudiencePutOrder &order)
{
    openFor(order.audienceId, order);
}

void AudiencesController::repeat(const AudiencePublishOrder &order)
{
    openFor(order.audience.audienceId, order);
}

void AudiencesController::openFor(const QString &audienceId, const PastAudience &past)
{
    m_repeated.insert(audienceId.toLower(), past);
    open(audienceId);
}

void AudiencesController::fillAgain(AudienceEditor *editor)
{
    const auto past = m_repeated.constFind(editor->work().audienceId().toLower());
    if (past == m_repeated.cend())
        return;
    const PastAudience order = *past;
    m_repeated.erase(past);
    std::visit([tab = m_tabs.value(editor)](const auto &kind) { tab->repeat(kind); }, order);
}

void AudiencesController::tellNotOpened(const QString &audienceId, const ApiError &error)
{
    const auto past = m_repeated.constFind(audienceId.toLower());
    const bool wasToBeFilled = past != m_repeated.cend();
    const auto *put = wasToBeFilled ? std::get_if<AudiencePutOrder>(&*past) : nullptr;
    const auto definition = put != nullptr ? std::optional(put->definition) : std::nullopt;
    m_repeated.remove(audienceId.toLower());
    if (!definition || error.kind != ErrorKind::NotFound) {
        Prompts::instance().tell(&m_page, tr("The audience cannot be opened"), errorSentence(error));
        return;
    }
    add(audienceId)->start(*definition, std::nullopt);
    Prompts::instance().tell(
        &m_page, tr("The audience no longer exists"),
        tr("It is a new draft with the definition from that run. Register it to create it again."));
}

void AudiencesController::openNew(const AudienceDefinition &definition)
{
    AudienceTab *tab = add(QUuid::createUuid().toString(QUuid::WithoutBraces));
    tab->start(definition, std::nullopt);
    m_page.current()->details()->focusName();
}

void AudiencesController::joinDrafts()
{
    DraftStore &store = m_workspace.drafts();
    connect(&store, &DraftStore::listed, this,
            [this](const QString &profileId, const QList<AudienceDraftInfo> &drafts) {
                if (profileId != m_session.profile().id)
                    return;
                m_drafts = drafts;
                showDrafts();
                offerAgain();
            });
    connect(m_opener, &DraftOpener::opened, this, &AudiencesController::showDraft);
    connect(&store, &DraftStore::loaded, this, [this](const AudienceDraft &draft) {
        if (m_openingDrafts.contains(draft.id))
            m_opener->open(draft);
    });
    connect(&store, &DraftStore::loadFailed, this, [this](const QString &id, const ApiError &error) {
        const QString audienceId = m_openingDrafts.take(id);
        if (audienceId.isEmpty())
            return;
        forgetDraft(id);
        if (error.code == u"not_found")
            return open(audienceId); // it said nothing new
        m_repeated.remove(audienceId.toLower());
        Prompts::instance().tell(&m_page, tr("The draft cannot be opened"), errorSentence(error));
    });
    connect(&store, &DraftStore::removed, this, [this] { m_workspace.drafts().requestList(m_session.profile().id); });
    store.requestList(m_session.profile().id);
}

void AudiencesController::showDraft(const OpenedDraft &opened)
{
    m_openingDrafts.remove(opened.draft.id);
    if (AudienceEditor *there = editorOf(opened.draft.audienceId)) {
        m_page.show(there);
        fillAgain(there);
        return;
    }
    // Made in this event, filled and shown in the next one: both together would be felt (a frame is 16 ms).
    AudienceTab *tab = make(opened.draft.audienceId);
    QMetaObject::invokeMethod(
        tab,
        [this, tab, opened] {
            tab->restore(opened);
            present(tab);
            fillAgain(m_tabs.key(tab));
        },
        Qt::QueuedConnection);
    showDrafts();
}

void AudiencesController::showDrafts()
{
    QList<KeptDraft> kept;
    for (const AudienceDraftInfo &draft : std::as_const(m_drafts)) {
        if (!editorOf(draft.audienceId))
            kept << KeptDraft{draft.id, draft.name};
    }
    m_page.index()->setDrafts(kept);
    if (m_offered.removeIf([&kept](const KeptDraft &draft) { return !kept.contains(draft); }) > 0)
        m_page.index()->offerAgain(m_offered); // opened in another way, or gone
}

/// Once, when the tenant is opened: what stood in tabs when Muster or the tenant was closed, or died.
void AudiencesController::offerAgain()
{
    if (std::exchange(m_hasOffered, true) || m_workspace.drafts().isReadOnly())
        return; // another Muster may have them open
    for (const AudienceDraftInfo &draft : std::as_const(m_drafts)) {
        if (draft.isOpen && !editorOf(draft.audienceId) && !m_again.contains(draft.audienceId, Qt::CaseInsensitive))
            m_offered << KeptDraft{draft.id, draft.name};
    }
    m_page.index()->offerAgain(m_offered);
    openAgain(std::exchange(m_again, {}));
}

void AudiencesController::openAgain(const QStringList &audienceIds)
{
    if (!m_hasOffered) {
        m_again = audienceIds;
        return;
    }
    for (const QString &audienceId : audienceIds)
        open(audienceId);
}

void AudiencesController::openOffered()
{
    m_page.index()->offerAgain({});
    const QList<KeptDraft> offered = std::exchange(m_offered, {});
    for (const KeptDraft &draft : offered)
        openDraft(draft.draftId);
}

void AudiencesController::leaveOffered()
{
    m_page.index()->offerAgain({});
    const QList<KeptDraft> offered = std::exchange(m_offered, {});
    for (const KeptDraft &draft : offered)
        m_workspace.drafts().setOpen(draft.draftId, false);
}

void AudiencesController::openDraft(const QString &draftId)
{
    for (const AudienceDraftInfo &draft : std::as_const(m_drafts)) {
        if (draft.id == draftId)
            m_openingDrafts.insert(draftId, draft.audienceId);
    }
    m_workspace.drafts().requestDraft(draftId);
}

void AudiencesController::forgetDraft(const QString &draftId)
{
    m_drafts.removeIf([&draftId](const AudienceDraftInfo &draft) { return draft.id == draftId; });
    showDrafts();
}

AudienceTab *AudiencesController::make(const QString &audienceId)
{
    auto *editor = named("audienceEditor", new AudienceEditor(audienceId, m_page.editorParent()));
    auto *tab = new AudienceTab(*editor, m_session, m_workspace);
    m_tabs.insert(editor, tab);
    tab->setKnown(m_page.index()->audiences());
    tab->setOffers(m_lists, m_segments);
    connect(&editor->work(), &AudienceWork::changed, &m_page, [this, editor] { m_page.showTitle(editor); });
    connect(editor, &AudienceEditor::discardAsked, this, [this, editor] { askDiscard(editor); });
    connect(tab, &AudienceTab::entryAsked, this, &AudiencesController::entryAsked);
    connect(tab, &AudienceTab::registered, &m_session, &TenantSession::requestAudiences);
    return tab;
}

void AudiencesController::present(AudienceTab *tab)
{
    AudienceEditor *editor = m_tabs.key(tab);
    m_page.add(editor);
    m_page.show(editor);
}

AudienceTab *AudiencesController::add(const QString &audienceId)
{
    AudienceTab *tab = make(audienceId);
    present(tab);
    return tab;
}

void AudiencesController::readFile()
{
    askWhatToOpen(&m_page, tr("Open an audience definition or criteria"),
                  {tr("JSON files (*.json)"), tr("All files (*)")}, this,
                  [this](const QString &file) { openFile(file); });
}

void AudiencesController::openFile(const QString &file)
{
    m_file->read(file);
}

void AudiencesController::takeFile(const QByteArray &text)
{
    const AudienceRead<AudienceFile> file = readAudienceFile(text);
    if (file) {
        openNew(file->definition);
        return;
    }
    if (auto logic = readJsonLogic(text)) {
        AudienceDefinition definition;
        definition.criteria = *std::move(logic);
        openNew(definition);
        return;
    }
    const qsizetype line = text.left(file.error().offset).count('\n') + 1;
    Prompts::instance().tell(&m_page, tr("The file isn’t an audience"),
                             tr("Line %1: %2").arg(QString::number(line), criteriaFaultText(file.error())));
}

void AudiencesController::close(AudienceEditor *editor)
{
    // Nothing is asked: a draft that says something is kept, and offered beside the list.
    AudienceTab *tab = m_tabs.take(editor);
    tab->draft().close(AudienceDraftKeeper::Closing::ByPerson);
    // Known at once: whoever opens the audience in the next moment goes on with it.
    m_drafts.removeIf([&](const AudienceDraftInfo &draft) { return draft.id == tab->draft().draftId(); });
    if (const auto left = tab->draft().left())
        m_drafts.prepend(*left);
    delete tab;
    m_page.remove(editor);
    m_workspace.drafts().requestList(m_session.profile().id);
}

void AudiencesController::askDiscard(AudienceEditor *editor)
{
    const bool isHere = editor->home() == AudienceHome::ThisComputer;
    const Question question{
        .title = tr("Discard the draft?"),
        .text = (isHere ? tr("Changes to “%1” since it was saved are lost, including all undo steps.")
                        : tr("Changes to “%1” since it was registered are lost, including all undo steps."))
                    .arg(visibleText(editor->name(), 100)),
        .detail = isHere ? tr("Saved versions stay.") : tr("Nothing changes in the tenant."),
        .acceptLabel = tr("Discard draft"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    Prompts::instance().ask(&m_page, question, [self = QPointer(this), editor = QPointer(editor)](bool accepted) {
        if (!accepted || !self || !editor || !self->m_tabs.contains(editor))
            return;
        AudienceDraftKeeper &draft = self->m_tabs.value(editor)->draft();
        const QString draftId = draft.draftId();
        draft.discard();
        self->close(editor);
        self->forgetDraft(draftId);
    });
}

} // namespace muster
