// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/numberwords.h"

#include "models/rules/masking/wordtable.h"

#include <unordered_map>
#include <unordered_set>

namespace muster {

namespace {

using Kind = NumberWord::Kind;

struct Line
{
    SpokenLanguage language;
    Kind kind;
    std::uint16_t first, step; ///< Values of the words: first, first + step, ...
    std::string_view words; ///< Blank between values, "|" between spellings of one, "-" for a value that has none here.
};

constexpr std::array<Line, 49> lines = {{
    {SpokenLanguage::English, Kind::Digit, 0, 1, "zero|oh|o|nought one two three four five six seven eight nine|niner"},
    {SpokenLanguage::English, Kind::Teen, 10, 1,
     "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"},
    {SpokenLanguage::English, Kind::Tens, 20, 10, "twenty thirty forty|fourty fifty sixty seventy eighty ninety"},
    {SpokenLanguage::English, Kind::Hundred, 100, 1, "hundred"},
    {SpokenLanguage::English, Kind::Repeat, 2, 1, "double triple|treble"},
    {SpokenLanguage::German, Kind::Digit, 0, 1,
     "null eins|ein|eine zwei|zwo drei vier fünf|fuenf sechs sieben acht neun"},
    {SpokenLanguage::German, Kind::Teen, 10, 1,
     "zehn elf zwölf|zwoelf dreizehn vierzehn fünfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn"},
    {SpokenLanguage::German, Kind::Tens, 20, 10,
     "zwanzig dreißig vierzig fünfzig|fuenfzig sechzig siebzig achtzig neunzig"},
    {SpokenLanguage::German, Kind::Hundred, 100, 1, "hundert"},
    {SpokenLanguage::German, Kind::Hundreds, 100, 100,
     "einhundert zweihundert dreihundert vierhundert fünfhundert sechshundert siebenhundert achthundert neunhundert"},
    {SpokenLanguage::German, Kind::Repeat, 2, 1, "doppel|doppelt|zweimal dreimal"},
    {SpokenLanguage::French, Kind::Digit, 0, 1, "zéro un|une deux trois quatre cinq six sept huit neuf"},
    {SpokenLanguage::French, Kind::Teen, 10, 1, "dix onze douze treize quatorze quinze seize dix-sept"},
    {SpokenLanguage::French, Kind::Tens, 20, 10,
     "vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante"},
    {SpokenLanguage::French, Kind::Hundred, 100, 1, "cent|cents"},
    {SpokenLanguage::French, Kind::Repeat, 2, 1, "double triple"},
    {SpokenLanguage::Spanish, Kind::Digit, 0, 1, "cero uno|un|una dos tres cuatro cinco seis siete ocho nueve"},
    {SpokenLanguage::Spanish, Kind::Teen, 10, 1,
     "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"},
    {SpokenLanguage::Spanish, Kind::Tens, 20, 10, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"},
    {SpokenLanguage::Spanish, Kind::Whole, 21, 1,
     "veintiuno|veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"},
    {SpokenLanguage::Spanish, Kind::Hundred, 100, 1, "cien|ciento"},
    {SpokenLanguage::Spanish, Kind::Hundreds, 200, 100,
     "doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas quinientos|quinientas "
     "seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas novecientos|novecientas"},
    {SpokenLanguage::Spanish, Kind::Repeat, 2, 1, "doble triple"},
    {SpokenLanguage::Portuguese, Kind::Digit, 0, 1, "zero um|uma dois|duas três quatro cinco seis|meia sete oito nove"},
    {SpokenLanguage::Portuguese, Kind::Teen, 10, 1,
     "dez onze doze treze catorze|quatorze quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove"},
    {SpokenLanguage::Portuguese, Kind::Tens, 20, 10,
     "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"},
    {SpokenLanguage::Portuguese, Kind::Hundred, 100, 1, "cem|cento"},
    {SpokenLanguage::Portuguese, Kind::Hundreds, 200, 100,
     "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"},
    {SpokenLanguage::Portuguese, Kind::Repeat, 2, 1, "duplo|dobro triplo"},
    {SpokenLanguage::English, Kind::Thousand, 1000, 1, "thousand"},
    {SpokenLanguage::German, Kind::Thousand, 1000, 1, "tausend|eintausend"},
    {SpokenLanguage::German, Kind::Thousand, 2000, 1, "zweitausend"},
    {SpokenLanguage::French, Kind::Thousand, 1000, 1, "mille"},
    {SpokenLanguage::Spanish, Kind::Thousand, 1000, 1, "mil"},
    {SpokenLanguage::Portuguese, Kind::Thousand, 1000, 1, "mil"},
    {SpokenLanguage::Italian, Kind::Digit, 0, 1, "zero uno|un|una due tre quattro cinque sei sette otto nove"},
    {SpokenLanguage::Italian, Kind::Teen, 10, 1,
     "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"},
    {SpokenLanguage::Italian, Kind::Tens, 20, 10, "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"},
    {SpokenLanguage::Italian, Kind::Hundred, 100, 1, "cento"},
    {SpokenLanguage::Italian, Kind::Hundreds, 200, 100,
     "duecento trecento quattrocento cinquecento seicento settecento ottocento novecento"},
    {SpokenLanguage::Italian, Kind::Thousand, 1000, 1, "mille"},
    {SpokenLanguage::Italian, Kind::Repeat, 2, 1, "doppio|doppia triplo|tripla"},
    {SpokenLanguage::Dutch, Kind::Digit, 0, 1, "nul een|\xc3\xa9\xc3\xa9n twee drie vier vijf zes zeven acht negen"},
    {SpokenLanguage::Dutch, Kind::Teen, 10, 1,
     "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"},
    {SpokenLanguage::Dutch, Kind::Tens, 20, 10, "twintig dertig veertig vijftig zestig zeventig tachtig negentig"},
    {SpokenLanguage::Dutch, Kind::Hundred, 100, 1, "honderd"},
    {SpokenLanguage::Dutch, Kind::Hundreds, 200, 100,
     "tweehonderd driehonderd vierhonderd vijfhonderd zeshonderd zevenhonderd achthonderd negenhonderd"},
    {SpokenLanguage::Dutch, Kind::Thousand, 1000, 1, "duizend"},
    {SpokenLanguage::Dutch, Kind::Repeat, 2, 1, "dubbel|dubbele driedubbel"},
}};

/// Languages that write numbers as one word, and how: "dreihundertfünfundvierzig", "driehonderdvijfenveertig",
/// "trecentoquarantacinque".
struct Compounding
{
    SpokenLanguage language;
    std::string_view hundred; ///< Behind a digit or alone.
    std::string_view tie; ///< Between ones and tens, which stand last; empty: the tens stand first and lose their last
                          ///< vowel before another.
    std::string_view hundredTie; ///< May stand behind the hundreds.
};
constexpr std::array<Compounding, 3> compoundings = {{{SpokenLanguage::German, "hundert", "und", "und"},
                                                      {SpokenLanguage::Dutch, "honderd", "en", "en"},
                                                      {SpokenLanguage::Italian, "cento", "", ""}}};

constexpr std::string_view fillers
    = "a ah aha ahead alors also and area avec okay ok k okey right yes yeah yep yup sure got it uh um umm er erm hm "
      "hmm mm mmm mhm huh go then next dash hyphen minus space plus followed by again comma pause the so well is it's "
      "that's thanks thank you gotcha alright "
      "ja genau und dann äh ähm gut mhmm richtig strich bindestrich pause weiter danke moment "
      "et puis euh oui d'accord ensuite tiret voilà bien merci "
      "y luego sí si vale eh este guion guión entonces bueno ajá gracias "
      "e depois sim certo é tá então traço hífen obrigado obrigada continua continue "
      // What corrects what was said, and what only says "go on".
      "no wait sorry correction actually rather scratch make hang hold one's second please perfect great "
      "nein falsch entschuldigung halt quatsch bitte perfekt nochmal "
      "non pardon attendez plutôt parfait allez-y "
      "perdón digo espera espere dígame perfecto adelante ya ok claro "
      "não desculpe perdão aliás espere diga perfeito pois "
      "scusi aspetti cioè anzi allora ecco prego sì poi certo bene perfetto trattino eh beh dunque "
      "nee wacht dus dan oké hoor even goed klopt streepje en nou prima "
      // What a long number is cut up by.
      "last bit lastly hinten vorne zuletzt schluss fin enfin pour finir alors donc o sea eso resto final pues mire "
      "quer dizer acho eu deixe ver resto depois guardi quindi aspetta infine weer nog slot "
      "again encore outra vez otra ancora";

void forEachWord(const Line &line, auto &&use)
{
    std::uint16_t value = line.first;
    std::size_t at = 0;
    while (at <= line.words.size()) {
        const std::size_t end = std::min(line.words.find_first_of(" |", at), line.words.size());
        if (end > at)
            use(line.words.substr(at, end - at), value);
        if (end < line.words.size() && line.words[end] == ' ')
            value = std::uint16_t(value + line.step);
        at = end + 1;
    }
}

using Readings = std::unordered_map<std::string, NumberReadings>;

/// The words of a language for values of one kind.
std::vector<std::pair<std::string, std::uint16_t>> wordsOf(SpokenLanguage language, Kind kind)
{
    std::vector<std::pair<std::string, std::uint16_t>> result;
    for (const Line &line : lines) {
        if (line.language != language || line.kind != kind)
            continue;
        forEachWord(line, [&](std::string_view word, std::uint16_t value) {
            if (word.find('-') == std::string_view::npos)
                result.emplace_back(plainWord(word), value);
        });
    }
    return result;
}

bool isVowel(char letter)
{
    return letter == 'a' || letter == 'i' || letter == 'o' || letter == 'u';
}

void addCompounds(const Compounding &one, Readings &readings)
{
    const auto index = static_cast<std::size_t>(one.language);
    const auto digits = wordsOf(one.language, Kind::Digit), tens = wordsOf(one.language, Kind::Tens);
    auto rests = wordsOf(one.language, Kind::Teen);
    rests.insert(rests.end(), tens.begin(), tens.end());
    const auto add = [&](const std::string &word, unsigned value) {
        readings.try_emplace(word).first->second[index] = {Kind::Whole, std::uint16_t(value)};
    };
    for (const auto &[digit, ones] : digits) {
        if (ones == 0 || digit == "eins" || digit == "eine")
            continue;
        rests.emplace_back(digit, ones);
        for (const auto &[ten, value] : tens) {
            std::string word = digit + std::string(one.tie) + ten;
            if (one.tie.empty())
                word = (isVowel(digit.front()) ? ten.substr(0, ten.size() - 1) : ten) + digit;
            add(word, unsigned(value) + ones);
            rests.emplace_back(word, std::uint16_t(value + ones));
        }
    }
    rests.emplace_back("eins", 1);
    std::vector<std::pair<std::string, unsigned>> hundreds = {{std::string(one.hundred), 100}};
    for (const auto &[digit, ones] : digits) {
        if (ones > 0)
            hundreds.emplace_back(digit + std::string(one.hundred), 100U * ones);
    }
    for (const auto &[hundred, value] : hundreds) {
        for (const auto &[rest, ones] : rests) {
            add(hundred + rest, value + ones);
            if (!one.hundredTie.empty())
                add(hundred + std::string(one.hundredTie) + rest, value + ones);
        }
    }
}

const WordTable<NumberReadings> &simpleWords()
{
    static const auto result = [] {
        Readings readings;
        for (const Line &line : lines) {
            forEachWord(line, [&](std::string_view word, std::uint16_t value) {
                if (word.find('-') == std::string_view::npos)
                    readings[plainWord(word)][static_cast<std::size_t>(line.language)] = {line.kind, value};
            });
        }
        return WordTable<NumberReadings>(readings);
    }();
    return result;
}

const WordTable<NumberReadings> &compoundWords()
{
    static const auto result = [] {
        Readings readings;
        for (const Compounding &one : compoundings)
            addCompounds(one, readings);
        return WordTable<NumberReadings>(readings);
    }();
    return result;
}

} // namespace

const NumberReadings *numberReadings(std::string_view plain)
{
    // Most words that are asked for are simple ones: their table is small enough to stay near the processor.
    constexpr std::size_t shortestCompound = 7; // "ventuno"
    if (const NumberReadings *simple = simpleWords().find(plain))
        return simple;
    return plain.size() < shortestCompound ? nullptr : compoundWords().find(plain);
}

std::string_view fillerWords()
{
    return fillers;
}

bool isFillerWord(std::string_view plain)
{
    static const auto words = [] {
        std::unordered_map<std::string, bool> result;
        forEachListedWord(fillers, [&result](std::string_view word) { result.try_emplace(plainWord(word), true); });
        return WordTable<bool>(result);
    }();
    return words.find(plain) != nullptr;
}

namespace {

/// Of the words that addCompounds() knows, by what they have in them: whole, they would be thousands. A locator may
/// mark other words as well.
void addCompoundExpressions(const Compounding &one, std::vector<std::string> &result)
{
    std::string tens;
    for (const Line &line : lines) {
        if (line.language != one.language || line.kind != Kind::Tens)
            continue;
        forEachWord(line, [&](std::string_view word, std::uint16_t) {
            // Italian tens stand first, and may lose their last letter: "ventuno".
            const std::string_view stem = one.tie.empty() ? word.substr(0, word.size() - 1) : word;
            tens += (tens.empty() ? "(?:" : "|") + expressionOf(stem);
        });
    }
    tens += ')';
    const std::string tie = one.language == SpokenLanguage::Dutch ? "(?:e|\xc3\xab)n" : std::string(one.tie);
    result.push_back(one.tie.empty() ? "\\b" + tens + "[a-z\xc3\xa9]{3,10}(?:\\b|\xa9)" : tie + tens + "\\b");
    result.push_back(std::string(one.hundred) + "[a-z\x80-\xff]{2,26}\\b");
}

} // namespace

std::vector<std::string> numberWordExpressions()
{
    std::unordered_set<std::string> words;
    for (const Line &line : lines) {
        forEachWord(line, [&](std::string_view word, std::uint16_t) {
            if (word.find('-') == std::string_view::npos)
                words.insert(expressionOf(word));
        });
    }
    std::vector<std::string> result;
    for (const std::string &word : words) {
        // A boundary is one of ASCII: none stands before a letter with an accent.
        result.push_back(word.starts_with("(?:") ? word + "\\b" : "\\b" + word + "\\b");
    }
    for (const Compounding &one : compoundings)
        addCompoundExpressions(one, result);
    return result;
}

std::string anyNumberWord()
{
    std::string result = "(?:";
    std::unordered_set<std::string_view> words;
    for (const Line &line : lines) {
        forEachWord(line, [&](std::string_view word, std::uint16_t) {
            if (line.kind != Kind::Repeat && words.insert(word).second)
                result += (result.size() > 3 ? "|" : "") + std::string(word);
        });
    }
    return result + ")";
}

} // namespace muster
