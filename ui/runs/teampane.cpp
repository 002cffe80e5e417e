// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/teampane.h"

#include "models/items/teammodels.h"
#include "models/text/audittexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/recordtexts.h"
#include "models/text/teamtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QJsonDocument>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::milliseconds askingPause{400}; // each question goes over the network

enum Told { ToldRuns, ToldEntries };
enum Stacked { RunsShown, EntriesShown, NothingShown, ErrorShown };

QString sourceLine(const TeamSource &source, const QString &actor)
{
    //: A computer, an account on it, and a role of the database.
    return TeamPane::tr("On %1 by %2, reported by the role %3")
        .arg(teamSourceText(source), visibleText(actor, 100), visibleText(source.role, 100));
}

QString toldDetails(const TeamRun &told)
{
    const RunRecord &record = told.record;
    QStringList lines{runRecordTitle(record),
                      exactTimeText(record.run.startedAt),
                      sourceLine(told.source, told.actor),
                      TeamPane::tr("Connection %1").arg(visibleText(record.run.profileName, 100)),
                      TeamPane::tr("Run %1").arg(visibleText(record.run.id, 100)),
                      QString()};
    for (const MeasureTexts &measure : runMeasureTexts({&record}))
        lines.append(TeamPane::tr("%1: %2").arg(visibleText(measure.name, 200), measure.values.value(0)));
    if (const QString missing = missingMeasuresText(record); !missing.isEmpty())
        lines.append(missing);
    return lines.join(u'\n');
}

QString toldDetails(const TeamEntry &told)
{
    const AuditEntry &entry = told.entry;
    QStringList lines{TeamPane::tr("Entry %1: %2").arg(entry.sequence).arg(auditEventText(entry.event)),
                      recordTimeText(entry.at), sourceLine(told.source, entry.actor)};
    if (!entry.runId.isEmpty())
        lines.append(TeamPane::tr("Run %1").arg(visibleText(entry.runId, 100)));
    lines << QString() << QString::fromUtf8(QJsonDocument(entry.facts).toJson()).trimmed() << QString()
          << TeamPane::tr("Digest %1").arg(entry.digest);
    return lines.join(u'\n');
}

} // namespace

