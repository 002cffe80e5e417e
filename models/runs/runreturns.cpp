// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runreturns.h"

#include "network/tenant/tenantconnection.h"

#include <QTimer>

namespace muster {

namespace {

// Looked for rather than slept for: a look costs nothing, and nothing has to be woken when Muster is closed meanwhile.
constexpr std::chrono::milliseconds lookInterval{500};

} // namespace

RunReturns::RunReturns(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_timer(new QTimer(this))
{
    m_timer->setInterval(lookInterval);
    connect(m_timer, &QTimer::timeout, this, &RunReturns::startDue);
}

void RunReturns::plan(const QString &runId, std::chrono::milliseconds wait, const Connection &connection)
{
    m_returns.insert(runId, {m_clock.now() + wait, m_clock.wallNow().addMSecs(wait.count()), connection});
    m_timer->start();
}

bool RunReturns::cancel(const QString &runId)
{
    const bool was = m_returns.remove(runId);
    if (m_returns.isEmpty())
        m_timer->stop();
    return was;
}

void RunReturns::cancelAll()
{
    m_returns.clear();
    m_timer->stop();
}

std::optional<QDateTime> RunReturns::plannedFor(const QString &runId) const
{
    const auto found = m_returns.constFind(runId);
    return found == m_returns.constEnd() ? std::nullopt : std::optional(found->shown);
}

void RunReturns::startDue()
{
    const Clock::TimePoint now = m_clock.now();
    QStringList over;
    for (auto it = m_returns.constBegin(); it != m_returns.constEnd(); ++it) {
        if (it->at <= now)
            over.append(it.key());
    }
    for (const QString &runId : std::as_const(over)) {
        const Connection connection = m_returns.value(runId).connection;
        if (cancel(runId)) // who hears of one may have taken another off
            Q_EMIT due(runId, connection);
    }
}

} // namespace muster
