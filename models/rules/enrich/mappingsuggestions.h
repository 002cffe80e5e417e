// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "network/wire/enrichment.h"

#include <QList>
#include <QString>
#include <cstdint>
#include <vector>

namespace muster {

/// A column's or attribute's name as words that can be compared: without letter case, accents, separators and camel
/// case, synonyms made one word.
class NameWords
{
public:
    explicit NameWords(const QString &name);

    /// 0 to 100: the share of words in common, weighted; words like "field" count little.
    [[nodiscard]] static int likeness(const NameWords &one, const NameWords &other);

private:
    struct Word
    {
        QString text;
        int weight = 0;
    };
    void addWord(const QString &word);
    [[nodiscard]] static int shared(const Word &one, const Word &other);

    std::vector<Word> m_words;
    std::uint64_t m_initials = 0; ///< Bits of the words' first letters: none in common, no word in common.
};

/// A column that may be meant for an attribute.
struct MappingSuggestion
{
    int column = -1; ///< In the shape.
    int attribute = -1; ///< In the schema; -1: it is the contact id.
    int score = 0; ///< 100: the same words; see minScore.
    bool operator==(const MappingSuggestion &) const = default;
};

struct MappingSuggestions
{
    static constexpr int minScore = 55;
    static constexpr qsizetype maxNames = 1000; ///< Columns and attributes that are looked at; the first ones.

    /// By the likeness of names alone: letter case, accents, separators and camel case do not count, common synonyms
    /// in several languages do ("E-Mail" and "email_address"). No column and no attribute twice, the best first, then
    /// in the order of the source; the same for the same names always. A name that the source has twice is not
    /// suggested.
    [[nodiscard]] static QList<MappingSuggestion> of(const SourceShape &shape, const ListSchema &schema);
    /// 0 to 100; symmetric.
    [[nodiscard]] static int similarity(const QString &one, const QString &other);
};

} // namespace muster
