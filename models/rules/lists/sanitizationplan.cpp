// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/sanitizationplan.h"
#include "network/wire/contactlist.h"

#include "models/rules/lists/idtable.h"
#include "models/rules/lists/planlines.h"
#include "models/rules/lists/purgegate.h"
#include "models/store/runningdigest.h"

#include <QUtf8StringView>
#include <algorithm>

namespace muster {

namespace {

using Action = PlannedChange::Action;

constexpr std::size_t maxIdBytes = 256; // F62; the decoder's own limit

bool isText(const std::string &bytes)
{
    return QUtf8StringView(bytes.data(), qsizetype(bytes.size())).isValidUtf8();
}

bool isUsableId(const std::string &id)
{
    return !id.empty() && id.size() <= maxIdBytes && id != "." && id != ".."
        && std::none_of(id.begin(), id.end(),
                        [](char c) { return c == '/' || c == '\\' || std::uint8_t(c) < 0x20 || c == 0x7f; });
}

/// Contract section 6.1: a plus sign, 1 to 9, then 1 to 14 digits.
const char *faultOf(const PlannedChange &change)
{
    if (!isUsableId(change.contactId))
        return "plan_change_no_id";
    if (change.from.size() > PlanLimits::maxNumberBytes)
        return "plan_change_too_long";
    if (!isText(change.contactId) || !isText(change.from))
        return "plan_change_not_text";
    if (change.action == Action::Purge) {
        if (!change.to.empty())
            return "plan_change_purge_with_number";
        return PurgeGate::isEligible(change) ? nullptr : "plan_change_not_eligible";
    }
    if (change.e164 != 0)
        return "plan_change_fix_with_number";
    if (!isE164(change.to))
        return "plan_change_not_e164";
    return change.from == change.to ? "plan_change_nothing_to_fix" : nullptr;
}

tl::unexpected<ApiError> refusedPlan(const char *code, std::size_t place = 0)
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .subject = place == 0 ? QString() : QString::number(place)});
}

Result<void> checkChanges(const std::vector<PlannedChange> &changes)
{
    IdTable ids(changes.size());
    const auto idOf = [&changes](std::uint32_t at) -> std::string_view { return changes[at].contactId; };
    for (std::size_t at = 0; at < changes.size(); ++at) {
        if (const char *fault = faultOf(changes[at]))
            return refusedPlan(fault, at + 1);
        if (!ids.insert(std::uint32_t(at), idOf))
            return refusedPlan("plan_change_id_twice", at + 1);
    }
    return {};
}

bool countsAddUp(const PlanHeader &header, const std::vector<PlannedChange> &changes)
{
    const std::array counts{header.unchanged, header.fixes, header.purges, header.review, header.notChecked};
    qint64 sum = 0;
    for (const qint64 count : counts) {
        if (count < 0 || count > header.scopeCount)
            return false;
        sum += count;
    }
    const auto fixes = std::count_if(changes.begin(), changes.end(),
                                     [](const PlannedChange &change) { return change.action == Action::Fix; });
    return sum == header.scopeCount && header.scopeCount <= header.contactsInList && header.fixes == fixes
        && header.purges == qint64(changes.size()) - fixes;
}

std::vector<PlannedChange> fixesFirst(std::vector<PlannedChange> changes)
{
    const auto isFix = [](const PlannedChange &change) { return change.action == Action::Fix; };
    if (std::is_partitioned(changes.begin(), changes.end(), isFix))
        return changes;
    std::vector<PlannedChange> sorted;
    sorted.reserve(changes.size());
    for (const Action action : {Action::Fix, Action::Purge}) {
        for (PlannedChange &change : changes) {
            if (change.action == action)
                sorted.push_back(std::move(change)); // its action stays where it is
        }
    }
    return sorted;
}

} // namespace

Result<SharedPlan> freezePlan(PlanHeader header, std::vector<PlannedChange> changes)
{
    if (changes.size() > PlanLimits::maxChanges)
        return failure({.kind = ErrorKind::LimitExceeded, .code = QStringLiteral("plan_changes")});
    TRY_VOID(checkChanges(changes));
    if (!countsAddUp(header, changes))
        return refusedPlan("plan_counts");
    header.createdAt = header.createdAt.toUTC();
    auto plan = std::make_shared<SanitizationPlan>();
    plan->header = std::move(header);
    plan->changes = fixesFirst(std::move(changes));
    const QByteArray first = planHeaderLine(plan->header);
    if (std::size_t(first.size()) > PlanLimits::maxLineBytes || !plan->header.createdAt.isValid())
        return refusedPlan("plan_header");
    RunningDigest digest;
    digest.add({first.constData(), std::size_t(first.size())});
    for (const PlannedChange &change : plan->changes) {
        const QByteArray line = planChangeLine(change);
        digest.add({line.constData(), std::size_t(line.size())});
    }
    plan->digest = digest.hex();
    plan->lastingFixes = std::count_if(plan->changes.begin(), plan->changes.end(), [](const PlannedChange &change) {
        return change.action == Action::Fix && !isE164(change.from);
    });
    return SharedPlan(std::move(plan));
}

} // namespace muster
