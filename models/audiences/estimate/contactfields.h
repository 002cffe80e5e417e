// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/rules/criteria/criteriafield.h"

namespace muster {

/// Different texts that a field may have to be shown as a list of values.
inline constexpr std::size_t mostKnownValues = 50;

/// What the contacts at hand tell of fields where nothing else does: those that somebody has filled, in their order,
/// with their types, and of text their values when these are few and come again (at most mostKnownValues, each twice on
/// average). Some milliseconds; any thread.
[[nodiscard]] CriteriaFields contactFields(const ContactColumns &contacts);

} // namespace muster
