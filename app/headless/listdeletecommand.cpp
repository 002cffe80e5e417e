// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listdeletecommand.h"

#include "app/console.h"
#include "app/headless/listcommands.h"
#include "app/headless/listindexcommands.h"
#include "models/runs/lists/deletion/listdeletionrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/listdeletiontexts.h"
#include "models/text/listindextexts.h"
#include "network/http/clock.h"
#include "network/wire/mapped.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <algorithm>

namespace muster {

using namespace Qt::StringLiterals;

void ListsDeleteCommand::start()
{
    const ListsOptions &options = commandLine().listsOptions;
    const bool isPreview = !options.lists.isEmpty() || !staleRulesFrom(options).rules.isEmpty();
    const QString plan = absolute(options.plan);
    if (isPreview && !plan.isEmpty() && QFileInfo::exists(plan))
        return fail(refusal("target_exists", plan).value(), ExitRefused);
    const auto session = openTenant(Job::ListDeletion);
    if (!session)
        return fail(session.error(), ExitRefused);
    if (!isPreview)
        return carryOut(**session);
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    connect(*session, &TenantSession::contactListsLoaded, this,
            [this, session = *session](const QList<ContactListSummary> &lists) { preview(*session, lists); });
    (*session)->requestContactLists();
}

Result<QList<ContactListSummary>> ListsDeleteCommand::chosen(const QList<ContactListSummary> &lists) const
{
    const ListsOptions &options = commandLine().listsOptions;
    QList<ContactListSummary> named;
    for (const QString &word : options.lists) {
        TRY(list, listFrom(lists, word));
        const auto isSame = [&list](const ContactListSummary &one) { return one.id == list->id; };
        if (std::ranges::none_of(named, isSame))
            named.append(*list);
    }
    const StaleRules rules = staleRulesFrom(options);
    if (rules.rules.isEmpty())
        return named;
    const StaleFinding finding
        = findStaleLists(options.lists.isEmpty() ? lists : named, rules, workspace().believableNow());
    if (finding.stale.isEmpty())
        return failure(ErrorKind::BadInput, "lists_of_deletion_missing");
    return mapped(finding.stale, &StaleList::list);
}

void ListsDeleteCommand::preview(const TenantSession &session, const QList<ContactListSummary> &lists)
{
    const ListsOptions &options = commandLine().listsOptions;
    const auto wanted = chosen(lists);
    if (!wanted)
        return fail(wanted.error(), ExitRefused);
    ListDeletionOrder order{.lists = {},
                            .seenAt = workspace().clock().wallNow().toUTC(),
                            .leave = {options.activeToo, options.uncalledToo},
                            .typedCount = {},
                            .typedName = {}};
    const QDateTime now = order.seenAt;
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("CONTACTS"), tr("SKILLS"), tr("LAST USED"), tr("RESULT")}};
    QJsonArray array;
    for (const ContactListSummary &list : *wanted) {
        const QList<DeletionObstacle> obstacles = ListDeletionGate::obstacles(list, order.leave);
        if (obstacles.isEmpty())
            order.lists.append(previewed(list));
        rows.append({list.id, list.name, listCountText(list.contactCount), listSkillsText(list.facts),
                     listAgeText(list.facts.lastUsed(), now),
                     obstacles.isEmpty() ? tr("will be deleted")
                                         : tr("left alone: %1").arg(deletionObstaclesText(obstacles))});
        array.append(QJsonObject{{u"id"_s, list.id},
                                 {u"name"_s, list.name},
                                 {u"contacts"_s, list.contactCount < 0 ? QJsonValue() : QJsonValue(list.contactCount)},
                                 {u"deletable"_s, obstacles.isEmpty()},
                                 {u"reasons"_s, QJsonArray::fromStringList(mapped(obstacles, [](DeletionObstacle one) {
                                      return QString(keyOf(one));
                                  }))}});
    }
    console().list(rows, tr("No list matches."), {2});
    const qint64 contacts = ListDeletionGate::contactsOf(order.lists);
    console().note(deletionPreviewText(order.lists.size(), contacts, wanted->size() - order.lists.size()));
    QJsonObject object{{u"lists"_s, array},
                       {u"deletable"_s, order.lists.size()},
                       {u"contacts"_s, contacts},
                       {u"plan"_s, QJsonValue()}};
    if (order.lists.isEmpty())
        return complete(object);
    const QString &profileName = session.profile().name;
    object.insert(u"confirm_list"_s, ListDeletionGate::nameToType(order.lists, profileName));
    console().note(deletionConfirmText(order.lists, profileName));
    if (const QString plan = absolute(options.plan); !plan.isEmpty()) {
        if (const auto written = writeListDeletion(freeze(order, session.profile()), plan); !written)
            return fail(written.error(), ExitFailed);
        object.insert(u"plan"_s, plan);
        console().note(tr("Nothing was deleted. Delete with: muster lists delete --plan %1 --confirm-count N "
                          "--confirm-list NAME")
                           .arg(plan));
    } else {
        console().note(tr("Nothing was deleted. Add --plan FILE to be able to delete these lists."));
    }
    complete(object);
}

void ListsDeleteCommand::carryOut(TenantSession &session)
{
    const ListsOptions &options = commandLine().listsOptions;
    const auto frozen = readListDeletion(absolute(options.plan));
    if (!frozen)
        return fail(frozen.error(), ExitRefused);
    if (frozen->profileId != session.profile().id)
        return fail(refusal("other_profile", frozen->profileName).value(), ExitRefused);
    ListDeletionOrder order = frozen->order;
    order.typedCount = options.confirmCount;
    order.typedName = options.confirmList;
    order.plainBackup = options.plainBackup;
    const auto confirmed
        = ListDeletionGate::confirmed(order.lists, frozen->profileName, order.typedCount, order.typedName);
    if (!confirmed)
        return fail(confirmed.error(), ExitRefused);
    if (session.isLookOnly())
        return fail(lookOnlyRefusal(session.profile().name), ExitRefused);
    if (options.resume) {
        if (const auto run = workspace().runs().resumableFor(RunKind::ListDeletion, frozen->target())) {
            console().note(tr("Resuming run %1.").arg(run->id));
            return follow(workspace().runs().resume(session, run->id));
        }
        if (!mayBeginAfresh())
            return;
        console().note(tr("No interrupted run of these lists; starting a new one."));
    }
    const auto may = ListDeletionGate::mayDelete(order.lists, order.seenAt, workspace().believableNow());
    if (!may)
        return fail(may.error(), ExitRefused);
    console().note(
        deletionPreviewText(order.lists.size(), ListDeletionGate::contactsOf(order.lists), 0));
    follow(startListDeletion(workspace().runs(), session, order));
}

} // namespace muster
