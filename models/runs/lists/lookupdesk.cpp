// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/lookupdesk.h"

#include "models/runs/detach.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "models/store/clockwitness.h"
#include "network/api/linelookupclient.h"
#include "network/http/clock.h"

#include <QHostAddress>
#include <algorithm>

namespace muster {

namespace {

constexpr int longestDays = 3650;

/// The name under which the secret store knows the account; no tenant has such an id.
ConnectionProfile accountProfile()
{
    ConnectionProfile profile;
    profile.id = QStringLiteral("lookup-twilio");
    profile.name = QStringLiteral("Twilio");
    return profile;
}

QCoro::Task<Result<Secret>> twilioSecret(SecretStore &secrets, std::stop_token stop)
{
    Result<Secret> secret = co_await secrets.secret(accountProfile(), stop);
    if (!secret && secret.error().code == QLatin1String("no_secret"))
        co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_lookup_secret")});
    co_return Result<Secret>(std::move(secret));
}

QCoro::Task<Result<Secret>> given(Secret secret)
{
    co_return Result<Secret>(std::move(secret));
}

} // namespace

LookupDesk::LookupDesk(LineTypeCache &cache, AppSettings &settings, SecretStore &secrets, AuditLog &audit, Clock &clock,
                       const ClockWitness &witness, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_audit(audit)
    , m_clock(clock)
    , m_witness(witness)
{
    connect(&cache, &LineTypeCache::changed, this, &LookupDesk::typesChanged);
    connect(&secrets, &SecretStore::stored, this, [this](const QString &id, SecretStore::Place place) {
        if (id == accountProfile().id)
            Q_EMIT secretKept(place == SecretStore::Place::KeyStore);
    });
}

LookupDesk::~LookupDesk()
{
    m_stop.request_stop();
}

// The two questions below run on their own: their coroutines look for the desk after each wait; the cache goes after
// it.

void LookupDesk::requestTypes()
{
    if (m_cache.isOpen()) {
        Q_EMIT typesReady();
    } else if (!m_isOpening) {
        m_isOpening = true;
        detach(answerTypes(this, m_stop.get_token()), this, [](LookupDesk *self, const ApiError &thrown) {
            self->m_isOpening = false;
            Q_EMIT self->typesFailed(thrown);
        });
    }
}

QCoro::Task<void> LookupDesk::answerTypes(QPointer<LookupDesk> self, std::stop_token stop)
{
    const auto opened
        = co_await self->m_cache.open(std::chrono::days(self->keepDays()), self->m_witness.now().earliest, stop);
    if (self.isNull() || stop.stop_requested())
        co_return;
    self->m_isOpening = false;
    if (opened)
        Q_EMIT self->typesReady();
    else
        Q_EMIT self->typesFailed(opened.error());
}

void LookupDesk::requestForget()
{
    const auto audited
        = m_audit.append(QStringLiteral("lookup.forgotten"), {}, {{QStringLiteral("numbers"), qint64(m_cache.size())}});
    if (audited)
        detach(answerForget(this), this,
               [](LookupDesk *self, const ApiError &thrown) { Q_EMIT self->forgotten(tl::unexpected(thrown)); });
    else
        Q_EMIT forgotten(tl::unexpected(audited.error()));
}

QCoro::Task<void> LookupDesk::answerForget(QPointer<LookupDesk> self)
{
    const Result<qint64> numbers = co_await self->m_cache.forget();
    if (!self.isNull())
        Q_EMIT self->forgotten(numbers);
}

QString LookupDesk::key(LookupSource source, const char *name) const
{
    return QStringLiteral("lookup/%1/%2").arg(lookupSourceKey(source), QLatin1String(name));
}

LookupTerms LookupDesk::terms(LookupSource source) const
{
    LookupTerms terms;
    terms.price
        = amountFrom(m_settings.text(key(source, "price"))).value_or(source == LookupSource::Twilio ? defaultPrice : 0);
    terms.budget = amountFrom(m_settings.text(key(source, "budget")));
    if (const int most = m_settings.number(key(source, "most"), 0); most > 0)
        terms.most = most;
    return terms;
}

void LookupDesk::setTerms(LookupSource source, const LookupTerms &terms)
{
    m_settings.setValue(key(source, "price"), amountKey(terms.price));
    if (terms.budget)
        m_settings.setValue(key(source, "budget"), amountKey(*terms.budget));
    else
        m_settings.remove(key(source, "budget"));
    if (terms.most)
        m_settings.setValue(key(source, "most"), *terms.most);
    else
        m_settings.remove(key(source, "most"));
    save();
}

int LookupDesk::keepDays() const
{
    return std::clamp(m_settings.number(QStringLiteral("lookup/keepDays"), LineTypeCache::defaultDays), 1, longestDays);
}

void LookupDesk::setKeepDays(int days)
{
    m_settings.setValue(QStringLiteral("lookup/keepDays"), std::clamp(days, 1, longestDays));
    save();
}

void LookupDesk::save()
{
    m_settings.saveLater(); // preferences: they hold for this session in any case
}

QString LookupDesk::account() const
{
    return m_account.isEmpty() ? m_settings.text(QStringLiteral("lookup/account")) : m_account;
}

void LookupDesk::setAccount(const QString &account, const Secret &secret)
{
    m_account.clear();
    m_twilio.reset();
    m_settings.setValue(QStringLiteral("lookup/account"), account);
    save();
    m_secrets.store(accountProfile(), secret);
}

void LookupDesk::forgetAccount()
{
    m_account.clear();
    m_twilio.reset();
    m_settings.remove(QStringLiteral("lookup/account"));
    save();
    m_secrets.forget(accountProfile());
}

void LookupDesk::useAccount(const QString &account, const Secret &secret)
{
    m_account = account;
    m_twilio.reset();
    m_secrets.keepForThisRun(accountProfile(), secret);
}

Result<void> LookupDesk::setSandbox(const QUrl &baseUrl, const QString &account, const Secret &secret)
{
    const QString host = baseUrl.host();
    if (host != QLatin1String("localhost") && !QHostAddress(host).isLoopback())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("lookup_address"), .subject = host});
    m_sandboxUrl = baseUrl;
    m_sandboxAccount = account;
    m_sandboxSecret = secret;
    m_sandbox.reset();
    return {};
}

