// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/particulars.h"

#include "models/rules/masking/boundedmatch.h"
#include "models/rules/masking/cuewords.h"
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

constexpr std::array<std::string_view, 29> words
    = {"nato",    "nata",         "compleanno", "geboortedatum", "geb",          "verjaardag",
       "born",    "birth",        "birthday",   "birthdate",     "dob",          "d\\.o\\.b",
       "geboren", "geburtsdatum", "geburtstag", "naissance",     "anniversaire", "nacimiento",
       "nacido",  "nacida",       "cumpleaños", "nasceu",        "nascimento",   "nascido",
       "nascida", "aniversário",  "nasci",      "naci",          "nacimento"};

// What asks for a birth without the word for it. "big day" may be a wedding: isWeakCue().
constexpr std::array<std::string_view, 18> birthPhrases = {
    R"(\bbig day\b)",
    R"(\bout (?:the|your) candles\b)",
    R"(\b(?:came|come) into (?:the|this) world\b)",
    R"(\b(?:auf die|zur) welt (?:ge)?komm)",
    R"(\bwiegenfest\b)",
    R"(\b(?:vos|tes|ses|mes|les|des) bougies\b)",
    R"(\bvenue? au monde\b)",
    R"(\bcumpl(?:e|o|es|\xc3\xad|i\xc3\xb3|ir|iste) (?:los |sus |tus )?a(?:n|\xc3\xb1)os\b)",
    R"(\blas velas\b)",
    R"(\b(?:vino|viniste|vine) al mundo\b)",
    R"(\bf(?:az|azes|a\xc3\xa7o|aco|ez|azer) anos\b)",
    R"(\bas velas\b)",
    R"(\b(?:veio|vim|vieste) ao mundo\b)",
    R"(\b(?:compie|compio|compi|compiuto|compiere) gli anni\b)",
    R"(\b(?:le|sue|tue) candeline\b)",
    R"(\bvenut[oa] al mondo\b)",
    R"(\bjarig\b)",
    R"(\b(?:ter|op de) wereld (?:ge)?kom)",
};

constexpr const char *months
    = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
      "aug|sept|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
      "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
      "octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
      "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus";
constexpr const char *ordinals
    = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
      "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
      "erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|fünfte[rn]?|sechste[rn]?|siebte[rn]?|achte[rn]?|neunte[rn]?|"
      "zehnte[rn]?|elfte[rn]?|zwölfte[rn]?|[a-zäöüß]+(?:zehnte|zigste|ßigste)[rn]?|premier|"
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
    // "am dritten vierten", "the ninth of the eleventh"
    const std::string ordinal = "(?:(?:" + std::string(ordinals) + R"()\b))";
    return R"((?i)(?:^|[^\pL\pN])(?:)"
           R"([0-9]{1,4}[-./ ] ?[0-9]{1,2}[-./ ] ?[0-9]{2,4}|[0-9]{6}|[0-9]{8}|)"
        + numbers + link + month + "(?:" + link + numbers + ")?|" + month + link + numbers + "|" + ordinal + link
        + ordinal + "(?:" + link + numbers + ")?" + R"()(?:$|[^\pL\pN]))";
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

/// The value of a word that says a number below 100; -1: it says none.
int smallValue(const NumberReadings &readings)
{
    int value = -1;
    for (const NumberWord &one : readings) {
        const bool isSmall = one.kind == NumberWord::Kind::Digit || one.kind == NumberWord::Kind::Teen
            || one.kind == NumberWord::Kind::Tens || one.kind == NumberWord::Kind::Whole;
        value = isSmall && one.value < 100 ? std::max(value, int(one.value)) : value;
    }
    return value;
}

bool isDateLink(std::string_view plain)
{
    constexpr std::string_view links = " y e et und and of del de do der den the ";
    return links.find(' ' + std::string(plain) + ' ') != std::string_view::npos;
}

/// "oh three oh five nineteen eighty five": four words and more, none of a thousand, which alone are a year; or three,
/// of which the last is a year: "dreiundzwanzig vier achtundsechzig".
std::string_view dateInDigits(std::string_view text)
{
    constexpr std::size_t bytesToDate = 60;
    constexpr int fewest = 4, most = 10;
    std::size_t begin = 0, end = 0;
    int count = 0;
    std::array<int, most> values{};
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
            begin = count == 0 ? word.begin : begin;
            values[std::size_t(count++)] = smallValue(*readings);
            end = word.end;
        } else if (count > 0 && !isDateLink(word.plain())) {
            break;
        }
        at = word.end;
    }
    constexpr int lastDay = 31, lastMonth = 12, firstYear = 21;
    const bool isShort = count == 3 && values[0] > 0 && values[0] <= lastDay && values[1] > 0 && values[1] <= lastMonth
        && values[2] >= firstYear;
    return count >= fewest || isShort ? text.substr(begin, end - begin) : std::string_view();
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
    result.insert(result.end(), birthPhrases.begin(), birthPhrases.end());
    result.push_back("\\bn\xc3\xa9"
                     "e?\\W"); // né, née: the boundary is no ASCII one
    result.push_back("\\bnac\xc3\xad\\W");
    return result;
}

