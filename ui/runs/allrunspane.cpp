// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/allrunspane.h"

#include "models/items/runrecordsmodel.h"
#include "models/runs/pastorder.h"
#include "models/runs/pastrun.h"
#include "models/runs/runkinds.h"
#include "models/text/errortexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/runs/runpane.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds typingPause{250};

enum Page { Rows, Empty, NoneFound, Error };

} // namespace

AllRunsPane::AllRunsPane(RunHistory &history, QWidget *parent)
    : QWidget(parent)
    , m_model(new RunRecordsModel(history, this))
    , m_typing(new QTimer(this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);
    connect(m_typing, &QTimer::timeout, this, &AllRunsPane::applyFilter);
    connect(m_model, &RunRecordsModel::pageRead, this, &AllRunsPane::showState);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_below = new QStackedWidget(m_splitter);
    m_pane = named("pastRunPane", new RunPane(m_below));
    m_pane->showPast();
    connect(m_pane, &RunPane::resumeAsked, this, &AllRunsPane::resumeAsked);
    connect(m_pane, &RunPane::discardAsked, this, &AllRunsPane::discardAsked);
    m_notOne = named("notOneRunState", new EmptyState(QString(), m_below));
    connect(m_notOne, &EmptyState::triggered, this, [this] { m_compare->click(); });
    addWidgets(m_below, {formArea(m_pane), m_notOne});
    fillSplitter(m_splitter, {{buildTable(), 2}, {m_below, 3}});
    fillColumn(this, space::s, {buildFilters(), buildActions(), {m_splitter, 1}}, QMargins(0, space::s, 0, space::l));
    showSelection();
}

QWidget *AllRunsPane::buildFilters()
{
    auto *box = new QWidget(this);
    m_search
        = searchEdit(box, "runSearchEdit", tr("Find runs by title, file, list, or ID"), tr("Title, file, list, or ID"));
    m_search->setMinimumWidth(220);
    m_kind = calmCombo(box, "runKindCombo", tr("Run type"));
    m_kind->addItem(tr("All types"), QString());
    for (std::size_t number = 0; number < runKindCount; ++number) {
        const QString key = runKindKey(RunKind(number));
        if (runMaker(key) != nullptr) // the others leave no entry
            m_kind->addItem(runKindText(RunKind(number)), key);
    }
    m_connection = calmCombo(box, "runConnectionCombo", tr("Connection"));
    m_connection->addItem(tr("All connections"), QString());
    m_state = calmCombo(box, "runStateCombo", tr("Outcome"));
    m_state->addItem(tr("Any outcome"), QString());
    for (const auto kind : {RunOutcome::Kind::Complete, RunOutcome::Kind::Paused, RunOutcome::Kind::Halted,
                            RunOutcome::Kind::Failed, RunOutcome::Kind::Refused, RunOutcome::Kind::Cancelled})
        m_state->addItem(outcomeKindText(kind), outcomeKey(kind));
    m_state->addItem(tr("Discarded"), QStringLiteral("discarded"));
    m_since = sinceCombo(box, "runSinceCombo");
    m_clear = pushButton(box, "clearRunFilterButton", tr("Clear filters"), QStringLiteral("x"));
    m_count = elidedLabel(box, "runCountLabel", ColourRole::Muted);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    for (QComboBox *combo : {m_kind, m_connection, m_state, m_since})
        connect(combo, &QComboBox::activated, this, &AllRunsPane::applyFilter);
    connect(m_clear, &QPushButton::clicked, this, &AllRunsPane::clearFilter);
    m_table->setSearch(m_search);
    auto *flow = new FlowLayout(space::s, box);
    addWidgets(flow, {m_search, m_kind, m_connection, m_state, m_since, m_clear});
    return box;
}

