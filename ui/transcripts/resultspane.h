// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/transcriptresult.h"
#include "models/transcripts/transcriptloader.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class TranscriptHitsModel;
class TranscriptResultsModel;

/// The interactions of a job: what became of each, and, while something is searched for, where it stands in their
/// transcripts.
class ResultsPane : public QWidget
{
    Q_OBJECT

public:
    explicit ResultsPane(QWidget *parent = nullptr);
    void setResults(const QList<TranscriptResult> &results);
    void addResult(const TranscriptResult &result);
    [[nodiscard]] const QList<TranscriptResult> &results() const;
    [[nodiscard]] const TranscriptResult *current() const;
    [[nodiscard]] QString searched() const;
    void showSearching();
    void showHits(const TranscriptHits &hits, const QList<TranscriptPlace> &searched);

Q_SIGNALS:
    void resultChosen();
    void searchAsked(const QString &text); ///< Empty: no longer.
    void hitChosen(const muster::TranscriptPlace &place, int segment);

private:
    QWidget *buildHead();
    void showCount();

    TranscriptResultsModel *m_results = nullptr;
    QSortFilterProxyModel *m_proxy = nullptr;
    TranscriptHitsModel *m_hits = nullptr;
    QComboBox *m_fate = nullptr;
    QLineEdit *m_search = nullptr;
    QTimer *m_searchDelay = nullptr;
    PlainLabel *m_count = nullptr;
    QStackedWidget *m_stack = nullptr;
    DataTable *m_table = nullptr;
    DataTable *m_hitTable = nullptr;
};

} // namespace muster
