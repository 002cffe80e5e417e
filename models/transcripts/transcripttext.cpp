// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/transcripttext.h"

#include "models/text/plaintext.h"

#include <algorithm>
#include <limits>
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

namespace {

constexpr int accentsShown = 3; // more than any writing system in use puts on one letter

bool isAccent(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

/// Towers of accents as a number, before everything else becomes visible.
QString withoutTowers(const QString &text)
{
    QString out;
    out.reserve(text.size());
    int accents = 0, hidden = 0;
    const auto flush = [&] {
        if (hidden > 0)
            out += u"\u2039+" + QString::number(hidden) + u'\u203a';
        hidden = 0;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        accents = isAccent(c) ? accents + 1 : 0;
        if (accents > accentsShown) {
            ++hidden;
            continue;
        }
        flush();
        out += QString::fromUcs4(&c, 1);
    }
    flush();
    return out;
}

} // namespace

QString markedText(std::string_view utf8, qsizetype limit)
{
    // Twice as many bytes as characters are wanted is enough to see that there are more.
    const std::string_view some = utf8.substr(0, std::size_t(std::min<qsizetype>(limit, 1 << 28)) * 4);
    return visibleText(withoutTowers(QString::fromUtf8(some.data(), qsizetype(some.size()))), limit);
}

QString chipText(const TranscriptText &transcript, const TranscriptText::Finding &finding)
{
    const std::string_view tag = entityTag(finding.entity);
    const QString kind = QString::fromLatin1(tag.data() + 1, qsizetype(tag.rfind('_')) - 1);
    const std::string_view slice = transcript.slice(finding.begin, finding.end);
    if (slice.empty())
        return u'[' + kind + u" \u2205]";
    if (slice == tag)
        return u'[' + kind + u']';
    if (slice.front() != '[' || slice.back() != ']')
        return markedText(slice, 120); // a date that was moved
    const std::size_t mark = slice.find_last_of(":_");
    const std::string_view rest = mark == std::string_view::npos ? std::string_view() : slice.substr(mark + 1);
    return u'[' + kind + u' ' + markedText(rest.substr(0, rest.size() - (rest.empty() ? 0 : 1)), 40) + u']';
}

VisibleSegment visibleSegment(const TranscriptText &transcript, std::size_t segment, const QString &searched)
{
    VisibleSegment shown;
    const TranscriptText::Segment &place = transcript.segments[segment];
    const auto [first, last] = transcript.findingsOf(place);
    std::uint32_t at = place.begin;
    const auto addPlain = [&](std::uint32_t end) {
        if (end > at)
            shown.text += markedText(transcript.slice(at, end), std::numeric_limits<int>::max());
        at = std::max(at, end);
    };
    for (std::size_t number = first; number < last; ++number) {
        const TranscriptText::Finding &finding = transcript.findings[number];
        if (finding.begin < at)
            continue; // inside the one before
        addPlain(finding.begin);
        const qsizetype begin = shown.text.size();
        shown.text += chipText(transcript, finding);
        shown.chips << VisibleSegment::Chip{begin, shown.text.size(), number};
        at = std::min(finding.end, place.end);
    }
    addPlain(place.end);
    if (searched.isEmpty())
        return shown;
    for (qsizetype found = shown.text.indexOf(searched, 0, Qt::CaseInsensitive); found >= 0;
         found = shown.text.indexOf(searched, found + searched.size(), Qt::CaseInsensitive))
        shown.hits << VisibleSegment::Hit{found, found + searched.size()};
    return shown;
}

} // namespace muster