TeamPane::TeamPane(TeamPublisher &team, QWidget *parent)
    : QWidget(parent)
    , m_team(team)
    , m_reader(new TeamReader(team, this))
    , m_typing(new QTimer(this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(askingPause);
    connect(m_typing, &QTimer::timeout, this, &TeamPane::read);
    m_status = wrappedLabel(this, "teamStateLabel", ColourRole::Muted);
    m_notice = wrappedLabel(this, "teamNoticeLabel", ColourRole::Warn);
    m_splitter = new QSplitter(Qt::Vertical, this);
    fillSplitter(m_splitter, {{buildTables(), 3}, {buildDetails(), 2}});
    fillColumn(this, space::s, {m_status, buildFilters(), m_notice, {m_splitter, 1}},
               QMargins(0, space::s, 0, space::l));
    connect(m_reader, &TeamReader::answered, this, &TeamPane::showAnswer);
    connect(m_reader, &TeamReader::computersRead, this, &TeamPane::setComputers);
    connect(&m_team, &TeamPublisher::statusChanged, this, &TeamPane::showStatus);
    m_notice->showText({});
    showStatus();
    showAnswer();
}

QWidget *TeamPane::buildFilters()
{
    auto *box = new QWidget(this);
    m_what = calmCombo(box, "teamWhatCombo", tr("Show"));
    m_what->addItem(tr("Runs"), ToldRuns);
    m_what->addItem(tr("History"), ToldEntries);
    m_search
        = searchEdit(box, "teamSearchEdit", tr("Find in what the team has reported"), tr("Title, list, event or run"));
    m_search->setMinimumWidth(220);
    m_computer = calmCombo(box, "teamComputerCombo", tr("Computer"));
    m_since = sinceCombo(box, "teamSinceCombo");
    m_clear = pushButton(box, "clearTeamFilterButton", tr("Clear filters"), QStringLiteral("x"));
    m_again = pushButton(box, "readTeamButton", tr("Refresh"), QStringLiteral("refresh-cw"));
    m_count = elidedLabel(box, "teamCountLabel", ColourRole::Muted);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    for (QComboBox *combo : {m_what, m_computer, m_since})
        connect(combo, &QComboBox::activated, this, &TeamPane::read);
    connect(m_clear, &QPushButton::clicked, this, &TeamPane::clearFilter);
    connect(m_again, &QPushButton::clicked, this, &TeamPane::read);
    setComputers({});
    auto *flow = new FlowLayout(space::s);
    addWidgets(flow, {m_what, m_search, m_computer, m_since, m_clear, m_again});
    fillColumn(box, space::s, {flow, m_count});
    return box;
}

QWidget *TeamPane::buildTables()
{
    m_stack = new QStackedWidget(m_splitter);
    m_runs = new DataTable("teamRunsTable", tr("Team runs"), m_reader->runs(), m_stack);
    m_runs->setColumnWidths({{TeamRunsModel::Title, 210},
                             {TeamRunsModel::Computer, 110},
                             {TeamRunsModel::Actor, 90},
                             {TeamRunsModel::Connection, 120},
                             {TeamRunsModel::State, 150},
                             {TeamRunsModel::Records, 80},
                             {TeamRunsModel::Started, 160}});
    m_entries = new DataTable("teamEntriesTable", tr("Team history, newest first"), m_reader->entries(), m_stack);
    m_entries->setColumnWidths({{TeamEntriesModel::Time, 170},
                                {TeamEntriesModel::Computer, 120},
                                {TeamEntriesModel::Actor, 100},
                                {TeamEntriesModel::Event, 180},
                                {TeamEntriesModel::Object, 120},
                                {TeamEntriesModel::Run, 84}});
    for (DataTable *table : {m_runs, m_entries}) {
        table->setMinimumHeight(96);
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TeamPane::showChosen);
        connect(table->model(), &QAbstractItemModel::modelReset, this, &TeamPane::showChosen);
    }
    m_empty = named("teamEmptyState", new EmptyState(QStringLiteral("history"), m_stack));
    connect(m_empty, &EmptyState::triggered, this, &TeamPane::clearFilter);
    m_error = named("teamErrorPanel", new ErrorPanel(m_stack));
    m_error->setRetryLabel(tr("Refresh"));
    connect(m_error, &ErrorPanel::retry, this, &TeamPane::read);
    addWidgets(m_stack, {m_runs, m_entries, m_empty, m_error});
    return m_stack;
}

