// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/transcripttext.h"

#include <algorithm>
#include <tuple>

namespace muster {

namespace {

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

/// Where a piece that begins at `begin` may end, at most at `most`: after a space when there is one in the second half,
/// never inside a code point.
std::uint32_t softEnd(std::string_view text, std::uint32_t begin, std::uint32_t most)
{
    for (std::uint32_t at = most; at > begin + (most - begin) / 2; --at) {
        if (text[at - 1] == ' ')
            return at;
    }
    std::uint32_t at = most;
    while (at > begin + 1 && isContinuation(text[at]))
        --at;
    return at;
}

} // namespace

std::pair<std::size_t, std::size_t> TranscriptText::findingsOf(const Segment &segment) const
{
    const auto placed = [](const Finding &finding) { return finding.turn != Finding::nowhere; };
    const auto end = std::partition_point(findings.begin(), findings.end(), placed);
    const auto first = std::partition_point(findings.begin(), end, [&](const Finding &finding) {
        return finding.turn < segment.turn || (finding.turn == segment.turn && finding.begin < segment.begin);
    });
    const bool endsTurn = segment.end == turns[segment.turn].end;
    const auto last = std::partition_point(first, end, [&](const Finding &finding) {
        // What was dropped at the very end of a turn begins where its last segment ends.
        return finding.turn == segment.turn
            && (finding.begin < segment.end || (endsTurn && finding.begin == segment.end));
    });
    return {std::size_t(first - findings.begin()), std::size_t(last - findings.begin())};
}

std::size_t TranscriptText::segmentAt(std::uint32_t byte) const
{
    const auto after
        = std::partition_point(segments.begin(), segments.end(), [&](const Segment &one) { return one.begin <= byte; });
    return after == segments.begin() ? 0 : std::size_t(after - segments.begin()) - 1;
}

std::string_view TranscriptText::ruleOf(const Finding &finding) const
{
    return finding.rule == 0 ? std::string_view() : std::string_view(rules[finding.rule - 1]);
}

bool TranscriptText::isFirstOfTurn(std::size_t segment) const
{
    return segment == 0 || segments[segment - 1].turn != segments[segment].turn;
}

void TranscriptText::cut()
{
    segments.clear();
    counts = {};
    // Two at one place are told apart by their length, so that the order does not hang on how it is sorted.
    std::ranges::sort(findings, {},
                      [](const Finding &one) { return std::tuple(one.turn, one.begin, one.end, one.entity); });
    for (const Finding &finding : findings)
        ++counts[std::size_t(finding.entity)];
    auto finding = findings.cbegin();
    for (std::uint32_t number = 0; number < turns.size(); ++number) {
        const Turn &turn = turns[number];
        std::uint32_t at = turn.begin;
        do {
            const std::size_t lineBreak = text.find('\n', at);
            const std::uint32_t lineEnd
                = lineBreak < turn.end ? std::uint32_t(lineBreak) : turn.end; // npos is beyond every end
            std::uint32_t end = lineEnd;
            if (end - at > segmentBytes)
                end = softEnd(text, at, at + segmentBytes);
            // A chip stays whole.
            while (finding != findings.cend()
                   && (finding->turn < number || (finding->turn == number && finding->end <= at)))
                ++finding;
            for (auto crossing = finding;
                 crossing != findings.cend() && crossing->turn == number && crossing->begin < end; ++crossing) {
                if (crossing->end > end)
                    end = crossing->begin > at ? crossing->begin : std::min(crossing->end, lineEnd);
            }
            segments.push_back({number, at, end});
            at = end == lineEnd && end < turn.end ? end + 1 : end;
        } while (at < turn.end);
    }
}

} // namespace muster
