// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxfault.h"

#include <QList>
#include <QMutex>
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

private:
    mutable QMutex m_mutex;
    QList<SandboxFault> m_faults;
    QList<SandboxRequest> m_requests;
};

} // namespace muster
