// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocale>
#include <QStringList>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// Words for yes and no. Compared without regard to case, white space at both ends aside; allocates nothing. Immutable.
class BooleanWords
{
public:
    BooleanWords(const QStringList &yes, const QStringList &no);
    /// true, t, yes, y, 1 and false, f, no, n, 0, and what the language says (ja, nein). For a language without words
    /// of its own just the former.
    [[nodiscard]] static BooleanWords of(const QLocale &locale);

    [[nodiscard]] std::optional<bool> read(std::string_view text) const;
    [[nodiscard]] bool isContradictory() const; ///< A word means both.

private:
    struct Word
    {
        std::string text; ///< ASCII letters in lower case.
        bool value = false;
    };
    void add(const QString &word, bool value);

    std::vector<Word> m_words; ///< Sorted by text.
    std::size_t m_longest = 0;
};

} // namespace muster
