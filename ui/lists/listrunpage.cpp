// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listrunpage.h"

#include "models/items/listmodels.h"
#include "models/text/amounttext.h"
#include "models/text/applytexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/layoutpause.h"
#include "ui/common/theme.h"
#include "ui/runs/runpane.h"

#include <QAction>
#include <QHash>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

enum Place { PanePlace, ReportPlace, RestPlace }; ///< In the body's column.

/// The closing sum, from what the run shows of itself.
ListReportOutcome closingSum(const Run &run, const RunOutcome &end)
{
    QHash<QString, qint64> sums;
    for (const RunMetrics::Figure &figure : run.metrics().figures)
        sums.insert(figure.key, figure.value);
    for (const QString &finding : end.findings) { // a figure of that name counts all of which the finding tells a part
        if (const QString key = finding.section(u':', 0, 0); !sums.contains(key))
            sums.insert(key, finding.section(u':', 1).toLongLong());
    }
    const auto sum = [&sums](const char *key) { return sums.value(QString::fromLatin1(key)); };
    return ListReportOutcome{.startedAt = run.startedAt(),
                             .endedAt = QDateTime::currentDateTimeUtc(),
                             .endKey = outcomeKey(end.kind),
                             .fixed = sum("fixed"),
                             .purged = sum("purged"),
                             .blocked = sum("blocked"),
                             .absent = sum("absent"),
                             .rejected = sum("rejected"),
                             .unknown = sum("unknown") + sum("not_removed") + sum("not_blocked"),
                             .skipped = sum("skipped"),
                             .notAttempted = sum("not_attempted")};
}

} // namespace

ListRunPage::ListRunPage(QWidget *parent)
    : QWidget(parent)
    , m_counts(new ReportCountsModel(this))
    , m_leftovers(new UnchangedContactsModel(this))
{
    auto *back = pushButton(this, "leaveListRunButton", tr("‹ &Lists"));
    back->setAccessibleName(tr("Back to contact lists; the run continues"));
    connect(back, &QPushButton::clicked, this, &ListRunPage::backAsked);
    m_environment = new EnvironmentBadge(this);
    auto *head = rowLayout(-1, {back, boxStretch(1), m_environment});
    // Where the window is too low for the run and its report, they are scrolled: nothing lies over anything else.
    m_body = named("listRunBody", new QWidget(this));
    m_pane = named("listRunPane", new RunPane(m_body));
    m_pane->setScrolled();
    fillColumn(m_body, space::s, {{m_pane, 3}, {buildReport(), 4}, boxStretch(0)});
    fillPage(this, space::s, {head, {formArea(m_body), 1}});
}

QWidget *ListRunPage::buildReport()
{
    m_report = named("listRunReport", new QWidget(m_body));
    m_factsLabel = named("listRunFactsLabel", hintLabel(m_report));
    m_factsLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fillColumn(m_report, space::s, {m_factsLabel, {buildTables(), 1}, buildButtons()}, QMargins(0, space::s, 0, 0));
    m_report->hide();
    return m_report;
}

QWidget *ListRunPage::buildTables()
{
    m_tabs = named("runReportTabs", new QTabWidget(m_report));
    m_tabs->setAccessibleName(tr("Run report"));
    m_tabs->setDocumentMode(true);
    auto *counts = new DataTable("reportCountsTable", tr("List counts before and after the run"), m_counts, m_tabs);
    new EmptyOverlay(counts, tr("This run counted nothing. The figures above show what it did."));
    const std::pair<int, int> widths[] = {{ReportCountsModel::Kind, 130},
                                          {ReportCountsModel::Name, 300},
                                          {ReportCountsModel::Before, 120},
                                          {ReportCountsModel::After, 140},
                                          {ReportCountsModel::Change, 120}};
    for (const auto &[section, width] : widths)
        counts->setColumnWidth(section, width);
    counts->setMinimumHeight(40);
    counts->horizontalHeader()->setStretchLastSection(false);
    counts->horizontalHeader()->setSectionResizeMode(ReportCountsModel::Name, QHeaderView::Stretch);
    m_leftoversTable = new DataTable("leftoversTable", tr("Contacts not changed as planned"), m_leftovers, m_tabs);
    auto *leftovers = m_leftoversTable;
    new EmptyOverlay(leftovers, tr("Every contact was changed as planned. Nothing is left to do."));
    leftovers->setColumnWidths({{UnchangedContactsModel::ContactId, 290},
                                {UnchangedContactsModel::Planned, 190},
                                {UnchangedContactsModel::Fate, 420}});
    leftovers->setMinimumHeight(40);
    // What is said of the run has its room first; its tables scroll.
    m_tabs->setMinimumHeight(120);
    m_tabs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_tabs->addTab(counts, tr("Before and after"));
    m_tabs->addTab(leftovers, QString());
    return m_tabs;
}

