// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <optional>
#include <string_view>

namespace muster {

/// The day that a text says, and nothing but a day: 1980-02-29, 19800229, 29.2.1980, 29/02/80, 29 February 1980,
/// February 29th, 1980, 29. Februar 1980, 29 de febrero de 1980. Months in English, German, French, Spanish and
/// Portuguese, whole or their first three letters or more. `monthFirst` decides 2/3/1980, where both could be. Years of
/// two digits are those before `latestYear`. nullopt for anything else, and for days that no calendar has.
[[nodiscard]] std::optional<QDate> readWrittenDate(std::string_view text, bool monthFirst, int latestYear);

} // namespace muster
