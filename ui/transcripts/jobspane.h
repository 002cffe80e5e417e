// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/transcriptmodels.h"
#include "network/wire/apierror.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

/// The jobs, and of the chosen one how it stands and what may be done with it. Above it the ways to begin.
class JobsPane : public QWidget
{
    Q_OBJECT

public:
    explicit JobsPane(QWidget *parent = nullptr);
    [[nodiscard]] TranscriptJobsModel &jobs() { return *m_jobs; }
    [[nodiscard]] QString currentRun() const; ///< Empty: none.
    void choose(const QString &runId);
    /// Of the chosen job: one sentence, and the server's own words apart.
    void showState(const QString &sentence, Tone tone, const QString &quote);
    struct Acts
    {
        bool resume = false, folder = false, run = false;
    };
    void setActs(const Acts &acts);
    void setReviewCount(int count); ///< Findings that wait for a decision.
    void suggestFolder(const QString &folder); ///< For the files of a job that is attached.
    void showAttachError(const QString &sentence); ///< The job could not be followed.
    void setConnected(bool connected); ///< Without a tenant nothing can be fetched.

Q_SIGNALS:
    void jobChosen(const QString &runId);
    void fetchAsked();
    void attachOpened(); ///< A folder may be suggested now.
    void attachAsked(const QString &jobId, const QString &folder);
    void policiesAsked();
    void reviewAsked();
    void resumeAsked(const QString &runId);
    void folderAsked(const QString &runId);
    void runAsked(const QString &runId); ///< Its pane is wanted.

private:
    QWidget *buildHead();
    QWidget *buildAttach();
    QWidget *buildState();
    void showTable();

    TranscriptJobsModel *m_jobs = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_attach = nullptr;
    QLineEdit *m_attachFolder = nullptr;
    PlainLabel *m_attachError = nullptr;
    QPushButton *m_review = nullptr;
    QPushButton *m_fetch = nullptr;
    QPushButton *m_attachButton = nullptr;
    QWidget *m_stateLine = nullptr;
    PlainLabel *m_state = nullptr;
    QuoteBox *m_quote = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_folder = nullptr;
    QPushButton *m_run = nullptr;
    bool m_connected = false;
};

} // namespace muster
