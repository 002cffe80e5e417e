// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxlist.h"
#include "network/wire/segment.h"

#include <QByteArray>
#include <functional>
#include <optional>
#include <vector>

namespace muster {

/// One record as it should reach a file.
struct SandboxRecord
{
    QByteArray contactId;
    std::vector<std::optional<QByteArray>> values; ///< UTF-8, in the order asked for; nothing: the record lacks it.
    bool operator==(const SandboxRecord &) const = default;
};

/// The ground truth: all records of a sandbox of that seed and size that `query` should bring, in order, handed to
/// `take` one by one until it returns false. Knows no pages, tokens or JSON, and filters by code of its own, so that a
/// fault in those shows as a difference. Returns the number of records handed out; -1 when the segment or an attribute
/// is unknown. Slow beside the server (about a million contacts in a few seconds). Any thread.
qint64 forEachSandboxRecord(quint64 seed, qint64 contacts, const SegmentQuery &query,
                            const std::function<bool(const SandboxRecord &)> &take);

/// What a contact list holds at the start of a sandbox of that seed and size, in its order; empty when there is no such
/// list. Any thread.
[[nodiscard]] QList<SandboxListContact> sandboxListTruth(quint64 seed, qint64 contacts, const QString &listId);

} // namespace muster
