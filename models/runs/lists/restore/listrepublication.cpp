// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/listrepublication.h"

#include "models/runs/detach.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "network/api/callinglistpublisher.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QSet>
#include <QtConcurrent>

namespace muster {

namespace {

/// A contact of the copy that can be told in columns.
struct KeptContact
{
    QString id, digits;
    QMap<QString, QString> columns;
};

/// Counts him where he cannot be in such a list.
bool isLeftOut(const std::optional<ApiError> &fault, PublishCount &count)
{
    if (!fault)
        return false;
    qint64 &why = fault->code == u"person_id" ? count.withoutId
        : fault->code == u"person_number"     ? count.withoutNumber
        : fault->code == u"person_too_long"   ? count.tooLong
                                              : count.unusable;
    ++why;
    return true;
}

Result<AudiencePublishOrder> orderOf(const CallingListPublisher &publisher, const BackupInfo &backup,
                                     const std::optional<Secret> &key, AudiencePublishOrder order,
                                     const std::stop_token &stop)
{
    QList<KeptContact> contacts;
    QSet<QString> ids;
    QMap<QString, bool> columns;
    const auto info = readBackup(backup.file, key, [&](std::vector<BackupRecord> records) {
        for (const BackupRecord &record : records) {
            ++order.count.contacts;
            const auto kept = publisher.restoredColumns(QByteArray::fromStdString(record.extras));
            const QString id = QString::fromStdString(record.contactId);
            if (!kept || ids.contains(id)) {
                ++(kept ? order.count.repeatedId : order.count.unusable);
                continue;
            }
            ids.insert(id);
            for (auto column = kept->cbegin(); column != kept->cend(); ++column)
                columns.insert(column.key(), true);
            contacts.append({id, QString::fromStdString(digitsOf(record.phone)), *kept});
        }
        return !stop.stop_requested();
    });
    if (stop.stop_requested())
        return failure(ErrorKind::Cancelled);
    if (!info)
        return failure(info.error());
    if (info->digest != backup.digest)
        return failure(ErrorKind::Damaged, "backup_changed", backup.file);
    order.list.columns = columns.keys();
    if (const auto wrong = publisher.fault(order.list))
        return failure(*wrong);
    const CallingListPublisher::Judge judge = publisher.judge(order.list);
    PublishedPeopleBuilder people;
    for (const KeptContact &contact : std::as_const(contacts)) {
        CallingListPerson person{contact.id, contact.digits, {}};
        for (const QString &column : std::as_const(order.list.columns))
            person.values.append(contact.columns.value(column));
        if (isLeftOut(judge(person), order.count))
            continue;
        TRY_VOID(people.append(person));
        ++order.count.taken;
    }
    if (order.count.taken == 0)
        return failure(ErrorKind::BadInput, "publish_nobody", order.name);
    order.people = people.finish();
    return order;
}

} // namespace

ListRepublication::ListRepublication(TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_workspace(workspace)
{
}

void ListRepublication::prepare(const BackupInfo &backup, const QString &name)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const std::stop_token stop = m_stop.get_token();
    answerTo(
        this, stop,
        [session = &m_session, workspace = &m_workspace, backup, name, stop] {
            return made(session, workspace, backup, name, stop);
        },
        [](ListRepublication *self, const Result<AudiencePublishOrder> &order) {
            if (order)
                Q_EMIT self->prepared(*order);
            else
                Q_EMIT self->failed(order.error());
        });
}

QCoro::Task<Result<AudiencePublishOrder>> ListRepublication::made(TenantSession *session, Workspace *workspace,
                                                                  BackupInfo backup, QString name,
                                                                  std::stop_token stop)
{
    const std::shared_ptr<TenantConnection> connection = session->connection();
    const CallingListPublisher *publisher = connection->callingLists();
    if (publisher == nullptr)
        co_return failure(ErrorKind::BadInput, "job_unavailable", session->profile().name);
    if (backup.profileId != session->profile().id)
        co_return failure(ErrorKind::BadInput, "other_profile", backup.profileName);
    if (isExpired(backup, workspace->believableNow()))
        co_return failure(ErrorKind::BadInput, "backup_expired", backup.file);
    AudiencePublishOrder order{.audience = {},
                               .name = backup.listName,
                               .definitionDigest = backup.digest,
                               .exclusions = {},
                               .source = {},
                               .list = {.name = name.isEmpty() ? backup.listName : name,
                                        .columns = {},
                                        .expires = workspace->clock().wallNow().toUTC().date().addDays(daysToLive)},
                               .count = {},
                               .people = {}};
    CO_TRY(key, co_await workspace->backups().key(backup, stop));
    // The connection holds the publisher, which the worker asks for what it says on any thread.
    const QFuture<Result<AudiencePublishOrder>> reading
        = QtConcurrent::run([connection, publisher, backup, key = *std::move(key), order = std::move(order), stop] {
              return orderOf(*publisher, backup, key, order, stop);
          });
    Result<AudiencePublishOrder> made = co_await reading;
    co_return Result<AudiencePublishOrder>(std::move(made));
}

} // namespace muster