QWidget *TeamPane::buildDetails()
{
    auto *box = new QWidget(m_splitter);
    m_details = named("teamDetailsEdit", new QPlainTextEdit(box));
    m_details->setAccessibleName(tr("All reported details"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(Theme::monoFont());
    m_details->setPlaceholderText(tr("Choose a row to see all its reported details."));
    m_ofRun = pushButton(box, "teamEntriesOfRunButton", tr("History of this run"), QStringLiteral("history"));
    connect(m_ofRun, &QPushButton::clicked, this, &TeamPane::showEntriesOfRun);
    fillColumn(box, space::s, {{m_details, 1}, rowLayout(space::s, {m_ofRun, boxStretch(1)})});
    return box;
}

bool TeamPane::showsRuns() const
{
    return m_what->currentData().toInt() == ToldRuns;
}

DataTable *TeamPane::table() const
{
    return showsRuns() ? m_runs : m_entries;
}

TeamFilter TeamPane::typedFilter() const
{
    return {.since = chosenSince(*m_since),
            .computer = m_computer->currentData().toString(),
            .text = m_search->text().trimmed(),
            .limit = TeamDatabase::maxPage};
}

bool TeamPane::isFiltered() const
{
    return !m_search->text().trimmed().isEmpty() || m_computer->currentIndex() > 0 || m_since->currentIndex() > 0;
}

void TeamPane::showEvent(QShowEvent *)
{
    if (std::exchange(m_isStale, false))
        read();
}

void TeamPane::read()
{
    m_typing->stop();
    if (showsRuns())
        m_reader->readRuns(typedFilter());
    else
        m_reader->readEntries(typedFilter());
    m_reader->readComputers();
    showCount();
}

void TeamPane::clearFilter()
{
    m_search->clear();
    for (QComboBox *combo : {m_computer, m_since})
        combo->setCurrentIndex(0);
    read();
}

void TeamPane::setComputers(const QStringList &names)
{
    const QVariant before = m_computer->currentData();
    m_computer->clear();
    m_computer->addItem(tr("All computers"), QString());
    for (const QString &name : names)
        m_computer->addItem(visibleText(name, 100), name);
    m_computer->setCurrentIndex(std::max(0, m_computer->findData(before)));
}

void TeamPane::showAnswer()
{
    const auto &fault = m_reader->fault();
    const bool hasRows = table()->model()->rowCount() > 0;
    if (fault && !hasRows) {
        m_error->setError(*fault);
        m_stack->setCurrentIndex(ErrorShown);
    } else if (hasRows) {
        m_stack->setCurrentIndex(showsRuns() ? RunsShown : EntriesShown);
    } else {
        m_stack->setCurrentIndex(NothingShown);
    }
    m_empty->setSentence(isFiltered() ? tr("Nothing reported by the team matches these filters.")
                                      : tr("No computer has reported to the team database yet."));
    m_empty->setAction(isFiltered() ? tr("Clear filters") : QString());
    m_clear->setEnabled(isFiltered());
    m_notice->showText(fault && hasRows ? errorSentence(*fault) : teamUnreadableText(m_reader->unreadable()));
    showCount();
    if (hasRows && !table()->currentIndex().isValid())
        table()->selectRow(0);
    showChosen();
}

void TeamPane::showCount()
{
    const int count = table()->model()->rowCount();
    if (m_reader->isReading())
        m_count->setPlainText(tr("Reading the team database…"));
    else if (m_reader->hasOlder())
        m_count->setPlainText(tr("Newest %1; use filters to find older ones").arg(QLocale().toString(count)));
    else
        m_count->setPlainText(showsRuns() ? tr("%n run(s)", nullptr, count) : tr("%n entries", nullptr, count));
}

void TeamPane::showStatus()
{
    m_status->showText(teamStatusText(m_team.status()));
}

const TeamRun *TeamPane::chosenRun() const
{
    return showsRuns() ? m_reader->runs()->at(table()->currentIndex().row()) : nullptr;
}

const TeamEntry *TeamPane::chosenEntry() const
{
    return showsRuns() ? nullptr : m_reader->entries()->at(table()->currentIndex().row());
}

QString TeamPane::chosenRunId() const
{
    const TeamRun *run = chosenRun();
    const TeamEntry *entry = chosenEntry();
    return run != nullptr ? run->record.run.id : entry != nullptr ? entry->entry.runId : QString();
}

void TeamPane::showChosen()
{
    const TeamRun *run = chosenRun();
    const TeamEntry *entry = chosenEntry();
    m_details->setPlainText(run != nullptr ? toldDetails(*run) : entry != nullptr ? toldDetails(*entry) : QString());
    m_ofRun->setEnabled(!chosenRunId().isEmpty());
}

void TeamPane::showEntriesOfRun()
{
    const QString run = chosenRunId(); // of what is shown now
    m_what->setCurrentIndex(m_what->findData(ToldEntries));
    m_search->setText(run);
    read();
}

QByteArray TeamPane::layoutState() const
{
    return m_splitter->saveState();
}

void TeamPane::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

} // namespace muster
