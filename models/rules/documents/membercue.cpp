// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/membercue.h"

#include "models/rules/documents/utf8text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace muster {

namespace {

constexpr std::array<MemberCue, entityCount - 1> cues = {{
    {Entity::Email, 1, 0, "e-mail"}, // never all of a value: what is found in it counts
    {Entity::Phone, 7, 15, "phone number"},
    {Entity::Ssn, 7, 9, "social security number"}, // as numbers they have lost their leading zeros
    {Entity::Nino, 6, 6, "national insurance number"},
    {Entity::Sin, 8, 9, "social insurance number"},
    {Entity::NationalId, 7, 15, "tax id"},
    {Entity::PaymentCard, 12, 19, "card number"},
    {Entity::Iban, 14, 34, "IBAN"},
    {Entity::IpAddress, 7, 12, "IP address"},
    {Entity::BirthDate, 4, 13, "date of birth"},
    {Entity::Address, 0, 0, "address"},
    {Entity::PersonName, 0, 0, "my name is"},
}};

enum class How : std::uint8_t {
    Word, ///< One of the words that the name is made of, or the whole name.
    Whole, ///< The whole name: "name" is a person's more often than not, "fileName" is not.
    Part, ///< Anywhere in it: long enough to mean nothing else.
};
struct Sign
{
    std::string_view text;
    Entity entity;
    How how;
};
// The first that fits counts: "emailAddress" and "ipAddress" are no postal ones.
constexpr std::array signs = {
    Sign{"email", Entity::Email, How::Part},
    Sign{"mail", Entity::Email, How::Word},
    Sign{"correo", Entity::Email, How::Word},
    Sign{"courriel", Entity::Email, How::Word},
    Sign{"ipaddress", Entity::IpAddress, How::Part},
    Sign{"ip", Entity::IpAddress, How::Word},
    Sign{"birth", Entity::BirthDate, How::Part},
    Sign{"dob", Entity::BirthDate, How::Word},
    Sign{"geburt", Entity::BirthDate, How::Part},
    Sign{"nacimiento", Entity::BirthDate, How::Part},
    Sign{"nascimento", Entity::BirthDate, How::Part},
    Sign{"naissance", Entity::BirthDate, How::Part},
    Sign{"phone", Entity::Phone, How::Part},
    Sign{"telefon", Entity::Phone, How::Part},
    Sign{"rufnummer", Entity::Phone, How::Part},
    Sign{"msisdn", Entity::Phone, How::Part},
    Sign{"callback", Entity::Phone, How::Part},
    Sign{"callerid", Entity::Phone, How::Part},
    Sign{"callernumber", Entity::Phone, How::Part},
    Sign{"contactnumber", Entity::Phone, How::Part},
    Sign{"whatsapp", Entity::Phone, How::Part},
    Sign{"celular", Entity::Phone, How::Part},
    Sign{"tel", Entity::Phone, How::Word},
    Sign{"mobile", Entity::Phone, How::Word},
    Sign{"mobil", Entity::Phone, How::Word},
    Sign{"movil", Entity::Phone, How::Word},
    Sign{"handy", Entity::Phone, How::Word},
    Sign{"portable", Entity::Phone, How::Word},
    Sign{"cell", Entity::Phone, How::Word},
    Sign{"fax", Entity::Phone, How::Word},
    Sign{"ani", Entity::Phone, How::Word},
    Sign{"dnis", Entity::Phone, How::Word},
    Sign{"socialsecurity", Entity::Ssn, How::Part},
    Sign{"ssn", Entity::Ssn, How::Word},
    Sign{"nationalinsurance", Entity::Nino, How::Part},
    Sign{"nino", Entity::Nino, How::Word},
    Sign{"socialinsurance", Entity::Sin, How::Part},
    Sign{"sinnumber", Entity::Sin, How::Part},
    Sign{"nationalid", Entity::NationalId, How::Part},
    Sign{"taxid", Entity::NationalId, How::Part},
    Sign{"taxnumber", Entity::NationalId, How::Part},
    Sign{"passport", Entity::NationalId, How::Part},
    Sign{"steuer", Entity::NationalId, How::Part},
    Sign{"codicefiscale", Entity::NationalId, How::Part},
    Sign{"nif", Entity::NationalId, How::Word},
    Sign{"dni", Entity::NationalId, How::Word},
    Sign{"nie", Entity::NationalId, How::Word},
    Sign{"nir", Entity::NationalId, How::Word},
    Sign{"bsn", Entity::NationalId, How::Word},
    Sign{"cpf", Entity::NationalId, How::Word},
    Sign{"tin", Entity::NationalId, How::Word},
    Sign{"iban", Entity::Iban, How::Word},
    Sign{"creditcard", Entity::PaymentCard, How::Part},
    Sign{"debitcard", Entity::PaymentCard, How::Part},
    Sign{"cardnumber", Entity::PaymentCard, How::Part},
    Sign{"kartennummer", Entity::PaymentCard, How::Part},
    Sign{"tarjeta", Entity::PaymentCard, How::Word},
    Sign{"card", Entity::PaymentCard, How::Word},
    Sign{"pan", Entity::PaymentCard, How::Word},
    Sign{"street", Entity::Address, How::Word},
    Sign{"address", Entity::Address, How::Part},
    Sign{"anschrift", Entity::Address, How::Part},
    Sign{"postcode", Entity::Address, How::Part},
    Sign{"zipcode", Entity::Address, How::Part},
    Sign{"zip", Entity::Address, How::Word},
    Sign{"streetaddress", Entity::Address, How::Part},
    Sign{"adresse", Entity::Address, How::Part},
    Sign{"direcci", Entity::Address, How::Part}, // "dirección": letters of other alphabets end a word
    Sign{"endere", Entity::Address, How::Part},
    Sign{"morada", Entity::Address, How::Word},
    Sign{"indirizzo", Entity::Address, How::Part},
    Sign{"adres", Entity::Address, How::Word},
    Sign{"strasse", Entity::Address, How::Word},
    Sign{"straat", Entity::Address, How::Word},
    Sign{"postleitzahl", Entity::Address, How::Part},
    Sign{"plz", Entity::Address, How::Word},
    Sign{"codigopostal", Entity::Address, How::Part},
    Sign{"codepostal", Entity::Address, How::Part},
    Sign{"postalcode", Entity::Address, How::Part},
    Sign{"name", Entity::PersonName, How::Whole},
    Sign{"nombre", Entity::PersonName, How::Whole},
    Sign{"nom", Entity::PersonName, How::Word}, // "prénom", too
    Sign{"nome", Entity::PersonName, How::Whole},
    Sign{"naam", Entity::PersonName, How::Whole},
    Sign{"prenom", Entity::PersonName, How::Word},
    Sign{"cognome", Entity::PersonName, How::Word},
    Sign{"apelido", Entity::PersonName, How::Word},
    Sign{"sobrenome", Entity::PersonName, How::Word},
    Sign{"voornaam", Entity::PersonName, How::Word},
    Sign{"achternaam", Entity::PersonName, How::Word},
    Sign{"agentname", Entity::PersonName, How::Part},
    Sign{"clientname", Entity::PersonName, How::Part},
    Sign{"username", Entity::PersonName, How::Part},
    Sign{"firstname", Entity::PersonName, How::Part},
    Sign{"lastname", Entity::PersonName, How::Part},
    Sign{"surname", Entity::PersonName, How::Part},
    Sign{"fullname", Entity::PersonName, How::Part},
    Sign{"givenname", Entity::PersonName, How::Part},
    Sign{"familyname", Entity::PersonName, How::Part},
    Sign{"customername", Entity::PersonName, How::Part},
    Sign{"contactname", Entity::PersonName, How::Part},
    Sign{"callername", Entity::PersonName, How::Part},
    Sign{"vorname", Entity::PersonName, How::Part},
    Sign{"nachname", Entity::PersonName, How::Part},
    Sign{"apellido", Entity::PersonName, How::Part},
};
// "callbackTime" and "phoneCallStartedAt" are about something else than the number.
constexpr std::array<std::string_view, 12> otherEnds
    = {"at", "time", "timestamp", "count", "duration", "ms", "seconds", "type", "status", "length", "calls", "index"};
constexpr std::size_t longestKey = 80; // a longer one is a sentence

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

/// The letters of a key in lower case without what stands between its words, and where the words begin.
struct Words
{
    std::string letters;
    std::vector<std::size_t> begins; ///< And the end of the last.

