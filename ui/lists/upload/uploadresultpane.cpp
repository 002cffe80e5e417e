// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/upload/uploadresultpane.h"

#include "models/items/uploadmodels.h"
#include "models/text/amounttext.h"
#include "models/text/uploadtexts.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QSplitter>
#include <QStackedWidget>

namespace muster {

UploadResultPane::UploadResultPane(QWidget *parent)
    : QWidget(parent)
{
    m_stack = new QStackedWidget(this);
    m_empty = named("uploadEmptyState",
                    new EmptyState(QStringLiteral("file-text"),
                                   tr("Choose a file to see which of its rows an upload would take. Nothing is sent."),
                                   m_stack));
    m_empty->setSentenceWidth(320);
    auto *failed = new QWidget(m_stack);
    m_error = named("uploadErrorPanel", new ErrorPanel(failed));
    m_error->setRetryLabel({});
    fillColumn(failed, 0, {m_error, boxStretch(1)});

    m_result = new QWidget(m_stack);
    m_summary = wrappedLabel(m_result, "uploadSummaryLabel");
    m_summary->setFont(Theme::titleFont());
    m_notes = wrappedLabel(m_result, "uploadNotesLabel", ColourRole::Warn);
    m_rules = new UploadRulesModel(this);
    m_findings = new UploadFindingsModel(this);
    auto *splitter = named("uploadFindingsSplitter", new QSplitter(Qt::Vertical, m_result));
    m_rulesTable = new DataTable("uploadRulesTable", tr("Rules that found something"), m_rules, splitter);
    m_rulesTable->setColumnWidths({{UploadRulesModel::Rule, 180},
                                   {UploadRulesModel::Count, 75},
                                   {UploadRulesModel::Source, 130},
                                   {UploadRulesModel::Copy, 120}});
    new EmptyOverlay(m_rulesTable, tr("No rule found anything. The file can be uploaded as it is."));
    auto *below = new QWidget(splitter);
    m_rule = calmCombo(below, "uploadRuleCombo", tr("Findings of a rule"));
    m_what = wrappedLabel(below, "uploadRuleLabel", ColourRole::Muted);
    m_findingsTable = new DataTable("uploadFindingsTable", tr("Findings"), m_findings, below);
    m_findingsTable->setColumnWidths(
        {{UploadFindingsModel::Row, 80}, {UploadFindingsModel::Where, 140}, {UploadFindingsModel::What, 220}});
    m_shown = wrappedLabel(below, "uploadShownLabel", ColourRole::Muted);
    fillColumn(below, space::s, {m_rule, m_what, {m_findingsTable, 1}, m_shown});
    fillSplitter(splitter, {{m_rulesTable, 2}, {below, 3}});
    fillColumn(m_result, space::s, {m_summary, m_notes, {splitter, 1}});
    addWidgets(m_stack, {m_empty, failed, m_result});
    fillColumn(this, 0, {m_stack});

    connect(m_rule, &QComboBox::currentIndexChanged, this, &UploadResultPane::filter);
    connect(m_rulesTable, &DataTable::activatedRow, this, [this](const QModelIndex &index) {
        if (const UploadRuleRow *row = m_rules->at(index.row()))
            m_rule->setCurrentIndex(m_rule->findData(keyOf(row->rule)));
    });
}

void UploadResultPane::clear()
{
    m_check.reset();
    m_rules->setCheck(nullptr);
    m_findings->setCheck(nullptr, {});
    m_stack->setCurrentWidget(m_empty);
}

void UploadResultPane::showCheck(const std::shared_ptr<const UploadCheck> &check)
{
    m_check = check;
    m_summary->setPlainText(uploadSummary(*check));
    m_notes->setPlainText(uploadNotes(*check).join(u'\n'));
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_rules->setCheck(check.get());
    {
        const QSignalBlocker blocker(m_rule);
        m_rule->clear();
        m_rule->addItem(tr("All rules"));
        for (const UploadRuleRow &row : m_rules->rows()) {
            m_rule->addItem(tr("%1 (%2)").arg(uploadRuleTitle(row.rule), numberText(row.count)),
                            QString(keyOf(row.rule)));
        }
    }
    filter();
    m_stack->setCurrentWidget(m_result);
}

void UploadResultPane::showError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentIndex(1);
}

void UploadResultPane::filter()
{
    if (!m_check)
        return;
    const auto rule = valueOf<UploadRule>(m_rule->currentData().toString());
    m_findings->setCheck(m_check, rule);
    m_what->setPlainText(rule ? uploadRuleText(*rule) : QString());
    m_what->setVisible(rule.has_value());
    const qint64 all = rule ? m_check->count(*rule) : m_check->breaks() + m_check->advice();
    const qint64 shown = m_findings->rowCount();
    m_shown->setPlainText(
        shown < all
            ? tr("The first %1 of %2 findings; save the report to see more.").arg(numberText(shown), numberText(all))
            : QString());
    m_shown->setVisible(shown < all);
}

} // namespace muster
