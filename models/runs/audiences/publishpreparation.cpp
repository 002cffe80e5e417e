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
#include <QHash>
#include <QtConcurrent>
#include <algorithm>
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

namespace {

/// The audiences that another one excludes, and those that they exclude themselves.
class Exclusions
{
public:
    static constexpr qsizetype most = 100;

    explicit Exclusions(const KeptAudiences &kept)
        : m_kept(kept)
    {
    }

    /// The places of those that it excludes. BadInput "exclusion_not_kept" (the id); "exclusion_circle" where an
    /// audience would leave itself out, named by the subject with all that lead there; "exclusions_too_many".
    [[nodiscard]] QCoro::Task<Result<QList<qsizetype>>> follow(Audience audience)
    {
        const QString own = audience.id.toLower();
        m_path.append({own, audience.definition.name});
        QList<qsizetype> places;
        for (const QString &spelled : std::as_const(audience.definition.exclusions)) {
            const QString id = spelled.toLower();
            const auto above = std::ranges::find(m_path, id, &QPair<QString, QString>::first);
            if (above != m_path.end()) {
                QStringList names;
                for (auto step = above; step != m_path.end(); ++step)
                    names.append(step->second);
                co_return failure(ErrorKind::BadInput, "exclusion_circle",
                                  (names + QStringList{names.constFirst()}).join(QStringLiteral(" \u2192 ")));
            }
            if (!m_places.contains(id)) {
                CO_TRY_VOID(co_await take(spelled));
            }
            places.append(m_places.value(id));
        }
        m_path.removeLast();
        co_return places;
    }
    [[nodiscard]] const QList<PeopleQuestion::Excluded> &audiences() const { return m_audiences; }
    [[nodiscard]] const QList<AudiencePublishOrder::Version> &versions() const { return m_versions; }

private:
    [[nodiscard]] QCoro::Task<Result<void>> take(QString id)
    {
        const QFuture<Result<Audience>> reading = m_kept.read(id);
        Result<Audience> audience = co_await reading;
        if (!audience) {
            co_return audience.error().kind == ErrorKind::NotFound
                ? failure(ErrorKind::BadInput, "exclusion_not_kept", id)
                : failure(audience.error());
        }
        audience->id = id;
        if (m_audiences.size() + m_path.size() > most)
            co_return failure(ErrorKind::LimitExceeded, "exclusions_too_many", QString::number(most));
        CO_TRY(exclusions, co_await follow(*audience));
        m_places.insert(id.toLower(), m_audiences.size());
        m_audiences.append({audience->definition.criteria, *std::move(exclusions)});
        m_versions.append({id.toLower(), audience->version});
        co_return Result<void>();
    }

    const KeptAudiences &m_kept;
    QList<QPair<QString, QString>> m_path; ///< Id and name of those that are being followed.
    QHash<QString, qsizetype> m_places; ///< By id.
    QList<PeopleQuestion::Excluded> m_audiences;
    QList<AudiencePublishOrder::Version> m_versions;
};

} // namespace

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
    if (!request.source.id.isEmpty())
        order.source = request.source;
    for (const QString &field : std::as_const(request.source.choice.columns))
        order.list.columns.append(client->columnFor(field));
    if (const auto wrong = client->fault(order.list))
        co_return failure(*wrong);

    PeopleQuestion question{.contacts = request.contacts,
                            .criteria = definition.criteria,
                            .choice = request.source.choice,
                            .judge = client->judge(order.list)};
    if (!definition.exclusions.isEmpty()) {
        const auto kept = session ? session->keptAudiences() : nullptr;
        if (!kept)
            co_return failure(ErrorKind::BadInput, "exclusion_not_kept", definition.exclusions.constFirst());
        Exclusions exclusions(*kept);
        CO_TRY(direct, co_await exclusions.follow(request.audience));
        question.exclusions = *std::move(direct);
        question.excluded = exclusions.audiences();
        order.exclusions = exclusions.versions();
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
