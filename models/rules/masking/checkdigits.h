// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>

namespace muster {

// Check digits and forms of numbers that identify people and accounts. `digits` and `text` hold nothing else: blanks
// and dashes are taken out before. Letters may be small or capital. Each states the source of its rule.

/// ISO/IEC 7812-1, annex B.
[[nodiscard]] bool luhnHolds(std::string_view digits);
/// Begins and is as long as cards of the networks that are in use (ISO/IEC 7812 issuer ranges as published by Visa,
/// Mastercard, American Express, Discover, Diners Club, JCB, UnionPay, Maestro).
[[nodiscard]] bool isCardRange(std::string_view digits);
/// Length by country, of the SWIFT IBAN registry; 0: the country has none.
[[nodiscard]] std::size_t ibanLength(std::string_view country);
/// ISO 7064 mod 97-10 after the first four characters were moved to the end.
[[nodiscard]] bool ibanHolds(std::string_view text);
/// Area 000, 666 and 900 to 999, group 00 and serial 0000 are never given (SSA POMS RM 10201).
[[nodiscard]] bool isSsnRange(std::string_view digits);
/// Prefix of a UK national insurance number (HMRC NIM39110): no D, F, I, Q, U, V; no O second; some pairs unused.
[[nodiscard]] bool isNinoPrefix(char first, char second);
/// Canada: nine digits, Luhn, not beginning with 0 or 8.
[[nodiscard]] bool sinHolds(std::string_view digits);
/// Germany, tax identification number: ISO 7064 mod 11,10 and the rule on repeated digits (§ 139b AO, BZSt).
[[nodiscard]] bool steuerIdHolds(std::string_view digits);
/// France, NIR with key: 97 - number mod 97, with 2A and 2B for Corsica (INSEE). 15 characters.
[[nodiscard]] bool nirHolds(std::string_view text);
/// Spain, DNI and NIE: letter by number mod 23. 9 characters.
[[nodiscard]] bool dniHolds(std::string_view text);
/// Portugal, NIF: weights 9 to 2, mod 11. 9 digits.
[[nodiscard]] bool nifHolds(std::string_view digits);
/// Netherlands, BSN: weights 9 to 2 and -1, mod 11. 9 digits.
[[nodiscard]] bool bsnHolds(std::string_view digits);
/// Brazil, CPF: two digits mod 11; equal digits throughout are none. 11 digits.
[[nodiscard]] bool cpfHolds(std::string_view digits);
/// Italy, codice fiscale of a person: form and check letter (DM 23/12/1976). 16 characters.
[[nodiscard]] bool codiceFiscaleHolds(std::string_view text);

} // namespace muster
