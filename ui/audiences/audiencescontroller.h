// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/audiencepublishorder.h"
#include "models/runs/audiences/audienceputorder.h"
#include "models/store/draftstore.h"
#include "network/wire/apierror.h"
#include "network/wire/audience.h"
#include "network/wire/contactlist.h"
#include "network/wire/segment.h"
#include "ui/audiences/audiencespage.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <variant>

namespace muster {

class AudienceEditor;
class AudienceTab;
class AudiencesPage;
class DraftOpener;
class JsonFile;
struct OpenedDraft;
class TenantSession;
class Workspace;

/// Joins the page of audiences to a tenant: the list, and the tabs that are opened, closed and found again as drafts.
/// Made anew for each session; with it the tabs go, whose drafts are kept.
class AudiencesController : public QObject
{
    Q_OBJECT

public:
    AudiencesController(AudiencesPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~AudiencesController() override;

    void open(const QString &audienceId); ///< In a tab of its own, or the one that it has.
    /// The same, filled with what an earlier run was ordered with. An audience that the tenant has no longer is a new
    /// draft with its id.
    void repeat(const AudiencePutOrder &order);
    void repeat(const AudiencePublishOrder &order);
    void openFile(const QString &file); ///< A definition, or criteria as the service or JsonLogic has them.

Q_SIGNALS:
    void audienceOpened(const QString &id, const QString &name);
    void entryAsked(qint64 sequence); ///< Of the history.

private:
    void joinSession();
    void joinPage();
    void joinDrafts();
    void openDraft(const QString &draftId);
    void offerAgain();
    void openOffered();
    void openAgain(const QStringList &audienceIds); ///< As soon as it is known which have drafts.
    void leaveOffered();
    void forgetDraft(const QString &draftId); ///< It is gone, whatever the list said.
    void openNew(const AudienceDefinition &definition);
    void readFile();
    void takeFile(const QByteArray &text);
    void close(AudienceEditor *editor);
    void askDiscard(AudienceEditor *editor);
    void showDraft(const OpenedDraft &opened);
    void showDrafts();
    using PastAudience = std::variant<AudiencePutOrder, AudiencePublishOrder>;
    void openFor(const QString &audienceId, const PastAudience &past);
    void fillAgain(AudienceEditor *editor); ///< If it was opened to be filled.
    void tellNotOpened(const QString &audienceId, const ApiError &error);
    void showOffers(); ///< Whose contacts can be chosen for estimates.
    /// What works on that audience; nobody sees it until it is presented, which must follow.
    [[nodiscard]] AudienceTab *make(const QString &audienceId);
    void present(AudienceTab *tab); ///< As a tab in front.
    AudienceTab *add(const QString &audienceId); ///< Both at once.
    [[nodiscard]] AudienceEditor *editorOf(const QString &audienceId) const; ///< nullptr: not open.

    AudiencesPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    JsonFile *m_file = nullptr;
    QHash<AudienceEditor *, AudienceTab *> m_tabs;
    QList<ContactListSummary> m_lists;
    QList<SegmentSummary> m_segments;
    QHash<QString, PastAudience> m_repeated; ///< By id in lower case, until it is open.
    QSet<QString> m_opening; ///< Ids of audiences that are being read for a tab, in lower case.
    QList<AudienceDraftInfo> m_drafts; ///< Of this tenant, also of what is open.
    QList<KeptDraft> m_offered; ///< That were open the last time.
    bool m_hasOffered = false;
    QStringList m_again; ///< See openAgain().
    DraftOpener *m_opener = nullptr;
    QHash<QString, QString> m_openingDrafts; ///< Ids of drafts that are being read, with their audiences'.
};

} // namespace muster
