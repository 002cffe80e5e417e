// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;

namespace muster {

class PlainLabel;

/// The line below the page in which one looks for a text within it. Hidden until it is opened; Esc closes it.
class HelpFindBar : public QWidget
{
    Q_OBJECT

public:
    explicit HelpFindBar(QWidget *parent = nullptr);
    void openBar();
    void closeBar();
    [[nodiscard]] QString text() const;
    void showResult(int current, int count); ///< "3 of 12".

Q_SIGNALS:
    /// 0: the text is another one; +1, -1: the next, the one before.
    void findAsked(const QString &text, int step);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_field = nullptr;
    PlainLabel *m_result = nullptr;
};

} // namespace muster