namespace {

/// "the big day" is a birthday where the date is old enough.
bool isWeakCue(std::string_view text, std::size_t mark)
{
    return text.substr(0, mark).ends_with("big day") || text.substr(0, mark).ends_with("Big day");
}
bool isLongAgo(std::string_view date)
{
    std::string small(date);
    std::ranges::transform(small, small.begin(), toAsciiLower);
    const std::size_t century = small.find("19");
    return small.find("nineteen ") != std::string::npos
        || (century != std::string::npos && century + 4 <= small.size() && isAsciiDigit(small[century + 2])
            && isAsciiDigit(small[century + 3]));
}

struct DateWord
{
    std::string plain; ///< Or digits.
    std::size_t begin = 0, end = 0;
};

std::vector<DateWord> wordsOfDate(std::string_view text, std::size_t from, std::size_t to)
{
    std::vector<DateWord> result;
    for (std::size_t at = from; at < to;) {
        std::size_t end = at;
        while (end < to && isAsciiDigit(text[end]))
            ++end;
        if (end > at) {
            result.push_back({std::string(text.substr(at, end - at)), at, end});
        } else if (MaskWord::isPart(text[at])) {
            const MaskWord word = MaskWord::beginningAt(text.substr(0, to), at);
            end = word.end;
            if (word.size > 0)
                result.push_back({std::string(word.plain()), at, end});
        }
        at = std::max(end, at + 1);
    }
    return result;
}

/// Whether a word alone is enough of a year: "sechzig" is, "five" is not.
bool saysYear(std::string_view plain)
{
    constexpr std::size_t digits = 4, longest = 10;
    constexpr int least = 20;
    const NumberReadings *readings = numberReadings(plain);
    return readings != nullptr ? smallValue(*readings) >= least
                               : plain.size() >= longest || (plain.size() == digits && isAsciiDigit(plain.front()));
}

/// A date whose year ends with its line, without the number that begins the next: "eighty five\nfive minutes".
std::string_view ofItsLine(std::string_view found)
{
    constexpr std::size_t fewest = 3; // numbers of a day and a year in words
    const auto unitOf = [](const DateWord &word) {
        const NumberReadings *readings = numberReadings(word.plain);
        return readings == nullptr ? -1 : smallValue(*readings);
    };
    for (std::size_t feed = found.find('\n'); feed != std::string_view::npos; feed = found.find('\n', feed + 1)) {
        const std::vector<DateWord> head = wordsOfDate(found, 0, feed);
        const std::vector<DateWord> tail = wordsOfDate(found, feed, found.size());
        if (head.size() < fewest || tail.empty())
            continue;
        const auto isUnit = [&](const DateWord &word) { return unitOf(word) > 0 && unitOf(word) < 10; };
        const bool isComplete = isUnit(head.back()) && unitOf(head[head.size() - 2]) >= 20;
        if (isComplete && isUnit(tail.front()))
            return found.substr(0, feed);
    }
    return found;
}

/// The turns behind a date that repeat it, or its year: "sixty four, thank you". Returns where the last one ends.
std::size_t takeDateEchoes(const MaskSearch &search, std::size_t begin, std::size_t end)
{
    constexpr std::size_t bytesOfEchoes = 160, longestEcho = 90;
    constexpr int mostLinesBehind = 2;
    const std::string_view text = search.text;
    const std::vector<DateWord> date = wordsOfDate(text, begin, end);
    const std::size_t stop = std::min(text.size(), end + bytesOfEchoes);
    std::size_t done = end;
    int lines = 0;
    for (std::size_t feed = text.find('\n', end); feed < stop && lines < mostLinesBehind && !date.empty();) {
        const std::size_t from = std::max(SpeakerLabel::at(text, feed + 1).end, feed + 1);
        feed = std::min(text.find('\n', from), text.size());
        const std::vector<DateWord> said = wordsOfDate(text, from, std::min(feed, from + longestEcho));
        search.scratch.steps += std::min(feed, from + longestEcho) - from;
        lines += said.size() > 1 ? 1 : 0;
        for (std::size_t i = 0; i < said.size(); ++i) {
            std::size_t most = 0; // words that the date has as well, one behind the other
            bool isYear = false;
            for (std::size_t at = 0; at < date.size(); ++at) {
                std::size_t same = 0;
                while (at + same < date.size() && i + same < said.size()
                       && date[at + same].plain == said[i + same].plain)
                    ++same;
                const bool isLast = same > 0 && at + same == date.size() && (same > 1 || saysYear(date.back().plain));
                if (same > most || (same == most && isLast)) {
                    most = same;
                    isYear = isLast;
                }
            }
            const std::string &last = date.back().plain;
            constexpr std::size_t shortestYear = 6; // "achtundsechzig" of "neunzehnhundertachtundsechzig"
            if (most == 0 && said[i].plain.size() >= shortestYear && last.size() > said[i].plain.size()
                && last.ends_with(said[i].plain)) {
                most = 1;
                isYear = true;
            }
            constexpr std::size_t fewestOfDay = 3; // "ninth of november"
            if (isYear || most >= fewestOfDay) {
                done = said[i + most - 1].end;
                search.scratch.candidates.push_back(
                    {said[i].begin, done, Entity::BirthDate, std::uint16_t(MaskRule::BirthDateContext), 85});
                break;
            }
            const CueMeaning meaning = meaningOf(said[i].plain);
            if (!meaning.isFiller && !meaning.isLink && !isDateLink(said[i].plain)
                && numberReadings(said[i].plain) == nullptr)
                break; // something else is said
        }
    }
    return done;
}

} // namespace

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
        found = ofItsLine(found);
        const std::size_t at = std::size_t(found.data() - speech.text().data());
        std::size_t begin = speech.origin(at);
        const std::size_t stop = speech.origin(at + found.size() - 1) + 1;
        if (isWeakCue(text, mark) && !isLongAgo(found))
            continue;
        constexpr std::string_view article = "the "; // "the ninth"
        if (begin >= mark + article.size() && text.substr(begin - article.size(), article.size()) == article)
            begin -= article.size();
        search.scratch.candidates.push_back(
            {begin, stop, Entity::BirthDate, std::uint16_t(MaskRule::BirthDateContext), 85});
        done = takeDateEchoes(search, begin, stop);
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
