// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchview.h"

#include "models/items/contacttablemodel.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/runtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactspane.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/facetspane.h"
#include "ui/lists/workbenchhead.h"
#include "ui/lists/workbenchside.h"

#include <QDataStream>
#include <QIODevice>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <algorithm>
#include <numeric>

namespace muster {

namespace {

constexpr int narrowFacets = 208, facetsWidth = 236; ///< The latter: the words of every value.
constexpr int narrowSide = 226, sideWidth = 300;
constexpr int wideEnough = 1200; ///< For the wider ones of both.
constexpr int contactsWidth = 280; ///< At least; less would leave no table.

int needs(const QWidget &part)
{
    return std::max(part.minimumWidth(), part.minimumSizeHint().width());
}

} // namespace

WorkbenchSplitter::WorkbenchSplitter(QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
{
    setChildrenCollapsible(false);
}

void WorkbenchSplitter::setParts(const Parts &parts)
{
    m_parts = parts;
    parts.facets->setMinimumWidth(narrowFacets);
    parts.side->setMinimumWidth(narrowSide);
    parts.contacts->setMinimumWidth(std::max(contactsWidth, parts.contacts->minimumSizeHint().width()));
    for (QWidget *part : {parts.directives, parts.facets, parts.contacts, parts.side})
        addWidget(part);
    setStretchFactor(indexOf(parts.contacts), 1);
    parts.side->hide();
    setSizes({needs(*parts.directives), facetsWidth, 640, sideWidth});
}

void WorkbenchSplitter::setSideShown(bool shown)
{
    if (shown == m_isSideShown)
        return;
    m_isSideShown = shown;
    m_parts.side->setVisible(shown);
    makeRoom();
    QList<int> widths = sizes(); // the table makes room, before the facets lose their words
    const int all = std::accumulate(widths.cbegin(), widths.cend(), 0);
    const bool isNarrow = all <= wideEnough;
    if (isNarrow)
        widths[1] = shown ? narrowFacets : std::max(widths[1], facetsWidth);
    widths[3] = !shown ? 0 : isNarrow ? narrowSide : sideWidth;
    widths[2] = all - widths[0] - widths[1] - widths[3];
    setSizes(widths);
}

void WorkbenchSplitter::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    makeRoom();
}

void WorkbenchSplitter::makeRoom()
{
    if (!m_parts.side)
        return;
    int needed = (count() - 1) * handleWidth();
    for (const QWidget *part : {m_parts.directives, m_parts.facets, m_parts.contacts, m_parts.side})
        needed += needs(*part);
    m_parts.facets->setHidden(m_isSideShown && width() < needed);
}

namespace {

qint64 countOf(const ListSummary &summary, ListVerdict verdict)
{
    return summary.verdicts[std::size_t(verdict)];
}

} // namespace

WorkbenchView::WorkbenchView(ListWorkbench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
{
    m_directives = named("directivePane", new DirectivePane(this));
    m_facets = new FacetsPane(this);
    m_contacts = new ContactsPane(bench.model(), this);
    m_splitter = new WorkbenchSplitter(this);
    m_splitter->setParts({m_directives, m_facets, m_contacts, buildSide()});
    setFocusProxy(m_contacts);

    auto *head = buildHead();
    fillColumn(this, 0, {head, buildReadBar(), buildSaveBar(), {m_splitter, 1}});
    connectBench();
    showSummary();
    showButtons();
}

QWidget *WorkbenchView::buildHead()
{
    m_head = new WorkbenchHead(this);
    connect(m_head, &WorkbenchHead::sideToggled, this, &WorkbenchView::showSide);
    return m_head;
}

QWidget *WorkbenchView::buildReadBar()
{
    m_readBar = new ProgressLine(QStringLiteral("read"), tr("Reading progress"), this);
    m_hold = m_readBar->addButton("holdReadingButton", {});
    m_hold->setToolTip(tr("Stop requesting contacts for now; you can review those that have arrived"));
    connect(m_hold, &QPushButton::clicked, this, [this] { Q_EMIT holdReadingAsked(m_run && !m_run->isHeld()); });
    QPushButton *stop = m_readBar->addButton("stopReadingButton", tr("S&top reading"));
    stop->setToolTip(tr("What has arrived stays for review; nothing can be purged from an incomplete list"));
    connect(stop, &QPushButton::clicked, this, &WorkbenchView::stopReadingAsked);
    return m_readBar;
}

QWidget *WorkbenchView::buildSaveBar()
{
    m_saveBar = new ProgressLine(QStringLiteral("save"), tr("Saving progress"), this);
    QPushButton *cancel = m_saveBar->addButton("cancelSaveButton", tr("Cancel sa&ving"));
    connect(cancel, &QPushButton::clicked, &m_bench, &ListWorkbench::cancelReport);
    return m_saveBar;
}

/// A file of a few rows is there before anybody could read that it is being saved.
void WorkbenchView::showSaving(qint64 rows, qint64 total)
{
    m_saveBar->show();
    showButtons();
    m_saveBar->setProgress(
        total > 0 ? std::optional(double(rows) / double(total)) : std::nullopt,
        total < 0
            ? tr("Counting the contacts to save…")
            : tr("Saving: %1 of %2 contacts", nullptr, pluralForm(total)).arg(numberText(rows), numberText(total)));
}

void WorkbenchView::endSaving(const QString &sentence)
{
    m_saveBar->hide();
    showMessage(sentence);
    showButtons();
}

SaveContactsDialog::Counts WorkbenchView::saveCounts() const
{
    const ListSummary &summary = m_bench.summary();
    return {.all = summary.contacts,
            .shown = m_shown,
            .selected = m_contacts->selectedCount(),
            .changes = countOf(summary, ListVerdict::Fix) + countOf(summary, ListVerdict::Purge)};
}

QList<QPair<int, int>> WorkbenchView::selectedRanges() const
{
    return m_contacts->selectedRanges();
}

QWidget *WorkbenchView::buildSide()
{
    m_side = named("listSideTabs", new QTabWidget(this));
    m_side->setAccessibleName(tr("The selected contact, and the outcome of the whole list"));
    m_side->setDocumentMode(true);
    m_details = new ContactDetailsPane(m_side);
    m_outcome = new OutcomePane(m_side);
    m_side->addTab(m_details, tr("Contact"));
    m_side->addTab(m_outcome, tr("Outcome"));
    return m_side;
}

void WorkbenchView::connectBench()
{
    connect(m_directives, &DirectivePane::directiveChanged, this, [this](const SanitizationDirective &directive) {
        m_directives->showError({});
        m_bench.setDirective(directive);
    });
    connect(m_facets, &FacetsPane::filterAsked, this, &WorkbenchView::setFilter);
    connect(m_contacts, &ContactsPane::filterAsked, this, &WorkbenchView::setFilter);
    connect(m_contacts, &ContactsPane::selectionMoved, this, &WorkbenchView::showDetails);
    connect(m_contacts, &ContactsPane::detailsAsked, this, [this] {
        m_head->setSideShown(true);
        m_side->setCurrentWidget(m_details);
    });
    connect(&m_bench, &ListWorkbench::detailsReady, m_details, &ContactDetailsPane::setDetails);
    connect(m_details, &ContactDetailsPane::contactAsked, this, &WorkbenchView::showContact);
    connect(m_contacts, &ContactsPane::decided, this, &WorkbenchView::decide);
    connect(&m_bench, &ListWorkbench::decided, m_contacts, [this](const std::optional<ApiError> &refusal) {
        m_contacts->showDecisionError(refusal ? errorSentence(*refusal) : QString());
    });
    connect(m_contacts, &ContactsPane::retryAsked, m_head, &WorkbenchHead::readAgainAsked);
    connect(m_contacts, &ContactsPane::leaveAsked, m_head, &WorkbenchHead::backAsked);
    connect(&m_bench, &ListWorkbench::readingChanged, this, [this](qint64 contacts, bool) {
        m_read = contacts;
        showReadMetrics();
    });
    connect(&m_bench, &ListWorkbench::judged, this, [this] {
        m_directives->showDigest(m_bench.directiveDigest());
        showSummary();
        showDetails();
        showButtons();
    });
    connect(&m_bench, &ListWorkbench::facetsCounted, m_facets, &FacetsPane::setSummary);
    connect(&m_bench, &ListWorkbench::viewChanged, this, [this](qint64 shown) {
        m_shown = shown;
        if (shown > 0 || !m_reading)
            m_contacts->showShown(shown, m_bench.summary().contacts);
        showWanted();
        showDetails();
        showButtons();
    });
    connect(&m_bench, &ListWorkbench::compared, m_directives->comparison(), &ComparisonBox::setMoves);
    connect(m_directives->comparison(), &ComparisonBox::filterAsked, this, [this](const MoveFilter &moved) {
        ContactFilter filter = m_filter;
        filter.moved = moved;
        setFilter(filter);
    });
    connect(&m_bench, &ListWorkbench::reportProgress, this, &WorkbenchView::showSaving);
    connect(&m_bench, &ListWorkbench::directiveFailed, this, [this](const ApiError &error) {
        m_directives->showError(
            m_bench.listFault()
                ? QString(
                      errorSentence(error) % u' '
                      % tr("What this list was meant to check isn’t checked, and what isn’t checked is never purged."))
                : errorSentence(error));
    });
    connect(&m_bench, &ListWorkbench::comparisonFailed, this,
            [this](const ApiError &error) { m_directives->showNote(errorSentence(error)); });
}

void WorkbenchView::startReading(const ListSource &source, ListReadRun *run)
{
    m_reading = true;
    showMessage({});
    m_run = run;
    m_incomplete.reset();
    m_wanted.clear();
    m_read = m_shown = 0;
    m_facets->clear();
    m_directives->comparison()->setMoves(nullptr);
    m_head->setSource(source);
    m_head->setWarning({});
    m_readBar->show();
    m_contacts->showLoading();
    m_details->clear(0);
    if (run) {
        connect(run, &Run::metricsChanged, this, &WorkbenchView::showReadMetrics);
        connect(run, &ListReadRun::heldChanged, this, &WorkbenchView::showReadMetrics);
    }
    showReadMetrics();
    showSummary();
    showButtons();
}

void WorkbenchView::endReading(const std::optional<ApiError> &error)
{
    m_reading = false;
    m_incomplete = error;
    m_directives->comparison()->setMoves(nullptr); // of a part of the list
    m_readBar->hide();
    if (m_run)
        m_run->disconnect(this);
    const bool file = !m_bench.source().file.isEmpty();
    QStringList lines;
    if (error)
        lines << (file ? tr("The file wasn’t read completely. The part that was read is shown.")
                       : tr("This list wasn’t read completely, so nothing can be purged from it."))
              << errorSentence(*error);
    else if (file)
        lines << tr("Dry run: the contacts come from a file, and nothing can be applied.");
    m_head->setWarning(lines.join(u' '));
    if (!m_bench.isBusy())
        m_contacts->showShown(m_shown, m_bench.summary().contacts);
    showSummary();
    showButtons();
}

void WorkbenchView::showReadError(const ApiError &error)
{
    endReading(error);
    m_head->setWarning({});
    m_contacts->showError(error);
}

void WorkbenchView::showMessage(const QString &sentence)
{
    m_head->setMessage(sentence);
}

void WorkbenchView::setFilter(const ContactFilter &filter)
{
    m_filter = filter;
    m_facets->setFilter(filter);
    m_contacts->setFilter(filter);
    m_directives->comparison()->setFilter(filter.moved);
    m_bench.setFilter(filter);
}

void WorkbenchView::showSummary()
{
    const ListSummary &summary = m_bench.summary();
    m_outcome->setSummary(summary);
    m_head->setSummary(summary);
}

void WorkbenchView::showReadMetrics()
{
    if (!m_reading)
        return;
    const bool held = m_run && m_run->isHeld();
    m_hold->setText(held ? tr("C&ontinue reading") : tr("Pa&use reading"));
    if (!m_run) {
        m_readBar->setProgress(std::nullopt,
                               tr("%1 contacts read", nullptr, pluralForm(m_read)).arg(numberText(m_read)));
        return;
    }
    const RunMetrics &metrics = m_run->metrics();
    QStringList parts{held ? tr("Paused") : runStateText(m_run->state(), metrics), progressText(metrics)};
    if (metrics.recordsPerSecond > 0 && !held)
        parts << rateText(metrics.recordsPerSecond);
    m_readBar->setProgress(progressShare(metrics), parts.join(QStringLiteral(" \u00b7 ")));
}

void WorkbenchView::showDetails()
{
    if (!m_side->isVisibleTo(this))
        return;
    const qint64 selected = m_contacts->selectedCount();
    const QModelIndexList one
        = selected == 1 ? m_contacts->table()->selectionModel()->selectedRows() : QModelIndexList();
    if (one.isEmpty()) {
        m_bench.askDetails(-1); // an answer that is still on its way is of a contact that was left
        m_details->clear(int(std::min<qint64>(selected, std::numeric_limits<int>::max())));
    } else {
        m_bench.askDetails(one.first().row());
    }
}

/// Takes the filter off when it hides the contact: it was asked for by name.
void WorkbenchView::showContact(const QString &contactId)
{
    m_wanted = contactId;
    if (m_bench.rowOf(contactId) < 0 && !m_filter.isEmpty())
        setFilter({}); // the view that follows shows it
    else
        showWanted();
}

void WorkbenchView::showWanted()
{
    const int row = m_wanted.isEmpty() ? -1 : m_bench.rowOf(m_wanted);
    if (row < 0)
        return;
    m_wanted.clear();
    m_contacts->table()->selectRow(row);
    m_contacts->table()->scrollTo(m_bench.model()->index(row, 0), QAbstractItemView::PositionAtCenter);
}

void WorkbenchView::showSide(bool shown)
{
    m_splitter->setSideShown(shown);
    if (shown)
        showDetails();
}

void WorkbenchView::decide(std::optional<ListVerdict> verdict, const QString &note)
{
    m_contacts->showDecisionError({});
    m_bench.decide(m_contacts->selectedRanges(), verdict, note);
}

void WorkbenchView::showButtons()
{
    const ListSummary &summary = m_bench.summary();
    const bool some = summary.contacts > 0;
    const bool changes = countOf(summary, ListVerdict::Fix) + countOf(summary, ListVerdict::Purge) > 0;
    const bool file = !m_bench.source().file.isEmpty();
    const QString reason = file ? tr("A file is a dry run: there is no tenant list to apply it to.")
        : m_reading             ? tr("The list is still being read.")
        : some && !changes && m_bench.listFault()
        ? tr("Nothing would change: a number list couldn’t be loaded, so what it was meant to check isn’t checked.")
        : !some || !changes ? tr("Nothing would change.")
                            : QString();
    m_head->setPossible(!m_reading, some && !m_reading && m_saveBar->isHidden(), reason, !m_bench.isBusy());
    m_head->setScrubbing(m_reading    ? tr("The list is still being read.")
                         : !some      ? tr("There are no contacts to scrub.")
                         : m_incomplete ? tr("Only a list that was read completely can be scrubbed.")
                                        : QString());
}

QByteArray WorkbenchView::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << m_splitter->saveState() << m_head->isSideShown();
    return state;
}

void WorkbenchView::restoreLayout(const QByteArray &state)
{
    QDataStream in(state);
    QByteArray splitter;
    bool side = false;
    in >> splitter >> side;
    if (in.status() != QDataStream::Ok)
        return;
    m_head->setSideShown(side);
    m_splitter->restoreState(splitter); // last: as wide as it was
}

} // namespace muster
