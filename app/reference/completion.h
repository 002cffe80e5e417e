// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/reference/commandreference.h"

#include <QByteArray>

namespace muster {

/// Completions for shells: commands, options, the words of options that take only some; files where any text is taken.
/// Options of the whole are offered everywhere. Each needs nothing but its shell.
[[nodiscard]] QByteArray bashCompletion(const CommandReference &program);
[[nodiscard]] QByteArray zshCompletion(const CommandReference &program);
[[nodiscard]] QByteArray fishCompletion(const CommandReference &program);

} // namespace muster
