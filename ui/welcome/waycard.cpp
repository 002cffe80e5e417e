// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/waycard.h"

#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

WayCard::WayCard(const QString &iconName, const Words &words, const char *buttonName, QWidget *parent)
    : QFrame(parent)
    , m_button(new QPushButton(words.button, this))
{
    auto *icon = new QLabel(this);
    const auto paint = [icon, iconName] {
        icon->setPixmap(themedIcon(iconName, ColourRole::Muted).pixmap(QSize(24, 24), icon->devicePixelRatioF()));
    };
    paint();
    connect(&Theme::instance(), &Theme::changed, this, [this, paint] {
        paint();
        update();
    });
    auto *text = new PlainLabel(PlainLabel::Fit::Wrap, this);
    text->setPlainText(words.text);
    text->setRole(ColourRole::Muted);
    text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_button->setObjectName(QString::fromLatin1(buttonName));
    connect(m_button, &QPushButton::clicked, this, &WayCard::chosen);
    setFocusProxy(m_button);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(icon);
    column->addWidget(sectionTitle(this, words.title));
    column->addWidget(text, 1);
    column->addWidget(m_button, 0, Qt::AlignLeft);
}

void WayCard::setPrimary()
{
    m_button->setProperty("primary", true);
}

void WayCard::paintEvent(QPaintEvent *)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.divider);
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

} // namespace muster
