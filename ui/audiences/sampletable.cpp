// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/sampletable.h"

#include "models/items/samplerowsmodel.h"
#include "ui/common/datatable.h"
#include "ui/common/plainlabel.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

namespace {

constexpr int narrowest = 80, widest = 180; // of a column, in device-independent pixels

} // namespace

SampleTable::SampleTable(QWidget *parent)
    : QWidget(parent)
    , m_rows(new SampleRowsModel(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new DataTable(m_stack))
    , m_empty(new PlainLabel(PlainLabel::Fit::Wrap, m_stack))
{
    m_table->setObjectName(QStringLiteral("sampleContactsTable"));
    m_table->setAccessibleName(tr("Contacts that match and that just miss"));
    m_table->setModel(m_rows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { tell(current.row()); });
    connect(m_table, &DataTable::activatedRow, this, [this](const QModelIndex &index) { tell(index.row()); });
    m_empty->setObjectName(QStringLiteral("sampleContactsEmptyLabel"));
    m_empty->setRole(ColourRole::Muted);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    setFocusProxy(m_table);
    setMinimumHeight(4 * m_table->verticalHeader()->defaultSectionSize());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
}

void SampleTable::setRows(const SampleRows &rows, const CriteriaFields &fields)
{
    {
        const QScopedValueRollback<bool> quiet(m_isQuiet, true);
        m_rows->setRows(rows, fields);
    }
    if (!rows.rows.isEmpty())
        sizeColumns();
    m_stack->setCurrentWidget(m_table);
    choose(m_contact);
}

/// What somebody has made wider stays so while columns only come and go behind it.
void SampleTable::sizeColumns()
{
    for (int column = m_sized; column < m_rows->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column), narrowest, widest));
    }
    m_sized = m_rows->columnCount();
}

void SampleTable::showNothing(const QString &sentence)
{
    m_empty->setPlainText(sentence);
    m_stack->setCurrentWidget(m_empty);
}

void SampleTable::choose(qint64 contact)
{
    m_contact = contact;
    const QScopedValueRollback<bool> quiet(m_isQuiet, true);
    const int row = m_rows->rowOf(contact);
    if (row < 0) {
        m_table->selectionModel()->clear();
        return;
    }
    if (m_table->currentIndex().row() != row)
        m_table->selectRow(row);
}

void SampleTable::tell(int row)
{
    const qint64 contact = m_rows->contact(row);
    if (m_isQuiet || contact < 0)
        return;
    m_contact = contact;
    // Who comes by Tab is on the first row, which Qt does not show as chosen.
    const QScopedValueRollback<bool> quiet(m_isQuiet, true);
    if (!m_table->selectionModel()->isRowSelected(row))
        m_table->selectRow(row);
    Q_EMIT chosen(contact);
}

} // namespace muster
