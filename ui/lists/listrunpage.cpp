// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listrunpage.h"

#include "models/items/reportcountsmodel.h"
#include "models/runs/outcomekey.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/timetexts.h"
#include "ui/common/datatable.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/runs/runpane.h"

#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int reportPlace = 2; ///< In the page's column.

/// The closing sum, from what the run shows of itself.
ListReportOutcome closingSum(const Run &run, const RunOutcome &end)
{
    QHash<QString, qint64> sums;
    for (const RunMetrics::Figure &figure : run.metrics().figures)
        sums.insert(figure.key, figure.value);
    for (const QString &finding : end.findings)
        sums.insert(finding.section(u':', 0, 0), finding.section(u':', 1).toLongLong());
    const auto sum = [&sums](const char *key) { return sums.value(QString::fromLatin1(key)); };
    ListReportOutcome outcome;
    outcome.startedAt = run.startedAt();
    outcome.endedAt = QDateTime::currentDateTimeUtc();
    outcome.endKey = outcomeKey(end.kind);
    outcome.fixed = sum("fixed");
    outcome.purged = sum("purged");
    outcome.absent = sum("absent");
    outcome.rejected = sum("rejected");
    outcome.unknown = sum("unknown") + sum("not_removed");
    outcome.skipped = sum("skipped");
    outcome.notAttempted = sum("not_attempted");
    return outcome;
}

} // namespace

ListRunPage::ListRunPage(QWidget *parent)
    : QWidget(parent)
    , m_counts(new ReportCountsModel(this))
{
    auto *back = new QPushButton(tr("\u2039 &Lists"), this);
    back->setObjectName(QStringLiteral("leaveListRunButton"));
    back->setAccessibleName(tr("Back to the contact lists; the run goes on"));
    connect(back, &QPushButton::clicked, this, &ListRunPage::backAsked);
    m_environment = new EnvironmentBadge(this);
    auto *head = new QHBoxLayout;
    head->addWidget(back);
    head->addStretch(1);
    head->addWidget(m_environment);
    m_pane = new RunPane(this);
    m_pane->setObjectName(QStringLiteral("listRunPane"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_pane, 3);
    column->addWidget(buildReport(), 4);
}

QWidget *ListRunPage::buildReport()
{
    m_report = new QWidget(this);
    m_report->setObjectName(QStringLiteral("listRunReport"));
    m_factsLabel = hintLabel(m_report);
    m_factsLabel->setObjectName(QStringLiteral("listRunFactsLabel"));
    m_factsLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table = new DataTable(m_report);
    m_table->setObjectName(QStringLiteral("reportCountsTable"));
    m_table->setAccessibleName(tr("Counts of the list before and after the run"));
    m_table->setModel(m_counts);
    const std::pair<int, int> widths[] = {{ReportCountsModel::Kind, 130},
                                          {ReportCountsModel::Name, 300},
                                          {ReportCountsModel::Before, 120},
                                          {ReportCountsModel::After, 140},
                                          {ReportCountsModel::Change, 120}};
    for (const auto &[section, width] : widths)
        m_table->setColumnWidth(section, width);
    m_table->setMinimumHeight(110);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(ReportCountsModel::Name, QHeaderView::Stretch);
    auto *column = new QVBoxLayout(m_report);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_factsLabel);
    column->addWidget(m_table, 1);
    column->addWidget(buildButtons());
    m_report->hide();
    return m_report;
}

