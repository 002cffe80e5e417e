// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokenaddresses.h"

#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/textclass.h"
#include "models/rules/masking/wordtable.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace muster {

namespace {

constexpr std::size_t bytesBefore = 260, bytesBehind = 90;
constexpr int mostLocalParts = 40, mostDomainParts = 16;

enum class Part : std::uint8_t {
    Word,
    Letter, ///< One letter, spelled.
    Number,
    Repeat, ///< "double l"
    At,
    Dot,
    Joint, ///< "underscore", "dash", "plus"
    JointRest, ///< "bajo" of "guion bajo"
    As, ///< "b as in bravo"
    Provider, ///< "gmail": known without its ending.
    Filler,
    Anchor, ///< "is", "email", "write": an address begins behind it.
    Place, ///< "look at", "work at": what stands behind it is no address.
};

struct PartWords
{
    Part part;
    std::string_view words;
};

/// English, German, French, Spanish, Portuguese, Italian, Dutch.
constexpr std::array<PartWords, 9> partWords = {{
    {Part::At, "at ät klammeraffe arobase arobas arroba chiocciola chiocciolina apenstaartje apestaartje aapstaartje"},
    {Part::Dot, "dot punkt point punto ponto punt"},
    {Part::Joint,
     "underscore underline dash hyphen minus plus unterstrich bindestrich strich tiret souligné guion guión barra "
     "sublinhado hífen traço trattino streepje koppelteken sottolineatura"},
    {Part::JointRest, "bas bajo baja basso laag liggend medio tief"},
    {Part::As, "as for like wie comme como come van de di"},
    {Part::Provider, "gmail googlemail hotmail yahoo outlook icloud gmx protonmail wanadoo ziggo"},
    {Part::Filler, "sign uh um uhm okay"},
    {Part::Anchor,
     "is it's its that's that email emails mail address my the to write send use under so be would sure yes spelled "
     "contact and or name username user lowercase capital "
     "ist lautet mailadresse adresse an unter das die meine wäre und "
     "est c'est l'adresse adresse courriel mon ma et "
     "es correo dirección mi y electrónico "
     "endereço meu minha "
     "indirizzo posta mia mio la "
     "het mijn mailadres adres naar"},
    {Part::Place,
     "look looking looked us me him her them visit site website page online available here found shop see find are "
     "work works working worked live stay store log login arrive arrived meet order ordered booked signed sign up "
     "account team manager more everyone people"},
}};

constexpr std::string_view topLevels = " com net org edu gov info biz io co us uk ca au nz ie in za de at ch fr be lu "
                                       "es mx ar cl pt br it nl pl se no dk "
                                       "fi eu app dev me tv example test invalid ";

bool isTopLevel(std::string_view word)
{
    return !word.empty() && topLevels.find(' ' + std::string(word) + ' ') != std::string_view::npos;
}

Part partOf(std::string_view plain)
{
    static const auto table = [] {
        std::unordered_map<std::string, Part> result;
        for (const PartWords &line : partWords) {
            std::size_t at = 0;
            while (at < line.words.size()) {
                const std::size_t end = std::min(line.words.find(' ', at), line.words.size());
                if (end > at)
                    result.try_emplace(plainWord(line.words.substr(at, end - at)), line.part);
                at = end + 1;
            }
        }
        return WordTable<Part>(result);
    }();
    const Part *found = table.find(plain);
    return found == nullptr ? Part::Word : *found;
}

struct Token
{
    std::size_t begin = 0, end = 0;
    Part part = Part::Word;
    bool isApart = false; ///< A sentence ends, or a line, before it.
    bool isSign = false; ///< "@" itself.
};

bool isInner(char byte)
{
    return byte == '.' || byte == '_' || byte == '-' || byte == '+' || byte == '\'';
}

bool isLetterOrDigit(char byte)
{
    return isAsciiAlnum(byte) || isWide(byte);
}

/// The parts of a piece of text.
class AddressReader
{
public:
    AddressReader(const MaskSearch &search, std::size_t from, std::size_t to)
        : m_search(search)
        , m_text(search.text)
    {
        split(from, to);
    }

