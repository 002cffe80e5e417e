// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/dictatedpiece.h"

#include "models/rules/masking/cuewords.h"

#include <algorithm>
#include <utility>

namespace muster {

DictatedPiece::DictatedPiece(const MaskSearch &search, std::size_t from, std::size_t to)
    : m_search(search)
    , m_tokens(search.text, from, to)
    , m_taken(std::size_t(m_tokens.count()), Free)
{
    m_search.scratch.steps += to - from;
}

void DictatedPiece::setAddress(std::size_t begin, std::size_t end)
{
    for (int i = 0; i < m_tokens.count(); ++i) {
        const AddressToken &token = m_tokens.at(i);
        if (token.begin < begin || token.end > end)
            continue;
        m_first = m_first < 0 ? i : m_first;
        m_last = i;
        m_taken[std::size_t(i)] = Found;
        learn(i);
    }
}

bool DictatedPiece::setDomain(std::size_t mark)
{
    const auto &all = m_tokens.all();
    int at = int(std::ranges::find_if(all, [mark](const AddressToken &one) { return one.end >= mark; }) - all.begin());
    if (at >= m_tokens.count())
        return false;
    int last = at, first = at;
    for (; at > 0 && first - at < 5; --at) { // "example punto co punto uk"
        const bool isNext = first == last || at + 1 == first;
        if (isNext && part(at) == AddressPart::Dot && isBeside(at - 1, at) && isName(at - 1)) {
            first = at - 1;
            last = std::max(last, m_tokens.levelEnd(std::min(at + 1, m_tokens.count() - 1)));
        }
    }
    if (first == last || (m_tokens.part(first + 1) != AddressPart::Dot))
        return false;
    while (last + 2 < m_tokens.count() && m_tokens.part(last + 1) == AddressPart::Dot
           && m_tokens.levelEnd(last + 2) >= 0)
        last = m_tokens.levelEnd(last + 2);
    m_first = first;
    m_last = last;
    for (int i = first; i <= last; ++i)
        take(i);
    return true;
}

bool DictatedPiece::takeBefore(bool isFound)
{
    if (m_first <= 0)
        return false;
    m_isRelated = isFound;
    readRuns(0, m_first);
    readJoints(0, m_first);
    const int line = m_tokens.at(m_first).line;
    if (!isFound && !leadsHere(line))
        return false;
    int from = -1, gap = 0;
    for (int i = m_first - 1; i >= 0;) {
        const int current = m_tokens.at(i).line;
        int content = 0;
        bool isDictation = false;
        for (; i >= 0 && m_tokens.at(i).line == current; --i) {
            content += m_tokens.isBetween(i) ? 0 : 1;
            isDictation = isDictation || state(i) == Likely;
        }
        if (isDictation) {
            from = i + 1;
            gap = 0;
        } else if (content > 0 && current != line && ++gap > 1) {
            break;
        }
    }
    if (from < 0)
        return false;
    for (int i = from; i < m_first; ++i) {
        if (state(i) == Likely)
            take(i);
    }
    for (int i = from; i < m_first; ++i) {
        if (state(i) == Free && isWordOfIt(i))
            take(i);
    }
    takeNumbers(from, m_first);
    for (int i = 0; i < m_tokens.count(); ++i) {
        if (state(i) == Likely)
            m_taken[std::size_t(i)] = Free;
    }
    return true;
}

void DictatedPiece::takeEchoes()
{
    m_isRelated = true;
    readRuns(m_last + 1, m_tokens.count());
    constexpr int mostStrange = 2;
    int strange = 0;
    for (int i = m_last + 1; i < m_tokens.count() && strange <= mostStrange;) {
        int stop = i;
        while (stop < m_tokens.count() && m_tokens.at(stop).line == m_tokens.at(i).line)
            ++stop;
        int content = 0;
        for (int at = i; at < stop; ++at)
            content += m_tokens.isBetween(at) ? 0 : 1;
        const bool isEcho = takeEchoesOfLine(i, stop);
        strange = isEcho ? 0 : strange + (content > 0 ? 1 : 0);
        i = stop;
    }
}

void DictatedPiece::add() const
{
    std::uint32_t group = 0;
    for (int i = 0; i < m_tokens.count();) {
        if (state(i) != Taken && state(i) != Found) {
            ++i;
            continue;
        }
        bool isNew = false;
        int last = i;
        for (int at = i; at < m_tokens.count() && m_tokens.at(at).line == m_tokens.at(i).line; ++at) {
            if (state(at) == Taken || state(at) == Found) {
                isNew = isNew || state(at) == Taken;
                last = at;
            } else if (!m_tokens.isBetween(at)) {
                break;
            }
        }
        if (isNew) {
            group = group == 0 ? ++m_search.scratch.groups : group;
            m_search.scratch.candidates.push_back({m_tokens.at(i).begin, m_tokens.at(last).end, Entity::Email,
                                                   std::uint16_t(MaskRule::EmailSpoken), 80, group});
        }
        i = last + 1;
    }
}

void DictatedPiece::take(int at)
{
    if (state(at) == Found)
        return;
    m_taken[std::size_t(at)] = Taken;
    learn(at);
}

void DictatedPiece::learn(int at)
{
    constexpr std::size_t shortest = 3, most = 24;
    const AddressPart one = part(at);
    if (one != AddressPart::Word && one != AddressPart::Provider && one != AddressPart::Place)
        return;
    std::string word = plain(at);
    const bool isLevel = word.size() <= shortest && isTopLevel(word);
    if (word.size() >= shortest && m_words.size() < most && std::ranges::find(m_words, word) == m_words.end()
        && !isLevel)
        m_words.push_back(std::move(word));
}

bool DictatedPiece::isName(int at) const
{
    const AddressPart one = part(at);
    if (one == AddressPart::Provider)
        return true;
    if (one != AddressPart::Word && one != AddressPart::Place)
        return false;
    const MaskWord word = m_tokens.word(at);
    const std::string_view plain = word.plain();
    return m_tokens.words(at).size() > 1 && !continuesAddress(plain, m_tokens.words(at)) && !isArticle(plain)
        && !isCorrection(plain) && !isWith(plain) && !meaningOf(plain).isQuestion;
}

bool DictatedPiece::isPassed(int at) const
{
    const MaskWord word = m_tokens.word(at);
    return m_tokens.isBetween(at) || continuesAddress(word.plain(), m_tokens.words(at)) || isArticle(word.plain());
}

char DictatedPiece::letterAt(int at, bool &isSure) const
{
    const AddressPart one = part(at);
    if (one == AddressPart::Joint || one == AddressPart::Dot || one == AddressPart::At || one == AddressPart::Aside)
        return 0;
    const MaskWord word = m_tokens.word(at);
    if (word.end != m_tokens.at(at).end)
        return 0;
    if (word.size == 1) {
        isSure = isConsonant(word.plain().front());
        return word.plain().front();
    }
    const NamedLetter named = namedLetter(word.plain(), m_tokens.words(at));
    isSure = named.isSure;
    return named.letter;
}

int DictatedPiece::unitEnd(int at, std::string &letters, int &sure) const
{
    int next = at;
    const bool isTwice = part(at) == AddressPart::Repeat && isBeside(at, at + 1);
    next += isTwice ? 1 : 0;
    bool isSure = false;
    const char letter = letterAt(next, isSure);
    if (letter == 0) {
        if (part(at) != AddressPart::Number || letters.empty())
            return at;
        letters += '#';
        return at + 1;
    }
    letters.append(isTwice ? 2 : 1, letter);
    int as = next + 1;
    if (isBeside(next, as) && part(as) == AddressPart::As) {
        ++as;
        while (isBeside(next, as) && as < next + 4 && (plain(as) == "in" || isArticle(plain(as))))
            ++as;
        if (isBeside(next, as) && plain(as).size() > 1 && plain(as).front() == letter) {
            ++sure;
            return as + 1;
        }
    }
    sure += isSure ? 1 : 0;
    return next + 1;
}

void DictatedPiece::readRuns(int from, int to)
{
    constexpr int fewest = 3;
    for (int i = from; i < to;) {
        std::string letters;
        int sure = 0, units = 0, at = i, last = i;
        std::vector<std::pair<int, std::size_t>> ends; // of each unit: behind it, and letters up to it
        while (at < to) {
            const std::size_t known = letters.size();
            const int next = unitEnd(at, letters, sure);
            if (next > at && next <= to) {
                units += letters.back() == '#' ? 0 : 1;
                ends.emplace_back(next, letters.size());
                last = at = next;
            } else if (units > 0 && m_tokens.isBetween(at)) {
                letters.resize(known);
                ++at;
            } else {
                letters.resize(known);
                break;
            }
        }
        // "e borba": the vowel that begins the next turn is a word.
        while (ends.size() > 1 && isLooseEnd(ends[ends.size() - 1].first - 1, to)) {
            ends.pop_back();
            letters.resize(ends.back().second);
            last = ends.back().first;
            --units;
        }
        if (units < fewest || (sure == 0 && !isKnownWord(letters))) {
            i = std::max(at, i + 1);
            continue;
        }
        takeRun(i, last, letters, ends);
        i = std::max(last, i + 1);
    }
}

bool DictatedPiece::isKnownWord(const std::string &letters) const
{
    return std::ranges::find(m_words, letters) != m_words.end();
}

bool DictatedPiece::isLooseEnd(int at, int to) const
{
    bool isSure = false;
    return letterAt(at, isSure) != 0 && !isSure && m_tokens.at(at).line != m_tokens.at(std::max(at - 1, 0)).line
        && at + 1 < to && isBeside(at, at + 1);
}

void DictatedPiece::takeRun(int first, int last, const std::string &letters,
                            const std::vector<std::pair<int, std::size_t>> &ends)
{
    // A piece for each turn.
    std::size_t known = 0;
    std::vector<std::string> pieces;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const bool isLast
            = i + 1 == ends.size() || m_tokens.at(ends[i + 1].first - 1).line != m_tokens.at(ends[i].first - 1).line;
        if (isLast) {
            pieces.push_back(letters.substr(known, ends[i].second - known));
            known = ends[i].second;
        }
    }
    std::string rest; // "f e l d hill"
    if (last < m_tokens.count() && part(last) == AddressPart::Word && isBeside(last - 1, last))
        rest = plain(last);
    const auto isOfWord = [&](const std::string &word) {
        return letters.find(word) != std::string::npos || (!rest.empty() && word == pieces.back() + rest)
            || std::ranges::any_of(pieces, [&](const std::string &piece) {
                   return piece.size() > 1 && word.find(piece) != std::string::npos;
               });
    };
    if (letters == "www" || (m_isRelated && std::ranges::none_of(m_words, isOfWord)))
        return;
    const bool hasRest = !rest.empty() && std::ranges::find(m_words, pieces.back() + rest) != m_words.end();
    for (int i = first; i < last + (hasRest ? 1 : 0); ++i) {
        if (!m_tokens.isBetween(i) && state(i) == Free)
            m_taken[std::size_t(i)] = Likely;
    }
    m_spelled += letters;
    m_pieces.insert(m_pieces.end(), pieces.begin(), pieces.end());
}

