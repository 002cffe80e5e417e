// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace muster {

class PlainLabel;

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
