// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runresumer.h"

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/prompts.h"

#include <QCoreApplication>
#include <QPointer>
#include <QWidget>
#include <algorithm>

namespace muster {

namespace {

struct ResumeQuestion
{
    Q_DECLARE_TR_FUNCTIONS(ResumeQuestion)
};

Question haltedQuestion(const QString &title)
{
    return {.title = ResumeQuestion::tr("Resume sending?"),
            .text = ResumeQuestion::tr("“%1” was halted after five server errors in a row.").arg(title),
            .detail = ResumeQuestion::tr(
                "Make sure the server is working again. The run first reads what is there, then sends what is still "
                "left to do, and nothing twice. Your confirmation is recorded in the history."),
            .acceptLabel = ResumeQuestion::tr("Resume sending"),
            .rejectLabel = ResumeQuestion::tr("Leave it halted"),
            .dangerous = true};
}

Question lockedQuestion(const QString &title)
{
    return {
        .title = ResumeQuestion::tr("Continue to the purge?"),
        .text = ResumeQuestion::tr(
                    "In “%1”, it was unknown whether the server made some of the corrections, so the purge was locked.")
                    .arg(title),
        .detail = ResumeQuestion::tr("The list is read again first, which resolves the unknown cases. Then the planned "
                                     "contacts are purged. If you aren’t sure, open the list and check it."),
        .acceptLabel = ResumeQuestion::tr("Refresh and continue"),
        .rejectLabel = ResumeQuestion::tr("Not now"),
        .dangerous = true};
}

Question applyQuestion(const QString &title)
{
    return {.title = ResumeQuestion::tr("Continue changing the list?"),
            .text = ResumeQuestion::tr("Continue with “%1”?").arg(title),
            .detail = ResumeQuestion::tr("The list is read again first. Then the remaining changes of the plan are "
                                         "sent, including its purge if it has one."),
            .acceptLabel = ResumeQuestion::tr("Continue"),
            .rejectLabel = ResumeQuestion::tr("Not now"),
            .dangerous = true};
}

Question recalculatedQuestion(const QString &title)
{
    return {.title = ResumeQuestion::tr("The segment has changed"),
            .text
            = ResumeQuestion::tr("The segment of “%1” was recalculated after the export was interrupted.").arg(title),
            .detail = ResumeQuestion::tr("If you continue, the file mixes two states of the segment: some people may "
                                         "be missing, others out of date. The result and the file’s manifest then show "
                                         "that it holds both. Start over to get a file with one state."),
            .acceptLabel = ResumeQuestion::tr("Start over"),
            .rejectLabel = ResumeQuestion::tr("Not now"),
            .otherLabel = ResumeQuestion::tr("Continue with both states")};
}

std::optional<Question> questionFor(const ResumableRun &run)
{
    const QString title = visibleText(run.title, 100);
    if (run.ended == RunOutcome::Kind::Halted)
        return haltedQuestion(title);
    if (run.kind != RunKind::ListApply)
        return std::nullopt;
    return run.purgeLocked ? lockedQuestion(title) : applyQuestion(title);
}

void resume(QWidget *parent, RunManager &runs, TenantSession &session, const QString &runId, bool rearm,
            const std::function<void(Run *)> &resumed, IfRecalculated choice = IfRecalculated::Ask)
{
    const Result<void> armed = rearm ? runs.rearm(session, runId) : Result<void>();
    const Result<Run *> run
        = armed ? runs.resume(session, runId, choice) : Result<Run *>(tl::unexpected(armed.error()));
    if (run)
        resumed(*run);
    else
        Prompts::instance().tell(parent, ResumeQuestion::tr("The run can’t be resumed"), errorSentence(run.error()));
}

void askWhatToDo(QWidget *parent, RunManager &runs, TenantSession &session, const ResumableRun &run,
                 std::function<void(Run *)> resumed)
{
    using Choice = Prompts::Choice;
    Prompts::instance().choose(parent, recalculatedQuestion(visibleText(run.title, 100)),
                               [parent = QPointer(parent), runs = QPointer(&runs), session = QPointer(&session),
                                runId = run.id, resumed = std::move(resumed)](Choice choice) {
                                   if (choice == Choice::Reject || !parent || !runs || !session)
                                       return;
                                   resume(parent, *runs, *session, runId, false, resumed,
                                          choice == Choice::Accept ? IfRecalculated::BeginAgain : IfRecalculated::GoOn);
                               });
}

/// A run that changes a production tenant needs more than a refusal there: the word that allows it.
void resumeArmed(QWidget *parent, RunManager &runs, TenantSession &session, const ResumableRun &run,
                 const std::function<void(Run *)> &resumed)
{
    const bool waits = run.ended == RunOutcome::Kind::Halted || run.purgeLocked;
    if (!run.changesTenant || !session.isLookOnly())
        return resume(parent, runs, session, run.id, waits, resumed);
    askToArm(parent, session.profile(),
             [parent = QPointer(parent), runs = QPointer(&runs), session = QPointer(&session), runId = run.id, waits,
              resumed] {
                 if (!parent || !runs || !session)
                     return;
                 session->arm(armedFor);
                 resume(parent, *runs, *session, runId, waits, resumed);
             });
}

} // namespace

void askToArm(QWidget *parent, TenantSession &session)
{
    askToArm(parent, session.profile(), [session = QPointer(&session)] {
        if (session)
            session->arm(armedFor);
    });
}

void askToResume(QWidget *parent, RunManager &runs, TenantSession &session, const QString &runId,
                 std::function<void(Run *run)> resumed)
{
    const QList<ResumableRun> all = runs.resumable();
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const ResumableRun &run) { return run.id == runId; });
    if (found == all.cend())
        return resume(parent, runs, session, runId, false, resumed);
    if (found->awaitsChoice)
        return askWhatToDo(parent, runs, session, *found, std::move(resumed));
    const std::optional<Question> question = questionFor(*found);
    if (!question)
        return resumeArmed(parent, runs, session, *found, resumed);
    Prompts::instance().ask(parent, *question,
                            [parent = QPointer(parent), runs = QPointer(&runs), session = QPointer(&session),
                             run = *found, resumed = std::move(resumed)](bool accepted) {
                                if (accepted && parent && runs && session)
                                    resumeArmed(parent, *runs, *session, run, resumed);
                            });
}

