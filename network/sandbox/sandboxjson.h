// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <string>
#include <string_view>

namespace muster {

/// Appends `text` (UTF-8) as the inside of a JSON string. Pages are rendered by hand: they are asked for most.
void sandboxAppendEscaped(std::string &out, std::string_view text);
void sandboxAppendNumber(std::string &out, qint64 value);

} // namespace muster
