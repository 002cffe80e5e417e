// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace muster {

class TenantConnection;
class TenantSession;
class Workspace;

/// What windows and commands ask a tenant of transcripts without a run: which interactions there are. An answer that
/// was overtaken by a newer question is dropped. GUI thread.
class TranscriptQueries : public QObject
{
    Q_OBJECT

public:
    explicit TranscriptQueries(TenantSession &session, QObject *parent = nullptr);
    ~TranscriptQueries() override { m_search.request_stop(); }

    /// All pages; BadInput as TranscriptsClient::search().
    void search(const InteractionQuery &query);
    void cancelSearch() { m_search.request_stop(); } ///< Nothing is told of it any more.

Q_SIGNALS:
    void searchProgress(qsizetype found);
    void searchFinished(const muster::FoundInteractions &found);
    void searchFailed(const muster::ApiError &error);

private:
    using Connection = std::shared_ptr<TenantConnection>;

    const Connection m_connection;
    std::stop_source m_search;
};

/// A job as the journal keeps it, of this start or an earlier one.
struct PastTranscriptJob
{
    QString runId, title;
    FrozenTranscripts order;
    QString jobId; ///< Empty: it never got one.
    RunOutcome::Kind ended = RunOutcome::Kind::Paused;
    bool crashed = false; ///< Muster ended while it ran.
    qint64 written = 0, held = 0, missing = 0; ///< missing: with what failed.
    QDateTime startedAt; ///< UTC.
};

/// What fetching left behind: the jobs of the journal, and what became of their interactions as manifest and side files
/// tell it. The disk is read on workers; an answer that was overtaken is dropped. GUI thread.
class TranscriptHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 200; ///< Jobs; older ones are still in the history of all runs.

    explicit TranscriptHistory(Workspace &workspace, QObject *parent = nullptr);
    ~TranscriptHistory() override;
    void request(); ///< jobsRead() follows; where the journal cannot be read nothing does.
    void readResults(const PastTranscriptJob &job); ///< resultsRead() or resultsFailed() follows.

Q_SIGNALS:
    void jobsRead(const QList<muster::PastTranscriptJob> &jobs); ///< Newest first; none was refused or discarded.
    void resultsRead(const QString &runId, const QList<muster::TranscriptResult> &results);
    void resultsFailed(const QString &runId, const muster::ApiError &error);

private:
    struct Jobs; ///< Workers are nothing that windows know.
    Workspace &m_workspace;
    std::unique_ptr<Jobs> m_jobs;
    quint64 m_asked = 0;
};

} // namespace muster
