// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/textcolumn.h"

#include <QString>
#include <string>

namespace muster {

/// Looks for a part of texts without regard to letter case, in whole arenas at once. ASCII and all letters whose
/// capital and small form have the same number of UTF-8 bytes (others are found as they are written). Immutable; any
/// thread.
class TextSearch
{
public:
    explicit TextSearch(const QString &part);

    [[nodiscard]] bool isEmpty() const { return m_small.empty(); }
    /// Sets hits[row] for the rows below `rows` that hold the part; the others keep what they have.
    void mark(const TextColumn &column, std::uint32_t rows, unsigned char *hits) const;
    /// The same over texts in one arena, text i from ends[i] to ends[i + 1].
    void markTexts(std::string_view arena, const std::uint32_t *ends, std::uint32_t texts, unsigned char *hits) const;

private:
    [[nodiscard]] bool isPossible(const TextColumn &column) const;
    [[nodiscard]] bool isAt(const char *text) const;
    [[nodiscard]] std::size_t nextCandidate(std::string_view arena, std::size_t from) const;

    struct Letter
    {
        std::uint16_t begin, length; ///< In both forms.
    };
    std::string m_small, m_capital; ///< Same length, letter by letter.
    std::vector<Letter> m_letters;
};

} // namespace muster
