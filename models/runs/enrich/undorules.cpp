// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undorules.h"

namespace muster {

namespace {

UnitChange change(std::uint32_t unit, UnitState state, EnrichReason reason = EnrichReason::None)
{
    return {unit, state, std::uint8_t(reason)};
}

/// Why nothing is done for a contact: what a person would want to know first.
EnrichReason reasonOf(const UndoSighting &seen)
{
    const auto has = [&seen](UndoFate fate) { return seen[std::size_t(fate)] > 0; };
    if (has(UndoFate::LeftOut))
        return EnrichReason::LeftOut;
    if (has(UndoFate::ChangedSince))
        return EnrichReason::ChangedSince;
    if (has(UndoFate::NotWritable))
        return EnrichReason::NotWritable;
    return has(UndoFate::WasEmpty) ? EnrichReason::WasEmpty : EnrichReason::AsBefore;
}

} // namespace

QString enrichReasonKey(EnrichReason reason)
{
    switch (reason) {
    case EnrichReason::None:
        return QStringLiteral("none");
    case EnrichReason::Lost:
        return QStringLiteral("lost");
    case EnrichReason::ServerTrouble:
        return QStringLiteral("server_trouble");
    case EnrichReason::OtherCount:
        return QStringLiteral("other_count");
    case EnrichReason::Refused:
        return QStringLiteral("refused");
    case EnrichReason::TooLarge:
        return QStringLiteral("too_large");
    case EnrichReason::InDoubt:
        return QStringLiteral("in_doubt");
    case EnrichReason::AsBefore:
        return QStringLiteral("as_before");
    case EnrichReason::ChangedSince:
        return QStringLiteral("changed_since");
    case EnrichReason::WasEmpty:
        return QStringLiteral("was_empty");
    case EnrichReason::NotWritable:
        return QStringLiteral("not_writable");
    case EnrichReason::Gone:
        return QStringLiteral("gone");
    case EnrichReason::NotDone:
        return QStringLiteral("not_done");
    case EnrichReason::LeftOut:
        return QStringLiteral("left_out");
    }
    Q_UNREACHABLE();
}

QString undoFateKey(UndoFate fate)
{
    switch (fate) {
    case UndoFate::Gone:
        return QStringLiteral("gone");
    case UndoFate::ComesBack:
        return QStringLiteral("comes_back");
    case UndoFate::AsBefore:
        return QStringLiteral("as_before");
    case UndoFate::ChangedSince:
        return QStringLiteral("changed_since");
    case UndoFate::WasEmpty:
        return QStringLiteral("was_empty");
    case UndoFate::NotWritable:
        return QStringLiteral("not_writable");
    case UndoFate::LeftOut:
        return QStringLiteral("left_out");
    }
    Q_UNREACHABLE();
}

namespace UndoRules {

UndoFate fateOf(std::optional<ListAttributeType> type, const HeldValue &before, const HeldValue &written,
                const HeldValue &now)
{
    const ListAttributeType compared = type.value_or(ListAttributeType::Text); // byte for byte
    if (isSame(compared, now, before))
        return UndoFate::AsBefore;
    if (!isSame(compared, now, written))
        return UndoFate::ChangedSince;
    if (before.isNothing())
        return UndoFate::WasEmpty;
    return type && isWritable(*type, before) ? UndoFate::ComesBack : UndoFate::NotWritable;
}

std::optional<UnitChange> afterReading(std::uint32_t unit, const LoggedUnit &now, const UndoSighting &seen)
{
    const bool inDoubt = now.state == UnitState::Intent || now.state == UnitState::Unknown;
    const bool wasInDoubt
        = inDoubt || (now.state == UnitState::Planned && now.reason == std::uint8_t(EnrichReason::InDoubt));
    const bool isOpen = inDoubt || now.state == UnitState::Planned;
    if (seen[std::size_t(UndoFate::Gone)] > 0)
        return isOpen ? std::optional(change(unit, UnitState::Absent, EnrichReason::Gone)) : std::nullopt;
    if (seen[std::size_t(UndoFate::ComesBack)] > 0) {
        if (inDoubt)
            return change(unit, UnitState::Planned, EnrichReason::InDoubt);
        // The service said that it took them, and it has not.
        return now.state == UnitState::Applied ? std::optional(change(unit, UnitState::Unknown, EnrichReason::NotDone))
                                               : std::nullopt;
    }
    if (wasInDoubt) // an earlier attempt was what brought it back
        return change(unit, UnitState::Applied);
    return isOpen ? std::optional(change(unit, UnitState::Skipped, reasonOf(seen))) : std::nullopt;
}

} // namespace UndoRules

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
