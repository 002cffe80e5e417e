// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/fielddialog.h"

#include "models/items/enrichmodels.h"
#include "models/rules/enrich/fieldtrial.h"
#include "models/rules/enrich/heldvalue.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/fields/fieldalternativesform.h"
#include "ui/lists/enrich/fields/fieldstepsform.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

FieldSourceForm::FieldSourceForm(QWidget *parent)
    : QWidget(parent)
    , m_fromColumns(named("fromColumnsRadio", new QRadioButton(tr("The first non-empty of these &columns"), this)))
    , m_fromConstant(named("fromConstantRadio", new QRadioButton(tr("Sa&me text for every contact"), this)))
    , m_constant(lineEdit(this, "constantEdit", tr("Text for every contact")))
{
    m_columnsBox = buildColumns();
    m_constant->setMaxLength(int(MappingLimits::text));
    connect(m_fromColumns, &QRadioButton::toggled, this, [this] {
        showState();
        Q_EMIT changed();
    });
    connect(m_constant, &QLineEdit::textChanged, this, &FieldSourceForm::changed);
    fillColumn(this, space::xs, {m_fromColumns, m_columnsBox, m_fromConstant, m_constant});
    setSource({});
}

QWidget *FieldSourceForm::buildColumns()
{
    auto *box = new QWidget(this);
    m_chosen = named("sourceColumnsList", new QListWidget(box));
    m_chosen->setAccessibleName(tr("Columns; the first non-empty one is used"));
    m_chosen->setFixedHeight(m_chosen->fontMetrics().height() * 4 + space::s);
    connect(m_chosen, &QListWidget::currentRowChanged, this, &FieldSourceForm::showState);
    m_up = iconButton(box, "columnUpButton", QStringLiteral("arrow-up"), tr("Move column up"));
    m_down = iconButton(box, "columnDownButton", QStringLiteral("arrow-down"), tr("Move column down"));
    m_remove = iconButton(box, "removeColumnButton", QStringLiteral("trash-2"), tr("Remove column"));
    connect(m_up, &QToolButton::clicked, this, [this] { moveChosen(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveChosen(1); });
    connect(m_remove, &QToolButton::clicked, this, &FieldSourceForm::removeChosen);
    m_add = calmCombo(box, "addColumnCombo", tr("Add column"));
    connect(m_add, &QComboBox::activated, this, &FieldSourceForm::addChosen);
    auto *buttons = bareLayout<QVBoxLayout>(space::xs);
    for (QToolButton *button : {m_up, m_down, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *row = rowLayout(space::xs, {{m_chosen, 1}, buttons});
    fillColumn(box, space::xs, {row, m_add});
    return box;
}

void FieldSourceForm::setColumns(const QStringList &columns)
{
    m_columns = columns;
    m_add->clear();
    m_add->addItem(tr("Add column…"));
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

FieldDialog::FieldDialog(Frame frame, const FieldMapping &field, QWidget *parent)
    : QDialog(parent)
    , m_frame(std::move(frame))
    , m_attribute(field.attribute)
{
    setObjectName(QStringLiteral("fieldDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString shown = visibleText(m_attribute, 100);
    setWindowTitle(tr("How “%1” is filled").arg(shown));
    PlainLabel *title = pageTitle(this, shown);
    const auto at = m_frame.schema.indexOf(m_attribute);
    const auto type = at ? m_frame.schema.attributes[qsizetype(*at)].type : std::nullopt;
    PlainLabel *takes = hintLabel(this, type ? tr("Type: %1").arg(listAttributeTypeText(*type)) : QString());
    auto *sides = rowLayout(space::l, {{buildForms(field), 1}, {buildTrial(), 1}});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = primaryButton(buttons, "acceptFieldButton", tr("Use &this"));
    m_accept->setDefault(true);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::s, {title, takes, {sides, 1}, buttons});
    resize(820, 560);
    rememberSize(*this);
    connect(m_source, &FieldSourceForm::changed, this, &FieldDialog::showTrial);
    connect(m_steps, &FieldStepsForm::changed, this, &FieldDialog::showTrial);
    connect(m_alternatives, &FieldAlternativesForm::changed, this, &FieldDialog::showTrial);
    connect(m_empty, &QComboBox::currentIndexChanged, this, &FieldDialog::showTrial);
    connect(m_invalid, &QComboBox::currentIndexChanged, this, &FieldDialog::showTrial);
    connect(m_write, &QComboBox::currentIndexChanged, this, &FieldDialog::showTrial);
    showTrial();
}

QWidget *FieldDialog::buildForms(const FieldMapping &field)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *box = new QWidget;
    m_source = new FieldSourceForm(box);
    m_steps = new FieldStepsForm(box);
    m_alternatives = new FieldAlternativesForm(box);
    if (m_frame.sample) {
        m_source->setColumns(m_frame.sample->columns);
        const qsizetype first = m_frame.sample->columns.indexOf(field.source.columns.value(0));
        if (first >= 0) {
            const StepHints hints = StepHints::of(m_frame.sample->profiles[std::size_t(first)]);
            m_steps->setHints(hints);
            m_alternatives->setHints(hints);
        }
    }
    m_source->setSource(field.source);
    m_steps->setTransforms(field.transforms);
    m_alternatives->setAlternatives(field.alternatives);
    m_empty = calmCombo(box, "fieldEmptyCombo");
    for (const EmptyCell empty : {EmptyCell::Keep, EmptyCell::Clear, EmptyCell::SkipRow})
        m_empty->addItem(emptyCellText(empty), int(empty));
    m_empty->setCurrentIndex(m_empty->findData(int(field.policy.empty)));
    m_invalid = calmCombo(box, "fieldInvalidCombo");
    for (const InvalidCell invalid : {InvalidCell::RejectRow, InvalidCell::LeaveOut})
        m_invalid->addItem(invalidCellText(invalid), int(invalid));
    m_invalid->setCurrentIndex(m_invalid->findData(int(field.policy.invalid)));
    m_write = calmCombo(box, "fieldWriteCombo");
    const auto at = m_frame.schema.indexOf(field.attribute);
    const auto type = at ? m_frame.schema.attributes[qsizetype(*at)].type : std::nullopt;
    using enum FieldWrite;
    for (const FieldWrite write : {Overwrite, OnlyIfEmpty, NeverClear, OnlyIfGreater, OnlyIfSmaller, OnlyIfNewer}) {
        const bool compares = write == OnlyIfGreater || write == OnlyIfSmaller;
        if (!compares || (type && hasOrder(*type)) || write == field.policy.write)
            m_write->addItem(fieldWriteText(write), int(write));
    }
    m_write->setCurrentIndex(m_write->findData(int(field.policy.write)));
    m_writeHint = named("fieldWriteHintLabel", hintLabel(box));
    auto *policy = bareLayout<QFormLayout>(space::s);
    policy->addRow(tr("&Empty cell"), m_empty);
    policy->addRow(tr("I&nvalid cell"), m_invalid);
    policy->addRow(tr("Existing &value"), m_write);
    policy->addRow(QString(), m_writeHint);
    fillColumn(box, space::s,
               {sectionTitle(box, tr("Filled from")), m_source, sectionTitle(box, tr("Steps")), m_steps, m_alternatives,
                sectionTitle(box, tr("Rules")), policy, boxStretch(1)},
               QMargins(0, 0, space::s, 0));
    scroll->setWidget(box);
    scroll->viewport()->setAutoFillBackground(false);
    box->setAutoFillBackground(false);
    scroll->setMinimumWidth(box->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    return scroll;
}

QWidget *FieldDialog::buildTrial()
{
    auto *box = new QWidget(this);
    m_cells = new FieldTrialModel(this);
    auto *table = new DataTable("fieldTrialTable", tr("Preview of the first cells"), m_cells, box);
    table->setColumnWidth(FieldTrialModel::Cell, 160);
    table->setMinimumHeight(rowHeight * (int(FieldTrial::maxCells) + 2));
    m_summary = wrappedLabel(box, "fieldTrialLabel");
    fillColumn(box, space::s, {sectionTitle(box, tr("Preview of the first cells")), m_summary, {table, 1}});
    return box;
}

FieldMapping FieldDialog::field() const
{
    FieldMapping field{.attribute = m_attribute, .source = m_source->source(), .transforms = m_steps->transforms()};
    if (!field.source.constant)
        field.alternatives = m_alternatives->alternatives();
    field.policy.empty = EmptyCell(m_empty->currentData().toInt());
    field.policy.invalid = InvalidCell(m_invalid->currentData().toInt());
    field.policy.write = FieldWrite(m_write->currentData().toInt());
    return field;
}

void FieldDialog::showTrial()
{
    EnrichmentMapping mapping = m_frame.mapping;
    mapping.fields = {field()};
    const SharedSourceSample &sample = m_frame.sample;
    const FieldTrial trial
        = FieldTrial::of(mapping, 0, {sample ? sample->columns : QStringList()}, m_frame.schema,
                         sample ? std::span<const SourceRow>(sample->rows) : std::span<const SourceRow>());
    m_cells->setRows(trial.cells);
    const bool fits = trial.findings.isEmpty();
    m_summary->setRole(fits ? ColourRole::Text : ColourRole::Bad);
    QString text = fieldTrialText(trial);
    if (!fits && trial.findings.constFirst().transform >= 0) {
        const MappingFinding &first = trial.findings.constFirst();
        const QString place = first.alternative < 0
            //: %1 is the place of a step, from 1; a sentence on what is wrong follows.
            ? tr("Step %1:").arg(first.transform + 1)
            //: %1 is the place of a fix, from 1, %2 that of a step in it; a sentence on what is wrong follows.
            : tr("Fix %1, step %2:").arg(first.alternative + 1).arg(first.transform + 1);
        text = QString(place % u' ' % text);
    }
    m_summary->setPlainText(text);
    m_writeHint->setPlainText(fieldWriteHint(mapping.fields.constFirst().policy.write));
    m_accept->setEnabled(fits);
}

} // namespace muster
