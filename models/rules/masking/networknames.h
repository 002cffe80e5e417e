// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

namespace muster {

/// E-mail addresses beyond the contract's pattern: letters of any script, quoted names, blanks around the "@" in no
/// case, and names of machines without a top-level domain, which are less sure.
void findWideAddresses(const MaskSearch &search);

/// IPv6 addresses as RFC 4291 writes them, with an IPv4 tail or a zone, too.
void findIpV6(const MaskSearch &search);

} // namespace muster
