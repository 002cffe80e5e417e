// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokennumbers.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/conversation.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/textclass.h"
#include "models/rules/masking/writtennumbers.h"

#include <algorithm>
#include <limits>

namespace muster {

namespace {

constexpr std::size_t widestGap = 90, widestLabelledGap = 400; // bytes, without labels of speakers and with them
constexpr std::size_t mostTokens = 48, fewestDigits = 5;
constexpr std::size_t spacedDigits = 7; // "5 5 5 0 1 2 3"
constexpr unsigned mostFillers = 7;

/// What one number was taken for.
struct Verdict
{
    Entity entity = Entity::Phone;
    MaskRule rule = MaskRule::PhoneSpoken;
    int score = 0; ///< 0: nothing.
    std::size_t first = 0, last = 0; ///< Digits, inclusive.
};

/// One number as it was said, all of it or one speaker's part.
class SpokenNumber
{
public:
    SpokenNumber(const MaskSearch &search, std::string digits, CueKind cue, bool plus, bool inWords)
        : m_search(search)
        , m_digits(std::move(digits))
        , m_cue(cue)
        , m_plus(plus)
        , m_inWords(inWords)
    {
    }

    [[nodiscard]] Verdict judge() const
    {
        const std::size_t size = m_digits.size();
        const auto whole
            = [&](Entity entity, MaskRule rule, int score) { return Verdict{entity, rule, score, 0, size - 1}; };
        if (size < fewestDigits || m_cue == CueKind::Other)
            return {};
        if (isCardRange(m_digits) && luhnHolds(m_digits) && (size >= 15 || m_cue == CueKind::Card))
            return whole(Entity::PaymentCard, MaskRule::CardSpoken, 90);
        if (m_cue == CueKind::Ssn && size == 9 && isSsnRange(m_digits))
            return whole(Entity::Ssn, MaskRule::SsnDigits, 85);
        if (m_cue == CueKind::Sin && sinHolds(m_digits))
            return whole(Entity::Sin, MaskRule::SinChecked, 85);
        if (m_search.scope.context) {
            if (const auto kind = announcedBy(m_cue); kind && kind->entity != Entity::Phone && size >= kind->fewest)
                return whole(kind->entity, kind->rule, size <= kind->most ? 60 : 50);
        }
        if (const Verdict phone = planned(); phone.score > 0)
            return phone;
        if (m_search.scope.context && m_cue == CueKind::Phone)
            return whole(Entity::Phone, MaskRule::PhoneContext, size <= 15 ? 60 : 50);
        // Nobody says seven and more digits one by one that identify nothing.
        if (m_search.scope.context && m_inWords && size >= 7)
            return whole(Entity::Phone, MaskRule::PhoneContext, 50);
        return {};
    }

private:
    [[nodiscard]] bool isPhone(const std::string &digits) const // of a plan
    {
        const auto &scope = m_search.scope;
        m_search.scratch.steps += 4 * (scope.regions.size() + 1);
        if (m_plus)
            return scope.numbers->classify("+" + digits, 0).valid();
        return std::ranges::any_of(scope.regions,
                                   [&](RegionIndex region) { return scope.numbers->classify(digits, region).valid(); });
    }
    [[nodiscard]] Verdict planned() const
    {
        constexpr std::size_t shortest = 8, longest = 15;
        const std::size_t size = m_digits.size();
        if (size > longest || size < shortest)
            return {};
        if (isPhone(m_digits))
            return {Entity::Phone, MaskRule::PhoneSpoken, m_cue == CueKind::Phone ? 95 : 80, 0, size - 1};
        return {};
    }

    const MaskSearch &m_search;
    const std::string m_digits;
    const CueKind m_cue;
    const bool m_plus, m_inWords;
};

class SpokenSearch
{
public:
    SpokenSearch(const MaskSearch &search, DigitRun groups)
        : m_search(search)
        , m_text(search.text)
        , m_tokens(search.scratch.tokens)
    {
        collect(groups);
    }

