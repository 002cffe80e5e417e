// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/plainlabel.h"

#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QEvent>
#include <QPainter>
#include <QTextDocument>

namespace muster {

PlainLabel::PlainLabel(Fit fit, QWidget *parent)
    : QLabel(parent)
    , m_fit(fit)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(fit == Fit::Wrap);
    setSizePolicy(fit == Fit::Wrap ? QSizePolicy::Preferred : QSizePolicy::Expanding,
                  fit == Fit::Wrap ? QSizePolicy::Minimum : QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, &PlainLabel::recolour);
}

void PlainLabel::setPlainText(const QString &text)
{
    present(visibleText(text, 2000));
}

void PlainLabel::showText(const QString &text)
{
    setPlainText(text);
    setVisible(!text.isEmpty());
}

void PlainLabel::setPlainParagraphs(const QString &text)
{
    present(visibleParagraphs(text, 2000));
}

void PlainLabel::present(const QString &shown)
{
    if (shown == m_text)
        return;
    if (toolTip() == toolTips::text(m_text))
        setToolTip({});
    m_text = shown;
    setAccessibleName(shown);
    if (m_fit == Fit::Wrap)
        setText(shown);
    else
        elide();
    updateGeometry();
}

void PlainLabel::setRole(ColourRole role)
{
    if (m_role == role)
        return;
    m_role = role;
    recolour();
}

QSize PlainLabel::minimumSizeHint() const
{
    if (m_fit == Fit::Wrap)
        return QLabel::minimumSizeHint();
    return {fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height()};
}

QSize PlainLabel::sizeHint() const
{
    if (m_fit == Fit::Wrap)
        return QLabel::sizeHint();
    return {fontMetrics().horizontalAdvance(m_text) + 2, QLabel::sizeHint().height()};
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_fit == Fit::Elide)
        elide();
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_fit == Fit::Elide)
        elide();
}

void PlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elideMode = mode;
    if (m_fit == Fit::Elide)
        elide();
}

void PlainLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_text, m_elideMode, contentsRect().width());
    setText(shown);
    // Whoever says something else over the label, the path of a file's name for instance, is left alone.
    if (toolTip().isEmpty() || toolTip() == toolTips::text(m_text))
        setToolTip(toolTips::text(shown == m_text ? QString() : m_text));
}

void PlainLabel::recolour()
{
    if (m_recolouring)
        return;
    m_recolouring = true;
    QPalette p = palette();
    p.setColor(QPalette::WindowText, Theme::instance().colour(m_role));
    setPalette(p);
    m_recolouring = false;
}

QuoteBox::QuoteBox(QWidget *parent)
    : QFrame(parent)
    , m_words(named("quoteLabel", new PlainLabel(PlainLabel::Fit::Wrap, this)))
{
    auto *caption = new PlainLabel(PlainLabel::Fit::Elide, this);
    caption->setPlainText(tr("Server message"), ColourRole::Muted);
    caption->setFont(Theme::secondaryFont());
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    fillColumn(this, space::xs, {caption, m_words}, QMargins(space::m, space::s, space::s, space::s));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void QuoteBox::setQuote(const QString &words)
{
    setVisible(!words.isEmpty());
    //: Quotation marks around the words of a server.
    m_words->setPlainParagraphs(words.isEmpty() ? QString() : tr("“%1”").arg(words));
}

void QuoteBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const DesignTokens &tokens = Theme::instance().tokens();
    painter.fillRect(rect(), tokens.raised);
    painter.fillRect(QRect(0, 0, 3, height()), tokens.border);
}

} // namespace muster
