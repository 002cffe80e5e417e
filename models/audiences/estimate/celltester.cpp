// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/celltester.h"

#include <QtGlobal>
#include <algorithm>
#include <array>
#include <bit>

namespace muster {

namespace {

constexpr std::size_t lanes = 16, block = 64; ///< Bytes.
constexpr std::size_t sampleBytes = 4'096;
constexpr std::size_t fewPlaces = 8; ///< So many texts to a place, or more.
constexpr std::uint32_t walks = 4; ///< At the same time: each waits for its last place.
using Bytes = unsigned char __attribute__((ext_vector_type(lanes)));
using Bits = bool __attribute__((ext_vector_type(lanes)));

Bytes bytesAt(const char *from)
{
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

/// A bit for each of 64 places at which both bytes stand where they have to.
std::uint64_t whereBoth(const char *first, unsigned char wantedFirst, const char *second, unsigned char wantedSecond)
{
    std::uint64_t found = 0;
    for (std::size_t at = 0; at < block; at += lanes) {
        const auto both = (bytesAt(first + at) == wantedFirst) & (bytesAt(second + at) == wantedSecond);
        found |= std::uint64_t(std::bit_cast<std::uint16_t>(__builtin_convertvector(both, Bits))) << at;
    }
    return found;
}

/// Numbers of the bits that are set, behind those that are there already. Without a branch for up to two of a word:
/// whether there is one is what nobody can guess.
class BitNumbers
{
public:
    void add(std::uint64_t bits, std::uint32_t base)
    {
        if (m_count + block > m_numbers.size())
            m_numbers.resize(2 * m_numbers.size());
        std::uint32_t *const next = m_numbers.data() + m_count;
        const std::uint64_t others = bits & (bits - 1);
        next[0] = base + std::uint32_t(std::countr_zero(bits)); // of no bit a number that is not counted
        next[1] = base + std::uint32_t(std::countr_zero(others));
        m_count += std::size_t(bits != 0) + std::size_t(others != 0);
        for (std::uint64_t left = others & (others - 1); left != 0; left &= left - 1)
            m_numbers[m_count++] = base + std::uint32_t(std::countr_zero(left));
    }
    [[nodiscard]] std::vector<std::uint32_t> take()
    {
        m_numbers.resize(m_count);
        return std::move(m_numbers);
    }

private:
    std::vector<std::uint32_t> m_numbers = std::vector<std::uint32_t>(32 * block);
    std::size_t m_count = 0;
};

/// Goes through texts and places side by side, without a branch, not even one that the compiler makes of ?: (which
/// texts hold the part is hard to guess).
struct Walk
{
    const std::uint32_t *ends;
    std::size_t size; ///< Of the part.
    std::uint8_t *hits;
    std::uint8_t hit;

    /// The text in whose turn `place` is the next.
    void step(std::uint32_t text, const std::uint32_t *&place) const
    {
        while (*place < ends[text]) // more than one in the text before
            ++place;
        const std::uint32_t end = ends[text + 1];
        const int isWithin = *place + size <= end ? 1 : 0; // else it reaches into the next text
        hits[text] = std::uint8_t(hits[text] ^ ((hits[text] ^ hit) & -isWithin));
        place += *place < end ? 1 : 0;
    }
};

} // namespace

ArenaSearch::ArenaSearch(std::string part)
    : m_part(std::move(part))
{
    Q_ASSERT(!m_part.empty());
}

bool ArenaSearch::isPossible(const TextColumn &column) const
{
    return std::ranges::all_of(m_part,
                               [&column](char byte) { return column.mayHold(static_cast<unsigned char>(byte)); });
}

ArenaSearch::Anchors ArenaSearch::rarest(std::string_view arena) const
{
    std::array<std::uint16_t, 256> counts{};
    for (const char byte : arena.substr(0, sampleBytes))
        ++counts[static_cast<unsigned char>(byte)];
    const auto countAt = [&](std::size_t at) { return counts[static_cast<unsigned char>(m_part[at])]; };
    Anchors anchors{0, 0};
    for (std::size_t at = 1; at < m_part.size(); ++at) {
        if (countAt(at) < countAt(anchors.first)) {
            anchors.second = anchors.first;
            anchors.first = at;
        } else if (anchors.second == anchors.first || countAt(at) < countAt(anchors.second)) {
            anchors.second = at;
        }
    }
    return anchors;
}

std::vector<std::uint32_t> ArenaSearch::places(std::string_view arena) const
{
    const Anchors anchors = rarest(arena);
    const std::size_t size = m_part.size();
    const auto first = static_cast<unsigned char>(m_part[anchors.first]);
    const auto second = static_cast<unsigned char>(m_part[anchors.second]);
    BitNumbers likely;
    std::size_t at = 0;
    for (; at + size - 1 + block <= arena.size(); at += block) {
        const char *from = arena.data() + at;
        likely.add(whereBoth(from + anchors.first, first, from + anchors.second, second), std::uint32_t(at));
    }
    std::vector<std::uint32_t> places = likely.take();
    for (; at + size <= arena.size(); ++at)
        places.push_back(std::uint32_t(at));
    // Again without a branch.
    std::size_t count = 0;
    for (const std::uint32_t place : places) {
        places[count] = place;
        count += isAt(arena.data() + place) ? 1 : 0;
    }
    places.resize(count);
    return places;
}

bool ArenaSearch::isAt(const char *from) const
{
    const std::size_t size = m_part.size();
    if (size < sizeof(std::uint64_t))
        return std::memcmp(from, m_part.data(), size) == 0;
    const auto wordAt = [](const char *word) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, word, sizeof bytes);
        return bytes;
    };
    // Its first eight bytes and its last.
    const std::size_t tail = size - sizeof(std::uint64_t);
    const int isHead = wordAt(from) == wordAt(m_part.data()) ? 1 : 0;
    const int isTail = wordAt(from + tail) == wordAt(m_part.data() + tail) ? 1 : 0;
    const bool areEnds = (isHead & isTail) != 0;
    return size <= 2 * sizeof(std::uint64_t) ? areEnds : areEnds && std::memcmp(from, m_part.data(), size) == 0;
}

