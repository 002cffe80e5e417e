// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/fieldstepsform.h"

#include "models/rules/enrich/mappinglimits.h"
#include "models/text/enrichtexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/lists/enrich/fields/stepform.h"

#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

FieldStepsForm::FieldStepsForm(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_none(hintLabel(this, tr("None: the cell is taken as it stands.")))
    , m_add(new QPushButton(themedIcon(QStringLiteral("plus")), tr("&Add a step"), this))
{
    m_add->setObjectName(QStringLiteral("addStepButton"));
    auto *menu = new QMenu(m_add);
    menu->setObjectName(QStringLiteral("addStepMenu"));
    for (int kind = 0; kind < transformKindCount; ++kind) {
        QAction *action = menu->addAction(transformKindText(TransformKind(kind)));
        action->setData(kind);
        connect(action, &QAction::triggered, this, [this, kind] { add(TransformKind(kind)); });
    }
    m_add->setMenu(menu);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(m_none);
    column->addLayout(m_column);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    showPlaces();
}

void FieldStepsForm::setHints(const StepHints &hints)
{
    m_hints = hints;
}

void FieldStepsForm::setTransforms(const QList<FieldTransform> &transforms)
{
    qDeleteAll(m_steps);
    m_steps.clear();
    for (const FieldTransform &transform : transforms)
        append(transform);
    showPlaces();
    Q_EMIT changed();
}

QList<FieldTransform> FieldStepsForm::transforms() const
{
    QList<FieldTransform> transforms;
    for (const StepForm *step : m_steps)
        transforms << step->transform();
    return transforms;
}

StepForm *FieldStepsForm::append(const FieldTransform &transform)
{
    auto *step = new StepForm(transform, m_hints, this);
    m_steps << step;
    m_column->addWidget(step);
    connect(step, &StepForm::changed, this, &FieldStepsForm::changed);
    connect(step, &StepForm::moveAsked, this, [this, step](int by) { move(step, by); });
    connect(step, &StepForm::removeAsked, this, [this, step] { remove(step); });
    return step;
}

void FieldStepsForm::add(TransformKind kind)
{
    if (m_steps.size() >= MappingLimits::transforms)
        return;
    StepForm *step = append(m_hints.proposal(kind));
    showPlaces();
    if (auto *arguments = step->findChild<StepArguments *>())
        arguments->setFocus(); // what has to be told is next
    Q_EMIT changed();
}

void FieldStepsForm::move(StepForm *step, int by)
{
    const qsizetype from = m_steps.indexOf(step), to = from + by;
    if (to < 0 || to >= m_steps.size())
        return;
    m_steps.move(from, to);
    m_column->removeWidget(step);
    m_column->insertWidget(int(to), step);
    showPlaces();
    Q_EMIT changed();
}

void FieldStepsForm::remove(StepForm *step)
{
    m_steps.removeOne(step);
    m_column->removeWidget(step);
    step->hide();
    step->deleteLater(); // its own button asks
    showPlaces();
    m_add->setFocus();
    Q_EMIT changed();
}

void FieldStepsForm::showPlaces()
{
    const int count = int(m_steps.size());
    for (int index = 0; index < count; ++index)
        m_steps[index]->setPlace(index, count);
    m_none->setVisible(count == 0);
    m_add->setEnabled(count < MappingLimits::transforms);
}

} // namespace muster