Result<std::shared_ptr<LineLookup>> LookupDesk::provider(LookupSource source)
{
    std::shared_ptr<LineLookup> &kept = source == LookupSource::Twilio ? m_twilio : m_sandbox;
    if (kept)
        return kept;
    LineLookupAccount account;
    LineLookupClient::SecretSource secret;
    if (source == LookupSource::Twilio) {
        account.account = this->account();
        secret = [&secrets = m_secrets](std::stop_token stop) { return twilioSecret(secrets, std::move(stop)); };
    } else {
        account.baseUrl = m_sandboxUrl;
        account.account = m_sandboxAccount;
        account.spacing = std::chrono::milliseconds(0);
        secret = [own = m_sandboxSecret](const std::stop_token &) { return given(own); };
    }
    if (const auto wrong = LineLookupClient::fault(account)) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = wrong->code == QLatin1String("account") ? QStringLiteral("lookup_account")
                                                                        : QStringLiteral("lookup_address"),
                        .subject = account.baseUrl.host()});
    }
    kept = std::make_shared<LineLookupClient>(account, std::move(secret), m_clock);
    return kept;
}

void LookupDesk::setProvider(LookupSource source, std::shared_ptr<LineLookup> provider)
{
    (source == LookupSource::Twilio ? m_twilio : m_sandbox) = std::move(provider);
}

void LookupDesk::rearm(LookupSource source)
{
    if (const auto &kept = source == LookupSource::Twilio ? m_twilio : m_sandbox)
        kept->rearmBreaker();
}

} // namespace muster
