// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <optional>

namespace muster {

/// As one line of a POSIX shell: words that need it in single quotes.
[[nodiscard]] QString shellLine(const QStringList &words);

/// The words of such a line: quotes and backslashes as a shell has them. Nothing else is one: no variables, patterns,
/// pipes. nullopt where a quotation does not end.
[[nodiscard]] std::optional<QStringList> shellWords(const QString &line);

} // namespace muster
