// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"

#include <QObject>
#include <QPointer>

namespace muster {

class ExportPresetStore;
class ExportRun;
class ExportKeyActions;
class ExportSheet;
class RunManager;
class SegmentsPage;
class TenantSession;
class Workspace;
struct RunOutcome;

/// Joins the segments page to a session and the run manager: questions out, answers in, confirmed orders to runs,
/// rows of the newest run to the table.
/// Owned by the shell; made anew for each session.
class SegmentsController : public QObject
{
    Q_OBJECT

public:
    SegmentsController(SegmentsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);

Q_SIGNALS:
    /// What was confirmed is offered the next time.
    void defaultsChosen(const QString &folder, muster::TextProfile profile);

private:
    void joinSheet(ExportSheet *sheet);
    void joinPresets(ExportSheet *sheet);
    void joinKey(ExportSheet *sheet);
    void offerToReplaceKey();
    void startRun(const FrozenExportOrder &order);
    void follow(ExportRun *run);
    /// The server does not know some attribute: whether to begin again without it (F11).
    void offerToLeaveOut(const ExportRun &run, const RunOutcome &outcome);
    void beginWithout(const QString &runId, const ExportOrder &order);

    SegmentsPage &m_page;
    TenantSession &m_session;
    RunManager &m_runs;
    ExportPresetStore &m_presets;
    ExportKeyActions *m_keys = nullptr;
    QPointer<ExportRun> m_live;
};

} // namespace muster
