// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/resumequestion.h"

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/armquestion.h"
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
    return {.title = ResumeQuestion::tr("Let the run send again?"),
            .text = ResumeQuestion::tr("\u201c%1\u201d was halted after five server errors in a row.").arg(title),
            .detail = ResumeQuestion::tr(
                "Make sure that the server is well again. The run reads first what is there; then it sends what is "
                "still to be done, and nothing twice. Your word is kept in the history."),
            .acceptLabel = ResumeQuestion::tr("Let it send again"),
            .rejectLabel = ResumeQuestion::tr("Leave it halted"),
            .dangerous = true};
}

Question lockedQuestion(const QString &title)
{
    return {.title = ResumeQuestion::tr("Go on to the purge?"),
            .text = ResumeQuestion::tr("In \u201c%1\u201d it was not known of some corrections whether the server made "
                                       "them, so the purge was locked.")
                        .arg(title),
            .detail = ResumeQuestion::tr("The list is read again first, which settles what is in doubt. Then the "
                                         "planned contacts are purged. If you are not sure, open the list and look."),
            .acceptLabel = ResumeQuestion::tr("Read again and go on"),
            .rejectLabel = ResumeQuestion::tr("Not now"),
            .dangerous = true};
}

Question applyQuestion(const QString &title)
{
    return {.title = ResumeQuestion::tr("Go on changing the list?"),
            .text = ResumeQuestion::tr("Go on with \u201c%1\u201d?").arg(title),
            .detail = ResumeQuestion::tr("The list is read again first. Then what is still to be done of the plan is "
                                         "sent, its purge included if it has one."),
            .acceptLabel = ResumeQuestion::tr("Go on"),
            .rejectLabel = ResumeQuestion::tr("Not now"),
            .dangerous = true};
}

Question recalculatedQuestion(const QString &title)
{
    return {
        .title = ResumeQuestion::tr("The segment has changed"),
        .text = ResumeQuestion::tr("The segment of \u201c%1\u201d was recalculated since the export was interrupted.")
                    .arg(title),
        .detail = ResumeQuestion::tr(
            "What is in the file and what is still to come are of two states: some people may be missing, others "
            "out of date. Begin again for a file of one state. If you go on, the result and the file\u2019s manifest "
            "say that it holds both."),
        .acceptLabel = ResumeQuestion::tr("Begin again"),
        .rejectLabel = ResumeQuestion::tr("Not now"),
        .otherLabel = ResumeQuestion::tr("Go on with both states")};
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
        Prompts::instance().tell(parent, ResumeQuestion::tr("The run cannot be resumed"), errorSentence(run.error()));
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

} // namespace muster
