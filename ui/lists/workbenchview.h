// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/run.h"

#include <QPointer>
#include <QWidget>

class QProgressBar;
class QPushButton;
class QSplitter;
class QTabWidget;
class QToolButton;

namespace muster {

class ContactDetailsPane;
class ContactsPane;
class DirectivePane;
class EnvironmentBadge;
class FacetsPane;
class OutcomePane;
class PlainLabel;

/// One contact list under the hand: directives, facets, contacts, details. Shows a ListWorkbench and acts on it; what
/// needs a session, a store or a file is asked for by signals.
class WorkbenchView : public QWidget
{
    Q_OBJECT

public:
    explicit WorkbenchView(ListWorkbench &bench, QWidget *parent = nullptr);
    /// A list is being read by `run` from now on (nullptr: a file is).
    void startReading(const ListSource &source, Run *run);
    /// Read to its end, or not: then `error` says why and the list can only be looked at.
    void endReading(const std::optional<ApiError> &error);
    void showReadError(const ApiError &error); ///< Nothing could be read; in place of the table.
    void showMessage(const QString &sentence); ///< What became of a saved report; goes at the next change.
    [[nodiscard]] DirectivePane *directives() const { return m_directives; }
    [[nodiscard]] const ContactFilter &filter() const { return m_filter; }
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void backAsked();
    void readAgainAsked();
    void stopReadingAsked();
    void reportAsked(); ///< Save one row per contact.
    void applyAsked(); ///< Review what would run.

private:
    QWidget *buildHead();
    QWidget *buildReadBar();
    QWidget *buildSide();
    void connectBench();
    void setFilter(const ContactFilter &filter);
    void showSummary();
    void showReadMetrics();
    void showDetails();
    void showSide(bool shown);
    void decide(std::optional<ListVerdict> verdict, const QString &note);
    void compared(const std::array<std::array<qint64, listVerdictCount>, listVerdictCount> &changes);
    void showButtons();

    ListWorkbench &m_bench;
    ContactFilter m_filter;
    QPointer<Run> m_run;
    bool m_reading = false;
    std::optional<ApiError> m_incomplete;
    qint64 m_read = 0;
    qint64 m_shown = 0;

    PlainLabel *m_title = nullptr;
    EnvironmentBadge *m_environment = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_warning = nullptr;
    PlainLabel *m_message = nullptr;
    QToolButton *m_again = nullptr;
    QPushButton *m_report = nullptr;
    QToolButton *m_sideButton = nullptr;
    QPushButton *m_apply = nullptr;
    QWidget *m_readBar = nullptr;
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_readText = nullptr;
    QSplitter *m_splitter = nullptr;
    DirectivePane *m_directives = nullptr;
    FacetsPane *m_facets = nullptr;
    ContactsPane *m_contacts = nullptr;
    QTabWidget *m_side = nullptr;
    ContactDetailsPane *m_details = nullptr;
    OutcomePane *m_outcome = nullptr;
};

} // namespace muster
