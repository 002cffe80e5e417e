// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/fieldalternativesform.h"

#include "models/rules/enrich/enrichmentmapping.h"
#include "network/wire/mapped.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"

#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

AlternativeForm::AlternativeForm(const QList<FieldTransform> &transforms, const StepHints &hints, QWidget *parent)
    : QFrame(parent)
    , m_title(sectionTitle(this, {}))
    , m_remove(iconButton(this, "removeAlternativeButton", QStringLiteral("trash-2"), {}))
    , m_steps(new FieldStepsForm(this))
{
    setObjectName(QStringLiteral("alternativeForm"));
    m_steps->setHints(hints);
    m_steps->setTransforms(transforms);
    connect(m_steps, &FieldStepsForm::changed, this, &AlternativeForm::changed);
    connect(m_remove, &QToolButton::clicked, this, &AlternativeForm::removeAsked);
    fillColumn(this, space::xs, {rowLayout(space::xs, {{m_title, 1}, m_remove}), m_steps});
    setPlace(0);
}

void AlternativeForm::setPlace(int index)
{
    //: %1 is the place of a fix among others, from 1. Steps follow that are tried on a cell that isn’t valid.
    m_title->setPlainText(tr("Fix %1, if a cell isn’t valid").arg(index + 1));
    const QString remove = tr("Remove fix %1").arg(index + 1);
    m_remove->setAccessibleName(remove);
    toolTips::set(m_remove, remove);
    m_steps->setAddText(tr("Add step to fix %1").arg(index + 1));
}

FieldAlternativesForm::FieldAlternativesForm(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_add(pushButton(this, "addAlternativeButton", tr("Add fi&x for invalid cells"), QStringLiteral("plus")))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::s);
    connect(m_add, &QPushButton::clicked, this, [this] {
        append({});
        Q_EMIT changed();
    });
    fillColumn(this, space::s, {m_column, {m_add, 0, Qt::AlignLeft}});
    showPlaces();
}

void FieldAlternativesForm::setAlternatives(const QList<QList<FieldTransform>> &alternatives)
{
    qDeleteAll(m_forms);
    m_forms.clear();
    for (const QList<FieldTransform> &transforms : alternatives)
        append(transforms);
    showPlaces();
    Q_EMIT changed();
}

QList<QList<FieldTransform>> FieldAlternativesForm::alternatives() const
{
    return mapped(m_forms, [](const AlternativeForm *form) { return form->transforms(); });
}

void FieldAlternativesForm::append(const QList<FieldTransform> &transforms)
{
    auto *form = new AlternativeForm(transforms, m_hints, this);
    m_forms << form;
    m_column->addWidget(form);
    connect(form, &AlternativeForm::changed, this, &FieldAlternativesForm::changed);
    connect(form, &AlternativeForm::removeAsked, this, [this, form] { remove(form); });
    showPlaces();
}

void FieldAlternativesForm::remove(AlternativeForm *alternative)
{
    m_forms.removeOne(alternative);
    m_column->removeWidget(alternative);
    alternative->hide();
    alternative->deleteLater(); // its own button asks
    showPlaces();
    Q_EMIT changed();
}

void FieldAlternativesForm::showPlaces()
{
    for (int place = 0; place < int(m_forms.size()); ++place)
        m_forms[place]->setPlace(place);
    m_add->setEnabled(m_forms.size() < MappingLimits::alternatives);
}

} // namespace muster