RunResumer::RunResumer(QWidget *window, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_workspace(workspace)
{
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
    if (auto sandbox = TenantOpener::builtIn(run.profileId))
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
        Prompts::instance().tell(m_window, tr("The connection of this run no longer exists"),
                                 tr("“%1” belongs to the connection “%2”, which no longer exists. It can be discarded.")
                                     .arg(visibleText(run.title, 100), visibleText(run.profileName, 100)));
        return;
    }
    const QString theirs = tenantText(profile->name, profile->environment);
    const QString name = QString(runKindText(run.kind) % u" \u00b7 " % visibleText(run.title, 100));
    const Question question{
        .title = tr("Open the tenant of this run?"),
        .text = m_session
            ? tr("“%1” belongs to %2. %3 is open now.")
                  .arg(name, theirs, tenantText(m_session->profile().name, m_session->profile().environment))
            : tr("“%1” belongs to %2, which is not open.").arg(name, theirs),
        .detail = tr("Muster opens that tenant and resumes the run there. Runs of other tenants continue."),
        .acceptLabel = tr("Open and resume"),
        .rejectLabel = tr("Not now"),
    };
    askFirst(m_window, question, this, [this, run, profile] {
        Q_EMIT openAsked(*profile);
        if (m_session && m_session->profile().id == run.profileId)
            askForTime(run);
    });
}

void RunResumer::askForTime(const ResumableRun &run)
{
    if (!run.resumeAt || *run.resumeAt <= QDateTime::currentDateTimeUtc())
        return resume(run.id);
    // A wait that the server asked for is never cut short without a word (F04).
    const Question question{
        .title = tr("Resume before the server allows it?"),
        .text = tr("The server asked for no requests before %1.").arg(exactTimeText(*run.resumeAt)),
        .detail = tr("If called earlier, it may refuse again, and for longer."),
        .acceptLabel = tr("Resume now"),
        .rejectLabel = tr("Wait"),
        .dangerous = true,
    };
    askFirst(m_window, question, this, [this, runId = run.id] { resume(runId); });
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
