// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// Finds numbers that are said in words, or that go on in another turn: "four one five" / "mm-hm" / "555 oh one two
/// three". Each language is read for itself, digits belong to all. `groups`: all digits of the text.
void findSpokenNumbers(const MaskSearch &search, DigitRun groups);

} // namespace muster
