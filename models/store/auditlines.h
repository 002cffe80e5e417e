// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <functional>

namespace muster {

class PosixFile;

/// Calls `line` for each whole line of the file, as long as it was when it was opened, with its offset, without its
/// line end; in small memory whatever the file holds: a line that is too long for an entry comes as an empty one.
/// Returns where the last whole line ends; what is behind that is a torn tail.
[[nodiscard]] Result<qint64> scanAuditLines(const PosixFile &file,
                                            const std::function<void(qint64 offset, const QByteArray &line)> &line);

} // namespace muster
