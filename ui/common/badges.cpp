// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/badges.h"

#include "models/text/connectiontexts.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <cmath>

namespace muster {

StatusBadge::StatusBadge(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_word(new PlainLabel(PlainLabel::Fit::Elide, this))
{
    m_icon->setFixedSize(16, 16);
    fillRow(this, space::xs, {m_icon, {m_word, 1}});
    connect(&Theme::instance(), &Theme::changed, this, &StatusBadge::refresh);
}

void StatusBadge::setStatus(Tone tone, const QString &word)
{
    setStatus(tone, word, toneIconName(tone));
}

void StatusBadge::setStatus(Tone tone, const QString &word, const QString &iconName)
{
    m_tone = tone;
    m_iconName = iconName;
    m_word->setPlainText(word);
    setAccessibleName(m_word->plainText());
    refresh();
}

QString StatusBadge::word() const
{
    return m_word->plainText();
}

void StatusBadge::refresh()
{
    const ColourRole role = toneColour(m_tone);
    m_word->setRole(role);
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(themedIcon(m_iconName, role).pixmap(QSize(16, 16), devicePixelRatioF()));
}

QString toneIconName(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return QStringLiteral("circle");
    case Tone::Good:
        return QStringLiteral("circle-check");
    case Tone::Warn:
        return QStringLiteral("triangle-alert");
    case Tone::Bad:
        return QStringLiteral("circle-x");
    case Tone::Info:
        return QStringLiteral("info");
    }
    return {};
}

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
