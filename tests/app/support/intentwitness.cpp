// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/intentwitness.h"

#include "models/store/unitlog.h"
#include "tests/app/support/musterprocess.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace muster::test {

using namespace Qt::StringLiterals;

void IntentWitness::watch(MusterStation &station)
{
    const QMutexLocker lock(&m_mutex);
    m_runFolder = station.file(u"data/data/runs"_s);
    m_earlier = unitLogs();
    station.addWatcher([this](const SandboxRequest &request) { see(request); });
}

QStringList IntentWitness::findings() const
{
    const QMutexLocker lock(&m_mutex);
    return m_findings;
}

qsizetype IntentWitness::written() const
{
    const QMutexLocker lock(&m_mutex);
    return m_written.size();
}

void IntentWitness::see(const SandboxRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    if (!request.path.contains("/contactlists/"))
        return;
    if (request.method == "GET" && !request.path.contains("cursor="))
        m_unread.clear();
    if (request.method == "GET")
        return;
    const QJsonArray contacts = QJsonDocument::fromJson(request.body).object()["contacts"_L1].toArray();
    if (contacts.isEmpty())
        m_findings.append(u"a write that does not read"_s);
    for (const QJsonValue contact : contacts) {
        const QByteArray id = contact["id"_L1].toString().toLatin1();
        if (m_unread.contains(id))
            m_findings.append(u"written twice without a reading"_s);
        m_unread.insert(id);
        m_written.insert(id);
        ++m_writes;
    }
    if (attemptsOnDisk() < m_writes)
        m_findings.append(u"no intent on the disk"_s);
}

QStringList IntentWitness::unitLogs() const
{
    return QDir(m_runFolder).entryList({u"*.units"_s}, QDir::Files);
}

int IntentWitness::attemptsOnDisk() const
{
    int attempts = 0;
    for (const QString &name : unitLogs()) {
        const auto replay = UnitLogFormat::replay(readFile(m_runFolder + u'/' + name));
        if (!replay || m_earlier.contains(name))
            continue;
        for (const LoggedUnit &unit : replay->units)
            attempts += unit.attempts;
    }
    return attempts;
}

} // namespace muster::test
