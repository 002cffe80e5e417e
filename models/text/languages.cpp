// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/languages.h"

#include "models/store/preferences.h"

#include <array>
#include <unicode/uloc.h>

namespace muster {

namespace {

using Name = int32_t (*)(const char *locale, const char *language, UChar *name, int32_t capacity, UErrorCode *error);

/// Qt knows countries and languages in English and in themselves; Unicode's names in all languages come with what Qt
/// stands on.
QString unicodeName(Name name, const QString &locale, const QString &language, const QString &otherwise)
{
    std::array<UChar, 128> text;
    UErrorCode error = U_ZERO_ERROR;
    const int32_t length = name(locale.toLatin1().constData(), language.toLatin1().constData(), text.data(),
                                int32_t(text.size()), &error);
    const bool isKnown
        = U_SUCCESS(error) && error != U_USING_DEFAULT_WARNING && length > 0 && length <= int32_t(text.size());
    return isKnown ? QString::fromUtf16(text.data(), length) : otherwise;
}

QString upperFirst(const QString &name)
{
    return name.isEmpty() ? name : QString(name.at(0).toUpper() % QStringView(name).sliced(1));
}

} // namespace

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

QString territoryName(const QString &code, const QString &language)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    if (territory == QLocale::AnyTerritory)
        return code;
    const QString english = QLocale::territoryToString(territory);
    return language == u"en" ? english : unicodeName(uloc_getDisplayCountry, u'_' + code, language, english);
}

QString localeName(const QLocale &locale, const QString &language)
{
    const QString english = QLocale::languageToString(locale.language());
    const QString own
        = language == u"en" ? english : unicodeName(uloc_getDisplayLanguage, locale.name(), language, english);
    return QString(upperFirst(own) % u" (" % territoryName(QLocale::territoryToCode(locale.territory()), language)
                   % u')');
}

QLocale localeFor(const QString &setting, const QLocale &system)
{
    if (!languageCodes().contains(setting))
        return system;
    const QLocale own(setting);
    return own.language() == system.language() ? system : own;
}

} // namespace muster
