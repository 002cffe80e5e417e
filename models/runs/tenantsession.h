// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportrules.h"
#include "network/wire/audience.h"
#include "network/wire/capability.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/contactlist.h"
#include "network/wire/dialectoption.h"
#include "network/wire/dialer.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"
#include "network/wire/service.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <array>
#include <memory>
#include <optional>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class Clock;
class ClockWitness;
class CxoneSandbox;
class ExportKey;
class KeptAudiences;
class SandboxServer;
class SecretStore;
class TenantConnection;
struct ContactListLimits;
class Workspace;
struct SandboxSettings;

/// What the pre-flight sheet shows: every check, the order as it would run, the first page, how full each attribute is.
struct ExportPreview
{
    ExportVerdict verdict;
    SegmentDefinition definition;
    std::shared_ptr<const RecordPage> firstPage; ///< nullptr when the checks failed or the page could not be had.
    std::optional<ApiError> pageError;
    /// 0 to 1 per attribute of verdict.order, over the first page; empty: it tells nothing of them.
    QList<double> fill;
};

/// A tenant that is signed in to (or will be, at the first call). What windows have of the server: they ask here and
/// connect to the answers; an answer that was overtaken by a newer question of the same kind is dropped. GUI thread.
class TenantSession : public QObject
{
    Q_OBJECT

public:
    /// `witness` outlives it; without one the clock is believed.
    TenantSession(ConnectionProfile profile, SecretStore &secrets, Clock &clock, const ClockWitness *witness = nullptr,
                  QObject *parent = nullptr);
    ~TenantSession() override;

    [[nodiscard]] const ConnectionProfile &profile() const;
    /// How the tenant's API does that job; one that is unavailable is not begun.
    [[nodiscard]] Capability capability(Job job) const;
    /// What its contact lists take, and in which form they keep numbers.
    [[nodiscard]] ContactListLimits contactListLimits() const;
    /// Who is told of audiences unless a person names somebody else, as the environment's CDP_WEBHOOK_URL has it;
    /// empty: nobody. Not judged.
    [[nodiscard]] const QString &cdpAddress() const { return m_cdpAddress; }
    void setCdpAddress(const QString &address) { m_cdpAddress = address; }
    /// For runs, which may outlive the session by the time that their end takes; opaque to windows.
    [[nodiscard]] std::shared_ptr<TenantConnection> connection() const { return m_connection; }

    /// Whether audiences are the tenant's; else they are kept in the data folder, and asking for them asks nobody else.
    [[nodiscard]] bool hasAudiences() const;
    /// Whether numbers can be put into do-not-call groups.
    [[nodiscard]] bool canBlock() const;
    /// Whether an audience can be published as a new calling list.
    [[nodiscard]] bool canPublish() const;
    /// Of a tenant without audiences: where they are kept. Before they are asked for; without, they are BadInput
    /// "audiences_nowhere".
    void setKeptAudiences(const KeptAudiences &audiences);
    [[nodiscard]] const std::shared_ptr<const KeptAudiences> &keptAudiences() const { return m_keptAudiences; }

    /// Where the pseudonyms of previews come from; without one they are KeyStore "export_key_not_kept".
    void setExportKey(ExportKey *key);

    void requestSegments();
    void requestContactLists();
    /// Who calls people from a list by itself; of a tenant that calls nobody the answer comes at once, and is empty.
    void requestDialers(const QString &listId);
    void requestDefinition(const QString &segmentId);
    void requestAudiences();
    /// With size and status. Overtakes only a question about the same audience: several may be opened at once.
    void requestAudience(const QString &audienceId);
    /// Keeps an audience of a tenant that has none, see KeptAudiences::save(); audienceSaved() or audienceSaveFailed()
    /// follows. Nothing is sent.
    void saveAudience(const QString &audienceId, const AudienceDefinition &definition,
                      std::optional<qint64> expectedVersion);
    /// The bytes that registering it in place of `version` (a new one: 1) sends; to be shown and to be told by digest.
    [[nodiscard]] QByteArray audiencePayload(const AudienceDefinition &definition, qint64 version) const;
    /// Reads the definition anew, judges the order and, if it is allowed, asks for the first page, which is treated as
    /// the export's pages will be. An order with pseudonyms gets the id of the key of today; without that there is no
    /// page, and a pageError.
    void requestPreview(const ExportOrder &order);
    void cancelPreview();
    void testConnection();
    void cancelTest();

    void arm(std::chrono::seconds duration);
    void disarm();
    [[nodiscard]] bool isArmed() const;
    /// Production and not armed: writing controls are unavailable (the transport refuses as well).
    [[nodiscard]] bool isLookOnly() const;
    void rearmBreakers(); ///< Of all services: a run asks more than the one that it is named by.

