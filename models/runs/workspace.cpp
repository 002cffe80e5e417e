// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/workspace.h"

#include "models/runs/lists/lookupdesk.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runfiles.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/threadreserve.h"
#include "models/store/appsettings.h"
#include "models/store/audienceversions.h"
#include "models/store/auditlog.h"
#include "models/store/backupstore.h"
#include "models/store/directivestore.h"
#include "models/store/draftstore.h"
#include "models/store/durablefile.h"
#include "models/store/evidencestore.h"
#include "models/store/fieldprofilestore.h"
#include "models/store/folderlock.h"
#include "models/store/journal.h"
#include "models/store/keyvault.h"
#include "models/store/linetypecache.h"
#include "models/store/mappingstore.h"
#include "models/store/maskpolicystore.h"
#include "models/store/numberliststore.h"
#include "models/store/outbox.h"
#include "models/store/profilestore.h"
#include "models/store/pseudonymkeys.h"
#include "models/store/recentitems.h"
#include "models/store/secretstore.h"
#include "models/store/signingkeys.h"
#include "models/store/storethread.h"
#include "models/store/webhookstore.h"
#include "network/http/clock.h"
#include "network/http/originpolicy.h"

#include <QDir>
#include <QStandardPaths>

namespace muster {

Workspace::Paths Workspace::Paths::standard()
{
    return {QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation),
            QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)};
}

Workspace::Paths Workspace::Paths::under(const QString &folder)
{
    const QDir dir(folder);
    return {dir.absoluteFilePath(QStringLiteral("config")), dir.absoluteFilePath(QStringLiteral("data"))};
}

Workspace::Workspace(Clock &clock)
    : m_clock(clock)
{
}

Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(const Paths &paths, Clock &clock)
{
    return open(paths, clock, std::make_unique<KeyVault>());
}

Result<std::unique_ptr<Workspace>> Workspace::open(const Paths &paths, Clock &clock, std::unique_ptr<KeyVault> keys)
{
    // What the stores hand to a thread that never began would neither be done nor reported.
    if (const auto threads = threadsAvailable(); !threads)
        return tl::unexpected(threads.error());
    for (const QString &folder : {paths.config, paths.data}) {
        if (const auto made = makePrivateFolder(folder); !made)
            return tl::unexpected(made.error());
    }
    std::unique_ptr<Workspace> workspace(new Workspace(clock));
    workspace->m_keys = std::move(keys);
    workspace->m_pseudonymKeys = std::make_unique<PseudonymKeys>(*workspace->m_keys);
    if (const auto opened = workspace->openAll(paths); !opened)
        return tl::unexpected(opened.error());
    return workspace;
}

