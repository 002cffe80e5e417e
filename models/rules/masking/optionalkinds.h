// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// Postal addresses and names, for policies that ask for them. Both know habits, not the world: a street with its
/// number in English, German, French, Spanish or Portuguese order, a British postcode, an American state with its ZIP
/// code; one to three capitalised words behind "my name is", "Mr", "Frau", "je m'appelle" and the like. A name that
/// nothing announces, a street that is only said ("the corner of Main") and names in small letters stay.
void findOptionalKinds(const MaskSearch &search);

} // namespace muster
