// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/cxone/cxonesandboxtenant.h"

#include "network/sandbox/sandboxcredentials.h"

#include <array>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestVersion = 21;
constexpr QByteArrayView issuerDocumentPath = "/.well-known/openid-configuration";
constexpr QByteArrayView tenantDocumentPath = "/.well-known/cxone-configuration";

// What "apiversion" tells of, in its own spelling.
constexpr std::array operations = std::to_array<std::pair<const char *, const char *>>({
    {"GET", "/apiversion"},
    {"GET", "/business-unit"},
    {"GET", "/lists/call-lists"},
    {"POST", "/lists/call-lists"},
    {"GET", "/lists/call-lists/{listId}"},
    {"DELETE", "/lists/call-lists/{listId}"},
    {"POST", "/lists/call-lists/{listId}/upload"},
    {"DELETE", "/lists/call-lists/{sourceName}/removeProspects"},
    {"GET", "/lists/call-lists/jobs"},
    {"GET", "/lists/call-lists/jobs/{jobId}"},
    {"DELETE", "/lists/call-lists/jobs/{jobId}"},
    {"GET", "/skills"},
    {"GET", "/skills/{skillId}"},
    {"GET", "/dnc-groups"},
    {"POST", "/dnc-groups"},
    {"GET", "/dnc-groups/{groupId}"},
    {"PUT", "/dnc-groups/{groupId}"},
    {"GET", "/dnc-groups/{groupId}/records"},
    {"POST", "/dnc-groups/{groupId}/records"},
    {"DELETE", "/dnc-groups/{groupId}/records"},
    {"GET", "/dnc-groups/{groupId}/contributing-skills"},
    {"POST", "/dnc-groups/{groupId}/contributing-skills/{skillId}"},
    {"DELETE", "/dnc-groups/{groupId}/contributing-skills/{skillId}"},
    {"GET", "/dnc-groups/{groupId}/scrubbed-skills"},
    {"POST", "/dnc-groups/{groupId}/scrubbed-skills/{skillId}"},
    {"DELETE", "/dnc-groups/{groupId}/scrubbed-skills/{skillId}"},
    {"POST", "/dnc-groups/search"},
    {"GET", "/contacts/completed"},
});

// "v33.0" as 33; 0: no version.
int versionOf(const QString &piece)
{
    bool good = false;
    const int version = piece.startsWith(u'v') && piece.endsWith(".0"_L1) ? piece.mid(1).chopped(2).toInt(&good) : 0;
    return good && piece == u"v%1.0"_s.arg(version) ? version : 0;
}

SandboxAnswer nothingThere()
{
    return {.status = 404, .headers = {}, .contentType = "text/html", .body = "<html><body>Not Found</body></html>"};
}

SandboxAnswer wrongMethod(SandboxAnswer answer, const QByteArrayList &allowed)
{
    answer.headers.append({"Allow"_ba, allowed.join(", ")});
    return answer;
}

} // namespace

class CxoneSandboxTenant::Issuer : public SandboxHost
{
public:
    explicit Issuer(CxoneSandboxTenant &tenant)
        : m_tenant(tenant)
    {
    }

    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request, SandboxFault::Mutation) override
    {
        return m_tenant.issuerAnswer(request);
    }
    [[nodiscard]] bool isSignIn(const QByteArray &path) const override { return CxoneSandboxTokens::isTokenPath(path); }

private:
    CxoneSandboxTenant &m_tenant;
};

class CxoneSandboxTenant::Api : public SandboxHost
{
public:
    explicit Api(CxoneSandboxTenant &tenant)
        : m_tenant(tenant)
    {
    }

    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request, SandboxFault::Mutation mutation) override
    {
        return m_tenant.apiAnswer(request, mutation);
    }
    [[nodiscard]] bool isSignIn(const QByteArray &) const override { return false; }
    [[nodiscard]] SandboxAnswer error(int status, QLatin1String code, const QString &message) const override
    {
        return cxoneSandboxError(CxoneSandboxFamily::Acd, status, code, message);
    }
    // A file of 256 MiB in base64, and what stands around it.
    [[nodiscard]] qsizetype bodyLimit() const override { return qsizetype(256) * 1024 * 1024 / 3 * 4 + 64 * 1024; }

private:
    CxoneSandboxTenant &m_tenant;
};