Result<void> Workspace::openAll(const Paths &paths)
{
    const QDir data(paths.data);
    m_runFolder = data.absoluteFilePath(QStringLiteral("runs"));
    const QString backupFolder = data.absoluteFilePath(QStringLiteral("backups"));
    for (const QString &folder : {m_runFolder, backupFolder}) {
        if (const auto made = makePrivateFolder(folder); !made)
            return made;
    }
    // The lock first: whoever has it is the only writer of everything below.
    auto lock = FolderLock::acquire(paths.data);
    if (lock)
        m_lock = std::make_unique<FolderLock>(*std::move(lock));
    else if (lock.error().kind != ErrorKind::InUse)
        return tl::unexpected(lock.error());
    else
        m_notices.append(lock.error());

    auto journal = Journal::open(data.filePath(QStringLiteral("journal.sqlite")), isReadOnly());
    if (!journal)
        return tl::unexpected(journal.error());
    m_journal = *std::move(journal);
    if (const auto notice = m_journal->notice())
        m_notices.append(*notice);
    auto audit = AuditLog::open(data.filePath(QStringLiteral("audit.jsonl")), paths.config, isReadOnly());
    if (!audit)
        return tl::unexpected(audit.error());
    m_audit = *std::move(audit);
    if (const auto notice = m_audit->notice())
        m_notices.append(*notice);
    m_profiles = std::make_unique<ProfileStore>(paths.config);
    if (!isReadOnly()) {
        for (const char *name : {"profiles.json", "settings.json"})
            removeSideFiles(QDir(paths.config).filePath(QLatin1String(name)));
    }
    if (const auto notice = m_profiles->load(isReadOnly()))
        m_notices.append(*notice);
    m_mappings = std::make_unique<MappingStore>(paths.config);
    if (const auto notice = m_mappings->load())
        m_notices.append(*notice);
    m_fieldProfiles = std::make_unique<FieldProfileStore>(paths.config);
    if (isReadOnly())
        m_fieldProfiles->setReadOnly();
    if (const auto notice = m_fieldProfiles->load())
        m_notices.append(*notice);
    m_maskPolicies = std::make_unique<MaskPolicyStore>(paths.config);
    if (isReadOnly())
        m_maskPolicies->setReadOnly();
    if (const auto notice = m_maskPolicies->load())
        m_notices.append(*notice);
    m_directives = std::make_unique<DirectiveStore>(paths.config);
    if (const auto notice = m_directives->load())
        m_notices.append(*notice);
    m_webhooks = std::make_unique<WebhookStore>(paths.data);
    if (isReadOnly())
        m_webhooks->setReadOnly();
    if (const auto notice = m_webhooks->load())
        m_notices.append(*notice);
    m_numberLists = std::make_unique<NumberListStore>(data.filePath(QStringLiteral("number-lists")));
    if (isReadOnly())
        m_numberLists->setReadOnly();
    if (const auto notice = m_numberLists->load())
        m_notices.append(*notice);
    m_settings = std::make_unique<AppSettings>(paths.config);
    if (const auto notice = m_settings->load(isReadOnly()))
        m_notices.append(*notice);
    m_recentItems = std::make_unique<RecentItems>(*m_settings, m_clock);
    m_secrets = std::make_unique<SecretStore>();
    const QString audiences = data.filePath(QStringLiteral("audiences"));
    m_audienceVersions = std::make_unique<AudienceVersions>(audiences);
    m_drafts = std::make_unique<DraftStore>(audiences + QStringLiteral("/drafts"));
    if (isReadOnly())
        m_drafts->setReadOnly();
    m_outbox = std::make_unique<Outbox>(*m_journal);
    m_storeThread = std::make_unique<StoreThread>(*m_journal);
    m_signingKeys = std::make_unique<SigningKeys>(paths.data, *m_keys);
    if (isReadOnly())
        m_signingKeys->setReadOnly();
    if (const auto notice = m_signingKeys->load())
        m_notices.append(*notice);
    m_backups = std::make_unique<BackupStore>(backupFolder, *m_keys, *m_audit, isReadOnly());
    m_backups->removeExpired(m_clock.wallNow());
    m_evidence = std::make_unique<EvidenceStore>(data.filePath(QStringLiteral("evidence")), *m_keys, isReadOnly());
    m_lineTypes = std::make_unique<LineTypeCache>(data.filePath(QStringLiteral("line-types")), *m_keys, isReadOnly());
    m_lookups = std::make_unique<LookupDesk>(*m_lineTypes, *m_settings, *m_secrets, *m_audit, m_clock);
    m_lineTypes->forgetIfExpired(std::chrono::days(m_lookups->keepDays()), m_clock.wallNow());
    if (!isReadOnly())
        RunFiles(m_runFolder, *m_journal, *m_audit).tidy(m_clock.wallNow());
    m_runs = std::make_unique<RunManager>(*this);
    if (!isReadOnly())
        m_outboxRunner = std::make_unique<OutboxRunner>(OutboxRunner::Parts{
            *m_outbox, *m_audit, *m_storeThread, m_clock, *m_signingKeys, [this] { return apiOrigins(); }});
    return {};
}

QStringList Workspace::apiOrigins() const
{
    QStringList origins;
    for (const ConnectionProfile &profile : m_profiles->profiles())
        origins += OriginPolicy(profile).origins();
    return origins;
}

QString Workspace::runFile(const QString &runId, const char *suffix) const
{
    return m_runFolder + u'/' + runId + u'.' + QString::fromLatin1(suffix);
}

std::unique_ptr<TenantSession> Workspace::connectTo(const ConnectionProfile &profile)
{
    return std::make_unique<TenantSession>(profile, *m_secrets, m_clock);
}

} // namespace muster
