// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskrule.h"

#include <array>

namespace muster {

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
    "person_name.announced",
    "exception.deny",
};

} // namespace

std::string_view maskRuleKey(MaskRule rule)
{
    return keys[static_cast<std::size_t>(rule)];
}

} // namespace muster
