// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/lists/contacttable.h"
#include "models/rules/lists/listjudge.h"
#include "models/rules/lists/listverdict.h"
#include "network/wire/result.h"

#include <QList>
#include <QPair>
#include <QString>
#include <array>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace muster {

/// What a person decided of single contacts, against the rules. Rows stand for contact ids: a table never gives a row
/// to another id. Copying one costs a pointer a chunk; what is shared is not changed.
class ContactOverrides
{
public:
    using Row = ContactTable::Row;
    struct Decision
    {
        ListVerdict verdict = ListVerdict::Review;
        QString note;
        bool operator==(const Decision &) const = default;
    };

    /// nullopt takes it back. False when there are 65,535 different decisions already.
    [[nodiscard]] bool set(std::span<const Row> rows, const std::optional<Decision> &decision);
    [[nodiscard]] const Decision *find(Row row) const
    {
        const std::size_t chunk = ContactChunk::chunkOf(row);
        if (chunk >= m_chunks.size() || !m_chunks[chunk])
            return nullptr;
        const std::uint16_t number = m_chunks[chunk]->numbers[ContactChunk::rowIn(row)];
        return number == 0 ? nullptr : &m_decisions[number - 1u];
    }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] std::size_t count() const { return m_count; } ///< Contacts.
    [[nodiscard]] bool concerns(std::size_t chunk) const
    {
        return chunk < m_chunks.size() && m_chunks[chunk] && m_chunks[chunk]->count > 0;
    }
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Chunk
    {
        std::array<std::uint16_t, ContactChunk::capacity> numbers{}; ///< 0: none, else decision + 1.
        std::uint32_t count = 0;
    };
    std::vector<std::shared_ptr<const Chunk>> m_chunks; ///< Null where nobody decided anything.
    std::vector<Decision> m_decisions;
    std::size_t m_count = 0;
};

/// The judgement of every class of contacts: what a directive makes of a whole list, in some hundred entries.
using ClassJudgements = std::vector<ListJudge::Judgement>;

/// A list at one moment, judged: what is shown, planned, compared and reported. Parts are immutable and shared.
struct JudgedContacts
{
    using Row = ContactTable::Row;

    std::shared_ptr<const ContactAnswers> answers; ///< Null: nothing was read yet.
    std::shared_ptr<const ClassJudgements> judgements; ///< By ContactAnswers::classes().
    std::shared_ptr<const ContactOverrides> overrides; ///< Null: none.

    [[nodiscard]] Row rowCount() const { return answers ? answers->rowCount() : 0; }
    [[nodiscard]] const ContactTable::Snapshot &contacts() const { return *answers->contacts(); }
    [[nodiscard]] const ContactOverrides::Decision *decision(Row row) const
    {
        return overrides ? overrides->find(row) : nullptr;
    }
    /// With a person's decision, if there is one.
    [[nodiscard]] ListJudge::Judgement judgement(Row row) const
    {
        const ListJudge::Judgement &judged = (*judgements)[answers->classOf(row)];
        const ContactOverrides::Decision *decided = decision(row);
        return decided ? ListJudge::overridden(judged, decided->verdict) : judged;
    }
    /// What the number would be rewritten to; empty unless the verdict is Fix.
    [[nodiscard]] std::string newNumber(Row row) const;
};

/// Rows of a list in the order in which they are shown. Immutable, like everything that it points to.
struct ContactView
{
    using Row = ContactTable::Row;
    static constexpr Row notShown = ~Row(0);

    JudgedContacts list;
    std::shared_ptr<const std::vector<Row>> order; ///< Null: the list's own, everything.
    /// The place of every contact, or notShown; only while a view is handed over, to keep selections. Null where order
    /// is ascending: then it is found by search.
    std::shared_ptr<const std::vector<Row>> places;
    bool isAscending = true;

    [[nodiscard]] Row size() const { return order ? Row(order->size()) : list.rowCount(); }
    [[nodiscard]] Row rowAt(Row place) const { return order ? (*order)[place] : place; }
    [[nodiscard]] Row placeOf(Row row) const;
};

/// How many contacts of each class a person decided how: with it a list is summarised anew in microseconds, however
/// many decisions there are. Of those answers and those overrides, and no others. Immutable.
struct OverrideTally
{
    std::shared_ptr<const ContactAnswers> answers;
    std::shared_ptr<const ContactOverrides> overrides;
    std::vector<std::array<qint64, listVerdictCount>> decided; ///< By class of the answers, then by ListVerdict.
};
using SharedTally = std::shared_ptr<const OverrideTally>;

/// Some 10 ms a million decisions. Null when stopped, or where there are no answers or no overrides.
[[nodiscard]] SharedTally tallyOverrides(const std::shared_ptr<const ContactAnswers> &answers,
                                         const std::shared_ptr<const ContactOverrides> &overrides,
                                         const std::stop_token &stop = {});

/// What a person decided, of which rows of what was shown then.
struct ContactDecision
{
    std::shared_ptr<const ContactView> view;
    QList<QPair<int, int>> rows; ///< First and last of each range of the view.
    std::optional<ListVerdict> verdict; ///< nullopt takes a decision back.
    QString note;
    [[nodiscard]] qint64 count() const;
};

/// Decisions as they stand after one more.
struct DecisionsMade
{
    Result<std::shared_ptr<const ContactOverrides>> overrides;
    SharedTally tally; ///< Of these; null where they could not be made.
};

/// All or none: half a selection decided would be hard to see. `list`: as it is judged now. Errors of
/// ListJudge::mayOverride(); LimitExceeded "override_notes"; Cancelled when stopped. Some 30 ms a million contacts: for
/// a worker when there are many.
[[nodiscard]] DecisionsMade decideContacts(const ContactDecision &decision, const JudgedContacts &list,
                                           const std::stop_token &stop);

} // namespace muster
