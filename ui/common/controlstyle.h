// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

namespace muster {

/// Fusion with frames that can be seen: it outlines combo boxes, spin boxes and buttons to check in a shade darker than
/// the window, which on a dark one is nothing. Drawn over its own in the token's border colour, in the accent's with
/// the focus. Also the one place that every label passes: none of them takes what it shows for markup (S28).
class ControlStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ControlStyle();
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *more) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap kind, const QStyleOption *option,
                                     const QWidget *widget) const override;

private:
    static void drawRadio(const QStyleOption &option, QPainter &painter);
};

} // namespace muster
