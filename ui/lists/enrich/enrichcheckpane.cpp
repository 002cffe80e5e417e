// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichcheckpane.h"
#include "models/text/amounttext.h"

#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/runtexts.h"
#include "ui/common/fillbars.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/enrichfindingspane.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr qsizetype rulesShown = 3; // the most frequent; the table has all of them

} // namespace

EnrichCheckPane::EnrichCheckPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Check"));
    m_notePage = new QWidget(m_stack);
    m_note = new PlainLabel(PlainLabel::Fit::Wrap, m_notePage);
    m_note->setObjectName(QStringLiteral("enrichCheckNoteLabel"));
    m_cancel = new QPushButton(themedIcon(QStringLiteral("x")), tr("&Stop checking"), m_notePage);
    m_cancel->setObjectName(QStringLiteral("stopCheckButton"));
    connect(m_cancel, &QPushButton::clicked, this, &EnrichCheckPane::cancelAsked);
    auto *line = new QHBoxLayout(m_notePage);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::s);
    line->addWidget(m_note, 1, Qt::AlignTop);
    line->addWidget(m_cancel, 0, Qt::AlignTop);
    m_stack->addWidget(m_notePage);
    m_stack->addWidget(m_result = buildResult());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::m, 0, 0); // away from the handle of the splitter
    column->addWidget(m_stack);
    clear({});
}

QWidget *EnrichCheckPane::buildResult()
{
    auto *box = new QWidget(m_stack);
    m_counts = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_counts->setObjectName(QStringLiteral("enrichCountsLabel"));
    m_rules = hintLabel(box);
    m_rules->setObjectName(QStringLiteral("enrichRulesLabel"));
    m_leaveOut = new QCheckBox(box);
    m_leaveOut->setObjectName(QStringLiteral("leaveOutCheck"));
    m_leaveOut->setAccessibleName(tr("Leave out rows that do not fit"));
    connect(m_leaveOut, &QCheckBox::toggled, this, &EnrichCheckPane::choiceChanged);
    m_findings = new EnrichFindingsPane(box);
    m_findings->setObjectName(QStringLiteral("enrichFindingsPane"));
    connect(m_findings, &EnrichFindingsPane::saveAsked, this, &EnrichCheckPane::saveAsked);
    connect(m_findings, &EnrichFindingsPane::stopAsked, this, &EnrichCheckPane::stopSavingAsked);
    m_saved = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_saved->setObjectName(QStringLiteral("rejectsSavedLabel"));
    m_fill = new FillBars(box);
    m_fill->setObjectName(QStringLiteral("enrichFillBars"));
    auto *fill = new QVBoxLayout;
    fill->setSpacing(space::xs);
    fill->addWidget(sectionTitle(box, tr("Fill rate, the emptiest first")));
    fill->addWidget(m_fill, 1);
    auto *left = new QVBoxLayout;
    left->setSpacing(space::xs);
    left->addWidget(m_counts);
    left->addWidget(m_rules);
    left->addWidget(m_leaveOut);
    left->addWidget(m_findings, 1);
    left->addWidget(m_saved);
    left->addStretch(0);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xl);
    row->addLayout(left, 3);
    row->addLayout(fill, 1);
    return box;
}