    void searchIn(SpokenLanguage language)
    {
        const auto index = static_cast<std::size_t>(language);
        std::vector<NumberToken> &cluster = m_search.scratch.spokenTogether;
        cluster.clear();
        const NumberToken *last = nullptr;
        std::size_t words = 0;
        std::uint32_t text = 0;
        const auto flush = [&] {
            if (words > 0 || isSplit(cluster) || cluster.size() >= spacedDigits)
                judge(cluster, language, words);
            cluster.clear();
        };
        for (const NumberToken &token : m_tokens) {
            const bool word = token.word != nullptr;
            if (word && (*token.word)[index].kind == NumberWord::Kind::None)
                continue;
            if (!word && language != SpokenLanguage::English && m_words[index] == 0)
                continue; // digits alone are read once
            const Gap gap = last != nullptr && cluster.size() < mostTokens ? gapBetween(*last, token) : Gap::Parts;
            if (gap == Gap::EndsInLabel)
                continue;
            if (gap == Gap::Joins) {
                if (cluster.empty()) { // most stand for themselves and never come here
                    cluster.push_back(inItsText(*last, text));
                    words = last->word != nullptr ? 1 : 0;
                }
                cluster.push_back(inItsText(token, text));
                words += word;
            } else if (!cluster.empty()) {
                flush();
            }
            last = &token;
        }
        if (!cluster.empty())
            flush();
    }
    [[nodiscard]] bool speaks(SpokenLanguage language) const
    {
        return m_words[static_cast<std::size_t>(language)] > 1 || language == SpokenLanguage::English;
    }

private:
    void collect(DigitRun groups)
    {
        std::size_t group = 0;
        const auto &marks = m_search.scratch.hits.of(MaskMark::NumberWord);
        m_tokens.clear();
        const auto pushGroups = [&](std::size_t before) {
            for (; group < groups.size() && groups[group].begin < before; ++group) {
                if (isSpeakable(groups[group]))
                    m_tokens.push_back({groups[group].begin, groups[group].end, 0, nullptr});
            }
        };
        for (const std::uint32_t mark : marks) {
            const MaskWord word = MaskWord::endingAt(m_text, mark);
            const NumberReadings *readings = numberReadings(word.plain());
            if (readings == nullptr || word.end != mark || (mark < m_text.size() && MaskWord::isPart(m_text[mark])))
                continue;
            pushGroups(word.begin);
            m_tokens.push_back({std::uint32_t(word.begin), std::uint32_t(word.end), 0, readings});
            for (std::size_t i = 0; i < spokenLanguageCount; ++i)
                m_words[i] += (*readings)[i].kind != NumberWord::Kind::None;
        }
        pushGroups(std::numeric_limits<std::size_t>::max());
        m_search.scratch.steps += 2 * m_tokens.size();
    }
    /// `text`: of the token before it; set to its own.
    [[nodiscard]] NumberToken inItsText(NumberToken token, std::uint32_t &text) const
    {
        const Conversation &conversation = m_search.conversation;
        const std::size_t origin = m_search.scratch.folded.origin(token.begin);
        while (text + 1 < conversation.size() && conversation.start(text + 1) <= origin)
            ++text;
        token.text = text;
        return token;
    }
    /// Not a price, a time, a part of a word or of a date.
    [[nodiscard]] bool isSpeakable(const DigitGroup &group) const
    {
        const auto tied = [](char sign, char digit) {
            return isAsciiDigit(digit) && (sign == ',' || sign == '.' || sign == ':' || sign == '/');
        };
        const char behind = m_text[group.end];
        if (behind == '%' || isAsciiLetter(behind)
            || tied(behind, group.end + 1 < m_text.size() ? m_text[group.end + 1] : ' '))
            return false;
        if (group.begin == 0)
            return true;
        const char before = m_text[group.begin - 1];
        return !isAsciiLetter(before) && before != '$' && before != '#' && before != '_'
            && !tied(before, group.begin >= 2 ? m_text[group.begin - 2] : ' ');
    }
    enum class Gap : std::uint8_t {
        Joins, ///< Nothing but fillers, punctuation, turns and labels of speakers.
        Parts,
        EndsInLabel, ///< The next token says who speaks ("Agent 2:"), not what.
    };
    [[nodiscard]] Gap gapBetween(const NumberToken &first, const NumberToken &next) const
    {
        if (next.begin - first.end > widestLabelledGap)
            return Gap::Parts;
        unsigned fillers = 0;
        std::size_t labels = 0;
        for (std::size_t at = first.end; at < next.begin;) {
            if (at - first.end - labels > widestGap)
                return Gap::Parts;
            if (!MaskWord::isPart(m_text[at])) {
                const char byte = m_text[at++];
                if (isAsciiDigit(byte) || byte == '@' || byte == '$' || byte == ':')
                    return Gap::Parts;
                if (byte != '\n')
                    continue;
                const SpeakerLabel label = SpeakerLabel::at(m_text, at);
                if (label.end > next.begin)
                    return Gap::EndsInLabel;
                labels += label.end - at;
                at = label.end;
                continue;
            }
            const MaskWord word = MaskWord::beginningAt(m_text, at);
            if (!isFillerWord(word.plain()) && !isAreaCode(word))
                return Gap::Parts;
            if (++fillers > mostFillers)
                return Gap::Parts;
            at = word.end;
        }
        m_search.scratch.steps += next.begin - first.end;
        return next.begin - first.end - labels > widestGap ? Gap::Parts : Gap::Joins;
    }
    [[nodiscard]] static bool isAreaCode(const MaskWord &word)
    {
        return word.plain() == "area" || word.plain() == "code";
    }
    [[nodiscard]] bool isSplit(const std::vector<NumberToken> &tokens) const
    {
        const std::uint32_t begin = tokens.front().end;
        return m_text.substr(begin, tokens.back().begin - begin).find('\n') != std::string_view::npos;
    }
    [[nodiscard]] bool saysPlus(std::size_t begin) const
    {
        std::size_t at = begin;
        while (at > 0 && m_text[at - 1] == ' ')
            --at;
        return (at > 0 && m_text[at - 1] == '+') || MaskWord::endingAt(m_text, at).plain() == "plus";
    }

