// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingeffects.h"

#include "models/text/displayformats.h"
#include "models/text/languages.h"
#include "resources/resources.h"
#include "ui/common/theme.h"

#include <QCoreApplication>

namespace muster {

namespace {

Theme::Mode modeOf(const QString &colours)
{
    return colours == u"light" ? Theme::Mode::Light : colours == u"dark" ? Theme::Mode::Dark : Theme::Mode::System;
}

Theme::Contrast contrastOf(const QString &contrast)
{
    return contrast == u"standard" ? Theme::Contrast::Standard
        : contrast == u"high"      ? Theme::Contrast::High
                                   : Theme::Contrast::System;
}

} // namespace

void SettingEffects::useLanguageOf(const Preferences &preferences)
{
    const QString chosen = preferences.text(Setting::Language);
    useLanguage(*QCoreApplication::instance(), languageFor(chosen));
    useDisplayFormats(preferences.text(Setting::Dates), preferences.text(Setting::Numbers), localeFor(chosen));
}

void SettingEffects::useAtStart(const Preferences &preferences)
{
    useLanguageOf(preferences);
    Theme &theme = Theme::instance();
    theme.setTextSize(preferences.number(Setting::TextSize));
    theme.apply(modeOf(preferences.text(Setting::Colours)), contrastOf(preferences.text(Setting::Contrast)));
}

SettingEffects::SettingEffects(const Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
{
    connect(&preferences, &Preferences::changed, this, &SettingEffects::show);
    show(Setting::Shortcuts);
}

void SettingEffects::show(Setting setting)
{
    Theme &theme = Theme::instance();
    switch (setting) {
    case Setting::Colours:
        theme.apply(modeOf(m_preferences.text(setting)), theme.contrast());
        break;
    case Setting::Contrast:
        theme.apply(theme.mode(), contrastOf(m_preferences.text(setting)));
        break;
    case Setting::TextSize:
        theme.setTextSize(m_preferences.number(setting));
        break;
    case Setting::Shortcuts:
        CommandKeys::instance().choose(chosenKeys(m_preferences.value(setting).toObject()));
        break;
    default: // asked for where it is needed, or from the next start on; the language: see LanguageSwitch
        break;
    }
}

QHash<Command, QKeySequence> chosenKeys(const QJsonObject &shortcuts)
{
    QHash<Command, QKeySequence> keys;
    for (auto it = shortcuts.begin(); it != shortcuts.end(); ++it) {
        const std::optional<Command> command = commandNamed(it.key());
        const auto chosen = QKeySequence::fromString(it->toString(), QKeySequence::PortableText);
        const bool isKey = it->toString().isEmpty()
            || (chosen.count() == 1 && chosen[0].key() != Qt::Key_unknown && chosen[0].key() != 0);
        if (command && CommandKeys::canChoose(*command) && isKey)
            keys.insert(*command, chosen);
    }
    return keys;
}

QJsonObject chosenKeysObject(const QHash<Command, QKeySequence> &keys)
{
    QJsonObject object;
    for (auto it = keys.begin(); it != keys.end(); ++it)
        object.insert(QLatin1String(commandInfo(it.key()).id), it->toString(QKeySequence::PortableText));
    return object;
}

} // namespace muster
