// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxquery.h"
#include "network/sandbox/sandboxsegments.h"
#include "tests/fuzz/fuzzers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cstdint>
#include <cstdlib>

namespace fuzz_sandboxquery {

using namespace muster;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

int fuzz(const std::uint8_t *data, std::size_t size)
{
    static const SandboxData world(1, 40);
    static const SandboxCursor cursor(1, 40);
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto query = parseSandboxQuery(body);
    if (!query) {
        require(!query.error().isEmpty());
        return 0;
    }
    require(query->limit >= 1 && query->limit <= 1000 && !query->attributes.empty() && query->digest.size() == 8);
    const SandboxSegment &segment = sandboxSegments().first();
    (void)cursor.place(query->continuationToken, segment.id.toUtf8(), query->digest);
    // Whatever the filters are, the page is valid JSON and counts what it holds.
    for (int mutation = 0; mutation <= static_cast<int>(SandboxFault::Mutation::ExtraMembers); ++mutation) {
        const auto kind = static_cast<SandboxFault::Mutation>(mutation);
        const QByteArray page = SandboxPage(world, cursor, segment, *query).render(3, kind);
        const QJsonDocument document = QJsonDocument::fromJson(page);
        require(document.isObject());
        const qint64 wrong = kind == SandboxFault::Mutation::WrongCount ? 1 : 0;
        require(document[QLatin1String("count")].toInteger(-1)
                == document[QLatin1String("items")].toArray().size() + wrong);
    }
    return 0;
}

} // namespace fuzz_sandboxquery

MUSTER_FUZZER(fuzz_sandboxquery)
