// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "models/runs/transcripts/transcriptqueries.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "models/transcripts/transcriptloader.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace muster {

class TranscriptRun;
class TranscriptsPage;
class Workspace;

/// Joins the overview to the runs, those of earlier starts included: one row a job, the results of the chosen one,
/// their transcripts, the search in them, and what waits for review. Shows those of one tenant at a time (F120), but
/// needs no session; lives as long as the page.
class JobsController : public QObject
{
    Q_OBJECT

public:
    JobsController(TranscriptsPage &page, Workspace &workspace, QObject *parent = nullptr);
    void setTenant(const QString &profileId); ///< Whose jobs are shown; empty, as before the first call: all.
    /// Makes that job the chosen one; false: there is none.
    bool openJob(const QString &runId);
    void openReview(); ///< With what waits for a decision, of all runs of this session.
    /// The masking policy of the chosen job; empty: the built-in one.
    [[nodiscard]] QString policyName() const;

Q_SIGNALS:
    void runAsked(muster::Run *run); ///< Its pane is wanted.
    void resumeAsked(const QString &runId);
    void jobOpened(const QString &runId, const QString &name); ///< A transcript of it is read.

private:
    /// What is kept of a run beside it, so that a result costs the same however many there are.
    struct Followed
    {
        QPointer<TranscriptRun> run;
        qint64 written = 0, held = 0, missing = 0;
    };

    [[nodiscard]] bool isShown(const FrozenTranscripts &order) const;
    /// What the masking policy of a job left in clear; empty: nothing, or nothing was masked.
    [[nodiscard]] QString unmaskedSentence(const FrozenTranscripts &order) const;
    void followAll();
    void follow(TranscriptRun *run);
    void count(Followed &followed, const TranscriptResult &result);
    void showRow(const QString &runId);
    void showPast(const QList<PastTranscriptJob> &jobs);
    void showPastResults(const QString &runId, const QList<TranscriptResult> &results);
    [[nodiscard]] static QString pastState(const PastTranscriptJob &job);
    [[nodiscard]] static QString pastSentence(const PastTranscriptJob &job);
    void choose(const QString &runId);
    void showState();
    void showResult();
    void search(const QString &text);
    void showReviewCount();
    [[nodiscard]] QList<ReviewItem> reviewItems() const;
    /// Of the policies by which these were masked, the one that leaves the fewest kinds in clear; empty: none is there
    /// any more.
    [[nodiscard]] QString reviewedPolicy() const;
    [[nodiscard]] TranscriptRun *chosen() const;
    /// The order of a job, whether it runs or is past; nullptr: there is no such job.
    [[nodiscard]] const FrozenTranscripts *orderOf(const QString &runId) const;
    [[nodiscard]] static TranscriptPlace placeOf(const TranscriptOrder &order, const TranscriptResult &result);
    [[nodiscard]] QString folderOf(const QString &runId) const;

    TranscriptsPage &m_page;
    Workspace &m_workspace;
    TranscriptLoader *m_loader = nullptr;
    TranscriptHistory *m_history = nullptr;
    QString m_profileId;
    QHash<QString, Followed> m_followed;
    QHash<QString, PastTranscriptJob> m_past; ///< Of earlier starts.
    QString m_chosen;
    QList<TranscriptPlace> m_searched;
    std::optional<TranscriptPlace> m_place; ///< Of the transcript that is shown or read.
    int m_segment = -1; ///< To be shown when it is read.
};

} // namespace muster
