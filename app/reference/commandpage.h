// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/reference/commandreference.h"

#include <QByteArray>

namespace muster {

/// The page of the manual on all commands and options: Markdown, UTF-8.
[[nodiscard]] QByteArray commandPage(const CommandReference &program);

} // namespace muster
