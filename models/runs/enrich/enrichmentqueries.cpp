// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichmentqueries.h"

#include "models/runs/detach.h"
#include "models/runs/enrich/send/batchsender.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "network/api/enrichmentclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QUrl>
#include <QtConcurrent>

namespace muster {

EnrichmentQueries::EnrichmentQueries(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_connection(session.connection())
{
}

EnrichmentQueries::~EnrichmentQueries()
{
    for (std::stop_source &question : m_questions)
        question.request_stop();
}

std::stop_token EnrichmentQueries::ask(Question question)
{
    std::stop_source &source = m_questions[std::size_t(question)];
    source.request_stop(); // an answer that is overtaken must not be shown
    source = std::stop_source();
    return source.get_token();
}

EnrichmentPace EnrichmentQueries::pace() const
{
    return paceOf(m_connection->enrichment().limits());
}

// The questions (see answerTo()) hold the connection and end at once when their token is asked to stop.

void EnrichmentQueries::requestCampaigns()
{
    const std::stop_token stop = ask(Question::Campaigns);
    answerTo(
        this, stop, [connection = m_connection, stop] { return connection->enrichment().campaigns(nullptr, stop); },
        loadedOr(&EnrichmentQueries::campaignsLoaded, &EnrichmentQueries::campaignsFailed));
}

void EnrichmentQueries::requestSchema(const QString &listId)
{
    const std::stop_token stop = ask(Question::Schema);
    answerTo(
        this, stop,
        [connection = m_connection, listId, stop] { return connection->enrichment().schema(listId, nullptr, stop); },
        loadedOr(&EnrichmentQueries::schemaLoaded, [listId](EnrichmentQueries *self, const ApiError &error) {
            Q_EMIT self->schemaFailed(listId, error);
        }));
}

namespace {

AuditDraft draftOf(const KnownWebhook &webhook, const WebhookAnswer *answer)
{
    const WebhookRegistration &registration = webhook.registration;
    QJsonObject facts{{QStringLiteral("profile"), webhook.profileId},
                      {QStringLiteral("name"), registration.name},
                      {QStringLiteral("events"), QJsonArray::fromStringList(registration.events)},
                      {QStringLiteral("host"), QUrl(registration.url).host(QUrl::FullyEncoded)},
                      {QStringLiteral("max_retries"), registration.maxRetries},
                      {QStringLiteral("backoff_ms"), qint64(registration.backoff.count())}};
    if (answer && answer->error)
        facts.insert(QStringLiteral("reason"), errorKindKey(answer->error->kind));
    if (answer && !answer->webhookId.isEmpty())
        facts.insert(QStringLiteral("id"), answer->webhookId.left(200));
    return {QStringLiteral("crm_webhook.") + keyOf(webhook.state), {}, facts};
}

/// The audit first: what it cannot hold is not kept as having been asked for either.
QFuture<Result<void>> writeDown(Workspace &workspace, const KnownWebhook &webhook, const WebhookAnswer *answer)
{
    return workspace.storeThread().run(
        [&workspace, draft = draftOf(webhook, answer), keep = workspace.webhooks().keep(webhook)]() -> Result<void> {
            TRY_VOID(workspace.audit().append(draft.event, {}, draft.facts));
            return keep();
        });
}

} // namespace

WebhookRegistrar::WebhookRegistrar(TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_connection(session.connection())
{
}

std::optional<ApiError> WebhookRegistrar::fault(const WebhookRegistration &registration) const
{
    if (m_workspace.isReadOnly())
        return m_workspace.writeRefusal();
    return m_connection->webhooks().fault(registration);
}

QStringList WebhookRegistrar::events() const
{
    return m_connection->webhooks().limits().events;
}

KnownWebhook WebhookRegistrar::known(const WebhookRegistration &registration, WebhookState state) const
{
    const ConnectionProfile &profile = m_connection->profile();
    return {profile.id, profile.name, registration, state, m_workspace.clock().wallNow()};
}

void WebhookRegistrar::registerWebhook(const WebhookRegistration &registration)
{
    if (const auto found = fault(registration)) {
        WebhookAnswer answer;
        answer.error = *found;
        Q_EMIT answered(answer, std::nullopt);
        return;
    }
    KnownWebhook webhook = known(registration, WebhookState::Asked);
    webhook.registration.url = webhookOrigin(registration.url);
    detach(ask(this, m_connection, &m_workspace, webhook, registration, m_stop.get_token()), this,
           [](WebhookRegistrar *self, const ApiError &thrown) {
               WebhookAnswer answer; // what the service did, if it was asked, is not known
               answer.error = thrown;
               answer.fate = WriteFate::Unknown;
               Q_EMIT self->answered(answer, std::nullopt);
           });
}

// Holds the connection; looks whether registrar and workspace are there before it speaks to them. Given up,
// it stays as it is on the disk: asked for, with no answer.
QCoro::Task<void> WebhookRegistrar::ask(Self self, Connection connection, QPointer<Workspace> workspace,
                                        KnownWebhook webhook, WebhookRegistration registration, std::stop_token stop)
{
    const QFuture<Result<void>> asked = writeDown(*workspace, webhook, nullptr);
    const Result<void> written = co_await asked;
    if (stop.stop_requested())
        co_return;
    WebhookAnswer answer;
    std::optional<ApiError> notKept;
    if (written) {
        answer = co_await connection->webhooks().registerWebhook(registration, nullptr, stop);
        if (workspace.isNull() || (answer.error && answer.error->kind == ErrorKind::Cancelled))
            co_return;
        webhook.state = webhookStateOf(answer);
        webhook.at = workspace->clock().wallNow();
        const QFuture<Result<void>> told = writeDown(*workspace, webhook, &answer);
        if (const Result<void> kept = co_await told; !kept)
            notKept = kept.error();
    } else {
        answer.error = written.error();
        webhook.state = WebhookState::NotSent;
        if (!workspace.isNull())
            (void)workspace->webhooks().keep(webhook); // shown; the disk has nothing of it
    }
    if (!self.isNull())
        Q_EMIT self->answered(answer, notKept);
}

void MappingFiles::read(const QString &file)
{
    const auto reading = [file] {
        return QtConcurrent::run(
            [file] { return readWholeFile(file, MappingLimits::bytes).and_then(parseMappingFile); });
    };
    answerTo(this, {}, reading, loadedOr(&MappingFiles::loaded, &MappingFiles::failed));
}

void MappingFiles::write(const QString &file, const EnrichmentMapping &mapping)
{
    const auto writing = [file, mapping] {
        return QtConcurrent::run(
            [file, mapping] { return writeFileDurably(file, mappingFile(mapping), Existing::Refuse); });
    };
    answerTo(this, {}, writing, [file](MappingFiles *self, const Result<void> &done) {
        if (done)
            Q_EMIT self->written(file);
        else
            Q_EMIT self->failed(done.error());
    });
}

} // namespace muster
