// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractdialect.h"

#include "network/codec/protocolcodec.h"
#include "network/dialects/contract/contractaudiences.h"
#include "network/dialects/contract/contractcontactlists.h"
#include "network/dialects/contract/contractenrichment.h"
#include "network/dialects/contract/contractsegments.h"
#include "network/dialects/contract/contracttranscripts.h"
#include "network/http/originpolicy.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

QByteArray tokenPath(AuthDialect auth)
{
    switch (auth) {
    case AuthDialect::JsonOAuth:
        return QByteArrayLiteral("/api/v2/oauth/token");
    case AuthDialect::JsonOAuth2:
        return QByteArrayLiteral("/api/v2/oauth2/token");
    case AuthDialect::FormBasic:
    case AuthDialect::FormBody:
        return QByteArrayLiteral("/oauth/token");
    }
    Q_UNREACHABLE();
}

QByteArray jsonBody(const ConnectionProfile &profile, const QString &scope, const Secret &secret)
{
    QJsonObject body{{QStringLiteral("grant_type"), QStringLiteral("client_credentials")},
                     {QStringLiteral("client_id"), profile.clientId},
                     {QStringLiteral("client_secret"), QString::fromUtf8(secret.bytes())}};
    if (!scope.isEmpty())
        body.insert(QStringLiteral("scope"), scope);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

// application/x-www-form-urlencoded; %20 for a space is read by every parser, as + is not.
QByteArray formBody(const QList<QPair<QByteArray, QByteArray>> &members)
{
    QByteArray body;
    for (const auto &[name, value] : members) {
        if (value.isEmpty())
            continue;
        body += (body.isEmpty() ? "" : "&") + name + '=' + value.toPercentEncoding();
    }
    return body;
}

} // namespace

QString ContractSignIn::methodKey(const ConnectionProfile &profile, Service service) const
{
    return authDialectKey(profile.services.value(service).auth);
}

QString ContractSignIn::credentialKey(const ConnectionProfile &profile, Service service) const
{
    const ServiceSettings settings = profile.services.value(service);
    QStringList scopes = settings.scopes;
    scopes.sort();
    return authDialectKey(settings.auth) + u' ' + profile.serviceUrl(service).toString(QUrl::FullyEncoded) + u' '
        + profile.clientId + u' ' + scopes.join(u' ');
}

