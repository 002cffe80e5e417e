// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listcommands.h"

#include "models/rules/lists/purgegate.h"
#include "models/runs/lists/apply/blockgroups.h"
#include "models/runs/audiences/audiencepublishrun.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/restore/listrepublication.h"
#include "models/runs/tenantsession.h"
#include "models/store/backupfile.h"
#include "models/store/directivestore.h"
#include "models/store/journal.h"
#include "models/store/numberliststore.h"
#include "models/text/applytexts.h"
#include "models/text/listdeletiontexts.h"
#include "models/text/plaintext.h"
#include "network/http/clock.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <memory>

namespace muster {

Result<ContactListSummary> listFrom(const QList<ContactListSummary> &lists, const QString &word)
{
    QList<ContactListSummary> named;
    for (const ContactListSummary &list : lists) {
        if (list.id == word)
            return list;
        if (list.name == word)
            named.append(list);
    }
    if (named.size() == 1)
        return named.first();
    return failure({.kind = ErrorKind::BadInput,
                    .code = named.isEmpty() ? QStringLiteral("list_unknown") : QStringLiteral("list_name_twice"),
                    .subject = word});
}

void ListsListCommand::start()
{
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::contactListsLoaded, this, &ListsListCommand::show);
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestContactLists();
}

void ListsListCommand::show(const QList<ContactListSummary> &lists)
{
    const QLocale locale;
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("CONTACTS")}};
    QJsonArray array;
    for (const ContactListSummary &list : lists) {
        const bool known = list.contactCount >= 0;
        rows.append({list.id, list.name, known ? locale.toString(list.contactCount) : tr("unknown")});
        array.append(QJsonObject{{QStringLiteral("id"), list.id},
                                 {QStringLiteral("name"), list.name},
                                 {QStringLiteral("contacts"), known ? QJsonValue(list.contactCount) : QJsonValue()}});
    }
    console().list(rows, tr("The tenant has no contact lists."), {2});
    complete({{QStringLiteral("lists"), array}});
}

void ListsApplyCommand::start()
{
    const ListsOptions &options = commandLine().listsOptions;
    const auto plan = readPlan(absolute(options.plan));
    if (!plan)
        return fail(plan.error(), ExitRefused);
    const auto order = wantedOrder(*plan);
    if (!order)
        return fail(order.error(), ExitRefused);
    const PlanHeader &header = (*plan)->header;
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    if (const auto belongs = PurgeGate::belongsTo(header, (*session)->profile().id, header.listId); !belongs)
        return fail(belongs.error(), ExitRefused);
    if ((*session)->isLookOnly())
        return fail(lookOnlyRefusal((*session)->profile().name), ExitRefused);
    if (const auto shown = showPlan(**plan); !shown)
        return fail(shown.error(), ExitRefused);
    if (options.resume) {
        if (const auto interrupted = workspace().runs().resumableFor(RunKind::ListApply, header.listId))
            return resumeRun(**session, *interrupted, **plan);
        if (!mayBeginAfresh())
            return;
        console().note(tr("No interrupted run of this list; starting a new one."));
    }
    if (options.blockGroup.isEmpty() || header.purges == 0)
        begin(**session, *order);
    else
        beginBlocking(**session, *order);
}

void ListsApplyCommand::beginBlocking(TenantSession &session, const ListApplyOrder &given)
{
    auto *groups = new BlockGroups(session, this);
    const auto order = std::make_shared<ListApplyOrder>(given);
    connect(groups, &BlockGroups::failed, this, [this](const ApiError &error) { fail(error, ExitRefused); });
    connect(groups, &BlockGroups::groupsLoaded, this, [this, groups, order](const QList<DoNotCallGroup> &all) {
        const auto group = groupFrom(all, commandLine().listsOptions.blockGroup);
        if (!group)
            return fail(group.error(), ExitRefused);
        order->blockGroup = group->id;
        order->blockGroupName = group->name;
        groups->requestHeeding(group->id, order->plan->header.listId);
    });
    connect(groups, &BlockGroups::heedingLoaded, this, [this, order, &session](const GroupHeeding &heeding) {
        console().note(
            tr("Do-not-call group: %1. %2")
                .arg(visibleText(order->blockGroupName, 100), heedingText(heeding.skills, heeding.heedless)));
        begin(session, *order);
    });
    groups->request();
}

void ListsApplyCommand::begin(TenantSession &session, const ListApplyOrder &order)
{
    const PlanHeader &header = order.plan->header;
    console().note(tr("List: %1. %2").arg(header.listName, applyActText(header.fixes, header.purges, order.blocks())));
    follow(workspace().runs().startListApply(session, order));
}

Result<ListApplyOrder> ListsApplyCommand::wantedOrder(const SharedPlan &plan) const
{
    const ListsOptions &options = commandLine().listsOptions;
    const PlanHeader &header = plan->header;
    ListApplyOrder order{.plan = plan,
                         .withholdPurge = options.noPurge,
                         .typedCount = options.confirmCount,
                         .typedName = options.confirmList,
                         .dialConsent = {options.dialConsent, options.startSkill},
                         .backupFile = absolute(options.backup),
                         .plainBackup = options.plainBackup,
                         .aggregator = QUrl(options.aggregator, QUrl::StrictMode)};
    if (!options.aggregator.isEmpty() && !order.aggregator.isValid())
        return refusal("webhook_allowed", options.aggregator);
    const bool removes = !options.noPurge && header.purges > 0;
    const auto confirmed = PurgeGate::confirmed(header, options.confirmCount, options.confirmList);
    // What was given must be right, whether or not anybody is removed (F111).
    if (!confirmed && (removes || confirmed.error().code.endsWith(QLatin1String("_wrong"))))
        return refusal(confirmed.error().code.toLatin1().constData(), PurgeGate::nameToType(header));
    if (!removes)
        return order;
    if (!options.resume) {
        if (const auto may = PurgeGate::mayPurge(header, workspace().believableNow()); !may)
            return refusal(may.error().code.toLatin1().constData(), header.listName);
    }
    return order;
}

