// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

#include <string>
#include <vector>

namespace muster {

/// Dates behind a word that announces a birth ("born", "geboren am", "date de naissance"), in the same or the next two
/// turns: in digits, with the names of months, or said in words. Other dates are not personal and stay.
void findBirthDates(const MaskSearch &search);

/// For locators: the words that announce.
[[nodiscard]] std::vector<std::string> birthWordExpressions();

/// Three or four digits, written or said, behind a word for a card's check ("CVV", "security code", "Prüfziffer").
void findCardChecks(const MaskSearch &search);

/// For locators: these words.
[[nodiscard]] std::vector<std::string> cardCheckExpressions();

/// Postal addresses and names, for policies that ask for them: see personnames.h and postaladdresses.h.
void findOptionalKinds(const MaskSearch &search);

} // namespace muster
