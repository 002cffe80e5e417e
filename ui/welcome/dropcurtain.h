// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;

namespace muster {

class PlainLabel;

/// Lies over a page while something is dragged over the window: what a drop would do, or why nothing can be dropped.
/// The mouse goes through it. Hidden at first.
class DropCurtain : public QWidget
{
    Q_OBJECT

public:
    explicit DropCurtain(QWidget *ground); ///< As large as that.
    void offer(int files);
    void refuse(const QString &why);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &iconName, const QString &sentence, bool isRefused);

    QLabel *m_icon = nullptr;
    PlainLabel *m_sentence = nullptr;
    bool m_isRefused = false;
};

} // namespace muster
