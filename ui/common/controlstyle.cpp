// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/controlstyle.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QLabel>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOptionComplex>
#include <algorithm>

namespace muster {

namespace {

/// What cannot be used has a fainter frame, but one that is seen.
QColor frameColour(const QStyleOption &option)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    return option.state & QStyle::State_Enabled ? tokens.border : tokens.divider;
}

} // namespace

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

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *more) const
{
    // Some desktops put a coloured picture on Cancel and Close, and none on the button that acts.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, more);
}

QIcon ControlStyle::standardIcon(StandardPixmap kind, const QStyleOption *option, const QWidget *widget) const
{
    // Fusion's own is a picture in a file, for which Qt loads the plugins of all formats, and dark on a dark field.
    if (kind == SP_LineEditClearButton)
        return themedIcon(QStringLiteral("x"), ColourRole::Muted);
    return QProxyStyle::standardIcon(kind, option, widget);
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (element == PE_IndicatorRadioButton) {
        drawRadio(*option, *painter);
        return;
    }
    if (element == PE_IndicatorTabTearLeft || element == PE_IndicatorTabTearRight)
        return; // a torn edge beside the arrows that say the same
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    // Of those that are not checked the style sheet draws the whole box.
    if (element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(frameColour(*option));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter->restore();
}

/// Its own is a shadow on a dark window, and which of two is chosen may decide what is purged.
void ControlStyle::drawRadio(const QStyleOption &option, QPainter &painter)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    const bool enabled = option.state & State_Enabled;
    const double side = std::min(option.rect.width(), option.rect.height()) - 1;
    const QPointF centre = QRectF(option.rect).center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(enabled ? tokens.surface : tokens.raised);
    painter.setPen(QPen(frameColour(option), 1.3)); // a thinner ring fades where it is smoothed
    painter.drawEllipse(centre, side / 2, side / 2);
    if (option.state & State_On) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(enabled ? tokens.accent : tokens.muted);
        painter.drawEllipse(centre, side / 4, side / 4);
    }
    painter.restore();
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
    painter->setPen(QPen(enabled && focused ? tokens.accent : frameColour(*option), width));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), 3, 3);
    painter->restore();
}

} // namespace muster
