// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// Finds phones in which letters stand for digits that look like them: "O77OO 9OO 321", "3I2 345 6789". Only behind
/// a word for a phone, or where a plan of the policy or of the languages it reads takes the number: letters beside
/// digits are mostly codes. `groups`: all of the text.
void findMistypedNumbers(const MaskSearch &search, DigitRun groups);

} // namespace muster
