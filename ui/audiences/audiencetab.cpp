// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencetab.h"

#include "models/audiences/criteriahistory.h"
#include "models/audiences/criteriatreetext.h"
#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/draftstore.h"
#include "models/text/amounttext.h"
#include "models/text/audiencetexts.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/timetexts.h"
#include "ui/audiences/audiencedetailsform.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audienceestimation.h"
#include "ui/audiences/audiencefields.h"
#include "ui/audiences/audiencehistorycontroller.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/draftpanes.h"
#include "ui/audiences/publishcontroller.h"
#include "ui/audiences/registercontroller.h"
#include "ui/common/prompts.h"
#include "ui/common/relativetimes.h"

#include <QLocale>
#include <QPointer>
#include <QTimer>
#include <chrono>

namespace muster {

namespace {

// After a change; the next changes do not put it off any further.
constexpr std::chrono::milliseconds savePause{200};

} // namespace

AudienceDraftKeeper::AudienceDraftKeeper(AudienceEditor &editor, DraftStore &store, const QString &profileId,
                                         QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_store(store)
    , m_profileId(profileId)
    , m_draftId(DraftStore::newId())
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(savePause);
    connect(m_pause, &QTimer::timeout, this, [this] { save(true); });
    connect(&editor.work(), &AudienceWork::changed, this, &AudienceDraftKeeper::touch);
    connect(&editor.undo(), &CriteriaUndo::changed, this, &AudienceDraftKeeper::touch);
    connect(&store, &DraftStore::saved, this, [this](const QString &id, const QDateTime &changedAt) {
        if (id == m_draftId && changedAt == m_given && !m_pause->isActive())
            m_editor.showDraftState(tr("Draft saved"), false);
    });
    connect(&store, &DraftStore::saveFailed, this, [this](const QString &id, const ApiError &error) {
        if (id == m_draftId && !m_isClosed)
            m_editor.showDraftState(tr("Draft not saved: %1").arg(errorSentence(error)), true);
    });
}

void AudienceDraftKeeper::restore(const OpenedDraft &opened)
{
    const AudienceDraft &draft = opened.draft;
    AudienceWork &work = m_editor.work();
    m_draftId = draft.id;
    m_isThere = true;
    work.setBase(draft.base);
    work.setDetails(draft.definition);
    if (opened.history)
        m_editor.undo().restore(*opened.history);
    else
        work.tree().setTree(opened.tree);
    m_pause->stop(); // it is on the disk as it is
    if (!draft.isOpen)
        m_store.setOpen(m_draftId, true);
    m_editor.showDraftState(tr("Draft saved"), false);
}

bool AudienceDraftKeeper::isWorthKeeping() const
{
    const AudienceWork &work = m_editor.work();
    const CriteriaTree &tree = work.tree().tree();
    if (!work.base())
        return !work.details().name.isEmpty() || tree.size() > 1;
    // What is muted is not sent, yet it is work that would be lost.
    return work.isChanged() || tree.toGroup() != tree.toGroupWithMuted();
}

void AudienceDraftKeeper::touch()
{
    if (m_isClosed || (!m_isThere && !isWorthKeeping()))
        return;
    if (!m_pause->isActive())
        m_pause->start();
}

void AudienceDraftKeeper::save(bool isOpen)
{
    if (!m_isThere && !isWorthKeeping())
        return; // it has become what the tenant has
    const AudienceWork &work = m_editor.work();
    m_editor.showDraftState(tr("Saving draft…"), false);
    m_given = QDateTime::currentDateTimeUtc();
    m_isThere = true;
    AudienceDraft draft{.id = m_draftId,
                        .profileId = m_profileId,
                        .audienceId = work.audienceId(),
                        .definition = work.definition(),
                        .base = work.base(),
                        .changedAt = m_given,
                        .isOpen = isOpen};
    // Hundreds of steps are milliseconds of writing; their trees are shared, not copied.
    m_store.save(draft, [tree = work.tree().tree(), history = m_editor.undo().history()](AudienceDraft &kept) {
        kept.tree = criteriaTreeText(tree);
        kept.history = history.toBytes();
    });
}

void AudienceDraftKeeper::close(Closing closing)
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    if (m_isThere && !isWorthKeeping())
        remove();
    else if (m_pause->isActive())
        save(closing == Closing::WithTenant);
    else if (m_isThere && closing == Closing::ByPerson)
        m_store.setOpen(m_draftId, false);
    m_pause->stop();
}

void AudienceDraftKeeper::discard()
{
    m_isClosed = true;
    m_pause->stop();
    if (m_isThere)
        remove();
}

void AudienceDraftKeeper::remove()
{
    m_store.remove(m_draftId);
    m_isThere = false;
}

