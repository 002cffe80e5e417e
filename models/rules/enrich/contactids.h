// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QByteArrayView>
#include <QStringList>

namespace muster {

inline constexpr qint64 maxContactIdBytes = 3 * 1024 * 1024; ///< As much as a frozen order has room for.

/// Contact ids as people give them in a file: UTF-8, one a line, white space around them and empty lines ignored; one
/// that comes twice counts once. BadInput "contact_ids_unreadable" (`detail`: the line) for what is no text or longer
/// than 1,000 characters, "contact_ids_missing", "contact_ids_too_large" (maxContactIdBytes).
[[nodiscard]] Result<QStringList> parseContactIds(QByteArrayView text);

} // namespace muster
