// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/cxone/cxonesandboxtenant.h"
#include "network/sandbox/sandboxscript.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QObject>
#include <QThread>
#include <QUrl>
#include <memory>

namespace muster {

class SandboxListener;

/// The simulator of CXone's published API on loopback: the issuer, which also signs in, the API, and the store that
/// signed links lead to, each an origin with a port of its own, in one thread. All functions may be called from the GUI
/// thread; they hand over to the server's. Product code: the embedded default for `--sandbox cxone`, and the ground
/// truth of tests.
class CxoneSandbox : public QObject
{
    Q_OBJECT

public:
    explicit CxoneSandbox(CxoneSandboxSettings settings, QObject *parent = nullptr);
    /// The same by other clocks, which are read in any thread.
    CxoneSandbox(CxoneSandboxSettings settings, SandboxClock clock, QObject *parent = nullptr);
    ~CxoneSandbox() override; ///< Ends the thread.

    [[nodiscard]] Result<void> start(); ///< Fails with "port_taken" when no port is to be had. Once is enough.
    [[nodiscard]] QUrl issuerUrl() const { return m_issuerUrl; } ///< http://127.0.0.1:PORT; empty before the start.
    [[nodiscard]] QUrl apiUrl() const { return m_apiUrl; } ///< What the tenant's document names as api_endpoint.
    [[nodiscard]] QUrl filesUrl() const { return m_filesUrl; } ///< Where signed links lead.
    /// Where the API was, if the settings say that it has moved: everything there is 404. Empty otherwise.
    [[nodiscard]] QUrl formerApiUrl() const { return m_formerApiUrl; }

    // Who may sign in; all made anew with each object, and never written.
    [[nodiscard]] QString accessKeyId() const { return m_keys.accessKeyId; }
    [[nodiscard]] Secret accessKeySecret() const { return m_keys.accessKeySecret; }
    [[nodiscard]] QString clientId() const { return m_keys.clientId; }
    [[nodiscard]] Secret clientSecret() const { return m_keys.clientSecret; }
    [[nodiscard]] static QString tenantId() { return CxoneSandboxTokens::tenantId(); }

    // One script for all origins: their paths differ.
    void addFault(const SandboxFault &fault) { m_script.addFault(fault); }
    void clearFaults() { m_script.clearFaults(); }
    [[nodiscard]] QList<SandboxRequest> requests() const { return m_script.requests(); }
    void setWatcher(SandboxScript::Watcher watcher); ///< See SandboxScript::setWatcher().
    /// A colleague puts a record into the calling list at this moment. From any thread, also from a watcher.
    void putRecord(qint64 listId, const QString &externalId, const QString &number)
    {
        m_tenant->putRecord(listId, externalId, number);
    }
    void expireTokens() { m_tenant->expireTokens(); } ///< Every bearer handed out so far is answered 401 from now on.
    [[nodiscard]] int tokenRequests() const { return m_tenant->tokenRequests(); }

    /// The ground truth: what is in the calling list at this moment, in its order.
    [[nodiscard]] QList<CxoneSandboxRecord> listTruth(qint64 listId) const { return m_tenant->listContents(listId); }
    /// Digits of the numbers that would have rung so far, in their order, as often as they did.
    [[nodiscard]] QStringList dialled() const { return m_tenant->dialled(); }
    /// Names of the skills that uploads were to start so far, as often as they were.
    [[nodiscard]] QStringList startedSkills() const { return m_tenant->startedSkills(); }
    /// Digits of what must not be called because of the do-not-call group, at this moment.
    [[nodiscard]] QStringList doNotCallTruth(qint64 groupId) const { return m_tenant->doNotCall(groupId); }
    /// What broke the pace of data extraction so far; empty: nothing did.
    [[nodiscard]] QStringList extractionBreaches() const { return m_tenant->extractionBreaches(); }
    // What never changes.
    [[nodiscard]] QList<CxoneSandboxCustomer> customerTruth() const { return m_tenant->customers(); }
    [[nodiscard]] QList<CxoneSandboxContact> completedContactTruth() const { return m_tenant->completedContacts(); }
    [[nodiscard]] QList<CxoneSandboxInteraction> interactionTruth() const { return m_tenant->recordedInteractions(); }
    [[nodiscard]] QStringList segmentIds() const { return m_tenant->segmentIds(); } ///< In the order of their starts.
    /// Nothing when there is no such segment.
    [[nodiscard]] std::optional<SandboxTranscript> transcriptTruth(const QString &segmentId) const
    {
        return m_tenant->transcript(segmentId);
    }

private:
    /// Its address; empty, with the reason in `error`.
    [[nodiscard]] QUrl listen(SandboxHost &host, QString &error);

    const CxoneSandboxSettings m_settings;
    const CxoneSandboxKeys m_keys;
    QUrl m_issuerUrl;
    QUrl m_apiUrl;
    QUrl m_filesUrl;
    QUrl m_formerApiUrl;
    // The listeners' thread uses the two below; they live until that thread has ended.
    SandboxScript m_script;
    std::unique_ptr<CxoneSandboxTenant> m_tenant;
    QList<SandboxListener *> m_listeners; ///< Deleted by their own thread when that ends.
    QThread m_thread;
};

} // namespace muster
