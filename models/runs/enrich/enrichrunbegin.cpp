// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of an enrichment before its first batch: what the tenant says, what contacts hold, what of the file fits.

#include "models/runs/enrich/enrichledger.h"
#include "models/runs/enrich/enrichpace.h"
#include "models/runs/enrich/enrichrecorder.h"
#include "models/runs/enrich/enrichrun.h"
#include "models/runs/enrich/sourcechecking.h"
#include "models/runs/enrich/valuereading.h"
#include "models/runs/lists/applybackup.h"
#include "models/runs/runfault.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCryptographicHash>
#include <QFile>
#include <QtConcurrent>

namespace muster {

namespace {

/// A file that is there and is another one; a file that is gone says nothing. Blocks.
bool isChanged(const QString &path, const QString &digest)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (digest.isEmpty() || !file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return false;
    return QString::fromLatin1(hash.result().toHex()) != digest;
}

} // namespace

QCoro::Task<Result<void>> EnrichRun::askTenant(std::stop_token stop)
{
    if (const auto entered = co_await enter("asking_tenant"); !entered)
        co_return entered;
    EnrichmentClient &client = m_connection->enrichment();
    CO_TRY(schema, co_await client.schema(m_order.order.listId, m_meter.get(), stop));
    m_schema = std::make_shared<const ListSchema>(*schema);
    CO_TRY(budget, co_await askBudget(client, m_order.order.listId, m_order.order.campaignId, m_meter.get(), stop));
    m_budget = *budget;
    const Result<void> noted = co_await m_recorder->budgeted(m_budget.tightest, m_budget.batchSize);
    co_return Result<void>(noted);
}

QCoro::Task<Result<void>> EnrichRun::prepare(std::stop_token stop)
{
    const EnrichProgress &before = m_recorder->progress();
    if (!before.backupDigest.isEmpty()) {
        const Result<void> takenUp = co_await takeUp(stop);
        co_return Result<void>(takenUp);
    }
    if (before.units == 0)
        co_return Result<void>{}; // nothing was to be sent
    if (before.units < 0) { // else it began without, and the same rows have to be counted again
        CO_TRY(read, co_await readValues(stop));
    }
    const Result<void> checked = co_await checkSource(stop);
    m_values.reset();
    co_return Result<void>(checked);
}

QCoro::Task<Result<void>> EnrichRun::readValues(std::stop_token stop)
{
    if (const auto entered = co_await enter("reading"); !entered)
        co_return entered;
    const QStringList attributes = attributesOf(m_order.order.mapping);
    for (const QString &name : attributes) {
        if (!m_schema->indexOf(name))
            co_return Result<void>{}; // the check says what is wrong with the mapping
    }
    const ValueReadingHooks hooks{[this](const ListReader &reader) {
                                      m_contactsRead = reader.totals().contacts;
                                      touchMetrics();
                                  },
                                  [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }};
    CO_TRY(values,
           co_await readContactValues(m_connection->contactLists(), *m_schema, attributes, hooks, m_meter.get(), stop));
    m_values = *values;
    if (!m_values && m_order.order.agreed)
        co_return tl::unexpected(fault(ErrorKind::BadInput, "values_not_read", title()));
    if (!m_values)
        addEvent(QStringLiteral("values_not_read"));
    co_return Result<void>{};
}

QCoro::Task<Result<std::unique_ptr<ApplyBackup>>> EnrichRun::beginBackup(std::stop_token stop)
{
    if (isResumed()) {
        CO_TRY_VOID(co_await m_workspace.backups().removeUnrecorded(id()));
    }
    BackupInfo info;
    info.runId = id();
    info.profileId = m_order.profileId;
    info.profileName = m_order.profileName;
    info.environment = m_order.environment;
    info.listId = m_order.order.listId;
    info.listName = m_order.order.listName;
    info.planDigest = m_order.digest;
    info.createdAt = m_workspace.believableNow().latest; // else it might be expired at once (F107)
    info.expiresAt = info.createdAt.addSecs(std::chrono::seconds(BackupWriter::lifetime).count());
    const auto cleartext
        = m_order.order.plainBackup ? BackupStore::Cleartext::Allowed : BackupStore::Cleartext::Refused;
    co_return co_await ApplyBackup::begin(m_workspace.backups(), info, cleartext, stop);
}

QCoro::Task<Result<void>> EnrichRun::checkSource(std::stop_token stop)
{
    if (const auto entered = co_await enter("checking_file"); !entered)
        co_return entered;
    std::unique_ptr<ApplyBackup> backup; // goes with what is in it unless it is finished
    if (m_values) {
        CO_TRY(begun, co_await beginBackup(stop));
        backup = *std::move(begun);
    }
    const EnrichCheckOrder order{m_order.order.source, m_order.order.mapping, *m_schema, {}};
    const CheckContext context{TextProfile::Machines, m_values, backup != nullptr};
    const auto checked = co_await checkWholeSource(
        order, context,
        [copies = backup.get()](SourceCheck &check) {
            for (BackupRecord &record : check.takeCopies())
                copies->add(std::move(record));
        },
        stop);
    if (!checked)
        co_return tl::unexpected(checked.error());
    if (const auto fits = judge(**checked); !fits)
        co_return fits;
    if (!backup || m_rates.sent() == 0)
        co_return Result<void>{};
    if (const auto entered = co_await enter("backing_up"); !entered)
        co_return entered;
    CO_TRY(finished, co_await backup->finish());
    m_backup = *finished;
    const Result<void> recorded = co_await m_recorder->backedUp(*finished, m_rates);
    co_return Result<void>(recorded);
}

Result<void> EnrichRun::judge(const CheckReport &report)
{
    const EnrichOrder &order = m_order.order;
    if (!order.sourceDigest.isEmpty() && report.sourceDigest != order.sourceDigest)
        return tl::unexpected(fault(ErrorKind::Damaged, "source_changed", order.source.file));
    m_rates = report.rates;
    if (!report.fits() && !order.sendValid)
        return tl::unexpected(fault(ErrorKind::BadInput, "rows_do_not_fit", QString::number(report.rates.rejected())));
    // Somebody has filled or changed values since a person agreed to what would be written over.
    if (order.agreed && report.diff && report.diff->overall().changes > order.agreed->changes)
        return tl::unexpected(fault(ErrorKind::BadInput, "values_changed",
                                    QString::number(report.diff->overall().changes - order.agreed->changes)));
    return {};
}

QCoro::Task<Result<void>> EnrichRun::takeUp(std::stop_token)
{
    if (const auto entered = co_await enter("checking_file"); !entered)
        co_return entered;
    const EnrichProgress before = m_recorder->progress();
    const QFuture<bool> comparing = QtConcurrent::run(
        [file = m_order.order.source.file, digest = m_order.order.sourceDigest] { return isChanged(file, digest); });
    const bool changed = co_await comparing;
    if (changed)
        co_return tl::unexpected(fault(ErrorKind::Damaged, "source_changed", m_order.order.source.file));
    const Result<BackupInfo> backup = co_await BackupStore::look(before.backupFile);
    if (!backup && backup.error().code == QLatin1String("not_found"))
        co_return tl::unexpected(fault(ErrorKind::File, "backup_gone", before.backupFile));
    if (!backup)
        co_return tl::unexpected(backup.error());
    if (backup->digest != before.backupDigest)
        co_return tl::unexpected(fault(ErrorKind::Damaged, "backup_damaged", before.backupFile));
    m_backup = *backup;
    m_rates = before.rates;
    co_return Result<void>{};
}

} // namespace muster
