// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/activitypage.h"

#include "models/items/runmodels.h"
#include "models/runs/team/teampublisher.h"
#include "models/text/amounttext.h"
#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"
#include "ui/runs/allrunspane.h"
#include "ui/runs/runpane.h"
#include "ui/runs/teampane.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <algorithm>

namespace muster {

ActivityPage::ActivityPage(RunListModel *runs, QWidget *parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_resumable(new ResumableRunsModel(this))
    , m_tabs(named("activityTabs", new QTabWidget(this)))
    , m_stack(new QStackedWidget(tabPages(m_tabs)))
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_stack, tr("Now"));
    m_splitter = new QSplitter(Qt::Vertical, m_stack);
    fillSplitter(m_splitter, {{buildRuns(runs), 3}, {buildResumable(), 1}});
    auto *empty = new EmptyState(QStringLiteral("activity"),
                                 tr("No runs are active or waiting to be resumed. Runs you start on other pages appear "
                                    "here; earlier runs are under All runs."),
                                 m_stack);
    addWidgets(m_stack, {m_splitter, empty});
    // The tabs begin where the title does; what is on them has no margin of its own at the sides.
    fillColumn(this, 0,
               {buildHead(), // there whatever is below it
                {rowLayout(0, {{m_tabs, 1}}, QMargins(space::l, 0, space::l, 0)), 1}});
    connect(runs, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int, int last) {
        showStored();
        showRun(m_runs->run(last));
    });
    connect(runs, &QAbstractItemModel::rowsRemoved, this, [this] {
        showStored();
        showSelection();
    });
    showEmpty();
    if (runs->rowCount() > 0)
        showRun(runs->run(runs->rowCount() - 1));
}

void ActivityPage::offerAllRuns(RunHistory &history)
{
    m_allRunsPlace = new QWidget(tabPages(m_tabs));
    m_tabs->addTab(m_allRunsPlace, tr("All runs"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this, &history] {
        if (m_tabs->currentWidget() == m_allRunsPlace && m_allRuns == nullptr)
            buildAllRuns(history);
    });
}

void ActivityPage::offerTeam(TeamPublisher &team)
{
    m_teamPlace = new QWidget(tabPages(m_tabs));
    const int tab = m_tabs->addTab(m_teamPlace, tr("Team"));
    const auto showTab = [this, tab, &team] { m_tabs->setTabVisible(tab, team.settings().isOn()); };
    connect(&team, &TeamPublisher::statusChanged, this, showTab);
    showTab();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this, &team] {
        if (m_tabs->currentWidget() != m_teamPlace || m_team != nullptr)
            return;
        m_team = named("teamPane", new TeamPane(team, m_teamPlace));
        fillColumn(m_teamPlace, 0, {{m_team, 1}});
    });
}

void ActivityPage::buildAllRuns(RunHistory &history)
{
    m_allRuns = named("allRunsPane", new AllRunsPane(history, m_allRunsPlace));
    fillColumn(m_allRunsPlace, 0, {{m_allRuns, 1}});
    connect(m_allRuns, &AllRunsPane::resumeAsked, this, &ActivityPage::resumeAsked);
    connect(m_allRuns, &AllRunsPane::discardAsked, this, [this](const QString &runId) { askDiscard(stored(runId)); });
    connect(m_runs, &RunListModel::countsChanged, this, &ActivityPage::tellAllRuns);
    tellAllRuns();
    Q_EMIT allRunsBuilt(m_allRuns);
}

void ActivityPage::tellAllRuns()
{
    if (m_allRuns == nullptr)
        return;
    QSet<QString> active, resumable;
    for (int row = 0; row < m_runs->rowCount(); ++row) {
        if (m_runs->isActive(row))
            active.insert(m_runs->run(row)->id());
    }
    for (const ResumableRun &run : std::as_const(m_stored))
        resumable.insert(run.id);
    m_allRuns->setRuns(active, resumable - active);
}

void ActivityPage::showPast(const QString &runId)
{
    m_tabs->setCurrentWidget(m_allRunsPlace);
    m_allRuns->open(runId);
}