    [[nodiscard]] ServerPulse pulse() const; ///< Of whatever service was asked last.
    [[nodiscard]] std::optional<std::chrono::seconds> tokenLifeLeft(Service service) const;
    [[nodiscard]] std::optional<std::chrono::milliseconds> recentLatency(Service service) const;

Q_SIGNALS:
    void segmentsLoading();
    void segmentsLoaded(const QList<muster::SegmentSummary> &segments);
    void segmentsFailed(const muster::ApiError &error);
    void contactListsLoading();
    void contactListsLoaded(const QList<muster::ContactListSummary> &lists);
    void contactListsFailed(const muster::ApiError &error);
    void dialersLoading(const QString &listId);
    void dialersLoaded(const QString &listId, const QList<muster::Dialer> &dialers);
    void dialersFailed(const QString &listId, const muster::ApiError &error);
    void definitionLoaded(const muster::SegmentDefinition &definition);
    void definitionFailed(const QString &segmentId, const muster::ApiError &error);
    void audiencesLoading();
    void audiencesLoaded(const QList<muster::AudienceSummary> &audiences);
    void audiencesFailed(const muster::ApiError &error);
    void audienceLoaded(const muster::Audience &audience);
    void audienceFailed(const QString &audienceId, const muster::ApiError &error);
    void audienceSaved(const muster::Audience &audience);
    void audienceSaveFailed(const QString &audienceId, const muster::ApiError &error);
    void previewReady(const muster::ExportPreview &preview);
    void previewFailed(const muster::ApiError &error);
    void testStepFinished(const muster::ConnectionHop &step);
    void testFinished(bool passed);
    void armedChanged(bool armed);
    void statusChanged();

private:
    enum class Question { Segments, ContactLists, Dialers, Definition, Preview, Test, Audiences, Count };
    using Connection = std::shared_ptr<TenantConnection>;
    using Self = QPointer<TenantSession>;

    /// Overtakes the question of that kind that is under way.
    [[nodiscard]] std::stop_token ask(Question question);
    static QCoro::Task<void> answerPreview(Self self, Connection connection, ExportOrder order, std::stop_token stop);
    static QCoro::Task<void> answerTest(Self self, Connection connection, std::stop_token stop);

    Clock &m_clock;
    const ClockWitness *const m_witness;
    const Connection m_connection;
    QPointer<ExportKey> m_exportKey;
    std::shared_ptr<const KeptAudiences> m_keptAudiences; ///< nullptr: the tenant has audiences.
    std::array<std::stop_source, std::size_t(Question::Count)> m_questions;
    QHash<QString, std::stop_source> m_audienceQuestions; ///< By the audience's id.
    QString m_cdpAddress;
};

/// Turns a profile into a session; for the sandbox profile starts the built-in tenant first, once, and keeps it until
/// the application ends. GUI thread. Must outlive the sessions that it opened.
class TenantOpener
{
public:
    explicit TenantOpener(Workspace &workspace);
    TenantOpener(Workspace &workspace, const SandboxSettings &sandbox);
    ~TenantOpener();

    /// The built-in tenant: always there, always the same id, never stored. Its address is known once it is opened.
    [[nodiscard]] static ConnectionProfile sandboxProfile();
    /// The same behind NICE CXone's published API.
    [[nodiscard]] static ConnectionProfile cxoneSandboxProfile();
    /// Both, in the order in which they are offered.
    [[nodiscard]] static QList<ConnectionProfile> builtIns() { return {sandboxProfile(), cxoneSandboxProfile()}; }
    /// nullopt: that id is of no built-in tenant.
    [[nodiscard]] static std::optional<ConnectionProfile> builtIn(const QString &profileId);
    [[nodiscard]] static bool isSandbox(const ConnectionProfile &profile) { return builtIn(profile.id).has_value(); }
    /// A new connection of that dialect, as much of it filled in as nobody has to type.
    [[nodiscard]] static ConnectionProfile newProfile(const QString &dialect);
    [[nodiscard]] static QStringList dialects(); ///< Keys of all that this Muster speaks.
    /// Offered for a connection of that dialect; empty: it has to be typed.
    [[nodiscard]] static QList<QUrl> addresses(const QString &dialect);
    /// What a connection of that dialect may choose, in the order in which it is offered.
    [[nodiscard]] static QList<DialectOption> options(const QString &dialect);
    /// What the API that the profile names can do, without asking anybody.
    [[nodiscard]] static QMap<Job, Capability> capabilities(const ConnectionProfile &profile);
    /// What a connection counts as until a person says something else: loopback addresses as a test environment, all
    /// others as production.
    [[nodiscard]] static Environment environmentOf(const QUrl &address);
    /// All services at `baseUrl`, by the contract; the id depends on the address alone, so that an interrupted run is
    /// found again. Its environment is environmentOf().
    [[nodiscard]] static ConnectionProfile profileForUrl(const QUrl &baseUrl, const QString &clientId);

    void setCdpAddress(const QString &address) { m_cdpAddress = address; } ///< Of the sessions to come.
    [[nodiscard]] Result<std::unique_ptr<TenantSession>> open(const ConnectionProfile &profile);

private:
    [[nodiscard]] std::unique_ptr<TenantSession> sessionOf(const ConnectionProfile &profile);
    /// The profile of a built-in tenant with its addresses and credentials; starts it where it does not run yet.
    [[nodiscard]] Result<ConnectionProfile> started(const ConnectionProfile &profile);
    [[nodiscard]] Result<ConnectionProfile> startedCxone(const ConnectionProfile &profile);

    Workspace &m_workspace;
    const std::unique_ptr<const SandboxSettings> m_settings;
    QString m_cdpAddress;
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<CxoneSandbox> m_cxoneSandbox; ///< Made when it is first opened.
};

} // namespace muster