class CxoneSandboxTenant::FormerApi : public SandboxHost
{
public:
    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &, SandboxFault::Mutation) override
    {
        return nothingThere();
    }
    [[nodiscard]] bool isSignIn(const QByteArray &) const override { return false; }
};

class CxoneSandboxTenant::Files : public SandboxHost
{
public:
    explicit Files(CxoneSandboxTenant &tenant)
        : m_tenant(tenant)
    {
    }

    [[nodiscard]] SandboxAnswer answer(const SandboxHttpRequest &request, SandboxFault::Mutation) override
    {
        const QMutexLocker lock(&m_tenant.m_mutex);
        return m_tenant.m_extractions.file(request, m_tenant.m_clock.now());
    }
    [[nodiscard]] bool isSignIn(const QByteArray &) const override { return false; }

private:
    CxoneSandboxTenant &m_tenant;
};

CxoneSandboxTenant::CxoneSandboxTenant(const CxoneSandboxSettings &settings, CxoneSandboxKeys keys, SandboxClock clock)
    : m_settings(settings)
    , m_clock(std::move(clock))
    , m_started(m_clock.wallNow().toUTC())
    , m_data(settings.tenant.seed, settings.tenant.contacts)
    , m_issuer(std::make_unique<Issuer>(*this))
    , m_api(std::make_unique<Api>(*this))
    , m_formerApi(std::make_unique<FormerApi>())
    , m_filesHost(std::make_unique<Files>(*this))
    , m_tokens(std::move(keys), settings.tenant.tokenLife)
    , m_store(m_data, settings.tenant.contacts, settings.oldLists, m_started)
    , m_lists(m_store, m_skills, settings.answersNoContent)
    , m_uploads(m_store, m_skills, settings.tenant.jobTime)
    , m_doNotCall(m_data, *m_store.find(m_store.ids().first()), m_skills, m_started, settings.answersNoContent)
    , m_contacts(m_data, m_started, settings.answersNoContent)
    , m_extractions(m_contacts, settings)
    , m_analytics(m_data, m_contacts, settings, m_started)
    , m_customers(m_data, m_started)
    , m_acdParts{&m_lists, &m_uploads, &m_skills, &m_doNotCall, &m_contacts}
{
}

CxoneSandboxTenant::~CxoneSandboxTenant() = default;

void CxoneSandboxTenant::setAddresses(Addresses addresses)
{
    const QMutexLocker lock(&m_mutex);
    m_addresses = std::move(addresses);
    m_extractions.setFilesOrigin(m_addresses.files);
}

void CxoneSandboxTenant::expireTokens()
{
    const QMutexLocker lock(&m_mutex);
    m_tokens.expireAll();
}

void CxoneSandboxTenant::putRecord(qint64 listId, const QString &externalId, const QString &number)
{
    const QMutexLocker lock(&m_mutex);
    const CxoneSandboxList *list = m_store.find(listId);
    if (list == nullptr)
        return;
    CxoneSandboxRow row{externalId, {}};
    for (const CxoneSandboxColumn &column : list->columns)
        row.values.append(column.kind == CxoneSandboxColumn::Kind::Destination ? number : QString());
    m_store.merge(listId, row, true, m_clock.wallNow().toUTC());
}

int CxoneSandboxTenant::tokenRequests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_tokens.requests();
}

QList<CxoneSandboxRecord> CxoneSandboxTenant::listContents(qint64 listId)
{
    const QMutexLocker lock(&m_mutex);
    settle();
    QList<CxoneSandboxRecord> records;
    const qint64 end = m_store.find(listId) == nullptr ? 0 : m_store.places(listId);
    for (qint64 place = 0; place < end; ++place) {
        if (auto record = m_store.at(listId, place))
            records.append(*std::move(record));
    }
    return records;
}

QStringList CxoneSandboxTenant::dialled()
{
    const QMutexLocker lock(&m_mutex);
    settle();
    return m_uploads.dialled();
}

QStringList CxoneSandboxTenant::startedSkills() const
{
    const QMutexLocker lock(&m_mutex);
    return m_uploads.started();
}

QStringList CxoneSandboxTenant::doNotCall(qint64 groupId) const
{
    const QMutexLocker lock(&m_mutex);
    return m_doNotCall.numbers(groupId, m_clock.wallNow().toUTC());
}

