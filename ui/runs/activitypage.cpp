// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/activitypage.h"

#include "models/items/runlistmodel.h"
#include "models/items/runmodels.h"
#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/runtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"
#include "ui/runs/runpane.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

ActivityPage::ActivityPage(RunListModel *runs, QWidget *parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_resumable(new ResumableRunsModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_splitter = new QSplitter(Qt::Vertical, m_stack);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildRuns(runs));
    m_splitter->addWidget(buildResumable());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    auto *empty = new EmptyState(QStringLiteral("activity"), m_stack);
    empty->setSentence(
        tr("Nothing runs and nothing waits to be resumed. What you start on the other pages appears here."));
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead()); // there whatever is below it
    column->addWidget(m_stack, 1);
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

QWidget *ActivityPage::buildHead()
{
    auto *head = new QWidget(this);
    m_notices = new QPushButton(head);
    m_notices->setObjectName(QStringLiteral("noticesButton"));
    m_notices->setToolTip(tr("Notices to other systems, and the keys that sign them"));
    connect(m_notices, &QPushButton::clicked, this, &ActivityPage::noticesAsked);
    setNotices({});
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(space::l, space::l, space::l, 0);
    row->setSpacing(space::s);
    row->addWidget(pageTitle(head, tr("Activity")), 1);
    row->addWidget(m_notices);
    return head;
}

QWidget *ActivityPage::buildRuns(RunListModel *runs)
{
    m_runsBox = new QWidget(this);
    m_runTable = new DataTable(m_runsBox);
    m_runTable->setObjectName(QStringLiteral("runsTable"));
    m_runTable->setAccessibleName(tr("Runs of this session"));
    m_runTable->setModel(runs);
    m_runTable->setColumnWidth(RunListModel::Title, 270);
    m_runTable->setColumnWidth(RunListModel::Tenant, 200);
    m_runTable->setColumnWidth(RunListModel::State, 250);
    m_runTable->setColumnWidth(RunListModel::Progress, 160);
    m_runTable->setMaximumHeight(150);
    m_runTable->setMinimumHeight(72);
    connect(m_runTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivityPage::showSelection);
    m_pane = new RunPane(m_runsBox);
    m_pane->setObjectName(QStringLiteral("runPane"));
    connect(m_pane, &RunPane::resumeAsked, this, &ActivityPage::resumeAsked);
    connect(m_pane, &RunPane::stayPausedAsked, this, &ActivityPage::stayPausedAsked);
    connect(m_pane, &RunPane::discardAsked, this, [this](const QString &runId) { askDiscard(stored(runId)); });
    auto *column = new QVBoxLayout(m_runsBox);
    column->setContentsMargins(space::l, space::s, space::l, space::s);
    column->setSpacing(space::s);
    column->addWidget(m_runTable);
    column->addWidget(m_pane, 1);
    return m_runsBox;
}

QWidget *ActivityPage::buildResumable()
{
    m_resumableBox = new QWidget(this);
    m_resumableTable = new DataTable(m_resumableBox);
    m_resumableTable->setObjectName(QStringLiteral("resumableTable"));
    m_resumableTable->setAccessibleName(tr("Unfinished runs"));
    m_resumableTable->setModel(m_resumable);
    m_resumableTable->setMinimumHeight(72);
    m_resumableTable->setColumnWidth(ResumableRunsModel::Title, 240);
    m_resumableTable->setColumnWidth(ResumableRunsModel::State, 220);
    m_resumableTable->setColumnWidth(ResumableRunsModel::Profile, 170);
    m_resume = new QPushButton(themedIcon(QStringLiteral("play")), tr("Resume"), m_resumableBox);
    m_resume->setObjectName(QStringLiteral("resumeStoredRunButton"));
    m_stay = new QPushButton(themedIcon(QStringLiteral("pause")), tr("Stay paused"), m_resumableBox);
    m_stay->setObjectName(QStringLiteral("stayPausedStoredRunButton"));
    m_stay->setToolTip(tr("Do not go on without being asked"));
    m_discard = new QPushButton(themedIcon(QStringLiteral("trash-2")), tr("Discard\u2026"), m_resumableBox);
    m_discard->setObjectName(QStringLiteral("discardRunButton"));
    const auto selected = [this] {
        const ResumableRun *run = m_resumable->at(m_resumableTable->currentIndex().row());
        return run ? run->id : QString();
    };
    connect(m_resume, &QPushButton::clicked, this, [this, selected] {
        if (!selected().isEmpty())
            Q_EMIT resumeAsked(selected());
    });
    connect(m_stay, &QPushButton::clicked, this, [this, selected] {
        if (!selected().isEmpty())
            Q_EMIT stayPausedAsked(selected());
    });
    connect(m_discard, &QPushButton::clicked, this,
            [this] { askDiscard(m_resumable->at(m_resumableTable->currentIndex().row())); });
    connect(m_resumableTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ActivityPage::showReturns);
    new RelativeTimes(m_resumableTable, [this](const QDateTime &) { m_resumable->refreshTimes(); });
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(pageTitle(m_resumableBox, tr("Unfinished runs")), 1);
    line->addWidget(m_resume);
    line->addWidget(m_stay);
    line->addWidget(m_discard);
    auto *column = new QVBoxLayout(m_resumableBox);
    column->setContentsMargins(space::l, space::s, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(line);
    column->addWidget(m_resumableTable, 1);
    return m_resumableBox;
}

void ActivityPage::setNotices(const RunCallbacks &notices)
{
    QStringList parts;
    if (notices.waiting > 0)
        parts << tr("%1 wait", nullptr, pluralForm(notices.waiting)).arg(QLocale().toString(notices.waiting));
    if (notices.undelivered > 0)
        parts << tr("%1 not delivered", nullptr, pluralForm(notices.undelivered))
                     .arg(QLocale().toString(notices.undelivered));
    const bool isBad = notices.undelivered > 0;
    m_notices->setIcon(isBad ? themedIcon(QStringLiteral("triangle-alert"), ColourRole::Warn) : QIcon());
    //: %1 is what became of the notices: "2 wait, 1 not delivered".
    m_notices->setText(parts.isEmpty() ? tr("Notices\u2026")
                                       : tr("Notices: %1\u2026").arg(parts.join(QStringLiteral(", "))));
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
        .text = tr("Discard \u201c%1: %2\u201d of %3?")
                    .arg(runKindText(run->kind), visibleText(run->title, 100),
                         run->environment ? tenantText(run->profileName, *run->environment)
                                          : visibleText(run->profileName, 100)),
        .detail = run->kind == RunKind::SegmentExport
            ? tr("The .partial file with %1 records beside %2 is deleted. The history keeps an entry of it.", nullptr,
                 pluralForm(run->records))
                  .arg(QLocale().toString(run->records), visibleText(run->target, 300))
            : tr("What was done stays done. What is planned and not yet done will not be done, and the run\u2019s own "
                 "record of it is deleted. Backups and the history are kept."),
        .acceptLabel = tr("Discard it"),
        .rejectLabel = tr("Keep it"),
        .dangerous = true,
    };
    Prompts::instance().ask(this, question, [this, id = run->id](bool accepted) {
        if (accepted)
            Q_EMIT discardAsked(id);
    });
}

} // namespace muster
