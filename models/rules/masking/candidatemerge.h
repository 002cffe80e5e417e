// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/conversation.h"
#include "models/rules/masking/foldedtext.h"
#include "models/rules/masking/maskcandidate.h"
#include "models/rules/masking/maskfinding.h"

#include <vector>

namespace muster {

/// Sorts candidates and makes those that overlap one, whose span is all of theirs: what any rule took for personal
/// stays covered. It is named after the longest; of equally long ones after the surer, then after the first rule.
void mergeCandidates(std::vector<MaskCandidate> &candidates);

/// The findings of merged candidates: in texts of the conversation instead of the searched text, cut where a text ends,
/// without blanks at the ends. Pieces of one candidate share their group.
void toFindings(const std::vector<MaskCandidate> &candidates, const FoldedText &folded,
                const Conversation &conversation, std::vector<MaskFinding> &findings);

} // namespace muster
