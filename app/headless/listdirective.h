// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/listsoptions.h"
#include "models/rules/lists/sanitizationdirective.h"

namespace muster {

/// `base` with what the options say instead; file names are made absolute. BadInput "region_unknown",
/// "line_type_unknown" (`subject`: the word).
[[nodiscard]] Result<SanitizationDirective> wantedDirective(const ListsOptions &options, SanitizationDirective base);

} // namespace muster
