// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "network/wire/contactlist.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QList>
#include <QString>
#include <chrono>
#include <optional>

namespace muster {

/// Why a list is not deleted, by what its tenant tells of it.
enum class DeletionObstacle {
    Assigned, ///< A skill uses it.
    LeftToCall, ///< It has contacts that are still to be called, or the tenant does not tell.
    Active, ///< It is active, or the tenant does not tell.
    NotTold, ///< The tenant does not tell how many contacts it has, or who uses it.
};
template <>
inline constexpr KeyTable<DeletionObstacle, 4> keyTable<DeletionObstacle> = {{
    {DeletionObstacle::Assigned, QLatin1String("assigned")},
    {DeletionObstacle::LeftToCall, QLatin1String("left_to_call")},
    {DeletionObstacle::Active, QLatin1String("active")},
    {DeletionObstacle::NotTold, QLatin1String("not_told")},
}};

/// A person's word for lists that would be left alone otherwise. For those that a skill uses there is none.
struct DeletionLeave
{
    bool activeToo = false;
    bool uncalledToo = false; ///< Those with contacts that are still to be called.
    bool operator==(const DeletionLeave &) const = default;
};

/// A list as a person saw it before it was to be deleted.
struct PreviewedList
{
    QString id, name;
    qint64 contacts = 0;
    QDateTime lastUsed; ///< UTC; null: not told.
    QString fingerprint; ///< See listFingerprint().
    bool operator==(const PreviewedList &) const = default;
};

/// Digest of all that the index tells of a list: another one means that something has changed since.
[[nodiscard]] QString listFingerprint(const ContactListSummary &list);
[[nodiscard]] PreviewedList previewed(const ContactListSummary &list);

/// What stands before lists are deleted. Pure; the run, the window and the command line ask the same rules.
struct ListDeletionGate
{
    static constexpr qsizetype mostLists = 500; ///< Of one run.
    static constexpr std::chrono::minutes maxAge{60}; ///< Of what a person saw, as of a plan (F112).

    /// None: it may go.
    [[nodiscard]] static QList<DeletionObstacle> obstacles(const ContactListSummary &list, const DeletionLeave &leave);
    [[nodiscard]] static qint64 contactsOf(const QList<PreviewedList> &lists);
    /// What is to be typed beside the number of contacts: the name of the only list, else that of the connection.
    [[nodiscard]] static QString nameToType(const QList<PreviewedList> &lists, const QString &profileName);
    /// BadInput "deletion_count_missing", "deletion_name", "deletion_count_wrong", "deletion_name_wrong": as of a purge
    /// that takes nearly all contacts (F111).
    [[nodiscard]] static Result<void> confirmed(const QList<PreviewedList> &lists, const QString &profileName,
                                                std::optional<qint64> typedCount, const QString &typedName);
    /// BadInput "deletion_nothing", "deletion_too_many" (subject: mostLists), "deletion_twice" (subject: a list's name);
    /// "deletion_stale" for one older than maxAge or of the future, "plan_clock_doubtful" where a doubt about the clock
    /// decides that (F107).
    [[nodiscard]] static Result<void> mayDelete(const QList<PreviewedList> &lists, const QDateTime &seenAt,
                                                const BelievableTime &now);
};

} // namespace muster
