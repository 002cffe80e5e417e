// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/networknames.h"

#include "models/rules/masking/boundedmatch.h"
#include "models/rules/masking/maskfinding.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/textclass.h"

#include <QChar>
#include <algorithm>
#include <re2/re2.h>

namespace muster {

namespace {

constexpr std::string_view localSigns = ".!#$%&'*+-/=?^_`{|}~"; // RFC 5322, atext and the dot
constexpr std::size_t longestQuote = 64, longestLocal = 128, longestDomain = 255;

bool isLetterBefore(std::string_view text, std::size_t end, std::size_t &size)
{
    const CodePoint point = CodePoint::before(text, end);
    size = point.size;
    return point.value >= 0x80 && point.value != 0xfffd && QChar::isLetterOrNumber(point.value);
}

std::size_t localBegin(std::string_view text, std::size_t at, std::size_t floor)
{
    std::size_t begin = at;
    if (begin > floor && text[begin - 1] == '"') { // "ann lee"@example.com
        const std::size_t from = std::max(floor, begin > longestQuote ? begin - longestQuote : 0);
        const std::size_t open = text.substr(0, begin - 1).rfind('"');
        return open != std::string_view::npos && open >= from && open + 2 < begin ? open : at;
    }
    while (begin > floor && at - begin < longestLocal) {
        const char byte = text[begin - 1];
        std::size_t size = 1;
        if (isWide(byte) ? !isLetterBefore(text, begin, size)
                         : !isAsciiAlnum(byte) && localSigns.find(byte) == std::string_view::npos)
            break;
        begin -= size;
    }
    // Signs in front belong to the sentence.
    while (begin < at && !isAsciiAlnum(text[begin]) && !isWide(text[begin]) && text[begin] != '_')
        ++begin;
    return begin;
}

std::size_t domainEnd(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && end - at < longestDomain) {
        const char byte = text[end];
        if (isAsciiAlnum(byte) || byte == '-' || byte == '.') {
            ++end;
            continue;
        }
        const CodePoint point = CodePoint::at(text, end);
        if (!isWide(byte) || point.value == 0xfffd || !QChar::isLetterOrNumber(point.value))
            break;
        end += point.size;
    }
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-'))
        --end;
    return end;
}

/// Between brackets or bare: at most eight groups, "::" at most once.
bool isIpV6(std::string_view text)
{
    std::size_t groups = 0, digits = 0, all = 0, doubles = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ':') {
            if (i + 1 < text.size() && text[i + 1] == ':')
                ++doubles;
            else if (i + 1 == text.size() && (i == 0 || text[i - 1] != ':'))
                return false;
            else if (i == 0)
                return false;
            digits = 0;
            if (doubles > 0 && i > 0 && text[i - 1] == ':' && i + 1 < text.size() && text[i + 1] == ':')
                return false; // ":::"
            continue;
        }
        if (digits++ == 0)
            ++groups;
        ++all;
        if (digits > 4)
            return false;
    }
    return doubles == 1 ? groups >= 1 && groups <= 7 && all >= 3 : doubles == 0 && groups == 8;
}

} // namespace

void findWideAddresses(const MaskSearch &search)
{
    const std::string_view text = search.text;
    std::size_t floor = 0;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::At)) {
        const std::size_t at = mark - 1U;
        const std::size_t begin = localBegin(text, at, floor), end = domainEnd(text, at);
        search.scratch.steps += end - begin;
        floor = at + 1;
        const std::string_view domain = text.substr(at + 1, end - at - 1);
        if (begin == at || domain.empty())
            continue;
        const bool dotted = domain.find('.', 1) != std::string_view::npos;
        const bool lettered = std::ranges::any_of(domain, [](char c) { return isAsciiLetter(c) || isWide(c); });
        if (!lettered || (!dotted && domain.size() < 3))
            continue;
        search.scratch.candidates.push_back(
            {begin, end, Entity::Email, std::uint16_t(MaskRule::EmailWide), std::uint8_t(dotted ? 95 : 55)});
    }
}

void findIpV6(const MaskSearch &search)
{
    const std::string_view text = search.text;
    constexpr std::size_t longest = 40;
    const auto part = [&](std::size_t at) {
        const char lower = toAsciiLower(text[at]);
        return isAsciiDigit(lower) || (lower >= 'a' && lower <= 'f') || lower == ':';
    };
    std::size_t done = 0;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::Colons)) {
        if (mark <= done)
            continue;
        std::size_t begin = mark - 1U, end = mark;
        while (begin > done && mark - begin <= longest && part(begin - 1))
            --begin;
        while (end < text.size() && end - begin <= longest && part(end))
            ++end;
        search.scratch.steps += end - begin;
        done = end;
        if (end - begin > longest
            || (begin > 0 && (isAsciiWord(text[begin - 1]) || text[begin - 1] == ':' || isWide(text[begin - 1]))))
            continue;
        std::size_t shown = end;
        if (text[end] == '.') { // an IPv4 tail stands for two groups
            const std::size_t tail = text.substr(0, end).rfind(':') + 1;
            while (shown < text.size() && shown - tail < 15 && (isAsciiDigit(text[shown]) || text[shown] == '.'))
                ++shown;
            if (isIpV6(std::string(text.substr(begin, tail - begin)) + "0:0"))
                end = tail;
        }
        if (isAsciiWord(text[shown]))
            continue;
        const std::string whole = end < shown && text[end - 1] == ':'
            ? std::string(text.substr(begin, end - begin)) + "0:0"
            : std::string(text.substr(begin, end - begin));
        if (isIpV6(whole))
            search.scratch.candidates.push_back({begin, shown, Entity::IpAddress, std::uint16_t(MaskRule::IpV6), 90});
    }
}

