// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
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
    Address, ///< Postal. Optional: only habits that are known are found.
    PersonName, ///< Optional: only beside words that announce a name.
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

} // namespace muster
