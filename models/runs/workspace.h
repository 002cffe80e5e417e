// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "network/wire/result.h"

#include <QList>
#include <QObject>
#include <chrono>
#include <memory>

namespace muster {

class AppSettings;
class AudienceVersions;
class AuditIndex;
class AuditLog;
class AuditRemovalWatch;
class BackupStore;
class Clock;
class ClockWitness;
class DirectiveStore;
class DraftStore;
class EvidenceStore;
class FolderLock;
class Journal;
class KeyVault;
class LineTypeCache;
class ListSizeStore;
class LookupService;
class ExportKey;
class ExportPresetStore;
class MappingStore;
class FieldProfileStore;
class MaskPolicyStore;
class NumberListStore;
class NumberPlanStore;
class Outbox;
class OutboxRunner;
class Preferences;
class ProfileStore;
class PseudonymKeys;
class RecentItems;
class RegistryStore;
class RunHistory;
class RunManager;
class SecretStore;
class SigningKeys;
class StoreThread;
class TeamPublisher;
class TenantMemory;
class TenantSession;
class WebhookStore;
struct ConnectionProfile;

/// What belongs to one data folder, opened together and in order: lock, journal, audit, outbox, profiles, secrets,
/// runs. The composition of the application without its windows; headless commands use the same. GUI thread.
class Workspace : public QObject
{
    Q_OBJECT

public:
    struct Paths
    {
        QString config; ///< Profiles and settings. 0700.
        QString data; ///< Journal, audit, lock. 0700.
        [[nodiscard]] static Paths standard(); ///< The user's own, by the XDG base directory rules.
        [[nodiscard]] static Paths under(const QString &folder); ///< For --data-dir and tests.
        [[nodiscard]] static Paths chosen(const QString &folder); ///< The same; standard() where it is empty.
    };

    ~Workspace() override;
    /// Never fails because another Muster is there (F97), nor because the folders cannot be written or locked (F108):
    /// then isReadOnly(), nothing is written, and no run can be started. Damaged files are kept beside and told by
    /// notices() (F98 to F100).
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const Paths &paths, Clock &clock);
    /// The same with `keys` in place of the system's key store.
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(const Paths &paths, Clock &clock,
                                                                 std::unique_ptr<KeyVault> keys);

