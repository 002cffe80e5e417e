// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/quotebox.h"

#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace muster {

QuoteBox::QuoteBox(QWidget *parent)
    : QFrame(parent)
    , m_words(new PlainLabel(PlainLabel::Fit::Wrap, this))
{
    auto *caption = new PlainLabel(PlainLabel::Fit::Elide, this);
    caption->setPlainText(tr("The server\u2019s own words"));
    caption->setRole(ColourRole::Muted);
    caption->setFont(Theme::secondaryFont());
    m_words->setObjectName(QStringLiteral("quoteLabel"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, space::s, space::s, space::s);
    column->setSpacing(space::xs);
    column->addWidget(caption);
    column->addWidget(m_words);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void QuoteBox::setQuote(const QString &words)
{
    setVisible(!words.isEmpty());
    //: Quotation marks around the words of a server.
    m_words->setPlainParagraphs(words.isEmpty() ? QString() : tr("\u201c%1\u201d").arg(words));
}

void QuoteBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const DesignTokens &tokens = Theme::instance().tokens();
    painter.fillRect(rect(), tokens.raised);
    painter.fillRect(QRect(0, 0, 3, height()), tokens.border);
}

} // namespace muster
