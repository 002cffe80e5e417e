// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/controlstyle.h"

#include "ui/common/theme.h"

#include <QLabel>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOptionComplex>

namespace muster {

ControlStyle::ControlStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void ControlStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // A label that was not told otherwise guesses from the text. Tool tips stay: theirs is escaped, to be wrapped.
    auto *label = qobject_cast<QLabel *>(widget);
    if (label && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel"))
        label->setTextFormat(Qt::PlainText);
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control != CC_ComboBox && control != CC_SpinBox)
        return;
    const DesignTokens &tokens = Theme::instance().tokens();
    const bool enabled = option->state & State_Enabled, focused = option->state & State_HasFocus;
    const int width = focused ? 2 : 1;
    const double inset = width / 2.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(!enabled ? tokens.divider : focused ? tokens.accent : tokens.border, width));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), 3, 3);
    painter->restore();
}

} // namespace muster
