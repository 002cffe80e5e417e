// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/enrichmappingpane.h"

#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/fields/fielddialog.h"
#include "ui/lists/enrich/fields/mappingbar.h"
#include "ui/lists/enrich/fields/matchingdialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QPushButton>
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
    m_skeleton = new SkeletonRows(tr("Loading list attributes…"), m_stack);
    m_error = named("schemaErrorPanel", new ErrorPanel(m_stack));
    connect(m_error, &ErrorPanel::retry, this, &EnrichMappingPane::retryAsked);
    m_content = new QWidget(m_stack);
    fillColumn(m_content, space::s, {m_bar = new MappingBar(m_content), {buildTable(), 1}, buildForm()});
    addWidgets(m_stack, {m_content, m_skeleton, m_error});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, 0, 0, space::m); // away from the handles of the splitters
    column->addWidget(m_stack);
    connect(m_bar, &MappingBar::wordsAsked, this, &EnrichMappingPane::editWords);
    connect(m_fields, &EnrichFieldsModel::mappingChanged, this, [this] {
        showTrial();
        m_bar->setMapping(m_fields->mapping());
        Q_EMIT mappingChanged();
    });
}

QWidget *EnrichMappingPane::buildTable()
{
    auto *box = new QWidget(m_content);
    m_id = calmCombo(box, "enrichIdCombo", tr("Contact ID column"));
    connect(m_id, &QComboBox::currentIndexChanged, this, [this](int index) { m_fields->setIdColumn(index - 1); });
    m_table = new DataTable("enrichFieldsTable", tr("List attributes and the columns that fill them"), m_fields, box);
    new EmptyOverlay(m_table,
                     tr("This list has no attributes to fill. Add some in the tenant, then open the list again."));
    m_table->setDragDropMode(QAbstractItemView::DropOnly);
    m_table->setDragDropOverwriteMode(true); // on a row, never between two
    const auto widthFor
        = [this](const QString &text) { return m_table->fontMetrics().horizontalAdvance(text) + space::xl; };
    m_table->setColumnWidths({{EnrichFieldsModel::Attribute, 118},
                              {EnrichFieldsModel::Type, widthFor(listAttributeTypeText(ListAttributeType::Decimal))},
                              {EnrichFieldsModel::Source, 136},
                              {EnrichFieldsModel::Verdict, 228}});
    m_table->setMinimumHeight(80);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EnrichMappingPane::showField);
    connect(m_table, &DataTable::activatedRow, this, &EnrichMappingPane::editField);
    connect(m_fields, &EnrichFieldsModel::columnDropped, this, [this](int row) {
        m_table->setCurrentIndex(m_fields->index(row, 0));
        showField();
    });
    m_idTitle = named("enrichIdLabel", sectionTitle(box, {}));
    m_matching = pushButton(box, "editMatchingButton", tr("Matchin&g…"));
    m_matching->setToolTip(tr("How contacts are found in the list, and which of several rows for a contact counts"));
    connect(m_matching, &QPushButton::clicked, this, &EnrichMappingPane::editMatching);
    auto *row = rowLayout(space::s, {m_idTitle, {m_id, 1}, m_matching});
    fillColumn(box, space::s, {row, {m_table, 1}});
    return box;
}

QWidget *EnrichMappingPane::buildForm()
{
    auto *box = new QWidget(m_content);
    m_title = named("enrichFieldLabel", sectionTitle(box, {}));
    m_column = calmCombo(box, "enrichColumnCombo", tr("Column that fills the attribute"));
    m_empty = calmCombo(box, "enrichEmptyCombo", tr("What an empty cell does"));
    for (const EmptyCell empty : {EmptyCell::Keep, EmptyCell::Clear, EmptyCell::SkipRow})
        m_empty->addItem(emptyCellText(empty), int(empty));
    connect(m_column, &QComboBox::activated, this, [this](int index) {
        if (current() >= 0 && m_column->itemData(index).isValid()) // what only the sheet makes stays as it is
            m_fields->setSourceColumn(current(), m_column->itemData(index).toInt());
        showField();
    });
    m_edit = pushButton(box, "editFieldButton", tr("S&teps and rules…"), QStringLiteral("pencil"));
    m_edit->setToolTip(tr("Multiple columns, a constant, steps that change cells, and what may be overwritten"));
    connect(m_edit, &QPushButton::clicked, this, &EnrichMappingPane::editField);
    connect(m_empty, &QComboBox::currentIndexChanged, this, [this] {
        if (current() >= 0)
            m_fields->setEmptyCells(current(), EmptyCell(m_empty->currentData().toInt()));
    });
    m_trial = named("enrichTrialLabel", hintLabel(box));
    m_trial->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_trial->setMinimumHeight(m_trial->fontMetrics().lineSpacing() * int(FieldTrial::maxCells));
    auto *form = bareLayout<QFormLayout>(space::s);
    form->addRow(tr("Filled &from"), m_column);
    form->addRow(tr("E&mpty cells"), m_empty);
    form->addRow(QString(), m_edit);
    auto *left = columnLayout(space::xs, {m_title, form, boxStretch(1)});
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    fillRow(box, space::l, {{left, 1}, {m_trial, 1}});
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
    m_bar->setLocked(locked);
    showField();
}

