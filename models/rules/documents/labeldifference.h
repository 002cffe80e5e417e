// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/markedtext.h"

#include <string>

namespace muster {

/// A place of a marked text and what stands around it, for a person who looks at it. Turns are lines.
struct TextExcerpt
{
    static constexpr qsizetype longest = 300; ///< Code points of each part; what is longer is cut.

    QString before, place, after;
    bool isCutBefore = false, isCutInside = false, isCutAfter = false;
    bool operator==(const TextExcerpt &) const = default;
};

[[nodiscard]] TextExcerpt excerptOf(const MarkedText &text, const MarkedText::Span &span);

/// Whether texts of the file that is measured are kept beside the places: never where a command prints them.
enum class Excerpts { None, Kept };

/// A place of a labelled file at which two sides differ: a person's labels and masking, or two people's labels.
struct LabelDifference
{
    enum class What {
        OnlyFirst, ///< The person's label, and nothing of that kind covers it.
        OtherKind, ///< The same, but the other side says that it is of another kind.
        OnlySecond, ///< Masked, or labelled by the second person, where the first side has nothing of that kind.
    };
    static constexpr std::size_t most = 10'000; ///< That are kept; all are counted.

    qint64 line = 0; ///< Of the file, from 1.
    What what = What::OnlyFirst;
    MarkedText::Span span;
    QString language; ///< As the file says; empty: it does not.
    std::string rule; ///< Of what was masked; empty otherwise.
    TextExcerpt excerpt; ///< Empty unless asked for.
};

} // namespace muster
