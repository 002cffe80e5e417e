// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace muster {

class PlainLabel;

/// The line that is looked at, as text that can be selected, and why a part of it is or is not masked.
class LinePane : public QWidget
{
    Q_OBJECT

public:
    explicit LinePane(QWidget *parent = nullptr);
    void setLine(const QString &text); ///< Visible text; empty: no line.
    void showAnswer(const QString &sentences); ///< What the rules say of what was asked, in paragraphs.

Q_SIGNALS:
    /// Of the characters of the line that are selected; of all of them where none is.
    void whyAsked(qsizetype begin, qsizetype end);

private:
    QPlainTextEdit *m_text = nullptr;
    QPushButton *m_why = nullptr;
    PlainLabel *m_answer = nullptr;
};

} // namespace muster
