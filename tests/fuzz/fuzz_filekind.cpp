// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The beginnings of files that people drop on the window (S23, S44): whatever the bytes are, there is one answer, and a
// refusal is one of those that are documented.

#include "models/files/filekind.h"
#include "tests/fuzz/fuzzers.h"

#include <cstdlib>

namespace fuzz_filekind {

int fuzz(const std::uint8_t *data, std::size_t size)
{
    using namespace muster;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const JsonHead json = lookAtJson(bytes);
    if (json.end > bytes.size() || json.wrong >= bytes.size() || (json.end >= 0 && json.wrong >= 0)
        || json.members.size() > JsonHead::maxMembers)
        std::abort();
    for (const bool isWhole : {true, false}) {
        for (const char *name : {"a.csv", "a.txt"}) {
            const Result<FileGuess> guess = guessFileKind(bytes, isWhole, QString::fromLatin1(name));
            if (!guess && (guess.error().kind != ErrorKind::BadInput || !guess.error().code.startsWith(u"file_")))
                std::abort();
        }
    }
    return 0;
}

} // namespace fuzz_filekind

MUSTER_FUZZER(fuzz_filekind)
