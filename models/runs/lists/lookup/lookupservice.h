// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/lookupterms.h"
#include "models/store/linetypecache.h"
#include "models/store/secretstore.h"

#include <QObject>
#include <QUrl>

namespace muster {

class AppSettings;
class AuditLog;
class Clock;
class ClockWitness;
class LineLookup;
class StoreThread;

/// What windows, commands and runs have of line-type look-ups: the account, its terms, what is known already, and the
/// provider. The account is the provider's and has nothing to do with a tenant; its secret is kept like a tenant's.
/// Where a look-up goes: to Twilio's own address, or to the built-in sandbox. GUI thread.
class LookupService : public QObject
{
    Q_OBJECT

public:
    /// Price of a request as published by the provider in 2026, in US dollars; a person's own stands in the settings.
    static constexpr Amount defaultPrice = 8'000;

    /// `witness`: what is forgotten for its age is old by it, whatever the computer's clock says (F107).
    LookupService(LineTypeCache &cache, AppSettings &settings, SecretStore &secrets, AuditLog &audit,
                  StoreThread &storeThread, Clock &clock, const ClockWitness &witness, QObject *parent = nullptr);
    ~LookupService() override { m_stop.request_stop(); }

    [[nodiscard]] LineTypeCache &cache() { return m_cache; }
    /// Opens the cache, once; typesReady() or typesFailed() follows.
    void requestTypes();
    /// Erases all that was looked up; audited first, forgotten() follows.
    void requestForget();

    /// What was used last; nothing costs anything on the sandbox until a person says so.
    [[nodiscard]] LookupTerms terms(LookupSource source) const;
    void setTerms(LookupSource source, const LookupTerms &terms);
    [[nodiscard]] int keepDays() const; ///< 1 to 3,650; counts when the cache is opened.
    void setKeepDays(int days);

    [[nodiscard]] QString account() const; ///< Of Twilio; empty: not entered yet.
    /// Keeps the name in the settings and the secret in the key store, or for this run; secretKept() tells which.
    void setAccount(const QString &account, const Secret &secret);
    /// From the environment: for this run only, nothing is written.
    void useAccount(const QString &account, const Secret &secret);
    /// What the sandbox answers to. `baseUrl` on loopback; BadInput "lookup_address" otherwise.
    [[nodiscard]] Result<void> setSandbox(const QUrl &baseUrl, const QString &account, const Secret &secret);

    /// The same one until the account changes, so that its rate gate and breaker hold over several runs. BadInput
    /// "lookup_account".
    [[nodiscard]] Result<std::shared_ptr<LineLookup>> provider(LookupSource source);
    /// Another one in its place, until the account changes.
    void setProvider(LookupSource source, std::shared_ptr<LineLookup> provider);
    void rearm(LookupSource source);

Q_SIGNALS:
    void typesReady(); ///< The cache is open.
    void typesChanged(); ///< It knows more, or less.
    void typesFailed(const muster::ApiError &error);
    void forgotten(const muster::Result<qint64> &numbers);
    void secretKept(bool inKeyStore);

private:
    [[nodiscard]] QString key(LookupSource source, const char *name) const;
    void save();

    LineTypeCache &m_cache;
    AppSettings &m_settings;
    SecretStore &m_secrets;
    AuditLog &m_audit;
    StoreThread &m_storeThread;
    Clock &m_clock;
    const ClockWitness &m_witness;
    QString m_account; ///< From the environment; empty: the settings'.
    QUrl m_sandboxUrl;
    QString m_sandboxAccount;
    Secret m_sandboxSecret;
    std::shared_ptr<LineLookup> m_twilio, m_sandbox;
    std::stop_source m_stop;
    bool m_isOpening = false;
};

} // namespace muster
