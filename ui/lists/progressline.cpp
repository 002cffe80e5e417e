// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/progressline.h"

#include "ui/common/designtokens.h"
#include "ui/common/plainlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>

namespace muster {

namespace {

constexpr int steps = 1000;

} // namespace

ProgressLine::ProgressLine(const QString &name, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_words(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_row(new QHBoxLayout(this))
{
    m_bar->setObjectName(name + QStringLiteral("ProgressBar"));
    m_bar->setAccessibleName(accessibleName);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, steps);
    m_words->setObjectName(name + QStringLiteral("ProgressLabel"));
    m_row->setContentsMargins(space::m, 0, space::m, space::s);
    m_row->setSpacing(space::s);
    m_row->addWidget(m_bar, 1);
    m_row->addWidget(m_words, 1);
    hide();
}

QPushButton *ProgressLine::addButton(const char *objectName, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(objectName));
    m_row->addWidget(button);
    return button;
}

void ProgressLine::setProgress(std::optional<double> share, const QString &words)
{
    m_bar->setRange(0, share ? steps : 0);
    if (share)
        m_bar->setValue(int(std::clamp(*share, 0.0, 1.0) * steps));
    m_words->setPlainText(words);
}

} // namespace muster
