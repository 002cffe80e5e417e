// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxaudiencebody.h"
#include "network/sandbox/sandboxlist.h"
#include "network/sandbox/sandboxscript.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QObject>
#include <QThread>
#include <QUrl>
#include <memory>

namespace muster {

class SandboxListener;
class SandboxTenant;

/// The built-in sandbox tenant on loopback, in a thread of its own. start() and the others may be called from the GUI
/// thread; they hand over to the server's thread. Product code: the embedded default for trying Muster, and for tests.
class SandboxServer : public QObject
{
    Q_OBJECT

public:
    explicit SandboxServer(SandboxSettings settings, QObject *parent = nullptr);
    ~SandboxServer() override; ///< Ends the thread.

    [[nodiscard]] Result<QUrl> start(); ///< http://127.0.0.1:PORT; fails when the port is taken.
    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] QString clientId() const; ///< "sandbox-client"
    [[nodiscard]] Secret clientSecret() const { return m_secret; } ///< Made anew at each start; never written.
    /// The account of the line-type lookup, which answers at the same address; made anew like the client's secret.
    [[nodiscard]] QString lookupAccount() const; ///< "sandbox-lookup"
    [[nodiscard]] Secret lookupSecret() const { return m_lookupSecret; }

    void addFault(const SandboxFault &fault) { m_script.addFault(fault); }
    void clearFaults() { m_script.clearFaults(); }
    void expireTokens(); ///< Every token handed out so far is answered 401 from now on.
    [[nodiscard]] QList<SandboxRequest> requests() const { return m_script.requests(); }
    [[nodiscard]] int tokenRequests() const;
    void setWatcher(SandboxScript::Watcher watcher); ///< See SandboxScript::setWatcher().
    /// The ground truth: what is in the contact list at this moment. sandboxListTruth() is what it was at the start.
    [[nodiscard]] QList<SandboxListContact> listTruth(const QString &listId) const;
    /// The ground truth of an audience at this moment.
    [[nodiscard]] SandboxAudienceState audienceTruth(const QString &id) const;
    /// How many people such an audience would have now; nothing: it cannot be evaluated.
    [[nodiscard]] std::optional<qint64> audienceSize(const AudienceDefinition &definition) const;
    /// What a colleague does: registers this, whatever version is there. The new version.
    qint64 changeAudience(const QString &id, const AudienceDefinition &definition);

private:
    const SandboxSettings m_settings;
    Secret m_secret;
    Secret m_lookupSecret;
    QUrl m_url;
    // The listener's thread uses the two below; they live until that thread has ended.
    SandboxScript m_script;
    std::unique_ptr<SandboxTenant> m_tenant;
    SandboxListener *m_listener = nullptr; ///< Deleted by its own thread when that ends.
    QThread m_thread;
};

} // namespace muster
