// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <string>
#include <vector>

namespace muster {

/// The phone part of a contact list as columns: the texts in one arena, and per row a code of 16 bits, the findings and
/// the E.164 number in 64 bits; 15 bytes a row beside its text. Rows are appended on one thread; the answer columns of
/// different rows may be written by different threads.
class NumberColumns
{
public:
    /// The code of a row that was not judged yet, or not any more because the batch was stopped.
    static constexpr NumberCode notJudged = 0xffff;

    /// False when the arena is full (4 GiB); the row is then not there.
    bool append(std::string_view text);
    void reserve(std::size_t rows, std::size_t bytes);
    /// Forgets all answers, for a new default region.
    void forgetAnswers();

    [[nodiscard]] std::size_t size() const { return m_codes.size(); }
    [[nodiscard]] std::string_view text(std::size_t row) const
    {
        return std::string_view(m_arena).substr(m_ends[row], m_ends[row + 1] - m_ends[row]);
    }
    [[nodiscard]] NumberCode code(std::size_t row) const { return m_codes[row]; }
    [[nodiscard]] std::uint64_t e164(std::size_t row) const { return m_e164[row]; } ///< As NumberVerdict::e164.
    [[nodiscard]] std::uint8_t findings(std::size_t row) const { return m_findings[row]; }
    [[nodiscard]] const std::vector<NumberCode> &codes() const { return m_codes; }
    [[nodiscard]] const std::vector<std::uint8_t> &allFindings() const { return m_findings; }
    void setAnswer(std::size_t row, const NumberVerdict &verdict)
    {
        m_codes[row] = packCode(verdict);
        m_e164[row] = verdict.e164;
        m_findings[row] = verdict.findings;
    }
    [[nodiscard]] std::size_t bytes() const; ///< In use, spare capacity aside.

private:
    std::string m_arena;
    std::vector<std::uint32_t> m_ends = {0}; ///< Text of row r: from [r] to [r + 1].
    std::vector<NumberCode> m_codes;
    std::vector<std::uint64_t> m_e164;
    std::vector<std::uint8_t> m_findings;
};

} // namespace muster
