// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listworkbench.h"
#include "models/store/numberliststore.h"

namespace muster {

/// Loads number lists for a workbench from a store's index and folder as they were asked on the GUI thread; what they
/// do not know is the name of a file. What cannot be loaded is told in `checks` and `fault` and is no error. Evidence
/// of a number: "suppression=NAME", "disposable=NAME", each with
/// ";last_seen=2026-11-21" where the list says so and ";prefix_digits=5" where only a prefix is listed.
[[nodiscard]] ListWorkbench::NumberListLoader storedNumberLists(const QList<NumberListInfo> &lists,
                                                                const QString &folder);

} // namespace muster
