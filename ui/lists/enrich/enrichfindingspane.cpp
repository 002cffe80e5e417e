// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichfindingspane.h"

#include "models/items/enrichmodels.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/emptyover.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace muster {

EnrichFindingsPane::EnrichFindingsPane(QWidget *parent)
    : QWidget(parent)
    , m_findings(new CheckFindingsModel(this))
{
    m_table = new DataTable(this);
    m_table->setObjectName(QStringLiteral("checkFindingsTable"));
    m_table->setAccessibleName(tr("Cells that do not fit"));
    m_table->setModel(m_findings);
    new EmptyOver(m_table, tr("Every cell fits. Go on with the review below."));
    const std::pair<int, int> widths[] = {{CheckFindingsModel::Row, 70},
                                          {CheckFindingsModel::SourceColumn, 140},
                                          {CheckFindingsModel::Attribute, 140},
                                          {CheckFindingsModel::Value, 160}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->setMinimumHeight(60);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(buildHead());
    column->addWidget(m_table, 1);
    setSaving(false);
}

QWidget *EnrichFindingsPane::buildHead()
{
    auto *head = new QWidget(this);
    m_column = calmCombo(head, "findingsColumnCombo");
    m_column->setAccessibleName(tr("Show cells of one column"));
    m_rule = calmCombo(head, "findingsRuleCombo");
    m_rule->setAccessibleName(tr("Show cells with one fault"));
    m_text = new QLineEdit(head);
    m_text->setObjectName(QStringLiteral("findingsTextEdit"));
    m_text->setAccessibleName(tr("Show cells with this text"));
    m_text->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_text->setClearButtonEnabled(true);
    m_table->setSearch(m_text);
    m_count = new PlainLabel(PlainLabel::Fit::Elide, head);
    m_count->setObjectName(QStringLiteral("findingsCountLabel"));
    m_count->setRole(ColourRole::Muted);
    m_save = new QPushButton(head);
    m_save->setObjectName(QStringLiteral("saveRejectsButton"));
    connect(m_column, &QComboBox::currentIndexChanged, this, &EnrichFindingsPane::applyFilter);
    connect(m_rule, &QComboBox::currentIndexChanged, this, &EnrichFindingsPane::applyFilter);
    connect(m_text, &QLineEdit::textChanged, this, &EnrichFindingsPane::applyFilter);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_saving)
            Q_EMIT stopAsked();
        else
            Q_EMIT saveAsked();
    });
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_column, 2);
    row->addWidget(m_rule, 2);
    row->addWidget(m_text, 2);
    row->addWidget(m_count, 1);
    row->addWidget(m_save);
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
        m_rule->addItem(tr("All faults"));
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
    m_save->setText(saving ? tr("Stop writin&g") : tr("Save re&jected rows\u2026"));
}

} // namespace muster