    explicit Words(std::string_view key)
    {
        bool starts = true;
        for (std::size_t i = 0; i < key.size(); ++i) {
            const char c = key[i];
            if (!isUpper(c) && !isLower(c)) {
                starts = true;
                continue;
            }
            // "homePhone", and "ANIValue", in which the last capital belongs to the next word.
            const bool isHump = i > 0 && isUpper(c)
                && (isLower(key[i - 1]) || (i + 1 < key.size() && isUpper(key[i - 1]) && isLower(key[i + 1])));
            if (starts || isHump)
                begins.push_back(letters.size());
            starts = false;
            letters += isUpper(c) ? char(c - 'A' + 'a') : c;
        }
        begins.push_back(letters.size());
    }
    [[nodiscard]] std::string_view word(std::size_t i) const
    {
        return std::string_view(letters).substr(begins[i], begins[i + 1] - begins[i]);
    }
    [[nodiscard]] bool has(const Sign &sign) const
    {
        if (sign.how == How::Whole)
            return letters == sign.text;
        if (sign.how == How::Part)
            return letters.find(sign.text) != std::string::npos;
        for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
            if (word(i) == sign.text)
                return true;
        }
        return letters == sign.text;
    }
    [[nodiscard]] bool endsOtherwise() const
    {
        return begins.size() > 2 && std::ranges::find(otherEnds, word(begins.size() - 2)) != otherEnds.end();
    }
};

} // namespace

bool MemberCue::coversAll(std::string_view value) const
{
    if (most == 0)
        return fewest == 0 && value.find_first_not_of(" \t\r\n") != std::string_view::npos;
    if (value.size() > std::size_t(most) * 8)
        return false;
    int digits = 0;
    for (std::size_t at = 0; at < value.size();) {
        const char32_t point = nextPoint(value, at);
        if (digitValue(point) >= 0)
            ++digits;
        else if (!isDigitSeparator(point))
            return false;
    }
    return digits >= fewest && digits <= most;
}

const MemberCue *memberCue(std::string_view key)
{
    if (key.size() > longestKey)
        return nullptr;
    const Words words(key);
    if (words.endsOtherwise())
        return nullptr;
    const auto found = std::ranges::find_if(signs, [&](const Sign &sign) { return words.has(sign); });
    return found == signs.end() ? nullptr : &cues[static_cast<std::size_t>(found->entity)];
}

bool isNeutralKey(std::string_view key)
{
    static constexpr std::array<std::string_view, 10> words
        = {"value", "values", "number", "numbers", "raw", "digits", "text", "primary", "national", "international"};
    if (key.size() > longestKey)
        return false;
    return std::ranges::find(words, std::string_view(Words(key).letters)) != words.end();
}

} // namespace muster
