// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/jobscontroller.h"

#include "models/items/runmodels.h"
#include "models/items/transcriptmodels.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/runmanager.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/prompts.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/resultspane.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QDir>
#include <QFileInfo>

namespace muster {

JobsController::JobsController(TranscriptsPage &page, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workspace(workspace)
    , m_loader(new TranscriptLoader(this))
    , m_history(new TranscriptHistory(workspace, this))
{
    RunManager &runs = workspace.runs();
    connect(&runs, &RunManager::runStarted, this, [this](Run *run) {
        auto *transcripts = qobject_cast<TranscriptRun *>(run);
        if (transcripts && isShown(transcripts->order())) {
            follow(transcripts);
            m_page.jobs()->choose(run->id());
        }
    });
    connect(&runs, &RunManager::runDismissed, this, [this](Run *run) {
        if (m_followed.value(run->id()).run != run)
            return; // it was resumed: the row is the new one's
        m_followed.remove(run->id());
        m_page.jobs()->jobs().remove(run->id());
        showReviewCount();
    });
    connect(&runs, &RunManager::discarded, this, [this](const QString &runId, const std::optional<ApiError> &error) {
        if (error || m_past.remove(runId) == 0)
            return;
        m_page.jobs()->jobs().remove(runId);
        m_page.setLowerVisible(m_page.jobs()->jobs().rowCount() > 0);
    });
    connect(&runs, &RunManager::resumableChanged, this, &JobsController::showState);
    connect(m_history, &TranscriptHistory::jobsRead, this, &JobsController::showPast);
    connect(m_history, &TranscriptHistory::resultsRead, this, &JobsController::showPastResults);
    connect(m_history, &TranscriptHistory::resultsFailed, this, [this](const QString &runId, const ApiError &error) {
        if (m_chosen == runId)
            m_page.viewer()->showEmpty(errorSentence(error));
    });
    JobsPane *jobs = page.jobs();
    connect(jobs, &JobsPane::jobChosen, this, &JobsController::choose);
    connect(jobs, &JobsPane::resumeAsked, this, &JobsController::resumeAsked);
    connect(jobs, &JobsPane::folderAsked, this,
            [this](const QString &runId) { Prompts::instance().openLocal(folderOf(runId)); });
    connect(jobs, &JobsPane::runAsked, this, [this](const QString &runId) {
        if (const Followed followed = m_followed.value(runId); followed.run)
            Q_EMIT runAsked(followed.run);
    });
    ResultsPane *results = page.results();
    connect(results, &ResultsPane::resultChosen, this, &JobsController::showResult);
    connect(results, &ResultsPane::searchAsked, this, &JobsController::search);
    connect(results, &ResultsPane::hitChosen, this, [this](const TranscriptPlace &place, int segment) {
        m_segment = segment;
        if (m_place == place && m_page.viewer()->transcript()) {
            m_page.viewer()->showRow(segment);
            return;
        }
        m_place = place;
        if (const FrozenTranscripts *order = orderOf(m_chosen))
            m_page.viewer()->setUnmasked(unmaskedSentence(*order));
        m_loader->load(place);
    });
    connect(m_loader, &TranscriptLoader::found, this,
            [this](const TranscriptHits &hits) { m_page.results()->showHits(hits, m_searched); });
    connect(m_loader, &TranscriptLoader::loaded, this, [this](const SharedTranscript &transcript) {
        m_page.viewer()->setTranscript(transcript);
        m_page.viewer()->showRow(std::exchange(m_segment, -1));
    });
    connect(m_loader, &TranscriptLoader::failed, this,
            [this](const ApiError &error) { m_page.viewer()->showError(error); });
    connect(page.viewer(), &TranscriptViewer::retryAsked, this, &JobsController::showResult);
    followAll();
}

bool JobsController::isShown(const FrozenTranscripts &order) const
{
    return m_profileId.isEmpty() || order.profileId == m_profileId;
}

void JobsController::setTenant(const QString &profileId)
{
    if (m_profileId == profileId)
        return;
    m_profileId = profileId;
    for (const Followed &followed : std::as_const(m_followed)) {
        if (followed.run)
            followed.run->disconnect(this); // it goes on, and is taken up again with its tenant
    }
    const QStringList shown = m_followed.keys() + m_past.keys();
    m_followed.clear();
    m_past.clear();
    m_place.reset();
    for (const QString &runId : shown)
        m_page.jobs()->jobs().remove(runId);
    choose({});
    m_page.review()->setItems({}, 0);
    if (m_page.shown() == TranscriptsPage::View::Review)
        m_page.show(TranscriptsPage::View::Overview);
    followAll();
}

void JobsController::followAll()
{
    for (Run *run : m_workspace.runs().runs()) {
        auto *transcripts = qobject_cast<TranscriptRun *>(run);
        if (transcripts && isShown(transcripts->order()))
            follow(transcripts);
    }
    m_page.setLowerVisible(m_page.jobs()->jobs().rowCount() > 0);
    m_history->request();
    showState();
    showReviewCount();
}

QString JobsController::unmaskedSentence(const FrozenTranscripts &order) const
{
    if (order.order.writeRaw)
        return {};
    const auto policy = m_workspace.maskPolicies().byName(order.policy.name);
    if (policy && policyDigest(*policy) == order.policy.digest)
        return unmaskedText(*policy);
    return tr("What wasn’t masked is no longer known here: the policy “%1” has since been changed or deleted.")
        .arg(visibleText(order.policy.name, 80));
}

void JobsController::follow(TranscriptRun *run)
{
    const QString id = run->id();
    Followed &followed = m_followed[id];
    followed = {};
    followed.run = run;
    m_past.remove(id);
    for (const TranscriptResult &result : run->results())
        count(followed, result);
    connect(run, &TranscriptRun::resultAdded, this, [this, id](const TranscriptResult &result) {
        const auto known = m_followed.find(id);
        if (known == m_followed.end())
            return;
        count(*known, result);
        if (m_chosen == id)
            m_page.results()->addResult(result);
    });
    const auto touch = [this, id] { showRow(id); };
    connect(run, &Run::stateChanged, this, touch);
    connect(run, &Run::metricsChanged, this, touch);
    connect(run, &TranscriptRun::jobChanged, this, touch);
    connect(run, &Run::finished, this, [this, id] {
        const auto known = m_followed.find(id);
        if (known == m_followed.end() || !known->run)
            return;
        // What an earlier life of the run wrote was taken up without being told one by one.
        const QList<TranscriptResult> results = known->run->results();
        known->written = known->held = known->missing = 0;
        for (const TranscriptResult &result : results)
            count(*known, result);
        showRow(id);
        showReviewCount();
        if (m_chosen == id && m_page.results()->results().size() != results.size())
            choose(id);
    });
    showRow(id);
}

void JobsController::count(Followed &followed, const TranscriptResult &result)
{
    switch (result.fate) {
    case TranscriptFate::Written:
        ++followed.written;
        break;
    case TranscriptFate::Held:
        ++followed.held;
        break;
    case TranscriptFate::Missing:
    case TranscriptFate::Failed:
        ++followed.missing;
        break;
    case TranscriptFate::LeftOut:
    case TranscriptFate::Unexpected:
        break;
    }
}

void JobsController::showRow(const QString &runId)
{
    const Followed followed = m_followed.value(runId);
    if (!followed.run)
        return;
    const TranscriptRun &run = *followed.run;
    const TranscriptOrder &order = run.order().order;
    TranscriptJobRow row{.runId = runId, .name = run.title(), .jobId = run.jobId()};
    row.state = run.outcome() ? outcomeKindText(run.outcome()->kind) : runStateText(run.state(), run.metrics());
    row.tone = Tone(runTone(run.state(), run.outcome()));
    row.asked = order.interactionIds.isEmpty() ? -1 : order.interactionIds.size();
    row.written = followed.written;
    row.held = followed.held;
    row.missing = followed.missing;
    row.started = run.startedAt();
    if (row.asked > 0)
        row.progress = std::min(1.0, double(row.written + row.held + row.missing) / double(row.asked));
    else
        row.progress = progressShare(run.metrics());
    if (const auto &job = run.job(); job && !job->ended() && job->progress >= 0)
        row.state = tr("%1, tenant at %2").arg(row.state, percentText(job->progress / 100.0));
    m_page.jobs()->jobs().put(row);
    m_page.setLowerVisible(true);
    if (m_chosen == runId)
        showState();
}

QString JobsController::pastSentence(const PastTranscriptJob &job)
{
    if (job.jobId.isEmpty())
        return tr("From an earlier session.");
    return tr("From an earlier session, job %1.").arg(visibleText(job.jobId, 200));
}

QString JobsController::pastState(const PastTranscriptJob &job)
{
    return job.crashed ? tr("Interrupted") : outcomeKindText(job.ended);
}

void JobsController::showPast(const QList<PastTranscriptJob> &jobs)
{
    for (const PastTranscriptJob &job : jobs) {
        if (m_followed.contains(job.runId) || !isShown(job.order))
            continue;
        m_past.insert(job.runId, job);
        const bool whole = !job.crashed
            && (job.ended == RunOutcome::Kind::Complete || job.ended == RunOutcome::Kind::CompleteWithFindings);
        const qint64 asked = job.order.order.interactionIds.isEmpty() ? -1 : job.order.order.interactionIds.size();
        TranscriptJobRow row{.runId = job.runId, .name = job.title, .jobId = job.jobId, .state = pastState(job)};
        row.tone = !whole ? Tone::Warn : job.held > 0 ? Tone::Warn : Tone::Good;
        row.asked = asked;
        row.written = job.written;
        row.held = job.held;
        row.missing = job.missing;
        row.started = job.startedAt;
        if (whole)
            row.progress = 1.0;
        else if (asked > 0)
            row.progress = std::min(1.0, double(row.written + row.held + row.missing) / double(asked));
        m_page.jobs()->jobs().put(row);
    }
    m_page.setLowerVisible(m_page.jobs()->jobs().rowCount() > 0);
    showState();
}

void JobsController::showPastResults(const QString &runId, const QList<TranscriptResult> &results)
{
    if (m_chosen != runId || !m_past.contains(runId))
        return;
    m_page.results()->setResults(results);
    if (results.isEmpty())
        m_page.viewer()->showEmpty(tr("This job wrote no transcripts."));
}

TranscriptRun *JobsController::chosen() const
{
    return m_followed.value(m_chosen).run;
}

const FrozenTranscripts *JobsController::orderOf(const QString &runId) const
{
    if (const Followed followed = m_followed.value(runId); followed.run)
        return &followed.run->order();
    const auto past = m_past.constFind(runId);
    return past == m_past.cend() ? nullptr : &past->order;
}

QString JobsController::policyName() const
{
    const FrozenTranscripts *order = orderOf(m_chosen);
    return order ? order->policy.name : QString();
}

QString JobsController::folderOf(const QString &runId) const
{
    const FrozenTranscripts *order = orderOf(runId);
    return order ? order->order.folder : QString();
}

void JobsController::choose(const QString &runId)
{
    m_chosen = runId;
    m_loader->forget();
    const TranscriptRun *run = chosen();
    m_page.results()->setResults(run ? run->results() : QList<TranscriptResult>());
    showState();
    if (run && !run->results().isEmpty())
        return;
    m_place.reset();
    if (const auto past = m_past.constFind(runId); past != m_past.cend()) {
        m_page.viewer()->showLoading();
        m_history->readResults(*past);
    } else {
        m_page.viewer()->showEmpty(tr("No transcripts received yet."));
    }
}

bool JobsController::openJob(const QString &runId)
{
    m_page.show(TranscriptsPage::View::Overview);
    if (!orderOf(runId))
        return false;
    m_page.jobs()->choose(runId);
    return true;
}

void JobsController::showState()
{
    JobsPane *jobs = m_page.jobs();
    const auto resumable = m_workspace.runs().resumable();
    const auto found = std::find_if(resumable.cbegin(), resumable.cend(),
                                    [this](const ResumableRun &run) { return run.id == m_chosen; });
    const TranscriptRun *run = chosen();
    jobs->setActs({.resume = found != resumable.cend() && (!run || run->outcome()),
                   .folder = !folderOf(m_chosen).isEmpty(),
                   .run = run != nullptr});
    if (!run) {
        const auto past = m_past.constFind(m_chosen);
        jobs->showState(past == m_past.cend()
                            ? QString()
                            : QString(pastSentence(*past) % u' ' % unmaskedSentence(past->order)).trimmed(),
                        Tone::Neutral, {});
        return;
    }
    if (!run->outcome()) {
        const QString id = run->jobId();
        jobs->showState(id.isEmpty() ? runStateText(run->state(), run->metrics()) : tr("Job %1.").arg(id),
                        Tone::Neutral, {});
        return;
    }
    const RunOutcome &outcome = *run->outcome();
    const OutcomeWords words = outcomeWords(run->kind(), outcome, run->metrics());
    //: %1 is how a job ended: "Transcripts fetched: 12"
    QString sentence = tr("%1.").arg(words.headline);
    if (!words.detail.isEmpty())
        sentence += u' ' + words.detail;
    if (outcome.error)
        sentence = errorSentence(*outcome.error);
    if (!run->jobId().isEmpty() && !outcome.succeeded() && !sentence.contains(run->jobId()))
        sentence += u' ' + tr("Job %1.").arg(run->jobId());
    if (const QString unmasked = unmaskedSentence(run->order()); !unmasked.isEmpty())
        sentence += u' ' + unmasked;
    const Tone tone = Tone(runTone(run->state(), run->outcome()));
    jobs->showState(sentence, tone == Tone::Good ? Tone::Neutral : tone,
                    outcome.error ? outcome.error->detail : QString());
}

TranscriptPlace JobsController::placeOf(const TranscriptOrder &order, const TranscriptResult &result)
{
    const QDir folder(order.folder);
    TranscriptPlace place{.interactionId = result.interactionId,
                          .file = folder.filePath(result.file),
                          .findings = result.findingsFile.isEmpty() ? QString() : folder.filePath(result.findingsFile)};
    if (order.format == TranscriptFormat::Text) {
        place.form = TranscriptForm::Text;
    } else if (order.format == TranscriptFormat::JsonLines && !QFileInfo::exists(place.file)) {
        // The pieces were joined when the run ended.
        place.form = TranscriptForm::JsonLines;
        place.file = folder.filePath(QStringLiteral("transcripts.jsonl"));
        place.findings = folder.filePath(QStringLiteral("transcripts.findings.jsonl"));
    } else if (result.file.endsWith(u".jsonl")) {
        place.form = TranscriptForm::JsonLines;
    }
    return place;
}

void JobsController::showResult()
{
    const FrozenTranscripts *order = orderOf(m_chosen);
    const TranscriptResult *result = m_page.results()->current();
    if (!order || !result)
        return;
    m_segment = -1;
    if (result->fate != TranscriptFate::Written) {
        m_place.reset();
        m_page.viewer()->showEmpty(TranscriptResultsModel::fateSentence(*result));
        return;
    }
    m_place = placeOf(order->order, *result);
    m_page.viewer()->setUnmasked(unmaskedSentence(*order));
    m_page.viewer()->showLoading();
    m_loader->load(*m_place);
    Q_EMIT jobOpened(m_chosen, chosen() ? chosen()->title() : m_past.value(m_chosen).title);
}

void JobsController::search(const QString &text)
{
    m_page.viewer()->setSearched(text);
    const FrozenTranscripts *order = orderOf(m_chosen);
    if (text.isEmpty() || !order)
        return;
    m_searched.clear();
    for (const TranscriptResult &result : m_page.results()->results()) {
        if (result.fate == TranscriptFate::Written)
            m_searched << placeOf(order->order, result);
    }
    m_page.results()->showSearching();
    m_loader->search(m_searched, text);
}

QList<ReviewItem> JobsController::reviewItems() const
{
    QList<ReviewItem> items;
    for (const Followed &followed : m_followed) {
        if (followed.run)
            items << followed.run->reviewItems();
    }
    return items;
}

QString JobsController::reviewedPolicy() const
{
    std::optional<MaskPolicy> strictest;
    for (const Followed &followed : m_followed) {
        if (!followed.run || followed.run->reviewItems().isEmpty())
            continue;
        const auto policy = m_workspace.maskPolicies().byName(followed.run->order().policy.name);
        const bool isStricter
            = policy && (!strictest || entitiesLeftInClear(*policy).size() < entitiesLeftInClear(*strictest).size());
        if (isStricter)
            strictest = policy;
    }
    return strictest ? strictest->name : QString();
}

void JobsController::openReview()
{
    int lost = 0;
    for (const ResumableRun &run : m_workspace.runs().resumable())
        lost += run.kind == RunKind::Transcripts && !m_followed.contains(run.id) ? 1 : 0;
    const QList<ReviewItem> items = reviewItems();
    // Coming back to it drops no decision that was not kept yet.
    if (items.isEmpty() || items.size() != m_page.review()->count())
        m_page.review()->setItems(items, lost, reviewedPolicy());
    m_page.show(TranscriptsPage::View::Review);
}

void JobsController::showReviewCount()
{
    m_page.jobs()->setReviewCount(int(reviewItems().size()));
}

} // namespace muster
