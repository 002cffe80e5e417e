// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster {

/// `file`, or where something is there already "name (2).csv", "name (3).csv" and so on beside it; a number that the
/// name ends with is counted on. Only a suggestion: somebody else may take the name at once. Asks the file system, at
/// most 1,000 times; after that `file` itself.
[[nodiscard]] QString freeNameBeside(const QString &file);

} // namespace muster
