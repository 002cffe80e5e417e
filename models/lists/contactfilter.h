// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactview.h"
#include "models/rules/lists/listverdict.h"
#include "models/rules/numbers/numberverdict.h"

#include <QString>
#include <QStringList>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace muster {

/// What another directive would make of every contact of a list, compared with what was made of it then: a byte a
/// contact. Immutable; any thread.
class VerdictMoves
{
public:
    using Row = ContactTable::Row;
    /// Contacts by verdict now and verdict then.
    using Counts = std::array<std::array<qint64, listVerdictCount>, listVerdictCount>;

    /// `then` are the answers that go with `directive`, of the same contacts as `list`. A person's decisions stay,
    /// unless the number would not be checked. Some 10 ms a million contacts; for a worker.
    VerdictMoves(const JudgedContacts &list, const ContactAnswers &then, const SanitizationDirective &directive);
    VerdictMoves() = default; ///< Of no contact.

    [[nodiscard]] const QString &name() const { return m_name; } ///< Of the other directive.
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    [[nodiscard]] qint64 moved() const; ///< Contacts whose verdict would be another.
    /// False for a contact that came after the comparison.
    [[nodiscard]] bool isMoved(Row row) const
    {
        return row < m_moves.size() && (m_moves[row] & 15) != m_moves[row] >> 4;
    }
    [[nodiscard]] bool isMoved(Row row, ListVerdict from, ListVerdict to) const
    {
        return row < m_moves.size() && m_moves[row] == byteOf(from, to);
    }

private:
    static constexpr std::uint8_t byteOf(ListVerdict from, ListVerdict to)
    {
        return std::uint8_t(unsigned(from) << 4 | unsigned(to));
    }

    QString m_name;
    std::vector<std::uint8_t> m_moves; ///< By row.
    Counts m_counts{};
};
using SharedMoves = std::shared_ptr<const VerdictMoves>;

/// Only contacts whose verdict another directive would change.
struct MoveFilter
{
    std::shared_ptr<const VerdictMoves> moves; ///< Null: no such filter.
    std::optional<std::pair<ListVerdict, ListVerdict>> fromTo; ///< nullopt: whatever the change is.
    bool operator==(const MoveFilter &) const = default; ///< The same comparison, not an equal one.
};

/// What is shown: values of one facet are alternatives, facets and search restrict each other. Empty: everything.
struct ContactFilter
{
    std::vector<ListVerdict> verdicts;
    std::vector<ListReason> reasons;
    QStringList regions;
    std::vector<NumberType> lineTypes;
    std::vector<KnowledgeSource> sources;
    bool invertVerdicts = false, invertReasons = false, invertRegions = false, invertLineTypes = false,
         invertSources = false;
    bool onlyChanges = false; ///< Fix and purge.
    MoveFilter moved; ///< Of a comparison, which does not follow later changes.
    QString search; ///< Part of id, number, E.164 or a member; letter case is ignored.
    [[nodiscard]] bool isEmpty() const;
    /// A search or a comparison, which have to look at each row; facets are asked of classes of contacts.
    [[nodiscard]] bool isOfRows() const { return !search.isEmpty() || moved.moves != nullptr; }
    /// Stable, for PlanHeader::scope; "all" when empty. Says that there was a search, not for what (S07).
    [[nodiscard]] QString key() const;
    bool operator==(const ContactFilter &) const = default;
};

} // namespace muster