bool EnrichMappingPane::mayChange() const
{
    return !m_locked && m_stack->currentWidget() == m_content;
}

void EnrichMappingPane::addFixes(const CellFixes &fixes)
{
    m_fields->addFixes(fixes);
}

QStringList EnrichMappingPane::load(const EnrichmentMapping &mapping)
{
    const int row = current();
    const QStringList leftOut = m_fields->setMapping(mapping);
    m_table->setCurrentIndex(m_fields->index(std::max(0, row), 0));
    showField();
    return leftOut;
}

void EnrichMappingPane::markSaved(const EnrichmentMapping &mapping)
{
    m_fields->setSavedAs(mapping.name, mapping.version);
    m_bar->setMapping(m_fields->mapping());
}

void EnrichMappingPane::editWords()
{
    auto *dialog = new MappingWordsDialog(m_fields->frame(), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (mayChange())
            m_fields->setWords(dialog->guardWords(), dialog->locale());
    });
    dialog->open();
}

void EnrichMappingPane::editMatching()
{
    auto *dialog = new MatchingDialog(m_fields->frame(), m_fields->schema(), m_fields->sample(), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (mayChange())
            m_fields->setMatching(dialog->match(), dialog->recency());
        showField();
    });
    dialog->open();
}

void EnrichMappingPane::showMatching()
{
    const QString attribute = visibleText(m_fields->frame().match.attribute, 40);
    m_idTitle->setPlainText(attribute.isEmpty() ? tr("Contact ID from")
                                                //: %1 is an attribute of a list by which contacts are found.
                                                : tr("“%1” from").arg(attribute));
    m_id->setAccessibleName(attribute.isEmpty() ? tr("Contact ID column")
                                                //: %1 is an attribute of a list by which contacts are found.
                                                : tr("Column compared with “%1”").arg(attribute));
    m_id->setEnabled(m_fields->sample() && !m_locked);
    m_matching->setEnabled(m_id->isEnabled());
    m_id->setCurrentIndex(m_fields->idColumn() + 1);
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
    m_column->addItem(tr("Nothing: leave unchanged"), EnrichFieldsModel::noColumn);
    for (int column = 0; column < names.size(); ++column)
        m_column->addItem(names[column], column);
}

void EnrichMappingPane::showField()
{
    const int row = current();
    const bool open = row >= 0 && m_fields->sample() && !m_locked && m_fields->schema().attributes[row].type;
    const QSignalBlocker a(m_column), b(m_empty), c(m_id);
    showMatching();
    const int plain = m_fields->sample() ? int(m_fields->sample()->columns.size()) + 1 : 1;
    if (m_column->count() > plain)
        m_column->removeItem(plain);
    int shown = row >= 0 ? m_fields->sourceColumn(row) + 1 : 0;
    if (row >= 0 && shown == 0 && m_fields->isMapped(row)) { // several columns, a constant, a column that is not there
        m_column->addItem(fieldSourceText(m_fields->field(row)));
        shown = plain;
    }
    m_column->setEnabled(open);
    m_column->setCurrentIndex(shown);
    m_edit->setEnabled(open);
    m_title->setPlainText(row >= 0 ? visibleText(m_fields->schema().attributes[row].name, 100)
                                   : tr("This list has no attributes to fill."));
    showTrial();
}

void EnrichMappingPane::editField()
{
    const int row = current();
    if (row < 0 || !m_edit->isEnabled())
        return;
    auto *dialog
        = new FieldDialog({m_fields->frame(), m_fields->schema(), m_fields->sample()}, m_fields->field(row), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] {
        if (mayChange() && row < m_fields->rowCount() && m_fields->field(row).attribute == dialog->field().attribute)
            m_fields->setField(row, dialog->field());
        showField();
    });
    dialog->open();
}

void EnrichMappingPane::showTrial()
{
    const int row = current();
    const bool isMapped = row >= 0 && m_fields->sample() && m_fields->isMapped(row);
    const QSignalBlocker quiet(m_empty);
    m_empty->setEnabled(isMapped && !m_locked);
    m_empty->setCurrentIndex(row >= 0 ? m_empty->findData(int(m_fields->emptyCells(row))) : 0);
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
