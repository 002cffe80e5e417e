// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What CXone's data extraction says, whatever comes: an id of a job is nothing but letters, digits, dashes and
// underscores, since it goes into a path; a job is done only where the answer says so. Tables: no span leaves the
// arena, whatever came is a row, left out or set aside, a filter takes rows away and never brings any, extras are JSON,
// and the body that was given is as it was.
#include "network/codec/cxoneextractioncodec.h"
#include "network/codec/cxonepeoplecodec.h"
#include "tests/fuzz/recordpages.h"

#include <algorithm>
#include <cstdint>

namespace fuzz_cxoneextraction {

using namespace muster;
using muster::tests::check;
using muster::tests::checkCells;

namespace {

bool isPathSafe(const QString &id)
{
    return !id.isEmpty() && id.size() <= 128 && std::all_of(id.begin(), id.end(), [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto begun = readCxoneExtractionBegun(bytes))
        check(isPathSafe(*begun));
    if (const auto job = readCxoneExtraction(bytes))
        check(isPathSafe(job->id) && (job->state != CxoneExtractionState::Succeeded || bytes.contains("S")));
    if (const auto jobs = readCxoneExtractions(bytes)) {
        for (const CxoneExtractionJob &job : *jobs)
            check(isPathSafe(job.id));
    }
    static const CxonePlace place = CxonePlace::ofDays(QDate(2026, 3, 1), QDate(2026, 3, 2));
    static const CxoneTableColumns columns{QStringLiteral("Id"), {QStringLiteral("A"), QStringLiteral("B")}};
    static const SegmentQuery all{
        QStringLiteral("recorded-interactions"), {}, {QStringLiteral("B"), QStringLiteral("A")}};
    static const SegmentQuery filtered{
        all.segmentId, {{QStringLiteral("A"), FilterOperator::NotEquals, QStringLiteral("1")}}, all.attributes};
    const RawPage raw{.body = bytes, .nextCursor = {}, .asked = place.cursor()};
    const QByteArray before(bytes.constData(), bytes.size());
    const auto page = cxoneTableDecoder(all, columns)->decode(raw);
    const auto some = cxoneTableDecoder(filtered, columns)->decode(raw);
    check(bytes == before);
    check(page.has_value() == some.has_value());
    if (page) {
        checkCells(*page, 2);
        checkCells(*some, 2);
        check(page->leftOutCount == 0 && some->rowCount() <= page->rowCount());
        check(page->receivedCount == some->receivedCount && page->nextCursor == place.nextDay());
    }
    if (const auto read = CxonePlace::fromCursor(bytes, all.segmentId))
        check(read->cursor() == bytes && read->day() >= read->from.date() && read->day() <= read->to.date());
    return 0;
}

} // namespace fuzz_cxoneextraction

MUSTER_FUZZER(fuzz_cxoneextraction)
