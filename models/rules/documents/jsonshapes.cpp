// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/jsonshapes.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

bool isSameWord(std::string_view key, std::string_view word)
{
    return std::ranges::equal(key, word, [](char one, char other) {
        return (one >= 'A' && one <= 'Z' ? char(one - 'A' + 'a') : one) == other;
    });
}

bool namesSpeaker(std::string_view key)
{
    static constexpr std::array<std::string_view, 8> words
        = {"speaker", "author", "role", "participant", "participantid", "speakerid", "sender", "channel"};
    return std::ranges::any_of(words, [key](std::string_view word) { return isSameWord(key, word); });
}

} // namespace

JsonShapes::JsonShapes()
{
    (void)add(root, {}, false);
}

std::uint32_t JsonShapes::add(std::uint32_t parent, std::string_view key, bool isElement)
{
    m_shapes.push_back({parent, key, isElement, !isElement && namesSpeaker(key)});
    m_next.push_back(0);
    m_first.push_back(0);
    m_element.push_back(0);
    return std::uint32_t(m_shapes.size() - 1);
}

std::uint32_t JsonShapes::element(std::uint32_t parent)
{
    if (m_element[parent] == 0) {
        const std::uint32_t made = add(parent, {}, true);
        m_element[parent] = made;
    }
    return m_element[parent];
}

std::uint32_t JsonShapes::member(std::uint32_t parent, std::string_view key, std::uint32_t previous)
{
    const std::uint32_t expected = previous == 0 ? m_first[parent] : m_next[previous];
    if (expected != 0 && m_shapes[expected].key == key)
        return expected;
    std::uint32_t &known = m_table[{parent, key}];
    if (known == 0)
        known = add(parent, key, false);
    (previous == 0 ? m_first[parent] : m_next[previous]) = known;
    return known;
}

} // namespace muster
