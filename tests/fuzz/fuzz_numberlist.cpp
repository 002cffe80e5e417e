// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lists of numbers as people keep them, and their canonical form (S23, S44).

#include "models/rules/lists/numberlistreader.h"
#include "models/rules/numbers/numberengine.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_numberlist {

namespace {

std::string canonical(const muster::NumberSet &set)
{
    std::string text;
    set.writeCanonical([&](QByteArrayView piece) { text.append(piece.data(), std::size_t(piece.size())); });
    return text;
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const NumberEngine &engine = NumberEngine::shared();
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    std::string whole;
    for (const qsizetype piece : {bytes.size() + 1, qsizetype(3)}) {
        NumberListReader reader(engine, engine.regions().indexOf("US"));
        bool good = true;
        for (qsizetype at = 0; at < bytes.size() && good; at += piece)
            good = reader.feed(bytes.sliced(at, std::min(piece, bytes.size() - at))).has_value();
        const auto list = good ? reader.finish() : Result<ReadNumberList>(failure({}));
        const std::string text = list ? canonical(*list->set) : std::string("none");
        if (piece > bytes.size())
            whole = text;
        else if (whole != text) // where a file is cut into pieces must not matter
            std::abort();
        if (list) {
            const NumberListReport &report = list->report;
            if (report.numbers + report.prefixes + report.repeated + report.unreadable != report.rows)
                std::abort(); // no row is left out in silence
            const auto again = NumberSet::readCanonical(QByteArrayView(text.data(), qsizetype(text.size())));
            if (!again || canonical(**again) != text)
                std::abort();
        }
    }
    if (const auto set = NumberSet::readCanonical(bytes))
        (void)(*set)->digest();
    return 0;
}

} // namespace fuzz_numberlist

MUSTER_FUZZER(fuzz_numberlist)
