// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QLocale>
#include <QString>

namespace muster {

/// How days and times are written for people, in every text and window. What is recorded (history, log, commands) is
/// ISO 8601 whatever is chosen, see recordTimeText(). Numbers are QLocale's: the default locale is the chosen one.
///
/// Chosen at the start, and with each other language of the windows. `dates`: "system", "iso", or the name of a locale;
/// `numbers`: "system", or the name of a locale. `own` is what "system" means, see localeFor(). GUI thread; others may
/// format meanwhile, and do so in the one way or the other.
void useDisplayFormats(const QString &dates, const QString &numbers, const QLocale &own = QLocale::system());

/// As useDisplayFormats() was told; "system" before.
[[nodiscard]] QString datesInUse();
[[nodiscard]] QString numbersInUse();

[[nodiscard]] QString dayText(QDate day); ///< "3/2/26", "2026-03-02"
[[nodiscard]] QString longDayText(QDate day); ///< "Monday, March 2, 2026", "2026-03-02"
[[nodiscard]] QString dayAndTimeText(const QDateTime &local); ///< "3/2/26 2:06 PM", "2026-03-02 14:06"
[[nodiscard]] QString longDayAndTimeText(const QDateTime &local);
[[nodiscard]] QString dayFieldFormat(); ///< For QDateEdit::setDisplayFormat(): with four digits of the year.
[[nodiscard]] QString dayAndTimeFieldFormat(); ///< The same for QDateTimeEdit.
[[nodiscard]] QLocale dateLocale(); ///< Whose days a person types.

/// What a choice looks like, whatever is in use: "2026-11-26 14:05", "1,234,567.5".
[[nodiscard]] QString dateSample(const QString &dates);
[[nodiscard]] QString numberSample(const QString &numbers);

} // namespace muster
