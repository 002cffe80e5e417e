// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"

#include <QList>
#include <QString>

namespace muster {

/// The part of a sentence that speaks of a node. Parts nest as the nodes do.
struct SentenceRange
{
    qsizetype start = 0; ///< In UTF-16 units, as QString counts.
    qsizetype length = 0;
    CriteriaPath path;
    bool operator==(const SentenceRange &) const = default;
};

/// Criteria in words: "Annual revenue is over 500,000 and (industry is technology or country is not "New
/// Zealand")." Plain text in the person's language, numbers as the locale writes them.
struct CriteriaSentence
{
    QString text;
    QList<SentenceRange> ranges; ///< One for each node, a group before its members.
};

/// Every inner group stands in brackets, so that and and or can be told apart; a group of several values of one field
/// reads "industry is one of technology, finance". Texts of more than one word are quoted.
[[nodiscard]] CriteriaSentence criteriaSentence(const CriteriaGroup &criteria, const CriteriaFields &fields);

} // namespace muster
