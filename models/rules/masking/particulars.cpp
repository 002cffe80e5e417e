// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/particulars.h"

#include "models/rules/masking/boundedmatch.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/personaltext.h"
#include "models/rules/masking/personnames.h"
#include "models/rules/masking/postaladdresses.h"
#include "models/rules/masking/speakerlabel.h"
#include "models/rules/masking/spokendigits.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace muster {

namespace {

constexpr std::size_t bytesBehind = 180;
constexpr int mostLines = 3;

constexpr std::array<std::string_view, 28> words
    = {"nato",       "nata",      "compleanno",   "geboortedatum", "geb",       "verjaardag", "born",
       "birth",      "birthday",  "birthdate",    "dob",           "d\\.o\\.b", "geboren",    "geburtsdatum",
       "geburtstag", "naissance", "anniversaire", "nacimiento",    "nacido",    "nacida",     "cumpleaños",
       "nascimento", "nascido",   "nascida",      "aniversário",   "nasci",     "naci",       "nacimento"};

constexpr const char *months
    = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
      "aug|sept|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
      "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
      "octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
      "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus";
constexpr const char *ordinals
    = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
      "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
      "erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|fünfte[rn]?|[a-zäöüß]+(?:zehnte|zigste|ßigste)[rn]?|premier|"
      "primeiro|primero|primo|eerste|tweede|derde|[a-z]+(?:tiende|tigste)";

std::string dateExpression()
{
    const std::string number = R"((?:[0-9]{1,4}(?:st|nd|rd|th|er|º|ª)?|)" + anyNumberWord() + "|" + ordinals
        + R"(|hundred|thousand|mil|tausend|hundert|[a-zäöüß]+und(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|)"
          R"(achtzig|neunzig)|neunzehnhundert[a-zäöüß]*|zweitausend[a-zäöüß]*|negentienhonderd[a-zë]*|)"
          R"(tweeduizend[a-zë]*|mille[a-zé]+|duemila[a-zé]*|[a-z]+[eë]n(?:twintig|dertig|veertig|vijftig|zestig|)"
          R"(zeventig|tachtig|negentig)|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[a-zé]+)\b)";
    const std::string link = R"((?:[\s,.'/-]|\b(?:of|the|de|del|do|le|den|der|et|y|e|and|in|und)\b)+)";
    const std::string numbers = number + "(?:" + link + number + ")*";
    const std::string month = "(?:" + std::string(months) + R"()\b)";
    return R"((?i)(?:^|[^\pL\pN])(?:)"
           R"([0-9]{1,4}[-./ ] ?[0-9]{1,2}[-./ ] ?[0-9]{2,4}|[0-9]{6}|[0-9]{8}|)"
        + numbers + link + month + "(?:" + link + numbers + ")?|" + month + link + numbers + R"()(?:$|[^\pL\pN]))";
}

const re2::RE2 &date()
{
    static const re2::RE2 expression(dateExpression(), [] {
        re2::RE2::Options options;
        options.set_max_mem(64LL * 1024 * 1024);
        options.set_log_errors(false);
        return options;
    }());
    Q_ASSERT(expression.ok());
    return expression;
}

/// "oh three oh five nineteen eighty five": four words and more, none of a thousand, which alone are a year.
std::string_view dateInDigits(std::string_view text)
{
    constexpr std::size_t bytesToDate = 60;
    constexpr int fewest = 4, most = 10;
    std::size_t begin = 0, end = 0;
    int count = 0;
    for (std::size_t at = 0; at < text.size() && (count > 0 || at < bytesToDate) && count < most;) {
        if (!MaskWord::isPart(text[at])) {
            if (isAsciiDigit(text[at]))
                return {};
            ++at;
            continue;
        }
        const MaskWord word = MaskWord::beginningAt(text, at);
        const NumberReadings *readings = numberReadings(word.plain());
        const bool isDigits = readings != nullptr && std::ranges::none_of(*readings, [](const NumberWord &one) {
                                  return one.kind == NumberWord::Kind::Thousand || one.kind == NumberWord::Kind::Repeat;
                              });
        if (isDigits) {
            begin = count++ == 0 ? word.begin : begin;
            end = word.end;
        } else if (count > 0) {
            break;
        }
        at = word.end;
    }
    return count >= fewest ? text.substr(begin, end - begin) : std::string_view();
}

/// A piece of a text without the labels of speakers in it: the time in one would be the first date behind "born".
class Unlabelled
{
public:
    Unlabelled(std::string_view text, std::size_t from, std::size_t to)
        : m_view(text.substr(from, to - from))
        , m_from(from)
    {
        std::size_t taken = from;
        const std::string_view piece = text.substr(0, to);
        for (std::size_t feed = piece.find('\n', from); feed < to; feed = piece.find('\n', feed + 1)) {
            const SpeakerLabel label = SpeakerLabel::at(text, feed + 1);
            if (!label || label.end >= to)
                continue;
            m_cuts.push_back({m_text.size() + (label.begin - taken), label.end});
            m_text += text.substr(taken, label.begin - taken);
            taken = label.end;
        }
        if (m_cuts.empty())
            return;
        m_text += text.substr(taken, to - taken);
        m_view = m_text;
    }
    Unlabelled(const Unlabelled &) = delete;
    Unlabelled &operator=(const Unlabelled &) = delete;

