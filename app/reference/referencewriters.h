// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/reference/commandreference.h"

#include <QByteArray>

namespace muster {

/// The man page of section 1 (man-pages(7), groff_man(7)), UTF-8.
[[nodiscard]] QByteArray manPage(const CommandReference &program, const QString &version);

/// The page of the manual on all commands and options: Markdown, UTF-8.
[[nodiscard]] QByteArray commandPage(const CommandReference &program);

/// Completions for shells: commands, options, the words of options that take only some; files where any text is taken.
/// Options of the whole are offered everywhere. Each needs nothing but its shell.
[[nodiscard]] QByteArray bashCompletion(const CommandReference &program);
[[nodiscard]] QByteArray zshCompletion(const CommandReference &program);
[[nodiscard]] QByteArray fishCompletion(const CommandReference &program);

} // namespace muster
