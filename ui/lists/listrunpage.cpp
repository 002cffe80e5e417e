// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listrunpage.h"

#include "models/items/verdicttone.h"
#include "models/text/listtexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/countbars.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/regionchoice.h"
#include "ui/runs/runpane.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

ListRunPage::ListRunPage(QWidget *parent)
    : QWidget(parent)
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
    column->addWidget(buildReport(), 2);
}

QWidget *ListRunPage::buildReport()
{
    m_report = new QWidget(this);
    m_report->setObjectName(QStringLiteral("listRunReport"));
    m_facts = hintLabel(m_report);
    m_facts->setObjectName(QStringLiteral("listRunFactsLabel"));
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message = hintLabel(m_report);
    m_message->setObjectName(QStringLiteral("listReportMessageLabel"));
    auto *bars = new QHBoxLayout;
    bars->setSpacing(space::xl);
    const auto add = [&](const QString &title, const char *name) {
        auto *one = new CountBars(m_report);
        one->setObjectName(QString::fromLatin1(name));
        one->setAccessibleName(title);
        auto *part = new QVBoxLayout;
        part->setSpacing(space::xs);
        part->addWidget(sectionTitle(m_report, title));
        part->addWidget(one, 1);
        bars->addLayout(part, 1);
        return one;
    };
    m_planned = add(tr("Before, by verdict"), "plannedBars");
    m_reasons = add(tr("Before, by reason"), "reportReasonBars");
    m_regions = add(tr("Before, by region"), "reportRegionBars");
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    const auto button = [&](const char *name, const QString &icon, const QString &text, auto signal) {
        auto *made = new QPushButton(themedIcon(icon), text, m_report);
        made->setObjectName(QString::fromLatin1(name));
        connect(made, &QPushButton::clicked, this, signal);
        buttons->addWidget(made);
        return made;
    };
    m_csv = button("saveRunReportButton", QStringLiteral("save"), tr("Save report as &CSV\u2026"),
                   &ListRunPage::reportAsked);
    m_pdf = button("saveRunPdfButton", QStringLiteral("file-text"), tr("Save as P&DF\u2026"), &ListRunPage::pdfAsked);
    m_print = button("printRunReportButton", QStringLiteral("printer"), tr("&Print\u2026"), &ListRunPage::printAsked);
    m_pdf->hide(); // until the report can be printed
    m_print->hide();
    buttons->addWidget(m_message, 1);
    m_restore = button("restoreThisRunButton", QStringLiteral("archive-restore"), tr("&Restore from backup\u2026"),
                       &ListRunPage::restoreAsked);
    m_again = button("readAfterRunButton", QStringLiteral("refresh-cw"), tr("Read the list a&gain"),
                     &ListRunPage::readAgainAsked);
    auto *column = new QVBoxLayout(m_report);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_facts);
    column->addLayout(bars, 1);
    column->addLayout(buttons);
    m_report->hide();
    return m_report;
}

void ListRunPage::start(Run *run, Environment environment, const SharedPlan &plan, const ListSummary &before)
{
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    m_plan = plan;
    m_before = before;
    m_environment->setEnvironment(environment);
    m_pane->setRun(run);
    m_report->hide();
    m_message->setPlainText({});
    connect(run, &Run::finished, this, &ListRunPage::showReport);
    if (run->outcome())
        showReport();
    setFocus();
}

void ListRunPage::showMessage(const QString &sentence)
{
    m_message->setPlainText(sentence);
}

void ListRunPage::showReport()
{
    QStringList facts;
    if (m_plan) {
        const PlanHeader &header = m_plan->header;
        facts << tr("Confirmed by %1 at %2.").arg(visibleText(header.createdBy, 60), exactTimeText(header.createdAt));
        facts << tr("Directive %1, digest %2.")
                     .arg(header.directiveName.isEmpty() ? tr("without a name") : visibleText(header.directiveName, 80),
                          header.directiveDigest.left(16));
        facts << tr("Plan %1.").arg(m_plan->digest.left(16));
    }
    m_facts->setPlainText(facts.join(u' '));
    QList<CountBars::Bar> bars;
    for (int i = 0; i < listVerdictCount; ++i)
        bars << CountBars::Bar{listVerdictText(ListVerdict(i)), m_before.verdicts[std::size_t(i)],
                               verdictTone(ListVerdict(i))};
    m_planned->setBars(bars);
    bars.clear();
    for (int i = 0; i < listReasonCount; ++i)
        bars << CountBars::Bar{listReasonText(ListReason(i)), m_before.reasons[std::size_t(i)], Tone::Info};
    m_reasons->setBars(bars);
    bars.clear();
    for (const auto &[code, count] : m_before.regions)
        bars << CountBars::Bar{code.isEmpty() ? tr("no region") : regionLabel(code), count, Tone::Info};
    m_regions->setBars(bars);
    for (QWidget *one :
         {static_cast<QWidget *>(m_csv), static_cast<QWidget *>(m_restore), static_cast<QWidget *>(m_planned),
          static_cast<QWidget *>(m_reasons), static_cast<QWidget *>(m_regions)})
        one->setVisible(m_plan != nullptr);
    m_report->show();
    m_again->setFocus();
}

} // namespace muster
