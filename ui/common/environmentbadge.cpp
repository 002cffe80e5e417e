// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/environmentbadge.h"

#include "models/text/connectiontexts.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <cmath>

namespace muster {

namespace {

QPolygonF shape(Environment environment, QPointF centre, double radius)
{
    const int corners = environment == Environment::Sandbox ? 6 : 4;
    const double turn = environment == Environment::Production ? M_PI / 4 : M_PI / 2;
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double a = turn + 2 * M_PI * i / corners;
        polygon << QPointF(centre.x() + radius * std::cos(a), centre.y() + radius * std::sin(a));
    }
    return polygon;
}

} // namespace

EnvironmentBadge::EnvironmentBadge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setEnvironment(m_environment);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EnvironmentBadge::setEnvironment(Environment environment)
{
    m_environment = environment;
    //: %1 is "production", "test" or "sandbox".
    setAccessibleName(tr("Environment: %1").arg(environmentText(environment)));
    updateGeometry();
    update();
}

QSize EnvironmentBadge::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(environmentText(m_environment)) + 24, std::max(18, metrics.height())};
}

QString EnvironmentBadge::shapeText(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return QStringLiteral("\u25A0");
    case Environment::Test:
        return QStringLiteral("\u25C7");
    case Environment::Sandbox:
        return QStringLiteral("\u2B21");
    }
    return {};
}

void EnvironmentBadge::paintEvent(QPaintEvent *)
{
    const ColourRole role = m_environment == Environment::Production ? ColourRole::Bad
        : m_environment == Environment::Test                         ? ColourRole::Warn
                                                                     : ColourRole::Info;
    const QColor colour = Theme::instance().colour(role);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.6));
    painter.setBrush(m_environment == Environment::Production ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawPolygon(shape(m_environment, QPointF(9, height() / 2.0), 6));
    painter.setPen(colour);
    painter.drawText(rect().adjusted(20, 0, 0, 0), int(Qt::AlignVCenter | Qt::AlignLeft),
                     environmentText(m_environment));
}

} // namespace muster
