// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxscript.h"

namespace muster {

void SandboxScript::addFault(const SandboxFault &fault)
{
    const QMutexLocker lock(&m_mutex);
    m_faults.append(fault);
}

void SandboxScript::clearFaults()
{
    const QMutexLocker lock(&m_mutex);
    m_faults.clear();
}

std::optional<SandboxFault> SandboxScript::takeFault(const QByteArray &method, const QByteArray &target)
{
    const QMutexLocker lock(&m_mutex);
    for (qsizetype at = 0; at < m_faults.size(); ++at) {
        SandboxFault &fault = m_faults[at];
        if ((!fault.method.isEmpty() && fault.method.toLatin1() != method) || !target.contains(fault.path.toUtf8()))
            continue;
        if (fault.skip > 0) {
            --fault.skip; // This request passes it; a later fault may still want it.
            continue;
        }
        if (fault.times == 0)
            continue;
        const SandboxFault taken = fault;
        if (fault.times > 0 && --fault.times == 0)
            m_faults.removeAt(at);
        return taken;
    }
    return std::nullopt;
}

void SandboxScript::record(SandboxRequest request)
{
    constexpr qsizetype maxRequests = 10'000;
    constexpr qsizetype maxBody = 16 * 1024;
    if (request.body.size() > maxBody)
        request.body = request.body.left(maxBody);
    const QMutexLocker lock(&m_mutex);
    if (m_requests.size() >= maxRequests)
        m_requests.removeFirst();
    m_requests.append(std::move(request));
}

void SandboxScript::setWatcher(Watcher watcher)
{
    const QMutexLocker lock(&m_mutex);
    m_watcher = std::move(watcher);
}

void SandboxScript::announce(const SandboxRequest &request) const
{
    QMutexLocker lock(&m_mutex);
    const Watcher watcher = m_watcher;
    lock.unlock(); // so that it may ask for the requests so far
    if (watcher)
        watcher(request);
}

QList<SandboxRequest> SandboxScript::requests() const
{
    const QMutexLocker lock(&m_mutex);
    QList<SandboxRequest> requests = m_requests;
    requests.detach(); // here, under the lock: record() must not find a list that another thread lets go of
    return requests;
}

} // namespace muster
