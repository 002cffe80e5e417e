// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace muster {

/// Appends `text` (valid UTF-8) as a JSON string, quotes included (RFC 8259 section 7). For bodies that QJson would
/// change: it knows numbers as double only.
void appendJsonString(std::string &out, std::string_view text);

} // namespace muster
