// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/run.h"

#include <QPointer>
#include <QWidget>

class QPushButton;

namespace muster {

class CountBars;
class EnvironmentBadge;
class PlainLabel;
class RunPane;

/// A run on a contact list as it goes, and its report afterwards: what was planned, what was done, by whom, by which
/// directive. One page for applying and restoring.
class ListRunPage : public QWidget
{
    Q_OBJECT

public:
    explicit ListRunPage(QWidget *parent = nullptr);
    /// `plan` and `before` are of an apply run; a restore has none.
    void start(Run *run, Environment environment, const SharedPlan &plan, const ListSummary &before);
    [[nodiscard]] RunPane *pane() const { return m_pane; }
    [[nodiscard]] const SharedPlan &plan() const { return m_plan; }
    [[nodiscard]] const ListSummary &before() const { return m_before; }
    [[nodiscard]] Run *run() const { return m_run; }
    void showMessage(const QString &sentence); ///< What became of a saved report.

Q_SIGNALS:
    void backAsked();
    void readAgainAsked();
    void restoreAsked(); ///< From the backup of this run.
    void reportAsked(); ///< One row per contact, as CSV.
    void pdfAsked();
    void printAsked();

private:
    QWidget *buildReport();
    void showReport();

    QPointer<Run> m_run;
    SharedPlan m_plan;
    ListSummary m_before;
    EnvironmentBadge *m_environment = nullptr;
    RunPane *m_pane = nullptr;
    QWidget *m_report = nullptr;
    PlainLabel *m_facts = nullptr;
    PlainLabel *m_message = nullptr;
    CountBars *m_planned = nullptr;
    CountBars *m_reasons = nullptr;
    CountBars *m_regions = nullptr;
    QPushButton *m_csv = nullptr;
    QPushButton *m_pdf = nullptr;
    QPushButton *m_print = nullptr;
    QPushButton *m_restore = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace muster
