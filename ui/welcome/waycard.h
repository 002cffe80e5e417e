// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QPushButton;

namespace muster {

/// One way in: icon, title, what one gets, and the button that goes there.
class WayCard : public QFrame
{
    Q_OBJECT

public:
    struct Words
    {
        QString title, text, button;
    };
    /// The button's object is `buttonName`.
    WayCard(const QString &iconName, const Words &words, const char *buttonName, QWidget *parent = nullptr);
    void setPrimary(); ///< The one thing to do next.

Q_SIGNALS:
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *m_button = nullptr;
};

} // namespace muster
