// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undogate.h"

namespace muster {

namespace {

constexpr qint64 freeCount = 1000, freePercent = 20; // as PurgeGate's (F111)

tl::unexpected<ApiError> refused(const char *code, qint64 contacts)
{
    return failure(
        {.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .subject = QString::number(contacts)});
}

} // namespace

bool UndoGate::asksForCount(const UndoCounts &counts)
{
    // Exact for counts below 9 * 10^13.
    return counts.contactsBack > freeCount
        || double(counts.contactsBack) * 100 > double(counts.contactsInList) * double(freePercent);
}

Result<void> UndoGate::confirmed(const UndoCounts &counts, std::optional<qint64> typedCount)
{
    if (typedCount && *typedCount != counts.contactsBack)
        return refused("undo_count_wrong", counts.contactsBack);
    if (!typedCount && asksForCount(counts))
        return refused("undo_count_missing", counts.contactsBack);
    return {};
}

Result<void> UndoGate::mayRun(const UndoCounts &counts, std::optional<qint64> typedCount)
{
    if (typedCount && counts.contactsBack > *typedCount)
        return refused("undo_grew", counts.contactsBack - *typedCount);
    if (!typedCount && asksForCount(counts))
        return refused("undo_count_missing", counts.contactsBack);
    return {};
}

} // namespace muster
