// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libraryanswer.h"

#include <array>
#include <cstdio>
#include <phonenumbers/phonenumberutil.h>

namespace muster {

NumberAnswer askLibrary(const std::string &text, const std::string &region)
{
    static const std::array<const char *, 12> types
        = {"fixed_line",  "mobile", "fixed_line_or_mobile", "toll_free", "premium_rate",
           "shared_cost", "voip",   "personal_number",      "pager",     "uan",
           "voicemail",   "unknown"};
    static const std::array<const char *, 6> reasons
        = {"is_possible", "is_possible_local_only", "invalid_country_code", "too_short", "invalid_length", "too_long"};
    using Util = i18n::phonenumbers::PhoneNumberUtil;
    const Util &library = *Util::GetInstance();
    i18n::phonenumbers::PhoneNumber number;
    NumberAnswer answer;
    answer.type = "unknown";
    answer.error = int(library.Parse(text, region, &number));
    if (answer.error != 0)
        return answer;
    answer.valid = library.IsValidNumber(number);
    library.GetRegionCodeForNumber(number, &answer.region);
    if (answer.region == "ZZ")
        answer.region.clear();
    answer.type = types.at(std::size_t(library.GetNumberType(number)));
    answer.possible = reasons.at(std::size_t(library.IsPossibleNumberWithReason(number)));
    library.Format(number, Util::E164, &answer.e164);
    library.Format(number, Util::NATIONAL, &answer.nationalFormat);
    answer.extension = number.extension();
    return answer;
}

NumberAnswer askEngine(const NumberEngine &engine, const std::string &text, const std::string &region)
{
    const RegionIndex index = engine.regions().indexOf(region);
    const NumberVerdict verdict = engine.classify(text, index);
    return {int(verdict.error),
            verdict.valid(),
            engine.regions().id(verdict.region),
            std::string(numberTypeName(verdict.type)),
            std::string(numberPossibleName(verdict.possible)),
            engine.e164Text(verdict, text, index),
            engine.nationalFormat(verdict, text, index),
            engine.extension(verdict, text, index)};
}

std::string difference(const NumberEngine &engine, const std::string &text, const std::string &region)
{
    const NumberAnswer library = askLibrary(text, region);
    const NumberAnswer own = askEngine(engine, text, region);
    if (own == library)
        return {};
    const auto words = [](const NumberAnswer &a) {
        return "error " + std::to_string(a.error) + (a.valid ? " valid " : " not valid ") + a.region + ' ' + a.type
            + ' ' + a.possible + ' ' + a.e164 + " \"" + a.nationalFormat + "\" ext " + a.extension;
    };
    std::string escaped;
    for (const char c : text) {
        std::array<char, 8> hex{};
        if (c < 0x20 || c > 0x7e)
            std::snprintf(hex.data(), hex.size(), "\\x%02x", unsigned(std::uint8_t(c)));
        escaped += hex[0] != 0 ? std::string(hex.data()) : std::string(1, c);
    }
    return '"' + escaped + "\" in region \"" + region + "\"\n  library: " + words(library)
        + "\n  engine:  " + words(own);
}

} // namespace muster
