// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/languages.h"

#include "models/store/preferences.h"

namespace muster {

QStringList languageCodes()
{
    return Preferences::languages();
}

QString languageName(const QString &code)
{
    // Not QLocale::nativeLanguageName(), which says "American English" and writes some in lower case.
    if (code == u"de")
        return QStringLiteral("Deutsch");
    if (code == u"es")
        return QStringLiteral("Español");
    if (code == u"fr")
        return QStringLiteral("Français");
    return QStringLiteral("English");
}

QString languageFor(const QString &setting, const QStringList &system)
{
    const QStringList codes = languageCodes();
    if (codes.contains(setting))
        return setting;
    for (const QString &wanted : system) {
        const QString code = wanted.section(u'-', 0, 0);
        if (codes.contains(code))
            return code;
    }
    return codes.first();
}

QLocale localeFor(const QString &setting, const QLocale &system)
{
    if (!languageCodes().contains(setting))
        return system;
    const QLocale own(setting);
    return own.language() == system.language() ? system : own;
}

} // namespace muster