Result<HttpRequest> ContractSignIn::request(const ConnectionProfile &profile, Service service, const QUrl &address,
                                            const Secret &secret) const
{
    const ServiceSettings settings = profile.services.value(service);
    TRY(url, buildUrl(address, tokenPath(settings.auth), {}));
    const QString scope = settings.scopes.join(u' ');
    HttpRequest request{.method = QByteArrayLiteral("POST"), .url = *url};
    request.limits.firstByte = profile.tokenTimeout;
    request.limits.overall = profile.tokenTimeout;
    request.limits.bodyBytes = 1 << 20;
    request.headers = {{QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    const bool json = settings.auth == AuthDialect::JsonOAuth || settings.auth == AuthDialect::JsonOAuth2;
    request.headers.append(
        {QByteArrayLiteral("Content-Type"),
         json ? QByteArrayLiteral("application/json") : QByteArrayLiteral("application/x-www-form-urlencoded")});
    const QByteArray grant = QByteArrayLiteral("client_credentials");
    if (json) {
        request.body = jsonBody(profile, scope, secret);
    } else if (settings.auth == AuthDialect::FormBasic) {
        request.body = formBody({{"grant_type", grant}, {"scope", scope.toUtf8()}});
        const QByteArray pair = profile.clientId.toUtf8() + ':' + secret.bytes().toByteArray();
        request.headers.append({QByteArrayLiteral("Authorization"), "Basic " + pair.toBase64()});
    } else {
        request.body = formBody({{"grant_type", grant},
                                 {"client_id", profile.clientId.toUtf8()},
                                 {"client_secret", secret.bytes().toByteArray()},
                                 {"scope", scope.toUtf8()}});
    }
    return request;
}

Result<Token> ContractSignIn::token(const HttpReply &reply) const
{
    return readToken(reply.body);
}

std::chrono::seconds ContractSignIn::refreshMargin(Service service) const
{
    using std::chrono::seconds;
    switch (service) {
    case Service::Enrichment:
        return seconds(30);
    case Service::Transcripts:
        return seconds(60);
    case Service::Segments:
    case Service::ContactLists:
    case Service::Audiences:
        return seconds(300);
    }
    Q_UNREACHABLE();
}

namespace {

// The tables of contract sections 3 to 6, in their order. POST /search and /query only read. Writes of contact lists
// accept more codes than their table names: those of section 1, and 207, whose meaning is in the body (F24, F25).
QList<OperationRow> contractOperations()
{
    using enum Operation;
    using enum Service;
    constexpr bool read = true, no = false, write = true;
    return {
        {ListSegments, Segments, "segments.list", "GET", "/api/v2/contacts/segments", {200}, read, no},
        {ReadSegment, Segments, "segments.read", "GET", "/api/v2/contacts/segments/{}", {200}, read, no},
        {QuerySegment,
         Segments,
         "segments.query",
         "POST",
         "/api/v2/contacts/segments/{}/contacts/query",
         {200},
         read,
         no},

        {ListCampaigns, Enrichment, "campaigns.list", "GET", "/api/v2/outbound/campaigns", {200}, read, no},
        {ReadCampaign, Enrichment, "campaigns.read", "GET", "/api/v2/outbound/campaigns/{}", {200}, read, no},
        {ReadListSchema, Enrichment, "lists.schema", "GET", "/api/v2/contacts/lists/{}/schema", {200}, read, no},
        {EnrichContacts,
         Enrichment,
         "lists.enrich",
         "POST",
         "/api/v2/contacts/lists/{}/contacts",
         {200, 201},
         no,
         write},
        {RefreshList,
         Enrichment,
         "lists.refresh",
         "POST",
         "/api/v2/contacts/lists/{}/actions/refresh",
         {200, 202},
         no,
         write,
         false},
        {RegisterWebhook, Enrichment, "webhooks.register", "POST", "/api/v2/webhooks", {200, 201}, no, write, false},

        {SubmitTranscripts,
         Transcripts,
         "transcripts.submit",
         "POST",
         "/api/v2/interactions/transcripts",
         {200, 201},
         no,
         write},
        {ReadJob, Transcripts, "jobs.read", "GET", "/api/v2/jobs/{}", {200, 202}, read, no, true, CallPace::Poll},
        {SearchInteractions, Transcripts, "interactions.search", "GET", "/api/v2/interactions/search", {200}, read, no},
        // Its address is what the job says.
        {DownloadTranscripts,
         Transcripts,
         "transcripts.download",
         "GET",
         "/",
         {200},
         read,
         no,
         true,
         CallPace::Download},

        {ListContactLists, ContactLists, "contactlists.list", "GET", "/api/v2/campaigns/contactlists", {200}, read, no},
        {ReadContactList,
         ContactLists,
         "contactlists.read",
         "GET",
         "/api/v2/campaigns/contactlists/{}",
         {200},
         read,
         no},
        {PatchContacts,
         ContactLists,
         "contactlists.patch",
         "PATCH",
         "/api/v2/campaigns/contactlists/{}/contacts",
         {200, 202, 204, 207},
         no,
         write,
         false},
        {DeleteContact,
         ContactLists,
         "contacts.delete",
         "DELETE",
         "/api/v2/campaigns/contacts/{}",
         {200, 202, 204},
         no,
         write,
         false},
        {RestoreContacts,
         ContactLists,
         "contactlists.restore",
         "POST",
         "/api/v2/campaigns/contactlists/{}/contacts",
         {200, 201, 202, 207},
         no,
         write,
         false},

        {ListAudiences, Audiences, "audiences.list", "GET", "/api/v1/audiences", {200}, read, no},
        {ReadAudience, Audiences, "audiences.read", "GET", "/api/v1/audiences/{}", {200}, read, no},
        {PutAudience, Audiences, "audiences.put", "PUT", "/api/v1/audiences/{}", {200, 201}, no, write},
    };
}

// The second columns of the same tables.
QMap<Operation, QString> contractScopesOfCalls()
{
    using enum Operation;
    const QString segments = QStringLiteral("contact:segments:read"), people = QStringLiteral("contact:contacts:read");
    const QString outbound = QStringLiteral("outbound.read"), contactsRead = QStringLiteral("contacts.read");
    const QString contactsWrite = QStringLiteral("contacts.write"), webhooks = QStringLiteral("webhooks.write");
    const QString transcripts = QStringLiteral("transcripts:read"), jobs = QStringLiteral("jobs:read");
    const QString interactions = QStringLiteral("interactions:read");
    const QString lists = QStringLiteral("campaign:contactlist:read");
    const QString contact = QStringLiteral("campaign:contact:write"), gone = QStringLiteral("campaign:contact:delete");
    const QString audiences = QStringLiteral("journey:audiences:read"), put = QStringLiteral("journey:audiences:write");
    return {{ListSegments, segments},
            {ReadSegment, segments},
            {QuerySegment, people},
            {ListCampaigns, outbound},
            {ReadCampaign, outbound},
            {ReadListSchema, contactsRead},
            {EnrichContacts, contactsWrite},
            {RefreshList, contactsWrite},
            {RegisterWebhook, webhooks},
            {SubmitTranscripts, transcripts},
            {ReadJob, jobs},
            {SearchInteractions, interactions},
            {DownloadTranscripts, transcripts},
            {ListContactLists, lists},
            {ReadContactList, lists},
            {PatchContacts, contact},
            {DeleteContact, gone},
            {RestoreContacts, contact},
            {ListAudiences, audiences},
            {ReadAudience, audiences},
            {PutAudience, put}};
}

// Contract section 7.
QMap<Service, RetryTable> contractRetry()
{
    using namespace std::chrono_literals;
    using Waits = std::vector<std::chrono::milliseconds>;
    const Waits doubling = {1s, 2s, 4s, 8s};
    const Waits fromTwo = {2s, 4s, 8s, 16s};
    return {
        {Service::Segments, {5, Waits{2s}, Waits{1s, 2s, 3s, 4s}, 500ms, 0ms}},
        {Service::Enrichment, {5, doubling, doubling, 500ms, 500ms}},
        // Three submissions and twelve polls are the run's to count; a single read has five tries as elsewhere (F18).
        {Service::Transcripts, {5, fromTwo, fromTwo, 500ms, 0ms}},
        {Service::ContactLists, {5, doubling, doubling, 500ms, 500ms}},
        {Service::Audiences, {5, doubling, doubling, 500ms, 500ms}},
    };
}

void readContractError(const HttpReply &reply, ApiError &error)
{
    readErrorBody(reply.body, error);
    if (error.scope.isEmpty() && reply.status == 403)
        error.scope = scopeOfChallenge(reply.header("www-authenticate"));
}

std::shared_ptr<const ApiDialect> makeContractDialect()
{
    const auto protocol = std::make_shared<ApiProtocol>();
    protocol->operations = contractOperations();
    protocol->scopes = contractScopesOfCalls();
    protocol->retry = contractRetry();
    protocol->signIn = std::make_shared<ContractSignIn>();
    protocol->readError = readContractError;
    const auto dialect = std::make_shared<ApiDialect>();
    dialect->key = dialects::contract;
    dialect->protocol = protocol;
    dialect->harmlessReads = {
        {.operation = Operation::ListSegments},
        {.operation = Operation::ListCampaigns},
        {.operation = Operation::SearchInteractions, .query = {{QStringLiteral("limit"), QStringLiteral("1")}}},
        {.operation = Operation::ListContactLists},
        {.operation = Operation::ListAudiences},
    };
    for (const Job job : allJobs)
        dialect->capabilities.insert(job, {Capability::Mode::Native, QString()});
    dialect->capabilities.insert(Job::DoNotCall,
                                 {Capability::Mode::Unavailable, QStringLiteral("contract_no_do_not_call")});
    // The contract has no call for it, nor one that would come to the same.
    dialect->capabilities.insert(Job::ListDeletion,
                                 {Capability::Mode::Unavailable, QStringLiteral("contract_deletion")});
    dialect->segments = ApiDialect::makerOf<SegmentsClient, ContractSegments>();
    dialect->contactLists = ApiDialect::makerOf<ContactListsClient, ContractContactLists>();
    dialect->enrichment = ApiDialect::makerOf<EnrichmentClient, ContractEnrichment>();
    dialect->webhooks = ApiDialect::makerOf<WebhooksClient, ContractWebhooks>();
    dialect->transcripts = ApiDialect::makerOf<TranscriptsClient, ContractTranscripts>();
    dialect->audiences = ApiDialect::makerOf<AudiencesClient, ContractAudiences>();
    return dialect;
}

} // namespace

std::shared_ptr<const ApiDialect> contractDialect()
{
    static const std::shared_ptr<const ApiDialect> dialect = makeContractDialect();
    return dialect;
}

} // namespace muster
