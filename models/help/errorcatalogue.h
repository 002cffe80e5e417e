// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster {

struct ApiError;

/// The page of the manual on errors, as Markdown: every kind and every code that models/text has words for. Made from
/// those tables, so that the page cannot tell of another program. In the words of the translators in place.
[[nodiscard]] QString errorCataloguePage();

/// Where that page tells of an error: "errors#plan_stale". By its code where that has words of its own, else its kind.
[[nodiscard]] QString errorHelpId(const ApiError &error);

/// The page on findings: what Muster says of contacts, rows, mappings, criteria, exports and results.
[[nodiscard]] QString findingCataloguePage();

} // namespace muster
