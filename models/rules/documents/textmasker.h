// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/spotmasker.h"

namespace muster {

class LeakCheck;
class MaskedNumbers;

/// Lines of a plain text as utterances of one conversation.
class TextLines
{
public:
    /// `text` must outlive this. The SpeakerLabel of a line says who speaks.
    explicit TextLines(QByteArrayView text);

    struct Line
    {
        std::string_view text; ///< Without what ends it.
        std::string_view ending; ///< "\n", "\r\n"; empty at the end of the text.
        int speaker = Conversation::unknownSpeaker;
    };
    [[nodiscard]] const std::vector<Line> &list() const { return m_lines; }

private:
    std::vector<Line> m_lines;
};

/// Masks the lines [first, end) of `lines`; all others are only what was said around them. `leaks` of the result are
/// for the caller to find, with `numbers`, to which those of all lines are added. LimitExceeded as MaskEngine::find().
[[nodiscard]] Result<MaskedDocument> maskLines(const TextLines &lines, std::size_t first, std::size_t end,
                                               const MaskEngine &engine, const MaskReplacer &replacer,
                                               const MaskContext &context, MaskScratch &scratch,
                                               MaskedNumbers &numbers);
/// The second look at a masked text; `known`: what masking found in it.
[[nodiscard]] std::vector<DocumentLeak> leaksInText(const QByteArray &masked, const LeakCheck &check,
                                                    const MaskContext &context, const MaskedNumbers &known);

} // namespace muster
