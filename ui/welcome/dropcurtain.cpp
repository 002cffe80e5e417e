// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/dropcurtain.h"

#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace muster {

DropCurtain::DropCurtain(QWidget *ground)
    : QWidget(ground)
    , m_icon(new QLabel(this))
    , m_sentence(new PlainLabel(PlainLabel::Fit::Wrap, this))
{
    setObjectName(QStringLiteral("dropCurtain"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_sentence->setObjectName(QStringLiteral("dropSentenceLabel"));
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setFixedWidth(420);
    m_icon->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::m);
    column->addStretch(1);
    column->addWidget(m_icon);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addStretch(1);
    ground->installEventFilter(this);
    hide();
}

void DropCurtain::offer(int files)
{
    //: %n is a number of files.
    say(QStringLiteral("download"), tr("Drop to open %n file(s) for a dry run. Nothing is sent.", nullptr, files),
        false);
}

void DropCurtain::refuse(const QString &why)
{
    say(QStringLiteral("circle-slash"), why, true);
}

void DropCurtain::say(const QString &iconName, const QString &sentence, bool isRefused)
{
    m_isRefused = isRefused;
    m_icon->setPixmap(themedIcon(iconName, isRefused ? ColourRole::Warn : ColourRole::Muted)
                          .pixmap(QSize(32, 32), devicePixelRatioF()));
    m_sentence->setRole(isRefused ? ColourRole::Warn : ColourRole::Text);
    m_sentence->setPlainText(sentence);
    m_sentence->setMinimumHeight(m_sentence->heightForWidth(m_sentence->width())); // a layout that centres does not ask
    setGeometry(parentWidget()->rect());
    raise();
    setVisible(true);
}

bool DropCurtain::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

void DropCurtain::paintEvent(QPaintEvent *)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QPainter painter(this);
    QColor ground = tokens.surface;
    ground.setAlphaF(0.93F);
    painter.fillRect(rect(), ground);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_isRefused ? tokens.warn : tokens.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(space::l, space::l, -space::l, -space::l), cornerRadius,
                            cornerRadius);
}

} // namespace muster
