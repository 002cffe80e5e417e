// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace muster {

class MainWindow;
class Preferences;

/// Carries another language to the window as soon as it is chosen: builds it anew, and asks before where work of a page
/// would be lost by that. Whoever says no gets the language with the next start. Both outlive it. GUI thread.
class LanguageSwitch : public QObject
{
    Q_OBJECT

public:
    LanguageSwitch(const Preferences &preferences, MainWindow &window);

private:
    void consider();
    void change();

    const Preferences &m_preferences;
    MainWindow &m_window;
    bool m_isAsking = false;
};

} // namespace muster
