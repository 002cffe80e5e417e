// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/lists/contactoverrides.h"
#include "models/rules/lists/listjudge.h"

namespace muster {

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

} // namespace muster