QWidget *AllRunsPane::buildTable()
{
    m_stack = new QStackedWidget(m_splitter);
    m_table = new DataTable("allRunsTable", tr("All runs"), m_model, m_stack);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setMinimumHeight(96);
    m_table->setColumnWidths({{RunRecordsModel::Title, 240},
                              {RunRecordsModel::Connection, 130},
                              {RunRecordsModel::State, 160},
                              {RunRecordsModel::Records, 90},
                              {RunRecordsModel::Started, 170},
                              {RunRecordsModel::Took, 80},
                              {RunRecordsModel::Latency, 110}});
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AllRunsPane::showSelection);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (const QStringList chosen = selectedIds(); !chosen.isEmpty())
            m_chosen = chosen;
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &AllRunsPane::showSelection);
    auto *none = new EmptyState(QStringLiteral("search"), tr("No runs match these filters."), m_stack);
    none->setAction(tr("Clear filters"));
    connect(none, &EmptyState::triggered, this, &AllRunsPane::clearFilter);
    m_error = new ErrorPanel(m_stack);
    m_error->setRetryLabel(tr("Refresh"));
    connect(m_error, &ErrorPanel::retry, m_model, &RunRecordsModel::refresh);
    addWidgets(m_stack,
               {m_table, new EmptyState(QStringLiteral("activity"), tr("No runs yet."), m_stack), none, m_error});
    return m_stack;
}

QWidget *AllRunsPane::buildActions()
{
    auto *box = new QWidget(this);
    m_resume = pushButton(box, "resumePastRunButton", tr("Resume"), QStringLiteral("play"));
    m_discard = pushButton(box, "discardPastRunButton", tr("Discard…"), QStringLiteral("trash-2"));
    m_repeat = pushButton(box, "repeatRunButton", tr("Repeat…"), QStringLiteral("refresh-cw"));
    m_compare = pushButton(box, "compareRunsButton", tr("Compare…"), QStringLiteral("chart-bar"));
    m_compare->setToolTip(tr("Select two runs to compare them"));
    m_trend = pushButton(box, "runTrendButton", tr("Trend…"), QStringLiteral("chart-line"));
    m_trend->setToolTip(tr("Fill rate, latency, and records for all complete runs on the same segment or list"));
    m_audit = pushButton(box, "runInHistoryButton", tr("Show in History"), QStringLiteral("history"));
    const auto ask = [this](QPushButton *button, auto signal) {
        connect(button, &QPushButton::clicked, this, [this, signal] {
            if (const QStringList ids = selectedIds(); ids.size() == 1)
                Q_EMIT(this->*signal)(ids.first());
        });
    };
    ask(m_resume, &AllRunsPane::resumeAsked);
    ask(m_discard, &AllRunsPane::discardAsked);
    ask(m_repeat, &AllRunsPane::repeatAsked);
    ask(m_trend, &AllRunsPane::trendAsked);
    ask(m_audit, &AllRunsPane::historyAsked);
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (const QStringList ids = selectedIds(); ids.size() == 2)
            Q_EMIT compareAsked(ids.last(), ids.first()); // the earlier one first
    });
    auto *row = new FlowLayout(space::s, box);
    row->addWidget(m_count);
    row->addStretch();
    addWidgets(row, {m_resume, m_discard, m_repeat, m_compare, m_trend, m_audit});
    return box;
}

void AllRunsPane::setConnections(const QList<std::pair<QString, QString>> &connections)
{
    const QVariant before = m_connection->currentData();
    m_connection->clear();
    m_connection->addItem(tr("All connections"), QString());
    for (const auto &[id, name] : connections)
        m_connection->addItem(visibleText(name, 100), id);
    m_connection->setCurrentIndex(std::max(0, m_connection->findData(before)));
}

void AllRunsPane::setRuns(const QSet<QString> &active, const QSet<QString> &resumable)
{
    if (active == m_active && resumable == m_resumable)
        return;
    m_active = active;
    m_resumable = resumable;
    m_model->setActive(active);
    m_isStale = true;
    showSelection();
    read();
}

void AllRunsPane::read()
{
    if (isVisible() && std::exchange(m_isStale, false))
        m_model->refresh();
}

void AllRunsPane::showEvent(QShowEvent *)
{
    read();
}

void AllRunsPane::open(const QString &runId)
{
    clearFilter();
    m_search->setText(runId);
    applyFilter();
}

