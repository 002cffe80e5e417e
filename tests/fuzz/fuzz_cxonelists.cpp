// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What CXone says of its lists, their skills and their fields, whatever comes: ids are digits, no skill of the index
// counts as stopped, and a field can be written only under a column of its own. Pages of values under a cursor of ours
// hold members that read as JSON; any other cursor is refused.
#include "network/codec/cxonelistcodec.h"
#include "network/codec/cxonepeoplecodec.h"
#include "tests/fuzz/cxoneids.h"
#include "tests/fuzz/fuzzers.h"

#include <QJsonDocument>
#include <QSet>
#include <algorithm>
#include <cstdint>

namespace fuzz_cxonelists {

using namespace muster;
using muster::tests::check;
using muster::tests::isCxoneId;

namespace {

void checkValues(const QByteArray &bytes)
{
    const CxoneSource source{CxoneSource::Kind::CallingList, QStringLiteral("17")};
    const CxoneValuesPlace place{{QStringLiteral("firstName"), QStringLiteral("otherFields.Plan")},
                                 CxonePlace{.source = source}.cursor()};
    const auto page = cxoneValuesDecoder()->decode({.body = bytes, .asked = place.cursor()});
    if (!page)
        return;
    for (std::size_t row = 0; row < page->rowCount(); ++row) {
        const std::string_view members = page->extras(row);
        const QByteArray object = '{' + QByteArray(members.data(), static_cast<qsizetype>(members.size())) + '}';
        check(!QJsonDocument::fromJson(object).isNull());
    }
    check(page->nextCursor.isEmpty() || CxoneValuesPlace::fromCursor(page->nextCursor).has_value());
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto lists = readCxoneCallLists(bytes)) {
        for (const CxoneCallList &list : lists->lists) {
            check(isCxoneId(list.id));
            for (const Dialer &skill : list.skills.value_or(QList<Dialer>()))
                check(isCxoneId(skill.id) && skill.mayDial());
        }
    }
    if (const auto skills = readCxoneSkillStates(bytes))
        check(skills->states.size() <= skills->received);
    if (const auto attempts = readCxoneAttempts(bytes))
        check(attempts->received >= 0
              && (attempts->received > 0 || (attempts->first.isEmpty() && attempts->newest.isNull())));
    if (const auto fields = readCxoneListFields(bytes)) {
        QSet<QString> columns;
        for (const CxoneListField &field : *fields) {
            check(!field.column.isEmpty() && !columns.contains(field.column));
            columns.insert(field.column);
        }
    }
    if (const auto place = CxoneValuesPlace::fromCursor(bytes))
        check(place->cursor() == bytes);
    checkValues(bytes);
    return 0;
}

} // namespace fuzz_cxonelists

MUSTER_FUZZER(fuzz_cxonelists)
