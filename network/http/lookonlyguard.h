// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"
#include "network/wire/connectionprofile.h"

#include <optional>

namespace muster {

struct OperationRow;

/// Refuses what writes on a production tenant until a person arms it, for a limited time (S42). Judges by the
/// operation's row and, apart from that, by its method: a row that forgot to say so cannot let a DELETE through.
class LookOnlyGuard
{
public:
    LookOnlyGuard(Environment environment, Clock &clock);

    void arm(std::chrono::seconds duration); ///< The machine's sleep counts (F102).
    void disarm();
    [[nodiscard]] bool isArmed() const;
    [[nodiscard]] bool refuses(const OperationRow &row) const;

private:
    /// Goes on while the machine sleeps.
    [[nodiscard]] Clock::TimePoint now() const { return m_clock.now() + m_clock.slept(); }

    Environment m_environment;
    Clock &m_clock;
    std::optional<Clock::TimePoint> m_armedUntil;
};

} // namespace muster
