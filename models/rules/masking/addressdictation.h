// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

#include <cstddef>

namespace muster {

/// An e-mail address over several turns: what was spelled of it before, and what is repeated, corrected and spelled
/// after it. Looks at a bounded piece of text around an address that was found, or around a domain that was said with
/// no "at" before it.
class AddressDictation
{
public:
    explicit AddressDictation(const MaskSearch &search)
        : m_search(search)
    {
    }

    /// Pieces of the address at bytes `begin` to `end` in the turns before it, not before `from`, and in the turns
    /// behind it, not behind `to`. The address itself is a finding already.
    void takeAround(std::size_t begin, std::size_t end, std::size_t from, std::size_t to);
    /// The address whose domain holds the byte before `mark`, where turns before it, or words, spell its name; returns
    /// its end, or 0. `from`: as above.
    [[nodiscard]] std::size_t takeWithoutAt(std::size_t mark, std::size_t from);

private:
    const MaskSearch &m_search;
};

} // namespace muster
