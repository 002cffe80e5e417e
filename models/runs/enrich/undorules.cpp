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

} // namespace muster
