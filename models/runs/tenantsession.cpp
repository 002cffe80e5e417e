// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantsession.h"

#include "models/rules/celltreatment.h"
#include "models/runs/audiences/keptaudiences.h"
#include "models/runs/detach.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/workspace.h"
#include "models/store/clockwitness.h"
#include "models/store/exportkey.h"
#include "models/store/secretstore.h"
#include "network/api/audiencesclient.h"
#include "network/api/contactlistsclient.h"
#include "network/api/segmentsclient.h"
#include "network/dialects/apidialect.h"
#include "network/http/clock.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "network/wire/loopback.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QCryptographicHash>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

// Runs may still be ending, deep in the connection's own calls, when the session goes.
std::shared_ptr<TenantConnection> makeConnection(const ConnectionProfile &profile, SecretStore &secrets, Clock &clock)
{
    const auto source = [&secrets, profile](std::stop_token stop) { return secrets.secret(profile, stop); };
    return {new TenantConnection(profile, source, clock), [](TenantConnection *gone) { gone->deleteLater(); }};
}

/// Empty where there is nothing to tell from: Muster itself has left out all that came.
QList<double> fillOf(const RecordPage &page)
{
    QList<double> fill;
    if (page.rowCount() == 0 && page.leftOutCount > 0)
        return fill;
    for (std::size_t column = 0; column < page.columnCount; ++column) {
        qint64 filled = 0;
        for (std::size_t row = 0; row < page.rowCount(); ++row)
            filled += page.isFilled(page.cell(row, column)) ? 1 : 0;
        fill.append(page.rowCount() == 0 ? 0.0 : double(filled) / double(page.rowCount()));
    }
    return fill;
}

QCoro::Task<Result<std::shared_ptr<const RecordPage>>> firstPage(std::shared_ptr<TenantConnection> connection,
                                                                 ExportOrder order, Secret key, std::stop_token stop)
{
    const auto query = std::make_shared<const SegmentQuery>(order.query);
    AdaptivePageSize size;
    size.wanted = order.pageSize;
    SegmentsClient &client = connection->segments();
    CO_TRY(raw, co_await client.page(query, QByteArray(), &size, nullptr, stop));
    const auto decoder = TreatedPages::over(client.decoder(*query), query->attributes, order.treated, key);
    const QFuture<Result<RecordPage>> decoding
        = QtConcurrent::run([page = *std::move(raw), decoder] { return decoder->decode(page); });
    CO_TRY(page, co_await decoding);
    co_return std::make_shared<const RecordPage>(*std::move(page));
}

QCoro::Task<Result<ExportKey::Key>> todaysKey(QPointer<ExportKey> keys, QDateTime now, std::stop_token stop)
{
    if (keys.isNull())
        co_return failure(ErrorKind::KeyStore, "export_key_not_kept");
    co_return co_await keys->key(std::move(now), std::move(stop));
}

ApiError nowhere()
{
    return fault(ErrorKind::BadInput, "audiences_nowhere");
}

} // namespace

