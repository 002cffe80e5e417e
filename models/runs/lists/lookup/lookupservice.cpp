// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/lookup/lookupservice.h"

#include "models/runs/detach.h"
#include "models/store/appsettings.h"
#include "models/store/auditlog.h"
#include "models/store/clockwitness.h"
#include "models/store/storethread.h"
#include "network/api/linelookup.h"
#include "network/http/clock.h"
#include "network/wire/loopback.h"

#include <QCoro/QCoroFuture>
#include <algorithm>

namespace muster {

namespace {

constexpr int longestDays = 3650;

/// The name under which the secret store knows the account; no tenant has such an id.
ConnectionProfile accountProfile()
{
    return ConnectionProfile{.id = QStringLiteral("lookup-twilio"), .name = QStringLiteral("Twilio")};
}

QCoro::Task<Result<Secret>> twilioSecret(SecretStore &secrets, std::stop_token stop)
{
    Result<Secret> secret = co_await secrets.secret(accountProfile(), stop);
    if (!secret && secret.error().code == QLatin1String("no_secret"))
        co_return failure(ErrorKind::KeyStore, "no_lookup_secret");
    co_return Result<Secret>(std::move(secret));
}

QCoro::Task<Result<Secret>> given(Secret secret)
{
    co_return Result<Secret>(std::move(secret));
}

} // namespace

LookupService::LookupService(LineTypeCache &cache, AppSettings &settings, SecretStore &secrets, AuditLog &audit,
                             StoreThread &storeThread, Clock &clock, const ClockWitness &witness, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_audit(audit)
    , m_storeThread(storeThread)
    , m_clock(clock)
    , m_witness(witness)
{
    connect(&cache, &LineTypeCache::changed, this, &LookupService::typesChanged);
    connect(&secrets, &SecretStore::stored, this, [this](const QString &id, SecretStore::Place place) {
        if (id == accountProfile().id)
            Q_EMIT secretKept(place == SecretStore::Place::KeyStore);
    });
}

// The two questions below run on their own, see answerTo(); the cache goes after the service.

void LookupService::requestTypes()
{
    if (m_cache.isOpen()) {
        Q_EMIT typesReady();
    } else if (!m_isOpening) {
        m_isOpening = true;
        const std::stop_token stop = m_stop.get_token();
        answerTo(
            this, stop,
            [this, stop] { return m_cache.open(std::chrono::days(keepDays()), m_witness.now().earliest, stop); },
            [](LookupService *self, const auto &opened) {
                self->m_isOpening = false;
                if (opened)
                    Q_EMIT self->typesReady();
                else
                    Q_EMIT self->typesFailed(opened.error());
            });
    }
}

void LookupService::requestForget()
{
    const QJsonObject facts{{QStringLiteral("numbers"), qint64(m_cache.size())}};
    const auto audit
        = [this, facts] { return m_storeThread.append(m_audit, QStringLiteral("lookup.forgotten"), {}, facts); };
    const auto forget = [](LookupService *self, const Result<void> &audited) {
        if (audited)
            answerTo(self, {}, [self] { return self->m_cache.forget(); }, &LookupService::forgotten);
        else
            Q_EMIT self->forgotten(tl::unexpected(audited.error()));
    };
    answerTo(this, {}, audit, forget);
}

QString LookupService::key(LookupSource source, const char *name) const
{
    return QStringLiteral("lookup/%1/%2").arg(lookupSourceKey(source), QLatin1String(name));
}

LookupTerms LookupService::terms(LookupSource source) const
{
    LookupTerms terms;
    terms.price
        = amountFrom(m_settings.text(key(source, "price"))).value_or(source == LookupSource::Twilio ? defaultPrice : 0);
    terms.budget = amountFrom(m_settings.text(key(source, "budget")));
    if (const int most = m_settings.number(key(source, "most"), 0); most > 0)
        terms.most = most;
    return terms;
}

void LookupService::setTerms(LookupSource source, const LookupTerms &terms)
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

int LookupService::keepDays() const
{
    return std::clamp(m_settings.number(QStringLiteral("lookup/keepDays"), LineTypeCache::defaultDays), 1, longestDays);
}

void LookupService::setKeepDays(int days)
{
    m_settings.setValue(QStringLiteral("lookup/keepDays"), std::clamp(days, 1, longestDays));
    save();
}

void LookupService::save()
{
    m_settings.saveLater(); // preferences: they hold for this session in any case
}

QString LookupService::account() const
{
    return m_account.isEmpty() ? m_settings.text(QStringLiteral("lookup/account")) : m_account;
}

void LookupService::setAccount(const QString &account, const Secret &secret)
{
    m_account.clear();
    m_twilio.reset();
    m_settings.setValue(QStringLiteral("lookup/account"), account);
    save();
    m_secrets.store(accountProfile(), secret);
}

void LookupService::useAccount(const QString &account, const Secret &secret)
{
    m_account = account;
    m_twilio.reset();
    m_secrets.keepForThisRun(accountProfile(), secret);
}

Result<void> LookupService::setSandbox(const QUrl &baseUrl, const QString &account, const Secret &secret)
{
    const QString host = baseUrl.host();
    if (!isLoopbackHost(host))
        return failure(ErrorKind::BadInput, "lookup_address", host);
    m_sandboxUrl = baseUrl;
    m_sandboxAccount = account;
    m_sandboxSecret = secret;
    m_sandbox.reset();
    return {};
}

Result<std::shared_ptr<LineLookup>> LookupService::provider(LookupSource source)
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

void LookupService::setProvider(LookupSource source, std::shared_ptr<LineLookup> provider)
{
    (source == LookupSource::Twilio ? m_twilio : m_sandbox) = std::move(provider);
}

void LookupService::rearm(LookupSource source)
{
    if (const auto &kept = source == LookupSource::Twilio ? m_twilio : m_sandbox)
        kept->rearmBreaker();
}

} // namespace muster
