// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/personalwords.h"
#include "models/rules/masking/wordtable.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/// A short list of plain words, asked for by PersonalWords::hashOf(). Immutable; any thread.
class WordHashes
{
public:
    /// `words`: blanks between.
    explicit WordHashes(std::string_view words)
    {
        forEachListedWord(words, [this](std::string_view word) { m_hashes.push_back(PersonalWords::hashOf(word)); });
        std::ranges::sort(m_hashes);
    }
    [[nodiscard]] bool has(std::uint64_t hash) const { return std::ranges::binary_search(m_hashes, hash); }

private:
    std::vector<std::uint64_t> m_hashes;
};

} // namespace muster
