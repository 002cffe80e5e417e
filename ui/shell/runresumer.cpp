// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/runresumer.h"

#include "models/runs/runmanager.h"
#include "models/runs/tenantopener.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/prompts.h"
#include "ui/runs/resumequestion.h"

#include <QPointer>
#include <QWidget>
#include <algorithm>

namespace muster {

RunResumer::RunResumer(QWidget *window, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_workspace(workspace)
{
}

void RunResumer::join(TenantSession *session)
{
    m_session = session;
}

std::optional<ResumableRun> RunResumer::find(const QString &runId) const
{
    const QList<ResumableRun> runs = m_workspace.runs().resumable();
    const auto found
        = std::find_if(runs.cbegin(), runs.cend(), [&](const ResumableRun &run) { return run.id == runId; });
    return found == runs.cend() ? std::nullopt : std::optional(*found);
}

std::optional<ConnectionProfile> RunResumer::profileOf(const ResumableRun &run) const
{
    if (ConnectionProfile sandbox = TenantOpener::sandboxProfile(); sandbox.id == run.profileId)
        return sandbox;
    return m_workspace.profiles().byId(run.profileId);
}

void RunResumer::ask(const QString &runId)
{
    // A look-up is resumed by whoever looked; it belongs to no tenant's connection and to no journal.
    const std::optional<ResumableRun> run = find(runId);
    if (!run)
        resume(runId);
    else if (!m_session || m_session->profile().id != run->profileId)
        askForTenant(*run);
    else
        askForTime(*run);
}

void RunResumer::askForTenant(const ResumableRun &run)
{
    const std::optional<ConnectionProfile> profile = profileOf(run);
    if (!profile) {
        Prompts::instance().tell(m_window, tr("The connection of this run is gone"),
                                 tr("\u201c%1\u201d belongs to the connection \u201c%2\u201d, which is not there any "
                                    "more. It can be discarded.")
                                     .arg(visibleText(run.title, 100), visibleText(run.profileName, 100)));
        return;
    }
    const QString theirs = tenantText(profile->name, profile->environment);
    const QString name = QString(runKindText(run.kind) % u" \u00b7 " % visibleText(run.title, 100));
    const Question question{
        .title = tr("Open the tenant of this run?"),
        .text = m_session
            ? tr("\u201c%1\u201d belongs to %2. Open now is %3.")
                  .arg(name, theirs, tenantText(m_session->profile().name, m_session->profile().environment))
            : tr("\u201c%1\u201d belongs to %2, which is not open.").arg(name, theirs),
        .detail = tr("Muster opens that tenant and resumes the run there. Runs of other tenants go on."),
        .acceptLabel = tr("Open it and resume"),
        .rejectLabel = tr("Not now"),
    };
    Prompts::instance().ask(m_window, question, [self = QPointer(this), run, profile](bool accepted) {
        if (!accepted || !self)
            return;
        Q_EMIT self->openAsked(*profile);
        if (self->m_session && self->m_session->profile().id == run.profileId)
            self->askForTime(run);
    });
}

void RunResumer::askForTime(const ResumableRun &run)
{
    if (!run.resumeAt || *run.resumeAt <= QDateTime::currentDateTimeUtc())
        return resume(run.id);
    // A wait that the server asked for is never cut short without a word (F04).
    const Question question{
        .title = tr("Resume before the server allows it?"),
        .text = tr("The server asked not to be called before %1.").arg(exactTimeText(*run.resumeAt)),
        .detail = tr("Called earlier it may refuse again, and for longer."),
        .acceptLabel = tr("Resume now"),
        .rejectLabel = tr("Wait"),
        .dangerous = true,
    };
    Prompts::instance().ask(m_window, question, [self = QPointer(this), runId = run.id](bool accepted) {
        if (accepted && self)
            self->resume(runId);
    });
}

void RunResumer::resume(const QString &runId)
{
    if (!m_session)
        return;
    askToResume(m_window, m_workspace.runs(), *m_session, runId, [self = QPointer(this)](Run *run) {
        if (self)
            Q_EMIT self->resumed(run);
    });
}

} // namespace muster
