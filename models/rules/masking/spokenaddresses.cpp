// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokenaddresses.h"

#include "models/rules/masking/addressdictation.h"
#include "models/rules/masking/addresstokens.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <optional>

namespace muster {

namespace {

constexpr std::size_t bytesBefore = 260, bytesBehind = 90;
constexpr int mostLocalParts = 40, mostDomainParts = 16;

using Part = AddressPart;

struct SaidAddress
{
    std::size_t begin = 0, end = 0; ///< Bytes of the text.
    std::size_t from = 0; ///< What stands before belongs to another.
};

/// The parts of a piece of text.
class AddressReader
{
public:
    AddressReader(const MaskSearch &search, std::size_t from, std::size_t to)
        : m_search(search)
        , m_text(search.text)
        , m_tokens(search.text, from, to)
    {
        m_search.scratch.steps += to - from;
    }

    /// Reads the address whose domain holds the byte before `mark`; an empty one: there is none.
    SaidAddress take(std::size_t mark)
    {
        const auto &all = m_tokens.all();
        const auto last = std::ranges::find_if(all, [mark](const AddressToken &one) { return one.end >= mark; });
        if (last == all.end())
            return {};
        int at = int(last - all.begin());
        for (int parts = 0; at >= 0 && part(at) != Part::At && part(at) != Part::SoftAt; --at) {
            if (++parts > mostDomainParts)
                return {};
        }
        if (at <= 0)
            return {};
        const std::optional<int> end = domainEnd(at);
        if (!end || m_tokens.at(*end).end < mark)
            return {};
        const std::optional<int> begin = localBegin(at, *end > at + 1);
        if (!begin)
            return {};
        add(*begin, *end);
        return {m_tokens.at(*begin).begin, m_tokens.at(*end).end};
    }

private:
    [[nodiscard]] Part part(int at) const { return m_tokens.at(at).part; }
    [[nodiscard]] std::string_view words(int at) const
    {
        const AddressToken &token = m_tokens.at(at);
        return m_text.substr(token.begin, token.end - token.begin);
    }
    [[nodiscard]] bool isElement(int at) const { return m_tokens.isElement(at); }
    [[nodiscard]] int before(int at) const { return m_tokens.before(at); }
    [[nodiscard]] int behind(int at) const { return m_tokens.behind(at); }
    [[nodiscard]] int spelledAt(int at) const { return m_tokens.spelledAt(at); }

