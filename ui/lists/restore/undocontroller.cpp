// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/restore/undocontroller.h"

#include "models/runs/enrich/enrichorders.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/restore/undopage.h"

namespace muster {

UndoController::UndoController(ContactListsPage &page, TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_saving(new UndoSaving(this))
{
    UndoPage *view = page.undo();
    view->setProfile(session.profile());
    connect(view, &UndoPage::closed, this, [this] {
        stopComparing();
        Q_EMIT closed();
    });
    connect(view, &UndoPage::retryAsked, this, &UndoController::compare);
    connect(view, &UndoPage::confirmed, this, &UndoController::start);
    connect(view, &UndoPage::saveAsked, this, &UndoController::save);
    connect(m_saving, &UndoSaving::written, view, [view](const Result<WrittenFile> &file) {
        view->showMessage(file ? withFormulaCells(tr("List saved to %1.").arg(visibleText(file->name, 300)), *file)
                               : errorSentence(file.error()));
    });
}

UndoController::~UndoController()
{
    stopComparing();
}

void UndoController::open(const BackupInfo &backup)
{
    m_backup = backup;
    m_page.show(m_page.undo());
    compare();
}

void UndoController::compare()
{
    stopComparing();
    m_page.undo()->showReading(m_backup);
    const Result<Run *> started = m_workspace.runs().startEnrichUndoCheck(m_session, m_backup.file, {}, m_backup);
    if (!started) {
        m_page.undo()->showError(started.error());
        return;
    }
    m_check = qobject_cast<EnrichUndoCheckRun *>(*started);
    connect(m_check, &Run::finished, this, &UndoController::compared);
}

void UndoController::stopComparing()
{
    if (m_check)
        m_check->cancel();
    m_check = nullptr;
}

void UndoController::compared()
{
    auto *run = qobject_cast<EnrichUndoCheckRun *>(sender());
    if (!run || !run->outcome())
        return;
    const SharedUndoPreview preview = run->preview();
    const RunOutcome outcome = *run->outcome();
    const bool isCurrent = run == m_check;
    m_workspace.runs().dismiss(run); // the page says it; the activity stays for what changes things
    if (!isCurrent)
        return; // overtaken, or nobody waits for it
    m_check = nullptr;
    if (preview)
        m_page.undo()->showPreview(preview);
    else
        m_page.undo()->showError(outcome.error.value_or(ApiError{.kind = ErrorKind::File}));
}

Result<QString> UndoController::campaignId() const
{
    const auto entry = m_workspace.journal().find(m_backup.runId);
    if (!entry || !*entry)
        return failure(ErrorKind::BadInput, "campaign_unknown", m_backup.listName);
    TRY(enrichment, thawEnrich((*entry)->order, (*entry)->orderDigest));
    return enrichment->order.campaignId;
}

void UndoController::start(const UndoChoice &choice, qint64 contacts)
{
    const Result<QString> campaign = campaignId();
    if (!campaign) {
        m_page.undo()->showStartError(campaign.error());
        return;
    }
    const EnrichUndoOrder order{
        m_backup.file, *campaign, true, choice, contacts, m_backup, m_page.undo()->dialConsent()};
    const Result<Run *> run = m_workspace.runs().startEnrichUndo(m_session, order);
    if (!run)
        m_page.undo()->showStartError(run.error());
    else
        Q_EMIT started(*run, m_backup);
}

void UndoController::save(const SharedUndoPreview &preview, const std::vector<bool> &leftOut)
{
    askWhereToWrite(&m_page, tr("Save values that don’t come back as"), tr("not-undone.csv"),
                    {tr("CSV files (*.csv)"), tr("All files (*)")}, this,
                    [this, preview, leftOut](const QString &file) { m_saving->write(preview, leftOut, file); });
}

} // namespace muster
