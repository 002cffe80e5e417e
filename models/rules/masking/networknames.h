// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

#include <string>

namespace muster {

/// E-mail addresses beyond the contract's pattern: letters of any script, quoted names, blanks around the "@" in no
/// case, and names of machines without a top-level domain, which are less sure.
void findWideAddresses(const MaskSearch &search);

/// IPv6 addresses as RFC 4291 writes them, with an IPv4 tail or a zone, too.
void findIpV6(const MaskSearch &search);

/// E-mail addresses that are said: "ann dot lee at example dot com", "j o h n underscore four two arroba ejemplo punto
/// es", "ann (at) example (dot) org", also over several turns.
void findSpokenAddresses(const MaskSearch &search);

/// For locators: "dot com" in every language that is known.
[[nodiscard]] std::string spokenDotExpression();

} // namespace muster
