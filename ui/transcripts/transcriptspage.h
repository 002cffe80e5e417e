// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class FetchPage;
class JobsPane;
class LabelledFilePage;
class MaskedFilePage;
class PolicyPage;
class ResultsPane;
class ReviewPage;
class TranscriptViewer;

/// The page of transcripts: jobs above, the interactions of the chosen one and the viewer below; or, in their place,
/// what is to be fetched, the masking policies, the review, or masking tried on a file or on a labelled one. Its views
/// tell what the person wants; the controllers of this folder act.
class TranscriptsPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "transcripts")

public:
    explicit TranscriptsPage(QWidget *parent = nullptr);

    [[nodiscard]] JobsPane *jobs() const { return m_jobs; }
    [[nodiscard]] ResultsPane *results() const { return m_results; }
    [[nodiscard]] TranscriptViewer *viewer() const { return m_viewer; }
    [[nodiscard]] FetchPage *fetch() const { return m_fetch; }
    [[nodiscard]] PolicyPage *policies() const { return m_policies; }
    [[nodiscard]] ReviewPage *review() const { return m_review; }
    [[nodiscard]] MaskedFilePage *maskedFile(); ///< Built when a file is first tried.
    [[nodiscard]] LabelledFilePage *labelledFile(); ///< The same for labelled files.
    enum class View { Overview, Fetch, Policies, Review, MaskedFile, LabelledFile };
    using QWidget::show;
    void show(View view); ///< It gets the focus when the page had it.
    [[nodiscard]] View shown() const;
    [[nodiscard]] bool holdsWork() const; ///< Something that is gone when the page is built anew.
    /// Without jobs there is nothing below them to show.
    void setLowerVisible(bool visible);

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    QWidget *buildOverview();
    [[nodiscard]] QWidget *page(View view);

    QStackedWidget *m_stack = nullptr;
    QWidget *m_overview = nullptr;
    View m_shown = View::Overview;
    QSplitter *m_rows = nullptr;
    QSplitter *m_lower = nullptr;
    JobsPane *m_jobs = nullptr;
    ResultsPane *m_results = nullptr;
    TranscriptViewer *m_viewer = nullptr;
    FetchPage *m_fetch = nullptr;
    PolicyPage *m_policies = nullptr;
    ReviewPage *m_review = nullptr;
    MaskedFilePage *m_maskedFile = nullptr;
    LabelledFilePage *m_labelledFile = nullptr;
};

} // namespace muster
