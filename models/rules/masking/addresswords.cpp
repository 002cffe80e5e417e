// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/addresswords.h"

#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/textclass.h"
#include "models/rules/masking/wordtable.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace muster {

namespace {

struct PartWords
{
    AddressPart part;
    std::string_view words;
};

/// English, German, French, Spanish, Portuguese, Italian, Dutch.
constexpr std::array<PartWords, 10> partWords = {{
    {AddressPart::At,
     "at ät klammeraffe affenschwanz arobase arrobase arobas arrobas arroba chiocciola chiocciolina apenstaartje "
     "apestaartje aapstaartje apenstaart"},
    {AddressPart::SoftAt, "bei chez bij presso add"},
    {AddressPart::Dot, "dot punkt point punto ponto punt"},
    {AddressPart::Joint,
     "underscore underline dash hyphen minus plus unterstrich bindestrich strich tiret souligné guion guión barra "
     "sublinhado hífen traço trattino streepje koppelteken sottolineatura underscor onderstrepingsteken"},
    {AddressPart::JointRest, "bas bajo baja basso laag liggend medio tief"},
    {AddressPart::As, "as for like wie comme como come van de di"},
    {AddressPart::Provider, "gmail googlemail hotmail yahoo outlook icloud gmx protonmail wanadoo ziggo"},
    {AddressPart::Filler, "sign zeichen uh um uhm okay"},
    {AddressPart::Anchor,
     "is it's its that's that email emails mail address my the to write send use under so be would sure yes spelled "
     "contact and or name username user lowercase capital "
     "ist lautet mailadresse adresse an unter das die meine wäre und "
     "est c'est l'adresse adresse courriel mon ma et "
     "es correo dirección mi y electrónico "
     "endereço meu minha "
     "indirizzo posta mia mio la "
     "het mijn mailadres adres naar"},
    {AddressPart::Place,
     "look looking looked us me him her them visit site website page online available here found shop see find are "
     "work works working worked live stay store log login arrive arrived meet order ordered booked signed sign up "
     "account team manager more everyone people"},
}};

constexpr std::string_view topLevels = " com net org edu gov info biz io co us uk ca au nz ie in za de at ch fr be lu "
                                       "es mx ar cl pt br it nl pl se no dk "
                                       "fi eu app dev me tv example test invalid ";

constexpr std::string_view sureJoints
    = "underscore underline hyphen dash unterstrich bindestrich tiret souligné guion guión sublinhado hífen traço "
      "trattino streepje koppelteken sottolineatura underscor onderstrepingsteken";
constexpr std::string_view continuations
    = "and then after afterwards that just finally followed by it's is at the end rest goes like this there's it "
      "exactly exact correct "
      "und dann danach am ende hinten noch kommt das ist also einfach genau nur dahinter zum schluss "
      "et puis après c'est ensuite finalement à la fin ça fait y a il est le voilà exactement donc juste "
      "y luego después al final es ya el va exacto exactamente solo "
      "e depois a seguir no fim é o exato exatamente só "
      "poi alla fine infine dopo è il esatto esattamente solo quindi "
      "en dan gewoon daarna erna tot slot het is achteraan precies dus daarachter";
constexpr std::string_view articles = "un une ein einen a an een uno una um uma the le der den el il o";
constexpr std::string_view corrections = "no not nein quatsch nee niet non pas não sorry perdón perdona actually wait "
                                         "sondern correction korrektur scusi sino anzi";
constexpr std::string_view sureAts = "klammeraffe affenschwanz arobase arrobase arobas arrobas arroba chiocciola "
                                     "chiocciolina apenstaartje apestaartje aapstaartje apenstaart";

enum WordFlag : unsigned {
    SureJointFlag = 1,
    ContinuationFlag = 2,
    ArticleFlag = 4,
    CorrectionFlag = 8,
    SureAtFlag = 16,
};

unsigned flagsOf(std::string_view plain)
{
    static const auto table = [] {
        std::unordered_map<std::string, unsigned> result;
        const auto mark = [&result](std::string_view words, unsigned flag) {
            forEachListedWord(words, [&](std::string_view word) { result[plainWord(word)] |= flag; });
        };
        mark(sureJoints, SureJointFlag);
        mark(continuations, ContinuationFlag);
        mark(articles, ArticleFlag);
        mark(corrections, CorrectionFlag);
        mark(sureAts, SureAtFlag);
        return WordTable<unsigned>(result);
    }();
    const unsigned *found = table.find(plain);
    return found == nullptr ? 0 : *found;
}

struct LetterNames
{
    bool isSure;
    std::string_view names; ///< The letter and its name, in turn.
};
constexpr std::array<LetterNames, 2> letterNames = {{
    {true,
     "x equis j jota h hache f efe r erre n eñe v uve x xis h agá w dáblio y ípsilon y ypsilon h acca m emme n enne "
     "k cappa k kappa x ics z zett v vau j jot z zeta z zède b bê c cê g gê p pê t tê z zê h aitch k kah z zet s ess"},
    {false,
     "b be c ce d de g ge p pe t te l ele m eme n ene s ese v ve s esse l elle f effe b bi c ci d di g gi p pi t ti v "
     "vi q cu q ku k ka k ca v vu z ze d dê v vê q quê c sí l él"},
}};

// Without what may stand before: "all", "tout", "todo".
constexpr std::string_view asides
    = "all one word|all in one word|in one word|one word|all lower case|all lowercase|lower case|all together|"
      "all small letters|small letters|no spaces|no space|without spaces|all joined up|joined up|"
      "alles zusammen|alles zusammengeschrieben|zusammen geschrieben|in einem wort|ein wort|alles in einem wort|"
      "alles ein wort|alles klein|alles kleingeschrieben|klein geschrieben|ohne leerzeichen|ohne abstand|"
      "tout attaché|tout collé|tout accroché|en un mot|en un seul mot|tout en un mot|tout en un seul mot|sans espace|"
      "sans espaces|tout en minuscules|tout en minuscule|en minuscules|en minuscule|tout minuscule|"
      "todo junto|todo seguido|todo pegado|todo en minúsculas|todo en minúscula|en minúsculas|en minúscula|"
      "todo minúsculas|sin espacios|sin espacio|en una palabra|en una sola palabra|"
      "tudo junto|tudo pegado|tudo seguido|tudo em minúsculas|tudo minúsculas|tudo minúsculo|em minúsculas|sem espaços|"
      "sem espaço|numa palavra|numa palavra só|numa só palavra|uma palavra só|"
      "tutto attaccato|tutto unito|tutto minuscolo|tutto in minuscolo|in minuscolo|tutto insieme|senza spazi|"
      "senza spazio|in una parola|una parola sola|"
      "aan elkaar|alles aan elkaar|helemaal aan elkaar|aan één stuk|één woord|in één woord|alles kleine letters|"
      "alles klein|kleine letters|zonder spaties|zonder spatie|alles in één woord";

std::string addressAlternatives(std::string_view words)
{
    std::string result;
    forEachListedWord(words,
                      [&result](std::string_view word) { result += (result.empty() ? "" : "|") + std::string(word); });
    return result;
}

std::string_view wordsOfPart(AddressPart part)
{
    return std::ranges::find(partWords, part, &PartWords::part)->words;
}

} // namespace

