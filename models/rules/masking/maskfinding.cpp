// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskfinding.h"

#include <algorithm>

namespace muster {

namespace {

struct Names
{
    std::string_view key, tag;
};

constexpr std::array<Names, entityCount> names = {{
    {"email", "[EMAIL_MASKED]"},
    {"phone", "[PHONE_MASKED]"},
    {"ssn", "[SSN_MASKED]"},
    {"nino", "[NINO_MASKED]"},
    {"sin", "[SIN_MASKED]"},
    {"national_id", "[NATIONAL_ID_MASKED]"},
    {"payment_card", "[CARD_MASKED]"},
    {"iban", "[IBAN_MASKED]"},
    {"ip_address", "[IP_MASKED]"},
    {"birth_date", "[BIRTH_DATE_MASKED]"},
    {"address", "[ADDRESS_MASKED]"},
    {"person_name", "[NAME_MASKED]"},
    {"own", "[OWN_MASKED]"},
}};

} // namespace

std::string_view entityKey(Entity entity)
{
    return names[static_cast<std::size_t>(entity)].key;
}

std::optional<Entity> entityOfKey(std::string_view key)
{
    const auto found = std::ranges::find(names, key, &Names::key);
    if (found == names.end())
        return std::nullopt;
    return allEntities[static_cast<std::size_t>(found - names.begin())];
}

std::string_view entityTag(Entity entity)
{
    return names[static_cast<std::size_t>(entity)].tag;
}

namespace {

constexpr std::array<std::string_view, maskRuleCount> keys = {
    "email.address",
    "email.wide",
    "email.spoken",
    "phone.contract",
    "phone.international",
    "phone.plan",
    "phone.grouped",
    "phone.spoken",
    "phone.context",
    "ssn.contract",
    "ssn.digits",
    "ssn.context",
    "nino.form",
    "nino.context",
    "sin.checked",
    "sin.context",
    "national_id.br",
    "national_id.de",
    "national_id.es",
    "national_id.fr",
    "national_id.it",
    "national_id.nl",
    "national_id.pt",
    "national_id.context",
    "payment_card.checked",
    "payment_card.grouped",
    "payment_card.spoken",
    "payment_card.context",
    "iban.checked",
    "iban.context",
    "ip_address.v4",
    "ip_address.v6",
    "birth_date.context",
    "address.form",
    "address.code",
    "person_name.announced",
    "person_name.titled",
    "person_name.greeted",
    "person_name.signed",
    "person_name.answered",
    "person_name.label",
    "person_name.known",
    "exception.deny",
};

} // namespace

std::string_view maskRuleKey(MaskRule rule)
{
    return keys[static_cast<std::size_t>(rule)];
}

namespace {

constexpr std::array<std::string_view, leakSignCount> leakSignKeys = {"shape", "context", "repeat"};

} // namespace

std::string_view leakSignKey(LeakSign sign)
{
    return leakSignKeys[static_cast<std::size_t>(sign)];
}

std::optional<LeakSign> leakSignOfKey(std::string_view key)
{
    const auto found = std::ranges::find(leakSignKeys, key);
    if (found == leakSignKeys.end())
        return std::nullopt;
    return static_cast<LeakSign>(found - leakSignKeys.begin());
}

} // namespace muster
