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

constexpr std::array<Line, 29> lines = {{
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
}};

constexpr std::string_view fillers
    = "a ah aha ahead alors also and area avec okay ok k okey right yes yeah yep yup sure got it uh um umm er erm hm "
      "hmm mm mmm mhm huh go then next dash hyphen minus space plus followed by again comma pause the so well is it's "
      "that's thanks thank you gotcha alright "
      "ja genau und dann äh ähm gut mhmm richtig strich bindestrich pause weiter danke moment "
      "et puis euh oui d'accord ensuite tiret voilà bien merci "
      "y luego sí si vale eh este guion guión entonces bueno ajá gracias "
      "e depois sim certo é tá então traço hífen obrigado obrigada continua continue";

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

const WordTable<NumberReadings> &table()
{
    static const auto result = [] {
        std::unordered_map<std::string, NumberReadings> readings;
        for (const Line &line : lines) {
            forEachWord(line, [&](std::string_view word, std::uint16_t value) {
                if (word.find('-') == std::string_view::npos)
                    readings[plainWord(word)][static_cast<std::size_t>(line.language)] = {line.kind, value};
            });
        }
        // German says the ones first and writes one word.
        const auto german = static_cast<std::size_t>(SpokenLanguage::German);
        const auto base = readings;
        for (const auto &[one, ones] : base) {
            if (ones[german].kind != Kind::Digit || ones[german].value == 0 || one == "eins" || one == "eine")
                continue;
            for (const auto &[ten, tens] : base) {
                if (tens[german].kind == Kind::Tens)
                    readings[one + "und" + ten][german]
                        = {Kind::Whole, std::uint16_t(tens[german].value + ones[german].value)};
            }
        }
        return WordTable<NumberReadings>(readings);
    }();
    return result;
}

} // namespace

const NumberReadings *numberReadings(std::string_view plain)
{
    return table().find(plain);
}

std::string_view fillerWords()
{
    return fillers;
}

bool isFillerWord(std::string_view plain)
{
    static const auto words = [] {
        std::unordered_map<std::string, bool> result;
        std::size_t at = 0;
        while (at < fillers.size()) {
            const std::size_t end = std::min(fillers.find(' ', at), fillers.size());
            if (end > at)
                result.try_emplace(plainWord(fillers.substr(at, end - at)), true);
            at = end + 1;
        }
        return WordTable<bool>(result);
    }();
    return words.find(plain) != nullptr;
}

std::vector<std::string> numberWordExpressions()
{
    std::unordered_set<std::string> words;
    std::string ones, tens;
    for (const Line &line : lines) {
        forEachWord(line, [&](std::string_view word, std::uint16_t value) {
            if (word.find('-') != std::string_view::npos)
                return;
            words.insert(expressionOf(word));
            if (line.language != SpokenLanguage::German)
                return;
            if (line.kind == Kind::Digit && value != 0)
                ones += (ones.empty() ? "" : "|") + expressionOf(word);
            if (line.kind == Kind::Tens)
                tens += (tens.empty() ? "" : "|") + expressionOf(word);
        });
    }
    std::vector<std::string> result;
    for (const std::string &word : words)
        result.push_back("\\b" + word + "\\b");
    result.push_back("\\b(?:" + ones + ")und(?:" + tens + ")\\b");
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
