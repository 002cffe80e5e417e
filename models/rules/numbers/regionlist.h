// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace muster {

/// The regions that libphonenumber knows, numbered from 1 in alphabetical order, "001" (non-geographic) last.
class RegionList
{
public:
    RegionList(); ///< Asks the library, whose first use costs some milliseconds.
    [[nodiscard]] RegionIndex indexOf(std::string_view id) const; ///< 0: unknown, "ZZ" or empty. Upper case only.
    [[nodiscard]] const std::string &id(RegionIndex index) const { return m_ids[index]; } ///< Empty for 0.
    [[nodiscard]] std::size_t size() const { return m_ids.size(); } ///< With the empty one.
    [[nodiscard]] RegionIndex nonGeographic() const { return RegionIndex(m_ids.size() - 1); }

private:
    std::vector<std::string> m_ids;
    std::unordered_map<std::string, RegionIndex> m_indices;
};

} // namespace muster