    void judge(std::vector<NumberToken> &tokens, SpokenLanguage language, std::size_t words)
    {
        m_search.scratch.steps += tokens.size();
        const SpeakerLabel label = SpeakerLabel::before(m_text, tokens.front().begin);
        std::erase_if(tokens,
                      [&](const NumberToken &token) { return token.begin < label.end && token.begin >= label.begin; });
        if (tokens.size() < 2)
            return;
        const CueKind before = cueBefore(m_text, tokens.front().begin).kind;
        const CueKind cue = before != CueKind::None ? before : cueBehind(m_text, tokens.back().end).kind;
        const bool plus = saysPlus(tokens.front().begin);
        if (tryAll(tokens, tokens, language, cue, plus, words))
            return;
        // One repeats what the other says: each voice for itself, and what both said is masked.
        for (const int speaker : {speakerOf(tokens.front()), otherSpeaker(tokens)}) {
            std::vector<NumberToken> own;
            for (const NumberToken &token : tokens) {
                if (speakerOf(token) == speaker)
                    own.push_back(token);
            }
            if (own.size() > 1 && own.size() < tokens.size() && tryAll(own, tokens, language, cue, plus, words))
                return;
        }
        // The number may stand behind another: "apartment four, four one five ...".
        for (std::size_t first = 1; first < std::min<std::size_t>(tokens.size(), 6); ++first) {
            const std::vector<NumberToken> rest(tokens.begin() + std::ptrdiff_t(first), tokens.end());
            const SpokenDigits spoken = SpokenDigits::read(m_text, rest, language);
            const Verdict verdict = SpokenNumber(m_search, spoken.digits, CueKind::None, plus, false).judge();
            if (verdict.score > 0 && cue != CueKind::Other) {
                add(rest, verdict);
                return;
            }
        }
    }
    bool tryAll(const std::vector<NumberToken> &tokens, const std::vector<NumberToken> &masked, SpokenLanguage language,
                CueKind cue, bool plus, std::size_t words)
    {
        const SpokenDigits spoken = SpokenDigits::read(m_text, tokens, language);
        const bool inWords = words >= 5;
        const Verdict verdict = SpokenNumber(m_search, spoken.digits, cue, plus, inWords).judge();
        if (verdict.score == 0)
            return false;
        add(masked, verdict);
        return true;
    }
    [[nodiscard]] int speakerOf(const NumberToken &token) const { return m_search.conversation.speaker(token.text); }
    [[nodiscard]] int otherSpeaker(const std::vector<NumberToken> &tokens) const
    {
        const int first = speakerOf(tokens.front());
        const auto other
            = std::ranges::find_if(tokens, [&](const NumberToken &one) { return speakerOf(one) != first; });
        return other == tokens.end() ? first : speakerOf(*other);
    }
    /// One piece for each line, all of one group: what others say in between stays.
    void add(const std::vector<NumberToken> &tokens, const Verdict &verdict)
    {
        if (!m_search.scope.wants(verdict.entity))
            return;
        const auto isApart = [this](const NumberToken &one, const NumberToken &next) {
            return m_text.substr(one.end, next.begin - one.end).find('\n') != std::string_view::npos;
        };
        const bool split = std::ranges::adjacent_find(tokens, isApart) != tokens.end();
        const std::uint32_t group = split ? ++m_search.scratch.groups : 0;
        for (std::size_t i = 0; i < tokens.size();) {
            std::size_t last = i;
            while (last + 1 < tokens.size() && !isApart(tokens[last], tokens[last + 1]))
                ++last;
            m_search.scratch.candidates.push_back({tokens[i].begin, tokens[last].end, verdict.entity,
                                                   std::uint16_t(verdict.rule), std::uint8_t(verdict.score), group});
            i = last + 1;
        }
    }