    [[nodiscard]] std::string_view text() const { return m_view; }
    /// Where a byte of text() stands in all of it.
    [[nodiscard]] std::size_t origin(std::size_t at) const
    {
        const auto next = std::ranges::upper_bound(m_cuts, at, {}, &Cut::at);
        return next == m_cuts.begin() ? m_from + at : std::prev(next)->origin + (at - std::prev(next)->at);
    }

private:
    struct Cut
    {
        std::size_t at = 0, origin = 0; ///< Behind a label: in text(), and in all of it.
    };
    std::string m_text;
    std::string_view m_view;
    std::size_t m_from;
    std::vector<Cut> m_cuts;
};

} // namespace

std::vector<std::string> birthWordExpressions()
{
    std::vector<std::string> result;
    for (const std::string_view word : words)
        result.push_back("\\b" + expressionOf(word) + "\\b");
    result.push_back("\\bn\xc3\xa9"
                     "e?\\W"); // né, née: the boundary is no ASCII one
    result.push_back("\\bnac\xc3\xad\\W");
    return result;
}

void findBirthDates(const MaskSearch &search)
{
    const std::string_view text = search.text;
    std::size_t done = 0;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::BirthWord)) {
        if (mark < done)
            continue;
        std::size_t end = mark;
        int lines = 0, blanks = 0; // a line of one word is a piece of a sentence
        while (end < text.size() && end - mark < bytesBehind) {
            blanks += text[end] == ' ' ? 1 : 0;
            if (text[end] == '\n') {
                lines += blanks > 0 ? 1 : 0;
                blanks = 0;
                if (lines >= mostLines)
                    break;
            }
            ++end;
        }
        while (end > mark && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
            --end;
        const std::string_view window = text.substr(mark - 1, end - mark + 1);
        search.scratch.steps += window.size();
        const Unlabelled speech(text, mark - 1, end);
        std::string_view found = boundedMatch(date(), speech.text());
        if (found.empty())
            found = dateInDigits(speech.text());
        if (found.empty())
            continue;
        const std::size_t at = std::size_t(found.data() - speech.text().data());
        const std::size_t begin = speech.origin(at), stop = speech.origin(at + found.size() - 1) + 1;
        search.scratch.candidates.push_back(
            {begin, stop, Entity::BirthDate, std::uint16_t(MaskRule::BirthDateContext), 85});
        done = stop;
    }
}

