// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/askednumbers.h"
#include "network/wire/apierror.h"
#include "network/wire/dialer.h"
#include "network/wire/donotcall.h"

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <cstdint>
#include <optional>

namespace muster {

/// A do-not-call group with the skills around it. The two have nothing to do with each other: a skill may add to a
/// group that it does not heed.
struct DoNotCallGroupFacts
{
    DoNotCallGroup group;
    QList<Dialer> contributing; ///< Add to the group.
    QList<Dialer> scrubbed; ///< Heed it: they do not call what it holds.
    std::optional<ApiError> fault; ///< Why the skills are not known; unset: they are.
};

/// What is known of whether a number is called.
enum class DoNotCallStanding : std::uint8_t {
    Blocked, ///< In force in an active group that at least one skill heeds.
    Unheeded, ///< In force, but only where nobody heeds it: in groups that are inactive, or that no skill heeds.
    Free, ///< In no group, or only with entries that have ended.
    NotTold, ///< Not known. Never to be taken for Free.
    Unreadable, ///< It was no number that could be asked about.
};

/// "blocked", "not_heeded", "not_blocked", "not_told", "unreadable"; stable for `--json`.
[[nodiscard]] QString doNotCallStandingKey(DoNotCallStanding standing);

/// An entry of a number, and what it amounts to.
struct JudgedEntry
{
    enum class Force : std::uint8_t {
        Blocks, ///< For the skills that heed the group.
        Ended,
        GroupInactive,
        NoSkillHeeds,
        NotKnown, ///< The group is not among those that the tenant lists, or its skills could not be read.
    };
    DoNotCallEntry entry;
    Force force = Force::NotKnown;
    QStringList contributing, scrubbed; ///< Names of the group's skills; empty also where they are not known.
    bool operator==(const JudgedEntry &) const = default;
};

/// "blocks", "ended", "group_inactive", "no_skill", "not_known"; stable for `--json`.
[[nodiscard]] QString entryForceKey(JudgedEntry::Force force);

struct DoNotCallVerdict
{
    DoNotCallStanding standing = DoNotCallStanding::NotTold;
    QList<JudgedEntry> entries; ///< What blocks first, then what might, what is not heeded, and what has ended.
    std::optional<ApiError> fault; ///< Of NotTold: why.
};

/// What the answer to a search amounts to, by the time at which it was given. An end in the past blocks nothing any
/// more. Pure.
[[nodiscard]] DoNotCallVerdict judgeDoNotCall(const DoNotCallFinding &finding,
                                              const QList<DoNotCallGroupFacts> &groups);
/// Of a number of which nothing came to be known.
[[nodiscard]] inline DoNotCallVerdict notTold(const ApiError &why)
{
    return {.standing = DoNotCallStanding::NotTold, .entries = {}, .fault = why};
}

/// A row of a check.
struct CheckedNumber
{
    AskedNumber asked;
    std::optional<DoNotCallVerdict> verdict; ///< Unset: not asked yet.
};

} // namespace muster
