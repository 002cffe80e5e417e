// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "restorefixture.h"

#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/journal.h"
#include "models/store/unitlog.h"
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

RestoreFixture::RestoreFixture()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    for (int i = 0; i < removed + corrected + kept; ++i) {
        const QByteArray id = "c" + QByteArray::number(i).rightJustified(5, '0');
        const QByteArray phone = "+1201555" + QByteArray::number(i).rightJustified(4, '0');
        m_before.insert(id, phone);
        if (i >= removed)
            world.contacts.append({id, i < removed + corrected ? QByteArray("+442079460999") : phone, {}});
    }
    world.seeing = [this](const ListsWorld::Write &write) { watch(write); };
    reopen();
    makeBackup();
}

RestoreFixture::~RestoreFixture()
{
    close();
}

void RestoreFixture::close()
{
    if (!workspace)
        return;
    (void)endDeliveries(*workspace);
    workspace.reset();
}

void RestoreFixture::reopen()
{
    close();
    auto opened = Workspace::open(Workspace::Paths::under(folder.path()), clock);
    workspace = opened ? *std::move(opened) : nullptr;
    restart();
}

void RestoreFixture::restart()
{
    const auto secret
        = [](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return Secret(QByteArrayLiteral("not-a-secret")); };
    m_connection = std::make_shared<TenantConnection>(profile(), secret, clock, world.channel());
}

void RestoreFixture::makeBackup()
{
    BackupInfo info;
    info.runId = QString(32, u'c');
    info.profileId = profile().id;
    info.profileName = profile().name;
    info.listId = QString::fromUtf8(world.listId);
    info.listName = QStringLiteral("Customers");
    info.createdAt = clock.wallNow();
    info.expiresAt = info.createdAt.addDays(30);
    std::vector<BackupRecord> records;
    for (int i = 0; i < removed + corrected; ++i) {
        const QByteArray id = "c" + QByteArray::number(i).rightJustified(5, '0');
        records.push_back({i < removed ? BackupRecord::Why::Purged : BackupRecord::Why::Corrected, id.toStdString(),
                           m_before.value(id).toStdString(), i < removed ? "" : "+442079460999", ""});
    }
    auto writer = QCoro::waitFor(workspace->backups().begin(info, BackupStore::Cleartext::Allowed, {}));
    if (!writer || !(*writer)->append(records))
        qFatal("no backup");
    const auto done = (*writer)->finish();
    if (!done || !QCoro::waitFor(workspace->backups().keep(*done)))
        qFatal("no backup");
    m_backup = *done;
}

ListRestoreRun &RestoreFixture::begin(RunStart start)
{
    FrozenListRestore frozen;
    frozen.order.backupFile = m_backup.file;
    frozen.backupDigest = m_backup.digest;
    frozen.profileId = m_backup.profileId;
    frozen.profileName = m_backup.profileName;
    frozen.listId = m_backup.listId;
    frozen.listName = m_backup.listName;
    frozen = freeze(frozen);
    if (start == RunStart::Fresh) {
        JournalRun entry;
        entry.id = runId = QUuid::createUuid().toString(QUuid::Id128);
        entry.kind = QStringLiteral("list_restore");
        entry.title = frozen.listName;
        entry.profileId = frozen.profileId;
        entry.profileName = frozen.profileName;
        entry.target = frozen.listId;
        entry.order = frozen.json;
        entry.orderDigest = frozen.digest;
        entry.startedAt = entry.changedAt = clock.wallNow();
        entry.state = QStringLiteral("running");
        if (!workspace->journal().insert(entry))
            qFatal("the journal takes no run");
    }
    m_run = std::make_unique<ListRestoreRun>(runId, frozen, start, *workspace, m_connection, nullptr);
    return *m_run;
}

RunOutcome RestoreFixture::finish()
{
    QCoro::waitFor(m_run->live());
    const RunOutcome outcome = m_run->outcome().value_or(RunOutcome{});
    m_run.reset();
    return outcome;
}

RunOutcome RestoreFixture::run(RunStart start)
{
    begin(start);
    return finish();
}

QList<LoggedUnit> RestoreFixture::units() const
{
    QFile log(workspace->runFile(runId, "units"));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    const auto replay = UnitLogFormat::replay(log.readAll());
    return replay ? QList<LoggedUnit>(replay->units.begin(), replay->units.end()) : QList<LoggedUnit>();
}

qint64 RestoreFixture::count(UnitState state) const
{
    const QList<LoggedUnit> all = units();
    return std::count_if(all.begin(), all.end(), [state](const LoggedUnit &unit) { return unit.state == state; });
}

QStringList RestoreFixture::auditEvents() const
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

bool RestoreFixture::isRestored() const
{
    QHash<QByteArray, QByteArray> now;
    for (const ListsWorld::Contact &contact : world.contacts)
        now.insert(contact.id, contact.phone);
    return now == m_before && world.contacts.size() == m_before.size();
}

void RestoreFixture::watch(const ListsWorld::Write &write)
{
    const QList<LoggedUnit> now = units();
    for (const QByteArray &id : write.ids) {
        const int index = id.mid(1).toInt();
        if (index >= now.size() || now.at(index).state != UnitState::Intent)
            findings.append(QStringLiteral("no intent on the disk: ") + QString::fromUtf8(id));
    }
}

} // namespace muster::test
