// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QString>

namespace muster {

// The names that people give to what is kept for them: connections, directives, mappings, policies, number lists.

/// Would a person take them for one name? Neither case nor blanks around count.
[[nodiscard]] bool isSameName(const QString &one, const QString &other);

/// More than blanks, at most `longest` characters, and whole characters only.
[[nodiscard]] bool isUsableName(const QString &name, qsizetype longest);

/// BadInput `code` about what has that name, which is cut where it is too long to be shown.
[[nodiscard]] tl::unexpected<ApiError> refusedName(const char *code, const QString &name);

/// A SHA-256 digest as all files of ours name their content: 64 lower-case hexadecimal digits.
[[nodiscard]] bool isContentDigest(QStringView text);

} // namespace muster
