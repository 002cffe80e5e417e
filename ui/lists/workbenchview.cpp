// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/workbenchview.h"

#include "models/items/contacttablemodel.h"
#include "models/text/errortexts.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/runtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/contactdetailspane.h"
#include "ui/lists/contactspane.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/facetspane.h"
#include "ui/lists/outcomepane.h"

#include <QDataStream>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

namespace {

QString number(qint64 n)
{
    return QLocale().toString(n);
}

qint64 countOf(const ListSummary &summary, ListVerdict verdict)
{
    return summary.verdicts[std::size_t(verdict)];
}

} // namespace

WorkbenchView::WorkbenchView(ListWorkbench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench)
{
    m_directives = new DirectivePane(this);
    m_directives->setObjectName(QStringLiteral("directivePane"));
    m_facets = new FacetsPane(this);
    m_facets->setMinimumWidth(160);
    m_contacts = new ContactsPane(bench.model(), this);
    m_contacts->setMinimumWidth(320);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_directives);
    m_splitter->addWidget(m_facets);
    m_splitter->addWidget(m_contacts);
    m_splitter->addWidget(buildSide());
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({250, 200, 660, 280});
    setFocusProxy(m_contacts);

    auto *head = buildHead();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(buildReadBar());
    column->addWidget(m_splitter, 1);
    showSide(false);
    connectBench();
    showSummary();
    showButtons();
}

QWidget *WorkbenchView::buildHead()
{
    auto *head = new QWidget(this);
    auto *back = new QPushButton(tr("\u2039 &Lists"), head);
    back->setObjectName(QStringLiteral("backToListsButton"));
    back->setAccessibleName(tr("Back to the contact lists"));
    connect(back, &QPushButton::clicked, this, &WorkbenchView::backAsked);
    m_title = pageTitle(head, {});
    m_title->setObjectName(QStringLiteral("listTitleLabel"));
    m_environment = new EnvironmentBadge(head);
    m_again = iconButton(head, "readListAgainButton", QStringLiteral("refresh-cw"), tr("Read the list again (F5)"));
    m_again->setShortcut(QKeySequence::Refresh);
    connect(m_again, &QToolButton::clicked, this, &WorkbenchView::readAgainAsked);
    m_report = new QPushButton(themedIcon(QStringLiteral("save")), tr("Save &report\u2026"), head);
    m_report->setObjectName(QStringLiteral("saveListReportButton"));
    m_report->setToolTip(tr("Save one row per contact as CSV"));
    connect(m_report, &QPushButton::clicked, this, &WorkbenchView::reportAsked);
    m_sideButton = iconButton(head, "showSideButton", QStringLiteral("panel-right"), tr("Details and charts (Ctrl+D)"));
    m_sideButton->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    m_sideButton->setCheckable(true);
    connect(m_sideButton, &QToolButton::toggled, this, &WorkbenchView::showSide);
    m_apply = new QPushButton(tr("Review and a&pply\u2026"), head);
    m_apply->setObjectName(QStringLiteral("reviewApplyButton"));
    m_apply->setProperty("primary", true);
    connect(m_apply, &QPushButton::clicked, this, &WorkbenchView::applyAsked);
    m_counts = new PlainLabel(PlainLabel::Fit::Elide, head);
    m_counts->setObjectName(QStringLiteral("listCountsLabel"));
    m_warning = new PlainLabel(PlainLabel::Fit::Wrap, head);
    m_warning->setObjectName(QStringLiteral("listWarningLabel"));
    m_warning->setRole(ColourRole::Warn);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(back);
    line->addWidget(m_title, 1);
    for (QWidget *one :
         {static_cast<QWidget *>(m_environment), static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_report),
          static_cast<QWidget *>(m_sideButton), static_cast<QWidget *>(m_apply)})
        line->addWidget(one);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(space::m, space::m, space::m, space::s);
    column->setSpacing(space::s);
    column->addLayout(line);
    column->addWidget(m_counts);
    column->addWidget(m_warning);
    m_warning->hide();
    m_message = hintLabel(head);
    m_message->setObjectName(QStringLiteral("listMessageLabel"));
    m_message->hide();
    column->addWidget(m_message);
    return head;
}

