// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokenaddresses.h"

#include "models/rules/masking/maskrule.h"
#include "models/rules/masking/numberwords.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <re2/re2.h>

namespace muster {

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

/// The one group is the address; reads from the first part that may belong to it.
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
    return R"((?i)(?:^|[^\pL\pN])()" + local + between + at + between + domain + dot + between + "(?:" + topLevels
        + ")(?:" + between + dot + between + "(?:" + topLevels + R"())?)(?:$|[^\pL\pN]))";
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
        re2::StringPiece found;
        if (!re2::RE2::PartialMatch(re2::StringPiece(window.data(), window.size()), address(), &found))
            continue;
        if (isPlace(std::string_view(found.data(), found.size())))
            continue;
        const std::size_t begin = from + std::size_t(found.data() - window.data()), end = begin + found.size();
        if (end < mark)
            continue; // an earlier one that was seen
        add(search, begin, end);
        done = end;
    }
}

} // namespace muster
