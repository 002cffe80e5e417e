// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/contactlist.h"
#include "network/wire/result.h"

namespace muster {

/// The list of that id, else the only one of that name. BadInput "list_unknown", "list_name_twice".
[[nodiscard]] Result<ContactListSummary> listFrom(const QList<ContactListSummary> &lists, const QString &word);

} // namespace muster
