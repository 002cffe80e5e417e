// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/deletion/listdeletionorder.h"

#include "models/rules/ordermembers.h"
#include "models/store/durablefile.h"
#include "network/wire/latertime.h"

namespace muster {

namespace {

constexpr qint64 orderVersion = 1;
constexpr qint64 mostOrderBytes = 4 * 1024 * 1024;

void describe(JsonMembers &members, PreviewedList &list)
{
    members.member("id", list.id);
    members.require(!list.id.isEmpty() && !list.id.contains(u'\n'));
    members.member("name", list.name);
    members.member("contacts", list.contacts, 0);
    QString lastUsed = list.lastUsed.isValid() ? list.lastUsed.toUTC().toString(Qt::ISODateWithMs) : QString();
    members.member("lastUsed", lastUsed);
    list.lastUsed = QDateTime::fromString(lastUsed, Qt::ISODateWithMs);
    members.member("fingerprint", list.fingerprint);
}

void describe(JsonMembers &members, FrozenListDeletion &frozen)
{
    ListDeletionOrder &order = frozen.order;
    members.version(orderVersion);
    describeConnection(members, frozen.profileId, frozen.profileName);
    describeEnvironment(members, frozen.environment);
    members.objects("lists", order.lists, ListDeletionGate::mostLists, describe);
    members.require(!order.lists.isEmpty());
    members.member("seenAt", order.seenAt);
    members.flagIfSet("activeToo", order.leave.activeToo);
    members.flagIfSet("uncalledToo", order.leave.uncalledToo);
    members.numberOrNone("typedCount", order.typedCount);
    members.member("typedName", order.typedName);
    members.flagIfSet("plainBackup", order.plainBackup);
}

constexpr UnitChange change(std::uint32_t unit, UnitState state, ListDeletionReason reason = ListDeletionReason::None)
{
    return {unit, state, std::uint8_t(reason)};
}

ListDeletionReason reasonOf(const LoggedUnit &unit)
{
    return ListDeletionReason(unit.reason);
}

ListDeletionReason keptDoubt(const LoggedUnit &now)
{
    return reasonOf(now) == ListDeletionReason::InDoubt ? ListDeletionReason::InDoubt : ListDeletionReason::None;
}

/// What concerns the operation and not the list, so that it is the same with the next one: nothing has changed (F10).
bool isAboutTheOperation(ErrorKind kind)
{
    return kind == ErrorKind::Forbidden || kind == ErrorKind::Refused || kind == ErrorKind::RedirectRefused;
}

} // namespace

QString FrozenListDeletion::title() const
{
    const QString name = order.lists.isEmpty() ? QString() : order.lists.first().name;
    return order.lists.size() > 1 ? QStringLiteral("%1 +%2").arg(name, QString::number(order.lists.size() - 1)) : name;
}

QString FrozenListDeletion::target() const
{
    QStringList ids;
    for (const PreviewedList &list : order.lists)
        ids.append(list.id);
    return ids.join(u'\n');
}

FrozenListDeletion freeze(const ListDeletionOrder &order, const ConnectionProfile &profile)
{
    FrozenListDeletion frozen;
    frozen.order = order;
    return boundFor(std::move(frozen), profile, describe);
}

Result<FrozenListDeletion> thawListDeletion(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenListDeletion>(json, digest, describe);
}

Result<void> writeListDeletion(const FrozenListDeletion &order, const QString &file)
{
    return writeFileDurably(file, order.json, Existing::Refuse);
}

Result<FrozenListDeletion> readListDeletion(const QString &file)
{
    TRY(json, readWholeFile(file, mostOrderBytes));
    auto order = thawListDeletion(*json, orderDigest(*json));
    if (!order)
        return failure(ErrorKind::Damaged, "deletion_file_damaged", file);
    return order;
}

std::optional<ListDeletionReason> ListDeletionRules::obstacle(const PreviewedList &seen, const ContactListSummary &now,
                                                              const DeletionLeave &leave)
{
    using enum ListDeletionReason;
    const auto obstacles = ListDeletionGate::obstacles(now, leave);
    if (obstacles.contains(DeletionObstacle::Assigned))
        return Assigned;
    if (obstacles.contains(DeletionObstacle::LeftToCall))
        return LeftToCall;
    if (isLater(now.facts.lastUsed(), seen.lastUsed))
        return Used;
    if (listFingerprint(now) != seen.fingerprint)
        return Changed;
    if (obstacles.contains(DeletionObstacle::Active))
        return Active;
    if (obstacles.contains(DeletionObstacle::NotTold))
        return NotTold;
    return std::nullopt;
}

UnitChange ListDeletionRules::intent(std::uint32_t unit, const LoggedUnit &now)
{
    return change(unit, UnitState::Intent, keptDoubt(now));
}

UnitChange ListDeletionRules::afterAnswer(std::uint32_t unit, const LoggedUnit &now, WriteFate fate,
                                          const std::optional<ApiError> &error)
{
    const ErrorKind kind = error ? error->kind : ErrorKind::Refused;
    switch (fate) {
    case WriteFate::Applied:
    case WriteFate::Accepted:
        return change(unit, UnitState::Accepted);
    case WriteFate::Rejected:
        if (isAboutTheOperation(kind))
            return change(unit, UnitState::Planned, keptDoubt(now));
        return change(unit, UnitState::Rejected,
                      kind == ErrorKind::Conflict ? ListDeletionReason::InUse : ListDeletionReason::Refused);
    case WriteFate::Absent: // after an attempt in doubt it was that one
        return change(unit, keptDoubt(now) == ListDeletionReason::None ? UnitState::Absent : UnitState::Applied);
    case WriteFate::Unknown:
        return change(unit, UnitState::Unknown, ListDeletionReason::Lost);
    case WriteFate::NotSent:
        return change(unit, UnitState::Planned, keptDoubt(now));
    }
    Q_UNREACHABLE();
}

std::optional<UnitChange> ListDeletionRules::afterIndex(std::uint32_t unit, const LoggedUnit &now, bool isThere,
                                                        bool resumed)
{
    const bool isInDoubt = keptDoubt(now) == ListDeletionReason::InDoubt;
    switch (now.state) {
    case UnitState::Planned:
        if (isThere)
            return std::nullopt;
        return change(unit, isInDoubt ? UnitState::Applied : UnitState::Absent);
    case UnitState::Accepted:
        return isThere ? change(unit, UnitState::Unknown, ListDeletionReason::NotDone)
                       : change(unit, UnitState::Applied);
    case UnitState::Intent:
    case UnitState::Unknown:
        if (!isThere)
            return change(unit, UnitState::Applied);
        // What was taken and not done is not asked for a second time before a person has gone on with the run.
        if (reasonOf(now) == ListDeletionReason::NotDone && !resumed)
            return std::nullopt;
        return change(unit, UnitState::Planned, ListDeletionReason::InDoubt);
    case UnitState::Applied:
        return isThere ? std::optional(change(unit, UnitState::Unknown, ListDeletionReason::NotDone)) : std::nullopt;
    case UnitState::Rejected:
    case UnitState::Absent:
    case UnitState::Skipped:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

bool ListDeletionRules::isWhole(qint64 copied, const ContactListSummary &list)
{
    const ContactListFacts &facts = list.facts;
    if (list.contactCount < 0)
        return false;
    if (list.isCountExact || facts.invalid <= 0)
        return copied == list.contactCount;
    return copied >= list.contactCount - facts.invalid && copied <= list.contactCount;
}

bool ListDeletionRules::isSurprise(const LoggedUnit &unit)
{
    return unit.state == UnitState::Unknown
        || (unit.state == UnitState::Rejected && reasonOf(unit) == ListDeletionReason::Refused);
}

} // namespace muster
