// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/contactcolumns.h"
#include "models/sources/tableformat.h"

#include <functional>
#include <stop_token>

namespace muster {

/// Contacts of a file, and how it was read.
struct ContactsFile
{
    SharedContactColumns contacts;
    TableFormat format;
    bool isGuessed = false; ///< The format is a guess that the bytes do not prove.
    /// Of JSON Lines: members that only later rows have; they are no fields of `contacts` (see
    /// TableReader::lateColumns()), so nothing is known of them.
    QStringList unreadFields;
};

/// Reads a CSV, TSV or JSON Lines file whole; without `format` it is guessed. Cells are taken as they are, white space
/// included; of JSON null is empty. `progress` hears of every block: rows so far, and the share of the file's bytes (0
/// to 1). Blocks; for a worker.
/// Errors: of TableReader and guessTableFormat() (File, BadInput with row and column), of ContactColumnsBuilder
/// (LimitExceeded), BadInput "contacts_empty" (subject: the file) when there is no row, Cancelled after a stop.
[[nodiscard]] Result<ContactsFile> readContactsFile(const QString &file, const std::optional<TableFormat> &format,
                                                    const ContactLimits &limits,
                                                    const std::function<void(qint64 rows, double share)> &progress,
                                                    const std::stop_token &stop);

} // namespace muster
