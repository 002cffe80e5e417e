// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichcheckpane.h"

#include "models/items/enrichmodels.h"
#include "models/text/amounttext.h"
#include "models/text/enrichtexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "ui/common/charts.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHash>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

namespace muster {

EnrichFindingsPane::EnrichFindingsPane(QWidget *parent)
    : QWidget(parent)
    , m_findings(new CheckFindingsModel(this))
{
    m_table = new DataTable("checkFindingsTable", tr("Invalid cells"), m_findings, this);
    new EmptyOverlay(m_table, tr("All cells are valid. Continue with the review below."));
    m_table->setColumnWidths({{CheckFindingsModel::Row, 70},
                              {CheckFindingsModel::SourceColumn, 120},
                              {CheckFindingsModel::Attribute, 120},
                              {CheckFindingsModel::Value, 130},
                              {CheckFindingsModel::Rule, 190}});
    m_table->setMinimumHeight(60);
    fillColumn(this, space::xs, {buildHead(), {m_table, 1}});
    setSaving(false);
}

QWidget *EnrichFindingsPane::buildHead()
{
    auto *head = new QWidget(this);
    m_column = calmCombo(head, "findingsColumnCombo", tr("Filter cells by column"));
    m_rule = calmCombo(head, "findingsRuleCombo", tr("Filter cells by problem"));
    m_text = searchEdit(head, "findingsTextEdit", tr("Filter cells by text"), tr("Find (Ctrl+F)"));
    m_table->setSearch(m_text);
    m_count = elidedLabel(head, "findingsCountLabel", ColourRole::Muted);
    m_fix = pushButton(head, "fixCellsButton", tr("Fi&x cells…"), QStringLiteral("pencil"));
    connect(m_fix, &QPushButton::clicked, this, &EnrichFindingsPane::fixAsked);
    m_save = pushButton(head, "saveRejectsButton");
    connect(m_column, &QComboBox::currentIndexChanged, this, &EnrichFindingsPane::applyFilter);
    connect(m_rule, &QComboBox::currentIndexChanged, this, &EnrichFindingsPane::applyFilter);
    connect(m_text, &QLineEdit::textChanged, this, &EnrichFindingsPane::applyFilter);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_saving)
            Q_EMIT stopAsked();
        else
            Q_EMIT saveAsked();
    });
    fillRow(head, space::s, {{m_column, 2}, {m_rule, 2}, {m_text, 2}, {m_count, 1}, m_fix, m_save});
    return head;
}

void EnrichFindingsPane::setReport(const std::shared_ptr<const CheckReport> &report)
{
    m_report = report;
    {
        const QSignalBlocker a(m_column), b(m_rule), c(m_text);
        m_column->clear();
        m_column->addItem(tr("All columns"));
        m_rule->clear();
        m_rule->addItem(tr("All problems"));
        m_text->clear();
        QSet<QString> columns;
        QSet<int> rules;
        for (const RuleCount &count : report ? report->counts : QList<RuleCount>()) { // the most frequent first
            if (!columns.contains(count.column))
                m_column->addItem(visibleText(count.column, 100), count.column);
            columns.insert(count.column);
            if (!rules.contains(int(count.rule)))
                m_rule->addItem(enrichRuleText(count.rule), int(count.rule));
            rules.insert(int(count.rule));
        }
    }
    m_findings->setReport(report);
    m_fix->setEnabled(report && !report->unfitAttributes().isEmpty());
    applyFilter();
}

void EnrichFindingsPane::applyFilter()
{
    CheckFindingsFilter filter;
    if (m_column->currentIndex() > 0)
        filter.column = m_column->currentData().toString();
    if (m_rule->currentIndex() > 0)
        filter.rule = EnrichRule(m_rule->currentData().toInt());
    filter.text = m_text->text();
    m_findings->setFilter(filter);
    const qint64 shown = m_findings->rowCount(), listed = m_report ? m_report->findings.size() : 0;
    m_count->setPlainText(shown == listed ? QLocale().toString(listed)
                                          : tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(listed)));
}

void EnrichFindingsPane::setSaving(bool saving)
{
    m_saving = saving;
    m_save->setIcon(themedIcon(saving ? QStringLiteral("x") : QStringLiteral("save")));
    m_save->setText(saving ? tr("Stop savin&g") : tr("Save re&jected rows…"));
}

namespace {

constexpr qsizetype rulesShown = 3; // the most frequent; the table has all of them

/// Of each attribute those that its best repair makes fit: what can be promised.
qint64 fixableCells(const CheckReport &report)
{
    QHash<QString, qint64> best;
    for (const CellRepair &repair : report.repairs)
        best[repair.attribute] = std::max(best.value(repair.attribute), repair.cells);
    return std::accumulate(best.cbegin(), best.cend(), qint64(0));
}

} // namespace

EnrichCheckPane::EnrichCheckPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Check"));
    m_notePage = new QWidget(m_stack);
    m_note = wrappedLabel(m_notePage, "enrichCheckNoteLabel");
    m_cancel = pushButton(m_notePage, "stopCheckButton", tr("&Stop checking"), QStringLiteral("x"));
    connect(m_cancel, &QPushButton::clicked, this, &EnrichCheckPane::cancelAsked);
    fillRow(m_notePage, space::s, {{m_note, 1, Qt::AlignTop}, {m_cancel, 0, Qt::AlignTop}});
    addWidgets(m_stack, {m_notePage, m_result = buildResult()});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::m, 0, 0); // away from the handle of the splitter
    column->addWidget(m_stack);
    clear({});
}

