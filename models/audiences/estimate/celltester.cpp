// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/celltester.h"

#include <cstring>

namespace muster {

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
    constexpr std::uint32_t lanes = 16;
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
