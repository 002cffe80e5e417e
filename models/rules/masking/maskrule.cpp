// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/maskrule.h"

namespace muster {

std::string_view maskRuleKey(MaskRule rule)
{
    switch (rule) {
    case MaskRule::EmailAddress:
        return "email.address";
    case MaskRule::PhoneContract:
        return "phone.contract";
    case MaskRule::SsnContract:
        return "ssn.contract";
    case MaskRule::ExceptionDeny:
        return "exception.deny";
    }
    return {};
}

} // namespace muster
