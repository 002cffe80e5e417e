// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/runs/lists/listorders.h"

#include <QObject>

namespace muster {

class ContactListsPage;
class EnrichController;
class FileJob;
class ListConfirmPage;
class ListRunsController;
class TenantSession;
class WorkbenchController;
class Workspace;
struct ContactListSummary;
struct EnrichOrder;

/// Joins the page of contact lists to a session: the index, the workbench and the page where a plan is confirmed. What
/// comes after is ListRunsController's. Owned by the shell; made anew for each session.
class ListsController : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ListsController(ContactListsPage &page, WorkbenchController &workbench, TenantSession &session,
                    Workspace &workspace, QObject *parent = nullptr);
    ~ListsController() override;

    [[nodiscard]] ListRunsController *runs() const { return m_runs; }
    void openList(const QString &id, const QString &name); ///< Reads it into the workbench.
    void enrich(const ContactListSummary &list, const QString &file); ///< From that file; empty: it is chosen there.
    /// The list read anew, with the directive of an earlier run, and what that run did with contacts that go as the
    /// choice on the page where it is confirmed. That order has its directive.
    void repeat(const FrozenListApply &order);
    void repeatEnrichment(const EnrichOrder &order); ///< File and list read anew, the mapping as it was.

Q_SIGNALS:
    /// A plan was confirmed with that address for the notice, as it was typed; may be empty.
    void aggregatorChosen(const QString &address);
    void listOpened(const QString &id, const QString &name);
    void entryAsked(qint64 sequence); ///< Of the history.

private:
    void joinIndex();
    void joinWorkbench();
    void joinApply();
    void joinLooks();
    void readAgain();
    void review();
    void askPlan(bool shownOnly);
    void takePlan(PlanId id, const Result<SharedPlan> &plan);
    void leaveReview();
    [[nodiscard]] bool isPlanOfDirective() const; ///< What is reviewed is what the form says by now.
    void reviewAnew();
    void startApply(const ListApplyOrder &order);
    [[nodiscard]] QList<ListConfirmPage *> lastLooks() const;
    void showLookOnly();
    void savePlanned();

    ContactListsPage &m_page;
    WorkbenchController &m_workbench;
    TenantSession &m_session;
    Workspace &m_workspace;
    ListRunsController *m_runs = nullptr;
    EnrichController *m_enrich = nullptr;
    FileJob *m_planFile = nullptr; ///< Of planned changes.
    std::optional<PlanId> m_awaited; ///< The plan that it waits for.
    std::optional<ListApplyOrder> m_repeated; ///< For the next review of the list that is open.
    bool m_isAnew = false; ///< That plan stands in place of one that a person was reading.
};

} // namespace muster
