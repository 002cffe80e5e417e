// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster {

/// Text from outside as it may stand in a window: line breaks become a space, control, bidirectional, zero-width and
/// tag characters and lone surrogates become a visible mark (S26, S28); at most `limit` characters, then an ellipsis.
[[nodiscard]] QString visibleText(const QString &text, qsizetype limit = 500);

/// The same, but line breaks and tabs are kept: for quotation boxes and cells that show the full text.
[[nodiscard]] QString visibleParagraphs(const QString &text, qsizetype limit = 2000);

} // namespace muster
