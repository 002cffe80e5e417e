// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/workspace.h"

#include "models/background/whendone.h"
#include "models/runs/audiences/keptaudiences.h"
#include "models/runs/detach.h"
#include "models/runs/exportrecorder.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/outboxrunner.h"
#include "models/runs/runfiles.h"
#include "models/runs/runmanager.h"
#include "models/runs/team/teampublisher.h"
#include "models/runs/tenantsession.h"
#include "models/runs/threadreserve.h"
#include "models/scrub/registrystore.h"
#include "models/store/appsettings.h"
#include "models/store/audienceversions.h"
#include "models/store/auditindex.h"
#include "models/store/auditlog.h"
#include "models/store/auditremovalwatch.h"
#include "models/store/auditretention.h"
#include "models/store/backupstore.h"
#include "models/store/clockwitness.h"
#include "models/store/directivestore.h"
#include "models/store/diskaccess.h"
#include "models/store/draftstore.h"
#include "models/store/durablefile.h"
#include "models/store/evidencestore.h"
#include "models/store/exportkey.h"
#include "models/store/exportpresetstore.h"
#include "models/store/fieldprofilestore.h"
#include "models/store/folderlock.h"
#include "models/store/journal.h"
#include "models/store/linetypecache.h"
#include "models/store/listsizestore.h"
#include "models/store/mappingstore.h"
#include "models/store/maskpolicystore.h"
#include "models/store/numberliststore.h"
#include "models/store/numberplanstore.h"
#include "models/store/outbox.h"
#include "models/store/preferences.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "models/store/runhistory.h"
#include "models/store/secretstore.h"
#include "models/store/signingkeys.h"
#include "models/store/storethread.h"
#include "models/store/webhookstore.h"
#include "network/http/clock.h"
#include "network/http/originpolicy.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace muster {

namespace {

/// The lock of a folder; whatever keeps it from being had concerns the folder, not a file that nobody knows.
Result<std::unique_ptr<FolderLock>> lockOf(const QString &folder)
{
    auto lock = FolderLock::acquire(folder);
    if (lock)
        return std::make_unique<FolderLock>(*std::move(lock));
    ApiError error = lock.error();
    error.subject = folder;
    if (error.kind == ErrorKind::File)
        error.code = QStringLiteral("folder_not_writable");
    return tl::unexpected(error);
}

/// A folder that was chosen wrongly: another one has to be, and there is nothing to look at in this one.
bool isNoFolderOfOurs(const ApiError &error)
{
    return error.code == QLatin1String("folder_shared") || fileTrouble(error) == FileTrouble::NotAFile;
}

QString backupFolder(const Workspace::Paths &paths)
{
    return QDir(paths.data).absoluteFilePath(QStringLiteral("backups"));
}

/// When this data folder was written to last, for a start that knows nothing better: the older of what the audit says
/// and what the file system says.
QDateTime lastRecordOf(const AuditLog &audit, const QDateTime &written)
{
    const auto newest = audit.read(audit.count(), 1);
    if (!newest || newest->isEmpty() || !newest->first().at.isValid())
        return written;
    return written.isValid() ? std::min(written, newest->first().at) : newest->first().at;
}

} // namespace

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

Workspace::Paths Workspace::Paths::chosen(const QString &folder)
{
    return folder.isEmpty() ? standard() : under(folder);
}

Workspace::Workspace(Clock &clock)
    : m_clock(clock)
{
}

Workspace::~Workspace()
{
    if (m_clockWitness && m_storeThread)
        keepTime();
}

Result<std::unique_ptr<Workspace>> Workspace::open(const Paths &paths, Clock &clock)
{
    return open(paths, clock, std::make_unique<KeyVault>());
}

Result<std::unique_ptr<Workspace>> Workspace::open(const Paths &paths, Clock &clock, std::unique_ptr<KeyVault> keys)
{
    // What the stores hand to a thread that never began would neither be done nor reported.
    TRY_VOID(threadsAvailable());
    std::unique_ptr<Workspace> workspace(new Workspace(clock));
    workspace->m_keys = std::move(keys);
    workspace->m_pseudonymKeys = std::make_unique<PseudonymKeys>(*workspace->m_keys);
    if (const auto taken = workspace->takeFolders(paths); !taken && isNoFolderOfOurs(taken.error()))
        return failure(taken.error());
    else if (!taken)
        workspace->onlyLook(taken.error());
    TRY_VOID(workspace->openAll(paths));
    return workspace;
}

