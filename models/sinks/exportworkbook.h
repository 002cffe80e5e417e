// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/sinks/statefile.h"
#include "models/store/posixfile.h"
#include "network/wire/result.h"

#include <stop_token>

namespace muster {

/// The end of an export as a workbook: makes ExportFiles::workbook() of the rows that have grown in the .partial file,
/// with the columns of the order. Synced, private, and proved: read back, it holds what the rows hold. One that an
/// earlier life left is removed first; what cannot be finished is removed as well.
///
/// `rows` up to `end` are `records` rows of CSV below a header, as CsvWriter writes it for machines. Gives length and
/// digest of the workbook. File errors: those of the disk, "workbook_not_written" (the library's word as `detail`) and
/// "workbook_not_proved"; Damaged where the rows are not what they must be; BadInput "cell_too_long_for_workbook";
/// Cancelled. Blocks; any thread.
[[nodiscard]] Result<FileMark> makeWorkbook(const PosixFile &rows, qint64 end, qint64 records, const ExportOrder &order,
                                            DiskAccess &disk, const std::stop_token &stop = {});

} // namespace muster
