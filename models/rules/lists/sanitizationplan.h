// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listverdict.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/contactlist.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// One contact that the plan changes. Everything else stays as it is.
struct PlannedChange
{
    enum class Action : std::uint8_t { Fix, Purge };
    Action action = Action::Fix;
    std::string contactId;
    std::string from; ///< The number as it was read; a contact whose number is another now is skipped (F112).
    std::string to; ///< E.164; empty for a purge.
    std::uint64_t content = 0; ///< contentHash() of the members beside id and number, as they were read.
    ContactReasons reasons = 0;
    std::uint64_t e164 = 0; ///< Of a purge: the number as it was understood (NumberVerdict::e164); 0: not at all.
    bool operator==(const PlannedChange &) const = default;
};

/// What was confirmed, in counts. No personal data.
struct PlanHeader
{
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
    QString listId, listName;
    QString directiveName, directiveDigest;
    /// directiveJson() of it, with the ids of its number lists, so that a run can be repeated by it. Empty in plans of
    /// earlier versions.
    QByteArray directive;
    QDateTime createdAt; ///< UTC. Older than 60 min: stale for purges (F112).
    QString createdBy; ///< Account name.
    qint64 contactsInList = 0; ///< Read, duplicates by id aside.
    bool readComplete = false; ///< False: the list was Incomplete or came from a file; nothing may be purged (F110).
    NumberForm numberForm = NumberForm::Text; ///< How the tenant keeps numbers.
    QString scope; ///< "all", or the filter in keys ("verdict=purge;region=GB").
    qint64 scopeCount = 0; ///< Contacts in that scope.
    qint64 unchanged = 0, fixes = 0, purges = 0, review = 0, notChecked = 0; ///< Within the scope.
    /// What judging one number took in the mean, in nanoseconds of one core; 0: not known.
    qint64 verdictNanos = 0;
    bool operator==(const PlanHeader &) const = default;
};

/// Exactly what runs, or nothing. Immutable; shared between window, run and file. Fixes come before purges.
struct SanitizationPlan
{
    PlanHeader header;
    std::vector<PlannedChange> changes;
    QString digest; ///< SHA-256 over the file's bytes before its last line, lower-case hexadecimal.
    /// Fixes that no backup can undo: the old number is none that the service takes as a correction (isWritable()).
    qint64 lastingFixes = 0;
};
using SharedPlan = std::shared_ptr<const SanitizationPlan>;

/// FNV-1a (64 bits) over the raw JSON of a record's other members (RecordPage::extras).
[[nodiscard]] constexpr std::uint64_t contentHash(std::string_view extras)
{
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
    for (const char c : extras)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01b3;
    return hash;
}

/// Sorts fixes before purges, sets the digest. Refuses with BadInput ("plan_change_...", `subject`: the change's place
/// from 1, never a number or id): "no_id" (also unusable ids, F62), "id_twice", "not_e164" (a fix whose `to` is not as
/// contract section 6.1 wants it), "nothing_to_fix", "purge_with_number", "fix_with_number", "not_eligible" (F113, see
/// PurgeGate), "too_long" (more than maxNumberBytes), "not_text" (no UTF-8); and "plan_counts", "plan_header".
/// LimitExceeded above maxChanges.
[[nodiscard]] Result<SharedPlan> freezePlan(PlanHeader header, std::vector<PlannedChange> changes);

struct PlanLimits
{
    static constexpr std::size_t maxChanges = 20'000'000;
    static constexpr std::size_t maxNumberBytes
        = 1024; ///< Longer texts are no number; readContact() never judges them.
    static constexpr std::size_t maxLineBytes = 640 * 1024; ///< A header with the largest directive, escaped.
};

/// JSON Lines: the header, one line a change, last {"digest":...}. Mode 0600, durable; the file holds phone numbers.
/// File "exists" unless `replace`. Blocks; any thread.
[[nodiscard]] Result<void> writePlan(const SanitizationPlan &plan, const QString &file, bool replace);
/// Damaged "plan_altered" when the digest differs (F115), "plan_unreadable" with the line number as `subject`, also
/// where freezePlan() refuses what it reads; LimitExceeded above PlanLimits. Blocks; any thread.
[[nodiscard]] Result<SharedPlan> readPlan(const QString &file);
/// Whether that file holds the plan of that digest, byte for byte, without keeping it; Damaged "plan_altered". Blocks;
/// any thread.
[[nodiscard]] Result<void> checkPlanFile(const QString &file, const QString &digest);

/// A plan's lines as canonical JSON, each with its line feed: what the digest is made over and the file holds.
[[nodiscard]] QByteArray planHeaderLine(const PlanHeader &header);
[[nodiscard]] QByteArray planChangeLine(const PlannedChange &change);
[[nodiscard]] QByteArray planDigestLine(const QString &digest);

/// The same read back, without line feed; nullopt when a member is missing, of another kind or unknown.
[[nodiscard]] std::optional<PlanHeader> readPlanHeader(const QByteArray &line);
[[nodiscard]] std::optional<PlannedChange> readPlanChange(const QByteArray &line);
[[nodiscard]] std::optional<QString> readPlanDigest(const QByteArray &line);

} // namespace muster
