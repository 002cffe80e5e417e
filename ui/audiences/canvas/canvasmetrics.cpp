// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/canvas/canvasmetrics.h"

#include "models/text/criteriawords.h"
#include "ui/common/designtokens.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace muster {

namespace {

struct CanvasWords
{
    Q_DECLARE_TR_FUNCTIONS(CanvasWords)
};

} // namespace

CanvasMetrics CanvasMetrics::of(const QFont &font, double zoom)
{
    const auto scaled = [zoom](int length) { return std::max(1, int(std::lround(length * zoom))); };
    CanvasMetrics m;
    m.body = font;
    m.body.setPointSizeF(font.pointSizeF() * zoom);
    m.strong = m.body;
    m.strong.setWeight(QFont::DemiBold);
    m.small = m.body;
    m.small.setPointSizeF(m.body.pointSizeF() * 11.5 / 13.0);
    const QFontMetrics body(m.body), strong(m.strong), small(m.small);
    m.allOf = criteriaJoinText(CriteriaJoin::And);
    m.anyOf = criteriaJoinText(CriteriaJoin::Or);
    m.addCondition = CanvasWords::tr("condition");
    m.addGroup = CanvasWords::tr("group");
    m.row = std::max(scaled(rowHeight), body.height() + scaled(space::s));
    m.line = body.height() + scaled(2);
    m.oneLine = 56 * body.averageCharWidth(); // a field of 16 letters, as most are, and as much for the others
    m.gap = scaled(space::xs);
    m.pad = scaled(space::s);
    m.rail = scaled(4);
    m.icon = std::max(scaled(16), 8);
    m.join = std::max(strong.horizontalAdvance(m.allOf), strong.horizontalAdvance(m.anyOf)) + 2 * m.pad;
    m.condition = small.horizontalAdvance(m.addCondition) + m.icon + 2 * m.pad + m.gap;
    m.group = small.horizontalAdvance(m.addGroup) + m.icon + 2 * m.pad + m.gap;
    m.count = body.horizontalAdvance(QStringLiteral("0,000,000"));
    return m;
}

} // namespace muster
