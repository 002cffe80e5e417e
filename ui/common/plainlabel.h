// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/designtokens.h"

#include <QFrame>
#include <QLabel>

namespace muster {

/// A label for any text, ours or from outside: always plain text, control and direction marks visible, one line
/// shortened to the width with the full text as tool tip, or wrapped. Follows the theme in its colour role.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Fit { Elide, Wrap };

    explicit PlainLabel(Fit fit, QWidget *parent = nullptr);
    /// Shows `text` made visible; accessible name and tool tip are the same plain text.
    void setPlainText(const QString &text);
    void showText(const QString &text); ///< The same; hidden while there is nothing to say.
    void setPlainText(const QString &text, ColourRole role)
    {
        setRole(role);
        setPlainText(text);
    }
    void showText(const QString &text, ColourRole role)
    {
        setRole(role);
        showText(text);
    }
    void setPlainParagraphs(const QString &text); ///< The same with line breaks kept; for Wrap.
    /// Where a line that is too long is shortened; at its end without this. In the middle for names that end alike.
    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] const QString &plainText() const { return m_text; }
    void setRole(ColourRole role);

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void present(const QString &shown);
    void elide();
    void recolour();

    const Fit m_fit;
    Qt::TextElideMode m_elideMode = Qt::ElideRight;
    ColourRole m_role = ColourRole::Text;
    QString m_text;
    bool m_recolouring = false;
};

/// Words of a server or a system: in quotation marks, in a marked box, plain text, no links (S29).
class QuoteBox : public QFrame
{
    Q_OBJECT

public:
    explicit QuoteBox(QWidget *parent = nullptr);
    void setQuote(const QString &words); ///< Empty hides the box.

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PlainLabel *m_words = nullptr;
};

} // namespace muster
