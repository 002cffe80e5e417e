// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

} // namespace muster
