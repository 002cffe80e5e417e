// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskwords.h"

#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace muster {

namespace {

/// The letters that stand for U+00C0 to U+00FF without their accents; blank: none does.
constexpr std::string_view latinOne = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// By byte: what of it a word has; 0: it is no part of one. Looked at for nearly every byte beside a number.
constexpr auto parts = [] {
    std::array<char, 256> result{};
    for (std::size_t byte = 0; byte < result.size(); ++byte) {
        const auto letter = static_cast<char>(byte);
        result[byte] = isAsciiLetter(letter) || isWide(letter) || letter == '\'' ? toAsciiLower(letter) : '\0';
    }
    return result;
}();

char partOf(char byte)
{
    return parts[static_cast<unsigned char>(byte)];
}

} // namespace

bool MaskWord::isPart(char byte)
{
    return partOf(byte) != 0;
}

void MaskWord::simplify(std::string_view text)
{
    size = 0;
    if (end - begin > longest)
        return;
    for (std::size_t at = begin; at < end; ++at) {
        const char byte = text[at];
        const auto next = at + 1 < end ? static_cast<unsigned char>(text[at + 1]) : 0U;
        if (byte == '\xc3' && next >= 0x80 && next <= 0xbf && latinOne[next - 0x80] != ' ') {
            letters[size++] = latinOne[next - 0x80];
            if (next == 0x9f) // sharp s
                letters[size++] = 's';
            ++at;
        } else {
            letters[size++] = partOf(byte);
        }
    }
}

MaskWord MaskWord::endingAt(std::string_view text, std::size_t end)
{
    MaskWord word{.begin = end, .end = end};
    while (word.begin > 0 && end - word.begin <= longest && isPart(text[word.begin - 1]))
        --word.begin;
    word.simplify(text);
    return word;
}

MaskWord MaskWord::beginningAt(std::string_view text, std::size_t begin)
{
    MaskWord word{.begin = begin, .end = begin};
    while (word.end < text.size() && word.end - begin <= longest && isPart(text[word.end]))
        ++word.end;
    word.simplify(text);
    return word;
}

bool BackwardWords::next()
{
    if (m_at <= m_stop)
        return false;
    if (MaskWord::isPart(m_text[m_at - 1])) {
        m_word = MaskWord::endingAt(m_text, m_at);
        m_at = m_word.begin;
    } else {
        m_word.begin = m_word.end = --m_at;
        m_word.size = 0;
    }
    return true;
}

std::string plainWord(std::string_view word)
{
    return std::string(MaskWord::beginningAt(word, 0).plain());
}

std::string expressionOf(std::string_view word)
{
    std::string result;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] != '\xc3') {
            result += word[at];
            continue;
        }
        const auto next = static_cast<unsigned char>(word[++at]);
        result += "(?:";
        result += next == 0x9f ? "ss" : std::string(1, latinOne[next - 0x80]);
        result += "|\\xc3.)";
    }
    return result;
}

namespace {

constexpr unsigned mostWords = 10, mostWordsBehind = 5;
constexpr unsigned mostWordsOfAnswer = 16, mostWordsToQuestion = 30; // where the line before asks
constexpr std::size_t mostBytes = 120, mostBytesToQuestion = 280;
constexpr std::size_t mostSkipped = 400;
constexpr int mostLines = 2;

/// Walks back from a number over what was said before it, line by line.
class BackwardSearch
{
public:
    BackwardSearch(std::string_view text, std::size_t at)
        : m_text(text)
        , m_from(at)
        , m_walk(text, at, at)
    {
        enterLine(at);
    }

    Cue find()
    {
        while (m_words < m_most) {
            if (!m_walk.next()) {
                if (!crossLine())
                    return {};
                continue;
            }
            if (m_walk.word()) {
                if (const auto cue = heed(m_walk.word()))
                    return *cue;
                continue;
            }
            const char byte = m_walk.byte();
            if (isAsciiDigit(byte))
                return {};
            m_newSentence = m_newSentence || byte == '!' || byte == ';';
            m_dot = m_dot || byte == '.';
            if (byte == '#') { // "my # is"
                m_noun = true;
                m_nounAt = m_words;
            }
        }
        return {};
    }

private:
    /// Walks over the line that ends at `end`, down to where its words do, read backwards.
    void enterLine(std::size_t end)
    {
        const std::size_t most = m_crossed ? mostBytesToQuestion : mostBytes;
        const std::size_t stop = m_from - m_skipped > most ? m_from - m_skipped - most : 0;
        const std::size_t from = std::min(end, stop);
        const void *feed = ::memrchr(m_text.data() + from, '\n', end - from);
        m_isWhole = feed != nullptr || from == 0;
        m_lineBegin = feed != nullptr ? std::size_t(static_cast<const char *>(feed) - m_text.data()) + 1 : from;
        m_lineEnd = end;
        m_floor = m_lineBegin;
        m_lineWords = 0;
        // Far only where a question leads, or where nothing but "sure, it's" is said behind it.
        const bool isAsked = !m_crossed && m_isWhole && m_lineBegin >= 2 && m_text[m_lineBegin - 2] == '?';
        const bool asksHere = m_crossed && (m_answers || (end > 0 && m_text[end - 1] == '?'));
        m_most = asksHere ? mostWordsToQuestion : isAsked ? mostWordsOfAnswer : mostWords;
        if (m_isWhole && m_lineBegin < end) {
            const SpeakerLabel label = SpeakerLabel::at(m_text, m_lineBegin);
            m_floor = std::min(label.end, end);
            m_skipped += m_floor - m_lineBegin;
        }
        m_walk = BackwardWords(m_text, end, m_floor);
    }
    bool crossLine()
    {
        if (!m_isWhole || m_lineBegin == 0)
            return false;
        if (m_lines >= mostLines || m_skipped > mostSkipped)
            return false;
        m_lines += m_lineWords > 2 ? 1 : 0; // a word or two are a piece of a sentence
        m_crossed = true;
        m_asks.reset();
        if (m_lineBegin == 1)
            return false;
        enterLine(m_lineBegin - 1);
        return true;
    }
    /// Whether the line that is walked over asks for something.
    bool asks()
    {
        if (!m_asks) {
            m_asks = m_crossed && isQuestion();
        }
        return *m_asks;
    }
    [[nodiscard]] bool isQuestion() const
    {
        for (std::size_t at = m_floor; at < m_lineEnd;) {
            if (!MaskWord::isPart(m_text[at])) {
                if (m_text[at++] == '?')
                    return true;
                continue;
            }
            const MaskWord word = MaskWord::beginningAt(m_text, at);
            if (meaningOf(word.plain()).isQuestion)
                return true;
            at = word.end;
        }
        return false;
    }

