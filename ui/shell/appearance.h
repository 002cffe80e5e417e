// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace muster {

class WindowMemory;

/// Colours and contrast as a person chooses them: as the system, or one of each; at once in all windows, and
/// remembered.
class Appearance : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. The window gets the actions.
    Appearance(QWidget *window, WindowMemory &memory);
    /// Of colours, then of contrast; of each group one is checked.
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    [[nodiscard]] QMenu *makeMenu(QWidget *parent) const;

private:
    void apply(const QAction *action);
    void showChosen();

    WindowMemory &m_memory;
    QList<QAction *> m_actions;
};

} // namespace muster