QList<CxoneSandboxCustomer> CxoneSandboxTenant::customers() const
{
    QList<CxoneSandboxCustomer> customers;
    for (qint64 number = 0; number < CxoneSandboxCustomers::count; ++number)
        customers.append(m_customers.customer(number));
    return customers;
}

QList<CxoneSandboxContact> CxoneSandboxTenant::completedContacts() const
{
    QList<CxoneSandboxContact> contacts;
    for (qint64 number = 0; number < CxoneSandboxContacts::count; ++number)
        contacts.append(m_contacts.contact(number));
    return contacts;
}

QList<CxoneSandboxInteraction> CxoneSandboxTenant::recordedInteractions() const
{
    return m_extractions.interactions();
}

QStringList CxoneSandboxTenant::extractionBreaches() const
{
    const QMutexLocker lock(&m_mutex);
    return m_extractions.breaches();
}

QStringList CxoneSandboxTenant::segmentIds() const
{
    QStringList ids;
    for (int number = 0; number < m_analytics.count(); ++number)
        ids.append(m_analytics.segmentId(number));
    return ids;
}

std::optional<SandboxTranscript> CxoneSandboxTenant::transcript(const QString &segmentId) const
{
    return m_analytics.transcript(segmentId);
}

void CxoneSandboxTenant::settle()
{
    m_uploads.settle(m_clock.now(), m_clock.wallNow().toUTC());
}

SandboxAnswer CxoneSandboxTenant::issuerAnswer(const SandboxHttpRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    const QByteArray path = request.path();
    if (CxoneSandboxTokens::isTokenPath(path))
        return m_tokens.answer(request, m_clock.now());
    if (path != issuerDocumentPath && path != tenantDocumentPath)
        return nothingThere();
    if (request.method != "GET")
        return wrongMethod(sandboxError(405, "method_not_allowed"_L1, u"This address has another method."_s), {"GET"});
    if (!sandboxAcceptsJson(request.header("Accept")))
        return sandboxError(406, "not_acceptable"_L1, u"The answer is application/json."_s);
    if (path == tenantDocumentPath)
        return tenantDocument(request);
    const QString issuer = QString::fromLatin1(m_addresses.issuer);
    return sandboxJsonAnswer(200,
                             {{u"issuer"_s, issuer},
                              {u"authorization_endpoint"_s, QString(issuer + "/auth/authorize"_L1)},
                              {u"token_endpoint"_s, QString(issuer + "/auth/token"_L1)},
                              {u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"client_secret_basic"_s}},
                              {u"token_endpoint_auth_signing_alg_values_supported"_s, QJsonArray{u"RS256"_s}},
                              {u"end_session_endpoint"_s, QString(issuer + "/auth/authorize/logout"_L1)},
                              {u"scopes_supported"_s, QJsonArray{u"openid"_s}},
                              {u"response_types_supported"_s, QJsonArray{u"code"_s}},
                              {u"subject_types_supported"_s, QJsonArray{u"public"_s}},
                              {u"id_token_signing_alg_values_supported"_s, QJsonArray{u"RS256"_s}},
                              {u"request_object_signing_alg_values_supported"_s, QJsonArray{u"none"_s}},
                              {u"display_values_supported"_s, QJsonArray{u"page"_s, u"popup"_s}},
                              {u"claim_types_supported"_s, QJsonArray{u"normal"_s}}});
}

SandboxAnswer CxoneSandboxTenant::tenantDocument(const SandboxHttpRequest &request) const
{
    const qsizetype mark = request.target.indexOf('?');
    const auto query = readSandboxForm(mark < 0 ? QByteArray() : request.target.mid(mark + 1));
    if (!query || query->value("tenantId").isEmpty())
        return sandboxError(400, "invalid_request"_L1, u"tenantId is missing."_s);
    if (query->value("tenantId") != CxoneSandboxTokens::tenantId().toLatin1())
        return sandboxError(404, "not_found"_L1, u"There is no such tenant."_s);
    const QString issuer = QString::fromLatin1(m_addresses.issuer);
    return sandboxJsonAnswer(200,
                             {{u"private"_s, false},
                              {u"ui_endpoint"_s, issuer},
                              {u"auth_endpoint"_s, issuer},
                              {u"api_endpoint"_s, QString::fromLatin1(m_addresses.api)},
                              {u"area"_s, u"na1"_s},
                              {u"cluster"_s, u"C46"_s},
                              {u"domain"_s, u"niceincontact.com"_s},
                              {u"acdDomain"_s, u"nice-incontact.com"_s},
                              {u"uhDomain"_s, u"nice-incontact.com"_s},
                              {u"tenantId"_s, CxoneSandboxTokens::tenantId()},
                              {u"globaldomain"_s, u"niceincontact.com"_s}});
}

