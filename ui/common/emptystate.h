// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPushButton;

namespace muster {

class PlainLabel;

/// In place of a table that has nothing to show: one sentence and at most one button.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString &iconName, QWidget *parent = nullptr); ///< No name: no icon, for low places.
    void setSentence(const QString &sentence);
    void setSentenceWidth(int width); ///< Device-independent pixels; for a pane that is narrower than a page.
    void setAction(const QString &label); ///< Empty: no button.

Q_SIGNALS:
    void triggered();

private:
    PlainLabel *m_sentence = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace muster
