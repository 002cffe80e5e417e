// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"
#include "models/rules/masking/personaltext.h"

namespace muster {

/// Names of people in a piece of the searched text: announced ("my name is", "this is ... speaking"), behind a title,
/// greeted or thanked, under a letter, in the turn behind a question for a name, in a speaker's label, or a given name
/// and a surname that the dictionary knows. Words that are names and everyday words at once need more than that.
void findPersonNames(const MaskSearch &search, PersonalTokens tokens);

} // namespace muster
