// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/checkdigits.h"

#include "models/rules/masking/textclass.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

unsigned valueOf(char digit)
{
    return unsigned(digit - '0');
}

bool allDigits(std::string_view text)
{
    return std::ranges::all_of(text, isAsciiDigit);
}

unsigned long long numberOf(std::string_view digits)
{
    unsigned long long value = 0;
    for (const char digit : digits)
        value = value * 10 + valueOf(digit);
    return value;
}

/// Sum of digits times weights that fall from `weight` by one.
unsigned weighted(std::string_view digits, unsigned weight)
{
    unsigned sum = 0;
    for (const char digit : digits)
        sum += valueOf(digit) * weight--;
    return sum;
}

struct IbanCountry
{
    std::string_view code;
    std::size_t length;
};

constexpr std::array<IbanCountry, 88> ibanCountries
    = {{{"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
        {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
        {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
        {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28},
        {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28},
        {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22},
        {"MK", 19}, {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23},
        {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
        {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
        {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}}};

constexpr std::array<std::string_view, 7> unusedNinoPairs = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

char upper(char letter)
{
    return letter >= 'a' && letter <= 'z' ? char(letter - 'a' + 'A') : letter;
}

} // namespace

bool luhnHolds(std::string_view digits)
{
    unsigned sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        const unsigned value = valueOf(digits[i]) << (twice ? 1 : 0);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

bool isCardRange(std::string_view digits)
{
    const std::size_t size = digits.size();
    if (size < 12 || size > 19)
        return false;
    const unsigned two = unsigned(numberOf(digits.substr(0, 2))), four = unsigned(numberOf(digits.substr(0, 4)));
    if (digits[0] == '4')
        return size == 13 || size == 16 || size == 19; // Visa
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720))
        return size == 16; // Mastercard
    if (two == 34 || two == 37)
        return size == 15; // American Express
    if (four == 6011 || two == 65 || (four >= 6440 && four <= 6499) || two == 62 || two == 81)
        return size >= 16; // Discover, UnionPay
    if (four >= 3528 && four <= 3589)
        return size >= 16; // JCB
    if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059))
        return size == 14 || size == 16; // Diners Club
    return two == 50 || (two >= 56 && two <= 58) || two == 60 || two == 63 || two == 67; // Maestro and its like
}

std::size_t ibanLength(std::string_view country)
{
    const std::array<char, 2> code = {upper(country[0]), upper(country[1])};
    const std::string_view wanted(code.data(), 2);
    const auto found = std::ranges::lower_bound(ibanCountries, wanted, {}, &IbanCountry::code);
    return found != ibanCountries.end() && found->code == wanted ? found->length : 0;
}

bool ibanHolds(std::string_view text)
{
    unsigned rest = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = upper(text[(i + 4) % text.size()]);
        if (isAsciiDigit(c))
            rest = (rest * 10 + valueOf(c)) % 97;
        else if (isAsciiLetter(c))
            rest = (rest * 100 + unsigned(c - 'A') + 10) % 97;
        else
            return false;
    }
    return rest == 1;
}

bool isSsnRange(std::string_view digits)
{
    const std::string_view area = digits.substr(0, 3);
    return area != "000" && area != "666" && area[0] != '9' && digits.substr(3, 2) != "00"
        && digits.substr(5) != "0000";
}

bool isNinoPrefix(char first, char second)
{
    constexpr std::string_view neverFirst = "DFIQUV", neverSecond = "DFIQUVO";
    const std::array<char, 2> pair = {upper(first), upper(second)};
    return neverFirst.find(pair[0]) == std::string_view::npos && neverSecond.find(pair[1]) == std::string_view::npos
        && std::ranges::find(unusedNinoPairs, std::string_view(pair.data(), 2)) == unusedNinoPairs.end();
}

bool sinHolds(std::string_view digits)
{
    return digits.size() == 9 && digits[0] != '0' && digits[0] != '8' && luhnHolds(digits);
}

