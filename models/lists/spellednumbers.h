// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/textcolumn.h"

#include <cstdint>

namespace muster {

/// Writes a chunk's E.164 numbers as texts to be searched, "+4930123456", row by row. Some 25 ns a number.
class SpelledNumbers
{
public:
    explicit SpelledNumbers(std::uint32_t rows); ///< At most so many are appended.
    void append(std::uint64_t e164); ///< As NumberVerdict::e164; what is no number there leaves the row empty.
    void appendNothing(); ///< An empty row.
    [[nodiscard]] TextColumn column() const; ///< Without bytes when all rows are empty.

private:
    TextBuilder m_texts;
    bool m_isEmpty = true;
};

} // namespace muster
