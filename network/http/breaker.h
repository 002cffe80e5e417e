// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster {

/// Counts 5xx answers in a row of one service and halts it at the fifth (contract section 7, F21).
class Breaker
{
public:
    static constexpr int limit = 5;

    /// Any answer; everything but a 5xx sets the count back.
    void answered(int httpStatus)
    {
        if (isOpen())
            return;
        m_inRow = httpStatus >= 500 ? m_inRow + 1 : 0;
    }
    /// Stays open, whatever is answered to calls still in flight, until a person re-arms it.
    [[nodiscard]] bool isOpen() const { return m_inRow >= limit; }
    void rearm() { m_inRow = 0; }

private:
    int m_inRow = 0;
};

} // namespace muster
