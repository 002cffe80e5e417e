// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

namespace muster {

/// The keys of which findingText() (see outcometexts.h) makes sentences, in its order. For the catalogue; a test
/// compares them with the sentences there are.
[[nodiscard]] std::span<const char *const> resultFindingKeys();

} // namespace muster