    [[nodiscard]] std::optional<int> domainEnd(int at) const
    {
        int next = behind(at);
        if (next >= 0 && part(next) == Part::Filler)
            next = behind(next);
        std::optional<int> end;
        for (int parts = 0; next >= 0 && parts < mostDomainParts; ++parts) {
            const std::string_view word = words(next);
            if (part(next) == Part::Dot) {
                const int label = next + 1; // "it" says "go on" elsewhere
                if (label >= m_tokens.count())
                    break;
                if (const int level = m_tokens.levelEnd(label); level >= 0) {
                    end = level;
                    next = behind(level);
                    if (next < 0 || part(next) != Part::Dot)
                        break;
                    continue;
                }
                if (end || part(label) == Part::At)
                    break;
                next = label;
                continue;
            }
            if (end || part(next) == Part::At)
                break;
            if (endsInTopLevel(word)) {
                end = next;
                next = behind(next);
                if (next < 0 || part(next) != Part::Dot)
                    break;
                continue;
            }
            const int follows = behind(next);
            if (part(next) == Part::Anchor && parts > 0
                && (follows < 0 || part(follows) != Part::Dot)) // "g mail dot com"
                break;
            if (part(next) == Part::Provider && (follows < 0 || part(follows) != Part::Dot)) {
                end = next;
                break;
            }
            next = follows;
        }
        return end;
    }
    /// Where the local part begins; nullopt: what stands before the "at" is no name, or all of the address is written.
    /// `isSpoken`: its domain is said.
    [[nodiscard]] std::optional<int> localBegin(int at, bool isSpoken) const
    {
        const bool isWritten = m_tokens.at(at).isSign, isSoft = part(at) == Part::SoftAt;
        int begin = before(at);
        if (begin < 0)
            return std::nullopt;
        int letters = 0;
        bool isFormed = false, isTied = false; // more than one word that could be anything; and nothing else
        if (const int spelled = spelledAt(begin); spelled >= 0) {
            begin = spelled;
            isFormed = true;
        } else if (!isElement(begin)) {
            return std::nullopt;
        }
        const std::string_view last = words(begin);
        isFormed = isFormed || last.find_first_of("._-+0123456789") != std::string_view::npos;
        for (int parts = 0; parts < mostLocalParts; ++parts) {
            const Part current = part(begin);
            const int next = before(begin);
            if (next < 0)
                break;
            const Part kind = part(next);
            letters += current == Part::Letter ? 1 : 0;
            if (kind == Part::Dot || kind == Part::Joint) {
                int left = before(next);
                if (left < 0)
                    break;
                if (const int spelled = spelledAt(left); spelled >= 0)
                    left = spelled;
                else if (!isElement(left))
                    break;
                begin = left;
                isFormed = true;
                isTied = isTied || part(left) == Part::Word;
                letters = 0;
                continue;
            }
            if (isWritten)
                break; // signs alone tie what stands before a written address to it
            const bool isSpelling = current == Part::Letter || current == Part::Number || current == Part::Repeat;
            if (const int spelled = spelledAt(next); spelled >= 0) {
                begin = spelled;
                isFormed = true;
                continue;
            }
            if (kind == Part::Letter && (isSpelling || isInitial(next))) {
                begin = next;
                isFormed = true;
                continue;
            }
            if (isSpelling && (kind == Part::Number || kind == Part::Repeat)) {
                begin = next;
                isFormed = true;
                continue;
            }
            const bool isWhole = m_tokens.at(begin).isApart;
            if (isSpelling && kind == Part::Word && !isWhole && letters < 3) {
                begin = next;
                isFormed = true;
                continue;
            }
            break;
        }
        if (isSoft && !isTied)
            return std::nullopt;
        if (isWritten)
            return isSpoken || (isFormed && begin != before(at)) ? std::optional(begin) : std::nullopt;
        const int name = before(at);
        if (begin == name && !isFormed && part(name) == Part::Place)
            return std::nullopt;
        if (part(begin) == Part::Word && begin == name)
            begin = nameBegin(begin);
        if (isFormed || begin != name || isIntroduced(begin) || saysEmail(begin, at)
            || (isSureAt(m_tokens.word(at).plain()) && part(name) == Part::Word))
            return begin;
        return std::nullopt;
    }
    /// A letter that is no word by itself.
    [[nodiscard]] bool isInitial(int at) const
    {
        const char letter = toAsciiLower(words(at).front());
        return words(at).size() == 1 && std::string_view("aioyeu").find(letter) == std::string_view::npos;
    }
    /// "it's jordan smith at": both words, where what stands before them announces an address.
    [[nodiscard]] int nameBegin(int begin) const
    {
        if (m_tokens.at(begin).isApart)
            return begin;
        int first = before(begin);
        if (first < 0 || part(first) != Part::Word)
            return begin;
        const int anchor = before(first);
        const bool isAnchored = m_tokens.at(first).isApart || (anchor >= 0 && part(anchor) == Part::Anchor);
        return isAnchored ? first : begin;
    }
    [[nodiscard]] bool isIntroduced(int begin) const
    {
        const int anchor = before(begin);
        return m_tokens.at(begin).isApart || anchor < begin - 1 || (anchor >= 0 && part(anchor) == Part::At)
            || (anchor >= 0 && part(anchor) == Part::Anchor && words(anchor) != "the");
    }
    /// A word for e-mail near it.
    [[nodiscard]] bool saysEmail(int begin, int at) const
    {
        constexpr int near = 8;
        const auto isWord = [&](int i) {
            const MaskWord word = MaskWord::beginningAt(m_text, m_tokens.at(i).begin);
            const std::string_view plain = word.plain();
            return plain == "email" || plain == "emails" || plain == "mail" || plain == "e" || plain == "correo"
                || plain == "courriel" || plain == "mailadresse";
        };
        for (int i = std::max(0, begin - near); i < std::min(m_tokens.count(), at + near); ++i) {
            if (isWord(i))
                return true;
        }
        return false;
    }