    /// The cue, where the word decides; what it means for those before it otherwise.
    std::optional<Cue> heed(const MaskWord &word)
    {
        const CueMeaning meaning = meaningOf(word.plain());
        m_newSentence = m_newSentence || (m_dot && !meaning.isNumberNoun); // "no." is short for it
        m_dot = false;
        CueKind kind = meaning.kind;
        if (meaning.isPaired)
            kind = pairedKind(wordBefore(word).plain(), word.plain(), kind);
        if (kind == CueKind::None && m_words - m_nounAt < 2 && m_noun && meaning.isOwner)
            kind = CueKind::Phone; // "my number is", "the best number"
        if (kind == CueKind::Other) {
            if (m_newSentence)
                return Cue{};
            if (m_attached || (!meaning.isLoose && m_noun) || (m_answers && asks()))
                return Cue{kind, m_words, word.begin, word.end};
            m_doubted = m_doubted || !meaning.isLoose;
        } else if (kind != CueKind::None) {
            const bool isFar = m_words >= mostWords;
            if ((isFar && !asks()) || (m_doubted && kind == CueKind::Phone))
                return Cue{};
            return Cue{kind, m_words, word.begin, word.end};
        }
        const bool ties = meaning.isLink || meaning.isNumberNoun || meaning.isFiller;
        m_attached = m_attached && ties;
        if (!m_crossed)
            m_answers = m_attached; // nothing but "sure, it's" before the number
        if (meaning.isNumberNoun) {
            m_noun = true;
            m_nounAt = m_words;
        }
        m_words += meaning.isFiller ? 0 : 1;
        m_lineWords += meaning.isFiller || meaning.isLink ? 0 : 1;
        if (meaning.isFiller)
            m_skipped += word.end - word.begin;
        return std::nullopt;
    }
    /// Without "de", "di" and the like.
    [[nodiscard]] MaskWord wordBefore(const MaskWord &word) const
    {
        MaskWord one = MaskWord::endingAt(m_text, word.begin > 0 ? word.begin - 1 : 0);
        if (one.plain() == "de" || one.plain() == "di")
            one = MaskWord::endingAt(m_text, one.begin > 0 ? one.begin - 1 : 0);
        return one;
    }

    const std::string_view m_text;
    const std::size_t m_from;
    BackwardWords m_walk; ///< Over the line.
    std::size_t m_lineBegin = 0, m_floor = 0, m_lineEnd = 0; ///< Of the line; `m_floor` behind its label.
    std::size_t m_skipped = 0; ///< Bytes that do not count: labels and fillers.
    unsigned m_words = 0, m_lineWords = 0, m_nounAt = 0, m_most = mostWords;
    int m_lines = 0;
    bool m_isWhole = true; ///< The line's begin was found.
    bool m_crossed = false, m_newSentence = false, m_dot = false, m_doubted = false, m_noun = false;
    bool m_attached = true; ///< Nothing but links, fillers and "number" so far.
    bool m_answers = true; ///< The same in the number's own line.
    std::optional<bool> m_asks;
};

} // namespace

Cue cueBefore(std::string_view text, std::size_t at)
{
    return BackwardSearch(text, at).find();
}

Cue cueBehind(std::string_view text, std::size_t at)
{
    const std::size_t stop = std::min(text.size(), at + mostBytes);
    for (unsigned words = 0; at < stop && words < mostWordsBehind;) {
        const char byte = text[at];
        if (isAsciiDigit(byte) || byte == '\n' || byte == '.' || byte == '!' || byte == '?' || byte == ';')
            return {};
        if (!MaskWord::isPart(byte)) {
            ++at;
            continue;
        }
        const MaskWord word = MaskWord::beginningAt(text, at);
        const CueMeaning meaning = meaningOf(word.plain());
        if (meaning.kind == CueKind::Other && !meaning.isLoose)
            return {};
        if (meaning.kind != CueKind::None && meaning.kind != CueKind::Other)
            return {meaning.kind, words, word.begin, word.end};
        at = word.end;
        ++words;
    }
    return {};
}

} // namespace muster
