// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskfinding.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A masked transcript to look at: one UTF-8 text, and tables of where in it turns, segments and findings lie.
/// Immutable once made; any thread.
struct TranscriptText
{
    enum class TimeKind : std::uint8_t { None, SinceStart, Clock };

    /// Something that was said, or a string of the file that belongs to no turn.
    struct Turn
    {
        std::uint32_t begin = 0, end = 0; ///< Bytes of `text`.
        std::uint32_t speaker = 0; ///< 1-based index into `speakers`; 0: nobody, see `label`.
        std::uint32_t label = 0; ///< 1-based index into `labels`: the member's name, where nobody speaks.
        std::int64_t time = 0; ///< Milliseconds since the start, or since 1970 in UTC.
        TimeKind timeKind = TimeKind::None;
    };
    /// A piece of a turn that is painted as a whole: never across a line break, at most segmentBytes long unless a
    /// finding is longer.
    struct Segment
    {
        std::uint32_t turn = 0;
        std::uint32_t begin = 0, end = 0; ///< Bytes of `text`.
    };
    struct Finding
    {
        static constexpr std::uint32_t nowhere = 0xffffffff;
        std::uint32_t turn = nowhere; ///< nowhere: in the name of a member, which is not painted.
        std::uint32_t begin = 0, end = 0; ///< Bytes of `text`; equal where it was dropped.
        Entity entity = Entity::Email;
        std::uint8_t score = 0; ///< 0: not said.
        std::uint16_t rule = 0; ///< 1-based index into `rules`; 0: not said.
    };
    static constexpr std::uint32_t segmentBytes = 480;

    QString interactionId;
    QString mediaType; ///< The service's word.
    QString timestamp; ///< As it stands in the file.
    bool masked = false; ///< As the file says.
    bool hasFindings = false; ///< There was a file of findings; else they are known by their tags alone.

    std::string text;
    std::vector<Turn> turns;
    std::vector<Segment> segments;
    std::vector<Finding> findings; ///< By place; those that lie nowhere at the end.
    QStringList speakers, labels;
    std::vector<std::string> rules;
    std::array<std::uint32_t, entityCount> counts{}; ///< Findings of each kind.

    [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const
    {
        return std::string_view(text).substr(begin, end - begin);
    }
    /// The findings that begin in that segment: [first, last) of `findings`.
    [[nodiscard]] std::pair<std::size_t, std::size_t> findingsOf(const Segment &segment) const;
    [[nodiscard]] std::size_t segmentAt(std::uint32_t byte) const; ///< The one that holds that byte of `text`.
    [[nodiscard]] std::string_view ruleOf(const Finding &finding) const;
    [[nodiscard]] bool isFirstOfTurn(std::size_t segment) const;
    /// Fills `segments` from turns and findings, and `counts`. For whoever makes one.
    void cut();
};
using SharedTranscript = std::shared_ptr<const TranscriptText>;

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
