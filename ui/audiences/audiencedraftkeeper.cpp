// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/audiencedraftkeeper.h"

#include "models/audiences/criteriatreetext.h"
#include "models/audiences/draftopener.h"
#include "models/store/draftstore.h"
#include "models/text/errortexts.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/criteriaundo.h"

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
            m_editor.showDraftState(tr("Draft kept"), false);
    });
    connect(&store, &DraftStore::saveFailed, this, [this](const QString &id, const ApiError &error) {
        if (id == m_draftId && !m_isClosed)
            m_editor.showDraftState(tr("The draft is not kept: %1").arg(errorSentence(error)), true);
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
    m_editor.showDraftState(tr("Draft kept"), false);
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
    m_editor.showDraftState(tr("Keeping the draft\u2026"), false);
    m_given = QDateTime::currentDateTimeUtc();
    m_isThere = true;
    AudienceDraft draft;
    draft.id = m_draftId;
    draft.profileId = m_profileId;
    draft.audienceId = work.audienceId();
    draft.definition = work.definition();
    draft.base = work.base();
    draft.changedAt = m_given;
    draft.isOpen = isOpen;
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

} // namespace muster
