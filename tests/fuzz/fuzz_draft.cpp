// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files of drafts, whatever stands in them. Only a whole file with its digest is taken, and what is taken is written as
// the same bytes again, but for criteria that do not read. A digest that fits is given to every input once, so that the
// reader behind it is reached.
#include "models/store/draftstore.h"
#include "tests/fuzz/fuzzers.h"

#include <QCryptographicHash>
#include <cstdint>

namespace fuzz_draft {

using namespace muster;
using muster::tests::check;

namespace {

void read(const QByteArray &bytes)
{
    const auto draft = readDraft(bytes);
    if (!draft) {
        check(draft.error().kind == ErrorKind::Damaged && !draft.error().code.isEmpty());
        return;
    }
    check(isUuid(draft->audienceId) && draft->changedAt.isValid());
    check(!draft->base || draft->base->version > 0);
    const auto again = readDraft(draftJson(*draft));
    check(again && *again == *draft);
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    read(bytes);
    const qsizetype digest = bytes.lastIndexOf(",\"sha256\":\"");
    const QByteArray body = digest < 0 ? bytes : bytes.first(digest);
    read(body + ",\"sha256\":\"" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex() + "\"}");
    return 0;
}

} // namespace fuzz_draft

MUSTER_FUZZER(fuzz_draft)
