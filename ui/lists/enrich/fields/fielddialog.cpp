// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/fielddialog.h"

#include "models/items/enrichmodels.h"
#include "models/rules/enrich/fieldtrial.h"
#include "models/text/enrichtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/fields/fieldsourceform.h"
#include "ui/lists/enrich/fields/fieldstepsform.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace muster {

FieldDialog::FieldDialog(Frame frame, const FieldMapping &field, QWidget *parent)
    : QDialog(parent)
    , m_frame(std::move(frame))
    , m_attribute(field.attribute)
{
    setObjectName(QStringLiteral("fieldDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString shown = visibleText(m_attribute, 100);
    setWindowTitle(tr("How \u201c%1\u201d is filled").arg(shown));
    PlainLabel *title = pageTitle(this, shown);
    const auto at = m_frame.schema.indexOf(m_attribute);
    const auto type = at ? m_frame.schema.attributes[qsizetype(*at)].type : std::nullopt;
    PlainLabel *takes = hintLabel(this, type ? tr("Takes: %1").arg(listAttributeTypeText(*type)) : QString());
    auto *sides = new QHBoxLayout;
    sides->setSpacing(space::l);
    sides->addWidget(buildForms(field), 1);
    sides->addWidget(buildTrial(), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = new QPushButton(tr("Fill it like &this"), buttons);
    m_accept->setObjectName(QStringLiteral("acceptFieldButton"));
    m_accept->setProperty("primary", true);
    m_accept->setDefault(true);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(title);
    column->addWidget(takes);
    column->addLayout(sides, 1);
    column->addWidget(buttons);
    resize(820, 560);
    rememberSize(*this);
    connect(m_source, &FieldSourceForm::changed, this, &FieldDialog::showTrial);
    connect(m_steps, &FieldStepsForm::changed, this, &FieldDialog::showTrial);
    connect(m_empty, &QComboBox::currentIndexChanged, this, &FieldDialog::showTrial);
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
    if (m_frame.sample) {
        m_source->setColumns(m_frame.sample->columns);
        const qsizetype first = m_frame.sample->columns.indexOf(field.source.columns.value(0));
        if (first >= 0)
            m_steps->setHints(StepHints::of(m_frame.sample->profiles[std::size_t(first)]));
    }
    m_source->setSource(field.source);
    m_steps->setTransforms(field.transforms);
    m_empty = calmCombo(box, "fieldEmptyCombo");
    for (const EmptyCell empty : {EmptyCell::Keep, EmptyCell::Clear, EmptyCell::SkipRow})
        m_empty->addItem(emptyCellText(empty), int(empty));
    m_empty->setCurrentIndex(m_empty->findData(int(field.policy.empty)));
    m_write = calmCombo(box, "fieldWriteCombo");
    for (const FieldWrite write : {FieldWrite::Overwrite, FieldWrite::OnlyIfEmpty, FieldWrite::NeverClear})
        m_write->addItem(fieldWriteText(write), int(write));
    m_write->setCurrentIndex(m_write->findData(int(field.policy.write)));
    m_writeHint = hintLabel(box);
    m_writeHint->setObjectName(QStringLiteral("fieldWriteHintLabel"));
    auto *policy = new QFormLayout;
    policy->setContentsMargins(0, 0, 0, 0);
    policy->setSpacing(space::s);
    policy->addRow(tr("An &empty cell"), m_empty);
    policy->addRow(tr("A &value that is there"), m_write);
    policy->addRow(QString(), m_writeHint);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, space::s, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionTitle(box, tr("Filled from")));
    column->addWidget(m_source);
    column->addWidget(sectionTitle(box, tr("Steps")));
    column->addWidget(m_steps);
    column->addWidget(sectionTitle(box, tr("Rules")));
    column->addLayout(policy);
    column->addStretch(1);
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
    auto *table = new DataTable(box);
    table->setObjectName(QStringLiteral("fieldTrialTable"));
    table->setAccessibleName(tr("What becomes of the first cells"));
    table->setModel(m_cells);
    table->setColumnWidth(FieldTrialModel::Cell, 160);
    table->setMinimumHeight(rowHeight * (int(FieldTrial::maxCells) + 2));
    m_summary = new PlainLabel(PlainLabel::Fit::Wrap, box);
    m_summary->setObjectName(QStringLiteral("fieldTrialLabel"));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(sectionTitle(box, tr("What becomes of the first cells")));
    column->addWidget(m_summary);
    column->addWidget(table, 1);
    return box;
}

FieldMapping FieldDialog::field() const
{
    FieldMapping field;
    field.attribute = m_attribute;
    field.source = m_source->source();
    field.transforms = m_steps->transforms();
    field.policy.empty = EmptyCell(m_empty->currentData().toInt());
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
    //: %1 is the place of a step, from 1; a sentence on what is wrong follows.
    if (!fits && trial.findings.constFirst().transform >= 0)
        text = QString(tr("Step %1:").arg(trial.findings.constFirst().transform + 1) % u' ' % text);
    m_summary->setPlainText(text);
    m_writeHint->setPlainText(fieldWriteHint(mapping.fields.constFirst().policy.write));
    m_accept->setEnabled(fits);
}

} // namespace muster
