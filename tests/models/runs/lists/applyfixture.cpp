// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "applyfixture.h"

#include "models/runs/lists/apply/interruptedapply.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/eventwait.h"

#include <QCoro/QCoroTask>
#include <QFile>
#include <QTest>
#include <QUuid>
#include <algorithm>

namespace muster::test {

namespace {

ConnectionProfile profile()
{
    ConnectionProfile profile
        = contractProfile(QStringLiteral("Tenant"), QUrl(QStringLiteral("https://api.example.test")));
    profile.id = QString(32, u'b');
    profile.environment = Environment::Sandbox;
    return profile;
}

} // namespace

ApplyFixture::ApplyFixture(int fixCount, int purgeCount)
    : fixes(fixCount)
    , purges(purgeCount)
{
    for (int i = 0; i < fixes + purges + kept; ++i) {
        ListsWorld::Contact contact;
        contact.id = "c" + QByteArray::number(i).rightJustified(5, '0');
        const QByteArray line = QByteArray::number(i % 10000).rightJustified(4, '0');
        const char *before = i < fixes ? "(201) 555-" : i < fixes + purges ? "none " : "+1202555";
        contact.phone = before + line;
        if (i % 3 == 0)
            contact.note = "n" + QByteArray::number(i);
        world.contacts.append(contact);
    }
    m_before = world.contacts;
    world.seeing = [this](const ListsWorld::Write &write) { watch(write); };
    reopen();
    plan();
}

ApplyFixture::~ApplyFixture()
{
    close();
}

void ApplyFixture::close()
{
    if (!workspace)
        return;
    (void)endDeliveries(*workspace);
    workspace.reset();
}

void ApplyFixture::reopen()
{
    close();
    auto opened
        = Workspace::open(Workspace::Paths::under(folder.path()), clock, std::make_unique<BorrowedVault>(vault));
    workspace = opened ? *std::move(opened) : nullptr;
    restart();
}

void ApplyFixture::restart()
{
    const auto secret
        = [](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return Secret(QByteArrayLiteral("not-a-secret")); };
    connection = std::make_shared<TenantConnection>(profile(), secret, clock, world.channel());
}

void ApplyFixture::plan()
{
    PlanHeader header;
    header.profileId = profile().id;
    header.profileName = profile().name;
    header.environment = Environment::Sandbox;
    header.listId = QString::fromUtf8(world.listId);
    header.listName = QStringLiteral("Customers");
    header.directiveDigest = QString(64, u'd');
    header.createdAt = clock.wallNow();
    header.createdBy = QStringLiteral("somebody");
    header.contactsInList = world.contacts.size();
    header.readComplete = true;
    header.scope = QStringLiteral("all");
    header.scopeCount = world.contacts.size();
    header.fixes = fixes;
    header.purges = purges;
    header.unchanged = header.scopeCount - fixes - purges;
    std::vector<PlannedChange> changes;
    for (int i = 0; i < fixes + purges; ++i) {
        const ListsWorld::Contact &contact = m_before.at(i);
        PlannedChange change;
        change.action = i < fixes ? PlannedChange::Action::Fix : PlannedChange::Action::Purge;
        change.contactId = contact.id.toStdString();
        change.from = contact.phone.toStdString();
        if (i < fixes)
            change.to = "+1201555" + contact.phone.last(4).toStdString();
        const std::string extras = contact.note.isEmpty()
            ? ""
            : '"' + world.noteName.toStdString() + "\":\"" + contact.note.toStdString() + '"';
        change.content = contentHash(extras);
        change.reasons = reasonBit(i < fixes ? ListReason::Reformatted : ListReason::NotANumber);
        changes.push_back(change);
    }
    const auto frozen = freezePlan(header, changes);
    Q_ASSERT(frozen);
    order.plan = *frozen;
    order.typedCount = purges;
    order.typedName = header.listName;
}

void ApplyFixture::changeHeader(const std::function<void(PlanHeader &)> &change)
{
    PlanHeader header = order.plan->header;
    change(header);
    const auto frozen = freezePlan(header, order.plan->changes);
    Q_ASSERT(frozen);
    order.plan = *frozen;
}

ListApplyRun &ApplyFixture::begin(RunStart start)
{
    FrozenListApply frozen = freeze(order);
    if (start == RunStart::Fresh) {
        JournalRun entry;
        entry.id = runId = QUuid::createUuid().toString(QUuid::Id128);
        entry.kind = QStringLiteral("list_apply");
        entry.title = frozen.listName;
        entry.profileId = frozen.profileId;
        entry.profileName = frozen.profileName;
        entry.target = frozen.listId;
        entry.order = frozen.json;
        entry.orderDigest = frozen.digest;
        entry.startedAt = entry.changedAt = clock.wallNow();
        entry.state = QStringLiteral("running");
        const auto inserted = workspace->journal().insert(entry);
        Q_ASSERT(inserted);
    } else {
        const auto entry = workspace->journal().find(runId);
        Q_ASSERT(entry && *entry);
        const auto thawed = thawListApply((*entry)->order, (*entry)->orderDigest);
        Q_ASSERT(thawed);
        frozen = *thawed;
    }
    m_run = std::make_unique<ListApplyRun>(runId, frozen, start, *workspace, connection, nullptr);
    return *m_run;
}

RunOutcome ApplyFixture::finish()
{
    QCoro::waitFor(m_run->live());
    const RunOutcome outcome = m_run->outcome().value_or(RunOutcome{});
    events = m_run->events();
    m_run.reset();
    return outcome;
}

RunOutcome ApplyFixture::run(RunStart start)
{
    begin(start);
    return finish();
}

bool ApplyFixture::rearm()
{
    return InterruptedApply::rearm(*workspace, runId).has_value();
}

QList<LoggedUnit> ApplyFixture::units() const
{
    QFile log(file("units"));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    const auto replay = UnitLogFormat::replay(log.readAll());
    return replay ? QList<LoggedUnit>(replay->units.begin(), replay->units.end()) : QList<LoggedUnit>();
}

qint64 ApplyFixture::count(UnitState state) const
{
    const QList<LoggedUnit> all = units();
    return std::count_if(all.begin(), all.end(), [state](const LoggedUnit &unit) { return unit.state == state; });
}

QJsonObject ApplyFixture::auditFacts(const QString &event) const
{
    QJsonObject facts;
    const auto entries = workspace->audit().read(1, 10'000).value_or(QList<AuditEntry>());
    for (const AuditEntry &entry : entries) {
        if (entry.runId == runId && entry.event == event)
            facts = entry.facts;
    }
    return facts;
}

QStringList ApplyFixture::auditEvents() const
{
    QStringList events;
    const auto entries = workspace->audit().read(1, 10'000);
    if (!entries)
        return events;
    for (const AuditEntry &entry : *entries) {
        if (entry.runId == runId)
            events.append(entry.event);
    }
    return events;
}

QByteArray ApplyFixture::auditBytes() const
{
    QFile audit(workspace->audit().file());
    return audit.open(QIODevice::ReadOnly) ? audit.readAll() : QByteArray();
}

QList<ListsWorld::Contact> ApplyFixture::wanted() const
{
    QList<ListsWorld::Contact> contacts;
    for (int i = 0; i < m_before.size(); ++i) {
        ListsWorld::Contact contact = m_before.at(i);
        if (i < fixes)
            contact.phone = "+1201555" + contact.phone.last(4);
        if (i < fixes || i >= fixes + purges)
            contacts.append(contact);
    }
    return contacts;
}

void ApplyFixture::watch(const ListsWorld::Write &write)
{
    const QList<LoggedUnit> now = units();
    for (const QByteArray &id : write.ids) {
        const int index = id.mid(1).toInt();
        if (index >= fixes + purges) {
            findings.append(QStringLiteral("outside the plan: ") + QString::fromUtf8(id));
            continue;
        }
        if (index >= now.size() || now.at(index).state != UnitState::Intent)
            findings.append(QStringLiteral("no intent on the disk: ") + QString::fromUtf8(id));
        const bool isPurge = index >= fixes;
        if (isPurge != (write.method == "DELETE"))
            findings.append(QStringLiteral("another action than planned: ") + QString::fromUtf8(id));
        if (write.method != "DELETE" || write.throttled)
            continue;
        if (m_removedAt.value(id, -1) >= write.readings)
            findings.append(QStringLiteral("twice without a reading: ") + QString::fromUtf8(id));
        m_removedAt.insert(id, write.readings);
    }
}

} // namespace muster::test
