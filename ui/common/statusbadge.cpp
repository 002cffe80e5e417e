// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/statusbadge.h"

#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/common/tones.h"

#include <QHBoxLayout>

namespace muster {

StatusBadge::StatusBadge(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_word(new PlainLabel(PlainLabel::Fit::Elide, this))
{
    m_icon->setFixedSize(16, 16);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    row->addWidget(m_icon);
    row->addWidget(m_word, 1);
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

} // namespace muster
