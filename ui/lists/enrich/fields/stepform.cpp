// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/fields/stepform.h"

#include "models/text/enrichtexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"
#include "ui/lists/enrich/fields/steparguments.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace muster {

StepForm::StepForm(const FieldTransform &transform, const StepHints &hints, QWidget *parent)
    : QFrame(parent)
    , m_plain(transform)
    , m_title(sectionTitle(this, {}))
    , m_up(iconButton(this, "stepUpButton", QStringLiteral("arrow-up"), {}))
    , m_down(iconButton(this, "stepDownButton", QStringLiteral("arrow-down"), {}))
    , m_remove(iconButton(this, "removeStepButton", QStringLiteral("trash-2"), {}))
    , m_arguments(StepArguments::make(transform, hints, this))
{
    setObjectName(QStringLiteral("stepForm"));
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveAsked(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveAsked(1); });
    connect(m_remove, &QToolButton::clicked, this, &StepForm::removeAsked);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::xs);
    head->addWidget(m_title, 1);
    head->addWidget(m_up);
    head->addWidget(m_down);
    head->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::xs, 0, space::s);
    column->setSpacing(space::xs);
    column->addLayout(head);
    if (m_arguments) {
        column->addWidget(m_arguments);
        connect(m_arguments, &StepArguments::changed, this, &StepForm::changed);
    }
    setPlace(0, 1);
}

FieldTransform StepForm::transform() const
{
    return m_arguments ? m_arguments->transform() : m_plain;
}

void StepForm::setPlace(int index, int count)
{
    const QString kind = transformKindText(transformKind(m_plain));
    //: %1 is the place of a step, from 1, %2 what it does.
    m_title->setPlainText(tr("%1. %2").arg(index + 1).arg(kind));
    m_up->setEnabled(index > 0);
    m_down->setEnabled(index + 1 < count);
    const auto name = [](QToolButton *button, const QString &label) {
        button->setAccessibleName(label);
        toolTips::set(button, label);
    };
    name(m_up, tr("Move step %1 up").arg(index + 1));
    name(m_down, tr("Move step %1 down").arg(index + 1));
    name(m_remove, tr("Remove step %1").arg(index + 1));
}

} // namespace muster