QWidget *WorkbenchView::buildReadBar()
{
    m_readBar = new QWidget(this);
    m_bar = new QProgressBar(m_readBar);
    m_bar->setObjectName(QStringLiteral("readProgressBar"));
    m_bar->setAccessibleName(tr("Progress of the reading"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_readText = new PlainLabel(PlainLabel::Fit::Elide, m_readBar);
    m_readText->setObjectName(QStringLiteral("readProgressLabel"));
    auto *stop = new QPushButton(tr("&Stop reading"), m_readBar);
    stop->setObjectName(QStringLiteral("stopReadingButton"));
    stop->setToolTip(tr("What has arrived stays to be looked at; an incomplete list cannot be purged from"));
    connect(stop, &QPushButton::clicked, this, &WorkbenchView::stopReadingAsked);
    auto *row = new QHBoxLayout(m_readBar);
    row->setContentsMargins(space::m, 0, space::m, space::s);
    row->setSpacing(space::s);
    row->addWidget(m_bar, 1);
    row->addWidget(m_readText, 1);
    row->addWidget(stop);
    m_readBar->hide();
    return m_readBar;
}

QWidget *WorkbenchView::buildSide()
{
    m_side = new QTabWidget(this);
    m_side->setObjectName(QStringLiteral("listSideTabs"));
    m_side->setDocumentMode(true);
    m_side->setMinimumWidth(220);
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
        m_sideButton->setChecked(true);
        m_side->setCurrentWidget(m_details);
    });
    connect(m_contacts, &ContactsPane::decided, this, &WorkbenchView::decide);
    connect(m_contacts, &ContactsPane::retryAsked, this, &WorkbenchView::readAgainAsked);
    connect(&m_bench, &ListWorkbench::readingChanged, this, [this](qint64 contacts, bool) {
        m_read = contacts;
        showReadMetrics();
    });
    connect(&m_bench, &ListWorkbench::judged, this, [this] {
        showSummary();
        showDetails();
        showButtons();
    });
    connect(&m_bench, &ListWorkbench::viewChanged, this, [this](qint64 shown) {
        m_shown = shown;
        if (shown > 0 || !m_reading)
            m_contacts->showShown(shown, m_bench.summary().contacts);
        showDetails();
        showButtons();
    });
    connect(&m_bench, &ListWorkbench::compared, this, &WorkbenchView::compared);
    connect(&m_bench, &ListWorkbench::directiveFailed, this,
            [this](const ApiError &error) { m_directives->showError(errorSentence(error)); });
}

void WorkbenchView::startReading(const ListSource &source, Run *run)
{
    m_reading = true;
    showMessage({});
    m_run = run;
    m_incomplete.reset();
    m_read = m_shown = 0;
    m_facets->clear();
    m_title->setPlainText(source.file.isEmpty() ? source.listName
                                                : tr("%1 (dry run)").arg(QFileInfo(source.file).fileName()));
    m_environment->setVisible(source.file.isEmpty());
    m_environment->setEnvironment(source.environment);
    m_warning->hide();
    m_readBar->show();
    m_contacts->showLoading();
    m_details->clear(0);
    if (run)
        connect(run, &Run::metricsChanged, this, &WorkbenchView::showReadMetrics);
    showReadMetrics();
    showSummary();
    showButtons();
}

void WorkbenchView::endReading(const std::optional<ApiError> &error)
{
    m_reading = false;
    m_incomplete = error;
    m_readBar->hide();
    if (m_run)
        m_run->disconnect(this);
    const bool file = !m_bench.source().file.isEmpty();
    QStringList lines;
    if (error)
        lines << tr("This list was not read to its end, so nothing can be purged from it.") << errorSentence(*error);
    else if (file)
        lines << tr("A dry run: the contacts come from a file, and nothing can be applied.");
    m_warning->setPlainText(lines.join(u' '));
    m_warning->setVisible(!lines.isEmpty());
    if (!m_bench.isBusy())
        m_contacts->showShown(m_shown, m_bench.summary().contacts);
    showSummary();
    showButtons();
}

void WorkbenchView::showReadError(const ApiError &error)
{
    endReading(error);
    m_warning->hide();
    m_contacts->showError(error);
}

