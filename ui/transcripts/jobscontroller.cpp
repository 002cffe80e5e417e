// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/jobscontroller.h"

#include "models/items/runlistmodel.h"
#include "models/items/transcriptresultsmodel.h"
#include "models/runs/runmanager.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
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
{
    RunManager &runs = workspace.runs();
    connect(&runs, &RunManager::runStarted, this, [this](Run *run) {
        if (auto *transcripts = qobject_cast<TranscriptRun *>(run)) {
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
    connect(&runs, &RunManager::resumableChanged, this, &JobsController::showResumable);
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
    for (Run *run : runs.runs()) {
        if (auto *transcripts = qobject_cast<TranscriptRun *>(run))
            follow(transcripts);
    }
    showResumable();
    showReviewCount();
}

void JobsController::follow(TranscriptRun *run)
{
    const QString id = run->id();
    Followed &followed = m_followed[id];
    followed = {};
    followed.run = run;
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
        row.state = tr("%1, the tenant is at %2").arg(row.state, percentText(job->progress / 100.0));
    m_page.jobs()->jobs().put(row);
    m_page.setLowerVisible(true);
    if (m_chosen == runId)
        showState();
}

void JobsController::showResumable()
{
    for (const ResumableRun &run : m_workspace.runs().resumable()) {
        if (run.kind != RunKind::Transcripts || m_followed.contains(run.id))
            continue;
        const QString state = run.crashed ? tr("Interrupted") : outcomeKindText(run.ended);
        m_page.jobs()->jobs().put({.runId = run.id,
                                   .name = run.title,
                                   .state = state,
                                   .tone = Tone::Warn,
                                   .written = run.records,
                                   .started = run.startedAt});
    }
    m_page.setLowerVisible(m_page.jobs()->jobs().rowCount() > 0);
    showState();
}

TranscriptRun *JobsController::chosen() const
{
    return m_followed.value(m_chosen).run;
}

QString JobsController::policyName() const
{
    const TranscriptRun *run = chosen();
    return run ? run->order().policy.name : QString();
}

QString JobsController::folderOf(const QString &runId) const
{
    if (const Followed followed = m_followed.value(runId); followed.run)
        return followed.run->order().order.folder;
    for (const ResumableRun &run : m_workspace.runs().resumable()) {
        if (run.id == runId)
            return run.target;
    }
    return {};
}

void JobsController::choose(const QString &runId)
{
    m_chosen = runId;
    m_loader->forget();
    const TranscriptRun *run = chosen();
    m_page.results()->setResults(run ? run->results() : QList<TranscriptResult>());
    showState();
    if (!run || run->results().isEmpty()) {
        m_place.reset();
        m_page.viewer()->showEmpty(
            run ? tr("No transcript has arrived yet.")
                : tr("This job is of an earlier session. Resume it to go on, or open its folder."));
    }
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
        jobs->showState({}, Tone::Neutral, {});
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
    QString sentence = words.headline + (words.detail.isEmpty() ? QString() : QString(u' ' + words.detail));
    if (outcome.error)
        sentence = errorSentence(*outcome.error);
    if (!run->jobId().isEmpty() && !outcome.succeeded() && !sentence.contains(run->jobId()))
        sentence += u' ' + tr("Job %1.").arg(run->jobId());
    const Tone tone = Tone(runTone(run->state(), run->outcome()));
    jobs->showState(sentence, tone == Tone::Good ? Tone::Neutral : tone,
                    outcome.error ? outcome.error->detail : QString());
}

TranscriptPlace JobsController::placeOf(const TranscriptRun &run, const TranscriptResult &result) const
{
    const TranscriptOrder &order = run.order().order;
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
    const TranscriptRun *run = chosen();
    const TranscriptResult *result = m_page.results()->current();
    if (!run || !result)
        return;
    m_segment = -1;
    if (result->fate != TranscriptFate::Written) {
        m_place.reset();
        m_page.viewer()->showEmpty(TranscriptResultsModel::fateSentence(*result));
        return;
    }
    m_place = placeOf(*run, *result);
    m_page.viewer()->showLoading();
    m_loader->load(*m_place);
}

void JobsController::search(const QString &text)
{
    m_page.viewer()->setSearched(text);
    const TranscriptRun *run = chosen();
    if (text.isEmpty() || !run)
        return;
    m_searched.clear();
    for (const TranscriptResult &result : m_page.results()->results()) {
        if (result.fate == TranscriptFate::Written)
            m_searched << placeOf(*run, result);
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

void JobsController::openReview()
{
    int lost = 0;
    for (const ResumableRun &run : m_workspace.runs().resumable())
        lost += run.kind == RunKind::Transcripts && !m_followed.contains(run.id) ? 1 : 0;
    const QList<ReviewItem> items = reviewItems();
    // Coming back to it drops no decision that was not kept yet.
    if (items.isEmpty() || items.size() != m_page.review()->count())
        m_page.review()->setItems(items, lost);
    m_page.show(TranscriptsPage::View::Review);
}

void JobsController::showReviewCount()
{
    m_page.jobs()->setReviewCount(int(reviewItems().size()));
}

} // namespace muster