    /// Reads the address whose domain holds the byte before `mark`; returns where to go on, or 0.
    std::size_t take(std::size_t mark)
    {
        const auto last = std::ranges::find_if(m_tokens, [mark](const Token &one) { return one.end >= mark; });
        if (last == m_tokens.end())
            return 0;
        int at = int(last - m_tokens.begin());
        for (int parts = 0; at >= 0 && m_tokens[std::size_t(at)].part != Part::At; --at) {
            if (++parts > mostDomainParts)
                return 0;
        }
        if (at <= 0)
            return 0;
        const std::optional<int> end = domainEnd(at);
        if (!end || m_tokens[std::size_t(*end)].end < mark)
            return 0;
        const std::optional<int> begin = localBegin(at, *end > at + 1);
        if (!begin)
            return 0;
        add(*begin, *end);
        return m_tokens[std::size_t(*end)].end;
    }

private:
    void split(std::size_t from, std::size_t to)
    {
        while (from > 0 && from < to && isLetterOrDigit(m_text[from - 1]) && isLetterOrDigit(m_text[from]))
            ++from; // not within a word
        bool isApart = true;
        const SpeakerLabel label = SpeakerLabel::before(m_text, from);
        for (std::size_t at = from > label.begin ? std::max(from, label.end) : from; at < to;) {
            const char byte = m_text[at];
            if (byte == '\n') {
                isApart = true;
                at = std::max(SpeakerLabel::at(m_text, at + 1).end, at + 1);
            } else if (byte == '@') {
                push({at, at + 1, Part::At, isApart, true}, isApart);
                ++at;
            } else if (isLetterOrDigit(byte)) {
                std::size_t end = at + 1;
                while (end < to
                       && (isLetterOrDigit(m_text[end])
                           || (isInner(m_text[end]) && end + 1 < m_text.size() && isLetterOrDigit(m_text[end + 1]))))
                    ++end;
                push({at, end, kindOf(at, end), isApart, false}, isApart);
                at = end;
            } else if (byte == '_') {
                push({at, at + 1, Part::Joint, isApart, false}, isApart);
                ++at;
            } else {
                isApart = isApart || byte == '?' || byte == '!' || byte == ':' || byte == ';'
                    || (byte == '.' && at + 1 < to && m_text[at + 1] == ' ');
                ++at;
            }
        }
        m_search.scratch.steps += to - from;
    }
    void push(const Token &token, bool &isApart)
    {
        // "guion bajo", "tiret du bas", "laag streepje": one joint.
        if (token.part == Part::JointRest) {
            std::size_t before = m_tokens.size();
            while (before > 0 && m_tokens.size() - before < 1
                   && m_tokens[before - 1].end - m_tokens[before - 1].begin <= 3
                   && m_tokens[before - 1].part != Part::Joint)
                --before;
            if (before > 0 && m_tokens[before - 1].part == Part::Joint) {
                m_tokens.resize(before);
                m_tokens.back().end = token.end;
                return;
            }
        }
        if (token.part == Part::Joint && !m_tokens.empty() && m_tokens.back().part == Part::JointRest) {
            m_tokens.back().part = Part::Joint;
            m_tokens.back().end = token.end;
            return;
        }
        m_tokens.push_back(token);
        isApart = false;
    }
    [[nodiscard]] Part kindOf(std::size_t begin, std::size_t end) const
    {
        const MaskWord word = MaskWord::beginningAt(m_text, begin);
        if (word.end != end && word.end < end && m_text[word.end] == '-' && meaningOf(word.plain()).isFiller
            && meaningOf(MaskWord::beginningAt(m_text, word.end + 1).plain()).isFiller)
            return Part::Filler; // "mm-hm"
        if (word.end != end) // digits or signs are in it
            return end - begin <= 4 && std::ranges::all_of(m_text.substr(begin, end - begin), isAsciiDigit)
                ? Part::Number
                : Part::Word;
        const Part part = partOf(word.plain());
        if (part != Part::Word)
            return part;
        if (word.size == 1)
            return Part::Letter;
        if (const NumberReadings *readings = numberReadings(word.plain())) {
            const auto repeats = [](const NumberWord &one) { return one.kind == NumberWord::Kind::Repeat; };
            return std::ranges::any_of(*readings, repeats) ? Part::Repeat : Part::Number;
        }
        const CueMeaning meaning = meaningOf(word.plain());
        return meaning.isFiller ? Part::Filler : meaning.isLink ? Part::Anchor : Part::Word;
    }
    [[nodiscard]] Part part(int at) const { return m_tokens[std::size_t(at)].part; }
    [[nodiscard]] std::string_view words(int at) const
    {
        const Token &token = m_tokens[std::size_t(at)];
        return m_text.substr(token.begin, token.end - token.begin);
    }
    [[nodiscard]] bool isElement(int at) const
    {
        return part(at) == Part::Word || part(at) == Part::Letter || part(at) == Part::Number
            || part(at) == Part::Provider || part(at) == Part::Place || part(at) == Part::JointRest;
    }
    /// The next one before `at` that is no filler; -1: none.
    [[nodiscard]] int before(int at) const
    {
        for (--at; at >= 0 && part(at) == Part::Filler; --at) { }
        return at;
    }
    [[nodiscard]] int behind(int at) const
    {
        const int count = int(m_tokens.size());
        for (++at; at < count && part(at) == Part::Filler; ++at) { }
        return at < count ? at : -1;
    }

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
                if (label >= int(m_tokens.size()))
                    break;
                if (isTopLevel(MaskWord::beginningAt(m_text, m_tokens[std::size_t(label)].begin).plain())
                    || endsInTopLevel(words(label))) {
                    end = label;
                    next = behind(label);
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
    /// "example.com"
    [[nodiscard]] static bool endsInTopLevel(std::string_view word)
    {
        const std::size_t dot = word.rfind('.');
        if (dot == std::string_view::npos || dot == 0)
            return false;
        std::string last(word.substr(dot + 1));
        std::ranges::transform(last, last.begin(), toAsciiLower);
        return isTopLevel(last);
    }

    /// "b as in bravo", "d wie Dora": the index of the letter, where `at` is the word; -1: it is none.
    [[nodiscard]] int spelledAt(int at) const
    {
        if (part(at) == Part::Joint || part(at) == Part::Dot || part(at) == Part::At)
            return -1;
        int as = at - 1;
        if (as > 0 && (words(as) == "in" || words(as) == "In"))
            --as;
        return as > 0 && part(as) == Part::As && part(as - 1) == Part::Letter ? as - 1 : -1;
    }

    /// Where the local part begins; nullopt: what stands before the "at" is no name, or all of the address is written.
    /// `isSpoken`: its domain is said.
    [[nodiscard]] std::optional<int> localBegin(int at, bool isSpoken) const
    {
        const bool isWritten = m_tokens[std::size_t(at)].isSign;
        int begin = before(at);
        if (begin < 0)
            return std::nullopt;
        int letters = 0;
        bool isFormed = false; // more than one word that could be anything
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
            const bool isWhole = m_tokens[std::size_t(begin)].isApart;
            if (isSpelling && kind == Part::Word && !isWhole && letters < 3) {
                begin = next;
                isFormed = true;
                continue;
            }
            break;
        }
        if (isWritten)
            return isSpoken || (isFormed && begin != before(at)) ? std::optional(begin) : std::nullopt;
        const int name = before(at);
        if (begin == name && !isFormed && part(name) == Part::Place)
            return std::nullopt;
        if (part(begin) == Part::Word && begin == name)
            begin = nameBegin(begin);
        if (isFormed || begin != name || isIntroduced(begin) || saysEmail(begin, at))
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
        if (m_tokens[std::size_t(begin)].isApart)
            return begin;
        int first = before(begin);
        if (first < 0 || part(first) != Part::Word)
            return begin;
        const int anchor = before(first);
        const bool isAnchored = m_tokens[std::size_t(first)].isApart || (anchor >= 0 && part(anchor) == Part::Anchor);
        return isAnchored ? first : begin;
    }
    [[nodiscard]] bool isIntroduced(int begin) const
    {
        const int anchor = before(begin);
        return m_tokens[std::size_t(begin)].isApart || anchor < begin - 1 || (anchor >= 0 && part(anchor) == Part::At)
            || (anchor >= 0 && part(anchor) == Part::Anchor && words(anchor) != "the");
    }
    /// A word for e-mail near it.
    [[nodiscard]] bool saysEmail(int begin, int at) const
    {
        constexpr int near = 8;
        const auto isWord = [&](int i) {
            const MaskWord word = MaskWord::beginningAt(m_text, m_tokens[std::size_t(i)].begin);
            const std::string_view plain = word.plain();
            return plain == "email" || plain == "emails" || plain == "mail" || plain == "e" || plain == "correo"
                || plain == "courriel" || plain == "mailadresse";
        };
        for (int i = std::max(0, begin - near); i < std::min(int(m_tokens.size()), at + near); ++i) {
            if (isWord(i))
                return true;
        }
        return false;
    }