std::optional<AudienceDraftInfo> AudienceDraftKeeper::left() const
{
    if (!m_isThere)
        return std::nullopt;
    const AudienceWork &work = m_editor.work();
    return AudienceDraftInfo{.id = m_draftId,
                             .profileId = m_profileId,
                             .audienceId = work.audienceId(),
                             .name = work.details().name,
                             .baseVersion = work.base() ? work.base()->version : 0,
                             .changedAt = m_given,
                             .isOpen = false};
}

AudienceTab::AudienceTab(AudienceEditor &editor, TenantSession &session, Workspace &workspace)
    : QObject(&editor)
    , m_editor(editor)
    , m_views(new DraftPanes(editor, this))
    , m_estimation(new AudienceEstimation(editor, session, this))
    , m_fields(new AudienceFields(editor, *m_views, workspace.fieldProfiles(), this))
    , m_register(new RegisterController(editor, *m_views, *m_estimation, session, workspace, this))
    , m_publish(session.canPublish() ? new PublishController(editor, *m_estimation, session, workspace, this) : nullptr)
    , m_history(new AudienceHistoryController(editor, *m_register, session, workspace, this))
    , m_draft(new AudienceDraftKeeper(editor, workspace.drafts(), session.profile().id, this))
{
    connect(&editor.work(), &AudienceWork::changed, this, &AudienceTab::showState);
    connect(m_estimation, &AudienceEstimation::contactsChanged, m_fields,
            [this] { m_fields->setContacts(m_estimation->contacts()); });
    connect(m_register, &RegisterController::entryAsked, this, &AudienceTab::entryAsked);
    connect(m_register, &RegisterController::registered, this, [this] {
        m_history->request();
        Q_EMIT registered();
    });
    const bool isReadOnly = workspace.isReadOnly();
    if (session.hasAudiences()) {
        editor.setCanRegister(!isReadOnly,
                              isReadOnly ? tr("Muster is open read-only, so nothing can be registered here.")
                                         : tr("Review exactly what would change in the tenant, and register it"));
    } else {
        editor.setHome(AudienceHome::ThisComputer);
        editor.setCanRegister(!isReadOnly,
                              isReadOnly ? tr("Muster is open read-only, so nothing can be saved here.")
                                         : tr("Save a new version on this computer; nothing is sent"));
    }
    if (m_publish) {
        editor.offerPublishing(!isReadOnly,
                               isReadOnly ? tr("Muster is open read-only, so nothing can be published here.")
                                          : tr("Create a new calling list of its people; nothing dials from it"));
    }
    new RelativeTimes(&editor, [self = QPointer(this)](const QDateTime &) {
        if (self)
            self->showState();
    });
    showState();
}

void AudienceTab::start(const AudienceDefinition &definition, const std::optional<Audience> &base)
{
    AudienceWork &work = m_editor.work();
    work.setBase(base);
    work.setDetails(definition);
    work.tree().setTree(CriteriaTree::fromGroup(definition.criteria));
}

void AudienceTab::repeat(const AudiencePutOrder &order)
{
    AudienceWork &work = m_editor.work();
    if (const std::optional<CriteriaRefusal> refusal = work.replace(order.definition)) {
        Prompts::instance().tell(&m_editor, tr("The run can’t be repeated unchanged"),
                                 criteriaRefusalText(*refusal, work.tree().tree()));
    }
}

void AudienceTab::repeat(const AudiencePublishOrder &order)
{
    if (m_publish != nullptr)
        m_publish->repeat(order);
}

void AudienceTab::setKnown(const QList<AudienceSummary> &audiences)
{
    m_editor.details()->setKnown(audiences, m_editor.work().audienceId());
    m_register->setKnown(audiences);
}

void AudienceTab::setOffers(const QList<ContactListSummary> &lists, const QList<SegmentSummary> &segments)
{
    m_estimation->setOffers(lists, segments);
}

void AudienceTab::showState()
{
    const std::optional<Audience> &base = m_editor.work().base();
    if (!base) {
        m_editor.showState(m_editor.home() == AudienceHome::ThisComputer ? tr("Not saved yet")
                                                                         : tr("Not registered yet"));
        return;
    }
    if (m_editor.home() == AudienceHome::ThisComputer) {
        m_editor.showState(tr("Version %1, on this computer only").arg(QLocale().toString(base->version)));
        return;
    }
    QStringList facts{tr("Version %1").arg(QLocale().toString(base->version)), evaluationText(base->evaluation)};
    if (base->evaluation.size)
        facts << tr("%1 people", nullptr, pluralForm(*base->evaluation.size))
                     .arg(audienceSizeText(base->evaluation.size));
    if (base->evaluation.lastEvaluated.isValid())
        facts << relativeTimeText(base->evaluation.lastEvaluated, QDateTime::currentDateTimeUtc());
    m_editor.showState(facts.join(QStringLiteral(" \u00b7 ")));
}

} // namespace muster
