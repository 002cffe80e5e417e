// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/workbookcontent.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <stop_token>

namespace muster {

/// Reads a workbook back that WorkbookWriter made, from its bytes on: the directory at its end, every part to its end
/// with its checksum, all of them whole XML, and every cell of every sheet. What it tells is to be compared with what
/// was written. Not a reader for workbooks of other programs: whatever WorkbookWriter would not have written, such as
/// a number, a formula or a part of another name, is File "workbook_not_proved" with what it was as `detail`, never a
/// cell's text.
///
/// `file` is the name to open. `subject` is what errors name. Cancelled where it was stopped. Memory does not grow with
/// the workbook. Blocks on the disk; any thread.
[[nodiscard]] Result<WorkbookContent> readWorkbook(const QByteArray &file, const QString &subject,
                                                   const std::stop_token &stop = {});

} // namespace muster