/// The folders, and the locks that make this Muster the only writer of everything in them. Several data folders may
/// share one folder of settings, so that one has a lock of its own.
Result<void> Workspace::takeFolders(const Paths &paths)
{
    m_runFolder = QDir(paths.data).absoluteFilePath(QStringLiteral("runs"));
    for (const QString &folder : {paths.config, paths.data}) {
        TRY_VOID(makePrivateFolder(folder));
    }
    TRY(lock, lockOf(paths.data));
    if (QDir(paths.config) != QDir(paths.data)) {
        auto configLock = lockOf(paths.config);
        if (!configLock && configLock.error().kind == ErrorKind::InUse)
            configLock.error().code = QStringLiteral("config_in_use");
        if (!configLock)
            return failure(configLock.error());
        m_configLock = *std::move(configLock);
    }
    for (const QString &folder : {m_runFolder, backupFolder(paths)}) {
        TRY_VOID(makePrivateFolder(folder));
    }
    m_lock = *std::move(lock);
    return {};
}

void Workspace::onlyLook(const ApiError &reason)
{
    m_configLock.reset(); // somebody else may be able to write
    m_readOnlyReason = reason;
    if (reason.kind != ErrorKind::InUse) {
        m_readOnlyReason->kind = ErrorKind::File;
        m_readOnlyReason->code = QStringLiteral("folder_not_writable");
    }
    m_notices.append(*m_readOnlyReason);
}

ApiError Workspace::writeRefusal() const
{
    return ApiError{.kind = m_readOnlyReason ? m_readOnlyReason->kind : ErrorKind::InUse,
                    .code = QStringLiteral("read_only")};
}

Result<void> Workspace::openAll(const Paths &paths)
{
    const QDir data(paths.data);
    // Before the journal is made: where there is none, nothing was here before.
    const QString auditFile = data.filePath(QStringLiteral("audit.jsonl"));
    TRY(headFolder, AuditHead::folderFor(paths.config, auditFile, isReadOnly()));
    TRY(journal, Journal::open(data.filePath(QStringLiteral("journal.sqlite")), isReadOnly()));
    m_journal = *std::move(journal);
    if (const auto notice = m_journal->notice())
        m_notices.append(*notice);
    const QDateTime written = QFileInfo(auditFile).lastModified(); // before anything is written to it
    TRY(audit, AuditLog::open(auditFile, *headFolder, isReadOnly()));
    m_audit = *std::move(audit);
    if (const auto notice = m_audit->notice())
        m_notices.append(*notice);
    m_auditIndex
        = std::make_unique<AuditIndex>(*m_audit, data.filePath(QStringLiteral("audit-index.sqlite")), isReadOnly());
    if (isReadOnly())
        m_removalWatch = std::make_unique<AuditRemovalWatch>(*m_audit, *headFolder);
    // Where it cannot be recorded now, nothing else can be written either, and that is told (S35).
    if (const qint64 torn = m_journal->recoveredBytes(); torn > 0)
        (void)m_audit->append(QStringLiteral("journal.recovered"), {}, {{QStringLiteral("bytes"), torn}});
    m_clockWitness = std::make_unique<ClockWitness>(data.filePath(QStringLiteral("clock")),
                                                    lastRecordOf(*m_audit, written.toUTC()), m_clock);
    m_profiles = std::make_unique<ProfileStore>(paths.config);
    if (!isReadOnly()) {
        for (const char *name : {"profiles.json", "settings.json"})
            removeSideFiles(QDir(paths.config).filePath(QLatin1String(name)));
    }
    if (const auto notice = m_profiles->load(isReadOnly()))
        m_notices.append(*notice);
    m_mappings = std::make_unique<MappingStore>(paths.config);
    if (isReadOnly())
        m_mappings->setReadOnly();
    if (const auto notice = m_mappings->load())
        m_notices.append(*notice);
    m_exportPresets = std::make_unique<ExportPresetStore>(paths.config);
    if (isReadOnly())
        m_exportPresets->setReadOnly();
    if (const auto notice = m_exportPresets->load())
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
    m_numberPlans = std::make_unique<NumberPlanStore>(paths.config);
    if (isReadOnly())
        m_numberPlans->setReadOnly();
    if (const auto notice = m_numberPlans->load())
        m_notices.append(*notice);
    m_directives = std::make_unique<DirectiveStore>(paths.config);
    if (isReadOnly())
        m_directives->setReadOnly();
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
    m_registries = std::make_unique<RegistryStore>(data.filePath(QStringLiteral("registries")), *m_audit);
    if (isReadOnly())
        m_registries->setReadOnly();
    if (const auto notice = m_registries->load())
        m_notices.append(*notice);
    m_settings = std::make_unique<AppSettings>(paths.config);
    if (const auto notice = m_settings->load(isReadOnly()))
        m_notices.append(*notice);
    m_preferences = std::make_unique<Preferences>(*m_settings);
    m_recentItems = std::make_unique<RecentItems>(*m_settings, m_clock);
    m_secrets = std::make_unique<SecretStore>();
    const QString audiences = data.filePath(QStringLiteral("audiences"));
    m_audienceVersions = std::make_unique<AudienceVersions>(audiences);
    m_drafts = std::make_unique<DraftStore>(audiences + QStringLiteral("/drafts"));
    if (isReadOnly())
        m_drafts->setReadOnly();
    m_listSizes = std::make_unique<ListSizeStore>(data.filePath(QStringLiteral("list-sizes")), isReadOnly());
    m_outbox = std::make_unique<Outbox>(*m_journal);
    m_storeThread = std::make_unique<StoreThread>(*m_journal);
    m_runHistory = std::make_unique<RunHistory>(*m_journal, *m_storeThread);
    m_settings->setWorker([this](const AppSettings::Work &write, const AppSettings::Done &done) {
        whenDone(this, m_storeThread->run(write), done);
    });
    m_signingKeys = std::make_unique<SigningKeys>(paths.data, *m_keys);
    if (isReadOnly())
        m_signingKeys->setReadOnly();
    if (const auto notice = m_signingKeys->load())
        m_notices.append(*notice);
    m_exportKey = std::make_unique<ExportKey>(paths.data, *m_keys);
    if (isReadOnly())
        m_exportKey->setReadOnly();
    if (const auto notice = m_exportKey->load())
        m_notices.append(*notice);
    m_backups = std::make_unique<BackupStore>(backupFolder(paths), *m_keys, *m_audit, *m_storeThread, isReadOnly());
    m_evidence = std::make_unique<EvidenceStore>(data.filePath(QStringLiteral("evidence")), *m_keys, isReadOnly());
    m_lineTypes = std::make_unique<LineTypeCache>(data.filePath(QStringLiteral("line-types")), *m_keys, isReadOnly());
    m_lookups = std::make_unique<LookupService>(*m_lineTypes, *m_settings, *m_secrets, *m_audit, *m_storeThread,
                                                m_clock, *m_clockWitness);
    tidy();
    m_tenants = std::make_unique<TenantMemory>(paths.data);
    m_runs = std::make_unique<RunManager>(*this);
    m_team = std::make_unique<TeamPublisher>(TeamPublisher::Parts{*m_audit, *m_runHistory, *m_storeThread, *m_settings,
                                                                  *m_secrets, paths.data, isReadOnly()});
    if (!isReadOnly())
        m_outboxRunner = std::make_unique<OutboxRunner>(OutboxRunner::Parts{
            *m_outbox, *m_audit, *m_storeThread, m_clock, *m_signingKeys, [this] { return apiOrigins(); },
            [this](const Delivery &delivery) { return ExportRecorder::bodyWithRecords(delivery, *m_journal); }});
    if (m_outboxRunner)
        m_outboxRunner->setClockDoubt([this] { return m_clockWitness->now().isDoubtful(); });
    return {};
}

