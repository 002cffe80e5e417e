// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undo/enrichundocheckrun.h"

#include <QObject>
#include <QPointer>

namespace muster {

class ContactListsPage;
class TenantSession;
class UndoSaving;
class Workspace;

/// Joins the page that undoes an enrichment to a session: compare, confirm, start. Owned by ListRunsController.
class UndoController : public QObject
{
    Q_OBJECT

public:
    UndoController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~UndoController() override;

    /// Shows what undoing that enrichment would do.
    void open(const BackupInfo &backup);

Q_SIGNALS:
    void closed();
    void started(muster::Run *run, const muster::BackupInfo &backup);

private:
    void compare();
    void stopComparing();
    void compared();
    void start(const UndoChoice &choice, qint64 contacts);
    [[nodiscard]] Result<QString> campaignId() const; ///< Of the enrichment; BadInput "campaign_unknown".
    void save(const SharedUndoPreview &preview, const std::vector<bool> &leftOut);

    ContactListsPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    UndoSaving *const m_saving;
    BackupInfo m_backup;
    QPointer<EnrichUndoCheckRun> m_check;
};

} // namespace muster
