// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallchangestore.h"

#include "models/rules/jsonmembers.h"
#include "models/runs/donotcall/donotcallchangerecorder.h"
#include "models/runs/lists/apply/applybackup.h"
#include "models/runs/runkinds.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "models/store/unitlog.h"

#include <QCoro/QCoroFuture>
#include <QJsonDocument>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr qint64 mostChangeLogBytes = 64 * 1024 * 1024;

void describe(JsonMembers &members, DoNotCallChange &change)
{
    members.flagIfSet("puts", change.puts);
    members.flagIfSet("takes", change.takes);
    if (members.isThere("until", change.until.isValid()))
        members.member("until", change.until);
    if (members.isThere("was", change.was.isValid()))
        members.member("was", change.was);
}

using Changes = std::shared_ptr<Result<QList<DoNotCallChange>>>;

Changes readChanges(const QString &file, const QString &digest, const std::optional<Secret> &key)
{
    QList<DoNotCallChange> changes;
    std::optional<ApiError> fault;
    const auto info = readBackup(file, key, [&](const std::vector<BackupRecord> &records) {
        for (const BackupRecord &record : records) {
            const auto change = changeIn(record);
            if (!change || record.unit != std::uint32_t(changes.size())) {
                fault = change ? ApiError{.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_damaged")}
                               : change.error();
                return false;
            }
            changes.append(*change);
        }
        return true;
    });
    if (fault)
        return std::make_shared<Result<QList<DoNotCallChange>>>(tl::unexpected(*fault));
    if (!info)
        return std::make_shared<Result<QList<DoNotCallChange>>>(tl::unexpected(info.error()));
    if (info->digest != digest)
        return std::make_shared<Result<QList<DoNotCallChange>>>(failure(ErrorKind::Damaged, "backup_damaged", file));
    return std::make_shared<Result<QList<DoNotCallChange>>>(std::move(changes));
}

/// What takes back what the log proves.
Result<QList<DoNotCallChange>> provedBack(const QList<DoNotCallChange> &changes, const QString &logFile,
                                          const UnitLogBinding &binding)
{
    const auto missing = failure(ErrorKind::Damaged, "change_record_missing", binding.runId);
    const auto bytes = readWholeFile(logFile, mostChangeLogBytes);
    if (!bytes)
        return missing;
    const auto replay = UnitLogFormat::replay(*bytes);
    if (!replay || replay->binding != binding)
        return missing;
    QList<DoNotCallChange> back;
    for (qsizetype at = 0; at < changes.size(); ++at) {
        const auto one = DoNotCallRules::undoing(changes.at(at), replay->units[std::size_t(at)],
                                                 replay->units[std::size_t(at + changes.size())]);
        if (one)
            back.append(*one);
    }
    return back;
}

} // namespace

BackupRecord changeRecord(const DoNotCallChange &change, std::uint32_t unit)
{
    const std::string number = std::to_string(change.number);
    DoNotCallChange written = change;
    return {.why = BackupRecord::Why::Blocked,
            .contactId = number,
            .phone = number,
            .newPhone = number,
            .extras = canonicalJson(written, describe).toStdString(),
            .unit = unit};
}

Result<DoNotCallChange> changeIn(const BackupRecord &record)
{
    DoNotCallChange change{.number = blockableNumber(record.newPhone), .until = {}, .was = {}};
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(record.extras)).object();
    const bool isGood = record.why == BackupRecord::Why::Blocked && change.number != 0
        && memberFault(object, change, describe).isEmpty() && (change.puts || change.takes);
    if (!isGood)
        return failure(ErrorKind::Damaged, "backup_damaged");
    return change;
}

QCoro::Task<Result<BackupInfo>> keepChanges(Workspace &workspace, QString runId, FrozenDoNotCallChange order,
                                            std::stop_token stop)
{
    const QList<DoNotCallChange> &changes = order.order.changes;
    const DoNotCallAim &aim = order.order.aim;
    CO_TRY(copy,
           co_await ApplyBackup::begin(
               workspace, order,
               {.runId = runId, .planDigest = order.digest, .groupId = aim.groupId, .groupName = aim.groupName},
               order.order.plainBackup, stop));
    for (qsizetype at = 0; at < changes.size(); ++at)
        (*copy)->add(changeRecord(changes.at(at), std::uint32_t(at)));
    co_return co_await (*copy)->finish();
}

QCoro::Task<Result<QList<DoNotCallChange>>> keptChanges(Workspace &workspace, QString file, QString digest,
                                                        std::stop_token stop)
{
    CO_TRY(info, co_await BackupStore::look(file));
    CO_TRY(key, co_await workspace.backups().key(*info, stop));
    const QFuture<Changes> reading
        = QtConcurrent::run([file, digest, key = *std::move(key)] { return readChanges(file, digest, key); });
    const Changes changes = co_await reading;
    co_return *changes;
}

DoNotCallChangeOrder DoNotCallUndo::orderOfUndo(const QDateTime &at, const QString &runId) const
{
    return {.aim = DoNotCallRules::undoing(order.order.aim),
            .changes = changes,
            .count = changes.size(),
            .seenAt = provedAt,
            .at = at,
            .undoOf = runId,
            .typedCount = {}};
}

QCoro::Task<Result<DoNotCallUndo>> undoOf(Workspace &workspace, QString runId, std::stop_token stop)
{
    CO_TRY(entry, workspace.journal().find(runId));
    if (!*entry || (*entry)->kind != runKindKey(RunKind::DoNotCallChange))
        co_return failure(ErrorKind::BadInput, "change_unknown", runId);
    CO_TRY(order, thawDoNotCallChange((*entry)->order, (*entry)->orderDigest));
    const DoNotCallChangeProgress progress = DoNotCallChangeProgress::parse((*entry)->progress);
    if (order->order.isUndo() || progress.digest.isEmpty())
        co_return failure(ErrorKind::BadInput, "change_nothing_to_undo", runId);
    const auto info = co_await BackupStore::look(progress.file);
    if (!info || isExpired(*info, workspace.believableNow()))
        co_return failure(ErrorKind::BadInput, "change_expired", runId);
    CO_TRY(changes, co_await keptChanges(workspace, progress.file, progress.digest, stop));
    const UnitLogBinding binding{runId, order->digest, std::uint32_t(2 * changes->size())};
    using Back = std::shared_ptr<Result<QList<DoNotCallChange>>>;
    const QFuture<Back> proving
        = QtConcurrent::run([changes = *changes, file = workspace.runFile(runId, "units"), binding] {
              return std::make_shared<Result<QList<DoNotCallChange>>>(provedBack(changes, file, binding));
          });
    const Back back = co_await proving;
    if (!*back)
        co_return failure(back->error());
    if ((*back)->isEmpty())
        co_return failure(ErrorKind::BadInput, "change_nothing_to_undo", runId);
    co_return DoNotCallUndo{*std::move(order), **back, progress.provedAt};
}

} // namespace muster
