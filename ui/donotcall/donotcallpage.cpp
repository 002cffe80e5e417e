// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/donotcallpage.h"

#include "models/items/donotcallmodels.h"
#include "network/wire/mapped.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/indextable.h"
#include "ui/donotcall/groupchangepane.h"
#include "ui/donotcall/groupchangerunpage.h"
#include "ui/donotcall/groupundopage.h"
#include "ui/donotcall/numbercheckpane.h"

#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabWidget>
#include <algorithm>

namespace muster {

DoNotCallPage::DoNotCallPage(QWidget *parent)
    : QWidget(parent)
    , m_matrix(new DoNotCallMatrixModel(this))
    , m_tabs(named("doNotCallTabs", new QTabWidget(this)))
{
    m_tabs->setDocumentMode(true);
    auto *checkPlace = new QWidget(tabPages(m_tabs));
    m_check = named("numberCheckPane", new NumberCheckPane(checkPlace));
    fillColumn(checkPlace, 0, {{m_check, 1}}, QMargins(0, space::m, 0, 0));
    m_groupsPlace = new QWidget(tabPages(m_tabs));
    m_groups = new IndexTable(m_matrix, DoNotCallMatrixModel::Name, "doNotCallGroup", "doNotCallGroups",
                              QStringLiteral("list-checks"),
                              {tr("Do-not-call groups"),
                               tr("Find a group by name"),
                               tr("Refresh groups and skills"),
                               tr("Loading groups and skills…"),
                               tr("The tenant has no do-not-call groups."),
                               {},
                               tr("No groups match."),
                               tr("Show all groups")},
                              m_groupsPlace);
    m_groups->table()->horizontalHeader()->setDefaultSectionSize(150); // px; of skills, whose number nobody knows
    // Nor does the name give way to them; the note behind them has what is left.
    m_groups->table()->horizontalHeader()->setSectionResizeMode(DoNotCallMatrixModel::Name, QHeaderView::Interactive);
    m_groups->table()->horizontalHeader()->setStretchLastSection(true);
    m_groups->table()->setColumnWidths({{DoNotCallMatrixModel::Name, 200},
                                        {DoNotCallMatrixModel::Records, 80},
                                        {DoNotCallMatrixModel::Activity, 90},
                                        {DoNotCallMatrixModel::Changed, 100}});
    auto *hint = hintLabel(m_groupsPlace,
                           tr("A skill that contributes adds numbers to the group. A skill that honors the group "
                              "doesn’t call the numbers in it. One doesn’t imply the other."));
    fillColumn(m_groupsPlace, space::s, {{m_groups, 1}, hint}, QMargins(0, space::m, 0, 0));
    m_tabs->addTab(checkPlace, tr("Check numbers"));
    m_tabs->addTab(m_groupsPlace, tr("Groups and skills"));
    buildChanges();
    fillPage(this, space::s, {pageTitle(this, tr("Do-not-call")), {m_tabs, 1}});
    connect(m_groups, &IndexTable::reloadAsked, this, &DoNotCallPage::groupsAsked);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DoNotCallPage::askGroups);
    setFocusProxy(m_tabs);
    setOutside(tr("Open a connection to check numbers."));
}

void DoNotCallPage::buildChanges()
{
    m_changePlace = new QWidget(tabPages(m_tabs));
    m_changes = named("groupChangeStack", new QStackedWidget(m_changePlace));
    m_change = named("groupChangePane", new GroupChangePane(m_changes));
    m_undo = named("groupUndoPage", new GroupUndoPage(m_changes));
    m_run = named("groupChangeRunPage", new GroupChangeRunPage(m_changes));
    addWidgets(m_changes, {m_change, m_undo, m_run});
    fillColumn(m_changePlace, 0, {{m_changes, 1}}, QMargins(0, space::m, 0, 0));
    m_tabs->addTab(m_changePlace, tr("Change groups"));
    connect(m_check, &NumberCheckPane::changeAsked, this, [this](const QByteArray &numbers) {
        m_change->setNumbers(numbers, {});
        showChange(m_change);
    });
}

void DoNotCallPage::showChange(QWidget *shown)
{
    m_changes->setCurrentWidget(shown);
    m_tabs->setCurrentWidget(m_changePlace);
    askGroups();
}

QWidget *DoNotCallPage::shownChange() const
{
    return m_changes->currentWidget();
}

void DoNotCallPage::forgetGroups()
{
    m_hasGroups = false;
    askGroups();
}

void DoNotCallPage::setOutside(const QString &obstacle)
{
    m_isOutside = !obstacle.isEmpty();
    m_hasGroups = false;
    m_matrix->setGroups({});
    m_check->setOutside(obstacle);
    m_change->setOutside(obstacle);
    m_changes->setCurrentWidget(m_change);
    if (m_isOutside)
        m_groups->showOutside(obstacle);
    else
        m_groups->showInside();
    askGroups();
}

void DoNotCallPage::askGroups()
{
    const QWidget *tab = m_tabs->currentWidget();
    if (!m_isOutside && !m_hasGroups && (tab == m_groupsPlace || tab == m_changePlace))
        Q_EMIT groupsAsked();
}

void DoNotCallPage::showGroupsLoading()
{
    m_hasGroups = true;
    m_groups->showLoading();
}

void DoNotCallPage::setGroups(const QList<DoNotCallGroupFacts> &groups)
{
    m_hasGroups = true;
    m_matrix->setGroups(groups);
    m_groups->showRows(0);
    m_change->setGroups(mapped(groups, &DoNotCallGroupFacts::group));
}

void DoNotCallPage::setGroupsError(const ApiError &error)
{
    m_hasGroups = false;
    m_groups->showError(error);
    m_change->setGroupsError(error);
}

bool DoNotCallPage::holdsWork() const
{
    const QList<QPlainTextEdit *> edits = findChildren<QPlainTextEdit *>();
    return shownChange() != m_change || m_check->numbers().rowCount() > 0
        || std::ranges::any_of(edits, [](const QPlainTextEdit *edit) { return !edit->document()->isEmpty(); });
}

void DoNotCallPage::showGroups()
{
    m_tabs->setCurrentWidget(m_groupsPlace);
}

} // namespace muster
