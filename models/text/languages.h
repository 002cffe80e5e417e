// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>

namespace muster {

/// The languages that windows and the manual are written in, see resources/translations: codes as of ISO 639, "de". In
/// the order in which they are offered; English, whose texts are the sources, first.
[[nodiscard]] QStringList languageCodes();
[[nodiscard]] QString languageName(const QString &code); ///< As those who speak it write it: "Deutsch".

/// The language for what Setting::Language says. "system": the first of `system` (as of QLocale::uiLanguages()) that
/// there is; English where there is none.
[[nodiscard]] QString languageFor(const QString &setting, const QStringList &system = QLocale::system().uiLanguages());

/// Whose dates and numbers go with what Setting::Language says: the system's, unless that is of another language than
/// the one that was chosen.
[[nodiscard]] QLocale localeFor(const QString &setting, const QLocale &system = QLocale::system());

/// As the language calls a country ("DE", "US") and what is spoken there ("de_AT": "Deutsch (Österreich)"); the code
/// where it has no word.
[[nodiscard]] QString territoryName(const QString &code, const QString &language);
[[nodiscard]] QString localeName(const QLocale &locale, const QString &language);

} // namespace muster
