// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/visiblesegment.h"

#include "models/text/plaintext.h"

#include <limits>

namespace muster {

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