namespace {

constexpr std::size_t bytesBefore = 200;

constexpr const char *dots = "dot|punkt|punto|ponto";
constexpr const char *topLevels
    = "com|net|org|edu|gov|info|biz|io|co|us|uk|ca|au|nz|ie|in|za|de|at|ch|fr|be|lu|es|mx|ar|cl|pt|br|it|nl|pl|se|no|"
      "dk|fi|eu|app|dev|me|tv|example|test|invalid";
/// "point" is a common word in English and French: only before what is no word itself.
constexpr const char *pointTopLevels = "com|net|org|edu|fr|ch|ca|lu|eu|info|example";

/// What is said between the parts: blanks, commas, a turn of the other with a word that only says "go on".
std::string gap()
{
    return R"((?:[\s,;:.…"'()\[\]-]|\b(?:mm-?hm+|mhm+|uh|um|äh|ähm|euh|eh|okay|ok|yes|yeah|right|ja|oui|sí|sim)\b)+)";
}

/// For boundedMatch(); reads from the first part that may belong to it.
std::string addressExpression()
{
    const std::string word = R"([\pL\pN][\pL\pN._+]*)";
    const std::string single = R"((?:[\pL\pN]\b|\b)" + anyNumberWord() + R"(\b))";
    const std::string joint
        = R"((?:dot|underscore|underline|dash|hyphen|minus|plus|punkt|unterstrich|bindestrich|strich|point|)"
          R"(tiret(?: du)?(?: bas)?|souligné|punto|gui[oó]n(?: bajo)?|ponto|sublinhado|h[ií]fen|traço|_|-))";
    const std::string at = R"((?:at(?: sign)?|@|klammeraffe|ät|arobase|arobas|arroba))";
    const std::string dot = "(?:" + std::string(dots) + "|point)";
    const std::string between = gap();
    const std::string local = "(?:" + single + between + ")*" + word + "(?:" + between + "(?:" + joint + between + word
        + "|" + joint + "|" + single + "))*";
    const std::string domain = word + between + "(?:" + word + between + ")*?";
    return R"((?i)(?:^|[^\pL\pN]))" + local + between + at + between + domain + dot + between + "(?:" + topLevels
        + ")(?:" + between + dot + between + "(?:" + topLevels + R"())?(?:$|[^\pL\pN]))";
}

/// "look at example dot com" names a site: one such word alone is nobody's name.
bool isPlace(std::string_view address)
{
    static const re2::RE2 expression(
        R"((?i)^(?:look(?:ing)?|us|me|him|her|them|visit|site|website|web|page|online|available|here|found|shop|see|)"
        R"(find|is|be|are|it|that|this|work(?:s|ing)?|live|stay|store|log(?:in)?)\s+at\s)");
    return re2::RE2::PartialMatch(re2::StringPiece(address.data(), address.size()), expression);
}

re2::RE2::Options windowOptions()
{
    re2::RE2::Options options;
    options.set_max_mem(64LL * 1024 * 1024);
    options.set_log_errors(false);
    return options;
}

const re2::RE2 &address()
{
    static const re2::RE2 expression(addressExpression(), windowOptions());
    Q_ASSERT(expression.ok());
    return expression;
}

/// Nothing but words that say "go on".
bool isFiller(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (!MaskWord::isPart(text[at])) {
            if (isAsciiDigit(text[at]))
                return false;
            ++at;
            continue;
        }
        const MaskWord word = MaskWord::beginningAt(text, at);
        if (!isFillerWord(word.plain()))
            return false;
        at = word.end;
    }
    return true;
}

/// A piece for each turn; what the other said in between stays.
void add(const MaskSearch &search, std::size_t begin, std::size_t end)
{
    const std::string_view text = search.text;
    const bool split = text.substr(begin, end - begin).find('\n') != std::string_view::npos;
    const std::uint32_t group = split ? ++search.scratch.groups : 0;
    while (begin < end) {
        const std::size_t stop = std::min(end, text.find('\n', begin));
        if (stop > begin && !(split && isFiller(text.substr(begin, stop - begin))))
            search.scratch.candidates.push_back(
                {begin, stop, Entity::Email, std::uint16_t(MaskRule::EmailSpoken), 80, group});
        begin = stop + 1;
    }
}

} // namespace

std::string spokenDotExpression()
{
    const std::string between = R"([\s,.)\]-]+)";
    return R"(\b(?:(?:)" + std::string(dots) + ")" + between + "(?:" + topLevels + ")|point" + between
        + "(?:" + pointTopLevels + R"())\b)";
}

void findSpokenAddresses(const MaskSearch &search)
{
    std::size_t done = 0;
    for (const std::uint32_t mark : search.scratch.hits.of(MaskMark::SpokenDot)) {
        if (mark <= done)
            continue;
        std::size_t from = std::max(done, mark > bytesBefore ? mark - bytesBefore : 0);
        while (from < mark && from > 0 && (static_cast<unsigned char>(search.text[from]) & 0xc0U) == 0x80)
            ++from;
        const std::size_t to = std::min<std::size_t>(search.text.size(), mark + 16);
        const std::string_view window = search.text.substr(from, to - from);
        search.scratch.steps += window.size();
        const std::string_view found = boundedMatch(address(), window);
        if (found.empty() || isPlace(found))
            continue;
        const std::size_t begin = from + std::size_t(found.data() - window.data()), end = begin + found.size();
        if (end < mark)
            continue; // an earlier one that was seen
        add(search, begin, end);
        done = end;
    }
}

} // namespace muster
