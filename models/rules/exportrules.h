// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/apierror.h"
#include "network/wire/segment.h"

#include <QDateTime>
#include <QStringList>

namespace muster {

/// One line of the pre-flight sheet. Words are in models/text.
struct ExportCheck
{
    enum class Code {
        SegmentActive, ///< args: status
        SegmentFresh, ///< args: age in seconds, limit in seconds; seconds ahead of our clock. None: it has no age
        AttributesKnown, ///< args: names that the segment does not have
        AttributesValid, ///< args: deprecated names, left out (or refused in strict mode)
        FiltersFit, ///< args: one "attribute operator" per filter that cannot be sent; or passed, and filteredHere()
        TargetWritable, ///< args: path, reason key ("exists", "folder_missing", "not_writable", "link",
                        ///< "partial_in_use")
        WebhookAllowed, ///< args: host, reason, and "records" where notices are to hold them
        RecordsConfirmed, ///< args: host, the host that was named for personal data, number of attributes
        PageSizeAllowed, ///< args: size
        ColumnsTreated, ///< args: how many are masked, their names, then those with pseudonyms; failed: "-1", a reason
                        ///< key ("not_exported", "id_masked", "mark_needs_csv") and names
        DaysAllowed, ///< args: first day, last day (ISO), how many days, seconds they take at least, minutes that the
                     ///< newest records may be missing, most days; failed: and a reason key ("missing", "reversed",
                     ///< "future", "too_old", "not_taken")
        WorkbookFits, ///< Of a workbook only. args: columns, most columns; failed: and a reason key ("columns",
                      ///< "guarded", "records")
    };
    enum class State { Passed, Warning, Failed, Waived };
    Code code = Code::SegmentActive;
    State state = State::Passed;
    QStringList args;
    bool operator==(const ExportCheck &) const = default;
};

struct ExportVerdict
{
    QList<ExportCheck> checks; ///< In the order of ExportCheck::Code, one per code that applies.
    ExportOrder order; ///< The order as it would run: deprecated attributes left out.
    [[nodiscard]] bool allowed() const; ///< No check failed.
};

/// Judges an order against the segment's definition (contract section 3, client rules). Pure but for looking at the
/// target's folder. `now` is the latest that UTC may be (F107). Deprecated attributes are left out with a Warning
/// (Failed in strict mode); a filter on one, or on an unknown attribute, or with an operator that does not fit the
/// type, is Failed. Days are judged where the segment has any: the two weeks that the service keeps, by UTC.
[[nodiscard]] ExportVerdict judgeExport(const ExportOrder &order, const SegmentDefinition &definition,
                                        const QDateTime &now);

/// Of a FiltersFit that passed: the service knows no filters, Muster applies them itself.
[[nodiscard]] QString filteredHere();

/// Stable name of a check for `--json`, audit and errors, e.g. "segment_active".
[[nodiscard]] QString exportCheckKey(ExportCheck::Code code);
/// The first failed check as an error: code is its key, details hold every failed check with its arguments.
[[nodiscard]] ApiError refusalOf(const ExportVerdict &verdict);

/// The attributes of a query that the server named when it refused it with 400 (F11): by their place
/// ("requestedAttributes[2]") or by their name. In the query's order, none twice; empty: it named none.
[[nodiscard]] QStringList refusedAttributes(const ApiError &error, const SegmentQuery &query);

} // namespace muster
