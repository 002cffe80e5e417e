// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/writewitness.h"

#include "tests/app/support/liststation.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>
#include <utility>

namespace muster::test {

using Action = PlannedChange::Action;

void WriteWitness::watch(ListStation &station)
{
    const Result<SharedPlan> plan = readPlan(station.plan());
    if (!plan)
        qFatal("the plan does not read");
    const QMutexLocker lock(&m_mutex);
    m_plan = *plan;
    for (std::uint32_t unit = 0; unit < m_plan->changes.size(); ++unit)
        m_ordinals.insert(QByteArray::fromStdString(m_plan->changes[unit].contactId), unit);
    m_runFolder = station.file(QStringLiteral("data/data/runs"));
    m_pagePath = "/contactlists/" + ListStation::leads().toLatin1();
    m_contacts = station.content().size();
    station.addWatcher([this](const SandboxRequest &request) { see(request); });
}

QStringList WriteWitness::findings() const
{
    const QMutexLocker lock(&m_mutex);
    return m_findings;
}

qsizetype WriteWitness::written() const
{
    const QMutexLocker lock(&m_mutex);
    return m_writes.size();
}

QList<WriteWitness::Units> WriteWitness::logs() const
{
    QList<Units> found;
    const QDir folder(m_runFolder);
    for (const QString &name : folder.entryList({QStringLiteral("*.units")}, QDir::Files)) {
        const auto replay = UnitLogFormat::replay(readFile(folder.filePath(name)));
        if (replay && replay->binding.planDigest == m_plan->digest)
            found.append(replay->units);
    }
    return found;
}

void WriteWitness::see(const SandboxRequest &request)
{
    const QMutexLocker lock(&m_mutex);
    const bool isWrite = request.method != "GET" && request.path.contains("/campaigns/");
    if (request.method == "DELETE") {
        seeWrite(request.path.mid(request.path.lastIndexOf('/') + 1), Action::Purge, {}, logs());
    } else if (request.method == "PATCH") {
        const QList<Units> logged = logs();
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        for (const QJsonValue contact : body[QLatin1String("contacts")].toArray()) {
            seeWrite(contact[QLatin1String("id")].toString().toLatin1(), Action::Fix,
                     contact[QLatin1String("phone")].toString().toLatin1(), logged);
        }
    } else if (isWrite) {
        m_findings.append(QStringLiteral("a %1 that no plan asks for").arg(QString::fromLatin1(request.method)));
    } else if (request.path.contains(m_pagePath)) {
        seePage(request.path);
    }
}

void WriteWitness::seePage(const QByteArray &target)
{
    const QUrlQuery query(QString::fromLatin1(target.mid(target.indexOf('?') + 1)));
    if (!query.hasQueryItem(QStringLiteral("cursor"))) {
        m_read = 0;
        m_unreadAtStart = m_unread;
    }
    if (m_read < 0)
        return;
    m_read += query.queryItemValue(QStringLiteral("limit")).toInt();
    if (m_read >= m_contacts) { // the last page
        m_unread -= std::exchange(m_unreadAtStart, {});
        m_read = -1;
    }
}

void WriteWitness::seeWrite(const QByteArray &contactId, Action action, const QByteArray &phone,
                            const QList<Units> &logs)
{
    const auto ordinal = m_ordinals.constFind(contactId);
    if (ordinal == m_ordinals.cend()) {
        m_findings.append(QStringLiteral("a write outside the plan"));
        return;
    }
    const std::uint32_t unit = *ordinal;
    const PlannedChange &change = m_plan->changes[unit];
    if (change.action != action || (action == Action::Fix && phone.toStdString() != change.to))
        m_findings.append(QStringLiteral("unit %1: not what was planned").arg(unit));
    if (m_unread.contains(contactId))
        m_findings.append(QStringLiteral("unit %1: twice without a reading").arg(unit));
    m_unread.insert(contactId);
    int attempts = 0;
    bool intended = false;
    for (const Units &units : logs) {
        attempts += units[unit].attempts;
        intended |= units[unit].state == UnitState::Intent;
    }
    int &writes = m_writes[contactId];
    if (action == Action::Purge && writes == 0)
        --m_contacts;
    if (!intended || attempts < ++writes)
        m_findings.append(QStringLiteral("unit %1: no intent on the disk").arg(unit));
}

} // namespace muster::test
