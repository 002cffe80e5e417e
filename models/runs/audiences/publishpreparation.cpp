// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/publishpreparation.h"

#include "models/runs/audiences/keptaudiences.h"
#include "models/runs/detach.h"
#include "models/runs/tenantsession.h"
#include "models/store/audienceversions.h"
#include "network/api/callinglistpublisher.h"
#include "network/codec/audiencescodec.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <array>

namespace muster {

namespace {

template <std::size_t count>
QString firstField(const ContactColumns &contacts, const std::array<const char *, count> &names)
{
    for (const char *name : names) {
        for (int field = 0; field < contacts.fieldCount(); ++field) {
            if (contacts.field(field).name.compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
                return contacts.field(field).name;
        }
    }
    return {};
}

} // namespace

PublishChoice likelyChoice(const ContactColumns &contacts)
{
    static constexpr std::array ids{"externalId", "external_id", "contactId", "contact_id", "customerId", "id"};
    static constexpr std::array numbers{"phone", "phone1", "phoneNumber", "phone_number", "mobile", "number"};
    return {.idField = firstField(contacts, ids),
            .numberField = firstField(contacts, numbers),
            .columns = {},
            .region = {}};
}

PublishPreparation::PublishPreparation(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

PublishPreparation::~PublishPreparation()
{
    m_stop.request_stop();
}

void PublishPreparation::cancel()
{
    m_stop.request_stop();
}

void PublishPreparation::prepare(const PublishRequest &request)
{
    m_stop.request_stop(); // an answer that is overtaken must not be shown
    m_stop = std::stop_source();
    const std::stop_token stop = m_stop.get_token();
    answerTo(
        this, stop, [session = QPointer(&m_session), request, stop] { return made(session, request, stop); },
        loadedOr(&PublishPreparation::prepared, &PublishPreparation::failed));
}

QCoro::Task<Result<AudiencePublishOrder>> PublishPreparation::made(QPointer<TenantSession> session,
                                                                   PublishRequest request, std::stop_token stop)
{
    const std::shared_ptr<TenantConnection> connection = session->connection();
    CallingListPublisher *client = connection->callingLists();
    if (client == nullptr)
        co_return failure(ErrorKind::BadInput, "job_unavailable", session->profile().name);
    const AudienceDefinition &definition = request.audience.definition;
    const QByteArray spelled = writeDefinition(definition, std::nullopt);
    AudiencePublishOrder order{.audience = {request.audience.id, request.audience.version},
                               .name = definition.name,
                               .definitionDigest = AudienceVersions::digestOf(spelled),
                               .list = {request.listName, {}, request.expires}};
    for (const QString &field : std::as_const(request.choice.columns))
        order.list.columns.append(client->columnFor(field));
    if (const auto wrong = client->fault(order.list))
        co_return failure(*wrong);

    PeopleQuestion question{.contacts = request.contacts,
                            .criteria = definition.criteria,
                            .choice = request.choice,
                            .judge = client->judge(order.list)};
    for (const QString &id : definition.exclusions) {
        const auto kept = session ? session->keptAudiences() : nullptr;
        if (!kept)
            co_return failure(ErrorKind::BadInput, "exclusion_not_kept", id);
        const QFuture<Result<Audience>> reading = kept->read(id);
        const Result<Audience> excluded = co_await reading;
        if (!excluded) {
            co_return excluded.error().kind == ErrorKind::NotFound
                ? failure(ErrorKind::BadInput, "exclusion_not_kept", id)
                : failure(excluded.error());
        }
        order.exclusions.append({id.toLower(), excluded->version});
        question.exclusions.append(excluded->definition.criteria);
    }
    const QFuture<Result<PeopleSelection>> selecting
        = QtConcurrent::run([question = std::move(question), stop] { return selectPeople(question, stop); });
    Result<PeopleSelection> selection = co_await selecting;
    if (!selection)
        co_return failure(selection.error());
    order.count = selection->count;
    order.people = std::move(selection->people);

    CO_TRY(taken, co_await client->find(order.list.name, nullptr, stop));
    if (*taken)
        co_return failure(ErrorKind::Conflict, "list_name_taken", order.list.name);
    co_return Result<AudiencePublishOrder>(std::move(order));
}

} // namespace muster
