// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArrayView>

namespace muster {

/// What is no text that Muster reads, by its first bytes whatever its name says: never unpacked, never parsed (S17,
/// S18).
enum class ForeignFormat {
    None,
    Packed, ///< An archive or something compressed; the workbooks and documents of today are zip files.
    Document, ///< The containers of older workbooks, PDF.
    Markup, ///< XML or HTML.
};

inline constexpr qsizetype foreignHeadBytes = 512; ///< So much of the beginning tells; tar says it at byte 257.

[[nodiscard]] ForeignFormat foreignFormatOf(QByteArrayView head);

/// BadInput "file_workbook" or "file_markup"; `subject`: the file.
[[nodiscard]] Result<void> refuseForeign(QByteArrayView head, const QString &subject = {});
/// The same where markup is text like any other: what is only masked is not parsed.
[[nodiscard]] Result<void> refusePacked(QByteArrayView head, const QString &subject = {});

} // namespace muster
