// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

namespace muster::test {

/// One row of `muster lists sanitize --report`.
struct ReportRow
{
    QByteArray contactId, original, e164, region, lineType, verdict;
    QList<QByteArray> reasons;
    QByteArray source;
};

/// Reads RFC 4180 by code of its own; empty when the header is not the documented one or a row has other columns.
[[nodiscard]] QList<ReportRow> readReport(const QByteArray &csv);
[[nodiscard]] QHash<QByteArray, int> verdictsOf(const QList<ReportRow> &rows);

/// What libphonenumber itself says of a text, and what the default directive makes of that: independent of the program.
struct LibraryTruth
{
    bool valid = false;
    QByteArray e164, region, lineType;
    QByteArray verdict; ///< Empty where the library alone does not decide (damage, text around the number).
};
[[nodiscard]] LibraryTruth libraryTruth(const QByteArray &text, const QByteArray &defaultRegion);

} // namespace muster::test
