// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"
#include "network/wire/recordpage.h"
#include "network/wire/segment.h"

#include <QByteArray>
#include <QDate>
#include <QStringList>
#include <memory>

namespace muster {

// NICE CXone's data extraction: jobs that make a table of what happened on some days. Bytes <-> values, as the
// published specification says; what stands in the table is published nowhere. Pure, safe on any thread.

/// How far a job is.
enum class CxoneExtractionState { Running, Succeeded, Failed, Cancelled, Expired };

template <>
inline constexpr KeyTable<CxoneExtractionState, 5> keyTable<CxoneExtractionState>{{
    {CxoneExtractionState::Running, QLatin1String("RUNNING")},
    {CxoneExtractionState::Succeeded, QLatin1String("SUCCEEDED")},
    {CxoneExtractionState::Failed, QLatin1String("FAILED")},
    {CxoneExtractionState::Cancelled, QLatin1String("CANCELLED")},
    {CxoneExtractionState::Expired, QLatin1String("EXPIRED")},
}};

struct CxoneExtractionJob
{
    QString id; ///< Letters, digits, '-' and '_', at most 128: it goes into a path.
    CxoneExtractionState state = CxoneExtractionState::Running;
    QByteArray link; ///< To the table, for half a minute; empty: not said.
    QString words; ///< What the service says of a failure; neither masked nor cut to what a person may see.
};

/// The body that begins a job, of the days from `first` to `end`, by the entity "recording-interaction-metadata".
[[nodiscard]] QByteArray cxoneExtractionBody(const QString &version, const QDate &first, const QDate &end);
/// The id of the job that was begun: a JSON text.
[[nodiscard]] Result<QString> readCxoneExtractionBegun(const QByteArray &body);
/// UnexpectedShape for a state that is none of those above.
[[nodiscard]] Result<CxoneExtractionJob> readCxoneExtraction(const QByteArray &body);
/// Of the tenant, its own and those of others; they say no more than id and state. An empty body has none.
[[nodiscard]] Result<QList<CxoneExtractionJob>> readCxoneExtractions(const QByteArray &body);

/// What a connection says of the tables of its tenant.
struct CxoneTableColumns
{
    QString id; ///< Whose cells are the contact ids.
    QStringList known; ///< Can be chosen; a cell of any other column is an extra of its record (F63).
};

/// Turns the table of one day into a page; RawPage::asked is the CxonePlace of the day. CSV with a header and commas,
/// UTF-8, with or without a byte order mark; an empty body is a day without records. Applies the filters.
///
/// UnexpectedShape "extraction_column" (subject: the column) where a column that is needed is missing or there twice;
/// BrokenBody "extraction_table" for what is no CSV, or has a row of more or fewer cells than the header, as a body has
/// that was cut (`detail`: the row's number); "invalid_utf8"; NotFromApi "markup"; LimitExceeded "page_bytes",
/// "page_rows". No error holds a value of the table.
[[nodiscard]] std::shared_ptr<const PageDecoder> cxoneTableDecoder(const SegmentQuery &query,
                                                                   const CxoneTableColumns &columns);

} // namespace muster
