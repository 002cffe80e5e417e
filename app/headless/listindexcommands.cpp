// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/listindexcommands.h"

#include "models/rules/lists/recordusage.h"
#include "models/runs/lists/apply/blockgroups.h"
#include "models/runs/lists/attemptcounter.h"
#include "models/runs/lists/listsizekeeper.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/errortexts.h"
#include "models/text/listindextexts.h"
#include "models/text/plaintext.h"
#include "network/http/clock.h"
#include "network/wire/limits.h"
#include "network/wire/mapped.h"

#include <QJsonArray>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

/// null: not told.
QJsonValue countOrNull(qint64 count)
{
    return count < 0 ? QJsonValue() : QJsonValue(count);
}

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue activityOrNull(ContactListFacts::Activity activity)
{
    return activity == ContactListFacts::Activity::NotTold ? QJsonValue()
                                                           : QJsonValue(activity == ContactListFacts::Activity::Active);
}

QJsonValue skillsOrNull(const ContactListFacts &facts)
{
    return facts.dialers ? QJsonValue(QJsonArray::fromStringList(mapped(*facts.dialers, &Dialer::name))) : QJsonValue();
}

QJsonObject listObject(const ContactListSummary &list)
{
    const ContactListFacts &facts = list.facts;
    return {{u"id"_s, list.id},
            {u"name"_s, list.name},
            {u"active"_s, activityOrNull(facts.activity)},
            {u"contacts"_s, countOrNull(list.contactCount)},
            {u"valid"_s, countOrNull(facts.valid)},
            {u"invalid"_s, countOrNull(facts.invalid)},
            {u"finalized"_s, countOrNull(facts.finalized)},
            {u"left_to_call"_s, countOrNull(facts.callable)},
            {u"retrying"_s, countOrNull(facts.retried)},
            {u"skills"_s, skillsOrNull(facts)},
            {u"created"_s, timeOrNull(facts.created)},
            {u"uploaded"_s, timeOrNull(facts.uploaded)},
            {u"changed"_s, timeOrNull(facts.changed)}};
}

QJsonObject usageObject(const RecordUsage &usage)
{
    return {{u"limit"_s, usage.ceiling > 0 ? QJsonValue(usage.ceiling) : QJsonValue()},
            {u"used"_s, usage.used()},
            {u"list_records"_s, usage.listRecords},
            {u"do_not_call_records"_s, usage.doNotCall ? QJsonValue(*usage.doNotCall) : QJsonValue()},
            {u"all_counted"_s, !usage.isAtLeast()}};
}

QJsonArray keysOf(const QList<StaleRule> &rules)
{
    return QJsonArray::fromStringList(mapped(rules, [](StaleRule rule) { return QString(keyOf(rule)); }));
}

} // namespace

StaleRules staleRulesFrom(const ListsOptions &options)
{
    StaleRules rules{.match = options.anyRule ? StaleRules::Match::Any : StaleRules::Match::All};
    const auto add = [&rules](bool isChosen, StaleRule rule) {
        if (isChosen)
            rules.rules.append(rule);
    };
    add(options.unusedDays.has_value(), StaleRule::Unused);
    add(options.finalized, StaleRule::Finalized);
    add(options.inactive, StaleRule::Inactive);
    add(options.noSkill, StaleRule::NoSkill);
    add(options.empty, StaleRule::Empty);
    rules.unusedDays = int(options.unusedDays.value_or(rules.unusedDays));
    return rules;
}

