// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/membercells.h"
#include "tests/fuzz/fuzzers.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <cstdint>
#include <cstdlib>

namespace fuzz_membercells {

// The inside of a JSON object as the server sent it. Never reads outside, always ends; and where Qt reads the same as
// an object, every member is found.
int fuzz(const std::uint8_t *data, std::size_t size)
{
    const std::string_view inside(reinterpret_cast<const char *>(data), size);
    qsizetype members = 0;
    std::size_t bytes = 0;
    for (muster::MemberCells cells(inside); cells.next(); ++members)
        bytes += cells.name().size() + cells.value().size();
    if (bytes > 3 * size) // unescaping makes nothing longer than three bytes for six
        std::abort();
    const QByteArray object = '{' + QByteArray(inside.data(), qsizetype(inside.size())) + '}';
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(object, &error);
    const bool hasEscapes = inside.find('\\') != std::string_view::npos; // Qt lets unknown ones through
    if (!hasEscapes && error.error == QJsonParseError::NoError && document.object().size() > members)
        std::abort();
    return 0;
}

} // namespace fuzz_membercells

MUSTER_FUZZER(fuzz_membercells)
