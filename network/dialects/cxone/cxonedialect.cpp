// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonedialect.h"

#include "network/codec/cxoneprotocolcodec.h"
#include "network/dialects/cxone/cxonecontactlists.h"
#include "network/dialects/cxone/cxonedonotcall.h"
#include "network/dialects/cxone/cxoneenrichment.h"
#include "network/dialects/cxone/cxonelistdeletion.h"
#include "network/dialects/cxone/cxonelistpublisher.h"
#include "network/dialects/cxone/cxonelistvalues.h"
#include "network/dialects/cxone/cxonesegments.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/dialects/cxone/cxonesignin.h"
#include "network/dialects/cxone/cxonetranscripts.h"

namespace muster {

namespace {

// 204 is this API's way of saying that there is nothing (left).
QList<OperationRow> cxoneOperations()
{
    using enum Service;
    const QList<int> some{200, 204};
    const auto read = [&some](Operation operation, Service service, const char *name, const char *path) {
        return OperationRow{.operation = operation,
                            .service = service,
                            .name = name,
                            .method = "GET",
                            .path = path,
                            .accepted = some,
                            .repeatable = true,
                            .answersJson = false};
    };
    const auto once = [](Operation operation, const char *name, const char *method, QList<int> accepted) {
        return OperationRow{.operation = operation,
                            .service = Segments,
                            .name = name,
                            .method = method,
                            .path = "/",
                            .accepted = std::move(accepted),
                            .answersJson = false};
    };
    const auto write
        = [](Operation operation, const char *name, const char *method, const char *path, QList<int> accepted) {
              return OperationRow{.operation = operation,
                                  .service = ContactLists,
                                  .name = name,
                                  .method = method,
                                  .path = path,
                                  .accepted = std::move(accepted),
                                  .writes = true,
                                  .pace = CallPace::Download}; // A file may be large, and its way thin.
          };
    return {
        read(cxone::readApiVersion, Segments, "api.version", "/apiversion"),
        read(cxone::listCallingLists, Segments, "lists.list", "/lists/call-lists"),
        read(cxone::readCallingList, Segments, "lists.read", "/lists/call-lists/{}"),
        read(cxone::listCompletedContacts, Segments, "contacts.completed", "/contacts/completed"),
        // Its address is not below that of the others: always asked for by a link.
        read(cxone::listCustomers, Segments, "customers.list", "/"),
        // Of data extraction, likewise. The transport repeats none of them: its waits are shorter than what has to lie
        // between two such calls. To begin a job changes nothing at the tenant.
        once(cxone::beginExtraction, "extraction.begin", "POST", {200, 202}),
        once(cxone::listExtractions, "extraction.list", "GET", some),
        once(cxone::readExtraction, "extraction.read", "GET", {200}),
        // Elsewhere, where no such gap is asked for.
        OperationRow{.operation = cxone::fetchExtraction,
                     .service = Segments,
                     .name = "extraction.fetch",
                     .method = "GET",
                     .path = "/",
                     .accepted = {200},
                     .repeatable = true,
                     .answersJson = false,
                     .pace = CallPace::Download},
        read(cxone::listAnalyzedSegments, Transcripts, "segments.analyzed", "/segments/analyzed"),
        read(cxone::readAnalyzedTranscript, Transcripts, "segments.transcript", "/segments/{}/analyzed-transcript"),
        read(cxone::listAttempts, ContactLists, "lists.attempts", "/lists/call-lists/{}/attempts"),
        read(cxone::listSkills, ContactLists, "skills.list", "/skills"),
        read(cxone::readSkill, ContactLists, "skills.read", "/skills/{}"),
        write(cxone::makeCallingList, "lists.make", "POST", "/lists/call-lists", {200, 201}),
        write(cxone::uploadRecords, "lists.upload", "POST", "/lists/call-lists/{}/upload", {200, 202}),
        write(cxone::removeRecords, "lists.remove", "DELETE", "/lists/call-lists/{}/removeProspects", {200}),
        // What it answers with is not described.
        OperationRow{.operation = cxone::deleteCallingList,
                     .service = ContactLists,
                     .name = "lists.delete",
                     .method = "DELETE",
                     .path = "/lists/call-lists/{}",
                     .accepted = {200, 202, 204},
                     .writes = true,
                     .answersJson = false},
        read(cxone::listUploadJobs, ContactLists, "uploads.list", "/lists/call-lists/jobs"),
        read(cxone::readUploadJob, ContactLists, "uploads.read", "/lists/call-lists/jobs/{}"),
        read(cxone::listDoNotCallGroups, ContactLists, "donotcall.list", "/dnc-groups"),
        read(cxone::listScrubbedSkills, ContactLists, "donotcall.skills", "/dnc-groups/{}/scrubbed-skills"),
        read(cxone::listContributingSkills, ContactLists, "donotcall.contributing",
             "/dnc-groups/{}/contributing-skills"),
        // A question, for all that it is posted.
        OperationRow{.operation = cxone::searchDoNotCall,
                     .service = ContactLists,
                     .name = "donotcall.search",
                     .method = "POST",
                     .path = "/dnc-groups/search",
                     .accepted = some,
                     .repeatable = true,
                     .answersJson = false},
        read(cxone::listDoNotCallRecords, ContactLists, "donotcall.read", "/dnc-groups/{}/records"),
        write(cxone::addDoNotCallRecords, "donotcall.add", "POST", "/dnc-groups/{}/records", {200}),
        write(cxone::endDoNotCallRecords, "donotcall.end", "DELETE", "/dnc-groups/{}/records", {200}),
    };
}

// Limits are mostly unpublished and Retry-After is not to be relied on: slower than the contract, and never in step.
QMap<Service, RetryTable> cxoneRetry()
{
    using namespace std::chrono_literals;
    using Waits = std::vector<std::chrono::milliseconds>;
    QMap<Service, RetryTable> table;
    for (const Service service : allServices)
        table.insert(service, {5, Waits{2s, 6s, 12s, 24s}, Waits{1s, 2s, 4s, 8s}, 1s, 500ms});
    return table;
}

void readError(const HttpReply &reply, ApiError &error)
{
    readCxoneError(reply.header("icstatusdescription"), reply.body, error);
}

QList<QUrl> namedAddresses(const ConnectionProfile &profile)
{
    const CxoneSettings settings = cxoneSettings(profile);
    return settings.method == CxoneSettings::SignInMethod::AccessKey ? QList<QUrl>{settings.signInHost} : QList<QUrl>();
}

/// As "33, 31.0 is used": the newest that the tenant offers, and what the connection asks for.
QString versionFound(const ConnectionProfile &profile, const HttpReply &reply)
{
    const QString highest = highestApiVersion(reply.body);
    return highest.isEmpty() ? QString() : QStringLiteral("v%1 / v%2").arg(cxoneSettings(profile).apiVersion, highest);
}

QByteArray customersLink(const ConnectionProfile &profile)
{
    return '/' + cxoneSettings(profile).digitalPath.toLatin1() + "/customers?limit=1";
}

std::shared_ptr<const ApiDialect> makeCxoneDialect()
{
    using enum Capability::Mode;
    const auto one = [](const char *name) { return QPair(QString::fromLatin1(name), QStringLiteral("1")); };
    const auto protocol = std::make_shared<ApiProtocol>();
    protocol->operations = cxoneOperations();
    protocol->retry = cxoneRetry();
    protocol->signIn = std::make_shared<CxoneSignIn>();
    protocol->discovery = std::make_shared<CxoneDiscovery>();
    protocol->namedAddresses = namedAddresses;
    protocol->readError = readError;
    const auto dialect = std::make_shared<ApiDialect>();
    dialect->key = dialects::cxone;
    dialect->protocol = protocol;
    dialect->addresses = {QUrl(QStringLiteral("https://cxone.niceincontact.com")), // commercial
                          QUrl(QStringLiteral("https://cxone-gov.niceincontact.com"))}; // FedRAMP
    dialect->options = cxoneOptions();
    dialect->harmlessReads = {
        {.operation = cxone::readApiVersion, .found = versionFound},
        {.operation = cxone::listCallingLists, .query = {one("top")}},
        {.operation = cxone::listCompletedContacts, .query = {one("top")}},
        {.operation = cxone::listCustomers, .link = customersLink},
        {.operation = cxone::listAnalyzedSegments, .query = {one("pageSize")}},
    };
    dialect->capabilities = {
        {Job::SegmentExport, {Emulated, QStringLiteral("cxone_export")}},
        {Job::Transcripts, {Emulated, QStringLiteral("cxone_transcripts")}},
        {Job::ListSanitising, {Emulated, QStringLiteral("cxone_lists")}},
        {Job::Enrichment, {Emulated, QStringLiteral("cxone_enrichment")}},
        {Job::Audiences, {Emulated, QStringLiteral("cxone_audiences")}},
        {Job::DoNotCall, {Native, QString()}},
        {Job::ListDeletion, {Emulated, QStringLiteral("cxone_deletion")}},
    };
    dialect->limit = [](const ConnectionProfile &profile, QMap<Job, Capability> &capabilities) {
        if (!cxoneSettings(profile).hasAnalytics)
            capabilities.insert(Job::Transcripts, {Unavailable, QStringLiteral("cxone_no_analytics")});
    };
    dialect->segments = ApiDialect::makerOf<SegmentsClient, CxoneSegments>();
    dialect->callingLists = ApiDialect::makerOf<CallingListPublisher, CxoneListPublisher>();
    dialect->transcripts = ApiDialect::makerOf<TranscriptsClient, CxoneTranscripts>();
    dialect->contactLists = ApiDialect::makerOf<ContactListsClient, CxoneContactLists>();
    dialect->enrichment = ApiDialect::makerOf<EnrichmentClient, CxoneEnrichment>();
    dialect->doNotCall = ApiDialect::makerOf<DoNotCallClient, CxoneDoNotCall>();
    dialect->listDeletion = ApiDialect::makerOf<ListDeletionClient, CxoneListDeletion>();
    dialect->listValues = ApiDialect::makerOf<ListPages, CxoneListValues>();
    dialect->webhooks = ApiDialect::makerOf<WebhooksClient, CxoneWebhooks>();
    return dialect;
}

} // namespace

std::shared_ptr<const ApiDialect> cxoneDialect()
{
    static const std::shared_ptr<const ApiDialect> dialect = makeCxoneDialect();
    return dialect;
}

} // namespace muster
