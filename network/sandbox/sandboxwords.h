// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <string_view>

// What the people of the sandbox are called, where they live and what was noted about them.
namespace muster::sandboxwords {

struct Name
{
    std::string_view text;
    std::string_view ascii; ///< As it stands in an e-mail address.
};

struct Place
{
    std::string_view city;
    std::string_view country; ///< ISO 3166-1 alpha-2.
    std::string_view areaCode; ///< North America only.
};

inline constexpr std::array firstNames = std::to_array<Name>({
    {"Alice", "alice"},
    {"Amélie", "amelie"},
    {"Andrew", "andrew"},
    {"Ángel", "angel"},
    {"Aoife", "aoife"},
    {"Benjamin", "benjamin"},
    {"Björn", "bjorn"},
    {"Chloé", "chloe"},
    {"Daniel", "daniel"},
    {"Deirdre", "deirdre"},
    {"Đorđe", "dorde"},
    {"Emily", "emily"},
    {"Fatima", "fatima"},
    {"François", "francois"},
    {"George", "george"},
    {"Grace", "grace"},
    {"Hannah", "hannah"},
    {"Henry", "henry"},
    {"Ἀλέξανδρος", "alexandros"},
    {"Isabella", "isabella"},
    {"James", "james"},
    {"Jürgen", "jurgen"},
    {"Katarzyna", "katarzyna"},
    {"Liam", "liam"},
    {"Łukasz", "lukasz"},
    {"Mary Ann", "mary.ann"},
    {"Mia", "mia"},
    {"Mohammed", "mohammed"},
    {"Noah", "noah"},
    {"Олена", "olena"},
    {"Oliver", "oliver"},
    {"Priya", "priya"},
    {"Robert \"Bob\"", "bob"},
    {"Sofía", "sofia"},
    {"Søren", "soren"},
    {"Thomas", "thomas"},
    {"Wei", "wei"},
    {"美咲", "misaki"},
    {"Yusuf", "yusuf"},
    {"Zoë", "zoe"},
});

inline constexpr std::array lastNames = std::to_array<Name>({
    {"Adams", "adams"},
    {"Baker", "baker"},
    {"Brontë", "bronte"},
    {"Castillo", "castillo"},
    {"Clarke", "clarke"},
    {"D'Angelo", "dangelo"},
    {"de la Cruz", "delacruz"},
    {"Dvořák", "dvorak"},
    {"Evans", "evans"},
    {"Fischer", "fischer"},
    {"García", "garcia"},
    {"Großmann", "grossmann"},
    {"Haddad", "haddad"},
    {"Hughes", "hughes"},
    {"Ivanova", "ivanova"},
    {"Johnson", "johnson"},
    {"Kaya", "kaya"},
    {"King, Jr.", "king"},
    {"Kowalczyk", "kowalczyk"},
    {"Lefèvre", "lefevre"},
    {"Martin", "martin"},
    {"McDonald", "mcdonald"},
    {"Müller", "muller"},
    {"Núñez", "nunez"},
    {"O'Brien", "obrien"},
    {"Okafor", "okafor"},
    {"Öztürk", "ozturk"},
    {"Patel", "patel"},
    {"Pérez", "perez"},
    {"Quinn", "quinn"},
    {"Rossi", "rossi"},
    {"Sánchez", "sanchez"},
    {"Schmidt", "schmidt"},
    {"Smith", "smith"},
    {"Smith-Jones", "smith-jones"},
    {"Søndergaard", "sondergaard"},
    {"Tanaka", "tanaka"},
    {"Taylor", "taylor"},
    {"Van der Berg", "vanderberg"},
    {"Walker", "walker"},
    {"Wong", "wong"},
    {"Young", "young"},
    {"鈴木", "suzuki"},
    {"Żukowska", "zukowska"},
});

inline constexpr std::array places = std::to_array<Place>({
    {"New York, NY", "US", "212"},
    {"Los Angeles", "US", "213"},
    {"Chicago", "US", "312"},
    {"Houston", "US", "713"},
    {"Phoenix", "US", "602"},
    {"Philadelphia", "US", "215"},
    {"San José", "US", "408"},
    {"Seattle", "US", "206"},
    {"Denver", "US", "303"},
    {"Washington, DC", "US", "202"},
    {"Boston", "US", "617"},
    {"Miami", "US", "305"},
    {"Atlanta", "US", "404"},
    {"St. Louis", "US", "314"},
    {"Coeur d'Alene", "US", "208"},
    {"Toronto", "CA", "416"},
    {"Montréal", "CA", "514"},
    {"Québec", "CA", "418"},
    {"Vancouver", "CA", "604"},
    {"Calgary", "CA", "403"},
    {"London", "GB", ""},
    {"Manchester", "GB", ""},
    {"Leeds", "GB", ""},
    {"Edinburgh", "GB", ""},
    {"Cardiff", "GB", ""},
    {"Belfast", "GB", ""},
    {"Paris", "FR", ""},
    {"Saint-Étienne", "FR", ""},
    {"Berlin", "DE", ""},
    {"München", "DE", ""},
    {"Köln", "DE", ""},
    {"Sydney", "AU", ""},
});

/// Text that trips programs: separators, quotes, line breaks, scripts in both directions, and cells that a spreadsheet
/// takes for a formula.
inline constexpr std::array notes = std::to_array<std::string_view>({
    "Prefers e-mail",
    "Call after 5 pm, not on Fridays",
    "Said \"never again\", then ordered twice",
    "First line\nsecond line",
    "Windows line\r\nbreak",
    "=SUM(A1:A9)",
    "=HYPERLINK(\"http://example.com/\",\"click\")",
    "+1 guest",
    "-20 % voucher sent",
    "@home in the evening",
    "\tstarts with a tab",
    "＝1+1 full-width",
    "café, crème & brûlée",
    "Größe 42; Straße unbekannt",
    "مرحبا بالعالم",
    "שלום, לקוח",
    "你好，世界",
    "👩‍👩‍👧 family plan 🎉",
    "  spaces around  ",
    "back\\slash and /slash",
    "<b>not bold</b> & <img src=x>",
    "0012345",
    "1E5",
    "null",
    "",
    "\"",
    "Tom’s place – 2nd floor",
    "ends with a comma,",
});

} // namespace muster::sandboxwords
