// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"
#include "network/wire/apierror.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class CountBars;
class TranscriptFindingsModel;
class TranscriptModel;
class TranscriptView;

/// What is masked in the transcript that is shown: counts by kind, and every place in a table.
class FindingsPane : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPane(QWidget *parent = nullptr);
    void setTranscript(const SharedTranscript &transcript);
    void setCurrent(std::optional<std::size_t> finding);

Q_SIGNALS:
    void chosen(std::size_t finding);

private:
    SharedTranscript m_transcript;
    TranscriptFindingsModel *m_findings = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_rule = nullptr;
    CountBars *m_counts = nullptr;
    DataTable *m_table = nullptr;
    bool m_following = false; ///< The table goes where another view went.
};

/// The text that is looked at, which can be selected, and why a part of it is or is not masked.
class LinePane : public QWidget
{
    Q_OBJECT

public:
    enum class Shows {
        Line, ///< Of the transcript beside it.
        Excerpt, ///< A place and what stands around it, which gets more room.
    };
    explicit LinePane(Shows shows, QWidget *parent = nullptr);
    /// Visible text; empty: no line. What stands from `begin` to `end` is selected.
    void setLine(const QString &text, qsizetype begin = 0, qsizetype end = 0);
    void showAnswer(const QString &sentences); ///< What the rules say of what was asked, in paragraphs.

Q_SIGNALS:
    /// Of the characters that are selected; of all of them where none is.
    void whyAsked(qsizetype begin, qsizetype end);

private:
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_why = nullptr;
    PlainLabel *m_answer = nullptr;
};

/// One masked transcript: its turns, what is masked in it, and the line that is looked at. F8 and Shift+F8 go from one
/// masked place to the next. Holds values; reading files and asking the rules is the controller's.
class TranscriptViewer : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "transcripts#read-and-check-transcripts")

public:
    explicit TranscriptViewer(QWidget *parent = nullptr);
    void showEmpty(const QString &sentence); ///< No transcript, and why.
    void showLoading();
    void showError(const ApiError &error);
    void setTranscript(const SharedTranscript &transcript);
    /// What masking left in clear in the transcript that is set next; empty: nothing that is known.
    void setUnmasked(const QString &sentence);
    void setSearched(const QString &searched);
    void showRow(int row); ///< Makes it the current one and visible.
    void showAnswer(const QString &sentences); ///< To whyAsked().
    [[nodiscard]] const SharedTranscript &transcript() const;
    [[nodiscard]] std::optional<std::size_t> currentFinding() const { return m_finding; }
    void nextFinding(int direction);

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    /// Of a text that stands in the transcript, and of what stands in front of it in its line. Not of masked places:
    /// why these are masked stands beside the transcript.
    void whyAsked(const QString &text, const QString &before);
    void retryAsked();

private:
    QWidget *buildHead();
    QWidget *buildSide();
    void choose(std::size_t finding);
    void rowMoved(int row);
    void explain(qsizetype begin, qsizetype end);

    TranscriptModel *m_model = nullptr;
    std::optional<std::size_t> m_finding;
    QString m_known; ///< Of what is asked: why the masked places in it are masked.
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_error = nullptr;
    SkeletonRows *m_skeleton = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_facts = nullptr;
    StatusBadge *m_badge = nullptr;
    PlainLabel *m_unmasked = nullptr;
    TranscriptView *m_view = nullptr;
    QSplitter *m_splitter = nullptr;
    FindingsPane *m_findings = nullptr;
    LinePane *m_line = nullptr;
};

} // namespace muster