void WorkbenchView::showMessage(const QString &sentence)
{
    m_message->setPlainText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void WorkbenchView::setFilter(const ContactFilter &filter)
{
    m_filter = filter;
    m_facets->setFilter(filter);
    m_contacts->setFilter(filter);
    m_bench.setFilter(filter);
}

void WorkbenchView::showSummary()
{
    const ListSummary &summary = m_bench.summary();
    m_facets->setSummary(summary);
    m_outcome->setSummary(summary);
    QStringList parts{tr("%1 contacts", nullptr, pluralForm(summary.contacts)).arg(number(summary.contacts))};
    for (const auto verdict :
         {ListVerdict::Unchanged, ListVerdict::Fix, ListVerdict::Purge, ListVerdict::Review, ListVerdict::NotChecked})
        parts << QString(number(countOf(summary, verdict)) % u' ' % listVerdictText(verdict));
    if (summary.overridden > 0)
        parts << tr("%1 decided by a person", nullptr, pluralForm(summary.overridden)).arg(number(summary.overridden));
    m_counts->setPlainText(parts.join(QStringLiteral(" \u00b7 ")));
}

void WorkbenchView::showReadMetrics()
{
    if (!m_reading)
        return;
    if (!m_run) {
        m_bar->setRange(0, 0);
        m_readText->setPlainText(tr("%1 contacts read", nullptr, pluralForm(m_read)).arg(number(m_read)));
        return;
    }
    const RunMetrics &metrics = m_run->metrics();
    const std::optional<double> share = progressShare(metrics);
    m_bar->setRange(0, share ? 1000 : 0);
    if (share)
        m_bar->setValue(int(*share * 1000));
    QStringList parts{runStateText(m_run->state(), metrics), progressText(metrics)};
    if (metrics.recordsPerSecond > 0)
        parts << rateText(metrics.recordsPerSecond);
    m_readText->setPlainText(parts.join(QStringLiteral(" \u00b7 ")));
}

void WorkbenchView::showDetails()
{
    if (!m_side->isVisibleTo(this))
        return;
    const qint64 selected = m_contacts->selectedCount();
    const QModelIndexList one
        = selected == 1 ? m_contacts->table()->selectionModel()->selectedRows() : QModelIndexList();
    if (one.isEmpty())
        m_details->clear(int(std::min<qint64>(selected, std::numeric_limits<int>::max())));
    else
        m_details->setDetails(m_bench.details(one.first().row()));
}

void WorkbenchView::showSide(bool shown)
{
    m_side->setVisible(shown);
    if (shown)
        showDetails();
}

void WorkbenchView::decide(std::optional<ListVerdict> verdict, const QString &note)
{
    const Result<void> done = m_bench.setOverride(m_contacts->selectedRows(), verdict, note);
    m_contacts->showDecisionError(done ? QString() : errorSentence(done.error()));
}

void WorkbenchView::compared(const std::array<std::array<qint64, listVerdictCount>, listVerdictCount> &changes)
{
    QStringList lines;
    qint64 all = 0;
    for (int from = 0; from < listVerdictCount; ++from) {
        for (int to = 0; to < listVerdictCount; ++to) {
            const qint64 count = changes[std::size_t(from)][std::size_t(to)];
            if (from == to || count == 0)
                continue;
            all += count;
            //: %1 is a count; %2 and %3 are verdicts.
            lines << tr("%1: %2 \u2192 %3")
                         .arg(number(count), listVerdictText(ListVerdict(from)), listVerdictText(ListVerdict(to)));
        }
    }
    lines.prepend(all == 0 ? tr("No contact changes its verdict.")
                           : tr("%1 contacts change their verdict:", nullptr, pluralForm(all)).arg(number(all)));
    m_directives->showComparison(lines.join(u'\n'));
}

void WorkbenchView::showButtons()
{
    const ListSummary &summary = m_bench.summary();
    const bool some = summary.contacts > 0;
    const bool changes = countOf(summary, ListVerdict::Fix) + countOf(summary, ListVerdict::Purge) > 0;
    const bool file = !m_bench.source().file.isEmpty();
    m_again->setEnabled(!m_reading);
    m_report->setEnabled(some && !m_reading);
    m_apply->setEnabled(some && changes && !m_reading && !file && !m_bench.isBusy());
    m_apply->setToolTip(file           ? tr("A file is a dry run: there is nothing to apply it to.")
                            : !changes ? tr("Nothing would change.")
                                       : QString());
}

QByteArray WorkbenchView::layoutState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << m_splitter->saveState() << m_sideButton->isChecked();
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
    m_splitter->restoreState(splitter);
    m_sideButton->setChecked(side);
}

} // namespace muster