bool steuerIdHolds(std::string_view digits)
{
    if (digits.size() != 11 || digits[0] == '0')
        return false;
    // Of the first ten digits exactly one value comes twice or thrice, the others once at most.
    std::array<unsigned, 10> counts{};
    unsigned product = 10;
    for (const char digit : digits.substr(0, 10)) {
        ++counts[valueOf(digit)];
        const unsigned sum = (valueOf(digit) + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    const auto repeated = std::ranges::count_if(counts, [](unsigned count) { return count > 1; });
    if (repeated != 1 || std::ranges::max(counts) > 3)
        return false;
    return (11 - product) % 10 == valueOf(digits[10]);
}

bool nirHolds(std::string_view text)
{
    if (text.size() != 15 || (text[0] != '1' && text[0] != '2'))
        return false;
    std::array<char, 13> number{};
    std::ranges::copy(text.substr(0, 13), number.begin());
    unsigned long long less = 0;
    const char corsica = upper(number[6]);
    if (corsica == 'A' || corsica == 'B') {
        less = corsica == 'A' ? 1'000'000 : 2'000'000;
        number[6] = '0';
    }
    const std::string_view digits(number.data(), number.size());
    if (!allDigits(digits) || !allDigits(text.substr(13)))
        return false;
    const unsigned month = unsigned(numberOf(digits.substr(3, 2)));
    if (month == 0 || (month > 12 && month < 20))
        return false;
    return 97 - (numberOf(digits) - less) % 97 == numberOf(text.substr(13));
}

bool dniHolds(std::string_view text)
{
    constexpr std::string_view letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    if (text.size() != 9)
        return false;
    std::array<char, 8> digits{};
    std::ranges::copy(text.substr(0, 8), digits.begin());
    const char first = upper(digits[0]);
    if (first >= 'X' && first <= 'Z')
        digits[0] = char('0' + (first - 'X'));
    const std::string_view number(digits.data(), digits.size());
    return allDigits(number) && letters[numberOf(number) % 23] == upper(text[8]);
}

bool nifHolds(std::string_view digits)
{
    if (digits.size() != 9 || digits[0] == '0')
        return false;
    const unsigned rest = weighted(digits.substr(0, 8), 9) % 11;
    return valueOf(digits[8]) == (rest < 2 ? 0 : 11 - rest);
}

bool bsnHolds(std::string_view digits)
{
    return digits.size() == 9 && numberOf(digits) != 0
        && (weighted(digits.substr(0, 8), 9) + 11 - valueOf(digits[8])) % 11 == 0;
}

bool cpfHolds(std::string_view digits)
{
    if (digits.size() != 11 || digits.find_first_not_of(digits[0]) == std::string_view::npos)
        return false;
    const auto check = [&](std::size_t count) {
        const unsigned rest = weighted(digits.substr(0, count), unsigned(count + 1)) * 10 % 11;
        return (rest == 10 ? 0 : rest) == valueOf(digits[count]);
    };
    return check(9) && check(10);
}

bool codiceFiscaleHolds(std::string_view text)
{
    // Values of characters in odd places; digits count as the letters A to J.
    constexpr std::array<unsigned, 26> odd
        = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    constexpr std::string_view form = "LLLLLLDDLDDLDDDL", swaps = "LMNPQRSTUV"; // letters may stand for digits
    if (text.size() != form.size())
        return false;
    unsigned sum = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const char c = upper(text[i]);
        const bool fits
            = form[i] == 'L' ? c >= 'A' && c <= 'Z' : isAsciiDigit(c) || swaps.find(c) != std::string_view::npos;
        if (!fits)
            return false;
        if (i == 15)
            return c == char('A' + sum % 26);
        const unsigned value = isAsciiDigit(c) ? valueOf(c) : unsigned(c - 'A');
        sum += i % 2 == 0 ? odd[value] : value;
    }
    return false;
}

} // namespace muster
