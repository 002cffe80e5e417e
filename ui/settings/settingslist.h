// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/preferences.h"

#include <QList>
#include <QString>
#include <optional>

namespace muster {

enum class SettingSection { Appearance, Formats, NewWork, Retention, Notifications, KeyStore, Shortcuts, Support };

/// A row of the settings page: a setting, or a thing that belongs beside it.
struct SettingEntry
{
    const char *id = nullptr; ///< "textSize"; stable, and the objectName of its row begins with it.
    SettingSection section = SettingSection::Appearance;
    std::optional<Setting> setting; ///< Nothing: there is nothing to reset.
    QString title;
    QString hint; ///< What it does, and when where that is not at once.
    QString synonyms; ///< Other words that people look for it by.

    /// Every word of `typed` begins or is in one of its words, those of its section included. Nothing typed: true.
    [[nodiscard]] bool matches(const QString &typed) const;
};

[[nodiscard]] QList<SettingEntry> settingEntries(); ///< In the order of the page.
[[nodiscard]] QString settingSectionText(SettingSection section);
/// All words of `typed` are in `text`, whatever their case.
[[nodiscard]] bool holdsAllWords(const QString &text, const QString &typed);

} // namespace muster
