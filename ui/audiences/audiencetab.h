// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"

#include <QDateTime>
#include <QObject>
#include <optional>

class QTimer;

namespace muster {

class AudienceEditor;
class AudienceEstimation;
class AudienceFields;
class DraftPanes;
class DraftStore;
class AudienceHistoryController;
class PublishController;
class RegisterController;
class TenantSession;
class Workspace;
struct AudienceDraftInfo;
struct AudiencePublishOrder;
struct AudiencePutOrder;
struct OpenedDraft;

/// Keeps the draft of one tab on the disk while it is worked on, with all that can be undone, and says whether it is. A
/// draft that is as the tenant has it is not kept.
class AudienceDraftKeeper : public QObject
{
    Q_OBJECT

public:
    /// `store` outlives it.
    AudienceDraftKeeper(AudienceEditor &editor, DraftStore &store, const QString &profileId, QObject *parent = nullptr);
    /// Goes on with a draft that is there already.
    void restore(const OpenedDraft &opened);
    [[nodiscard]] const QString &draftId() const { return m_draftId; }
    /// Why a tab goes.
    enum class Closing {
        ByPerson, ///< The draft is put away.
        WithTenant, ///< It is offered the next time.
    };
    /// What has not been written yet is given to the store now; a draft that says nothing new is removed.
    void close(Closing closing);
    /// After close() or discard(): what the store has of it, or will have. Nothing: no draft.
    [[nodiscard]] std::optional<AudienceDraftInfo> left() const;
    void discard(); ///< Of the disk, and nothing is written any more.

private:
    void touch();
    void save(bool isOpen);
    void remove();
    [[nodiscard]] bool isWorthKeeping() const;

    AudienceEditor &m_editor;
    DraftStore &m_store;
    const QString m_profileId;
    QString m_draftId;
    QTimer *m_pause = nullptr;
    QDateTime m_given; ///< When the newest one was given to the store.
    bool m_isThere = false; ///< A file of it is, or will be.
    bool m_isClosed = false;
};

/// What makes one tab work: the views of its draft, the estimate, the way to the tenant, the history, and the draft on
/// the disk. A child of its editor; gone before the session is.
class AudienceTab : public QObject
{
    Q_OBJECT

public:
    AudienceTab(AudienceEditor &editor, TenantSession &session, Workspace &workspace);
    /// Begins with `definition`; `base` is what the tenant has, nothing for a new audience.
    void start(const AudienceDefinition &definition, const std::optional<Audience> &base);
    void restore(const OpenedDraft &opened) { m_draft->restore(opened); } ///< Goes on with a draft.
    /// The draft as an earlier run was to register it, its criteria as one step that can be undone. Nothing is
    /// registered.
    void repeat(const AudiencePutOrder &order);
    void repeat(const AudiencePublishOrder &order); ///< See PublishController::repeat().
    void setKnown(const QList<AudienceSummary> &audiences); ///< Of the tenant.
    /// Whose contacts can be chosen.
    void setOffers(const QList<ContactListSummary> &lists, const QList<SegmentSummary> &segments);
    [[nodiscard]] AudienceDraftKeeper &draft() const { return *m_draft; }

Q_SIGNALS:
    void entryAsked(qint64 sequence); ///< Of the history.
    void registered(); ///< The tenant has it; its list is to be read again.

private:
    void showState();

    AudienceEditor &m_editor;
    DraftPanes *m_views = nullptr;
    AudienceEstimation *m_estimation = nullptr;
    AudienceFields *m_fields = nullptr;
    RegisterController *m_register = nullptr;
    PublishController *m_publish = nullptr;
    AudienceHistoryController *m_history = nullptr;
    AudienceDraftKeeper *m_draft = nullptr;
};

} // namespace muster