void ArenaSearch::mark(const TextColumn &column, std::uint8_t *hits, std::uint8_t hit) const
{
    if (column.form() == TextColumn::Form::Empty || !isPossible(column))
        return;
    std::vector<std::uint32_t> found = places(column.arena());
    const std::uint32_t *ends = column.ends();
    const std::uint32_t texts = column.texts();
    if (found.size() * fewPlaces < texts) {
        const std::uint32_t *text = ends;
        for (const std::uint32_t place : found) {
            text = std::upper_bound(text, ends + texts + 1, place) - 1;
            if (place + m_part.size() <= text[1]) // else it reaches into the next text
                hits[text - ends] = hit;
        }
        return;
    }
    found.push_back(ends[texts]); // in no text
    const Walk walk{ends, m_part.size(), hits, hit};
    const std::uint32_t share = texts / walks;
    std::array<const std::uint32_t *, walks> places{};
    for (std::uint32_t i = 0; i < walks; ++i)
        places[i] = &*std::lower_bound(found.begin(), found.end() - 1, ends[i * share]);
    for (std::uint32_t text = 0; text < share; ++text) {
        for (std::uint32_t i = 0; i < walks; ++i)
            walk.step(i * share + text, places[i]);
    }
    for (std::uint32_t text = walks * share; text < texts; ++text)
        walk.step(text, places.back());
}