QWidget *ListRunPage::buildButtons()
{
    auto *foot = new QWidget(m_report);
    m_message = hintLabel(foot);
    m_message->setObjectName(QStringLiteral("listReportMessageLabel"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    const auto button = [&](const char *name, const QString &icon, const QString &text, auto signal) {
        auto *made = new QPushButton(themedIcon(icon), text, foot);
        made->setObjectName(QString::fromLatin1(name));
        connect(made, &QPushButton::clicked, this, signal);
        row->addWidget(made);
        return made;
    };
    m_csv = button("saveRunReportButton", QStringLiteral("save"), tr("Save report as &CSV\u2026"),
                   &ListRunPage::reportAsked);
    row->addStretch(1);
    m_count = button("countAfterRunButton", QStringLiteral("refresh-cw"), tr("Read and coun&t it now"),
                     &ListRunPage::countAsked);
    m_restore = button("restoreThisRunButton", QStringLiteral("archive-restore"), tr("&Restore from backup\u2026"),
                       &ListRunPage::restoreAsked);
    m_again = button("readAfterRunButton", QStringLiteral("list-checks"), tr("&Open the list"),
                     &ListRunPage::readAgainAsked);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_message);
    column->addLayout(row);
    return foot;
}

void ListRunPage::start(Run *run, Environment environment, const Subject &subject)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_subject = subject;
    m_facts = {};
    m_backup.reset();
    m_counting.clear();
    if (subject.plan) {
        m_facts.plan = subject.plan->header;
        m_facts.planDigest = subject.plan->digest;
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
    m_message->setPlainText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void ListRunPage::setBackup(const std::optional<BackupInfo> &backup)
{
    m_backup = backup;
    if (m_facts.outcome) {
        m_facts.outcome->backupFile = backup ? backup->file : QString();
        m_facts.outcome->backupDigest = backup ? backup->digest : QString();
        m_facts.outcome->backupExpiresAt = backup ? backup->expiresAt : QDateTime();
    }
    m_restore->setEnabled(backup.has_value());
    showFacts();
}

void ListRunPage::setNotice(const QString &state)
{
    if (m_facts.outcome)
        m_facts.outcome->notice = state;
    showFacts();
}

void ListRunPage::showCounting()
{
    m_counting = tr("The list is being read again, for the counts after the run\u2026");
    m_count->hide();
    showFacts();
}

void ListRunPage::showAfter(const ListReportAfter &after)
{
    m_facts.after = after;
    m_counting = tr("After: read again at %1 and judged by the same directive.").arg(exactTimeText(after.readAt));
    if (m_facts.before.overridden > 0) {
        m_counting += u' ';
        m_counting += tr("The %1 decisions of a person that the plan went by are not part of it.", nullptr,
                         pluralForm(m_facts.before.overridden))
                          .arg(QLocale().toString(m_facts.before.overridden));
    }
    m_count->hide();
    m_counts->setCounts(listReportCounts(m_facts.before, after.summary));
    showFacts();
}

void ListRunPage::showNotCounted(const QString &why)
{
    m_facts.after.reset();
    m_counting = tr("The list was not read again after the run, so the counts after it are not known.");
    if (!why.isEmpty())
        m_counting += u' ' % why;
    m_count->setVisible(m_subject.plan != nullptr);
    m_counts->setCounts(listReportCounts(m_facts.before, std::nullopt));
    showFacts();
}

void ListRunPage::showReport(const RunOutcome &outcome)
{
    const bool hasPlan = m_subject.plan != nullptr;
    m_facts.outcome = closingSum(*m_run, outcome);
    for (QWidget *one : {static_cast<QWidget *>(m_csv), static_cast<QWidget *>(m_restore),
                         static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_factsLabel)})
        one->setVisible(hasPlan);
    static_cast<QVBoxLayout *>(layout())->setStretch(reportPlace, hasPlan ? 4 : 0);
    m_report->show();
    showNotCounted({});
    m_again->setFocus();
    Q_EMIT ended();
}

void ListRunPage::showFacts()
{
    if (!m_subject.plan || !m_facts.outcome) {
        m_factsLabel->setPlainText({});
        return;
    }
    const PlanHeader &plan = m_facts.plan;
    QStringList lines;
    lines << QString(tr("Confirmed by %1; the plan was made at %2.")
                         .arg(visibleText(plan.createdBy, 60), exactTimeText(plan.createdAt))
                     % u' '
                     % (plan.directiveName.isEmpty()
                            ? tr("Directive without a name, digest %1.").arg(plan.directiveDigest.left(16))
                            : tr("Directive \u201c%1\u201d, digest %2.")
                                  .arg(visibleText(plan.directiveName, 80), plan.directiveDigest.left(16)))
                     % u' ' % tr("Plan %1.").arg(m_facts.planDigest.left(16)));
    if (m_backup) {
        const QString kept = m_backup->encrypted ? tr("encrypted") : tr("not encrypted");
        lines << tr("Backup: %1, %2, digest %3, kept until %4.")
                     .arg(visibleText(m_backup->file, 300), kept, m_backup->digest.left(16),
                          exactTimeText(m_backup->expiresAt));
    } else {
        lines << tr("There is no backup of this run: it changed nothing, or its backup was erased.");
    }
    if (!m_facts.outcome->notice.isEmpty())
        lines << tr("Notice to the aggregator: %1.").arg(m_facts.outcome->notice);
    lines << m_counting;
    m_factsLabel->setPlainParagraphs(lines.join(u'\n'));
}

} // namespace muster