    const MaskSearch &m_search;
    const std::string_view m_text;
    std::vector<NumberToken> &m_tokens;
    std::array<std::size_t, spokenLanguageCount> m_words{};
};

} // namespace

void findSpokenNumbers(const MaskSearch &search, DigitRun groups)
{
    SpokenSearch spoken(search, groups);
    for (const auto language : {SpokenLanguage::English, SpokenLanguage::German, SpokenLanguage::French,
                                SpokenLanguage::Spanish, SpokenLanguage::Portuguese}) {
        if (spoken.speaks(language))
            spoken.searchIn(language);
    }
}

namespace {

using Kind = NumberWord::Kind;

/// Walks over the tokens of one number.
class Reader
{
public:
    Reader(std::string_view text, std::span<const NumberToken> tokens, SpokenLanguage language)
        : m_text(text)
        , m_tokens(tokens)
        , m_language(language)
    {
    }

    SpokenDigits read()
    {
        while (m_at < m_tokens.size()) {
            if (m_tokens[m_at].word == nullptr) {
                const NumberToken &token = m_tokens[m_at];
                push(m_text.substr(token.begin, token.end - token.begin));
                ++m_at;
                continue;
            }
            const NumberWord word = wordAt(m_at);
            if (word.kind == Kind::Repeat)
                repeat(word.value);
            else
                value(word);
        }
        return std::move(m_result);
    }

private:
    [[nodiscard]] NumberWord wordAt(std::size_t at) const
    {
        return at < m_tokens.size() && m_tokens[at].word != nullptr
            ? (*m_tokens[at].word)[static_cast<std::size_t>(m_language)]
            : NumberWord{};
    }
    /// The word behind the one at `m_at`, if it is said in one breath with it: at most "y", "e" or "et" between them.
    [[nodiscard]] NumberWord next() const
    {
        if (m_at + 1 >= m_tokens.size())
            return {};
        const std::string_view between
            = m_text.substr(m_tokens[m_at].end, m_tokens[m_at + 1].begin - m_tokens[m_at].end);
        const bool close = between == " " || between == "-" || between == " y " || between == " e " || between == " et "
            || between == "-et-";
        return close ? wordAt(m_at + 1) : NumberWord{};
    }
    void push(std::string_view digits)
    {
        m_result.digits += digits;
        m_result.tokens.resize(m_result.digits.size(), std::uint32_t(m_at));
    }
    void repeat(unsigned times)
    {
        ++m_at;
        if (m_at >= m_tokens.size())
            return;
        const NumberToken &token = m_tokens[m_at];
        if (token.word == nullptr) {
            push(std::string(times - 1, m_text[token.begin])); // and once by itself
        } else if (const NumberWord word = wordAt(m_at); word.kind == Kind::Digit) {
            push(std::string(times, char('0' + word.value)));
            ++m_at;
        }
    }
    /// Takes the smaller words that belong to a larger one, and says what both are.
    unsigned below100(NumberWord word)
    {
        unsigned value = word.value;
        const NumberWord more = next();
        if (word.kind == Kind::Tens) {
            // French counts on from sixty and eighty: soixante-dix, quatre-vingt-douze.
            const bool teen
                = m_language == SpokenLanguage::French && more.kind == Kind::Teen && (value == 60 || value == 80);
            // German says the ones first, in one word: "vierzig sechs" are two numbers.
            const bool ones = more.kind == Kind::Digit && more.value > 0 && m_language != SpokenLanguage::German;
            if (teen || ones) {
                value += more.value;
                ++m_at;
                if (teen && more.value == 10 && tenGoesOn()) {
                    value += next().value;
                    ++m_at;
                }
            }
        } else if (word.kind == Kind::Teen && value == 10 && tenGoesOn()) {
            value += more.value; // dix-sept
            ++m_at;
        }
        return value;
    }
    [[nodiscard]] bool tenGoesOn() const
    {
        const NumberWord more = next();
        return m_language == SpokenLanguage::French && more.kind == Kind::Digit && more.value >= 7;
    }
    void value(NumberWord word)
    {
        const std::size_t first = m_at;
        unsigned value = word.value;
        if (word.kind == Kind::Digit) {
            const NumberWord more = next();
            if (m_language == SpokenLanguage::French && value == 4 && more.kind == Kind::Tens && more.value == 20) {
                ++m_at; // quatre-vingts
                value = below100({Kind::Tens, 80});
            } else if (more.kind == Kind::Hundred && value > 0) {
                ++m_at;
                value = hundreds(value * 100);
            }
        } else if (word.kind == Kind::Hundred) {
            value = hundreds(100);
        } else if (word.kind == Kind::Hundreds) {
            value = hundreds(value);
        } else if (word.kind != Kind::Whole && word.kind != Kind::None) {
            value = below100(word);
        }
        const std::size_t last = m_at;
        m_at = first; // the digits belong to the first word
        if (word.kind != Kind::None)
            push(std::to_string(value));
        m_at = last + 1;
    }
    /// "cent douze", "novecientos doce". English and German say "eight hundred" and go on with other digits.
    unsigned hundreds(unsigned value)
    {
        const NumberWord more = next();
        const bool goesOn = m_language != SpokenLanguage::English && m_language != SpokenLanguage::German
            && (more.kind == Kind::Tens || more.kind == Kind::Teen || more.kind == Kind::Whole
                || (more.kind == Kind::Digit && more.value > 0));
        if (!goesOn)
            return value;
        ++m_at;
        return value + (more.kind == Kind::Digit || more.kind == Kind::Whole ? more.value : below100(more));
    }

    const std::string_view m_text;
    const std::span<const NumberToken> m_tokens;
    const SpokenLanguage m_language;
    std::size_t m_at = 0;
    SpokenDigits m_result;
};

} // namespace

SpokenDigits SpokenDigits::read(std::string_view text, std::span<const NumberToken> tokens, SpokenLanguage language)
{
    return Reader(text, tokens, language).read();
}

} // namespace muster
