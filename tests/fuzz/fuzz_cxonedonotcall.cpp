// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What CXone says of do-not-call groups, whatever comes: ids are digits, numbers are such as a group can hold, a page
// has no more of them than twice its records, and every number that was sent has exactly one fate, which is Applied or
// Rejected only where the answer says as much.
#include "network/codec/cxonedonotcallcodec.h"
#include "tests/fuzz/cxoneids.h"
#include "tests/fuzz/fuzzers.h"

#include <algorithm>
#include <cstdint>

namespace fuzz_cxonedonotcall {

using namespace muster;
using muster::tests::check;
using muster::tests::isCxoneId;

namespace {

void checkFates(const QByteArray &bytes)
{
    const QList<std::uint64_t> asked{12125550101, 12125550102, 12125550103};
    const QList<RecordFate> fates = readCxoneDoNotCallResults(bytes, asked);
    check(fates.size() == asked.size());
    for (const RecordFate &fate : fates) {
        check(fate.fate == WriteFate::Applied || fate.fate == WriteFate::Rejected || fate.fate == WriteFate::Unknown);
        check(fate.error.has_value() == (fate.fate != WriteFate::Applied));
        check(!fate.error || (fate.error->detail.isEmpty() && fate.error->subject.isEmpty()));
        check(fate.fate != WriteFate::Applied || bytes.contains("true"));
        check(fate.fate != WriteFate::Rejected || bytes.contains("false"));
    }
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto groups = readCxoneDoNotCallGroups(bytes)) {
        for (const DoNotCallGroup &group : *groups)
            check(isCxoneId(group.id));
    }
    for (const char *member : {"scrubbedSkills", "contributingSkills"}) {
        if (const auto skills = readCxoneGroupSkills(bytes, member)) {
            for (const Dialer &skill : skills->skills)
                check(isCxoneId(skill.id) && skill.mayDial());
        }
    }
    if (const auto entries = readCxoneDoNotCallSearch(bytes, 12125550101)) {
        check(entries->size() <= 1000);
        for (const DoNotCallEntry &entry : *entries)
            check(isCxoneId(entry.groupId) && (entry.isEndClear || !entry.expires.isValid()));
    }
    if (const auto page = readCxoneDoNotCallPage(bytes, QDateTime::fromSecsSinceEpoch(1'772'000'000, Qt::UTC))) {
        check(qsizetype(page->numbers.size()) <= 2 * page->records.size());
        for (const std::uint64_t number : page->numbers)
            check(number >= 1'000'000 && number <= greatestE164);
    }
    checkFates(bytes);
    check(blockableNumber(std::string_view(bytes.constData(), std::size_t(bytes.size()))) <= greatestE164);
    return 0;
}

} // namespace fuzz_cxonedonotcall

MUSTER_FUZZER(fuzz_cxonedonotcall)
