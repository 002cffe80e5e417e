// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/fetchcontroller.h"

#include "models/files/freename.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptqueries.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/text/errortexts.h"
#include "models/transcripts/transcriptloader.h"
#include "ui/common/prompts.h"
#include "ui/transcripts/interactionchoice.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/transcriptspage.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

namespace muster {

namespace {

TranscriptOrder orderOf(const FetchChoice &choice)
{
    return TranscriptOrder{.interactionIds = choice.request.interactionIds,
                           .mediaTypes = choice.request.mediaTypes,
                           .redaction = choice.request.redaction,
                           .concurrentDownloads = choice.request.concurrentDownloads,
                           .folder = choice.folder,
                           .format = choice.form == TranscriptForm::Json  ? TranscriptFormat::Json
                               : choice.form == TranscriptForm::JsonLines ? TranscriptFormat::JsonLines
                                                                          : TranscriptFormat::Text,
                           .writeRaw = choice.raw,
                           .webhook = choice.webhook};
}

/// All but the policy, which an order keeps beside itself.
FetchChoice choiceOf(const TranscriptOrder &order)
{
    FetchChoice choice;
    choice.request.interactionIds = order.interactionIds;
    choice.request.mediaTypes = order.mediaTypes;
    choice.request.redaction = order.redaction;
    choice.request.concurrentDownloads = order.concurrentDownloads;
    choice.form = order.format == TranscriptFormat::Json ? TranscriptForm::Json
        : order.format == TranscriptFormat::JsonLines    ? TranscriptForm::JsonLines
                                                         : TranscriptForm::Text;
    choice.folder = order.folder;
    choice.webhook = order.webhook;
    return choice;
}

} // namespace

FetchController::FetchController(TranscriptsPage &page, TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_files(new TranscriptLoader(this))
    , m_search(new TranscriptQueries(session, this))
    , m_check(new TranscriptQueries(session, this))
{
    JobsPane *jobs = page.jobs();
    jobs->setConnected(!workspace.isReadOnly());
    connect(jobs, &JobsPane::fetchAsked, this, [this] { open(); });
    connect(jobs, &JobsPane::attachAsked, this, &FetchController::attach);
    connect(jobs, &JobsPane::attachOpened, this, [this] { m_page.jobs()->suggestFolder(suggestedFolder()); });
    FetchPage *fetch = page.fetch();
    fetch->start(session.profile());
    connect(fetch, &FetchPage::closed, this, [this] {
        m_check->cancelSearch();
        m_page.show(TranscriptsPage::View::Overview);
    });
    connect(fetch, &FetchPage::checkAsked, this, [this](const QStringList &interactionIds) {
        InteractionQuery query;
        query.ids = interactionIds;
        m_check->search(query);
    });
    connect(fetch, &FetchPage::confirmed, this, &FetchController::start);
    connect(m_check, &TranscriptQueries::searchFinished, fetch, &FetchPage::showChecked);
    connect(m_check, &TranscriptQueries::searchFailed, fetch, &FetchPage::showCheckError);
    InteractionChoice *interactions = fetch->interactions();
    connect(m_files, &TranscriptLoader::textRead, interactions, &InteractionChoice::addText);
    connect(m_files, &TranscriptLoader::textFailed, interactions,
            [interactions](const ApiError &error) { interactions->showSearchError(errorSentence(error)); });
    connect(interactions, &InteractionChoice::fileAsked, this, &FetchController::readFile);
    connect(interactions, &InteractionChoice::searchAsked, this, [this, interactions](const InteractionQuery &query) {
        interactions->showSearching(0);
        m_search->search(query);
    });
    connect(m_search, &TranscriptQueries::searchProgress, interactions, &InteractionChoice::showSearching);
    connect(m_search, &TranscriptQueries::searchFinished, interactions, &InteractionChoice::showFound);
    connect(m_search, &TranscriptQueries::searchFailed, interactions,
            [interactions](const ApiError &error) { interactions->showSearchError(errorSentence(error)); });
}

FetchController::~FetchController()
{
    m_page.jobs()->setConnected(false);
}

void FetchController::open(const QStringList &interactionIds)
{
    FetchPage *fetch = m_page.fetch();
    if (!interactionIds.isEmpty())
        fetch->interactions()->setText(interactionIds.join(u'\n'));
    fetch->form()->setFolder(suggestedFolder());
    fetch->start(m_session.profile());
    m_page.show(TranscriptsPage::View::Fetch);
}

void FetchController::repeat(const TranscriptOrder &order, const QString &policy)
{
    open(order.interactionIds);
    FetchChoice choice = choiceOf(order);
    choice.folder = freeNameBeside(order.folder);
    choice.policy = policy;
    m_page.fetch()->form()->take(choice);
}

QString FetchController::suggestedFolder() const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return QDir(documents.isEmpty() ? QDir::homePath() : documents).filePath(QStringLiteral("transcripts-") + now);
}

void FetchController::readFile()
{
    askWhatToOpen(&m_page, tr("Import interaction IDs"), {tr("Text files (*.txt *.csv)"), tr("All files (*)")}, this,
                  [this](const QString &file) { m_files->readText(file); });
}

Result<Run *> FetchController::startRun(const TranscriptOrder &order, const QString &policy)
{
    MaskPolicy masking = MaskPolicyStore::builtIn();
    if (!policy.isEmpty()) {
        const auto kept = m_workspace.maskPolicies().byName(policy);
        if (!kept)
            return failure(ErrorKind::BadInput, "unknown_policy", policy);
        masking = *kept;
    }
    return m_workspace.runs().startTranscripts(m_session, order, masking);
}

void FetchController::start(const FetchChoice &choice)
{
    if (const Result<Run *> started = startRun(orderOf(choice), choice.policy); !started) {
        m_page.fetch()->showStartError(started.error());
        return;
    }
    m_page.show(TranscriptsPage::View::Overview);
}

void FetchController::attach(const QString &jobId, const QString &folder)
{
    TranscriptOrder order{.attachJob = jobId, .folder = QDir::cleanPath(QDir::home().absoluteFilePath(folder))};
    FetchChoice form;
    m_page.fetch()->form()->fill(form);
    if (const Result<Run *> started = startRun(order, form.policy); !started)
        m_page.jobs()->showAttachError(errorSentence(started.error()));
}

} // namespace muster
