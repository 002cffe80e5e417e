// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxfault.h"

#include <QList>
#include <QMutex>
#include <functional>
#include <optional>

namespace muster {

/// What the server saw, for tests and demos. Never holds a token or secret.
struct SandboxRequest
{
    QByteArray method;
    QByteArray path; ///< With query.
    QByteArray body; ///< Empty for token calls; at most its first 16 KiB.
    bool hadBearer = false;
    int status = 0; ///< 0: not answered.
};

/// What is to go wrong, and what was asked: the two things that the server shares with whoever steers it.
/// Every function may be called from any thread.
class SandboxScript
{
public:
    void addFault(const SandboxFault &fault);
    void clearFaults();
    /// The fault for a request, if any: the first queued one that matches. Its counters move on.
    [[nodiscard]] std::optional<SandboxFault> takeFault(const QByteArray &method, const QByteArray &target);

    void record(SandboxRequest request); ///< Keeps the latest 10,000.
    [[nodiscard]] QList<SandboxRequest> requests() const;

    /// Called in the server's thread for every request that is in whole, before anything comes of it; what it does is
    /// waited for. A call may still be under way when another watcher, or none, is set.
    using Watcher = std::function<void(const SandboxRequest &)>;
    void setWatcher(Watcher watcher);
    void announce(const SandboxRequest &request) const; ///< To the watcher, if there is one.

private:
    mutable QMutex m_mutex;
    Watcher m_watcher;
    QList<SandboxFault> m_faults;
    QList<SandboxRequest> m_requests;
};

} // namespace muster
