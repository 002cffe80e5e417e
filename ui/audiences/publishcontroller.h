// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/audiences/publishpreparation.h"

#include <QObject>
#include <QPointer>
#include <optional>

class QTimer;

namespace muster {

class AudienceEditor;
class AudienceEstimation;
class AudiencePublishRun;
class Run;
class TenantSession;
class Workspace;
struct RunOutcome;

/// The way of one tab's audience to a new calling list: what would happen is found out whenever the choice changes, and
/// what was confirmed becomes a run. The audience as it was saved is published, never a draft.
class PublishController : public QObject
{
    Q_OBJECT

public:
    PublishController(AudienceEditor &editor, AudienceEstimation &estimation, TenantSession &session,
                      Workspace &workspace, QObject *parent = nullptr);
    /// Contacts read anew from where an earlier run had them, then the sheet as it was filled for that run. Says where
    /// another version of the audience is saved by now, or the contacts are gone.
    void repeat(const AudiencePublishOrder &order);

private:
    void joinSheets();
    void begin();
    void takeContacts(); ///< Others are at hand.
    void prepare();
    void start();
    void follow(AudiencePublishRun *run);
    void endRun(const RunOutcome &outcome);

    AudienceEditor &m_editor;
    AudienceEstimation &m_estimation;
    TenantSession &m_session;
    Workspace &m_workspace;
    PublishPreparation *m_preparation = nullptr;
    QTimer *m_pause = nullptr; ///< Several changes at once are looked at once.
    std::optional<AudiencePublishOrder> m_order; ///< As the last look shows it.
    std::optional<AudiencePublishOrder> m_repeated; ///< Until its contacts are at hand.
    QPointer<AudiencePublishRun> m_run;
};

} // namespace muster
