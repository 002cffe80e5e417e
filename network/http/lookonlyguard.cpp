// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/lookonlyguard.h"

#include "network/wire/operation.h"

namespace muster {

LookOnlyGuard::LookOnlyGuard(Environment environment, Clock &clock)
    : m_environment(environment)
    , m_clock(clock)
{
}

void LookOnlyGuard::arm(std::chrono::seconds duration)
{
    m_armedUntil = now() + duration;
}

void LookOnlyGuard::disarm()
{
    m_armedUntil.reset();
}

bool LookOnlyGuard::isArmed() const
{
    return m_armedUntil && now() < *m_armedUntil;
}

bool LookOnlyGuard::refuses(const OperationRow &row) const
{
    if (m_environment != Environment::Production || isArmed())
        return false;
    const bool mayRead = row.method == "GET" || row.method == "POST";
    return row.writes || !mayRead;
}

} // namespace muster