QWidget *ListRunPage::buildButtons()
{
    auto *foot = new QWidget(m_report);
    m_message = named("listReportMessageLabel", hintLabel(foot));
    auto *row = new FlowLayout(space::s);
    const auto button = [&](const char *name, const QString &icon, const QString &text, auto signal) {
        auto *made = pushButton(foot, name, text, icon);
        connect(made, &QPushButton::clicked, this, signal);
        row->addWidget(made);
        return made;
    };
    m_save = buildSaveMenu(foot);
    row->addWidget(m_save);
    m_saveLeftovers = button("saveLeftoversButton", QStringLiteral("save"), tr("Save these &contacts as CSV…"),
                             &ListRunPage::leftoversAsked);
    m_saveLeftovers->hide();
    row->addStretch();
    m_count = button("countAfterRunButton", QStringLiteral("refresh-cw"), tr("Read and coun&t now"),
                     &ListRunPage::countAsked);
    m_restore = button("restoreThisRunButton", QStringLiteral("archive-restore"), tr("&Restore from backup…"),
                       &ListRunPage::restoreAsked);
    m_undo = button("undoThisRunButton", QStringLiteral("archive-restore"), tr("&Undo enrichment…"), [this] {
        if (m_backup)
            Q_EMIT undoAsked(*m_backup);
    });
    m_undo->hide();
    m_again
        = button("readAfterRunButton", QStringLiteral("list-checks"), tr("&Open list"), &ListRunPage::readAgainAsked);
    fillColumn(foot, space::s, {m_message, row});
    return foot;
}

MenuButton *ListRunPage::buildSaveMenu(QWidget *parent)
{
    auto *save = new MenuButton(tr("&Save report…"), parent);
    save->setIcon(themedIcon(QStringLiteral("save")));
    save->setObjectName(QStringLiteral("saveRunReportButton"));
    const auto add = [this, save](const char *name, const QString &icon, const QString &text, auto signal) {
        connect(save->add(name, text, icon), &QAction::triggered, this, signal);
    };
    add("saveRunCsvAction", QStringLiteral("save"), tr("Report as &CSV…"), &ListRunPage::csvAsked);
    add("saveRunPdfAction", QStringLiteral("file-text"), tr("Report as P&DF…"), &ListRunPage::pdfAsked);
    add("printRunReportAction", QStringLiteral("printer"), tr("&Print report…"), &ListRunPage::printAsked);
    return save;
}

void ListRunPage::start(Run *run, Environment environment, const Subject &subject)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_subject = subject;
    m_facts = {};
    m_backup.reset();
    m_undo->hide();
    m_counting.clear();
    setUnchangedContacts({});
    if (subject.plan) {
        m_facts.plan = subject.plan->header;
        m_facts.planDigest = subject.plan->digest;
        m_facts.blockGroup = subject.blockGroup;
        m_facts.before = subject.before;
    }
    m_environment->setEnvironment(environment);
    m_pane->setRun(run);
    m_report->hide();
    m_message->setPlainText({});
    m_message->hide();
    connect(run, &Run::finished, this, &ListRunPage::showReport);
    if (run->outcome())
        showReport(*run->outcome());
    setFocus();
}

void ListRunPage::showMessage(const QString &sentence)
{
    m_message->showText(sentence);
}

void ListRunPage::setBackup(const std::optional<BackupInfo> &backup)
{
    m_backup = backup;
    if (m_facts.outcome) {
        m_facts.outcome->backupFile = backup ? backup->file : QString();
        m_facts.outcome->backupDigest = backup ? backup->digest : QString();
        m_facts.outcome->backupExpiresAt = backup ? backup->expiresAt : QDateTime();
    }
    m_restore->setEnabled(canRestore());
    m_undo->setVisible(backup && isOfEnrichment(*backup));
    showFacts();
}

bool ListRunPage::canRestore() const
{
    const SharedPlan &plan = m_subject.plan;
    if (!m_backup || !plan)
        return m_backup.has_value();
    return m_backup->purged + m_backup->blocked > 0 || plan->lastingFixes < plan->header.fixes;
}

void ListRunPage::setUnchangedContacts(const UnchangedContacts &leftovers)
{
    const LayoutPause rest(m_report);
    m_leftovers->setRows(leftovers.first);
    const QString count = QLocale().toString(leftovers.all), shown = QLocale().toString(leftovers.first.size());
    const bool isCut = leftovers.all > leftovers.first.size();
    const bool hasPlan = m_subject.plan != nullptr;
    const bool isPlanned = hasPlan || (m_run && m_run->kind() == RunKind::Enrichment);
    m_leftoversTable->setColumnHidden(
        UnchangedContactsModel::Row,
        std::ranges::none_of(leftovers.first, [](const UnchangedContact &contact) { return contact.row > 0; }));
    m_saveLeftovers->setVisible(leftovers.all > 0);
    m_tabs->setTabText(1,
                       isCut && isPlanned ? tr("Not done as planned (the first %1 of %2)").arg(shown, count)
                           : isCut        ? tr("Not restored (the first %1 of %2)").arg(shown, count)
                           : isPlanned    ? tr("Not done as planned (%1)").arg(count)
                                          : tr("Not restored (%1)").arg(count));
    m_tabs->setTabVisible(0, hasPlan);
    m_tabs->setTabVisible(1, leftovers.all > 0);
    m_tabs->setVisible(hasPlan || leftovers.all > 0);
    shareRoom();
}

