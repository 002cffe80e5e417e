// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whatever a service answers to a write: every record has exactly one fate, in the order sent; an error stands exactly
// where something is not done; without a body that is whole JSON nothing counts as done; and no count but the true one
// makes all of them applied. The first byte chooses the status. A line type is read from the same bytes.
#include "network/codec/contactlistscodec.h"
#include "network/codec/lineanswercodec.h"
#include "network/codec/strictjson.h"
#include "tests/fuzz/fuzzers.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace fuzz_writeanswer {

using namespace muster;
using muster::tests::check;

namespace {

bool isDone(const RecordFate &record)
{
    return record.fate == WriteFate::Applied || record.fate == WriteFate::Accepted;
}

void checkAnswer(const WriteAnswer &answer, const QList<ContactPhone> &sent, int status, const QByteArray &body)
{
    check(answer.fates.size() == sent.size());
    for (qsizetype i = 0; i < sent.size(); ++i) {
        check(answer.fates.at(i).contactId == sent.at(i).contactId);
        check(answer.fates.at(i).error.has_value() != isDone(answer.fates.at(i)));
    }
    check(answer.error.has_value() != std::all_of(answer.fates.begin(), answer.fates.end(), isDone));
    if (!body.trimmed().isEmpty() && StrictJson(body).fault())
        check(std::none_of(answer.fates.begin(), answer.fates.end(), isDone));
    // Said without results, only by the one count.
    if (!answer.error && !body.trimmed().isEmpty() && !body.contains("results") && !body.contains('\\'))
        check(body.contains("Count\"") && body.contains('3') && status != 207);
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const ContractContactListsCodec codec;
    static const QList<ContactPhone> sent = {{QStringLiteral("a"), QStringLiteral("+12015550100")},
                                             {QStringLiteral("b"), QStringLiteral("+12015550101")},
                                             {QStringLiteral("c"), QStringLiteral("+12015550102")}};
    constexpr std::array statuses = {200, 201, 202, 204, 207};
    if (size == 0)
        return 0;
    const int status = statuses[data[0] % statuses.size()];
    const QByteArray body(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size - 1));
    checkAnswer(codec.corrected(status, body, sent), sent, status, body);
    checkAnswer(codec.restored(status, body, sent), sent, status, body);
    const auto line = readLineAnswer(body, QStringLiteral("+12015550100"));
    check(!line || (body.contains("12015550100") || body.contains('\\')));
    check(!line || (line->reason.size() <= 64 && !line->reason.contains(u'+')));
    check(line || (line.error().detail.isEmpty() && line.error().details.isEmpty()));
    (void)lineErrorCode(body);
    return 0;
}

} // namespace fuzz_writeanswer

MUSTER_FUZZER(fuzz_writeanswer)
