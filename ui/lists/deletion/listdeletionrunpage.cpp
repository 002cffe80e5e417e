// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/deletion/listdeletionrunpage.h"

#include "models/items/listdeletionmodels.h"
#include "models/runs/lists/deletion/listdeletionrun.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/runs/runpane.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <algorithm>

namespace muster {

namespace {

constexpr int paneHeight = 460; // px: the plot of a run, its figures and some of its events

} // namespace

ListDeletionRunPage::ListDeletionRunPage(QWidget *parent)
    : QWidget(parent)
    , m_results(new DeletionResultsModel(this))
{
    auto *back = pushButton(this, "leaveListDeletionButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to contact lists; the run continues"));
    connect(back, &QPushButton::clicked, this, &ListDeletionRunPage::closed);
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &ListDeletionRunPage::closed);
    m_environment = new EnvironmentBadge(this);
    // Where the window is too low for the run and its lists, they are scrolled: nothing lies over anything else.
    auto *body = named("listDeletionBody", new QWidget(this));
    m_pane = named("listDeletionPane", new RunPane(body));
    auto *results = new DataTable("deletionResultsTable", tr("Lists of this run"), m_results, body);
    new EmptyOverlay(results, tr("The run checks the lists first."));
    results->setColumnWidths({{DeletionResultsModel::Name, 240},
                              {DeletionResultsModel::Contacts, 100},
                              {DeletionResultsModel::Copied, 110}});
    m_pane->setMinimumHeight(paneHeight);
    results->setMinimumHeight(120);
    fillColumn(body, space::s, {{results, 1}, {m_pane, 3}}); // what became of each is what a person looks for
    m_restore = pushButton(this, "restoreDeletedListsButton", tr("C&opies of deleted lists…"),
                           QStringLiteral("archive-restore"));
    m_restore->setEnabled(false);
    connect(m_restore, &QPushButton::clicked, this, &ListDeletionRunPage::restoreAsked);
    fillPage(this, space::s,
             {rowLayout(-1, {back, boxStretch(1), m_environment}),
              {formArea(body), 1},
              rowLayout(space::s, {boxStretch(1), m_restore})});
}

Run *ListDeletionRunPage::run() const
{
    return m_run;
}

void ListDeletionRunPage::start(ListDeletionRun *run, Environment environment)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_environment->setEnvironment(environment);
    m_pane->setRun(run);
    connect(run, &Run::metricsChanged, this, &ListDeletionRunPage::showResults);
    connect(run, &Run::finished, this, &ListDeletionRunPage::showResults);
    showResults();
}

void ListDeletionRunPage::showResults()
{
    if (!m_run)
        return;
    const QList<ListDeletionResult> results = m_run->results();
    m_results->setRows(results);
    m_restore->setEnabled(m_run->outcome().has_value()
                          && std::ranges::any_of(results, [](const auto &result) { return !result.copy.isEmpty(); }));
}

} // namespace muster
