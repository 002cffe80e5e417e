// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers as somebody pastes them (S23, S44): every row is of a line of the text, in its order, what is readable is a
// number that a group can hold and stands there once, and reading it again as it is shown gives the same number.

#include "models/rules/lists/askednumbers.h"
#include "models/rules/numbers/numberengine.h"
#include "network/wire/donotcall.h"
#include "tests/fuzz/fuzzers.h"

#include <QSet>

namespace fuzz_askednumbers {

using namespace muster;
using muster::tests::check;

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const NumberEngine &engine = NumberEngine::shared();
    const RegionIndex region = engine.regions().indexOf("US");
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto asked = readAskedNumbers(engine, bytes, region);
    if (!asked) {
        check(asked.error().kind == ErrorKind::BadInput || asked.error().kind == ErrorKind::LimitExceeded);
        return 0;
    }
    check(!asked->rows.isEmpty() && asked->rows.size() <= AskedNumbers::mostNumbers && asked->repeated >= 0);
    const qint64 lines
        = 1 + std::count(bytes.begin(), bytes.end(), '\n') + std::count(bytes.begin(), bytes.end(), '\r');
    QSet<std::uint64_t> seen;
    qint64 line = 1;
    for (const AskedNumber &number : asked->rows) {
        check(number.line >= line && number.line <= lines);
        line = number.line;
        check(!number.text.isEmpty() && number.text.size() <= AskedNumber::maxShown);
        const bool isRead
            = number.reading == AskedNumber::Reading::Number || number.reading == AskedNumber::Reading::Repaired;
        check(isRead == number.isReadable());
        if (!number.isReadable())
            continue;
        check(!seen.contains(number.number));
        seen.insert(number.number);
        const std::string shown = unpackE164(number.number);
        check(blockableNumber(shown) == number.number);
        const auto again = readAskedNumbers(engine, QByteArrayView(shown.data(), qsizetype(shown.size())), 0);
        check(again && again->rows.size() == 1);
    }
    return 0;
}

} // namespace fuzz_askednumbers

MUSTER_FUZZER(fuzz_askednumbers)
