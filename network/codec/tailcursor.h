// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <optional>

namespace muster {

/// Cuts `continuationToken` out of the end of a page (contract section 3) without parsing the page. Given only when it
/// can be nothing but a member of the page itself: behind it come at most the numeric `count` and the page's closing
/// brace. nullopt: not there, too long, or holding an escape; null counts as empty. The decoded page has the last word.
[[nodiscard]] std::optional<QByteArray> tailCursor(QByteArrayView body);

} // namespace muster