namespace {

constexpr std::size_t bytesToCheck = 60;

// "CVV", "CVC" and "CSC" are the card networks' names for it.
constexpr std::array<std::string_view, 12> checkWords = {"cvv",          "cvv2",
                                                         "cvc",          "cvc2",
                                                         "csc",          "prüfziffer",
                                                         "prüfnummer",   "kartenprüfnummer",
                                                         "cryptogramme", "sicherheitscode",
                                                         "controlecode", "beveiligingscode"};
constexpr std::string_view checkPhrases
    = R"((?:security code|card verification (?:code|value|number)|code de s\xc3\xa9curit\xc3\xa9|)"
      R"(c(?:o|\xc3\xb3)digo de (?:seguridad|seguran\xc3\xa7a)|codice di sicurezza))";

/// Three or four digits that begin at `at`, in one word or said one by one; 0: there are none, or there are more.
std::size_t checkEnd(std::string_view text, std::size_t at)
{
    std::vector<NumberToken> tokens;
    std::size_t end = at;
    constexpr std::size_t most = 6;
    while (tokens.size() < most && at < text.size()) {
        std::size_t stop = at;
        while (stop < text.size() && isAsciiDigit(text[stop]))
            ++stop;
        NumberToken token{std::uint32_t(at), std::uint32_t(stop), 0, nullptr};
        if (stop == at) {
            const MaskWord word = MaskWord::beginningAt(text, at);
            token = {std::uint32_t(word.begin), std::uint32_t(word.end), 0, numberReadings(word.plain())};
            if (token.word == nullptr)
                break;
        }
        tokens.push_back(token);
        end = at = token.end;
        if (at < text.size() && (text[at] == ' ' || text[at] == '-'))
            ++at;
    }
    if (tokens.empty() || isTiedBehind(text, end))
        return 0;
    for (std::size_t language = 0; language < spokenLanguageCount; ++language) {
        const bool fits = std::ranges::all_of(tokens, [language](const NumberToken &token) {
            return token.word == nullptr || (*token.word)[language].kind != NumberWord::Kind::None;
        });
        const std::size_t size = fits ? SpokenDigits::read(text, tokens, SpokenLanguage(language)).digits.size() : 0;
        if (size == 3 || size == 4)
            return end;
    }
    return 0;
}

} // namespace

std::vector<std::string> cardCheckExpressions()
{
    std::vector<std::string> result;
    for (const std::string_view word : checkWords)
        result.push_back("\\b" + expressionOf(word) + "\\b");
    result.push_back("\\b" + std::string(checkPhrases));
    return result;
}

void findCardChecks(const MaskSearch &search)
{
    const std::string_view text = search.text;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::CardCheckWord)) {
        const std::size_t stop = std::min<std::size_t>(text.size(), mark + bytesToCheck);
        for (std::size_t at = mark; at < stop;) {
            ++search.scratch.steps;
            if (text[at] == '\n')
                at = std::max(SpeakerLabel::at(text, at + 1).end, at + 1);
            const bool isDigit = at < stop && isAsciiDigit(text[at]);
            if (at >= stop || (!isDigit && !MaskWord::isPart(text[at]))) {
                ++at;
                continue;
            }
            const MaskWord word = MaskWord::beginningAt(text, at);
            if (!isDigit && numberReadings(word.plain()) == nullptr) {
                const CueKind kind = meaningOf(word.plain()).kind;
                if (kind != CueKind::None && kind != CueKind::Card && kind != CueKind::Other)
                    break; // something else is announced
                at = word.end;
                continue;
            }
            if (const std::size_t end = checkEnd(text, at); end > 0) {
                search.scratch.candidates.push_back(
                    {at, end, Entity::PaymentCard, std::uint16_t(MaskRule::CardContext), 65});
            }
            break;
        }
    }
}

void findOptionalKinds(const MaskSearch &search)
{
    const bool wantsNames = search.scope.wants(Entity::PersonName),
               wantsAddresses = search.scope.wants(Entity::Address);
    if (!wantsNames && !wantsAddresses)
        return;
    PersonalReader reader(search.text);
    while (reader.next()) {
        if (wantsNames)
            findPersonNames(search, reader.tokens());
        if (wantsAddresses)
            findPostalAddresses(search, reader.tokens());
    }
}

} // namespace muster