SandboxAnswer CxoneSandboxTenant::apiAnswer(const SandboxHttpRequest &request, SandboxFault::Mutation mutation)
{
    const QMutexLocker lock(&m_mutex);
    settle();
    const QStringList path = request.pieces();
    if (path.size() > 3 && path[0].compare("incontactapi"_L1, Qt::CaseInsensitive) == 0 && path[1] == "services"_L1) {
        const int version = versionOf(path[2]);
        if (version >= oldestVersion && version <= m_settings.apiVersion) {
            if (const auto routes = acdRoutes(path.mid(3)); !routes.isEmpty())
                return letIn(CxoneSandboxFamily::Acd, routes, request, mutation);
        }
    }
    if (path.mid(0, 2) == QStringList{u"interaction-analytics-gateway"_s, u"v2"_s}) {
        if (const auto routes = m_analytics.routes(path.mid(2)); !routes.isEmpty())
            return letIn(CxoneSandboxFamily::Analytics, routes, request, mutation);
    }
    if (path.mid(0, 2) == QStringList{u"data-extraction"_s, u"v1"_s}) {
        if (const auto routes = m_extractions.routes(path.mid(2)); !routes.isEmpty())
            return letIn(CxoneSandboxFamily::Analytics, routes, request, mutation);
    }
    if (path.mid(0, 2) == QStringList{u"dfo"_s, u"3.0"_s}) {
        if (const auto routes = m_customers.routes(path.mid(2)); !routes.isEmpty())
            return letIn(CxoneSandboxFamily::Digital, routes, request, mutation);
    }
    return nothingThere();
}

QList<CxoneSandboxRoute> CxoneSandboxTenant::acdRoutes(const QStringList &path)
{
    if (path == QStringList{u"apiversion"_s}) {
        return {{.method = "GET", .parameters = {"searchUriText", "verb"}, .answer = [this](CxoneSandboxCall &call) {
                     return versions(call);
                 }}};
    }
    if (path == QStringList{u"business-unit"_s}) {
        return {{.method = "GET",
                 .parameters = {"fields", "includeTrustedBusinessUnits"},
                 .answer = [](CxoneSandboxCall &call) { return businessUnit(call); }}};
    }
    for (CxoneSandboxPart *part : std::as_const(m_acdParts)) {
        if (auto routes = part->routes(path); !routes.isEmpty())
            return routes;
    }
    return {};
}

std::optional<SandboxAnswer> CxoneSandboxTenant::refusal(CxoneSandboxFamily family, const SandboxHttpRequest &request)
{
    const auto verdict = m_tokens.judge(request, m_clock.now());
    if (verdict != CxoneSandboxTokens::Verdict::Good) {
        const bool missing = verdict == CxoneSandboxTokens::Verdict::Missing;
        SandboxAnswer answer
            = cxoneSandboxError(family, 401, missing ? "unauthorized"_L1 : "invalid_token"_L1,
                                missing ? u"A bearer token is needed."_s : u"The token is unknown or has expired."_s);
        answer.headers.append({"WWW-Authenticate"_ba, "Bearer realm=\"cxone\""_ba});
        return answer;
    }
    const int wait = m_rate.secondsToWait(m_settings.tenant.rateLimit, m_clock.now());
    if (wait == 0)
        return std::nullopt;
    SandboxAnswer answer = cxoneSandboxError(family, 429, "rate_limited"_L1, u"Too many requests."_s);
    if (!m_settings.throttlesWithoutRetryAfter)
        answer.headers.append({"Retry-After"_ba, QByteArray::number(wait)});
    return answer;
}

