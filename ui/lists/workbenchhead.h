// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "ui/common/forward.h"

#include <QWidget>
#include <optional>

class QProgressBar;

namespace muster {

/// One line above the table while something goes on: a bar, words, and what can be done about it. Hidden at first.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    /// `name` begins the object names of its parts.
    ProgressLine(const QString &name, const QString &accessibleName, QWidget *parent = nullptr);
    QPushButton *addButton(const char *objectName, const QString &text);
    /// nullopt: how much there is is not known.
    void setProgress(std::optional<double> share, const QString &words);

private:
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_words = nullptr;
    QHBoxLayout *m_row = nullptr;
};

/// The top of the workbench: which list, what can be done with it as a whole, its counts, and what must be known of it.
class WorkbenchHead : public QWidget
{
    Q_OBJECT

public:
    explicit WorkbenchHead(QWidget *parent = nullptr);
    void setSource(const ListSource &source);
    void setSummary(const ListSummary &summary);
    void setWarning(const QString &sentences); ///< Empty: none.
    void setMessage(const QString &sentence); ///< What became of a file; empty: none.
    /// `reason` says why applying is off; empty: it is not.
    void setPossible(bool readAgain, bool save, const QString &reason, bool apply);
    /// `reason` says why scrubbing is off; empty: it is not.
    void setScrubbing(const QString &reason);
    [[nodiscard]] bool isSideShown() const;
    void setSideShown(bool shown); ///< Tells sideToggled() when that is new.

Q_SIGNALS:
    void backAsked();
    void readAgainAsked();
    void csvAsked(); ///< Save one row per contact.
    void pdfAsked(); ///< The report, as a file or on paper.
    void printAsked();
    void scrubAsked(); ///< What is on the workbench, against do-not-call sources.
    void sideToggled(bool shown);
    void applyAsked(); ///< Review what would run.

private:
    void buildSaveMenu();
    void buildNotes();

    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_warning = nullptr;
    PlainLabel *m_message = nullptr;
    QToolButton *m_again = nullptr;
    MenuButton *m_save = nullptr;
    QToolButton *m_scrub = nullptr;
    QToolButton *m_side = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace muster