bool DictatedPiece::isWordOfIt(int at) const
{
    constexpr std::size_t shortest = 3;
    if (part(at) != AddressPart::Word && part(at) != AddressPart::Provider)
        return false;
    const std::string word = plain(at);
    if (word.size() < shortest)
        return false;
    if (std::ranges::find(m_words, word) != m_words.end() || m_spelled.find(word) != std::string::npos)
        return true;
    std::size_t known = 0; // "t r i b", "o u l e t", with what was repeated between them
    for (const std::string &piece : m_pieces) {
        if (word.compare(known, piece.size(), piece) == 0)
            known += piece.size();
    }
    return known == word.size();
}

void DictatedPiece::readJoints(int from, int to)
{
    for (int i = from; i < to; ++i) {
        // "my dash company dot com" is a host.
        if (!m_tokens.isSureJointAt(i) || (!m_isRelated && i + 1 == m_first))
            continue;
        int left = i - 1;
        while (left >= from && isPassed(left) && !isArticle(plain(left)) && isBeside(left, i))
            --left;
        const bool hasLeft = left >= from && isName(left) && (isBeside(left, i) || isAlone(left));
        int right = i + 1;
        while (right < to && (isPassed(right) || part(right) == AddressPart::Joint) && right - i < 8)
            ++right;
        const bool hasRight = right < to && (isName(right) || part(right) == AddressPart::Number)
            && m_tokens.at(right).line - m_tokens.at(i).line <= 2 && (isBeside(i, right) || isAtEnd(i));
        if (!hasLeft && !hasRight && !isAloneWithArticle(i))
            continue;
        mark(i);
        if (hasLeft)
            mark(left);
        if (hasRight)
            mark(right);
        // "ann dot maria underscore lee"
        for (int at = left; hasLeft && at - 2 >= from && part(at - 1) == AddressPart::Dot && isName(at - 2); at -= 2) {
            mark(at - 1);
            mark(at - 2);
        }
    }
    // "ann dot lee gmail dot com"
    const int name = m_first - 1;
    if (!m_isRelated && part(m_first) == AddressPart::Provider && name - 2 >= from && isName(name)
        && part(name - 1) == AddressPart::Dot && isName(name - 2) && isBeside(name - 2, m_first)) {
        for (int i = name - 2; i <= name; ++i)
            mark(i);
    }
    for (int i = from; i < to; ++i) { // "tiret du bas", said again
        if (part(i) == AddressPart::Joint && isAloneWithArticle(i))
            mark(i);
    }
}