    /// One piece for each line; what the other said in between stays.
    void add(int first, int last)
    {
        const auto isApart = [this](const AddressToken &one, const AddressToken &next) {
            return m_text.substr(one.end, next.begin - one.end).find('\n') != std::string_view::npos;
        };
        std::vector<std::pair<std::size_t, std::size_t>> pieces;
        for (int i = first; i <= last; ++i) {
            const AddressToken &token = m_tokens.at(i);
            const bool isNew = i == first || isApart(m_tokens.at(i - 1), token);
            if (isNew)
                pieces.emplace_back(token.begin, 0);
            if (token.part == Part::Filler && pieces.back().second == 0)
                pieces.back().first = i < last ? m_tokens.at(i + 1).begin : token.end; // "uh, ann"
            else if (token.part != Part::Filler || !isNew)
                pieces.back().second = token.end;
        }
        const std::uint32_t group = pieces.size() > 1 ? ++m_search.scratch.groups : 0;
        for (const auto &[begin, end] : pieces) {
            if (end > begin) {
                m_search.scratch.candidates.push_back(
                    {begin, end, Entity::Email, std::uint16_t(MaskRule::EmailSpoken), 80, group});
            }
        }
    }

    const MaskSearch &m_search;
    const std::string_view m_text;
    const AddressTokens m_tokens;
};

/// A written domain with neither "at" in front of it nor "dot" or the like in front of a written address: most are.
bool isWrittenOnly(std::string_view text, std::size_t mark)
{
    std::size_t at = mark;
    const auto isPart = [](char byte) { return isLetterOrDigit(byte) || isInnerByte(byte); };
    while (at > 0 && mark - at < bytesBehind && isPart(text[at - 1]))
        --at;
    const bool isWritten = text.substr(at, mark - at).find('.') != std::string_view::npos;
    if (!isWritten)
        return false;
    if (at > 0 && text[at - 1] == '@') {
        --at;
        for (const std::size_t sign = at; at > 0 && sign - at < bytesBehind && isPart(text[at - 1]);)
            --at;
    }
    while (at > 0 && !isPart(text[at - 1]) && text[at - 1] != '@')
        --at;
    if (at == 0 || text[at - 1] == '@')
        return at == 0;
    const Part before = addressPartOf(MaskWord::endingAt(text, at).plain());
    return before != Part::At && before != Part::Dot && before != Part::Joint && before != Part::JointRest
        && before != Part::Filler;
}

} // namespace

void findSpokenAddresses(const MaskSearch &search)
{
    std::size_t done = 0;
    std::vector<SaidAddress> found;
    AddressDictation dictation(search);
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::SpokenDot)) {
        if (mark <= done || isWrittenOnly(search.text, mark))
            continue;
        std::size_t from = std::max(done, mark > bytesBefore ? mark - bytesBefore : 0);
        while (from < mark && from > 0 && isContinuation(search.text[from]))
            ++from;
        std::size_t to = std::min<std::size_t>(search.text.size(), mark + bytesBehind);
        while (to < search.text.size() && isLetterOrDigit(search.text[to]) && to < mark + 2 * bytesBehind)
            ++to;
        while (to < search.text.size() && isContinuation(search.text[to])) // what is masked ends with a character
            ++to;
        if (const SaidAddress address = AddressReader(search, from, to).take(mark); address.end > 0) {
            found.push_back({address.begin, address.end, done});
            done = address.end;
        } else if (const std::size_t end = dictation.takeWithoutAt(mark, done); end > 0) {
            done = end;
        }
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t next = i + 1 < found.size() ? found[i + 1].begin : search.text.size();
        dictation.takeAround(found[i].begin, found[i].end, found[i].from, next);
    }
}

} // namespace muster
