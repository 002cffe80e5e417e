// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/resultspane.h"

#include "models/items/itemroles.h"
#include "models/items/transcriptmodels.h"
#include "ui/common/announcer.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTimer>

namespace muster {

namespace {

constexpr int searchDelayMilliseconds = 250; // not at every key of a word

} // namespace

ResultsPane::ResultsPane(QWidget *parent)
    : QWidget(parent)
    , m_results(new TranscriptResultsModel(this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_hits(new TranscriptHitsModel(this))
    , m_searchDelay(new QTimer(this))
    , m_count(elidedLabel(this, "transcriptCountLabel", ColourRole::Muted))
    , m_stack(new QStackedWidget(this))
{
    m_proxy->setSourceModel(m_results);
    m_proxy->setSortRole(RawRole);
    m_proxy->setFilterRole(RawRole);
    m_proxy->setFilterKeyColumn(TranscriptResultsModel::Fate);
    m_table = new DataTable("transcriptResultsTable", tr("Interactions of the job"), m_proxy, m_stack);
    new EmptyOverlay(
        m_table, tr("The interactions of the job appear here as they arrive. If none do, choose another job above."));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as they arrived, until a header is clicked
    m_table->setColumnWidths({{TranscriptResultsModel::Interaction, 104}, {TranscriptResultsModel::Fate, 92}});
    m_table->setColumnHidden(TranscriptResultsModel::Medium, true); // the viewer says it, and it can be chosen
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ResultsPane::resultChosen);
    m_hitTable = new DataTable("transcriptHitsTable", tr("Matches"), m_hits, m_stack);
    new EmptyOverlay(m_hitTable, tr("None of these transcripts contains the text. Try fewer or different words."));
    m_hitTable->setColumnWidth(TranscriptHitsModel::Interaction, 104);
    connect(m_hitTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (const TranscriptHit *hit = m_hits->at(now.row()))
                    Q_EMIT hitChosen(m_hits->placeOf(now.row()), int(hit->segment));
            });
    addWidgets(m_stack, {m_table, m_hitTable});
    fillColumn(this, space::s, {buildHead(), {m_stack, 1}, m_count}, QMargins(0, space::xs, 0, 0));
    connect(m_results, &QAbstractItemModel::rowsInserted, this, &ResultsPane::showCount);
    connect(m_results, &QAbstractItemModel::modelReset, this, &ResultsPane::showCount);
    showCount();
}

QWidget *ResultsPane::buildHead()
{
    auto *head = new QWidget(this);
    m_fate = calmCombo(head, "transcriptFateCombo", tr("Filter interactions by outcome"));
    m_fate->addItem(tr("All interactions"), -1);
    for (const TranscriptFate fate : {TranscriptFate::Written, TranscriptFate::Held, TranscriptFate::Missing,
                                      TranscriptFate::Failed, TranscriptFate::LeftOut, TranscriptFate::Unexpected})
        m_fate->addItem(TranscriptResultsModel::fateText(fate), int(fate));
    connect(m_fate, &QComboBox::currentIndexChanged, this, [this] {
        const int fate = m_fate->currentData().toInt();
        m_proxy->setFilterRegularExpression(fate < 0 ? QRegularExpression()
                                                     : QRegularExpression(QStringLiteral("^%1$").arg(fate)));
        showCount();
    });
    m_search = searchEdit(head, "transcriptSearchEdit", tr("Find text in all transcripts of the job"),
                          tr("Find in all of them (Ctrl+F)"));
    m_search->setMaxLength(200);
    connect(addCommand(Command::Find, this, Qt::WindowShortcut), &QAction::triggered, m_table, &DataTable::openFind);
    m_table->setSearch(m_search);
    m_hitTable->setSearch(m_search);
    m_searchDelay->setSingleShot(true);
    m_searchDelay->setInterval(searchDelayMilliseconds);
    connect(m_searchDelay, &QTimer::timeout, this, [this] { Q_EMIT searchAsked(searched()); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        if (!searched().isEmpty())
            return m_searchDelay->start();
        m_searchDelay->stop();
        m_stack->setCurrentWidget(m_table);
        showCount();
        Q_EMIT searchAsked({});
    });
    fillColumn(head, space::xs, {m_search, m_fate});
    return head;
}

QString ResultsPane::searched() const
{
    return m_search->text().trimmed();
}

const QList<TranscriptResult> &ResultsPane::results() const
{
    return m_results->rows();
}

void ResultsPane::setResults(const QList<TranscriptResult> &results)
{
    m_search->clear();
    m_results->setResults(results);
    if (m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
    else
        Q_EMIT resultChosen();
}

void ResultsPane::addResult(const TranscriptResult &result)
{
    m_results->add(result);
    if (!m_table->currentIndex().isValid() && m_proxy->rowCount() > 0)
        m_table->setCurrentIndex(m_proxy->index(0, 0));
}

const TranscriptResult *ResultsPane::current() const
{
    const QModelIndex index = m_proxy->mapToSource(m_table->currentIndex());
    return index.isValid() ? m_results->at(index.row()) : nullptr;
}

void ResultsPane::showCount()
{
    const int all = m_results->rowCount(), shown = m_proxy->rowCount();
    const QLocale locale;
    m_count->setPlainText(all == shown
                              ? tr("Interactions: %1").arg(locale.toString(all))
                              : tr("Interactions: %1 of %2").arg(locale.toString(shown), locale.toString(all)));
}

void ResultsPane::showSearching()
{
    m_count->setPlainText(tr("Searching…"));
}

void ResultsPane::showHits(const TranscriptHits &hits, const QList<TranscriptPlace> &searched)
{
    m_hits->setHits(hits, searched);
    m_stack->setCurrentWidget(m_hitTable);
    const QLocale locale;
    QString words = tr("Matches: %1, in transcripts: %2.")
                        .arg(locale.toString(hits.hits.size()), locale.toString(hits.transcripts));
    if (hits.isCut)
        words += u' ' + tr("There are more.");
    if (hits.unreadable > 0)
        words += u' ' + tr("Unreadable: %1.").arg(locale.toString(hits.unreadable));
    m_count->setPlainText(words);
    Announcer::sayNewest(this, QStringLiteral("transcripts"), words);
}

} // namespace muster