QWidget *EnrichCheckPane::buildResult()
{
    auto *box = new QWidget(m_stack);
    m_counts = wrappedLabel(box, "enrichCountsLabel");
    m_rules = named("enrichRulesLabel", hintLabel(box));
    m_leaveOut = named("leaveOutCheck", new QCheckBox(box));
    m_leaveOut->setAccessibleName(tr("Leave out invalid rows"));
    connect(m_leaveOut, &QCheckBox::toggled, this, &EnrichCheckPane::choiceChanged);
    m_findings = named("enrichFindingsPane", new EnrichFindingsPane(box));
    connect(m_findings, &EnrichFindingsPane::fixAsked, this, &EnrichCheckPane::fixAsked);
    connect(m_findings, &EnrichFindingsPane::saveAsked, this, &EnrichCheckPane::saveAsked);
    connect(m_findings, &EnrichFindingsPane::stopAsked, this, &EnrichCheckPane::stopSavingAsked);
    m_saved = wrappedLabel(box, "rejectsSavedLabel");
    m_fill = named("enrichFillBars", new FillBars(box));
    auto *fill = columnLayout(space::xs, {sectionTitle(box, tr("Fill rate, lowest first")), {m_fill, 1}});
    auto *left = columnLayout(space::xs, {m_counts, m_rules, m_leaveOut, {m_findings, 1}, m_saved, boxStretch(0)});
    fillRow(box, space::xl, {{left, 3}, {fill, 1}});
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
    m_note->setPlainText(why, ColourRole::Muted);
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
    clear(tr("The file couldn’t be checked; nothing was sent.") % u' ' % errorSentence(error));
    m_note->setRole(ColourRole::Bad);
}

void EnrichCheckPane::showReport(const Report &report)
{
    const FillRates &rates = report->rates;
    QStringList counts{
        tr("%1 rows checked.", nullptr, pluralForm(rates.rows())).arg(numberText(rates.rows())),
        tr("%1 contacts can be enriched.", nullptr, pluralForm(rates.sent())).arg(numberText(rates.sent()))};
    if (rates.rejected() > 0)
        counts << tr("%1 rows are invalid.", nullptr, pluralForm(rates.rejected())).arg(numberText(rates.rejected()));
    if (rates.nothingToSend() > 0)
        counts << tr("%1 rows have nothing to send.", nullptr, pluralForm(rates.nothingToSend()))
                      .arg(numberText(rates.nothingToSend()));
    if (rates.skipped() > 0)
        counts << tr("%1 rows are skipped because of an empty cell.", nullptr, pluralForm(rates.skipped()))
                      .arg(numberText(rates.skipped()));
    if (rates.outdated() > 0)
        counts << tr("%1 older rows are left out.", nullptr, pluralForm(rates.outdated()))
                      .arg(numberText(rates.outdated()));
    if (const qint64 leftOut = rates.leftOut(); leftOut > 0)
        counts << tr("%1 invalid cells are left out.", nullptr, pluralForm(leftOut)).arg(numberText(leftOut));
    counts << tr("%1 of all mapped cells have a value.").arg(percentText(rates.overall().rate().value_or(0)));
    m_counts->setPlainText(counts.join(u' '));
    QStringList rules;
    for (const RuleCount &count : report->counts.first(std::min(rulesShown, report->counts.size())))
        rules << tr("Column “%1”: %3 (%2 times).", nullptr, pluralForm(count.count))
                     .arg(visibleText(count.column, 60), numberText(count.count), enrichRuleText(count.rule));
    if (const qint64 fixable = fixableCells(*report); fixable > 0)
        rules << tr("%1 cells can be fixed here: choose Fix cells.", nullptr, pluralForm(fixable))
                     .arg(numberText(fixable));
    if (report->findingCount > report->findings.size())
        rules << tr("Showing the first %1 of %2.", nullptr, pluralForm(report->findingCount))
                     .arg(numberText(report->findings.size()), numberText(report->findingCount));
    if (!report->lateColumns.isEmpty())
        rules << tr("Fields that appear too late in the file to become columns: %1.")
                     .arg(visibleText(report->lateColumns.join(QStringLiteral(", ")), 200));
    m_rules->showText(rules.join(u' '));
    m_leaveOut->setChecked(false);
    m_leaveOut->setVisible(!report->fits());
    m_leaveOut->setText(tr("Leave &out %1 invalid rows and send the others", nullptr, pluralForm(rates.rejected()))
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
    m_saved->setPlainText(share ? tr("Saving rejected rows: %1.").arg(percentText(*share))
                                : tr("Saving rejected rows…"));
    m_saved->show();
}

void EnrichCheckPane::endSaving(const QString &sentence, bool good)
{
    m_findings->setSaving(false);
    m_saved->showText(sentence, good ? ColourRole::Text : ColourRole::Bad);
}

bool EnrichCheckPane::leavesOut() const
{
    return m_leaveOut->isChecked();
}

} // namespace muster
