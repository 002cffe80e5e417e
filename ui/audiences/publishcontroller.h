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
    PublishController(AudienceEditor &editor, const AudienceEstimation &estimation, TenantSession &session,
                      Workspace &workspace, QObject *parent = nullptr);

private:
    void joinSheets();
    void begin();
    void prepare();
    void start();
    void follow(AudiencePublishRun *run);
    void endRun(const RunOutcome &outcome);

    AudienceEditor &m_editor;
    const AudienceEstimation &m_estimation;
    TenantSession &m_session;
    Workspace &m_workspace;
    PublishPreparation *m_preparation = nullptr;
    QTimer *m_pause = nullptr; ///< Several changes at once are looked at once.
    std::optional<AudiencePublishOrder> m_order; ///< As the last look shows it.
    QPointer<AudiencePublishRun> m_run;
};

} // namespace muster
