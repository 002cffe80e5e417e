// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"
#include "network/wire/segment.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <memory>
#include <optional>

namespace muster {

// What stands for audience segments where NICE CXone has none: sources of people, and pages of their records. Bytes <->
// neutral values, as the published specifications say. Pure, safe on any thread.

/// A source of people.
struct CxoneSource
{
    enum class Kind { CallingList, CompletedContacts, DigitalCustomers, RecordedInteractions };
    Kind kind = Kind::CallingList;
    QString listId; ///< Of a calling list: its number in digits.

    /// As SegmentSummary::id says it: "calling-list/17", "completed-contacts", "digital-customers",
    /// "recorded-interactions".
    [[nodiscard]] QString id() const;
    /// nullopt: no source is called so.
    [[nodiscard]] static std::optional<CxoneSource> fromId(const QString &id);
};

/// Where a page of a source begins, as the export's cursor says it. The API gives none that could be kept: it counts
/// records (`skip`) or pages.
struct CxonePlace
{
    /// Of customers: the first page is asked for without a number, since it is not published from which it counts.
    static constexpr qint64 unnumbered = -1;
    static constexpr qint64 furthest = 1'000'000'000;

    CxoneSource source;
    qint64 at = 0; ///< Records before it; of customers the page's number, of recorded interactions days before it.
    int size = 0; ///< Of customers: records a page, the same for all of them; 0: whatever the call wants.
    /// Of completed contacts: the time that all pages are of, UTC, whole seconds. Of recorded interactions the starts
    /// of the first and of the last day.
    QDateTime from, to;
    /// 16 hexadecimal digits: with what the page before began; empty: this is the first, or of recorded interactions.
    QByteArray before;

    [[nodiscard]] QByteArray cursor() const;
    /// Strict: nullopt where cursor() has not written it for that very source.
    [[nodiscard]] static std::optional<CxonePlace> fromCursor(const QByteArray &cursor, const QString &sourceId);
    /// Behind a page of `received` records that begins with `digest`.
    [[nodiscard]] CxonePlace behind(qint64 received, const QByteArray &digest) const;

    /// Of recorded interactions, whose pages are days: where the first of them is.
    [[nodiscard]] static CxonePlace ofDays(const QDate &first, const QDate &last);
    [[nodiscard]] QDate day() const { return from.date().addDays(at); }
    /// The cursor of the next day; empty: this is the last one.
    [[nodiscard]] QByteArray nextDay() const;
};

/// A calling list and what its records have: from its own answer with some records in it. Not of an empty body.
[[nodiscard]] Result<SegmentDefinition> readCxoneList(const QByteArray &body, const QString &sourceId);
/// What a source is without a look at any record: status, time and size are not known of a calling list.
[[nodiscard]] SegmentDefinition cxoneDefinition(const CxoneSource &source);
/// The same of recorded interactions, whose columns nobody publishes: the connection names them.
[[nodiscard]] SegmentDefinition cxoneInteractions(const QStringList &columns);
/// Adds the custom fields that a page of customers brings. An empty body has none.
[[nodiscard]] Result<void> addCxoneCustomFields(const QByteArray &body, SegmentDefinition &definition);

/// For all pages of the query; RawPage::asked is the CxonePlace of the page, an empty body an empty page. Applies the
/// filters. LimitExceeded "cursor_repeated" where a page begins with the very record that the page before began with:
/// the service counts otherwise than it says, and there would be no end (F67). UnexpectedShape and the other kinds as
/// RecordPageDecoder has them.
[[nodiscard]] std::shared_ptr<const PageDecoder> cxoneDecoder(const SegmentQuery &query);
/// The same of whole records of a calling list: what is not one of `columns`, which are called as in an export, is with
/// the extras byte for byte, `destinations` and `otherFields` always as a whole; but not what the platform keeps for
/// itself (`ic…`: attempts, last call, dates), which changes while the record stays what it is and never comes back.
/// `sourceId` empty: of any calling list.
[[nodiscard]] std::shared_ptr<const PageDecoder> cxoneRecordDecoder(const QString &sourceId,
                                                                    const QStringList &columns);

} // namespace muster
