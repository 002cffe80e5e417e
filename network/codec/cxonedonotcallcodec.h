// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialer.h"
#include "network/wire/donotcall.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <vector>

namespace muster {

// NICE CXone's do-not-call groups: bytes <-> values, as the published specification says. Pure, safe on any thread. An
// empty body is an empty page.

/// Without those that are removed. A group that does not say whether it is active is UnexpectedShape.
[[nodiscard]] Result<QList<DoNotCallGroup>> readCxoneDoNotCallGroups(const QByteArray &body);

/// A page of the skills of a group; whether they run it does not say.
struct CxoneGroupSkills
{
    QList<Dialer> skills;
    qint64 total = -1; ///< Over all pages; -1: not said.
};
/// `member`: "scrubbedSkills" where they heed the group, "contributingSkills" where they add to it.
[[nodiscard]] Result<CxoneGroupSkills> readCxoneGroupSkills(const QByteArray &body, const char *member);

/// What a search for `number` found, in the answer's order; at most 1,000 entries (LimitExceeded "too_many_entries").
/// UnexpectedShape "other_number" where an entry is of another number: nobody knows then what was searched for. One
/// without a country code counts as the same when its digits, 7 at least, are the end of `number`.
[[nodiscard]] Result<QList<DoNotCallEntry>> readCxoneDoNotCallSearch(const QByteArray &body, std::uint64_t number);

/// A page of what a group holds.
struct CxoneDoNotCallPage
{
    std::vector<std::uint64_t> numbers; ///< In force: without end, or with one that is still to come.
    QList<qint64> records; ///< Ids of all records on the page, those that have ended too.
    qint64 total = -1; ///< Over all pages; -1: not said.
    QHash<std::uint64_t, QList<DoNotCallEntry>> entries; ///< Of the numbers that are wanted, those that have ended too.
};
/// `now`: by which an end is judged; one that is not understood is taken for still to come. A record whose number is
/// none that a group can hold (blockableNumber()) is no number, and counts among the records. A number that is told in
/// two forms counts in both. `wanted`: whose entries are told as such.
[[nodiscard]] Result<CxoneDoNotCallPage> readCxoneDoNotCallPage(const QByteArray &body, const QDateTime &now,
                                                                const QSet<std::uint64_t> &wanted = {});

/// The body that adds these to a group: numbers, as the specification wants them there, with the end of those that get
/// one.
[[nodiscard]] QByteArray cxoneDoNotCallAddition(const QList<DoNotCallWrite> &writes);
/// The body that ends their being in force, at once: texts, as it wants them here.
[[nodiscard]] QByteArray cxoneDoNotCallRemoval(const QList<DoNotCallWrite> &writes);

/// What the answer to either proves of each of `asked`, in their order: Applied, Rejected (with Invalid
/// "number_refused"; the service's words may hold a number and are dropped), or Unknown with UnexpectedShape
/// "no_result". It names records by numbers in whatever form; where all were done, or all that it does not name were
/// refused, the count alone proves it. An answer that does not add up proves nothing of anybody.
[[nodiscard]] QList<RecordFate> readCxoneDoNotCallResults(const QByteArray &body, const QList<std::uint64_t> &asked);

} // namespace muster