    /// One piece for each line; what the other said in between stays.
    void add(int first, int last)
    {
        const auto isApart = [this](const Token &one, const Token &next) {
            return m_text.substr(one.end, next.begin - one.end).find('\n') != std::string_view::npos;
        };
        std::vector<std::pair<std::size_t, std::size_t>> pieces;
        for (int i = first; i <= last; ++i) {
            const Token &token = m_tokens[std::size_t(i)];
            const bool isNew = i == first || isApart(m_tokens[std::size_t(i - 1)], token);
            if (isNew)
                pieces.emplace_back(token.begin, 0);
            if (token.part == Part::Filler && pieces.back().second == 0)
                pieces.back().first = i < last ? m_tokens[std::size_t(i + 1)].begin : token.end; // "uh, ann"
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
    std::vector<Token> m_tokens;
};

/// A written domain with neither "at" in front of it nor "dot" or the like in front of a written address: most are.
bool isWrittenOnly(std::string_view text, std::size_t mark)
{
    std::size_t at = mark;
    const auto isPart = [](char byte) { return isLetterOrDigit(byte) || isInner(byte); };
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
    const Part before = partOf(MaskWord::endingAt(text, at).plain());
    return before != Part::At && before != Part::Dot && before != Part::Joint && before != Part::JointRest
        && before != Part::Filler;
}

std::string alternatives(std::string_view words)
{
    std::string result;
    std::size_t at = 0;
    while (at < words.size()) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (end > at)
            result += (result.empty() ? "" : "|") + std::string(words.substr(at, end - at));
        at = end + 1;
    }
    return result;
}

std::string_view wordsOf(Part part)
{
    return std::ranges::find(partWords, part, &PartWords::part)->words;
}

} // namespace

std::vector<std::string> spokenDomainExpressions()
{
    // "point" and "punt" are common words: only before what is no word itself.
    constexpr std::string_view plain = "com|net|org|edu|fr|ch|ca|lu|nl|eu|info|example";
    std::string levels = alternatives(topLevels);
    const std::string between = R"([\s,.)\]-]+)";
    return {R"(\b(?:(?:dot|punkt|punto|ponto))" + between + "(?:" + levels + ")|(?:point|punt)" + between
                + "(?:" + std::string(plain) + R"())\b)",
            R"(\b(?:)" + alternatives(wordsOf(Part::Provider)) + R"()\b)",
            R"(\.(?:com|net|org|de|fr|es|pt|it|nl|uk|example)\b)"};
}

void findSpokenAddresses(const MaskSearch &search)
{
    std::size_t done = 0;
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
        if (const std::size_t end = AddressReader(search, from, to).take(mark); end > 0)
            done = end;
    }
}

} // namespace muster