void EnrichCheckPane::showPage(QWidget *page)
{
    // What is not shown needs no room.
    m_result->setSizePolicy(QSizePolicy::Preferred, page == m_result ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_stack->setCurrentWidget(page);
}

void EnrichCheckPane::clear(const QString &why)
{
    m_leaveOut->setChecked(false);
    m_findings->setReport(nullptr);
    endSaving({}, true);
    m_note->setRole(ColourRole::Muted);
    m_note->setPlainText(why);
    m_cancel->hide();
    showPage(m_notePage);
}

void EnrichCheckPane::showChecking(const RunMetrics &metrics)
{
    const std::optional<double> share = progressShare(metrics);
    m_note->setRole(ColourRole::Text);
    //: %1 is a share like "62 %", %2 a number of rows.
    m_note->setPlainText(
        share ? tr("Checking: %1, %2 rows so far. Nothing is sent.", nullptr, pluralForm(metrics.records))
                    .arg(percentText(*share), numberText(metrics.records))
              : tr("Checking the rows. Nothing is sent."));
    m_cancel->show();
    showPage(m_notePage);
}

void EnrichCheckPane::showError(const ApiError &error)
{
    clear(tr("The file could not be checked; nothing was sent.") % u' ' % errorSentence(error));
    m_note->setRole(ColourRole::Bad);
}

void EnrichCheckPane::showReport(const Report &report)
{
    const FillRates &rates = report->rates;
    QStringList counts{
        tr("%1 rows checked.", nullptr, pluralForm(rates.rows())).arg(numberText(rates.rows())),
        tr("%1 contacts can be enriched.", nullptr, pluralForm(rates.sent())).arg(numberText(rates.sent()))};
    if (rates.rejected() > 0)
        counts << tr("%1 rows do not fit.", nullptr, pluralForm(rates.rejected())).arg(numberText(rates.rejected()));
    if (rates.nothingToSend() > 0)
        counts << tr("%1 rows have nothing to send.", nullptr, pluralForm(rates.nothingToSend()))
                      .arg(numberText(rates.nothingToSend()));
    if (rates.skipped() > 0)
        counts << tr("%1 rows are skipped for an empty cell.", nullptr, pluralForm(rates.skipped()))
                      .arg(numberText(rates.skipped()));
    counts << tr("%1 of all mapped cells are filled.").arg(percentText(rates.overall().rate().value_or(0)));
    m_counts->setPlainText(counts.join(u' '));
    QStringList rules;
    for (const RuleCount &count : report->counts.first(std::min(rulesShown, report->counts.size())))
        rules << tr("Column \u201c%1\u201d: %2 times %3.", nullptr, pluralForm(count.count))
                     .arg(visibleText(count.column, 60), numberText(count.count), enrichRuleText(count.rule));
    if (report->findingCount > report->findings.size())
        rules << tr("The first %1 of %2 are listed.", nullptr, pluralForm(report->findingCount))
                     .arg(numberText(report->findings.size()), numberText(report->findingCount));
    if (!report->lateColumns.isEmpty())
        rules << tr("Members that came too late in the file to be columns: %1.")
                     .arg(visibleText(report->lateColumns.join(QStringLiteral(", ")), 200));
    m_rules->setPlainText(rules.join(u' '));
    m_rules->setVisible(!rules.isEmpty());
    m_leaveOut->setChecked(false);
    m_leaveOut->setVisible(!report->fits());
    m_leaveOut->setText(
        tr("Leave &out %1 rows that do not fit and send the others", nullptr, pluralForm(rates.rejected()))
            .arg(numberText(rates.rejected())));
    m_findings->setReport(report);
    m_findings->setVisible(!report->findings.isEmpty());
    QList<RunMetrics::FieldFill> fill;
    for (std::size_t field = 0; field < rates.fields().size(); ++field) {
        const FillRates::Field &one = rates.fields()[field];
        fill.append({report->attributes.value(qsizetype(field)), one.kept, one.mapped});
    }
    m_fill->setFill(fill);
    m_cancel->hide();
    showPage(m_result);
}

void EnrichCheckPane::showSaving(const RunMetrics &metrics)
{
    const std::optional<double> share = progressShare(metrics);
    m_findings->setSaving(true);
    m_saved->setRole(ColourRole::Muted);
    //: %1 is a share like "62 %".
    m_saved->setPlainText(share ? tr("Writing the rejected rows: %1.").arg(percentText(*share))
                                : tr("Writing the rejected rows\u2026"));
    m_saved->show();
}

void EnrichCheckPane::endSaving(const QString &sentence, bool good)
{
    m_findings->setSaving(false);
    m_saved->setRole(good ? ColourRole::Text : ColourRole::Bad);
    m_saved->setPlainText(sentence);
    m_saved->setVisible(!sentence.isEmpty());
}

bool EnrichCheckPane::leavesOut() const
{
    return m_leaveOut->isChecked();
}

} // namespace muster
