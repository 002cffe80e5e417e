// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"
#include "models/rules/masking/personaltext.h"

namespace muster {

/// Postal addresses in a piece of the searched text: a street with its number in the order of each language ("12 Oak
/// Avenue", "Lindenstraße 12", "calle Mayor 14", "34 rue des Lilas"), written or said, with what belongs to it (unit,
/// floor, post code and town), post-office boxes, and post codes that name a street by themselves. A street without a
/// number and a town alone stay.
void findPostalAddresses(const MaskSearch &search, PersonalTokens tokens);

} // namespace muster