/// Among what there is to show: figures without events take what they need, and without tables all stands at the top.
void ListRunPage::shareRoom()
{
    const bool hasTables = m_subject.plan || m_leftovers->rowCount() > 0;
    const bool hasEvents = m_run && !m_run->events().isEmpty();
    auto *column = static_cast<QVBoxLayout *>(m_body->layout());
    column->setStretch(PanePlace, hasEvents ? 3 : 0);
    column->setStretch(ReportPlace, hasTables ? 4 : 0);
    column->setStretch(RestPlace, hasTables || hasEvents ? 0 : 1);
}

void ListRunPage::setNotice(const QString &state)
{
    if (m_facts.outcome)
        m_facts.outcome->notice = state;
    showFacts();
}

void ListRunPage::showCounting()
{
    m_counting = tr("Reading the list again for the counts after the run…");
    m_count->hide();
    showFacts();
}

void ListRunPage::showAfter(const ListReportAfter &after)
{
    m_facts.after = after;
    m_counting = tr("After: read again at %1, judged by the same directive.").arg(exactTimeText(after.readAt));
    if (m_facts.before.overridden > 0) {
        m_counting += u' ';
        m_counting
            += tr("The plan’s %1 manual decisions are not included.", nullptr, pluralForm(m_facts.before.overridden))
                   .arg(QLocale().toString(m_facts.before.overridden));
    }
    m_count->hide();
    m_counts->setRows(listReportCounts(m_facts.before, after.summary));
    showFacts();
}

void ListRunPage::showNotCounted(const QString &why)
{
    m_facts.after.reset();
    m_counting = tr("The list was not read again after the run, so the counts after it are unknown.");
    if (!why.isEmpty())
        m_counting += u' ' % why;
    m_count->setVisible(m_subject.plan != nullptr);
    m_counts->setRows(listReportCounts(m_facts.before, std::nullopt));
    showFacts();
}

void ListRunPage::showReport(const RunOutcome &outcome)
{
    const bool hasPlan = m_subject.plan != nullptr;
    m_facts.outcome = closingSum(*m_run, outcome);
    const LayoutPause rest(m_save->parentWidget());
    m_save->setVisible(hasPlan);
    m_restore->setVisible(hasPlan);
    m_report->show();
    shareRoom();
    showNotCounted({});
    m_again->setFocus();
    Q_EMIT ended();
}

void ListRunPage::showFacts()
{
    QStringList lines;
    if (m_facts.outcome)
        lines = m_subject.plan ? applyFacts() : restoreFacts();
    m_factsLabel->setPlainParagraphs(lines.join(u'\n'));
    m_factsLabel->setVisible(!lines.isEmpty());
}

QStringList ListRunPage::restoreFacts() const
{
    if (!m_subject.restored)
        return {};
    const BackupInfo &backup = *m_subject.restored;
    return {tr("From the backup created at %1 and kept until %2: %3, digest %4.")
                .arg(exactTimeText(backup.createdAt), exactTimeText(backup.expiresAt), visibleText(backup.file, 300),
                     backup.digest.left(16))};
}

QStringList ListRunPage::applyFacts() const
{
    const PlanHeader &plan = m_facts.plan;
    QStringList lines;
    lines << QString(
        tr("Confirmed by %1; plan created at %2.").arg(visibleText(plan.createdBy, 60), exactTimeText(plan.createdAt))
        % u' ' % planDirectiveText(plan) % u' ' % tr("Plan %1.").arg(m_facts.planDigest.left(16)));
    if (!m_facts.blockGroup.isEmpty()) {
        lines << tr("%1 contacts are blocked in the do-not-call group “%2”; they stay in the list.", nullptr,
                    pluralForm(m_facts.outcome->blocked))
                     .arg(QLocale().toString(m_facts.outcome->blocked), visibleText(m_facts.blockGroup, 100));
    }
    if (m_backup) {
        const QString kept = m_backup->encrypted ? tr("encrypted") : tr("not encrypted");
        lines << tr("Backup: %1, %2, digest %3, kept until %4.")
                     .arg(visibleText(m_backup->file, 300), kept, m_backup->digest.left(16),
                          exactTimeText(m_backup->expiresAt));
        if (!canRestore())
            lines << tr("Nothing in it can be restored.") + u' ' + lastingFixesText(m_subject.plan->lastingFixes);
    } else {
        lines << tr("This run has no backup: it changed nothing, or its backup was deleted.");
    }
    if (!m_facts.outcome->notice.isEmpty())
        lines << tr("Aggregator: %1.").arg(m_facts.outcome->notice);
    lines << m_counting;
    return lines;
}

} // namespace muster
