// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditionbits.h"
#include "models/audiences/estimate/criteriaoutline.h"

#include <QHash>

namespace muster {

/// How conditions turned out for the contacts at hand, so that after an edit only what changed is asked anew. A value:
/// copies share what they hold, so that a worker takes one along and gives it back with its answer. Any one thread at a
/// time.
class ConditionCache
{
public:
    static constexpr std::size_t roomLimit = std::size_t(256)
        << 20; ///< Bytes kept beyond what the last question needs.

    explicit ConditionCache(SharedContactColumns contacts = {});
    [[nodiscard]] const SharedContactColumns &contacts() const { return m_contacts; }

    /// One for every node of the outline, nullptr for groups. Empty after a stop; what was made by then is kept.
    [[nodiscard]] std::vector<SharedConditionBits> answers(const CriteriaOutline &outline, const std::stop_token &stop);
    /// Conditions that answers() had to ask of the contacts, ever.
    [[nodiscard]] qint64 asked() const { return m_asked; }

private:
    struct Entry
    {
        SharedConditionBits bits;
        quint64 used = 0; ///< When last.
    };
    void makeRoom();

    SharedContactColumns m_contacts;
    QHash<QByteArray, Entry> m_entries;
    quint64 m_now = 0;
    qint64 m_asked = 0;
};

} // namespace muster
