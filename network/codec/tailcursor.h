// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <optional>

namespace muster {

/// Cuts the cursor out of the end of a page without parsing the page: the text of `member`, or empty when it is null.
/// Given only when it can be nothing but a member of the page itself: behind it come at most `numberBehind` (a member
/// that is a number; empty: none) and the page's closing brace. nullopt: not there, too long, or holding an escape. The
/// decoded page has the last word.
[[nodiscard]] std::optional<QByteArray> tailCursor(QByteArrayView body, QByteArrayView member,
                                                   QByteArrayView numberBehind = {});

} // namespace muster
