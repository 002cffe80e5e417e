// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/plainlabel.h"

#include "models/text/plaintext.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QEvent>
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

void PlainLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, contentsRect().width());
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

} // namespace muster
