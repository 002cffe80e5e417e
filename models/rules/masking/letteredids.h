// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// Finds numbers that have letters in them: IBAN, UK national insurance number, DNI and NIE, codice fiscale, a Corsican
/// NIR, and what a word announces as one of them. `groups`: all digits of the text.
void findLetteredIds(const MaskSearch &search, DigitRun groups);

} // namespace muster
