// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/batchwitness.h"

#include "tests/app/support/musterprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <utility>

namespace muster::test {

void BatchWitness::watch(MusterStation &station, const QList<QByteArray> &contacts, const QByteArray &word,
                         Repeats repeats)
{
    const QMutexLocker lock(&m_mutex);
    m_ordinals.clear();
    for (qsizetype at = 0; at < contacts.size(); ++at)
        m_ordinals.insert(contacts[at], std::uint32_t(at));
    m_word = word;
    m_repeats = repeats;
    m_rests = false;
    m_writes.clear();
    m_runFolder = station.file(QStringLiteral("data/data/runs"));
    if (!std::exchange(m_isAdded, true))
        station.addWatcher([this](const SandboxRequest &request) { see(request); });
}

void BatchWitness::rest()
{
    const QMutexLocker lock(&m_mutex);
    m_rests = true;
}

QStringList BatchWitness::findings() const
{
    const QMutexLocker lock(&m_mutex);
    return m_findings;
}

qsizetype BatchWitness::written() const
{
    const QMutexLocker lock(&m_mutex);
    return m_writes.size();
}

void BatchWitness::see(const SandboxRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_rests && request.method == "POST" && request.path.endsWith("/contacts"))
        seeBatch(request.body);
}

void BatchWitness::seeBatch(const QByteArray &body)
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
        int attempts = 0;
        for (const Units &units : logged) {
            if (unit >= units.size())
                continue;
            intended = intended || units[unit].state == UnitState::Intent;
            attempts = std::max<int>(attempts, units[unit].attempts);
        }
        if (!intended)
            m_findings.append(QStringLiteral("unit %1: no intent on the disk").arg(unit));
        // Whatever the service has read it does, also when nobody waits for the answer.
        if (++m_writes[unit] > (m_repeats == Repeats::Never ? 1 : attempts))
            m_findings.append(QStringLiteral("unit %1: written too often").arg(unit));
    }
}

QList<BatchWitness::Units> BatchWitness::logs() const
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
