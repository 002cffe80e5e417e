// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

namespace muster {

/// What a code says that is more than its kind does, untranslated, in the context "ErrorTexts".
struct ErrorCodeRow
{
    const char *code;
    const char *what; ///< %1: what it happened to, in quotation marks.
    const char *todo;
};

/// Of a code that comes twice the later row counts, unless it names a subject and there is none.
[[nodiscard]] std::span<const ErrorCodeRow> errorCodeRows();

} // namespace muster