AddressPart addressPartOf(std::string_view plain)
{
    static const auto table = [] {
        std::unordered_map<std::string, AddressPart> result;
        for (const PartWords &line : partWords)
            forEachListedWord(line.words,
                              [&](std::string_view word) { result.try_emplace(plainWord(word), line.part); });
        return WordTable<AddressPart>(result);
    }();
    const AddressPart *found = table.find(plain);
    return found == nullptr ? AddressPart::Word : *found;
}

bool isTopLevel(std::string_view plain)
{
    return !plain.empty() && topLevels.find(' ' + std::string(plain) + ' ') != std::string_view::npos;
}

bool endsInTopLevel(std::string_view word)
{
    const std::size_t dot = word.rfind('.');
    if (dot == std::string_view::npos || dot == 0)
        return false;
    std::string last(word.substr(dot + 1));
    std::ranges::transform(last, last.begin(), toAsciiLower);
    return isTopLevel(last);
}

bool isSureAt(std::string_view plain)
{
    return (flagsOf(plain) & SureAtFlag) != 0;
}

bool isSureJoint(std::string_view plain)
{
    return (flagsOf(plain) & SureJointFlag) != 0;
}

bool continuesAddress(std::string_view plain, std::string_view word)
{
    return (flagsOf(plain) & ContinuationFlag) != 0 && word != "@";
}