RunFilter AllRunsPane::typedFilter() const
{
    RunFilter filter;
    filter.text = m_search->text().trimmed();
    filter.kind = m_kind->currentData().toString();
    filter.profileId = m_connection->currentData().toString();
    filter.state = m_state->currentData().toString();
    filter.since = chosenSince(*m_since);
    return filter;
}

void AllRunsPane::applyFilter()
{
    m_typing->stop();
    m_isStale = false;
    m_model->setFilter(typedFilter());
}

void AllRunsPane::clearFilter()
{
    m_search->clear();
    for (QComboBox *combo : {m_kind, m_connection, m_state, m_since})
        combo->setCurrentIndex(0);
    applyFilter();
}

QStringList AllRunsPane::selectedIds() const
{
    QStringList ids;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &index : std::as_const(rows)) {
        if (const RunRecord *record = m_model->at(index.row()))
            ids.append(record->run.id);
    }
    return ids;
}

void AllRunsPane::showSelection()
{
    const QStringList ids = selectedIds();
    const RunRecord *one = ids.size() == 1 ? m_model->at(m_model->rowOf(ids.first())) : nullptr;
    const bool canResume = one != nullptr && m_resumable.contains(one->run.id);
    for (QPushButton *button : {m_resume, m_discard})
        button->setEnabled(canResume);
    const auto obstacle = one != nullptr ? repeatObstacle(one->run.kind) : std::nullopt;
    m_repeat->setEnabled(one != nullptr && !obstacle);
    toolTips::set(m_repeat,
                  obstacle ? errorSentence(*obstacle)
                           : tr("Fill the page with the same settings; nothing is sent before you confirm it"));
    m_audit->setEnabled(one != nullptr);
    m_trend->setEnabled(one != nullptr && !one->subject.isEmpty());
    m_compare->setEnabled(ids.size() == 2);
    showInPane(one);
    showHint(ids.size());
    m_pane->setResumable(canResume);
}

/// A pane without a run would say that nothing is running, which nobody asked.
void AllRunsPane::showHint(qsizetype chosen)
{
    m_below->setCurrentIndex(chosen == 1 ? 0 : 1);
    if (chosen == 2)
        m_notOne->setSentence(tr("Two runs are selected. Compare their results, or select one for details."));
    else
        m_notOne->setSentence(chosen == 0 ? tr("Select a run for details, or two runs to compare them.")
                                          : tr("Select one run for details, or two to compare them."));
    m_notOne->setAction(chosen == 2 ? tr("Compare runs…") : QString());
}

void AllRunsPane::showInPane(const RunRecord *record)
{
    Run *const before = m_shown;
    m_shown = record != nullptr ? PastRun::of(*record, this) : nullptr;
    m_pane->setRun(m_shown);
    delete before;
}

void AllRunsPane::showState()
{
    const RunFilter filter = m_model->filter();
    const bool isFiltered = !filter.text.isEmpty() || !filter.kind.isEmpty() || !filter.profileId.isEmpty()
        || !filter.state.isEmpty() || filter.since.isValid();
    m_clear->setEnabled(isFiltered);
    if (const auto &fault = m_model->fault(); fault && m_model->rowCount() == 0) {
        m_error->setError(*fault);
        m_stack->setCurrentIndex(Error);
    } else {
        m_stack->setCurrentIndex(m_model->rowCount() > 0 ? Rows : isFiltered ? NoneFound : Empty);
    }
    const QString count = QLocale().toString(m_model->rowCount());
    m_count->setPlainText(m_model->canFetchMore({}) ? tr("%1 runs, more below").arg(count)
                                                    : tr("%n run(s)", nullptr, m_model->rowCount()));
    selectAgain();
}

void AllRunsPane::selectAgain()
{
    QItemSelectionModel *selection = m_table->selectionModel();
    if (selection->hasSelection() || m_model->rowCount() == 0)
        return;
    for (const QString &id : std::exchange(m_chosen, {})) {
        if (const int row = m_model->rowOf(id); row >= 0)
            selection->select(m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    if (!selection->hasSelection())
        m_table->selectRow(0);
}

QByteArray AllRunsPane::layoutState() const
{
    return m_splitter->saveState();
}

void AllRunsPane::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

} // namespace muster
