// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filekind.h"
#include "models/store/recentitems.h"

#include <QString>

namespace muster {

[[nodiscard]] QString fileKindText(FileKind kind); ///< "Contacts: a dry run of sanitizing"
[[nodiscard]] QString fileOpenText(FileKind kind); ///< On the button: "Open as a dry run"
/// What it looks like and by what that was told; a whole sentence.
[[nodiscard]] QString fileGuessText(const FileGuess &guess);
[[nodiscard]] QString recentKindText(RecentItem::Kind kind); ///< "Contact list"

} // namespace muster
