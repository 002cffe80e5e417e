// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactview.h"

#include <QMetaType>
#include <QString>
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

} // namespace muster

Q_DECLARE_METATYPE(muster::SharedMoves)