TenantSession::TenantSession(ConnectionProfile profile, SecretStore &secrets, Clock &clock, const ClockWitness *witness,
                             QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_witness(witness)
    , m_connection(makeConnection(profile, secrets, clock))
{
    connect(m_connection.get(), &TenantConnection::armedChanged, this, &TenantSession::armedChanged);
    connect(m_connection.get(), &TenantConnection::statusChanged, this, &TenantSession::statusChanged);
    connect(m_connection.get(), &TenantConnection::hopFinished, this, &TenantSession::testStepFinished);
}

TenantSession::~TenantSession()
{
    for (std::stop_source &question : m_questions)
        question.request_stop();
    for (std::stop_source &question : m_audienceQuestions)
        question.request_stop();
}

std::stop_token TenantSession::ask(Question question)
{
    std::stop_source &source = m_questions[std::size_t(question)];
    source.request_stop(); // an answer that is overtaken must not be shown
    source = std::stop_source();
    return source.get_token();
}

const ConnectionProfile &TenantSession::profile() const
{
    return m_connection->profile();
}

ContactListLimits TenantSession::contactListLimits() const
{
    return m_connection->contactLists().limits();
}

Capability TenantSession::capability(Job job) const
{
    return m_connection->capability(job);
}

bool TenantSession::hasAudiences() const
{
    return m_connection->hasAudiences();
}

bool TenantSession::canBlock() const
{
    return m_connection->doNotCall() != nullptr;
}

bool TenantSession::canPublish() const
{
    return m_connection->callingLists() != nullptr;
}

void TenantSession::setKeptAudiences(const KeptAudiences &audiences)
{
    m_keptAudiences = std::make_shared<const KeptAudiences>(audiences);
}

// The questions below run on their own (see answerTo()): they hold the connection, and end at once when their token is
// asked to stop.

void TenantSession::requestSegments()
{
    Q_EMIT segmentsLoading();
    const std::stop_token stop = ask(Question::Segments);
    answerTo(
        this, stop, [connection = m_connection, stop] { return connection->segments().list(nullptr, stop); },
        loadedOr(&TenantSession::segmentsLoaded, &TenantSession::segmentsFailed));
}

void TenantSession::requestContactLists()
{
    Q_EMIT contactListsLoading();
    const std::stop_token stop = ask(Question::ContactLists);
    // Of a tenant whose lists cannot be sanitized those that can be enriched.
    const bool areEnriched = capability(Job::ListSanitising).mode == Capability::Mode::Unavailable;
    answerTo(
        this, stop,
        [connection = m_connection, areEnriched, stop] {
            ListPages &lists = areEnriched ? connection->listValues() : connection->contactLists();
            return lists.list(nullptr, stop);
        },
        loadedOr(&TenantSession::contactListsLoaded, &TenantSession::contactListsFailed));
}

void TenantSession::requestDialers(const QString &listId)
{
    Q_EMIT dialersLoading(listId);
    const std::stop_token stop = ask(Question::Dialers);
    answerTo(
        this, stop,
        [connection = m_connection, listId, stop] { return connection->contactLists().dialers(listId, nullptr, stop); },
        [listId](TenantSession *self, const Result<QList<Dialer>> &dialers) {
            if (dialers)
                Q_EMIT self->dialersLoaded(listId, *dialers);
            else
                Q_EMIT self->dialersFailed(listId, dialers.error());
        });
}

void TenantSession::requestDefinition(const QString &segmentId)
{
    const std::stop_token stop = ask(Question::Definition);
    answerTo(
        this, stop,
        [connection = m_connection, segmentId, stop] {
            return connection->segments().definition(segmentId, nullptr, stop);
        },
        loadedOr(&TenantSession::definitionLoaded, [segmentId](TenantSession *self, const ApiError &error) {
            Q_EMIT self->definitionFailed(segmentId, error);
        }));
}

void TenantSession::requestAudiences()
{
    Q_EMIT audiencesLoading();
    const std::stop_token stop = ask(Question::Audiences);
    const auto tell = loadedOr(&TenantSession::audiencesLoaded, &TenantSession::audiencesFailed);
    if (hasAudiences()) {
        answerTo(
            this, stop, [connection = m_connection, stop] { return connection->audiences().list(nullptr, stop); },
            tell);
    } else if (m_keptAudiences) {
        answerTo(this, stop, [kept = m_keptAudiences] { return kept->list(); }, tell);
    } else {
        Q_EMIT audiencesFailed(nowhere());
    }
}

void TenantSession::requestAudience(const QString &audienceId)
{
    std::stop_source &source = m_audienceQuestions[audienceId];
    source.request_stop();
    source = std::stop_source();
    const std::stop_token stop = source.get_token();
    const auto tell = [audienceId](TenantSession *self, const Result<Audience> &audience) {
        self->m_audienceQuestions.remove(audienceId);
        if (audience)
            Q_EMIT self->audienceLoaded(*audience);
        else
            Q_EMIT self->audienceFailed(audienceId, audience.error());
    };
    if (hasAudiences()) {
        answerTo(
            this, stop,
            [connection = m_connection, audienceId, stop] {
                return connection->audiences().read(audienceId, nullptr, stop);
            },
            tell);
    } else if (m_keptAudiences) {
        answerTo(this, stop, [kept = m_keptAudiences, audienceId] { return kept->read(audienceId); }, tell);
    } else {
        tell(this, failure(nowhere()));
    }
}

void TenantSession::saveAudience(const QString &audienceId, const AudienceDefinition &definition,
                                 std::optional<qint64> expectedVersion)
{
    const auto tell = [audienceId](TenantSession *self, const Result<Audience> &audience) {
        if (audience)
            Q_EMIT self->audienceSaved(*audience);
        else
            Q_EMIT self->audienceSaveFailed(audienceId, audience.error());
    };
    if (!m_keptAudiences) {
        tell(this, failure(nowhere()));
        return;
    }
    // A person's word: what was asked for is answered, whatever is asked for next.
    answerTo(
        this, std::stop_token(),
        [kept = m_keptAudiences, audienceId, definition, expectedVersion] {
            return kept->save(audienceId, definition, expectedVersion);
        },
        tell);
}

QByteArray TenantSession::audiencePayload(const AudienceDefinition &definition, qint64 version) const
{
    return m_connection->audiences().payload(definition, version);
}

void TenantSession::requestPreview(const ExportOrder &order)
{
    detach(answerPreview(this, m_connection, order, ask(Question::Preview)), this, &TenantSession::previewFailed);
}

void TenantSession::setExportKey(ExportKey *key)
{
    m_exportKey = key;
}

QCoro::Task<void> TenantSession::answerPreview(QPointer<TenantSession> self,
                                               std::shared_ptr<TenantConnection> connection, ExportOrder order,
                                               std::stop_token stop)
{
    const auto definition = co_await connection->segments().definition(order.query.segmentId, nullptr, stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    if (!definition) {
        Q_EMIT self->previewFailed(definition.error());
        co_return;
    }
    ExportPreview preview;
    preview.definition = *definition;
    const BelievableTime now
        = self->m_witness != nullptr ? self->m_witness->now() : BelievableTime(self->m_clock.wallNow());
    preview.verdict = judgeExport(order, *definition, now.latest);
    Secret secret;
    if (preview.verdict.allowed() && needsPseudonymKey(preview.verdict.order.treated)) {
        const auto key = co_await todaysKey(self->m_exportKey, now.latest, stop);
        if (stop.stop_requested() || self.isNull())
            co_return;
        if (key) {
            preview.verdict.order.pseudonymKey = key->id;
            secret = key->secret;
        } else {
            preview.pageError = key.error();
        }
    }
    // A day takes minutes and the tenant's one place, which a look is not worth.
    if (preview.verdict.allowed() && !preview.pageError && !definition->days) {
        const auto page = co_await firstPage(connection, preview.verdict.order, secret, stop);
        if (stop.stop_requested() || self.isNull())
            co_return;
        if (page) {
            preview.firstPage = *page;
            preview.fill = fillOf(**page);
        } else {
            preview.pageError = page.error();
        }
    }
    Q_EMIT self->previewReady(preview);
}

void TenantSession::cancelPreview()
{
    m_questions[std::size_t(Question::Preview)].request_stop();
}

void TenantSession::testConnection()
{
    detach(answerTest(this, m_connection, ask(Question::Test)), this,
           [](TenantSession *self, const ApiError &) { Q_EMIT self->testFinished(false); });
}

QCoro::Task<void> TenantSession::answerTest(QPointer<TenantSession> self, std::shared_ptr<TenantConnection> connection,
                                            std::stop_token stop)
{
    const QList<ConnectionHop> hops = co_await connection->test(stop);
    if (stop.stop_requested() || self.isNull())
        co_return;
    Q_EMIT self->testFinished(std::none_of(
        hops.begin(), hops.end(), [](const ConnectionHop &hop) { return hop.error.has_value() || hop.skipped; }));
}

void TenantSession::cancelTest()
{
    m_questions[std::size_t(Question::Test)].request_stop();
}

void TenantSession::arm(std::chrono::seconds duration)
{
    m_connection->arm(duration);
}

void TenantSession::disarm()
{
    m_connection->disarm();
}

bool TenantSession::isArmed() const
{
    return m_connection->isArmed();
}

bool TenantSession::isLookOnly() const
{
    return profile().environment == Environment::Production && !isArmed();
}

void TenantSession::rearmBreakers()
{
    for (const Service service : allServices)
        m_connection->rearmBreaker(service);
}

std::optional<std::chrono::seconds> TenantSession::tokenLifeLeft(Service service) const
{
    return m_connection->tokenLifeLeft(service);
}

ServerPulse TenantSession::pulse() const
{
    return m_connection->pulse();
}

std::optional<std::chrono::milliseconds> TenantSession::recentLatency(Service service) const
{
    return m_connection->recentLatency(service);
}

namespace {

const QString sandboxId = QStringLiteral("00000000000000000000000000000001");
const QString cxoneProfileId = QStringLiteral("00000000000000000000000000000002");

} // namespace

TenantOpener::TenantOpener(Workspace &workspace)
    : TenantOpener(workspace, SandboxSettings{})
{
}

TenantOpener::TenantOpener(Workspace &workspace, const SandboxSettings &sandbox)
    : m_workspace(workspace)
    , m_settings(std::make_unique<const SandboxSettings>(sandbox))
    , m_sandbox(std::make_unique<SandboxServer>(sandbox))
{
}

TenantOpener::~TenantOpener() = default;

ConnectionProfile TenantOpener::sandboxProfile()
{
    ConnectionProfile profile = contractProfile(QStringLiteral("Sandbox tenant"), QUrl());
    profile.id = sandboxId;
    profile.environment = Environment::Sandbox;
    return profile;
}

ConnectionProfile TenantOpener::cxoneSandboxProfile()
{
    ConnectionProfile profile = newProfile(dialects::cxone);
    profile.name = QStringLiteral("CXone sandbox tenant");
    profile.id = cxoneProfileId;
    profile.environment = Environment::Sandbox;
    profile.baseUrl = QUrl();
    return profile;
}

std::optional<ConnectionProfile> TenantOpener::builtIn(const QString &profileId)
{
    const auto all = builtIns();
    const auto found = std::ranges::find(all, profileId, &ConnectionProfile::id);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

ConnectionProfile TenantOpener::newProfile(const QString &dialect)
{
    ConnectionProfile profile = contractProfile({}, {});
    profile.dialect = dialect;
    if (const auto known = DialectRegistry::instance().find(dialect))
        profile.baseUrl = known->addresses.value(0);
    return profile;
}

QStringList TenantOpener::dialects()
{
    return DialectRegistry::instance().keys();
}

QList<QUrl> TenantOpener::addresses(const QString &dialect)
{
    const auto known = DialectRegistry::instance().find(dialect);
    return known ? known->addresses : QList<QUrl>();
}

QList<DialectOption> TenantOpener::options(const QString &dialect)
{
    const auto known = DialectRegistry::instance().find(dialect);
    return known ? known->options : QList<DialectOption>();
}

QMap<Job, Capability> TenantOpener::capabilities(const ConnectionProfile &profile)
{
    if (const auto dialect = DialectRegistry::instance().find(profile.dialect))
        return dialect->capabilitiesOf(profile);
    QMap<Job, Capability> none;
    for (const Job job : allJobs)
        none.insert(job, {Capability::Mode::Unavailable, QStringLiteral("unknown_dialect")});
    return none;
}

Environment TenantOpener::environmentOf(const QUrl &address)
{
    return isLoopbackHost(address.host()) ? Environment::Test : Environment::Production;
}

ConnectionProfile TenantOpener::profileForUrl(const QUrl &baseUrl, const QString &clientId)
{
    ConnectionProfile profile = contractProfile(baseUrl.host(), baseUrl);
    const QByteArray address = baseUrl.adjusted(QUrl::StripTrailingSlash).toEncoded();
    profile.id = QString::fromLatin1(QCryptographicHash::hash(address, QCryptographicHash::Sha256).toHex().first(32));
    profile.clientId = clientId;
    profile.environment = environmentOf(baseUrl);
    return profile;
}

Result<std::unique_ptr<TenantSession>> TenantOpener::open(const ConnectionProfile &profile)
{
    if (!DialectRegistry::instance().find(profile.dialect)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("unknown_dialect"),
                        .detail = profile.dialect.left(64),
                        .subject = profile.name});
    }
    if (!isSandbox(profile))
        return sessionOf(profile);
    TRY(opened, profile.id == cxoneProfileId ? startedCxone(profile) : started(profile));
    return sessionOf(*opened);
}

std::unique_ptr<TenantSession> TenantOpener::sessionOf(const ConnectionProfile &profile)
{
    std::unique_ptr<TenantSession> session = m_workspace.connectTo(profile);
    session->setCdpAddress(m_cdpAddress);
    return session;
}

Result<ConnectionProfile> TenantOpener::started(const ConnectionProfile &profile)
{
    if (m_sandbox->url().isEmpty()) {
        TRY_VOID(m_sandbox->start());
        TRY(known,
            m_workspace.lookups().setSandbox(m_sandbox->url(), m_sandbox->lookupAccount(), m_sandbox->lookupSecret()));
    }
    ConnectionProfile opened = profile;
    opened.baseUrl = m_sandbox->url();
    opened.clientId = m_sandbox->clientId();
    m_workspace.secrets().keepForThisRun(opened, m_sandbox->clientSecret());
    return opened;
}

Result<ConnectionProfile> TenantOpener::startedCxone(const ConnectionProfile &profile)
{
    if (!m_cxoneSandbox)
        m_cxoneSandbox = std::make_unique<CxoneSandbox>(CxoneSandboxSettings{*m_settings});
    TRY_VOID(m_cxoneSandbox->start());
    ConnectionProfile opened = profile;
    opened.baseUrl = m_cxoneSandbox->issuerUrl();
    opened.options.insert(QStringLiteral("sign_in_host"), m_cxoneSandbox->issuerUrl().toString());
    opened.approvedOrigins = {m_cxoneSandbox->apiUrl().toString()};
    opened.downloadHosts = {m_cxoneSandbox->filesUrl().authority()};
    opened.clientId = m_cxoneSandbox->accessKeyId();
    m_workspace.secrets().keepForThisRun(opened, m_cxoneSandbox->accessKeySecret());
    return opened;
}

} // namespace muster
