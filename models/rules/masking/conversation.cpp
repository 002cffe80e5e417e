// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/conversation.h"

#include <algorithm>

namespace muster {

void Conversation::clear()
{
    m_joined.clear();
    m_texts.clear();
}

std::uint32_t Conversation::append(std::string_view utf8, int speaker)
{
    m_texts.push_back({m_joined.size(), speaker});
    m_joined += utf8;
    m_joined += '\n';
    return std::uint32_t(m_texts.size() - 1);
}

std::string_view Conversation::text(std::uint32_t index) const
{
    const std::size_t from = m_texts[index].start;
    const std::size_t next = index + 1 < m_texts.size() ? m_texts[index + 1].start : m_joined.size();
    return std::string_view(m_joined).substr(from, next - from - 1);
}

std::uint32_t Conversation::textAt(std::size_t offset) const
{
    const auto after = std::ranges::upper_bound(m_texts, offset, {}, &Text::start);
    return std::uint32_t(after - m_texts.begin() - 1);
}

} // namespace muster
