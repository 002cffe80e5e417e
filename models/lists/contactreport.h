// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactview.h"
#include "models/rules/exportorder.h"
#include "network/wire/result.h"

#include <stop_token>

namespace muster {

/// One row a contact in the list's order, as CSV (see CsvWriter): contactId, original, e164, region, lineType, verdict,
/// reasons (keys, separated by spaces), source. The file appears when it is complete and synced, mode 0600; "exists"
/// where there is one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<QString> writeContactReport(const JudgedContacts &list, const QString &file, TextProfile profile,
                                                 const std::stop_token &stop);

} // namespace muster
