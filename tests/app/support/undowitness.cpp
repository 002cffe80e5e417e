// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/undowitness.h"

#include "tests/app/support/musterprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <csignal>

namespace muster::test {

void UndoWitness::watch(MusterStation &station, const QList<QByteArray> &contacts, const QByteArray &word)
{
    const QMutexLocker lock(&m_mutex);
    m_ordinals.clear();
    for (qsizetype at = 0; at < contacts.size(); ++at)
        m_ordinals.insert(contacts[at], std::uint32_t(at));
    m_word = word;
    m_writes.clear();
    m_runFolder = station.file(QStringLiteral("data/data/runs"));
    station.sandbox().setWatcher([this](const SandboxRequest &request) { see(request); });
}

void UndoWitness::begin(qint64 processId, int atRequest, int atBatch)
{
    const QMutexLocker lock(&m_mutex);
    m_processId = processId;
    m_requestsLeft = atRequest;
    m_batchesLeft = atBatch;
}

void UndoWitness::end()
{
    const QMutexLocker lock(&m_mutex);
    m_processId = 0;
}

QStringList UndoWitness::findings() const
{
    const QMutexLocker lock(&m_mutex);
    return m_findings;
}

qsizetype UndoWitness::written() const
{
    const QMutexLocker lock(&m_mutex);
    return m_writes.size();
}

void UndoWitness::see(const SandboxRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    if (m_processId == 0)
        return; // the enrichment that comes first
    const bool isBatch = request.method == "POST" && request.path.endsWith("/contacts");
    if (isBatch)
        seeBatch(request.body);
    const bool now
        = (m_requestsLeft > 0 && --m_requestsLeft == 0) || (isBatch && m_batchesLeft > 0 && --m_batchesLeft == 0);
    if (now)
        ::kill(pid_t(m_processId), SIGKILL);
}

void UndoWitness::seeBatch(const QByteArray &body)
{
    const QList<Units> logged = logs();
    const QJsonArray contacts = QJsonDocument::fromJson(body).object()[QLatin1String("contacts")].toArray();
    if (contacts.isEmpty())
        m_findings.append(QStringLiteral("a batch that does not read"));
    for (const QJsonValue contact : contacts) {
        const auto ordinal = m_ordinals.constFind(contact[QLatin1String("contactId")].toString().toLatin1());
        if (ordinal == m_ordinals.cend()) {
            m_findings.append(QStringLiteral("a write for somebody else"));
            continue;
        }
        const std::uint32_t unit = *ordinal;
        const QJsonObject wanted{
            {QStringLiteral("lead_source"), QString::fromLatin1(m_word + ' ' + QByteArray::number(unit))}};
        if (contact[QLatin1String("attributes")].toObject() != wanted)
            m_findings.append(QStringLiteral("unit %1: not what it held").arg(unit));
        bool intended = false;
        for (const Units &units : logged)
            intended = intended || (unit < units.size() && units[unit].state == UnitState::Intent);
        if (!intended)
            m_findings.append(QStringLiteral("unit %1: no intent on the disk").arg(unit));
        // Whatever the service has read it does, also when nobody waits for the answer.
        if (++m_writes[unit] > 1)
            m_findings.append(QStringLiteral("unit %1: written twice").arg(unit));
    }
}

QList<UndoWitness::Units> UndoWitness::logs() const
{
    QList<Units> found;
    const QDir folder(m_runFolder);
    for (const QString &name : folder.entryList({QStringLiteral("*.units")}, QDir::Files)) {
        if (const auto replay = UnitLogFormat::replay(readFile(folder.filePath(name))))
            found.append(replay->units);
    }
    return found;
}

} // namespace muster::test
