// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pages of people as CXone sends them, whatever comes: what the decoder accepts is also accepted by the strict checker;
// no span leaves the arena; whatever came is a row, left out or quarantined; a filter takes rows away and never brings
// any; and the place of the next page, which goes into a file, can be read back. A place that reads is spelled as it
// was written.
#include "network/codec/cxonepeoplecodec.h"
#include "tests/fuzz/recordpages.h"

#include <array>
#include <cstdint>

namespace fuzz_cxonepeople {

using namespace muster;
using muster::tests::check;
using muster::tests::checkCells;

namespace {

struct Source
{
    QString id;
    QByteArray first, later; ///< Cursors.
    std::shared_ptr<const PageDecoder> all, filtered;
    std::shared_ptr<const PageDecoder> whole = {}; ///< Of a calling list alone.
};

Source sourceOf(const QString &id)
{
    CxonePlace place{.source = *CxoneSource::fromId(id)};
    if (place.source.kind == CxoneSource::Kind::CompletedContacts) {
        place.from = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
        place.to = place.from.addDays(30);
    } else if (place.source.kind == CxoneSource::Kind::DigitalCustomers) {
        place.at = CxonePlace::unnumbered;
        place.size = 100;
    }
    const QStringList attributes{
        QStringLiteral("firstName"),           QStringLiteral("phone2"), QStringLiteral("otherFields.Plan"),
        QStringLiteral("customFields.vip"),    QStringLiteral("tags"),   QStringLiteral("messageStatistics.inbound"),
        QStringLiteral("totalDurationSeconds")};
    const SegmentQuery all{id, {}, attributes};
    SegmentQuery filtered = all;
    filtered.filters = {{QStringLiteral("firstName"), FilterOperator::NotEquals, QStringLiteral("Ada")},
                        {QStringLiteral("lastName"), FilterOperator::NotEquals, QStringLiteral("x")}};
    Source source{id, place.cursor(), place.behind(7, "0123456789abcdef").cursor(), cxoneDecoder(all),
                  cxoneDecoder(filtered)};
    if (place.source.kind == CxoneSource::Kind::CallingList)
        source.whole = cxoneRecordDecoder(id, attributes);
    return source;
}

void checkPage(const RecordPage &page, const Source &source)
{
    checkCells(page, 7);
    check(page.nextCursor.isEmpty() || CxonePlace::fromCursor(page.nextCursor, source.id));
    check(page.receivedCount == 0 || !page.nextCursor.isEmpty());
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const std::array sources{sourceOf(QStringLiteral("calling-list/17")),
                                    sourceOf(QStringLiteral("completed-contacts")),
                                    sourceOf(QStringLiteral("digital-customers"))};
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)readCxoneList(body, sources[0].id);
    SegmentDefinition customers = cxoneDefinition(*CxoneSource::fromId(sources[2].id));
    (void)addCxoneCustomFields(body, customers);
    for (const Source &source : sources) {
        if (const auto place = CxonePlace::fromCursor(body, source.id))
            check(place->cursor() == body);
        if (body.isEmpty())
            continue;
        for (const QByteArray &asked : {source.first, source.later}) {
            const RawPage raw{.body = body, .nextCursor = {}, .asked = asked};
            const auto all = source.all->decode(raw);
            const auto filtered = source.filtered->decode(raw);
            check(all.has_value() == filtered.has_value());
            if (source.whole) {
                const auto whole = source.whole->decode(raw);
                check(whole.has_value() == all.has_value());
                if (whole)
                    checkPage(*whole, source);
            }
            if (!all)
                continue;
            check(!StrictJson(body).fault());
            checkPage(*all, source);
            checkPage(*filtered, source);
            check(all->leftOutCount == 0 && filtered->rowCount() <= all->rowCount());
            check(filtered->receivedCount == all->receivedCount && filtered->nextCursor == all->nextCursor);
        }
    }
    return 0;
}

} // namespace fuzz_cxonepeople

MUSTER_FUZZER(fuzz_cxonepeople)