void ListsIndexCommand::start()
{
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    m_session = *session;
    if (commandLine().listsOptions.attempts && !m_session->contactListLimits().tellsAttempts)
        return fail({.kind = ErrorKind::BadInput, .code = u"attempts_not_told"_s}, ExitRefused);
    connect(m_session, &TenantSession::contactListsLoaded, this, &ListsIndexCommand::noteSizes);
    connect(m_session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    m_session->requestContactLists();
}

void ListsIndexCommand::noteSizes(const QList<ContactListSummary> &lists)
{
    m_lists = lists;
    auto *keeper = new ListSizeKeeper(workspace(), m_session->profile().id, this);
    connect(keeper, &ListSizeKeeper::sizesKnown, this, [this](const ListSizeHistory &sizes, const QDate &today) {
        m_sizes = sizes;
        m_today = today;
        askGroups();
    });
    connect(keeper, &ListSizeKeeper::failed, this, [this](const ApiError &error) {
        console().note(tr("The sizes of the lists weren’t kept for later comparison. %1").arg(errorSentence(error)));
        askGroups();
    });
    keeper->note(lists);
}

void ListsIndexCommand::askGroups()
{
    if (m_session->contactListLimits().recordCeiling <= 0 || !m_session->canBlock())
        return countAttempts();
    auto *groups = new BlockGroups(*m_session, this);
    connect(groups, &BlockGroups::groupsLoaded, this, [this](const QList<DoNotCallGroup> &all) {
        m_groups = all;
        countAttempts();
    });
    connect(groups, &BlockGroups::failed, this, [this](const ApiError &error) {
        console().note(errorSentence(error));
        countAttempts();
    });
    groups->request();
}

void ListsIndexCommand::countAttempts()
{
    if (!commandLine().listsOptions.attempts)
        return show();
    auto *counter = new AttemptCounter(*m_session, this);
    connect(counter, &AttemptCounter::counted, this,
            [this](const QString &listId, const CallAttempts &attempts) { m_attempts.insert(listId, attempts); });
    connect(counter, &AttemptCounter::failed, this,
            [this](const QString &, const ApiError &error) { fail(error, ExitFailed); });
    connect(counter, &AttemptCounter::finished, this, &ListsIndexCommand::show);
    counter->count(mapped(m_lists, &ContactListSummary::id));
}

std::optional<SizeChange> ListsIndexCommand::changeOf(const ContactListSummary &list) const
{
    return sizeChange(m_sizes.value(list.id), list.contactCount, m_today);
}

void ListsIndexCommand::show()
{
    constexpr qsizetype attemptsColumn = 9; // before the change
    const QDateTime now = workspace().clock().wallNow();
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("STATUS"), tr("CONTACTS"), tr("VALID"), tr("INVALID"),
                             tr("FINALIZED"), tr("LEFT TO CALL"), tr("RETRYING"), tr("CHANGE"), tr("LAST USED"),
                             tr("CREATED"), tr("SKILLS")}};
    const bool withAttempts = commandLine().listsOptions.attempts;
    if (withAttempts)
        rows.first().insert(attemptsColumn, tr("ATTEMPTS"));
    QJsonArray array;
    for (const ContactListSummary &list : std::as_const(m_lists)) {
        const ContactListFacts &facts = list.facts;
        const auto change = changeOf(list);
        rows.append({list.id, list.name, listActivityText(facts.activity), listCountText(list.contactCount),
                     listCountText(facts.valid), listCountText(facts.invalid), listCountText(facts.finalized),
                     listCountText(facts.callable), listCountText(facts.retried), sizeChangeText(change),
                     listAgeText(facts.lastUsed(), now), listAgeText(facts.created, now), listSkillsText(facts)});
        QJsonObject object = listObject(list);
        if (withAttempts) {
            const CallAttempts counted = m_attempts.value(list.id);
            rows.last().insert(attemptsColumn, listCountText(counted.count));
            object.insert(u"attempts"_s, counted.count);
            object.insert(u"last_call"_s, timeOrNull(counted.last));
        }
        object.insert(
            u"change"_s,
            change ? QJsonValue(QJsonObject{{u"since"_s, change->since.toString(Qt::ISODate)}, {u"by"_s, change->by}})
                   : QJsonValue());
        array.append(object);
    }
    QList<int> numbers{3, 4, 5, 6, 7, 8, 9};
    if (withAttempts)
        numbers.append(10);
    console().list(rows, tr("The tenant has no contact lists."), numbers);
    const RecordUsage usage = recordUsage(m_lists, m_groups, m_session->contactListLimits().recordCeiling);
    console().note((QStringList{recordUsageText(usage)} + recordUsageNotes(usage)).join(u' '));
    complete({{u"lists"_s, array}, {u"usage"_s, usageObject(usage)}});
}

void ListsStaleCommand::start()
{
    const auto session = openTenant(Job::ListSanitising);
    if (!session)
        return fail(session.error(), ExitRefused);
    connect(*session, &TenantSession::contactListsLoaded, this,
            [this, session = *session](const QList<ContactListSummary> &lists) {
                show(lists, session->contactListLimits().recordCeiling);
            });
    connect(*session, &TenantSession::contactListsFailed, this,
            [this](const ApiError &error) { fail(error, ExitFailed); });
    (*session)->requestContactLists();
}

void ListsStaleCommand::show(const QList<ContactListSummary> &lists, qint64 ceiling)
{
    const StaleRules chosen = staleRulesFrom(commandLine().listsOptions);
    const StaleFinding finding = findStaleLists(lists, chosen, workspace().believableNow());
    QList<QStringList> rows{{tr("ID"), tr("NAME"), tr("CONTACTS"), tr("WHY")}};
    QJsonArray stale, undecided;
    for (const StaleList &one : finding.stale) {
        rows.append({one.list.id, one.list.name, listCountText(one.list.contactCount),
                     staleReasonsText(one, chosen.unusedDays)});
        QJsonObject object = listObject(one.list);
        object.insert(u"reasons"_s, keysOf(one.reasons));
        stale.append(object);
    }
    for (const StaleList &one : finding.undecided) {
        console().note(tr("%1 can’t be decided, %2.").arg(visibleText(one.list.name, 100), staleNotToldText(one)));
        QJsonObject object = listObject(one.list);
        object.insert(u"not_told"_s, keysOf(one.notTold));
        undecided.append(object);
    }
    console().list(rows, tr("No list matches these rules."), {2});
    console().note(staleSummaryText(finding, lists.size(), ceiling));
    complete({{u"stale"_s, stale}, {u"undecided"_s, undecided}, {u"records"_s, finding.records()}});
}

void ListsDeactivateCommand::start()
{
    fail({.kind = ErrorKind::BadInput, .code = u"lists_stay_active"_s}, ExitRefused);
}

} // namespace muster
