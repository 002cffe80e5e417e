// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/duplicateids.h"

#include "models/rules/texthash.h"

#include <QRandomGenerator>
#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t firstSize = 8;

void enter(std::vector<std::uint64_t> &tags, std::uint64_t tag)
{
    const std::size_t mask = tags.size() - 1;
    std::size_t place = tag & mask;
    while (tags[place] != 0)
        place = (place + 1) & mask;
    tags[place] = tag;
}

} // namespace

DuplicateIds::DuplicateIds()
    : m_seeds{QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64()}
{
}

DuplicateIds::Key DuplicateIds::keyOf(std::string_view id) const
{
    const std::uint64_t tag = textHash(id, m_seeds[0]);
    return {tag == 0 ? 1 : tag, std::uint32_t(textHash(id, m_seeds[1]) >> (64 - partBits))};
}

bool DuplicateIds::insert(Key key)
{
    Part &part = m_parts[key.part];
    // Parts grow at different loads (0.6 to 0.85), so that they do not all double at the same time.
    const std::size_t percent = 60 + 25 * std::size_t(key.part) / m_parts.size();
    if ((part.used + 1) * 100 > part.tags.size() * percent)
        grow(part);
    const std::size_t mask = part.tags.size() - 1;
    std::size_t place = key.tag & mask;
    for (; part.tags[place] != 0; place = (place + 1) & mask) {
        if (part.tags[place] == key.tag)
            return false;
    }
    part.tags[place] = key.tag;
    ++part.used;
    ++m_size;
    return true;
}

void DuplicateIds::grow(Part &part)
{
    std::vector<std::uint64_t> wider(std::max(firstSize, part.tags.size() * 2), 0);
    for (const std::uint64_t tag : part.tags) {
        if (tag != 0)
            enter(wider, tag);
    }
    part.tags = std::move(wider);
}

std::size_t DuplicateIds::bytes() const
{
    std::size_t sum = m_parts.size() * sizeof(Part);
    for (const Part &part : m_parts)
        sum += part.tags.capacity() * sizeof(std::uint64_t);
    return sum;
}

} // namespace muster
