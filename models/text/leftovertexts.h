// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace muster {

/// What a run was to do with a contact: "update", "remove", "bring back", "write the old number back". The key of what
/// nobody knows is shown as it is.
[[nodiscard]] QString leftoverActionText(const QString &action);
/// What became of it instead, by the keys of unitStateKey() and of unitReasonKey() or restoreReasonKey().
[[nodiscard]] QString leftoverFateText(const QString &state, const QString &reason);

} // namespace muster
