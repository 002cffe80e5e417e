// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/tablearguments.h"

#include "models/rules/enrich/mappinglimits.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSet>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

namespace muster {

TableArguments::TableArguments(const ValueTable &table, QWidget *parent)
    : StepArguments(parent)
    , m_table(new QTableWidget(0, 2, this))
    , m_unlisted(calmCombo(this, "unlistedCombo"))
    , m_replacement(new QLineEdit(this))
{
    setFocusProxy(m_table);
    m_table->setObjectName(QStringLiteral("valueTable"));
    m_table->setAccessibleName(tr("Texts and what becomes of them"));
    m_table->setHorizontalHeaderLabels({tr("Text"), tr("Becomes")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(rowHeight * 5);
    for (const auto &[from, to] : table.entries)
        addRow(from, to);
    m_unlisted->setAccessibleName(tr("What becomes of texts that are not listed"));
    m_unlisted->addItem(tr("Refuse what is not listed"), int(ValueTable::Unlisted::Refuse));
    m_unlisted->addItem(tr("Keep what is not listed"), int(ValueTable::Unlisted::Keep));
    m_unlisted->addItem(tr("Everything else becomes"), int(ValueTable::Unlisted::Replace));
    m_unlisted->setCurrentIndex(m_unlisted->findData(int(table.unlisted)));
    m_replacement->setObjectName(QStringLiteral("unlistedEdit"));
    m_replacement->setAccessibleName(tr("What everything else becomes"));
    m_replacement->setMaxLength(int(MappingLimits::text));
    m_replacement->setText(table.replacement);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::xs);
    row->addWidget(m_unlisted, 1);
    row->addWidget(m_replacement, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_table);
    column->addLayout(row);
    keepEmptyRow();
    showReplacement();
    connect(m_table, &QTableWidget::cellChanged, this, [this] {
        keepEmptyRow();
        Q_EMIT changed();
    });
    connect(m_unlisted, &QComboBox::currentIndexChanged, this, [this] {
        showReplacement();
        Q_EMIT changed();
    });
    connect(m_replacement, &QLineEdit::textChanged, this, &StepArguments::changed);
}

void TableArguments::addRow(const QString &from, const QString &to)
{
    const QSignalBlocker quiet(m_table);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(from));
    m_table->setItem(row, 1, new QTableWidgetItem(to));
}

void TableArguments::keepEmptyRow()
{
    const int last = m_table->rowCount() - 1;
    const bool isFree = last >= 0 && text(last, 0).isEmpty() && text(last, 1).isEmpty();
    if (!isFree && m_table->rowCount() < MappingLimits::tableEntries)
        addRow({}, {});
}

void TableArguments::showReplacement()
{
    m_replacement->setVisible(ValueTable::Unlisted(m_unlisted->currentData().toInt()) == ValueTable::Unlisted::Replace);
}

QString TableArguments::text(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text().left(MappingLimits::text) : QString();
}

FieldTransform TableArguments::transform() const
{
    ValueTable table;
    QSet<QString> seen;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString from = text(row, 0);
        if (from.isEmpty() || seen.contains(from))
            continue;
        seen.insert(from);
        table.entries.append({from, text(row, 1)});
    }
    table.unlisted = ValueTable::Unlisted(m_unlisted->currentData().toInt());
    if (table.unlisted == ValueTable::Unlisted::Replace)
        table.replacement = m_replacement->text();
    return table;
}

} // namespace muster
