// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/transcripts/transcripttext.h"

#include <QList>

namespace muster {

/// A segment as it may be painted. Controls, direction marks and zero-width characters stand as marks (S25, S26), more
/// than three accents on one letter as their number, masked places as short chips: "[PHONE]".
struct VisibleSegment
{
    struct Chip
    {
        qsizetype begin = 0, end = 0; ///< Of `text`.
        std::size_t finding = 0; ///< Index into TranscriptText::findings.
    };
    struct Hit
    {
        qsizetype begin = 0, end = 0; ///< Of `text`: what is searched for.
    };
    QString text;
    QList<Chip> chips;
    QList<Hit> hits;
};

/// `searched` is found without regard to case; empty: nothing is.
[[nodiscard]] VisibleSegment visibleSegment(const TranscriptText &transcript, std::size_t segment,
                                            const QString &searched = {});
/// What stands in the chip of a finding: "[PHONE]", "[PHONE 34]", "[EMAIL kqvbdtrm]"; a date that was moved as it is.
[[nodiscard]] QString chipText(const TranscriptText &transcript, const TranscriptText::Finding &finding);
/// Any text from outside with its marks, at most `limit` characters; see VisibleSegment.
[[nodiscard]] QString markedText(std::string_view utf8, qsizetype limit = 2000);

} // namespace muster
