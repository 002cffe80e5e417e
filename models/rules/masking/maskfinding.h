// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace muster {

/// Kinds of personal data that masking knows.
enum class Entity : std::uint8_t {
    Email,
    Phone,
    Ssn, ///< US social security number; the contract's third kind.
    Nino, ///< UK national insurance number.
    Sin, ///< Canadian social insurance number.
    NationalId, ///< Identity and tax numbers of other countries.
    PaymentCard,
    Iban,
    IpAddress,
    BirthDate,
    Address, ///< Postal. Looked for where a policy asks for it.
    PersonName, ///< Likewise.
    Own, ///< Found by a pattern of the policy's.
};
inline constexpr int entityCount = 13;
inline constexpr std::array<Entity, entityCount> allEntities
    = {Entity::Email,      Entity::Phone,       Entity::Ssn,  Entity::Nino,      Entity::Sin,
       Entity::NationalId, Entity::PaymentCard, Entity::Iban, Entity::IpAddress, Entity::BirthDate,
       Entity::Address,    Entity::PersonName,  Entity::Own};

/// Stable key for policies, manifests and `--explain`: "email", "phone", "ssn", "nino", "sin", "national_id",
/// "payment_card", "iban", "ip_address", "birth_date", "address", "person_name", "own".
[[nodiscard]] std::string_view entityKey(Entity entity);
[[nodiscard]] std::optional<Entity> entityOfKey(std::string_view key);

/// What stands in its place: "[EMAIL_MASKED]", "[PHONE_MASKED]" and "[SSN_MASKED]" are the contract's (section 5), the
/// others have the same form.
[[nodiscard]] std::string_view entityTag(Entity entity);

/// Why the second look takes a place in a masked text for personal.
enum class LeakSign : std::uint8_t {
    Shape, ///< It looks like it.
    Context, ///< What stands around it says so.
    Repeat, ///< It says again what was masked elsewhere in the document.
};
inline constexpr int leakSignCount = 3;
/// "shape", "context", "repeat"; stable, for findings and manifests.
[[nodiscard]] std::string_view leakSignKey(LeakSign sign);
[[nodiscard]] std::optional<LeakSign> leakSignOfKey(std::string_view key);

/// What led to a finding, in the order in which equally good ones are preferred.
enum class MaskRule : std::uint16_t {
    EmailAddress, ///< The contract's pattern.
    EmailWide, ///< Beyond it: letters of other scripts, quoted names, addresses of machines, no top-level domain.
    EmailSpoken, ///< "ann dot lee at example dot com"
    PhoneContract, ///< Ten digits, 3-3-4.
    PhoneInternational, ///< With a plus, valid or not.
    PhonePlan, ///< Valid by the plan of one of the policy's regions, or written just as another region writes it.
    PhoneGrouped, ///< In groups as phones are written, of no plan.
    PhoneSpoken,
    PhoneContext, ///< Of no plan, but announced.
    SsnContract, ///< Nine digits, 3-2-4 with "-".
    SsnDigits,
    SsnContext,
    NinoForm,
    NinoContext,
    SinChecked,
    SinContext,
    NationalIdBr, ///< CPF
    NationalIdDe, ///< Steuer-ID
    NationalIdEs, ///< DNI, NIE
    NationalIdFr, ///< NIR
    NationalIdIt, ///< Codice fiscale
    NationalIdNl, ///< BSN
    NationalIdPt, ///< NIF
    NationalIdContext,
    CardChecked, ///< Luhn and the range of a network.
    CardGrouped, ///< In a card's groups, but the check digit is wrong.
    CardSpoken,
    CardContext,
    IbanChecked,
    IbanContext,
    IpV4,
    IpV6,
    BirthDateContext,
    AddressForm, ///< A street with its number and what belongs to it, or a post-office box.
    AddressCode, ///< A post code that names a street, or a town with its code.
    NameAnnounced, ///< "my name is"
    NameTitled, ///< "Mrs"
    NameGreeted, ///< "thanks, Peter"
    NameSigned, ///< Under a letter.
    NameAnswered, ///< Behind a question for a name.
    NameLabel, ///< In front of a line.
    NameKnown, ///< Given name and surname of the dictionary.
    ExceptionDeny, ///< The policy's exceptions name the text.
};
inline constexpr int maskRuleCount = 43;
inline constexpr std::uint16_t firstOwnRule = 1000; ///< And the index of the policy's pattern.

/// "email.address"; stable, for `--explain` and manifests. Not of own rules.
[[nodiscard]] std::string_view maskRuleKey(MaskRule rule);

/// One place in one text. What is spoken over several turns is one finding per turn, with the same group.
struct MaskFinding
{
    std::uint32_t text = 0; ///< Index of the text in what was searched.
    std::uint32_t begin = 0, end = 0; ///< Bytes of that UTF-8 text, end exclusive; never inside a code point.
    Entity entity = Entity::Email;
    std::uint8_t score
        = 100; ///< 1 to 100: how sure. Below reviewScore a person should look; it is masked all the same.
    std::uint16_t rule = 0; ///< Index of the rule in the engine's list; ruleKey() names it ("email.address").
    std::uint32_t group = 0; ///< Findings of one thing split over texts share it; unique per search otherwise.
    bool operator==(const MaskFinding &) const = default;
};

inline constexpr std::uint8_t reviewScore = 70;

/// What a rule took for personal, before overlaps are made one. Offsets in the text that is searched.
struct MaskCandidate
{
    std::size_t begin = 0, end = 0;
    Entity entity = Entity::Email;
    std::uint16_t rule = 0; ///< A MaskRule, or firstOwnRule and the pattern's index.
    std::uint8_t score = 100;
    std::uint32_t group = 0; ///< Not 0: pieces of one thing.
    bool operator==(const MaskCandidate &) const = default;
};

} // namespace muster