bool isArticle(std::string_view plain)
{
    return (flagsOf(plain) & ArticleFlag) != 0;
}

bool isCorrection(std::string_view plain)
{
    return (flagsOf(plain) & CorrectionFlag) != 0;
}

NamedLetter namedLetter(std::string_view plain, std::string_view word)
{
    static const auto table = [] {
        std::unordered_map<std::string, NamedLetter> result;
        for (const LetterNames &line : letterNames) {
            char letter = 0;
            forEachListedWord(line.names, [&](std::string_view name) {
                if (letter == 0) {
                    letter = name.front();
                    return;
                }
                // "bê" is a letter, "be" is one and much else.
                const bool isPlain = line.isSure && plainWord(name).size() > 2;
                result.try_emplace(plainWord(name), NamedLetter{letter, isPlain});
                letter = 0;
            });
        }
        return WordTable<NamedLetter>(result);
    }();
    const NamedLetter *found = table.find(plain);
    if (found == nullptr)
        return {};
    NamedLetter result = *found;
    if (plain.size() == 2 && word.ends_with("\xc3\xaa"))
        result.isSure = plain != "de" && plain != "ve" && plain != "qu";
    return result;
}

const AsideRests *asidesBehind(std::string_view plain)
{
    static const auto table = [] {
        std::unordered_map<std::string, AsideRests> result;
        std::size_t at = 0;
        while (at < asides.size()) {
            const std::size_t end = std::min(asides.find('|', at), asides.size());
            std::vector<std::string> words;
            forEachListedWord(asides.substr(at, end - at),
                              [&words](std::string_view word) { words.push_back(plainWord(word)); });
            result[words.front()].emplace_back(words.begin() + 1, words.end());
            at = end + 1;
        }
        for (auto &[first, rests] : result) // the longest first
            std::ranges::sort(rests, std::ranges::greater(), &std::vector<std::string>::size);
        return WordTable<AsideRests>(result);
    }();
    return table.find(plain);
}

bool isWith(std::string_view plain)
{
    return plain == "with" || plain == "mit" || plain == "avec" || plain == "con" || plain == "com" || plain == "met";
}

std::vector<std::string> spokenDomainExpressions()
{
    // "point" and "punt" are common words: only before what is no word itself.
    constexpr std::string_view plain = "com|net|org|edu|fr|ch|ca|lu|nl|eu|info|example";
    // "dot o r g"; none of them begins as another does, or as a level that is said as a word.
    constexpr std::string_view spelled = "c o m|o r g|n e t|d e|n l|f r";
    std::string levels = addressAlternatives(topLevels), letters;
    for (const char byte : spelled)
        letters += byte == ' ' ? std::string(R"([\s.-]+)") : std::string(1, byte);
    const std::string between = R"([\s,.)\]-]+)";
    return {R"(\b(?:(?:dot|punkt|punto|ponto))" + between + "(?:" + levels + '|' + letters + ")|(?:point|punt)"
                + between + "(?:" + std::string(plain) + '|' + letters + R"())\b)",
            R"(\b(?:)" + addressAlternatives(wordsOfPart(AddressPart::Provider)) + R"()\b)",
            R"(\.(?:com|net|org|de|fr|es|pt|it|nl|uk|example)\b)"};
}

} // namespace muster
