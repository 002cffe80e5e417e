// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/deletion/listdeletionrecorder.h"

#include "models/store/backupfile.h"
#include "models/store/unitlog.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace muster {

using namespace Qt::StringLiterals;

QByteArray ListDeletionProgress::json() const
{
    QJsonArray array;
    for (auto copy = copies.cbegin(); copy != copies.cend(); ++copy)
        array.append(QJsonObject{{u"unit"_s, qint64(copy.key())},
                                 {u"file"_s, copy->file},
                                 {u"digest"_s, copy->digest},
                                 {u"contacts"_s, copy->contacts}});
    return QJsonDocument(QJsonObject{{u"phase"_s, phase}, {u"records"_s, records}, {u"copies"_s, array}})
        .toJson(QJsonDocument::Compact);
}

ListDeletionProgress ListDeletionProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ListDeletionProgress progress{
        .phase = object[u"phase"].toString(), .records = object[u"records"].toInteger(), .copies = {}};
    const QJsonArray array = object[u"copies"].toArray();
    for (const QJsonValue &copy : array) {
        progress.copies.insert(std::uint32_t(copy[u"unit"].toInteger()),
                               {copy[u"file"].toString(), copy[u"digest"].toString(), copy[u"contacts"].toInteger()});
    }
    return progress;
}

ListDeletionRecorder::ListDeletionRecorder(Workspace &workspace, QString runId, const FrozenListDeletion &order,
                                           ListDeletionProgress progress)
    : WriteRecorder(workspace, std::move(runId), "deletion", order.digest)
    , m_order(order)
    , m_progress(std::move(progress))
{
}

QJsonObject ListDeletionRecorder::startFacts(bool) const
{
    QJsonArray lists;
    for (const PreviewedList &list : m_order.order.lists)
        lists.append(list.id);
    QJsonObject facts{{u"profile"_s, m_order.profileId},
                      {u"lists"_s, lists},
                      {u"contacts"_s, ListDeletionGate::contactsOf(m_order.order.lists)},
                      {u"active_too"_s, m_order.order.leave.activeToo},
                      {u"uncalled_too"_s, m_order.order.leave.uncalledToo}};
    if (m_order.order.typedCount)
        facts.insert(u"typed_count"_s, *m_order.order.typedCount);
    return facts;
}

QJsonObject ListDeletionRecorder::listFacts(std::uint32_t unit) const
{
    return {{u"list"_s, m_order.order.lists.at(qsizetype(unit)).id}};
}

QCoro::Task<Result<void>> ListDeletionRecorder::copied(std::uint32_t unit, BackupInfo copy)
{
    m_progress.copies.insert(unit, {copy.file, copy.digest, copy.deleted});
    QJsonObject facts = listFacts(unit);
    facts.insert(u"backup"_s, copy.digest);
    facts.insert(u"contacts"_s, copy.deleted);
    facts.insert(u"encrypted"_s, copy.encrypted);
    return auditAndKeep(u"list_copied"_s, facts);
}

QCoro::Task<Result<void>> ListDeletionRecorder::requesting(std::uint32_t unit)
{
    QJsonObject facts = listFacts(unit);
    facts.insert(u"backup"_s, m_progress.copies.value(unit).digest);
    return auditAndKeep(u"list_requested"_s, facts);
}

QCoro::Task<Result<void>> ListDeletionRecorder::settled(QList<UnitChange> changes)
{
    for (const UnitChange &change : std::as_const(changes)) {
        QJsonObject facts = listFacts(change.unit);
        facts.insert(u"state"_s, unitStateKey(change.state));
        if (change.reason != 0)
            facts.insert(u"reason"_s, keyOf(ListDeletionReason(change.reason)));
        const auto told
            = co_await auditAndKeep(change.state == UnitState::Applied ? u"list_deleted"_s : u"list_state"_s, facts);
        if (!told)
            co_return told;
    }
    co_return Result<void>{};
}

QJsonObject ListDeletionRecorder::counts() const
{
    return m_log != nullptr ? unitCounts(*m_log) : QJsonObject();
}

QByteArray ListDeletionRecorder::progressJson()
{
    if (m_log != nullptr)
        m_progress.records = m_log->count(UnitState::Applied);
    return m_progress.json();
}

AuditDraft ListDeletionRecorder::entryFor(const Calls &calls) const
{
    return {u"progress"_s, {}, {{u"order"_s, m_order.digest}, {u"calls"_s, calls.last - calls.first + 1}}};
}

} // namespace muster