Result<void> ListsApplyCommand::showPlan(const SanitizationPlan &plan) const
{
    const PlanHeader &header = plan.header;
    const QString wanted = commandLine().listsOptions.directive;
    const auto saved = workspace().directives().byName(wanted.isEmpty() ? header.directiveName : wanted);
    const bool isSaved
        = saved && header.directiveDigest == directiveDigest(*saved, workspace().numberLists().digestsOf(*saved));
    if (!wanted.isEmpty() && !saved)
        return refusal("unknown_directive", wanted);
    if (!wanted.isEmpty() && !isSaved)
        return refusal("plan_other_directive", saved->name);
    console().note(planDirectiveText(header, saved && !isSaved));
    if (plan.lastingFixes > 0)
        console().note(lastingFixesText(plan.lastingFixes));
    return {};
}

void ListsApplyCommand::resumeRun(TenantSession &session, const ResumableRun &run, const SanitizationPlan &plan)
{
    const auto entry = workspace().journal().find(run.id);
    if (!entry)
        return fail(entry.error(), ExitFailed);
    const auto order = thawListApply((*entry)->order, (*entry)->orderDigest);
    if (!order)
        return fail(order.error(), ExitFailed);
    if (order->planDigest != plan.digest)
        return fail(refusal("resume_differs", run.id, QStringLiteral("--plan")).value(), ExitRefused);
    if (commandLine().listsOptions.noPurge != order->order.withholdPurge)
        return fail(refusal("resume_differs", run.id, QStringLiteral("--no-purge")).value(), ExitRefused);
    // A resumed run starts what was agreed to when it began, and nothing else.
    if (const QString &skill = commandLine().listsOptions.startSkill;
        !skill.isEmpty() && skill != order->order.dialConsent.starts)
        return fail(refusal("resume_differs", run.id, QStringLiteral("--start-skill")).value(), ExitRefused);
    // What becomes of the contacts was confirmed with the plan; it is never another on the way.
    const QString &group = commandLine().listsOptions.blockGroup;
    const bool isPurged = plan.header.purges > 0;
    if (isPurged && group != order->order.blockGroup && (group.isEmpty() || group != order->order.blockGroupName))
        return fail(refusal("resume_differs", run.id, QStringLiteral("--dnc-group")).value(), ExitRefused);
    // Resuming alone does not re-arm what was halted (F21); --arm is a person's word that it may send again. Nor does
    // it unlock a purge (F23): that takes a word of its own, and the count.
    const bool isLocked = run.purgeLocked;
    if (isLocked && !commandLine().listsOptions.rearm)
        return fail(refusal("purge_needs_rearm", run.title).value(), ExitRefused);
    if (isLocked || (run.ended == RunOutcome::Kind::Halted && commandLine().common.arm)) {
        if (const auto armed = workspace().runs().rearm(session, run.id); !armed)
            return fail(armed.error(), ExitRefused);
    }
    console().note(tr("Resuming run %1.").arg(run.id));
    follow(workspace().runs().resume(session, run.id));
}

void ListsRestoreCommand::start()
{
    const ListsOptions &options = commandLine().listsOptions;
    const auto backup = readBackupInfo(absolute(options.backup));
    if (!backup)
        return fail(backup.error(), ExitRefused);
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    const ConnectionProfile &profile = (*session)->profile();
    if (backup->profileId != profile.id)
        return fail(refusal("other_profile", backup->profileName).value(), ExitRefused);
    if ((*session)->isLookOnly())
        return fail(lookOnlyRefusal(profile.name), ExitRefused);
    if (isOfGroupChange(*backup))
        return fail(refusal("backup_of_group_change", backup->groupName).value(), ExitRefused);
    if (isOfDeletedList(*backup))
        return publishAgain(**session, *backup);
    if (!options.newName.isEmpty())
        return fail(refusal("not_of_deleted_list", backup->listName).value(), ExitRefused);
    const QLocale locale;
    console().note(
        backup->blocked > 0
            ? tr("List: %1. The backup holds %2 numbers for the do-not-call group %3 and %4 old numbers.")
                  .arg(backup->listName, locale.toString(backup->blocked), visibleText(backup->groupName, 100),
                       locale.toString(backup->corrected))
            : tr("List: %1. The backup holds %2 purged contacts and %3 old numbers.")
                  .arg(backup->listName, locale.toString(backup->purged), locale.toString(backup->corrected)));
    follow(workspace().runs().startListRestore(
        **session, {.backupFile = backup->file, .only = options.only, .dialConsent = {options.dialConsent}}));
}

void ListsRestoreCommand::publishAgain(TenantSession &session, const BackupInfo &backup)
{
    auto *republication = new ListRepublication(session, workspace(), this);
    connect(republication, &ListRepublication::failed, this,
            [this](const ApiError &error) { fail(error, ExitRefused); });
    connect(republication, &ListRepublication::prepared, this, [this, &session](const AudiencePublishOrder &order) {
        console().note(republicationText(order));
        follow(startAudiencePublish(workspace().runs(), session, order));
    });
    republication->prepare(backup, commandLine().listsOptions.newName);
}

} // namespace muster
