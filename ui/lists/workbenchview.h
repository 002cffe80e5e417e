// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/lists/read/listreadrun.h"
#include "ui/common/forward.h"
#include "ui/lists/savecontactsdialog.h"

#include <QPointer>
#include <QSplitter>
#include <QWidget>

namespace muster {

class ContactDetailsPane;
class ContactsPane;
class DirectivePane;
class FacetsPane;
class OutcomePane;
class ProgressLine;
class WorkbenchHead;

/// The parts of the workbench beside each other: directives, facets, contacts and, when it is wanted, the side with
/// details and charts. In the smallest window there is no place for all four: while the side is shown the facets go.
class WorkbenchSplitter : public QSplitter
{
    Q_OBJECT

public:
    struct Parts
    {
        QWidget *directives = nullptr, *facets = nullptr, *contacts = nullptr, *side = nullptr;
    };

    explicit WorkbenchSplitter(QWidget *parent = nullptr);
    void setParts(const Parts &parts); ///< Once; takes them over.
    void setSideShown(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeRoom();

    Parts m_parts;
    bool m_isSideShown = false;
};

/// One contact list under the hand: directives, facets, contacts, details. Shows a ListWorkbench and acts on it; what
/// needs a session, a store or a file is asked for by signals.
class WorkbenchView : public QWidget
{
    Q_OBJECT

public:
    explicit WorkbenchView(ListWorkbench &bench, QWidget *parent = nullptr);
    /// A list or a file is being read by `run` from now on (nullptr: nothing could be started).
    void startReading(const ListSource &source, ListReadRun *run);
    /// Read to its end, or not: then `error` says why and the list can only be looked at.
    void endReading(const std::optional<ApiError> &error);
    void showReadError(const ApiError &error); ///< Nothing could be read; in place of the table.
    void showMessage(const QString &sentence); ///< What became of a saved report; goes at the next change.
    void endSaving(const QString &sentence); ///< No contacts are being saved any more; `sentence` says how it ended.
    [[nodiscard]] SaveContactsDialog::Counts saveCounts() const;
    [[nodiscard]] QList<QPair<int, int>> selectedRanges() const; ///< First and last row of the model.
    [[nodiscard]] WorkbenchHead *head() const { return m_head; } ///< Where what concerns the whole list is asked for.
    [[nodiscard]] DirectivePane *directives() const { return m_directives; }
    [[nodiscard]] const ContactFilter &filter() const { return m_filter; }
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void stopReadingAsked();
    void holdReadingAsked(bool held); ///< Ask for no more pages; or go on.

private:
    QWidget *buildHead();
    QWidget *buildReadBar();
    QWidget *buildSaveBar();
    void showSaving(qint64 rows, qint64 total);
    QWidget *buildSide();
    void connectBench();
    void setFilter(const ContactFilter &filter);
    void showSummary();
    void showReadMetrics();
    void showDetails();
    void showContact(const QString &contactId);
    void showWanted();
    void showSide(bool shown);
    void decide(std::optional<ListVerdict> verdict, const QString &note);
    void showButtons();

    ListWorkbench &m_bench;
    ContactFilter m_filter;
    QPointer<ListReadRun> m_run;
    bool m_reading = false;
    std::optional<ApiError> m_incomplete;
    QString m_wanted; ///< Id of a contact to be selected as soon as it is shown.
    qint64 m_read = 0;
    qint64 m_shown = 0;

    WorkbenchHead *m_head = nullptr;
    ProgressLine *m_readBar = nullptr;
    ProgressLine *m_saveBar = nullptr;
    QPushButton *m_hold = nullptr;
    WorkbenchSplitter *m_splitter = nullptr;
    DirectivePane *m_directives = nullptr;
    FacetsPane *m_facets = nullptr;
    ContactsPane *m_contacts = nullptr;
    QTabWidget *m_side = nullptr;
    ContactDetailsPane *m_details = nullptr;
    OutcomePane *m_outcome = nullptr;
};

} // namespace muster
