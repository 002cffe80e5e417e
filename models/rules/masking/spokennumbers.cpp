// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokennumbers.h"

#include "models/rules/masking/conversation.h"
#include "models/rules/masking/cuewords.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/phoneextension.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/spokendigits.h"
#include "models/rules/masking/spokennetworkaddresses.h"
#include "models/rules/masking/spokennumber.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <limits>

namespace muster {

namespace {

constexpr std::size_t widestGap = 90, widestLabelledGap = 400; // bytes, without labels of speakers and with them
constexpr std::size_t mostTokens = 48;
constexpr std::size_t spacedDigits = 7; // "5 5 5 0 1 2 3"
constexpr unsigned mostFillers = 7;

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
        const std::size_t size = next.begin - first.end;
        if (size > widestLabelledGap
            || (size > widestGap && m_text.substr(first.end, size).find('\n') == std::string_view::npos))
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
    /// In different lines.
    [[nodiscard]] bool isApart(const NumberToken &one, const NumberToken &next) const
    {
        return m_text.substr(one.end, next.begin - one.end).find('\n') != std::string_view::npos;
    }
    [[nodiscard]] bool isSplit(const std::vector<NumberToken> &tokens) const
    {
        const std::uint32_t begin = tokens.front().end;
        return m_text.substr(begin, tokens.back().begin - begin).find('\n') != std::string_view::npos;
    }
    /// "one two three four five", "10 20 30 40 50": each is as much more, or less, than the one before.
    [[nodiscard]] bool counts(const std::vector<NumberToken> &tokens, SpokenLanguage language) const
    {
        constexpr std::size_t fewest = 5;
        if (tokens.size() < fewest)
            return false;
        int last = 0, step = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const NumberToken &token = tokens[i];
            int value = 0;
            if (token.word != nullptr) {
                value = (*token.word)[static_cast<std::size_t>(language)].value;
            } else {
                if (token.end - token.begin > 2)
                    return false;
                for (std::uint32_t at = token.begin; at < token.end; ++at)
                    value = value * 10 + (m_text[at] - '0');
            }
            if (i == 1)
                step = value - last;
            if ((i == 1 && step == 0) || (i > 1 && value - last != step))
                return false;
            last = value;
        }
        return true;
    }
    /// "... hundred dollars"
    [[nodiscard]] bool isAmount(std::size_t end) const
    {
        static constexpr std::array<std::string_view, 22> units
            = {"dollars",    "dollar", "euros",  "euro",   "pounds", "pound",   "percent", "prozent",
               "cents",      "pesos",  "reais",  "people", "miles",  "minutes", "minuten", "hours",
               "kilometres", "points", "punkte", "francs", "boxes",  "units"};
        while (end < m_text.size() && m_text[end] == ' ')
            ++end;
        return std::ranges::find(units, MaskWord::beginningAt(m_text, end).plain()) != units.end();
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
        m_isIdle = counts(tokens, language) || isAmount(tokens.back().end);
        m_isIdle = m_isIdle || std::ranges::any_of(tokens, [language](const NumberToken &token) { // nobody dials them
                       return token.word != nullptr
                           && (*token.word)[static_cast<std::size_t>(language)].kind == NumberWord::Kind::Thousand;
                   });
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
        if (tryLines(tokens, language, cue, plus, words))
            return;
        // The number may stand behind another: "apartment four, four one five ...".
        for (std::size_t first = 1; first < std::min<std::size_t>(tokens.size(), 6); ++first) {
            const std::vector<NumberToken> rest(tokens.begin() + std::ptrdiff_t(first), tokens.end());
            const SpokenDigits spoken = SpokenDigits::read(m_text, rest, language);
            const SpokenVerdict verdict = SpokenNumber(m_search, spoken.digits, language, CueKind::None, plus,
                                                       words >= 8, m_isIdle, rest.front().begin)
                                              .judge();
            if (verdict.score > 0 && cue != CueKind::Other) {
                // "four one five, no wait, four one five ...": what was begun anew is part of it.
                const std::string begun = SpokenDigits::read(m_text, std::span(tokens).first(first), language).digits;
                add(begun.size() >= 3 && spoken.digits.starts_with(begun) ? tokens : rest, verdict);
                return;
            }
        }
    }
    /// Where nobody says who speaks: what is only said again by the next line is left out, and a line that has all of
    /// the number brings with it those that have parts of it.
    bool tryLines(const std::vector<NumberToken> &tokens, SpokenLanguage language, CueKind cue, bool plus,
                  std::size_t words)
    {
        std::vector<std::vector<NumberToken>> lines;
        for (const NumberToken &token : tokens) {
            if (lines.empty() || isApart(lines.back().back(), token))
                lines.emplace_back();
            lines.back().push_back(token);
        }
        if (lines.size() < 2)
            return false;
        std::vector<std::string> said;
        for (const auto &line : lines)
            said.push_back(SpokenDigits::read(m_text, line, language).digits);
        std::vector<NumberToken> once = lines.front();
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (said[i] != said[i - 1])
                once.insert(once.end(), lines[i].begin(), lines[i].end());
        }
        if (once.size() < tokens.size() && tryAll(once, tokens, language, cue, plus, words))
            return true;
        for (std::size_t whole = 0; whole < lines.size(); ++whole) {
            std::vector<NumberToken> parts;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (said[whole].find(said[i]) != std::string::npos)
                    parts.insert(parts.end(), lines[i].begin(), lines[i].end());
            }
            if (lines[whole].size() > 1 && parts.size() > lines[whole].size()
                && tryAll(lines[whole], parts, language, cue, plus, words))
                return true;
        }
        return false;
    }
    bool tryAll(const std::vector<NumberToken> &tokens, const std::vector<NumberToken> &masked, SpokenLanguage language,
                CueKind cue, bool plus, std::size_t words)
    {
        const SpokenDigits spoken = SpokenDigits::read(m_text, tokens, language);
        const bool inWords = words >= 5;
        const SpokenVerdict verdict
            = SpokenNumber(m_search, spoken.digits, language, cue, plus, inWords, m_isIdle, tokens.front().begin)
                  .judge();
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
    /// "... extension forty five"
    [[nodiscard]] std::size_t extensionEnd(std::size_t end) const
    {
        constexpr int mostParts = 5;
        const std::size_t at = extensionWordEnd(m_text, end);
        if (at == end)
            return end;
        auto token = std::ranges::lower_bound(m_tokens, at, {}, &NumberToken::begin);
        std::size_t last = at;
        for (int parts = 0; parts < mostParts && token != m_tokens.end() && token->begin - last <= 2;
             ++parts, ++token) {
            if (m_text.substr(last, token->begin - last).find('\n') != std::string_view::npos)
                break;
            last = token->end;
        }
        return last == at ? end : last;
    }
    /// One piece for each line, all of one group: what others say in between stays.
    void add(const std::vector<NumberToken> &tokens, const SpokenVerdict &verdict)
    {
        if (!m_search.scope.wants(verdict.entity))
            return;
        const auto areApart = [this](const NumberToken &one, const NumberToken &next) { return isApart(one, next); };
        const bool split = std::ranges::adjacent_find(tokens, areApart) != tokens.end();
        const std::uint32_t group = split ? ++m_search.scratch.groups : 0;
        for (std::size_t i = 0; i < tokens.size();) {
            std::size_t last = i;
            while (last + 1 < tokens.size() && !isApart(tokens[last], tokens[last + 1]))
                ++last;
            const std::size_t end = last + 1 == tokens.size() && verdict.entity == Entity::Phone
                ? extensionEnd(tokens[last].end)
                : tokens[last].end;
            m_search.scratch.candidates.push_back({tokens[i].begin, end, verdict.entity, std::uint16_t(verdict.rule),
                                                   std::uint8_t(verdict.score), group});
            i = last + 1;
        }
    }

    const MaskSearch &m_search;
    const std::string_view m_text;
    std::vector<NumberToken> &m_tokens;
    std::array<std::size_t, spokenLanguageCount> m_words{};
    bool m_isIdle = false; ///< The number that is judged counts, or is of money.
};

} // namespace

void findSpokenNumbers(const MaskSearch &search, DigitRun groups)
{
    SpokenSearch spoken(search, groups);
    if (search.scope.wants(Entity::IpAddress))
        findSpokenNetworkAddresses(search, search.scratch.tokens);
    for (const auto language :
         {SpokenLanguage::English, SpokenLanguage::German, SpokenLanguage::French, SpokenLanguage::Spanish,
          SpokenLanguage::Portuguese, SpokenLanguage::Italian, SpokenLanguage::Dutch}) {
        if (spoken.speaks(language))
            spoken.searchIn(language);
    }
}

} // namespace muster
