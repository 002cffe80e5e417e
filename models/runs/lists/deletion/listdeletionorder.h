// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/frozenorder.h"
#include "models/rules/lists/listdeletion.h"
#include "models/store/unitlog.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/contactlist.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <optional>

namespace muster {

/// Delete these contact lists whole. What was confirmed by whom.
struct ListDeletionOrder
{
    QList<PreviewedList> lists; ///< In the order in which they go; at most ListDeletionGate::mostLists.
    QDateTime seenAt; ///< UTC, when the index said so of them.
    DeletionLeave leave;
    std::optional<qint64> typedCount; ///< See ListDeletionGate::confirmed().
    QString typedName;
    bool plainBackup = false; ///< A person's word that copies may lie in the clear where there is no key store (S37).
};

/// An order as the journal keeps it, and as a file of what is to be deleted has it.
struct FrozenListDeletion : FrozenFor
{
    ListDeletionOrder order;

    [[nodiscard]] QString title() const; ///< The first list's name, and how many more there are.
    [[nodiscard]] QString target() const; ///< See JournalRun::target: the ids, a line each.
};

[[nodiscard]] FrozenListDeletion freeze(const ListDeletionOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenListDeletion> thawListDeletion(const QByteArray &json, const QString &digest);

/// What a command line keeps between looking and deleting: the order, as nobody has confirmed it yet. The file appears
/// whole, mode 0600; "exists" where there is one. Blocks on the disk.
[[nodiscard]] Result<void> writeListDeletion(const FrozenListDeletion &order, const QString &file);
/// Damaged as thawListDeletion(); the errors of files. Blocks on the disk.
[[nodiscard]] Result<FrozenListDeletion> readListDeletion(const QString &file);

/// Why a list stands where it stands; UnitChange::reason. The numbers are in files: add at the end only.
enum class ListDeletionReason : std::uint8_t {
    None,
    InDoubt, ///< An earlier attempt's outcome was not known; the index then proved that nothing came of it.
    Assigned, ///< A skill uses it by now.
    Running, ///< Of those that use it one is running.
    LeftToCall,
    Active,
    NotTold,
    Used, ///< It was used since it was looked at.
    Changed, ///< Something else of it has changed since.
    Uploading, ///< A file is being put into it.
    CopyShort, ///< It could not be read whole, or has fewer contacts than the tenant counts.
    CopyUnreadable, ///< A contact has an id that no copy can hold.
    InUse, ///< The tenant says that it cannot be deleted (409).
    Refused, ///< The tenant refused it for another reason.
    NotDone, ///< The tenant took the order, and the list is still there.
    Lost, ///< No answer, or one that proves nothing.
};

template <>
inline constexpr KeyTable<ListDeletionReason, 16> keyTable<ListDeletionReason> = {{
    {ListDeletionReason::None, QLatin1String("none")},
    {ListDeletionReason::InDoubt, QLatin1String("in_doubt")},
    {ListDeletionReason::Assigned, QLatin1String("assigned")},
    {ListDeletionReason::Running, QLatin1String("running")},
    {ListDeletionReason::LeftToCall, QLatin1String("left_to_call")},
    {ListDeletionReason::Active, QLatin1String("active")},
    {ListDeletionReason::NotTold, QLatin1String("not_told")},
    {ListDeletionReason::Used, QLatin1String("used")},
    {ListDeletionReason::Changed, QLatin1String("changed")},
    {ListDeletionReason::Uploading, QLatin1String("uploading")},
    {ListDeletionReason::CopyShort, QLatin1String("copy_short")},
    {ListDeletionReason::CopyUnreadable, QLatin1String("copy_unreadable")},
    {ListDeletionReason::InUse, QLatin1String("in_use")},
    {ListDeletionReason::Refused, QLatin1String("refused")},
    {ListDeletionReason::NotDone, QLatin1String("not_done")},
    {ListDeletionReason::Lost, QLatin1String("lost")},
}};

/// What became of one list.
struct ListDeletionResult
{
    PreviewedList list;
    UnitState state = UnitState::Planned; ///< Applied: the index shows that it is gone.
    ListDeletionReason reason = ListDeletionReason::None;
    QString copy; ///< The backup's file; empty: none was made.
    qint64 copied = 0; ///< Contacts in it.
    bool operator==(const ListDeletionResult &) const = default;
};

/// What answers and the index make of a list. Pure.
namespace ListDeletionRules {

/// Why a list that is to go may not, by what the index tells of it now; nullopt: it may.
[[nodiscard]] std::optional<ListDeletionReason> obstacle(const PreviewedList &seen, const ContactListSummary &now,
                                                         const DeletionLeave &leave);
/// To be recorded before the order leaves.
[[nodiscard]] UnitChange intent(std::uint32_t unit, const LoggedUnit &now);
[[nodiscard]] UnitChange afterAnswer(std::uint32_t unit, const LoggedUnit &now, WriteFate fate,
                                     const std::optional<ApiError> &error);
/// What the whole index, asked for after the last order had ended, proves; nullopt: nothing new. `resumed`: by another
/// life of the run than the one that sent it.
[[nodiscard]] std::optional<UnitChange> afterIndex(std::uint32_t unit, const LoggedUnit &now, bool isThere,
                                                   bool resumed);
/// Whether so many contacts can be all of a list that the tenant counts so: rows that it calls invalid may be none.
[[nodiscard]] bool isWhole(qint64 copied, const ContactListSummary &list);
/// Something that a list's deletion ought not to come to, of which a second one ends the run.
[[nodiscard]] bool isSurprise(const LoggedUnit &unit);

} // namespace ListDeletionRules

} // namespace muster
