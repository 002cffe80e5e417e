// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/contactfacts.h"

namespace muster {

/// What a contact says of its own country, in a member beside its number.
struct ContactCountry
{
    enum class Kind : std::uint8_t {
        None, ///< Nothing, or a word that stands for nothing ("n/a").
        Region,
        NotUnderstood, ///< A word that is no region we know.
    };
    Kind kind = Kind::None;
    RegionIndex region = 0; ///< Of Kind::Region.
    bool operator==(const ContactCountry &) const = default;
};

/// Understands ISO 3166 codes ("US", " gb ", the commonest of three letters), English names, some of their usual other
/// forms ("UK", "USA") and calling codes ("+44", "0044", "44"; three digits alone could be an ISO number and are not
/// understood). Any thread; the first call builds a table, some microseconds a word.
[[nodiscard]] ContactCountry countryOfContact(const NumberEngine &engine, std::string_view word);

/// Whether a member of that name holds countries even if nobody said so: "country", "countryCode", "Country Name".
[[nodiscard]] bool isCountryMember(const QString &name);

enum class CountryUse {
    Chosen, ///< The person said that this member holds the country: numbers are read with it.
    Seen, ///< Nobody said so: it can only speak against a reading with the default region.
};

/// A reading, and the region that it was read with (0: none).
struct CountryReading
{
    ContactReading reading;
    RegionIndex region = 0;
};

/// Reads a number with the default region and what the contact says of its country. A chosen country stands in place of
/// the default region. One that is only seen never gives a number to the default region's plan against its word:
/// - both plans make the same number of it, or it is in international form: nothing to decide;
/// - only the contact's own country makes a valid number of it: that one is taken, it is the only valid reading;
/// - the default region makes a valid number of it, and the country none or another: the reading stays, with
///   ContactFact::CountryDisagrees, so that a person looks (a British number without its zero is a number of Maine).
/// A chosen country that is not understood disagrees with every number whose reading rests on the default region.
[[nodiscard]] CountryReading readContact(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion,
                                         const ContactCountry &country, CountryUse use,
                                         NumberForm form = NumberForm::Text);

} // namespace muster
