// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/reference/commandreference.h"

#include <QByteArray>

namespace muster {

/// The man page of section 1 (man-pages(7), groff_man(7)), UTF-8.
[[nodiscard]] QByteArray manPage(const CommandReference &program, const QString &version);

} // namespace muster