void DictatedPiece::mark(int at)
{
    if (state(at) == Free)
        m_taken[std::size_t(at)] = Likely;
}

bool DictatedPiece::isAlone(int at) const
{
    return !isBeside(m_tokens.before(at), at) && (m_tokens.behind(at) < 0 || !isBeside(at, m_tokens.behind(at)));
}

bool DictatedPiece::isAtEnd(int at) const
{
    const int next = m_tokens.behind(at);
    return next < 0 || !isBeside(at, next);
}

bool DictatedPiece::isAloneWithArticle(int at) const
{
    int before = at - 1;
    while (isBeside(before, at) && isPassed(before))
        --before;
    return !isBeside(before, at) && isAtEnd(at);
}

bool DictatedPiece::leadsHere(int line) const
{
    for (int i = m_first - 1; i >= 0 && m_tokens.at(i).line == line; --i) {
        if (state(i) == Likely)
            return true;
        if (!isPassed(i) && part(i) != AddressPart::At && part(i) != AddressPart::SoftAt && !isWordOfIt(i))
            return false;
    }
    return true;
}

void DictatedPiece::takeNumbers(int from, int to)
{
    for (int i = from; i < to; ++i) {
        if (state(i) != Taken || (part(i) != AddressPart::Word && part(i) != AddressPart::Number))
            continue;
        int next = i + 1;
        while (next < to && isBeside(i, next)) {
            if (part(next) == AddressPart::Number) {
                for (int at = i + 1; at <= next; ++at)
                    take(at);
            } else if (next > i + 1 && plain(next).size() <= 3 && part(next) != AddressPart::Word
                       && isBeside(i, next + 1) && part(next + 1) == AddressPart::Number) {
                // "quarenta e quatro"
            } else {
                break;
            }
            ++next;
        }
    }
}

