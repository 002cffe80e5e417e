// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/registercontroller.h"

#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/amounttext.h"
#include "models/text/criteriawords.h"
#include "models/text/errortexts.h"
#include "models/text/timetexts.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audienceestimation.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/conflictview.h"
#include "ui/audiences/criterialinestable.h"
#include "ui/audiences/draftpanes.h"
#include "ui/audiences/registerview.h"
#include "ui/common/prompts.h"
#include "ui/runs/runcontext.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runresumer.h"

#include <QLocale>

namespace muster {

namespace {

using View = AudienceEditor::View;

ConflictPart::State conflictState(AudiencePartState::State state)
{
    switch (state) {
    case AudiencePartState::State::Mine:
        return ConflictPart::State::OnlyMine;
    case AudiencePartState::State::Theirs:
        return ConflictPart::State::OnlyTheirs;
    case AudiencePartState::State::Both:
        return ConflictPart::State::BothAlike;
    case AudiencePartState::State::Unchanged:
    case AudiencePartState::State::Conflict:
        break;
    }
    return ConflictPart::State::Conflict;
}

int mutedParts(const CriteriaTree &tree)
{
    int count = 0;
    for (const CriteriaNodeId id : tree.inReadingOrder())
        count += int(tree.node(id).flags.muted);
    return count;
}

} // namespace

RegisterController::RegisterController(AudienceEditor &editor, const DraftPanes &views,
                                       const AudienceEstimation &estimation, TenantSession &session,
                                       Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
    , m_views(views)
    , m_estimation(estimation)
    , m_session(session)
    , m_workspace(workspace)
{
    joinEditor();
    joinSession();
}

void RegisterController::joinEditor()
{
    connect(&m_editor, &AudienceEditor::registerAsked, this, &RegisterController::readFirst);
    connect(&m_editor, &AudienceEditor::sheetsBuilt, this, &RegisterController::joinSheets);
}

void RegisterController::joinSheets()
{
    RegisterView *sheet = m_editor.registering();
    sheet->offerWebhook(m_session.cdpAddress());
    connect(sheet, &RegisterView::retryAsked, this, [this] { read(Reading::ToRegister); });
    connect(sheet, &RegisterView::armAsked, this, [this] { askToArm(&m_editor, m_session); });
    connect(sheet, &RegisterView::confirmed, this, &RegisterController::start);
    connect(sheet, &RegisterView::closed, this, [this] {
        m_reading = Reading::Nothing;
        m_editor.show(View::Edit);
    });
    ConflictView *conflict = m_editor.conflict();
    connect(conflict, &ConflictView::closed, this, [this] { m_editor.show(View::Edit); });
    connect(conflict, &ConflictView::merged, this, &RegisterController::merge);
    AudienceRunView *run = m_editor.run();
    connect(run, &AudienceRunView::backAsked, this, [this] { m_editor.show(View::Edit); });
    connect(run, &AudienceRunView::conflictAsked, this, [this] { read(Reading::ToRegister); });
    connect(new RunContext(run->pane(), m_workspace), &RunContext::entryAsked, this, &RegisterController::entryAsked);
    connect(run->pane(), &RunPane::resumeAsked, this, [this](const QString &runId) {
        askToResume(&m_editor, m_workspace.runs(), m_session, runId, [self = QPointer(this)](Run *again) {
            if (auto *put = qobject_cast<AudiencePutRun *>(again); self && put)
                self->follow(put);
        });
    });
    connect(run->pane(), &RunPane::dismissAsked, this, [this](Run *ended) {
        m_editor.show(View::Edit);
        m_workspace.runs().dismiss(ended);
    });
}

void RegisterController::joinSession()
{
    const auto isMine = [this](const QString &id) {
        return m_reading != Reading::Nothing && id.compare(m_editor.work().audienceId(), Qt::CaseInsensitive) == 0;
    };
    connect(&m_session, &TenantSession::audienceLoaded, this, [this, isMine](const Audience &audience) {
        if (isMine(audience.id))
            takeRead(audience);
    });
    connect(&m_session, &TenantSession::audienceFailed, this, [this, isMine](const QString &id, const ApiError &error) {
        if (!isMine(id))
            return;
        if (error.kind == ErrorKind::NotFound)
            return takeRead(std::nullopt);
        const Reading reading = std::exchange(m_reading, Reading::Nothing);
        if (reading == Reading::ToRegister)
            m_editor.registering()->showReadError(error);
        else if (reading == Reading::ToSave)
            tellNotSaved(error);
    });
    connect(&m_session, &TenantSession::audienceSaved, this, [this](const Audience &audience) {
        if (audience.id.compare(m_editor.work().audienceId(), Qt::CaseInsensitive) != 0)
            return;
        m_editor.work().setBase(audience);
        Q_EMIT registered(audience);
    });
    connect(&m_session, &TenantSession::audienceSaveFailed, this, [this](const QString &id, const ApiError &error) {
        if (id.compare(m_editor.work().audienceId(), Qt::CaseInsensitive) == 0)
            tellNotSaved(error);
    });
    connect(&m_session, &TenantSession::armedChanged, this, [this] {
        if (m_editor.hasSheets())
            m_editor.registering()->setLookOnly(m_session.isLookOnly());
    });
    // Taken up again from elsewhere, or by itself: the tab goes on with it.
    connect(&m_workspace.runs(), &RunManager::runStarted, this, [this](Run *run) {
        const Run *shown = m_editor.hasSheets() ? m_editor.run()->run() : nullptr;
        auto *put = qobject_cast<AudiencePutRun *>(run);
        if (put && shown && shown != run && shown->id() == run->id())
            follow(put);
    });
}

void RegisterController::setKnown(const QList<AudienceSummary> &audiences)
{
    m_names.clear();
    for (const AudienceSummary &audience : audiences)
        m_names.insert(audience.id.toLower(), audience.name);
}

void RegisterController::readFirst()
{
    read(m_session.hasAudiences() ? Reading::ToRegister : Reading::ToSave);
}

void RegisterController::read(Reading reading)
{
    m_reading = reading;
    if (reading == Reading::ToRegister) {
        m_editor.registering()->showReading(m_session.profile(), m_editor.name());
        m_editor.registering()->setLookOnly(m_session.isLookOnly());
        m_editor.show(View::Register);
    }
    m_session.requestAudience(m_editor.work().audienceId());
}

void RegisterController::takeRead(const std::optional<Audience> &there)
{
    AudienceWork &work = m_editor.work();
    const std::optional<Audience> base = work.base();
    if (std::exchange(m_reading, Reading::Nothing) == Reading::AfterRun) {
        if (there) {
            work.setBase(there);
            Q_EMIT registered(*there);
        }
        return;
    }
    // Registered again as it was: newer, and nobody's change to lose.
    const bool isSame = there && base && sameAudience(there->definition, base->definition);
    if (there && !isSame) {
        showConflict(*there);
        return;
    }
    const bool isGone = base && !there;
    work.setBase(there); // with its newest size; gone: it becomes a new one
    if (m_session.hasAudiences())
        showFacts(isGone);
    else
        save();
}

void RegisterController::save()
{
    const AudienceWork &work = m_editor.work();
    if (m_views.findings().errors > 0) {
        m_editor.showPane(AudienceEditor::Pane::Problems);
        Prompts::instance().tell(&m_editor, tr("The audience can’t be saved as is"),
                                 tr("See Problems for the errors. The draft is kept."));
        return;
    }
    m_session.saveAudience(work.audienceId(), work.definition(), work.base() ? work.base()->version : 0);
}

void RegisterController::tellNotSaved(const ApiError &error)
{
    Prompts::instance().tell(&m_editor, tr("The audience was not saved"), errorSentence(error));
}

void RegisterController::showFacts(bool isGone)
{
    const AudienceWork &work = m_editor.work();
    const std::optional<Audience> &base = work.base();
    const SharedAudienceEstimate estimate = m_estimation.current();
    const bool isExact = estimate && estimate->count.matched.isExact();
    m_order = {};
    m_order.audienceId = work.audienceId();
    m_order.definition = work.definition();
    m_order.expectedVersion = base ? base->version : 0;
    if (base)
        m_order.base = base->definition;
    if (isExact && !m_estimation.isSample())
        m_order.estimate = estimate->count.matched.lower;
    RegisterFacts facts;
    facts.definition = m_order.definition;
    facts.audienceId = m_order.audienceId;
    facts.version = base ? base->version + 1 : 1;
    facts.digest = freeze(m_order, m_session.profile()).digest;
    const auto words = [&](const AudienceDefinition &definition) {
        return audiencePartText(definition, AudiencePart::Criteria, work.tree().fields(), m_names);
    };
    facts.criteria = words(m_order.definition);
    if (base)
        facts.criteriaBefore = words(base->definition);
    facts.changes = differenceLines(DifferenceSide::of(base ? base->definition : AudienceDefinition()),
                                    DifferenceSide::of(m_order.definition), work.tree().fields(), m_names);
    const DraftPanes::Findings findings = m_views.findings();
    facts.findings = findings.lines;
    facts.isRefused = findings.errors > 0;
    facts.isGone = isGone;
    if (isExact) {
        facts.estimate = estimate->count.matched.lower;
        facts.estimatedOf = estimate->count.contacts;
    }
    if (base)
        facts.previousSize = base->evaluation.size;
    facts.muted = mutedParts(work.tree().tree());
    m_editor.registering()->showFacts(facts);
}

void RegisterController::showConflict(const Audience &theirs)
{
    m_theirs = theirs;
    const AudienceWork &work = m_editor.work();
    const AudienceDefinition base = work.base() ? work.base()->definition : AudienceDefinition();
    const AudienceDefinition mine = work.definition();
    const CriteriaFields &fields = work.tree().fields();
    QList<ConflictPart> parts;
    for (const AudiencePartState &part : compareThree(base, mine, theirs.definition)) {
        if (part.state == AudiencePartState::State::Unchanged)
            continue;
        parts << ConflictPart{.key = keyOf(part.part),
                              .title = audiencePartTitle(part.part),
                              .base = audiencePartText(base, part.part, fields, m_names),
                              .mine = audiencePartText(mine, part.part, fields, m_names),
                              .theirs = audiencePartText(theirs.definition, part.part, fields, m_names),
                              .state = conflictState(part.state)};
    }
    m_editor.conflict()->prepare(m_session.profile().environment, m_editor.name(), theirs.version, parts);
    m_editor.show(View::Conflict);
}

void RegisterController::merge(const QHash<QString, bool> &takesTheirs)
{
    if (!m_theirs)
        return;
    AudienceWork &work = m_editor.work();
    QList<AudiencePart> theirs;
    for (const AudiencePart part : allAudienceParts) {
        if (takesTheirs.value(keyOf(part)))
            theirs << part;
    }
    const AudienceDefinition base = work.base() ? work.base()->definition : AudienceDefinition();
    const AudienceDefinition merged = mergedDefinition(base, work.definition(), m_theirs->definition, theirs);
    if (const std::optional<CriteriaRefusal> refusal = work.replace(merged)) {
        Prompts::instance().tell(&m_editor, tr("The draft can’t take these choices"),
                                 criteriaRefusalText(*refusal, work.tree().tree()));
        return;
    }
    work.setBase(std::exchange(m_theirs, std::nullopt));
    if (m_session.hasAudiences())
        read(Reading::ToRegister);
    else
        m_editor.show(View::Edit); // to be looked at, and saved by its button
}

void RegisterController::start()
{
    AudiencePutOrder order = m_order;
    order.webhook = m_editor.registering()->webhook();
    const Result<Run *> started = m_workspace.runs().startAudiencePut(m_session, order);
    if (!started) {
        m_editor.registering()->showStartError(errorSentence(started.error()));
        return;
    }
    follow(qobject_cast<AudiencePutRun *>(*started));
}

void RegisterController::follow(AudiencePutRun *run)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_editor.run()->start(run, m_session.profile().environment);
    m_editor.show(View::Run);
    connect(run, &Run::finished, this, &RegisterController::endRun);
}

void RegisterController::endRun(const RunOutcome &)
{
    if (!m_run)
        return;
    m_editor.run()->setConflict(m_run->conflict().has_value());
    if (!m_run->registration())
        return;
    showSizes();
    read(Reading::AfterRun);
}

void RegisterController::showSizes()
{
    const AudienceRegistration &result = *m_run->registration();
    const QLocale locale;
    const auto people = [&locale](qint64 count) { return locale.toString(count); };
    QStringList sentences;
    Tone tone = Tone::Neutral;
    if (result.evaluated && result.evaluation.status == EvaluationStatus::Completed && result.evaluation.size) {
        const qint64 size = *result.evaluation.size;
        sentences << tr("It has %1 people, evaluated %2.", nullptr, pluralForm(size))
                         .arg(people(size), exactTimeText(result.evaluation.lastEvaluated));
        if (result.previousSize)
            sentences << tr("Previously %1.").arg(people(*result.previousSize));
        if (result.estimate)
            sentences << tr("%1 of the loaded contacts match.").arg(people(*result.estimate));
        if (result.jumpsFromPrevious || result.jumpsFromEstimate) {
            sentences << (result.jumpsFromEstimate
                              ? tr("That is far from what was expected. Check the criteria again.")
                              : tr("That is far from the previous size. Check the criteria again."));
            tone = Tone::Warn;
        } else {
            tone = Tone::Good;
        }
    } else if (result.evaluation.status == EvaluationStatus::Failed) {
        sentences << tr("It is registered, but the tenant couldn’t evaluate it.");
        tone = Tone::Bad;
    } else {
        sentences << tr("It is registered. Its size isn’t known yet.");
    }
    m_editor.run()->showSizes(sentences.join(u' '), tone);
}

} // namespace muster
