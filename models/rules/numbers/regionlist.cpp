// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/regionlist.h"

#include <phonenumbers/phonenumberutil.h>
#include <set>

namespace muster {

RegionList::RegionList()
{
    std::set<std::string> ids;
    i18n::phonenumbers::PhoneNumberUtil::GetInstance()->GetSupportedRegions(&ids);
    m_ids.emplace_back();
    m_ids.insert(m_ids.end(), ids.begin(), ids.end());
    m_ids.emplace_back("001");
    for (std::size_t i = 1; i < m_ids.size(); ++i)
        m_indices.emplace(m_ids[i], RegionIndex(i));
}

RegionIndex RegionList::indexOf(std::string_view id) const
{
    const auto found = m_indices.find(std::string(id));
    return found == m_indices.end() ? RegionIndex(0) : found->second;
}

} // namespace muster