QWidget *ActivityPage::buildHead()
{
    auto *head = new QWidget(this);
    m_notices = pushButton(head, "noticesButton");
    m_notices->setToolTip(tr("Notifications to other systems, and their signing keys"));
    connect(m_notices, &QPushButton::clicked, this, &ActivityPage::noticesAsked);
    setNotices({});
    auto *schedules = pushButton(head, "schedulesButton", tr("Schedules…"));
    schedules->setToolTip(tr("Commands that the system starts at set times"));
    connect(schedules, &QPushButton::clicked, this, &ActivityPage::schedulesAsked);
    fillRow(head, space::s, {{pageTitle(head, tr("Activity")), 1}, schedules, m_notices},
            QMargins(space::l, space::l, space::l, 0));
    return head;
}

QWidget *ActivityPage::buildRuns(RunListModel *runs)
{
    m_runsBox = new QWidget(this);
    m_runTable = new DataTable("runsTable", tr("Runs in this session"), runs, m_runsBox);
    m_runTable->setColumnWidths({{RunListModel::Title, 270},
                                 {RunListModel::Tenant, 200},
                                 {RunListModel::State, 250},
                                 {RunListModel::Progress, 160}});
    m_runTable->setMaximumHeight(150);
    m_runTable->setMinimumHeight(72);
    connect(m_runTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivityPage::showSelection);
    m_pane = named("runPane", new RunPane(m_runsBox));
    connect(m_pane, &RunPane::resumeAsked, this, &ActivityPage::resumeAsked);
    connect(m_pane, &RunPane::stayPausedAsked, this, &ActivityPage::stayPausedAsked);
    connect(m_pane, &RunPane::discardAsked, this, [this](const QString &runId) { askDiscard(stored(runId)); });
    QScrollArea *scroll = named("runPaneArea", formArea(m_pane));
    fillColumn(m_runsBox, space::s, {m_runTable, {scroll, 1}}, QMargins(0, space::s, 0, space::s));
    return m_runsBox;
}

QWidget *ActivityPage::buildResumable()
{
    m_resumableBox = new QWidget(this);
    m_resumableTable = new DataTable("resumableTable", tr("Unfinished runs"), m_resumable, m_resumableBox);
    m_resumableTable->setMinimumHeight(72);
    m_resumableTable->setColumnWidths(
        {{ResumableRunsModel::Title, 240}, {ResumableRunsModel::State, 220}, {ResumableRunsModel::Profile, 170}});
    auto *resume = pushButton(m_resumableBox, "resumeStoredRunButton", tr("Resume"), QStringLiteral("play"));
    m_stay = pushButton(m_resumableBox, "stayPausedStoredRunButton", tr("Stay paused"), QStringLiteral("pause"));
    m_stay->setToolTip(tr("Don’t continue until you resume it"));
    auto *discard = pushButton(m_resumableBox, "discardRunButton", tr("Discard…"), QStringLiteral("trash-2"));
    const auto selected = [this] {
        const ResumableRun *run = m_resumable->at(m_resumableTable->currentIndex().row());
        return run ? run->id : QString();
    };
    connect(resume, &QPushButton::clicked, this, [this, selected] {
        if (!selected().isEmpty())
            Q_EMIT resumeAsked(selected());
    });
    connect(m_stay, &QPushButton::clicked, this, [this, selected] {
        if (!selected().isEmpty())
            Q_EMIT stayPausedAsked(selected());
    });
    connect(discard, &QPushButton::clicked, this,
            [this] { askDiscard(m_resumable->at(m_resumableTable->currentIndex().row())); });
    connect(m_resumableTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ActivityPage::showReturns);
    new RelativeTimes(m_resumableTable, [this](const QDateTime &) { m_resumable->refreshTimes(); });
    auto *line = rowLayout(space::s, {{pageTitle(m_resumableBox, tr("Unfinished runs")), 1}, resume, m_stay, discard});
    fillColumn(m_resumableBox, space::s, {line, {m_resumableTable, 1}}, QMargins(0, space::s, 0, space::l));
    return m_resumableBox;
}

