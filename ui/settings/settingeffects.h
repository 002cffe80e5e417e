// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/preferences.h"
#include "ui/common/commands.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

namespace muster {

/// Carries what is set to where it shows: theme, text size, keys. Those that hold from the next start on are carried by
/// useAtStart() alone. GUI thread.
class SettingEffects : public QObject
{
    Q_OBJECT

public:
    /// Before the first window.
    static void useAtStart(const Preferences &preferences);
    /// Texts, days and numbers that are written from now on are in the language that is set, and in the formats. What
    /// is written already stays: see MainWindow::rebuild().
    static void useLanguageOf(const Preferences &preferences);

    /// Follows changes from now on, and takes the keys as they are. `preferences` outlives it.
    explicit SettingEffects(const Preferences &preferences, QObject *parent = nullptr);

private:
    void show(Setting setting);

    const Preferences &m_preferences;
};

/// Setting::Shortcuts as keys of commands. What names no command, cannot be changed or is no key is left out.
[[nodiscard]] QHash<Command, QKeySequence> chosenKeys(const QJsonObject &shortcuts);
[[nodiscard]] QJsonObject chosenKeysObject(const QHash<Command, QKeySequence> &keys);

} // namespace muster
