// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrichmappingpane.h"

#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace muster {

EnrichMappingPane::EnrichMappingPane(QWidget *parent)
    : QWidget(parent)
    , m_fields(new EnrichFieldsModel(this))
    , m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Mapping"));
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Loading the attributes of the list\u2026"));
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("schemaErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &EnrichMappingPane::retryAsked);
    m_content = new QWidget(m_stack);
    auto *inner = new QVBoxLayout(m_content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(space::s);
    inner->addWidget(buildTable(), 1);
    inner->addWidget(buildForm());
    for (QWidget *one :
         {static_cast<QWidget *>(m_content), static_cast<QWidget *>(m_skeleton), static_cast<QWidget *>(m_error)})
        m_stack->addWidget(one);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_fields, &EnrichFieldsModel::mappingChanged, this, [this] {
        showTrial();
        Q_EMIT mappingChanged();
    });
}

QWidget *EnrichMappingPane::buildTable()
{
    auto *box = new QWidget(m_content);
    m_id = calmCombo(box, "enrichIdCombo");
    m_id->setAccessibleName(tr("Column of the contact ids"));
    connect(m_id, &QComboBox::currentIndexChanged, this, [this](int index) { m_fields->setIdColumn(index - 1); });
    m_table = new DataTable(box);
    m_table->setObjectName(QStringLiteral("enrichFieldsTable"));
    m_table->setAccessibleName(tr("Attributes of the list and the columns that fill them"));
    m_table->setModel(m_fields);
    const std::pair<int, int> widths[] = {{EnrichFieldsModel::Attribute, 120},
                                          {EnrichFieldsModel::Type, 100},
                                          {EnrichFieldsModel::SourceColumn, 150},
                                          {EnrichFieldsModel::Examples, 120}};
    for (const auto &[column, width] : widths)
        m_table->setColumnWidth(column, width);
    m_table->setMinimumHeight(80);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EnrichMappingPane::showField);
    connect(m_table, &DataTable::activatedRow, this, [this] { m_column->setFocus(Qt::OtherFocusReason); });
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(sectionTitle(box, tr("Contact id from")));
    row->addWidget(m_id, 1);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    return box;
}

QWidget *EnrichMappingPane::buildForm()
{
    auto *box = new QWidget(m_content);
    m_title = sectionTitle(box, {});
    m_title->setObjectName(QStringLiteral("enrichFieldLabel"));
    m_column = calmCombo(box, "enrichColumnCombo");
    m_column->setAccessibleName(tr("Column that fills the attribute"));
    m_empty = calmCombo(box, "enrichEmptyCombo");
    m_empty->setAccessibleName(tr("What an empty cell means"));
    for (const EmptyCell empty : {EmptyCell::Keep, EmptyCell::SkipRow}) // the service cannot clear a value
        m_empty->addItem(emptyCellText(empty), int(empty));
    connect(m_column, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (current() >= 0)
            m_fields->setSourceColumn(current(), index - 1);
    });
    connect(m_empty, &QComboBox::currentIndexChanged, this, [this] {
        if (current() >= 0)
            m_fields->setEmptyCells(current(), EmptyCell(m_empty->currentData().toInt()));
    });
    m_trial = hintLabel(box);
    m_trial->setObjectName(QStringLiteral("enrichTrialLabel"));
    m_trial->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_trial->setMinimumHeight(m_trial->fontMetrics().lineSpacing() * int(FieldTrial::maxCells));
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::s);
    form->addRow(tr("Filled &from"), m_column);
    form->addRow(tr("&Empty cells"), m_empty);
    auto *left = new QVBoxLayout;
    left->setSpacing(space::xs);
    left->addWidget(m_title);
    left->addLayout(form);
    left->addStretch(1);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    row->addLayout(left, 1);
    row->addWidget(m_trial, 1);
    return box;
}

void EnrichMappingPane::showLoading()
{
    m_fields->setSchema({});
    fillColumns();
    m_stack->setCurrentWidget(m_skeleton);
}

void EnrichMappingPane::setSchema(const ListSchema &schema)
{
    m_fields->setSchema(schema);
    fillColumns();
    m_stack->setCurrentWidget(m_content);
    m_table->setCurrentIndex(m_fields->index(0, 0));
    showField();
}

void EnrichMappingPane::setSchemaError(const ApiError &error)
{
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
}

void EnrichMappingPane::setSample(const SharedSourceSample &sample)
{
    const int row = current();
    m_fields->setSample(sample);
    fillColumns();
    m_table->setCurrentIndex(m_fields->index(std::max(0, row), 0));
    showField();
}

void EnrichMappingPane::setLocked(bool locked)
{
    m_locked = locked;
    showField();
}

int EnrichMappingPane::current() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void EnrichMappingPane::fillColumns()
{
    QStringList names;
    if (m_fields->sample()) {
        for (const QString &name : m_fields->sample()->columns)
            names << visibleText(name, 100);
    }
    const QSignalBlocker a(m_id), b(m_column);
    m_id->clear();
    m_id->addItem(tr("Choose a column"));
    m_id->addItems(names);
    m_id->setCurrentIndex(m_fields->idColumn() + 1);
    m_column->clear();
    m_column->addItem(tr("Nothing: leave it as it is"));
    m_column->addItems(names);
}

void EnrichMappingPane::showField()
{
    const int row = current();
    const bool open = row >= 0 && m_fields->sample() && !m_locked && m_fields->schema().attributes[row].type;
    const QSignalBlocker a(m_column), b(m_empty);
    m_id->setEnabled(m_fields->sample() && !m_locked);
    m_column->setEnabled(open);
    m_column->setCurrentIndex(row >= 0 ? m_fields->sourceColumn(row) + 1 : 0);
    m_empty->setCurrentIndex(row >= 0 ? m_empty->findData(int(m_fields->emptyCells(row))) : 0);
    m_title->setPlainText(row >= 0 ? visibleText(m_fields->schema().attributes[row].name, 100)
                                   : tr("This list has no attributes that could be filled."));
    showTrial();
}

void EnrichMappingPane::showTrial()
{
    const int row = current();
    const bool isMapped = row >= 0 && m_fields->sample() && m_fields->sourceColumn(row) != EnrichFieldsModel::noColumn;
    m_empty->setEnabled(isMapped && !m_locked);
    if (!isMapped) {
        m_trial->setPlainText(m_fields->sample() ? QString() : tr("Choose a file first."));
        return;
    }
    QStringList lines;
    for (const FieldTrial::Cell &cell : m_fields->trial(row).cells) {
        const QString shown = visibleText(cell.cell, 40);
        //: A cell of the file, and what is sent of it or why not.
        lines << tr("%1 \u2192 %2")
                     .arg(shown,
                          cell.fate == CellFate::Kept ? visibleText(cell.result, 40)
                              : cell.rule             ? enrichRuleText(*cell.rule)
                                                      : cellFateText(cell.fate));
    }
    m_trial->setPlainParagraphs(lines.join(u'\n'));
}

} // namespace muster
