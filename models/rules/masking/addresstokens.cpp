// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/addresstokens.h"

#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>

namespace muster {

bool isInnerByte(char byte)
{
    return byte == '.' || byte == '_' || byte == '-' || byte == '+' || byte == '\'';
}

bool isLetterOrDigit(char byte)
{
    return isAsciiAlnum(byte) || isWide(byte);
}

AddressTokens::AddressTokens(std::string_view text, std::size_t from, std::size_t to)
    : m_text(text)
{
    while (from > 0 && from < to && isLetterOrDigit(m_text[from - 1]) && isLetterOrDigit(m_text[from]))
        ++from; // not within a word
    bool isApart = true;
    int line = 0;
    const SpeakerLabel label = SpeakerLabel::before(m_text, from);
    for (std::size_t at = from > label.begin ? std::max(from, label.end) : from; at < to;) {
        const char byte = m_text[at];
        if (byte == '\n') {
            isApart = true;
            ++line;
            at = std::max(SpeakerLabel::at(m_text, at + 1).end, at + 1);
        } else if (byte == '@') {
            push({at, at + 1, AddressPart::At, isApart, true, line}, isApart);
            ++at;
        } else if (isLetterOrDigit(byte)) {
            std::size_t end = at + 1;
            while (end < to
                   && (isLetterOrDigit(m_text[end])
                       || (isInnerByte(m_text[end]) && end + 1 < m_text.size() && isLetterOrDigit(m_text[end + 1]))))
                ++end;
            push({at, end, kindOf(at, end), isApart, false, line}, isApart);
            at = end;
        } else if (byte == '_') {
            push({at, at + 1, AddressPart::Joint, isApart, false, line}, isApart);
            ++at;
        } else {
            isApart = isApart || byte == '?' || byte == '!' || byte == ':' || byte == ';'
                || (byte == '.' && at + 1 < to && m_text[at + 1] == ' ');
            ++at;
        }
    }
    markAsides();
}

void AddressTokens::push(AddressToken token, bool &isApart)
{
    // "guion bajo", "tiret du bas", "laag streepje": one joint.
    if (token.part == AddressPart::JointRest) {
        std::size_t before = m_tokens.size();
        while (before > 0 && m_tokens.size() - before < 1 && m_tokens[before - 1].end - m_tokens[before - 1].begin <= 3
               && m_tokens[before - 1].part != AddressPart::Joint)
            --before;
        if (before > 0 && m_tokens[before - 1].part == AddressPart::Joint) {
            m_tokens.resize(before);
            m_tokens.back().end = token.end;
            return;
        }
    }
    if (token.part == AddressPart::Joint && !m_tokens.empty() && m_tokens.back().part == AddressPart::JointRest) {
        m_tokens.back().part = AddressPart::Joint;
        m_tokens.back().end = token.end;
        return;
    }
    m_tokens.push_back(token);
    isApart = false;
}

AddressPart AddressTokens::kindOf(std::size_t begin, std::size_t end) const
{
    const MaskWord word = MaskWord::beginningAt(m_text, begin);
    if (word.end != end && word.end < end && m_text[word.end] == '-' && meaningOf(word.plain()).isFiller
        && meaningOf(MaskWord::beginningAt(m_text, word.end + 1).plain()).isFiller)
        return AddressPart::Filler; // "mm-hm"
    if (word.end != end) // digits or signs are in it
        return end - begin <= 4 && std::ranges::all_of(m_text.substr(begin, end - begin), isAsciiDigit)
            ? AddressPart::Number
            : AddressPart::Word;
    const AddressPart part = addressPartOf(word.plain());
    if (part != AddressPart::Word)
        return part;
    if (word.size == 1)
        return AddressPart::Letter;
    if (const NumberReadings *readings = numberReadings(word.plain())) {
        const auto repeats = [](const NumberWord &one) { return one.kind == NumberWord::Kind::Repeat; };
        return std::ranges::any_of(*readings, repeats) ? AddressPart::Repeat : AddressPart::Number;
    }
    if (namedLetter(word.plain(), m_text.substr(begin, end - begin)).isSure)
        return AddressPart::Letter;
    const CueMeaning meaning = meaningOf(word.plain());
    return meaning.isFiller ? AddressPart::Filler : meaning.isLink ? AddressPart::Anchor : AddressPart::Word;
}

void AddressTokens::markAsides()
{
    for (int i = 0; i < count();) {
        const int end = asideEnd(i);
        for (; i < end; ++i)
            m_tokens[std::size_t(i)].part = AddressPart::Aside;
        if (end < 0)
            ++i;
    }
}

/// Behind the aside that begins at `index`; -1: none does.
int AddressTokens::asideEnd(int index) const
{
    const AddressToken &token = at(index);
    if (token.isSign || token.end - token.begin > MaskWord::longest)
        return -1;
    const MaskWord first = word(index);
    const auto follows = [&](int next) { return next < count() && at(next).line == token.line; };
    if (isWith(first.plain())) {
        int next = index + 1;
        while (follows(next) && next < index + 3
               && (part(next) == AddressPart::Repeat || part(next) == AddressPart::Number
                   || isArticle(word(next).plain())))
            ++next;
        const auto isLetter = [&](int one) {
            return follows(one)
                && (part(one) == AddressPart::Letter || namedLetter(word(one).plain(), words(one)).letter)
                && word(one).plain().size() != 2;
        };
        if (!isLetter(next))
            return -1;
        ++next;
        int more = next + 1; // "und doppel l"
        if (follows(more) && part(more) == AddressPart::Repeat)
            ++more;
        if (more > next + 1 && isLetter(more))
            return more + 1;
        return next;
    }
    const AsideRests *rests = asidesBehind(first.plain());
    if (rests == nullptr)
        return -1;
    for (const std::vector<std::string> &rest : *rests) {
        int next = index + 1;
        const bool fits = std::ranges::all_of(
            rest, [&](const std::string &one) { return follows(next) && word(next++).plain() == one; });
        if (fits)
            return index + 1 + int(rest.size());
    }
    return -1;
}

bool AddressTokens::isElement(int index) const
{
    const AddressPart one = part(index);
    return one == AddressPart::Word || one == AddressPart::Letter || one == AddressPart::Number
        || one == AddressPart::Provider || one == AddressPart::Place || one == AddressPart::JointRest;
}

bool AddressTokens::isBetween(int index) const
{
    return part(index) == AddressPart::Filler || part(index) == AddressPart::Aside;
}

int AddressTokens::before(int index) const
{
    for (--index; index >= 0 && isBetween(index); --index) { }
    return index;
}

int AddressTokens::behind(int index) const
{
    for (++index; index < count() && isBetween(index); ++index) { }
    return index < count() ? index : -1;
}

int AddressTokens::spelledAt(int index) const
{
    if (part(index) == AddressPart::Joint || part(index) == AddressPart::Dot || part(index) == AddressPart::At)
        return -1;
    int as = index - 1;
    if (as > 0 && (words(as) == "in" || words(as) == "In"))
        --as;
    return as > 0 && part(as) == AddressPart::As && part(as - 1) == AddressPart::Letter ? as - 1 : -1;
}

int AddressTokens::levelEnd(int index) const
{
    constexpr int mostLetters = 4;
    const auto follows = [&](int next) { return next < count() && at(next).line == at(index).line; };
    if (const MaskWord first = word(index); first.size > 1 && isTopLevel(first.plain())) {
        // "de e" is how "d e" is heard.
        const bool isHeard = first.plain() == "de" && index > 0 && word(index - 1).plain() == "punkt"
            && follows(index + 1) && word(index + 1).plain() == "e";
        return isHeard ? index + 1 : index;
    }
    if (endsInTopLevel(words(index)))
        return index;
    std::string level;
    int end = -1;
    for (int next = index; follows(next) && next < index + mostLetters; ++next) {
        const MaskWord one = word(next);
        const char letter = one.size == 1 ? one.plain().front() : namedLetter(one.plain(), words(next)).letter;
        if (letter == 0 || at(next).isSign)
            break;
        level += letter;
        if (level.size() > 1 && isTopLevel(level))
            end = next;
    }
    return end;
}

} // namespace muster
