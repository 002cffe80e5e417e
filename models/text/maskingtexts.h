// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/rules/masking/maskreason.h"
#include "models/transcripts/transcripttext.h"

#include <QString>

namespace muster {

/// The words of masking and of transcripts as they are looked at. Files, audit and manifests keep the keys.
[[nodiscard]] QString entityText(Entity entity); ///< "phone number", in the middle of a sentence.
[[nodiscard]] QString entityTitle(Entity entity); ///< "Phone number", at the head of a row.
[[nodiscard]] QString entityHint(Entity entity); ///< One sentence on what is found and what is not.
/// The kinds that a policy does not look for, in the order of allEntities.
[[nodiscard]] QList<Entity> entitiesLeftInClear(const MaskPolicy &policy);
/// "Not masked by this policy: postal addresses and names of people."; empty where every kind is masked.
[[nodiscard]] QString unmaskedText(const MaskPolicy &policy);
[[nodiscard]] QString maskActionText(MaskAction action); ///< "Replace by its tag", "Keep the last", ...
[[nodiscard]] QString maskActionHint(MaskAction action); ///< One sentence with an example.
/// How sure the rule was: "sure", "to be reviewed"; empty where it is not said (0).
[[nodiscard]] QString scoreText(std::uint8_t score);
/// "Phone number, by the rule phone.plan, 92 of 100: sure." One place in whole sentences, for hover and screen readers.
[[nodiscard]] QString findingText(const TranscriptText &transcript, const TranscriptText::Finding &finding);
/// Why a text is or is not masked as one kind, in a whole sentence.
[[nodiscard]] QString maskReasonText(const MaskReason &reason);
/// "0:12", "1:02:09" since the start, or the local time of day; empty without a time.
[[nodiscard]] QString turnTimeText(const TranscriptText::Turn &turn);
/// Who says it, or which member of the file it is; visible, never empty.
[[nodiscard]] QString turnHeadText(const TranscriptText &transcript, const TranscriptText::Turn &turn);
/// "voice" and "chat" in words; any other word of a service made visible.
[[nodiscard]] QString mediaTypeText(const QString &word);

} // namespace muster