bool DictatedPiece::takeEchoesOfLine(int from, int to)
{
    bool isTaken = false;
    const auto takeAll = [&](int first, int last) {
        for (int i = first; i <= last; ++i)
            take(i);
        isTaken = true;
    };
    for (int i = from; i < to; ++i) {
        if (state(i) == Likely)
            takeAll(i, i);
    }
    bool isCorrected = false;
    int said = 0; // words of which the line begins without fillers
    for (int i = from; i < to; ++i) {
        const MaskWord word = m_tokens.word(i);
        isCorrected = isCorrected || isCorrection(word.plain());
        const bool isFirst = said == 0;
        if (!isPassed(i) && !isCorrection(word.plain()))
            ++said;
        if (state(i) != Free)
            continue;
        const int next = m_tokens.behind(i), before = m_tokens.before(i);
        const bool hasNext = next >= 0 && next < to, hasBefore = before >= from;
        if (part(i) == AddressPart::Dot && hasNext) {
            const int level = m_tokens.levelEnd(next);
            const bool isLabel = hasBefore && (isName(before) || state(before) == Taken);
            const bool isKnown = isLabel
                && (isWordOfIt(before) || state(before) == Taken || isCorrected
                    || part(before) == AddressPart::Provider);
            if (level >= 0 && level < to && (isKnown || isFirst || (isLabel && isAtBefore(before, from))))
                takeAll(isLabel ? before : i, level);
            else if (isLabel && isWordOfIt(before) && isWordOfIt(next))
                takeAll(before, next);
        } else if (part(i) == AddressPart::Joint) {
            const bool isLeft = hasBefore && isWordOfIt(before), isRight = hasNext && isWordOfIt(next);
            if (isLeft || isRight || (isFirst && isAtEnd(i) && m_tokens.isSureJointAt(i)))
                takeAll(isLeft ? before : i, isRight ? next : i);
        } else if (part(i) == AddressPart::At && hasNext) {
            if (isWordOfIt(next) || (isSureAt(word.plain()) && isName(next)))
                takeAll(i, next);
        } else if (isWordOfIt(i) && isFirst && (!hasNext || isEchoBehind(i, next)) && !isOneOfMany(i)) {
            takeAll(i, i);
        }
    }
    if (isTaken) {
        for (int i = from; i < to; ++i) { // "marta feldhill", of which one was taken
            const bool isBesideTaken = (i > from && state(i - 1) == Taken) || (i + 1 < to && state(i + 1) == Taken);
            if (state(i) == Free && isWordOfIt(i) && isBesideTaken)
                take(i);
            if (state(i) == Free && part(i) == AddressPart::At && i + 1 < to && state(i + 1) == Taken)
                take(i);
        }
        takeNumbers(from, to);
    }
    return isTaken;
}

bool DictatedPiece::isAtBefore(int at, int from) const
{
    const int before = m_tokens.before(at);
    return before >= from && part(before) == AddressPart::At;
}

bool DictatedPiece::isEchoBehind(int at, int next) const
{
    if (next != at + 1) // "feldhill all one word"
        return std::ranges::any_of(m_tokens.all().begin() + at + 1, m_tokens.all().begin() + next,
                                   [](const AddressToken &one) { return one.part == AddressPart::Aside; });
    bool isSure = false;
    return state(next) == Likely || state(next) == Taken || part(next) == AddressPart::Joint
        || (letterAt(next, isSure) != 0 && isSure) || isWordOfIt(next);
}

bool DictatedPiece::isOneOfMany(int at) const
{
    return isAlone(at) && at > 0 && at + 1 < m_tokens.count() && isAlone(at - 1) && isAlone(at + 1);
}

} // namespace muster
