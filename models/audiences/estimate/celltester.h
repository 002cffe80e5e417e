// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/arenasearch.h"
#include "models/audiences/estimate/contactcolumns.h"
#include "models/audiences/estimate/startscan.h"

#include <optional>

namespace muster {

/// A ConditionTest over all texts of a chunk at once: numbers and days by their keys, parts of texts by a search
/// through the whole arena. Says the same as ConditionTest::judge() of each. Immutable; any thread.
class CellTester
{
public:
    CellTester(const CriteriaCondition &condition, const ContactField &field);

    /// truths[i] becomes the Truth of text i, for all texts of the chunk.
    void judge(const FieldChunk &chunk, std::uint8_t *truths) const;
    /// Some cell may be of which it is not known.
    [[nodiscard]] bool mayBeUnknown() const { return !m_hasKeys && !m_search && !m_scan; }
    [[nodiscard]] Truth ofMissing() const { return m_test.judge({}); }

private:
    void judgeEach(const TextColumn &cells, std::uint8_t *truths) const;
    void judgeKeys(const FieldChunk &chunk, std::uint8_t *truths) const;
    void judgeText(const TextColumn &cells, std::uint8_t *truths) const;

    const ConditionTest m_test;
    double m_key = 0; ///< Of the value; with m_hasKeys.
    bool m_hasKeys = false; ///< The field's keys answer.
    bool m_isExact = false; ///< Equal keys mean equal values.
    std::optional<const ArenaSearch> m_search; ///< For ConditionTest::Kind::Part.
    std::optional<const StartScan> m_scan; ///< For Kind::Start and Kind::SameText.
};

} // namespace muster
