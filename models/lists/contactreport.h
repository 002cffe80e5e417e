// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactview.h"
#include "models/sinks/csvrows.h"
#include "network/wire/result.h"

#include <QList>
#include <QPair>
#include <atomic>
#include <stop_token>

namespace muster {

/// Which contacts of a list a report holds.
enum class ReportScope {
    All, ///< In the list's order.
    Changes, ///< What would be fixed or purged, in the list's order.
    Shown, ///< What the filter lets through, in the order that is shown.
    Selected, ///< Rows of what is shown.
};

struct ContactReportOrder
{
    QString file;
    TextProfile profile = TextProfile::Spreadsheets;
    ReportScope scope = ReportScope::All;
    QList<QPair<int, int>> selected; ///< First and last row of each range of the model; ReportScope::Selected only.
    bool replace = false; ///< An existing file; else "exists".
};

/// How far a report is; written by its worker, read by anyone.
struct ReportProgress
{
    std::atomic<qint64> rows{0}, total{-1}; ///< -1: not counted yet.
};

/// One row a contact, as CSV (see CsvRows): contactId, original, e164, region, lineType, verdict, reasons (keys,
/// separated by spaces), source. The file appears when it is complete and synced, mode 0600; "exists" where there is
/// one. Blocks; for a worker. Cancelled when stopped.
[[nodiscard]] Result<WrittenFile> writeContactReport(const ContactView &view, const ContactReportOrder &order,
                                                     ReportProgress &progress, const std::stop_token &stop);

} // namespace muster
