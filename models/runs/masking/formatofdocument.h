// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/maskeddocument.h"

#include <QByteArrayView>
#include <optional>
#include <string_view>

namespace muster {

/// "json", "jsonl", "text".
[[nodiscard]] std::string_view documentFormKey(DocumentForm form);
[[nodiscard]] std::optional<DocumentForm> documentFormOfKey(std::string_view key);

/// What a file is by how it begins; `isAll`: there is no more of it. JSON Lines is what has a whole value in its first
/// line and something behind it. What opens an object is JSON, however damaged: as text its escapes would hide what
/// they stand for. nullopt: more has to be seen.
[[nodiscard]] std::optional<DocumentForm> formatOfDocument(QByteArrayView head, bool isAll);

} // namespace muster