namespace {

constexpr auto no = std::uint8_t(Truth::False), yes = std::uint8_t(Truth::True);

using Keys = double __attribute__((ext_vector_type(16)));
using Bytes = std::uint8_t __attribute__((ext_vector_type(16)));

/// Of one key, or of sixteen at once. No function's answer: vectors of that size have no settled way to be handed back.
template <CriteriaOperator op, typename Key, typename Take>
void compare(const Key &key, double value, Take take)
{
    if constexpr (op == CriteriaOperator::GreaterThan)
        take(key > value);
    else if constexpr (op == CriteriaOperator::LessThan)
        take(key < value);
    else if constexpr (op == CriteriaOperator::Equals)
        take(key == value);
    else
        take(key != value);
}

template <CriteriaOperator op>
void compareKeys(const double *keys, std::uint32_t count, double value, std::uint8_t *truths)
{
    std::uint32_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        Keys some;
        std::memcpy(&some, keys + i, sizeof some);
        compare<op>(some, value, [at = truths + i](const auto &lanesThatHold) { // all bits of a lane, or none
            const Bytes holds = __builtin_convertvector(lanesThatHold, Bytes) & yes;
            std::memcpy(at, &holds, sizeof holds);
        });
    }
    for (; i < count; ++i)
        compare<op>(keys[i], value, [at = truths + i](bool holds) { *at = holds ? yes : no; });
}

} // namespace

CellTester::CellTester(const CriteriaCondition &condition, const ContactField &field)
    : m_test(condition, field.type)
{
    using Kind = ConditionTest::Kind;
    if (m_test.kind() == Kind::Part && !m_test.text().empty())
        m_search.emplace(m_test.text());
    else if ((m_test.kind() == Kind::Start || m_test.kind() == Kind::SameText) && !m_test.text().empty())
        m_scan.emplace(m_test.text());
    if (field.type == CriteriaFieldType::Number && m_test.kind() == Kind::Number) {
        m_hasKeys = true;
        m_key = m_test.number()->nearest();
        m_isExact = field.isShort && m_test.number()->isShort();
    } else if (field.type == CriteriaFieldType::Date && m_test.kind() == Kind::Day && isDay(m_test.text())) {
        m_hasKeys = m_isExact = true;
        for (const char c : m_test.text())
            m_key = c == '-' ? m_key : m_key * 10 + (c - '0');
    }
}

void CellTester::judge(const FieldChunk &chunk, std::uint8_t *truths) const
{
    if (m_hasKeys && chunk.keys)
        judgeKeys(chunk, truths);
    else if (m_search || m_scan)
        judgeText(chunk.cells, truths);
    else
        judgeEach(chunk.cells, truths);
}

void CellTester::judgeEach(const TextColumn &cells, std::uint8_t *truths) const
{
    for (std::uint32_t i = 0; i < cells.texts(); ++i)
        truths[i] = std::uint8_t(m_test.judge(cells.text(i)));
}

void CellTester::judgeKeys(const FieldChunk &chunk, std::uint8_t *truths) const
{
    const double *keys = chunk.keys.get();
    const std::uint32_t count = chunk.cells.texts();
    // An empty cell has no key (NaN): it is neither above, below nor equal, and so not equal.
    switch (m_test.op()) {
    case CriteriaOperator::GreaterThan:
        compareKeys<CriteriaOperator::GreaterThan>(keys, count, m_key, truths);
        break;
    case CriteriaOperator::LessThan:
        compareKeys<CriteriaOperator::LessThan>(keys, count, m_key, truths);
        break;
    case CriteriaOperator::Equals:
        compareKeys<CriteriaOperator::Equals>(keys, count, m_key, truths);
        break;
    default:
        compareKeys<CriteriaOperator::NotEquals>(keys, count, m_key, truths);
    }
    if (m_isExact)
        return;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (keys[i] == m_key)
            truths[i] = std::uint8_t(m_test.judge(chunk.cells.text(i)));
    }
}

void CellTester::judgeText(const TextColumn &cells, std::uint8_t *truths) const
{
    if (m_search) {
        std::memset(truths, no, cells.texts());
        m_search->mark(cells, truths, yes);
        return;
    }
    // An empty cell neither is nor begins with a text that is not empty, as if it were compared.
    const bool isNegated = m_test.op() == CriteriaOperator::NotEquals;
    m_scan->run(cells, m_test.kind() == ConditionTest::Kind::SameText, isNegated ? no : yes, isNegated ? yes : no,
                truths);
}

} // namespace muster
