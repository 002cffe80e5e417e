// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/emptystate.h"

#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

EmptyState::EmptyState(const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_sentence(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_button(new QPushButton(this))
{
    auto *icon = new QLabel(this);
    const auto paint = [icon, iconName] {
        icon->setPixmap(themedIcon(iconName, ColourRole::Muted).pixmap(QSize(32, 32), icon->devicePixelRatioF()));
    };
    icon->setVisible(!iconName.isEmpty());
    if (!iconName.isEmpty()) {
        paint();
        connect(&Theme::instance(), &Theme::changed, icon, paint);
    }
    m_sentence->setRole(ColourRole::Muted);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setMinimumWidth(200);
    m_sentence->setMaximumWidth(420);
    m_button->setObjectName(QStringLiteral("emptyStateButton"));
    m_button->hide();
    setFocusProxy(m_button);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);

    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::m);
    column->addStretch(2);
    column->addWidget(icon, 0, Qt::AlignHCenter);
    // Stretches rather than an alignment: an aligned label is given the height of its text on the whole width.
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_sentence, 1'000);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::setSentence(const QString &sentence)
{
    m_sentence->setPlainText(sentence);
}

void EmptyState::setSentenceWidth(int width)
{
    m_sentence->setFixedWidth(width);
}

void EmptyState::setAction(const QString &label)
{
    m_button->setText(label);
    m_button->setVisible(!label.isEmpty());
}

} // namespace muster
