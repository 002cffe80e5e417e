// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lists of ids as people bring them: every good one is usable and there once, every other one is named by a line that
// the text has.
#include "models/transcripts/interactionids.h"
#include "tests/fuzz/fuzzers.h"

#include <QSet>
#include <cstdint>

namespace fuzz_idlist {

using namespace muster;
using muster::tests::check;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto list = IdList::parse(input);
    if (!list)
        return 0;
    const qint64 lines = input.count('\n') + 1;
    check(QSet<QString>(list->ids.begin(), list->ids.end()).size() == list->ids.size());
    for (const QString &id : list->ids)
        check(interactionIdFault(id) == InteractionIdFault::None);
    for (const IdList::Place &place : list->malformed)
        check(place.fault != InteractionIdFault::None && place.line >= 1 && place.line <= lines);
    for (const IdList::Place &place : list->duplicates)
        check(list->ids.contains(place.id) && place.line >= 1 && place.line <= lines);
    return 0;
}

} // namespace fuzz_idlist

MUSTER_FUZZER(fuzz_idlist)
