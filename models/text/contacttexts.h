// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactdetails.h"

#include <QString>
#include <QStringList>

namespace muster {

/// What is known of one contact, in sentences for the details beside the table. No number is in them but the contact's.

/// What its number was read with: "Read as a number of GB, the contact's own country." Empty where it says so itself.
[[nodiscard]] QString readWithText(const ContactDetails &details, const QString &country);
/// How sure the line type is, and why; empty without a valid number.
[[nodiscard]] QString certaintyText(const ContactDetails &details);
/// Each number list that holds the number, with the day it was last seen. `today` in local time.
[[nodiscard]] QStringList listedTexts(const ContactDetails &details, const QDate &today);
/// What the others of the same number mean for this contact; empty: there are none, or they are not looked for.
[[nodiscard]] QString sameNumberText(const ContactDetails &details);

} // namespace muster
