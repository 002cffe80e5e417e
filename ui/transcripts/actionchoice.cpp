// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/actionchoice.h"

#include "models/text/maskingtexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace muster {

ActionChoice::ActionChoice(const QString &what, bool keep, bool dates, QWidget *parent)
    : QWidget(parent)
    , m_action(calmCombo(this, "maskActionCombo"))
    , m_keep(calmSpin<QSpinBox>(this, "maskKeepSpin"))
{
    m_action->setAccessibleName(tr("What is done: %1").arg(what));
    m_action->setMinimumContentsLength(14);
    for (int number = 0; number < maskActionCount; ++number) {
        const auto action = MaskAction(number);
        if ((action == MaskAction::Keep && !keep) || (action == MaskAction::ShiftDate && !dates))
            continue;
        m_action->addItem(maskActionText(action), number);
        m_action->setItemData(m_action->count() - 1, toolTips::text(maskActionHint(action)), Qt::ToolTipRole);
    }
    m_keep->setAccessibleName(tr("How many letters or digits are kept: %1").arg(what));
    m_keep->setRange(1, 4);
    connect(m_action, &QComboBox::currentIndexChanged, this, [this] {
        showKeep();
        Q_EMIT changed();
    });
    connect(m_keep, &QSpinBox::valueChanged, this, &ActionChoice::changed);
    setFocusProxy(m_action);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    row->addWidget(m_action, 1);
    row->addWidget(m_keep);
    showKeep();
}

void ActionChoice::showKeep()
{
    m_keep->setVisible(MaskAction(m_action->currentData().toInt()) == MaskAction::KeepLast);
}

void ActionChoice::setRule(const EntityRule &rule)
{
    const QSignalBlocker blocker(this);
    m_action->setCurrentIndex(std::max(0, m_action->findData(int(rule.action))));
    m_keep->setValue(rule.keep);
    showKeep();
}

EntityRule ActionChoice::rule() const
{
    const auto action = MaskAction(m_action->currentData().toInt());
    return {.action = action, .keep = action == MaskAction::KeepLast ? m_keep->value() : 0};
}

} // namespace muster
