// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"

#include <QWidget>

class QMimeData;
class QStackedWidget;

namespace muster {

class ApplyPage;
class CsvFilePage;
class EnrichPage;
class EnrichReviewPage;
class ListIndexPane;
class ListRunPage;
class RestorePage;
class UndoPage;
class WorkbenchView;

/// The page of contact lists: one of its nine views at a time. Owns the workbench. The views tell what the person
/// wants; WorkbenchController and, on a tenant, ListsController act. A CSV file may be dropped on it.
class ContactListsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ContactListsPage(QWidget *parent = nullptr);
    ~ContactListsPage() override;

    [[nodiscard]] ListWorkbench &bench() { return m_bench; }
    [[nodiscard]] ListIndexPane *index() const { return m_index; }
    [[nodiscard]] CsvFilePage *csvFile() const { return m_csvFile; }
    [[nodiscard]] WorkbenchView *workbench() const { return m_workbench; }
    [[nodiscard]] ApplyPage *apply() const { return m_apply; }
    [[nodiscard]] ListRunPage *runPage() const { return m_run; }
    [[nodiscard]] RestorePage *restore() const { return m_restore; }
    [[nodiscard]] EnrichPage *enrich() const { return m_enrich; }
    [[nodiscard]] EnrichReviewPage *enrichReview() const { return m_enrichReview; }
    [[nodiscard]] UndoPage *undo() const { return m_undo; }
    void show(QWidget *view); ///< One of the nine; it gets the focus when the page had it.
    [[nodiscard]] QWidget *shown() const;
    /// Between two sessions: what was read, entered and planned for the tenant goes (F120); a file of this computer
    /// stays. The views of acts and runs are new ones afterwards.
    void leaveTenant();

    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void fileDropped(const QString &file);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void buildActs();
    [[nodiscard]] QString droppable(const QMimeData *data) const; ///< Empty: not what belongs here.

    ListWorkbench m_bench;
    QStackedWidget *m_stack = nullptr;
    ListIndexPane *m_index = nullptr;
    CsvFilePage *m_csvFile = nullptr;
    WorkbenchView *m_workbench = nullptr;
    ApplyPage *m_apply = nullptr;
    ListRunPage *m_run = nullptr;
    RestorePage *m_restore = nullptr;
    EnrichPage *m_enrich = nullptr;
    EnrichReviewPage *m_enrichReview = nullptr;
    UndoPage *m_undo = nullptr;
};

} // namespace muster
