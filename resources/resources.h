// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QCoreApplication;

namespace muster {

/// Makes the compiled-in icons and texts known to Qt; static libraries need to be told. Call once, before the first
/// use.
void initResources();

/// The numbering plans alone, for commands that show no picture.
void initNumberPlans();

/// Gives `application` the words that depend on a count: "1 record", "2 records". Before the first text is shown; the
/// window and the headless commands alike, which speak English: as useLanguage() with "en".
void installTranslations(QCoreApplication &application);

/// From now on `application` speaks that language, which is one of languageCodes(): texts that are made from now on
/// are in it. Qt's own, of standard dialogs and menus, are as well where the system has its translations. What is not
/// translated is English. GUI thread.
void useLanguage(QCoreApplication &application, const QString &code);
[[nodiscard]] QString languageInUse(); ///< As useLanguage() was told; "en" before.

/// A text of a context in a language, whatever is in use; without a translation as it is. For who speaks before there
/// is an application. Any thread.
[[nodiscard]] QString textIn(const QString &code, const char *context, const char *text);

} // namespace muster