SandboxAnswer CxoneSandboxTenant::letIn(CxoneSandboxFamily family, const QList<CxoneSandboxRoute> &routes,
                                        const SandboxHttpRequest &request, SandboxFault::Mutation mutation)
{
    const auto route = std::find_if(routes.cbegin(), routes.cend(), [&request](const CxoneSandboxRoute &candidate) {
        return candidate.method == request.method;
    });
    if (route == routes.cend()) {
        QByteArrayList allowed;
        for (const CxoneSandboxRoute &candidate : routes)
            allowed.append(candidate.method);
        return wrongMethod(
            cxoneSandboxError(family, 405, "method_not_allowed"_L1, u"This address has another method."_s), allowed);
    }
    // Unlike elsewhere in HTTP, none is not any: the platform then knows no way to answer.
    if (request.header("Accept").isNull() || !sandboxAcceptsJson(request.header("Accept"))) {
        return {.status = 406, .headers = {}, .contentType = "text/plain", .body = "No known way to render data"};
    }
    if (auto refused = refusal(family, request))
        return *std::move(refused);
    if (route->takesBody && sandboxMediaType(request.header("Content-Type")) != "application/json")
        return cxoneSandboxError(family, 415, "unsupported_media_type"_L1, u"Expected application/json in UTF-8."_s);
    if (!route->takesBody && !request.body.isEmpty())
        return cxoneSandboxError(family, 400, "invalid_request"_L1, u"This call takes no body."_s);
    const qsizetype mark = request.target.indexOf('?');
    auto query = readSandboxForm(mark < 0 ? QByteArray() : request.target.mid(mark + 1));
    CxoneSandboxCall call{.body = request.body,
                          .origin = "http://" + request.header("Host"),
                          .target = request.target,
                          .parameters = CxoneSandboxParameters(query.value_or(QHash<QByteArray, QByteArray>())),
                          .wallNow = m_clock.wallNow().toUTC(),
                          .now = m_clock.now(),
                          .mutation = mutation};
    if (!query)
        return cxoneSandboxError(family, 400, "invalid_request"_L1, u"The query cannot be read."_s);
    for (const QByteArray &name : call.parameters.names()) {
        if (!route->parameters.contains(name))
            call.parameters.mark(name);
    }
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(family, call);
    SandboxAnswer answer = route->answer(call);
    if (const QByteArray id = request.header("CorrelationId"); !id.isEmpty())
        answer.headers.append({"CorrelationId"_ba, id});
    return answer;
}

SandboxAnswer CxoneSandboxTenant::versions(CxoneSandboxCall &call) const
{
    const QString uri = call.parameters.text("searchUriText");
    const QString verb = call.parameters.text("verb");
    QJsonArray info;
    for (const auto &[method, path] : operations) {
        const QString name = QString::fromLatin1(path);
        if (name.contains(uri, Qt::CaseInsensitive)
            && (verb.isEmpty() || verb.compare(QLatin1String(method), Qt::CaseInsensitive) == 0)) {
            info.append(QJsonObject{
                {u"uri"_s, name}, {u"version"_s, m_settings.apiVersion}, {u"verb"_s, QString::fromLatin1(method)}});
        }
    }
    return cxoneSandboxAnswer(200, "OK", {{u"apiInfo"_s, info}});
}

SandboxAnswer CxoneSandboxTenant::businessUnit(CxoneSandboxCall &call)
{
    (void)call.parameters.flag("includeTrustedBusinessUnits"); // There are none.
    if (!call.parameters.bad().isEmpty())
        return cxoneSandboxBadParameter(CxoneSandboxFamily::Acd, call);
    const QJsonObject unit{{u"businessUnitId"_s, CxoneSandboxTokens::businessUnit},
                           {u"businessUnitName"_s, u"Muster sandbox"_s},
                           {u"defaultTimeZone"_s, u"America/New_York"_s},
                           {u"callSuppression"_s, true},
                           {u"defaultContactExpirationMinutes"_s, 43'200},
                           {u"daysUntilListSourceIsFlaggedForDeletion"_s, 30},
                           {u"apiPublishedLimit"_s, 0},
                           {u"isActive"_s, true},
                           {u"tenantId"_s, CxoneSandboxTokens::tenantId()}};
    return cxoneSandboxAnswer(
        200, "OK", {{u"businessUnits"_s, QJsonArray{cxoneSandboxPicked(unit, call.parameters.text("fields"))}}});
}

} // namespace muster