    [[nodiscard]] bool isReadOnly() const { return m_readOnlyReason.has_value(); }
    /// Why this Muster only looks: InUse "folder_in_use", "config_in_use", or File "folder_not_writable" (`detail`: the
    /// system's words). `subject` is the folder.
    [[nodiscard]] const std::optional<ApiError> &readOnlyReason() const { return m_readOnlyReason; }
    /// What is said to whoever wants to write all the same: "read_only", of the reason's kind.
    [[nodiscard]] ApiError writeRefusal() const;
    /// Why it only looks, and what start-up had to mend; words in models/text.
    [[nodiscard]] const QList<ApiError> &notices() const { return m_notices; }
    [[nodiscard]] Clock &clock() { return m_clock; }
    /// What time it may be, where the age of something decides (F107).
    [[nodiscard]] BelievableTime believableNow() const;
    [[nodiscard]] Journal &journal() { return *m_journal; }
    [[nodiscard]] AuditLog &audit() { return *m_audit; }
    [[nodiscard]] AuditIndex &auditIndex() { return *m_auditIndex; } ///< Does nothing before it is asked.
    [[nodiscard]] Outbox &outbox() { return *m_outbox; }
    /// Where audit, journal and outbox are written to while runs go on.
    [[nodiscard]] StoreThread &storeThread() { return *m_storeThread; }
    /// All runs there ever were, with what they measured.
    [[nodiscard]] RunHistory &runHistory() { return *m_runHistory; }
    [[nodiscard]] SigningKeys &signingKeys() { return *m_signingKeys; } ///< Read-only with the workspace.
    /// The origins of all connections: no notice goes there (S13).
    [[nodiscard]] QStringList apiOrigins() const;
    [[nodiscard]] OutboxRunner *outboxRunner() { return m_outboxRunner.get(); } ///< nullptr when read-only.
    [[nodiscard]] ProfileStore &profiles() { return *m_profiles; }
    [[nodiscard]] DirectiveStore &directives() { return *m_directives; }
    [[nodiscard]] MappingStore &mappings() { return *m_mappings; }
    [[nodiscard]] ExportPresetStore &exportPresets() { return *m_exportPresets; } ///< Read-only with the workspace.
    [[nodiscard]] WebhookStore &webhooks() { return *m_webhooks; }
    [[nodiscard]] FieldProfileStore &fieldProfiles() { return *m_fieldProfiles; } ///< Read-only with the workspace.
    [[nodiscard]] MaskPolicyStore &maskPolicies() { return *m_maskPolicies; } ///< Read-only with the workspace.
    [[nodiscard]] ExportKey &exportKey() { return *m_exportKey; } ///< Read-only with the workspace.
    [[nodiscard]] PseudonymKeys &pseudonymKeys() { return *m_pseudonymKeys; }
    [[nodiscard]] NumberPlanStore &numberPlans() { return *m_numberPlans; } ///< Read-only with the workspace.
    [[nodiscard]] NumberListStore &numberLists() { return *m_numberLists; } ///< Read-only with the workspace.
    [[nodiscard]] RegistryStore &registries() { return *m_registries; } ///< Read-only with the workspace.
    /// Layout and preferences; read at open(). Who saves them asks isReadOnly() first.
    [[nodiscard]] AppSettings &settings() { return *m_settings; }
    [[nodiscard]] Preferences &preferences() { return *m_preferences; } ///< Kept in the settings.
    [[nodiscard]] RecentItems &recentItems() { return *m_recentItems; } ///< Kept in the settings.
    [[nodiscard]] AudienceVersions &audienceVersions() { return *m_audienceVersions; } ///< Blocks: for workers.
    [[nodiscard]] ListSizeStore &listSizes() { return *m_listSizes; } ///< Blocks: for the StoreThread.
    [[nodiscard]] DraftStore &drafts() { return *m_drafts; } ///< Read-only with the workspace.
    [[nodiscard]] SecretStore &secrets() { return *m_secrets; }
    [[nodiscard]] BackupStore &backups() { return *m_backups; }
    [[nodiscard]] EvidenceStore &evidence() { return *m_evidence; }
    [[nodiscard]] LineTypeCache &lineTypes() { return *m_lineTypes; } ///< Opened by lookups(), when it is wanted.
    [[nodiscard]] LookupService &lookups() { return *m_lookups; }
    [[nodiscard]] TenantMemory &tenants() { return *m_tenants; }
    [[nodiscard]] RunManager &runs() { return *m_runs; }
    /// Tells a team's database what happens here, once it is started and where one was entered.
    [[nodiscard]] TeamPublisher &team() { return *m_team; }
    /// Where nobody is there to unlock the key store: how long it is waited for.
    void limitKeyStore(std::chrono::milliseconds patience);
    /// Where a run keeps what it alone needs, for instance (id, "units"): in a private folder of the data folder.
    [[nodiscard]] QString runFile(const QString &runId, const char *suffix) const;
    /// A new session for `profile`; belongs to the caller.
    [[nodiscard]] std::unique_ptr<TenantSession> connectTo(const ConnectionProfile &profile);

private:
    explicit Workspace(Clock &clock);
    [[nodiscard]] Result<void> takeFolders(const Paths &paths);
    void onlyLook(const ApiError &reason);
    [[nodiscard]] Result<void> openAll(const Paths &paths);
    /// Removes what is past its time, and tells what is kept because the clock is not believed.
    void tidy();
    void keepTime();

    Clock &m_clock;
    QString m_runFolder;
    QList<ApiError> m_notices;
    // In the order of their making; taken down in reverse.
    std::optional<ApiError> m_readOnlyReason;
    std::unique_ptr<FolderLock> m_lock, m_configLock;
    std::unique_ptr<ClockWitness> m_clockWitness;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<AuditIndex> m_auditIndex;
    std::unique_ptr<AuditRemovalWatch> m_removalWatch; ///< Only where another process writes the history.
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<DirectiveStore> m_directives;
    std::unique_ptr<MappingStore> m_mappings;
    std::unique_ptr<ExportPresetStore> m_exportPresets;
    std::unique_ptr<FieldProfileStore> m_fieldProfiles;
    std::unique_ptr<MaskPolicyStore> m_maskPolicies;
    std::unique_ptr<NumberPlanStore> m_numberPlans;
    std::unique_ptr<WebhookStore> m_webhooks;
    std::unique_ptr<NumberListStore> m_numberLists;
    std::unique_ptr<RegistryStore> m_registries;
    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<RecentItems> m_recentItems;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<AudienceVersions> m_audienceVersions;
    std::unique_ptr<DraftStore> m_drafts;
    std::unique_ptr<ListSizeStore> m_listSizes;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<RunHistory> m_runHistory; ///< Outlives the thread that it is written on.
    std::unique_ptr<StoreThread> m_storeThread;
    std::unique_ptr<SigningKeys> m_signingKeys;
    std::unique_ptr<OutboxRunner> m_outboxRunner;
    std::unique_ptr<KeyVault> m_keys;
    std::unique_ptr<PseudonymKeys> m_pseudonymKeys;
    std::unique_ptr<ExportKey> m_exportKey;
    std::unique_ptr<BackupStore> m_backups;
    std::unique_ptr<EvidenceStore> m_evidence;
    std::unique_ptr<LineTypeCache> m_lineTypes;
    std::unique_ptr<LookupService> m_lookups;
    std::unique_ptr<TenantMemory> m_tenants;
    std::unique_ptr<RunManager> m_runs;
    std::unique_ptr<TeamPublisher> m_team;
};

} // namespace muster
