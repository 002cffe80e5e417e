// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

class QAction;
class QMenu;

namespace muster {

/// A button that opens a menu below itself. Unlike QPushButton::setMenu() it never runs an event loop of its own.
class MenuButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MenuButton(const QString &text, QWidget *parent = nullptr);
    /// `iconName` as themedIcon() takes it; empty: none. The action is the menu's.
    QAction *add(const char *objectName, const QString &text, const QString &iconName = {});
    [[nodiscard]] QMenu *popupMenu() const { return m_menu; } ///< Named as the button is, with "Menu" for "Button".

private:
    QMenu *m_menu = nullptr;
};

} // namespace muster
