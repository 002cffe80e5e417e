// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/recordpage.h"

#include <QByteArray>
#include <QList>
#include <optional>

namespace muster::test {

/// One value of a record as a test writes it.
struct PlainCell
{
    RecordCell::Kind kind = RecordCell::Kind::Absent;
    QByteArray bytes;
    bool operator==(const PlainCell &) const = default;
};

[[nodiscard]] inline PlainCell absent()
{
    return {};
}
[[nodiscard]] inline PlainCell text(const QByteArray &bytes)
{
    return {RecordCell::Kind::Text, bytes};
}
[[nodiscard]] inline PlainCell json(const QByteArray &bytes)
{
    return {RecordCell::Kind::Json, bytes};
}

struct PlainRecord
{
    QByteArray id;
    QList<PlainCell> cells;
    QByteArray extras = {}; ///< Inside of an object: "a":1
};

/// A page as the decoder would give it.
[[nodiscard]] RecordPage makePage(const QList<PlainRecord> &records, const QByteArray &nextCursor);

} // namespace muster::test
