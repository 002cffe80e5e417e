// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/fieldsourceform.h"

#include "models/rules/enrich/mappinglimits.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

FieldSourceForm::FieldSourceForm(QWidget *parent)
    : QWidget(parent)
    , m_fromColumns(new QRadioButton(tr("The first of these &columns that is not empty"), this))
    , m_fromConstant(new QRadioButton(tr("The sa&me text for every contact"), this))
    , m_constant(new QLineEdit(this))
{
    m_columnsBox = buildColumns();
    m_fromColumns->setObjectName(QStringLiteral("fromColumnsRadio"));
    m_fromConstant->setObjectName(QStringLiteral("fromConstantRadio"));
    m_constant->setObjectName(QStringLiteral("constantEdit"));
    m_constant->setAccessibleName(tr("Text for every contact"));
    m_constant->setMaxLength(int(MappingLimits::text));
    connect(m_fromColumns, &QRadioButton::toggled, this, [this] {
        showState();
        Q_EMIT changed();
    });
    connect(m_constant, &QLineEdit::textChanged, this, &FieldSourceForm::changed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_fromColumns);
    column->addWidget(m_columnsBox);
    column->addWidget(m_fromConstant);
    column->addWidget(m_constant);
    setSource({});
}

QWidget *FieldSourceForm::buildColumns()
{
    auto *box = new QWidget(this);
    m_chosen = new QListWidget(box);
    m_chosen->setObjectName(QStringLiteral("sourceColumnsList"));
    m_chosen->setAccessibleName(tr("Columns, the first one that is not empty counts"));
    m_chosen->setFixedHeight(m_chosen->fontMetrics().height() * 4 + space::s);
    connect(m_chosen, &QListWidget::currentRowChanged, this, &FieldSourceForm::showState);
    m_up = iconButton(box, "columnUpButton", QStringLiteral("arrow-up"), tr("Move the column up"));
    m_down = iconButton(box, "columnDownButton", QStringLiteral("arrow-down"), tr("Move the column down"));
    m_remove = iconButton(box, "removeColumnButton", QStringLiteral("trash-2"), tr("Remove the column"));
    connect(m_up, &QToolButton::clicked, this, [this] { moveChosen(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveChosen(1); });
    connect(m_remove, &QToolButton::clicked, this, &FieldSourceForm::removeChosen);
    m_add = calmCombo(box, "addColumnCombo");
    m_add->setAccessibleName(tr("Add a column"));
    connect(m_add, &QComboBox::activated, this, &FieldSourceForm::addChosen);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(space::xs);
    for (QToolButton *button : {m_up, m_down, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::xs);
    row->addWidget(m_chosen, 1);
    row->addLayout(buttons);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addLayout(row);
    column->addWidget(m_add);
    return box;
}

void FieldSourceForm::setColumns(const QStringList &columns)
{
    m_columns = columns;
    m_add->clear();
    m_add->addItem(tr("Add a column\u2026"));
    for (const QString &column : columns)
        m_add->addItem(visibleText(column, 100), column);
}

void FieldSourceForm::append(const QString &column)
{
    const QString shown = visibleText(column, 100);
    auto *item
        = new QListWidgetItem(m_columns.contains(column) ? shown : tr("%1 (not in the file)").arg(shown), m_chosen);
    item->setData(Qt::UserRole, column);
}

void FieldSourceForm::setSource(const FieldSource &source)
{
    {
        const QSignalBlocker a(m_fromColumns), b(m_fromConstant), c(m_constant), d(m_chosen);
        m_fromColumns->setChecked(!source.constant);
        m_fromConstant->setChecked(source.constant.has_value());
        m_constant->setText(source.constant.value_or(QString()));
        m_chosen->clear();
        for (const QString &column : source.columns)
            append(column);
        m_chosen->setCurrentRow(m_chosen->count() - 1);
    }
    showState();
    Q_EMIT changed();
}

FieldSource FieldSourceForm::source() const
{
    FieldSource source;
    if (m_fromConstant->isChecked()) {
        source.constant = m_constant->text();
    } else {
        for (int row = 0; row < m_chosen->count(); ++row)
            source.columns << m_chosen->item(row)->data(Qt::UserRole).toString();
    }
    return source;
}

void FieldSourceForm::addChosen()
{
    const QString column = m_add->currentData().toString();
    const int place = m_add->currentIndex();
    m_add->setCurrentIndex(0);
    if (place <= 0 || m_chosen->count() >= MappingLimits::columns || source().columns.contains(column))
        return;
    append(column);
    m_chosen->setCurrentRow(m_chosen->count() - 1);
    showState();
    Q_EMIT changed();
}

void FieldSourceForm::moveChosen(int by)
{
    const int from = m_chosen->currentRow(), to = from + by;
    if (from < 0 || to < 0 || to >= m_chosen->count())
        return;
    m_chosen->insertItem(to, m_chosen->takeItem(from));
    m_chosen->setCurrentRow(to);
    showState();
    Q_EMIT changed();
}

void FieldSourceForm::removeChosen()
{
    delete m_chosen->takeItem(m_chosen->currentRow());
    showState();
    Q_EMIT changed();
}

void FieldSourceForm::showState()
{
    const bool fromColumns = m_fromColumns->isChecked();
    const int row = m_chosen->currentRow();
    m_columnsBox->setEnabled(fromColumns);
    m_constant->setEnabled(!fromColumns);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_chosen->count());
    m_remove->setEnabled(row >= 0);
}

} // namespace muster
