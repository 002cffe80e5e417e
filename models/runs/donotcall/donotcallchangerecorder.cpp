// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallchangerecorder.h"

#include "models/store/backupfile.h"

#include <QJsonDocument>

namespace muster {

using namespace Qt::StringLiterals;

QByteArray DoNotCallChangeProgress::json() const
{
    QJsonObject object{
        {u"phase"_s, phase}, {u"records"_s, records}, {u"file"_s, file}, {u"digest"_s, digest}, {u"log"_s, hasLog}};
    if (provedAt.isValid())
        object.insert(u"provedAt"_s, provedAt.toUTC().toString(Qt::ISODateWithMs));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

DoNotCallChangeProgress DoNotCallChangeProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return {.phase = object[u"phase"].toString(),
            .records = object[u"records"].toInteger(),
            .file = object[u"file"].toString(),
            .digest = object[u"digest"].toString(),
            .hasLog = object[u"log"].toBool(),
            .provedAt = QDateTime::fromString(object[u"provedAt"].toString(), Qt::ISODateWithMs)};
}

DoNotCallChangeRecorder::DoNotCallChangeRecorder(Workspace &workspace, QString runId,
                                                 const FrozenDoNotCallChange &order, DoNotCallChangeProgress progress,
                                                 Counts counts)
    : WriteRecorder(workspace, std::move(runId), "donotcall_change", order.digest)
    , m_order(order)
    , m_progress(std::move(progress))
    , m_counts(std::move(counts))
{
}

QJsonObject DoNotCallChangeRecorder::startFacts(bool) const
{
    const DoNotCallChangeOrder &order = m_order.order;
    QJsonObject facts{{u"profile"_s, m_order.profileId},
                      {u"act"_s, QString(keyOf(order.aim.act))},
                      {u"group"_s, order.aim.groupId},
                      {u"numbers"_s, order.count}};
    if (order.aim.act == DoNotCallAct::Move)
        facts.insert(u"target_group"_s, order.aim.targetId);
    if (order.aim.until.isValid())
        facts.insert(u"until"_s, order.aim.until.toString(Qt::ISODate));
    if (order.isUndo())
        facts.insert(u"undo_of"_s, order.undoOf);
    if (order.typedCount)
        facts.insert(u"typed_count"_s, *order.typedCount);
    return facts;
}

QCoro::Task<Result<void>> DoNotCallChangeRecorder::kept(BackupInfo numbers)
{
    m_progress.file = numbers.file;
    m_progress.digest = numbers.digest;
    return auditAndKeep(
        u"numbers_kept"_s,
        {{u"backup"_s, numbers.digest}, {u"numbers"_s, numbers.blocked}, {u"encrypted"_s, numbers.encrypted}});
}

QCoro::Task<Result<void>> DoNotCallChangeRecorder::looked()
{
    return auditAndKeep(u"group_read"_s, counts());
}

QByteArray DoNotCallChangeRecorder::progressJson()
{
    m_progress.records = counts().value(QString(keyOf(DoNotCallChangeResult::State::Done))).toInteger();
    return m_progress.json();
}

AuditDraft DoNotCallChangeRecorder::entryFor(const Calls &calls) const
{
    return {u"progress"_s,
            {},
            {{u"order"_s, m_order.digest}, {u"calls"_s, calls.last - calls.first + 1}, {u"numbers"_s, calls.contacts}}};
}

} // namespace muster
