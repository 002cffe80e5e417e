// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/contactcountry.h"

#include "models/rules/numbers/numberengine.h"

#include <QLocale>
#include <algorithm>
#include <phonenumbers/phonenumberutil.h>
#include <unordered_map>

namespace muster {

namespace {

using Table = std::unordered_map<std::string, RegionIndex>;

constexpr std::size_t longestCountry = 80; // bytes; longer texts are no name of a country
constexpr std::size_t shortCallingCode = 2; // digits; with three it may be an ISO number

/// Other forms, and ISO codes of three letters, of the countries that calling lists mostly hold.
constexpr std::pair<const char *, const char *> otherForms[] = {
    {"uk", "GB"},
    {"greatbritain", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"wales", "GB"},
    {"northernireland", "GB"},
    {"unitedstatesofamerica", "US"},
    {"america", "US"},
    {"uae", "AE"},
    {"holland", "NL"},
    {"turkey", "TR"},
    {"czechrepublic", "CZ"},
    {"usa", "US"},
    {"gbr", "GB"},
    {"can", "CA"},
    {"mex", "MX"},
    {"bra", "BR"},
    {"arg", "AR"},
    {"chl", "CL"},
    {"col", "CO"},
    {"per", "PE"},
    {"deu", "DE"},
    {"fra", "FR"},
    {"esp", "ES"},
    {"ita", "IT"},
    {"prt", "PT"},
    {"irl", "IE"},
    {"nld", "NL"},
    {"bel", "BE"},
    {"lux", "LU"},
    {"che", "CH"},
    {"aut", "AT"},
    {"dnk", "DK"},
    {"nor", "NO"},
    {"swe", "SE"},
    {"fin", "FI"},
    {"pol", "PL"},
    {"cze", "CZ"},
    {"hun", "HU"},
    {"rou", "RO"},
    {"grc", "GR"},
    {"tur", "TR"},
    {"isr", "IL"},
    {"zaf", "ZA"},
    {"ind", "IN"},
    {"phl", "PH"},
    {"sgp", "SG"},
    {"jpn", "JP"},
    {"aus", "AU"},
    {"nzl", "NZ"},
};

constexpr const char *wordsForNothing[] = {"na", "none", "null", "nil", "unknown", "other", "undefined"};

/// Lower-case letters and digits of the word; bytes that are no ASCII stay as they are.
std::string plain(std::string_view word)
{
    std::string result;
    for (const char c : word) {
        if (c >= 'A' && c <= 'Z')
            result += char(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::uint8_t(c) >= 0x80)
            result += c;
    }
    return result;
}

Table makeTable(const RegionList &regions)
{
    Table table;
    for (std::size_t i = 1; i < regions.size(); ++i) {
        const auto index = RegionIndex(i);
        if (index == regions.nonGeographic())
            continue;
        const std::string &id = regions.id(index);
        const QLocale::Territory territory = QLocale::codeToTerritory(QString::fromStdString(id));
        if (territory != QLocale::AnyTerritory)
            table.emplace(plain(QLocale::territoryToString(territory).toStdString()), index);
    }
    for (const auto &[word, id] : otherForms)
        table.emplace(word, regions.indexOf(id));
    for (std::size_t i = 1; i < regions.size(); ++i) // codes before names that look like them
        table.insert_or_assign(plain(regions.id(RegionIndex(i))), RegionIndex(i));
    return table;
}

/// The main region of a calling code; 0: no such.
RegionIndex regionOfCallingCode(const RegionList &regions, std::string_view digits)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty() || digits.size() > 3)
        return 0;
    std::string id;
    i18n::phonenumbers::PhoneNumberUtil::GetInstance()->GetRegionCodeForCountryCode(std::stoi(std::string(digits)),
                                                                                    &id);
    const RegionIndex region = regions.indexOf(id);
    return region == regions.nonGeographic() ? RegionIndex(0) : region;
}

/// Whether what is read depends on the region it is read with.
bool restsOnRegion(const NumberEngine &engine, std::string_view text, NumberForm form)
{
    return formatOf(readContact(engine, text, 0, form).facts) == FormatClass::NoDefaultRegion;
}

bool isSameNumber(const ContactReading &one, const ContactReading &other)
{
    return one.valid() && other.valid() && one.e164 == other.e164;
}

ContactReading disagreed(ContactReading reading)
{
    reading.facts |= ContactFact::CountryDisagrees;
    return reading;
}

} // namespace

ContactCountry countryOfContact(const NumberEngine &engine, std::string_view word)
{
    const RegionList &regions = engine.regions();
    static const Table table = makeTable(regions);
    if (word.size() > longestCountry)
        return {ContactCountry::Kind::NotUnderstood};
    const std::string known = plain(word);
    if (known.empty()
        || std::find(std::begin(wordsForNothing), std::end(wordsForNothing), known) != std::end(wordsForNothing))
        return {};
    RegionIndex region = 0;
    if (known.find_first_not_of("0123456789") == std::string::npos) {
        const bool dialled = word.find('+') != std::string_view::npos || known.starts_with("00");
        if (dialled || known.size() <= shortCallingCode)
            region = regionOfCallingCode(regions, known);
    } else if (const auto found = table.find(known); found != table.end()) {
        region = found->second;
    }
    return region == 0 ? ContactCountry{ContactCountry::Kind::NotUnderstood}
                       : ContactCountry{ContactCountry::Kind::Region, region};
}

bool isCountryMember(const QString &name)
{
    static const std::vector<std::string> names{"country",    "countrycode", "countryname",
                                                "countryiso", "isocountry",  "countryiso2"};
    return std::find(names.begin(), names.end(), plain(name.toStdString())) != names.end();
}

CountryReading readContact(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion,
                           const ContactCountry &country, CountryUse use, NumberForm form)
{
    using Kind = ContactCountry::Kind;
    const bool isRegion = country.kind == Kind::Region;
    if (use == CountryUse::Chosen && isRegion)
        return {readContact(engine, text, country.region, form), country.region};
    const CountryReading read{readContact(engine, text, defaultRegion, form), defaultRegion};
    // Without a default region nothing was read into the number that the country could speak against (F74).
    if (defaultRegion == 0 || country.kind == Kind::None || (isRegion && country.region == defaultRegion))
        return read;
    if (use == CountryUse::Chosen)
        return restsOnRegion(engine, text, form) ? CountryReading{disagreed(read.reading), defaultRegion} : read;
    if (!isRegion)
        return read;
    const ContactReading own = readContact(engine, text, country.region, form);
    if (isSameNumber(read.reading, own) || (!read.reading.valid() && !own.valid()))
        return read;
    if (!read.reading.valid())
        return {own, country.region};
    return restsOnRegion(engine, text, form) ? CountryReading{disagreed(read.reading), defaultRegion} : read;
}

} // namespace muster
