// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/birthdates.h"

#include "models/rules/masking/maskrule.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/numberwords.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace muster {

namespace {

constexpr std::size_t bytesBehind = 180;
constexpr int mostLines = 3;

constexpr std::array<std::string_view, 22> words
    = {"born",       "birth",     "birthday",     "birthdate",  "dob",    "d\\.o\\.b", "geboren",    "geburtsdatum",
       "geburtstag", "naissance", "anniversaire", "nacimiento", "nacido", "nacida",    "cumpleaños", "nascimento",
       "nascido",    "nascida",   "aniversário",  "nasci",      "naci",   "nacimento"};

constexpr const char *months
    = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
      "aug|sept|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
      "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
      "octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro";
constexpr const char *ordinals
    = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
      "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
      "erste[rn]?|zweite[rn]?|dritte[rn]?|vierte[rn]?|fünfte[rn]?|[a-zäöüß]+(?:zehnte|zigste|ßigste)[rn]?|premier|"
      "primeiro|primero";

std::string dateExpression()
{
    const std::string number = R"((?:[0-9]{1,4}(?:st|nd|rd|th|er|º|ª)?|)" + anyNumberWord() + "|" + ordinals
        + R"(|hundred|thousand|mil|tausend|hundert|[a-zäöüß]+und(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|)"
          R"(achtzig|neunzig)|neunzehnhundert[a-zäöüß]*|zweitausend[a-zäöüß]*)\b)";
    const std::string link = R"((?:[\s,.'/-]|\b(?:of|the|de|del|do|le|den|der|et|y|e|and|in|und)\b)+)";
    const std::string numbers = number + "(?:" + link + number + ")*";
    const std::string month = "(?:" + std::string(months) + R"()\b)";
    return R"((?i)(?:^|[^\pL\pN])()"
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
        int lines = 0;
        while (end < text.size() && end - mark < bytesBehind && (text[end] != '\n' || ++lines < mostLines))
            ++end;
        while (end > mark && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
            --end;
        const std::string_view window = text.substr(mark - 1, end - mark + 1);
        search.scratch.steps += window.size();
        re2::StringPiece found;
        if (!re2::RE2::PartialMatch(re2::StringPiece(window.data(), window.size()), date(), &found))
            continue;
        const std::size_t begin = mark - 1 + std::size_t(found.data() - window.data());
        search.scratch.candidates.push_back(
            {begin, begin + found.size(), Entity::BirthDate, std::uint16_t(MaskRule::BirthDateContext), 85});
        done = begin + found.size();
    }
}

} // namespace muster