void Workspace::limitKeyStore(std::chrono::milliseconds patience)
{
    m_secrets->setPatience(patience);
    m_keys->setPatience(patience);
}

BelievableTime Workspace::believableNow() const
{
    return m_clockWitness->now();
}

void Workspace::tidy()
{
    const BelievableTime now = believableNow();
    const int doubted = m_backups->removeExpired(now);
    m_lineTypes->forgetIfExpired(std::chrono::days(m_lookups->keepDays()), now.earliest);
    if (isReadOnly())
        return;
    RunFiles(m_runFolder, *m_journal, *m_audit).tidy(now);
    if (const AuditRetention retention(*m_audit); retention.isUnfinished()) // not here: the files have to be read
        m_storeThread->run([retention] { return retention.finish(); });
    if (doubted > 0)
        m_notices.append({.kind = ErrorKind::BadInput,
                          .code = QStringLiteral("clock_doubtful"),
                          .subject = QString::number(doubted)});
    if (const auto kept = m_clockWitness->save()(); !kept)
        m_notices.append(kept.error());
    connect(m_clockWitness.get(), &ClockWitness::moved, this, &Workspace::keepTime);
    connect(m_clockWitness.get(), &ClockWitness::cleared, this, [this] {
        // What it could not remove is past its time at the next start as well.
        detach(m_backups->removeExpiredLater(believableNow()), this, [](Workspace *, const ApiError &) { });
    });
}

void Workspace::keepTime()
{
    if (!isReadOnly())
        m_storeThread->run(m_clockWitness->save());
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
    auto session = std::make_unique<TenantSession>(profile, *m_secrets, m_clock, m_clockWitness.get());
    if (!session->hasAudiences())
        session->setKeptAudiences(KeptAudiences(*this, profile));
    session->setExportKey(m_exportKey.get());
    connect(session->connection().get(), &TenantConnection::dated, m_clockWitness.get(), &ClockWitness::serverSaid);
    if (const auto write = isReadOnly() ? nullptr : m_tenants->remember(profile))
        m_storeThread->run(write);
    return session;
}

} // namespace muster