void ActivityPage::setNotices(const RunCallbacks &notices)
{
    QStringList parts;
    if (notices.waiting > 0)
        parts << tr("%1 pending", nullptr, pluralForm(notices.waiting)).arg(QLocale().toString(notices.waiting));
    if (notices.undelivered > 0)
        parts << tr("%1 not delivered", nullptr, pluralForm(notices.undelivered))
                     .arg(QLocale().toString(notices.undelivered));
    const bool isBad = notices.undelivered > 0;
    m_notices->setIcon(isBad ? themedIcon(QStringLiteral("triangle-alert"), ColourRole::Warn) : QIcon());
    //: %1 is what became of the notices: "2 wait, 1 not delivered".
    m_notices->setText(parts.isEmpty() ? tr("Notifications…")
                                       : tr("Notifications: %1…").arg(parts.join(QStringLiteral(", "))));
}

QByteArray ActivityPage::layoutState() const
{
    return m_splitter->saveState();
}

void ActivityPage::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

void ActivityPage::setResumable(const QList<ResumableRun> &runs)
{
    m_stored = runs;
    showStored();
    tellAllRuns();
}

/// A run of this session stands above, where it can be resumed and discarded as well; never twice.
void ActivityPage::showStored()
{
    const ResumableRun *before = m_resumable->at(m_resumableTable->currentIndex().row());
    const QString chosen = before ? before->id : QString();
    QList<ResumableRun> left = m_stored;
    left.removeIf([this](const ResumableRun &run) { return m_runs->contains(run.id); });
    m_resumable->setRows(left);
    m_resumableTable->setCurrentIndex(m_resumable->index(std::max(0, m_resumable->rowOf(chosen)), 0));
    showEmpty();
    showReturns();
}

const ResumableRun *ActivityPage::stored(const QString &runId) const
{
    const auto found
        = std::find_if(m_stored.cbegin(), m_stored.cend(), [&](const ResumableRun &run) { return run.id == runId; });
    return found == m_stored.cend() ? nullptr : &*found;
}

void ActivityPage::showReturns()
{
    const auto byItself = [](const ResumableRun *run) { return run && run->resumesByItself; };
    m_stay->setVisible(byItself(m_resumable->at(m_resumableTable->currentIndex().row())));
    const ResumableRun *shown = m_pane->run() ? stored(m_pane->run()->id()) : nullptr;
    m_pane->setResumable(shown != nullptr);
    m_pane->setPlannedReturn(byItself(shown) ? shown->resumeAt : std::nullopt);
}

void ActivityPage::showRun(Run *run)
{
    m_tabs->setCurrentWidget(m_stack);
    const int row = m_runs->rowOf(run);
    if (row >= 0)
        m_runTable->setCurrentIndex(m_runs->index(row, 0));
    showSelection();
}

void ActivityPage::showSelection()
{
    Run *run = m_runs->run(m_runTable->currentIndex().row());
    if (m_pane->run() != run || !run)
        m_pane->setRun(run);
    showReturns();
}

void ActivityPage::showEmpty()
{
    const bool some = m_runs->rowCount() > 0, unfinished = m_resumable->rowCount() > 0;
    m_stack->setCurrentIndex(some || unfinished ? 0 : 1);
    m_runsBox->setVisible(some || !unfinished);
    m_resumableBox->setVisible(unfinished);
}

void ActivityPage::askDiscard(const ResumableRun *run)
{
    if (!run)
        return;
    const Question question{
        .title = tr("Discard the unfinished run?"),
        .text = tr("Discard “%1: %2” for %3?")
                    .arg(runKindText(run->kind), visibleText(run->title, 100),
                         run->environment ? tenantText(run->profileName, *run->environment)
                                          : visibleText(run->profileName, 100)),
        .detail = discardQuestionText(run->kind, run->records, run->target),
        .acceptLabel = tr("Discard"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(this, question, this, [this, id = run->id] { Q_EMIT discardAsked(id); });
}

} // namespace muster
